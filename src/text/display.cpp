// SPDX-License-Identifier: GPL-3.0-or-later
// Terminal columns, counted by grapheme cluster (UAX 29) with the widths of UAX 11.
#include "text/display.h"

#include <unicode/brkiter.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <memory>

#include "text/code_point.h"

namespace gloss::text {
namespace {

bool is_plain_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
}

std::size_t code_point_width(UChar32 c) {
  switch (u_charType(c)) {
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_CONTROL_CHAR:
    case U_FORMAT_CHAR:
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
      return c == 0x00AD ? 1 : 0;  // terminals show the soft hyphen
    default:
      break;
  }
  const auto syllable =
      static_cast<UHangulSyllableType>(u_getIntPropertyValue(c, UCHAR_HANGUL_SYLLABLE_TYPE));
  if (syllable == U_HST_VOWEL_JAMO || syllable == U_HST_TRAILING_JAMO) return 0;
  const auto width = static_cast<UEastAsianWidth>(u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH));
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

/// An emoji made of several code points (flag, skin tone, family, keycap, U+FE0F) fills two columns, whatever
/// it is made of.
std::size_t cluster_width(std::string_view cluster) {
  std::size_t width = 0;
  int count = 0;
  bool emoji = false;
  bool joined = false;
  for (std::size_t i = 0; i < cluster.size(); ++count) {
    const UChar32 next = next_code_point(cluster, i);
    const UChar32 c = next < 0 ? 0xFFFD : next;
    width += code_point_width(c);
    emoji = emoji || u_hasBinaryProperty(c, UCHAR_EMOJI);
    joined = joined || c == 0xFE0F || c == 0x200D || u_hasBinaryProperty(c, UCHAR_EMOJI_MODIFIER) ||
             u_hasBinaryProperty(c, UCHAR_REGIONAL_INDICATOR);
  }
  return emoji && joined && count > 1 ? 2 : width;
}

enum class Piece { cluster, line };

/// Calls `use(begin, end)` for each grapheme cluster, or each stretch between two places where a line may
/// break, until it returns false.
template <class Use>
void for_each(Piece piece, std::string_view text, Use use) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> pieces(
      piece == Piece::cluster ? icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status)
                              : icu::BreakIterator::createLineInstance(icu::Locale::getRoot(), status));
  UText view = UTEXT_INITIALIZER;
  utext_openUTF8(&view, text.data(), static_cast<std::int64_t>(text.size()), &status);
  if (U_SUCCESS(status)) {
    pieces->setText(&view, status);
    std::int32_t begin = pieces->first();
    for (std::int32_t end = pieces->next(); end != icu::BreakIterator::DONE;
         begin = end, end = pieces->next()) {
      if (!use(static_cast<std::size_t>(begin), static_cast<std::size_t>(end))) break;
    }
  }
  utext_close(&view);
}

template <class Use>
void for_each_cluster(std::string_view text, Use use) {
  for_each(Piece::cluster, text, use);
}

}  // namespace

std::size_t display_width(std::string_view text) {
  if (is_plain_ascii(text)) return text.size();
  std::size_t width = 0;
  for_each_cluster(text, [&](std::size_t begin, std::size_t end) {
    width += cluster_width(text.substr(begin, end - begin));
    return true;
  });
  return width;
}

std::string cut_to_width(std::string_view text, std::size_t width) {
  if (display_width(text) <= width) return std::string(text);
  if (width == 0) return {};
  std::size_t used = 0;
  std::size_t cut = 0;
  for_each_cluster(text, [&](std::size_t begin, std::size_t end) {
    used += cluster_width(text.substr(begin, end - begin));
    if (used > width - 1) return false;
    cut = end;
    return true;
  });
  return std::string(text.substr(0, cut)) + "…";
}

std::string keep_end_to_width(std::string_view text, std::size_t width) {
  std::size_t left = display_width(text);
  if (left <= width) return std::string(text);
  if (width == 0) return {};
  std::size_t from = text.size();
  for_each_cluster(text, [&](std::size_t begin, std::size_t end) {
    if (left <= width - 1) {
      from = begin;
      return false;
    }
    left -= cluster_width(text.substr(begin, end - begin));
    return true;
  });
  return "…" + std::string(text.substr(from));
}

std::vector<std::string> wrap(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  std::string line;
  std::size_t used = 0;
  const auto flush = [&] {
    line.erase(line.find_last_not_of(" \n") + 1);
    lines.push_back(std::move(line));
    line.clear();
    used = 0;
  };
  for_each(Piece::line, text, [&](std::size_t begin, std::size_t end) {
    const std::string_view piece = text.substr(begin, end - begin);
    const std::string_view words = piece.substr(0, piece.find_last_not_of(" \n") + 1);
    const std::size_t has = display_width(words);
    if (used > 0 && used + has > width) flush();
    if (has <= width) {
      line += piece;
      used += display_width(piece);
    } else {
      for_each_cluster(piece, [&](std::size_t b, std::size_t e) {
        const std::string_view cluster = piece.substr(b, e - b);
        const std::size_t one = cluster_width(cluster);
        if (used > 0 && used + one > width) flush();
        line += cluster;
        used += one;
        return true;
      });
    }
    if (piece.ends_with('\n')) flush();
    return true;
  });
  if (!line.empty() || lines.empty()) flush();
  return lines;
}

std::string pad_right(std::string_view text, std::size_t width) {
  const std::size_t has = display_width(text);
  return std::string(text) + std::string(has < width ? width - has : 0, ' ');
}

std::string pad_left(std::string_view text, std::size_t width) {
  const std::size_t has = display_width(text);
  return std::string(has < width ? width - has : 0, ' ') + std::string(text);
}

std::string one_line(std::string_view text) {
  std::string line;
  line.reserve(text.size());
  bool blank = false;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t begin = i;
    const UChar32 c = next_code_point(text, i);
    if (c >= 0 && u_isUWhiteSpace(c)) {
      blank = !line.empty();
      continue;
    }
    if (blank) line += ' ';
    blank = false;
    line.append(text.substr(begin, i - begin));
  }
  return line;
}

}  // namespace gloss::text
