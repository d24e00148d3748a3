// SPDX-License-Identifier: GPL-3.0-or-later
// NFKC_Casefold by ICU, whose Edits name the change units; then Traditional to Simplified and smart
// apostrophes.
//
// Edits::sourceIndexFromDestinationIndex is no help: inside a replaced stretch it answers with the END of the
// source (the 株 in ㈱ would come from an empty span). The map is made from the change units themselves.
#include "text/fold.h"

#include <unicode/bytestream.h>
#include <unicode/edits.h>
#include <unicode/normalizer2.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cassert>
#include <cstdlib>

#include "text/icu.h"
#include "text/simplified.h"

namespace gloss::text {
namespace {

bool is_ascii(std::string_view text) {
  unsigned char all = 0;
  for (const char c : text) all = static_cast<unsigned char>(all | static_cast<unsigned char>(c));
  return all < 0x80;
}

void append_lower(std::string_view ascii, std::string& out) {
  const std::size_t at = out.size();
  out.resize(at + ascii.size());
  std::transform(ascii.begin(), ascii.end(), out.begin() + static_cast<std::ptrdiff_t>(at), [](char c) {
    return static_cast<char>(static_cast<unsigned char>(c - 'A') < 26 ? c + 32 : c);
  });
}

/// Every pair of the table is three bytes for three bytes.
void simplify(std::string& text) {
  for (std::size_t i = 0; i + 2 < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    if (lead < 0xE3 || lead > 0xE9) {
      ++i;
      continue;
    }
    const char32_t before =
        static_cast<char32_t>((lead & 0x0F) << 12 | (text[i + 1] & 0x3F) << 6 | (text[i + 2] & 0x3F));
    const char32_t after = simplified(before);
    if (after != before) {
      text[i] = static_cast<char>(0xE0 | after >> 12);
      text[i + 1] = static_cast<char>(0x80 | (after >> 6 & 0x3F));
      text[i + 2] = static_cast<char>(0x80 | (after & 0x3F));
    }
    i += 3;
  }
}

/// ‘ and ’ become ': smart quotes must not hide don’t from don't. Three bytes shrink to one; `keep(from, to)`
/// is told of every byte that moves, the three of a mark counting as their first.
template <class Keep>
void straighten(std::string& text, Keep keep) {
  std::size_t to = text.find("\xE2\x80");
  if (to == std::string::npos) return;
  for (std::size_t from = to; from < text.size(); ++to) {
    const bool mark = from + 2 < text.size() && text[from] == '\xE2' && text[from + 1] == '\x80' &&
                      (text[from + 2] == '\x98' || text[from + 2] == '\x99');
    text[to] = mark ? '\'' : text[from];
    keep(from, to);
    from += mark ? 3 : 1;
  }
  text.resize(to);
}

void casefold(std::string_view text, std::string& out, icu::Edits* edits) {
  UErrorCode status = U_ZERO_ERROR;
  icu::StringByteSink<std::string> sink(&out, static_cast<std::int32_t>(text.size()));
  nfkc_casefold().normalizeUTF8(0, {text.data(), static_cast<std::int32_t>(text.size())}, sink, edits,
                                status);
  check_icu(status);
}

}  // namespace

void check_icu(UErrorCode status) {
  if (U_FAILURE(status)) std::abort();  // ICU without its data, or no memory: nothing here can go on
}

const icu::Normalizer2& nfkc_casefold() {
  static const icu::Normalizer2& instance = []() -> const icu::Normalizer2& {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* found = icu::Normalizer2::getNFKCCasefoldInstance(status);
    check_icu(status);
    return *found;
  }();
  return instance;
}

void fold_append(std::string_view text, std::string& out) {
  if (is_ascii(text)) return append_lower(text, out);
  std::string folded;
  casefold(text, folded, nullptr);
  simplify(folded);
  straighten(folded, [](std::size_t, std::size_t) {});
  out += folded;
}

std::string fold(std::string_view text) {
  std::string out;
  fold_append(text, out);
  return out;
}

FoldedText::FoldedText(std::string_view source) {
  if (is_ascii(source)) {
    append_lower(source, text_);
    return;
  }
  icu::Edits edits;
  casefold(source, text_, &edits);
  unit_begin_.reserve(text_.size());
  unit_end_.reserve(text_.size());
  const auto add_unit = [&](std::uint32_t begin, std::uint32_t end, std::size_t folded_bytes) {
    unit_begin_.insert(unit_begin_.end(), folded_bytes, begin);
    unit_end_.insert(unit_end_.end(), folded_bytes, end);
  };
  UErrorCode status = U_ZERO_ERROR;
  for (auto change = edits.getFineIterator(); change.next(status);) {
    auto begin = static_cast<std::uint32_t>(change.sourceIndex());
    const auto end = begin + static_cast<std::uint32_t>(change.oldLength());
    if (change.hasChange()) {
      add_unit(begin, end, static_cast<std::size_t>(change.newLength()));
    } else {
      while (begin < end) {
        std::uint32_t next = begin + 1;
        while (next < end && U8_IS_TRAIL(source[next])) ++next;
        add_unit(begin, next, next - begin);
        begin = next;
      }
    }
  }
  check_icu(status);
  assert(unit_begin_.size() == text_.size());
  simplify(text_);
  straighten(text_, [this](std::size_t from, std::size_t to) {
    unit_begin_[to] = unit_begin_[from];
    unit_end_[to] = unit_end_[from];
  });
  unit_begin_.resize(text_.size());
  unit_end_.resize(text_.size());
}

ByteSpan FoldedText::source_span(std::size_t begin, std::size_t end) const {
  assert(begin < end && end <= text_.size());
  if (unit_begin_.empty()) return byte_span(begin, end);
  return byte_span(unit_begin_[begin], unit_end_[end - 1]);
}

}  // namespace gloss::text
