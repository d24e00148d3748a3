// SPDX-License-Identifier: GPL-3.0-or-later
// Decoding: byte order mark, strict UTF-8, then uchardet proposes and ICU decodes, strictly.
#include "text/decode.h"

#include <fmt/format.h>
#include <uchardet/uchardet.h>
#include <unicode/ucnv.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <utility>
#include <vector>

#include "text/code_point.h"

namespace gloss::text {
namespace {

using Converter = std::unique_ptr<UConverter, decltype(&ucnv_close)>;

/// What uchardet names, how ICU decodes it (in order of trial), and what the user is told.
struct Legacy {
  std::string_view proposal;
  std::vector<const char*> converters;
  std::string_view name;  // empty = the proposal itself
};

const Legacy* find_legacy(std::string_view proposal) {
  static const std::vector<Legacy> table = {
      {"GB18030", {"gb18030"}, "GB18030"},
      {"GB2312", {"gb18030"}, "GB18030"},
      {"GBK", {"gb18030"}, "GB18030"},
      {"SHIFT_JIS", {"ibm-943_P15A-2003"}, "CP932"},
      {"EUC-KR", {"EUC-KR", "windows-949"}, "EUC-KR"},
      {"UHC", {"windows-949"}, "windows-949"},
      {"BIG5", {"Big5", "Big5-HKSCS"}, "Big5"},
      {"MAC-CYRILLIC", {"x-mac-cyrillic"}, "x-mac-cyrillic"},
      {"MAC-CENTRALEUROPE", {"x-mac-centraleurroman"}, "x-mac-centraleurroman"},
      {"TIS-620", {"TIS-620", "windows-874"}, "TIS-620"},
  };
  const auto found =
      std::find_if(table.begin(), table.end(), [&](const Legacy& l) { return l.proposal == proposal; });
  return found == table.end() ? nullptr : &*found;
}

Converter open_converter(const std::string& name) {
  UErrorCode status = U_ZERO_ERROR;
  Converter converter(ucnv_open(name.c_str(), &status), &ucnv_close);
  if (U_FAILURE(status)) converter.reset();
  return converter;
}

std::string canonical_name(const std::string& name, UConverter* converter) {
  UErrorCode status = U_ZERO_ERROR;
  const char* standard = ucnv_getStandardName(name.c_str(), "MIME", &status);
  if (U_FAILURE(status) || standard == nullptr) {
    status = U_ZERO_ERROR;
    standard = ucnv_getStandardName(name.c_str(), "IANA", &status);
  }
  if (U_FAILURE(status) || standard == nullptr) {
    status = U_ZERO_ERROR;
    standard = ucnv_getName(converter, &status);
  }
  return standard == nullptr ? name : standard;
}

/// Appends code points as UTF-8; a lead surrogate may wait for the next piece.
class Utf8Writer {
 public:
  explicit Utf8Writer(std::string& out) : out_(out) {}
  void add(const UChar* begin, const UChar* end) {
    for (; begin < end; ++begin) {
      if (lead_ != 0 && U16_IS_TRAIL(*begin)) {
        append(static_cast<UChar32>(U16_GET_SUPPLEMENTARY(lead_, *begin)));
        lead_ = 0;
      } else if (U16_IS_LEAD(*begin)) {
        lead_ = *begin;
      } else {
        append(*begin);
      }
    }
  }
  void append(UChar32 code_point) {
    std::array<char, 4> bytes{};
    std::int32_t length = 0;
    U8_APPEND_UNSAFE(bytes.data(), length, code_point);
    out_.append(bytes.data(), static_cast<std::size_t>(length));
  }

 private:
  std::string& out_;
  UChar lead_ = 0;
};

struct Converted {
  std::string text;
  std::size_t replaced = 0;
  std::size_t bad_at = std::string_view::npos;  // offset of the first undecodable byte, where not replaced
};

Converted convert(UConverter* converter, std::string_view bytes, bool replace) {
  Converted result;
  result.text.reserve(bytes.size() + bytes.size() / 2);
  Utf8Writer writer(result.text);
  UErrorCode status = U_ZERO_ERROR;
  ucnv_setToUCallBack(converter, UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  const char* source = bytes.data();
  const char* const end = source + bytes.size();
  std::vector<UChar> buffer(8192);
  for (;;) {
    UChar* target = buffer.data();
    status = U_ZERO_ERROR;
    ucnv_toUnicode(converter, &target, buffer.data() + buffer.size(), &source, end, nullptr, true, &status);
    writer.add(buffer.data(), target);
    if (status == U_BUFFER_OVERFLOW_ERROR) continue;
    if (U_SUCCESS(status)) return result;
    std::array<char, 32> invalid{};
    auto length = static_cast<std::int8_t>(invalid.size());
    UErrorCode ignored = U_ZERO_ERROR;
    ucnv_getInvalidChars(converter, invalid.data(), &length, &ignored);
    if (!replace) {
      result.bad_at = static_cast<std::size_t>(source - bytes.data()) -
                      static_cast<std::size_t>(std::max<int>(length, 0));
      result.bad_at = std::min(result.bad_at, bytes.size() - 1);
      return result;
    }
    writer.append(0xFFFD);
    ++result.replaced;
    if (source >= end) return result;
  }
}

/// CRLF and CR become LF, in place.
void make_line_ends_lf(std::string& text) {
  std::size_t first = text.find('\r');
  if (first == std::string::npos) return;
  std::size_t out = first;
  for (std::size_t i = first; i < text.size(); ++i) {
    if (text[i] == '\r') {
      if (i + 1 < text.size() && text[i + 1] == '\n') continue;
      text[out++] = '\n';
    } else {
      text[out++] = text[i];
    }
  }
  text.resize(out);
}

std::string line_place(const std::string& place, std::string_view bytes, std::size_t at) {
  std::size_t line = 1;
  for (std::size_t i = 0; i < at && i < bytes.size(); ++i) {
    if (bytes[i] == '\n' || (bytes[i] == '\r' && (i + 1 >= bytes.size() || bytes[i + 1] != '\n'))) ++line;
  }
  return fmt::format("{}:{}", place, line);
}

const char* const name_the_encoding = "--encoding NAME, such as windows-1252, GB18030 or UTF-16LE";

tl::unexpected<Error> undecodable(const std::string& place, std::string_view bytes, std::size_t at,
                                  std::string_view encoding, const char* hint) {
  return Err(Fault::bad_input, line_place(place, bytes, at),
             fmt::format("byte 0x{:02X} at offset {} is not {}", static_cast<unsigned char>(bytes[at]), at,
                         encoding),
             hint);
}

/// The offset of the first NUL, or a fault. NULs mean a binary file or UTF-16; neither is text yet.
Result<void> refuse_nul(const std::string& place, std::string_view text, std::string_view what) {
  const std::size_t at = text.find('\0');
  if (at == std::string_view::npos) return {};
  return Err(Fault::bad_input, line_place(place, text, at),
             fmt::format("NUL {} at offset {}: not a text, or UTF-16 without a byte order mark", what, at),
             name_the_encoding);
}

struct ByteOrderMark {
  std::string_view bytes;
  const char* encoding;
};
// UTF-32LE before UTF-16LE: its mark begins with the other's.
constexpr std::array<ByteOrderMark, 5> byte_order_marks = {{{std::string_view("\xEF\xBB\xBF", 3), "UTF-8"},
                                                            {std::string_view("\xFF\xFE\0\0", 4), "UTF-32LE"},
                                                            {std::string_view("\0\0\xFE\xFF", 4), "UTF-32BE"},
                                                            {std::string_view("\xFF\xFE", 2), "UTF-16LE"},
                                                            {std::string_view("\xFE\xFF", 2), "UTF-16BE"}}};

/// Latin text in UTF-16 has a NUL in every second byte, nearly always on one side.
const char* obvious_utf16(std::string_view bytes) {
  if (bytes.size() < 4 || bytes.size() % 2 != 0) return nullptr;
  std::array<std::size_t, 2> nuls{};
  for (std::size_t i = 0; i < bytes.size(); ++i) nuls[i % 2] += bytes[i] == '\0' ? 1 : 0;
  const std::size_t half = bytes.size() / 2;
  if (nuls[1] * 10 >= half * 6 && nuls[0] == 0) return "UTF-16LE";
  if (nuls[0] * 10 >= half * 6 && nuls[1] == 0) return "UTF-16BE";
  return nullptr;
}

/// UTF-8 with a few bad bytes, as opposed to another encoding: at least as many good multi-byte characters as
/// bad bytes.
bool is_damaged_utf8(std::string_view bytes) {
  std::size_t good = 0;
  std::size_t bad = 0;
  for (std::size_t i = 0; i < bytes.size();) {
    const std::size_t before = i;
    const UChar32 code_point = next_code_point(bytes, i);
    if (code_point < 0) {
      ++bad;
      i = before + 1;
    } else if (code_point >= 0x80) {
      ++good;
    }
  }
  return good > 0 && good >= bad;
}

/// 7-bit Japanese and Korean switch their sets by ESC and look like ASCII otherwise.
bool may_be_iso_2022(std::string_view bytes) { return bytes.find("\x1b$") != std::string_view::npos; }

std::string proposal(std::string_view bytes) {
  constexpr std::size_t enough = std::size_t{4} << 20;
  std::size_t from = 0;
  if (bytes.size() > enough) {
    const auto high =
        std::find_if(bytes.begin(), bytes.end(), [](char c) { return (c & 0x80) != 0 || c == '\x1b'; });
    const std::size_t line = bytes.rfind('\n', static_cast<std::size_t>(high - bytes.begin()));
    from = line == std::string_view::npos ? 0 : line + 1;
  }
  const std::string_view sample = bytes.substr(from, enough);
  std::unique_ptr<std::remove_pointer_t<uchardet_t>, decltype(&uchardet_delete)> detector(uchardet_new(),
                                                                                          &uchardet_delete);
  if (uchardet_handle_data(detector.get(), sample.data(), sample.size()) != 0) return {};
  uchardet_data_end(detector.get());
  return uchardet_get_charset(detector.get());
}

Result<DecodedText> detect(std::string_view bytes, const std::string& place) {
  std::string name = proposal(bytes);
  if (name.empty() || name == "ASCII" || name == "UTF-8") {
    return undecodable(place, bytes, std::min(find_invalid_utf8(bytes), bytes.size() - 1),
                       "UTF-8, and no other encoding fits well", name_the_encoding);
  }
  if (name == "ISO-8859-1" || name == "WINDOWS-1252") {
    const auto at = std::find_if(bytes.begin(), bytes.end(),
                                 [](char c) { return static_cast<unsigned char>(c) >> 5 == 4; });
    name = at == bytes.end() ? "ISO-8859-1" : "windows-1252";
    constexpr std::string_view undefined("\x81\x8D\x8F\x90\x9D", 5);
    const std::size_t bad = bytes.find_first_of(undefined);
    if (bad != std::string_view::npos) return undecodable(place, bytes, bad, name, name_the_encoding);
  }
  const Legacy* legacy = find_legacy(name);
  std::vector<const char*> converters = {name.c_str()};
  if (legacy != nullptr) converters = legacy->converters;
  std::size_t bad_at = std::string_view::npos;
  for (const char* candidate : converters) {
    const Converter converter = open_converter(candidate);
    if (!converter) continue;
    Converted converted = convert(converter.get(), bytes, false);
    if (converted.bad_at == std::string_view::npos) {
      const std::string told =
          legacy != nullptr ? std::string(legacy->name) : canonical_name(candidate, converter.get());
      return DecodedText{std::move(converted.text), told, "detected", 0};
    }
    bad_at = std::min(bad_at, converted.bad_at);
  }
  if (bad_at == std::string_view::npos) bad_at = std::min(find_invalid_utf8(bytes), bytes.size() - 1);
  return undecodable(place, bytes, bad_at, fmt::format("UTF-8 or {}", name), name_the_encoding);
}

Result<DecodedText> decode_as(std::string_view bytes, const std::string& place, const std::string& encoding,
                              std::string how, bool replace) {
  const Converter converter = open_converter(encoding);
  if (!converter) {
    return Err(Fault::usage, "", fmt::format("unknown encoding {}", encoding), name_the_encoding);
  }
  Converted converted = convert(converter.get(), bytes, replace);
  if (converted.bad_at != std::string_view::npos) {
    return undecodable(place, bytes, converted.bad_at, encoding,
                       how == "named" ? "--replace, which marks such bytes with U+FFFD" : name_the_encoding);
  }
  return DecodedText{std::move(converted.text), canonical_name(encoding, converter.get()), std::move(how),
                     converted.replaced};
}

Result<DecodedText> decode_unnamed(std::string_view bytes, const std::string& place) {
  for (const ByteOrderMark& mark : byte_order_marks) {
    if (!bytes.starts_with(mark.bytes)) continue;
    // A UTF-16 text cannot be told from a UTF-32 one by two bytes more, but its length can.
    if (std::string_view(mark.encoding).starts_with("UTF-32") && bytes.size() % 4 != 0) continue;
    return decode_as(bytes, place, mark.encoding, "byte order mark", false);
  }
  if (bytes.find('\0') != std::string_view::npos) {
    if (const char* encoding = obvious_utf16(bytes))
      return decode_as(bytes, place, encoding, "detected", false);
    GLOSS_CHECK(refuse_nul(place, bytes, "byte"));
  }
  const std::size_t invalid = find_invalid_utf8(bytes);
  if (invalid == std::string_view::npos) {
    if (may_be_iso_2022(bytes) && proposal(bytes).starts_with("ISO-2022")) return detect(bytes, place);
    return DecodedText{std::string(bytes), "UTF-8", "valid", 0};
  }
  if (is_damaged_utf8(bytes))
    return undecodable(place, bytes, invalid, "UTF-8, although the rest is", name_the_encoding);
  return detect(bytes, place);
}

}  // namespace

std::size_t find_invalid_utf8(std::string_view text) {
  const char* data = text.data();
  std::size_t i = 0;
  while (i < text.size()) {
    std::uint64_t eight = 0;
    if (i + 8 <= text.size()) {
      std::memcpy(&eight, data + i, 8);
      if ((eight & 0x8080808080808080U) == 0) {
        i += 8;
        continue;
      }
    }
    const std::size_t before = i;
    if (next_code_point(text, i) < 0) return before;
  }
  return std::string_view::npos;
}

Result<DecodedText> decode(std::string_view bytes, const std::string& place, const DecodeOptions& options) {
  Result<DecodedText> decoded = options.encoding.empty()
                                    ? decode_unnamed(bytes, place)
                                    : decode_as(bytes, place, options.encoding, "named", options.replace);
  if (!decoded) return decoded;
  std::string& text = decoded->text;
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  make_line_ends_lf(text);
  if (options.encoding.empty()) GLOSS_CHECK(refuse_nul(place, text, "character"));
  return decoded;
}

}  // namespace gloss::text
