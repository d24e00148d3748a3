// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/segmenter.h"

#include <unicode/uchar.h>
#include <unicode/utext.h>

#include "text/fold.h"
#include "text/icu.h"
#include "text/utf8_valid.h"

namespace gloss::text {
namespace {

/// Whether `mark` belongs to the character `base` before it: the combining marks, and in Thai, Lao, Khmer and
/// Myanmar what makes a grapheme cluster.
bool extends(char32_t base, char32_t mark) {
  const auto c = static_cast<UChar32>(mark);
  if (u_hasBinaryProperty(c, UCHAR_GRAPHEME_EXTEND)) return true;
  if (u_getIntPropertyValue(static_cast<UChar32>(base), UCHAR_LINE_BREAK) != U_LB_COMPLEX_CONTEXT)
    return false;
  const int cluster = u_getIntPropertyValue(c, UCHAR_GRAPHEME_CLUSTER_BREAK);
  return cluster == U_GCB_SPACING_MARK || cluster == U_GCB_EXTEND || cluster == U_GCB_ZWJ;
}

}  // namespace

Segmenter::Segmenter() {
  UErrorCode status = U_ZERO_ERROR;
  words_.reset(icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
  check_icu(status);
}

void Segmenter::add(std::string_view source, std::size_t begin, std::size_t end, PositionBuilder& builder,
                    Positions& out) {
  const FoldedText folded(source.substr(begin, end - begin));
  const std::string_view text = folded.text();
  UErrorCode status = U_ZERO_ERROR;
  UText bytes = UTEXT_INITIALIZER;
  utext_openUTF8(&bytes, text.data(), static_cast<std::int64_t>(text.size()), &status);
  words_->setText(&bytes, status);
  check_icu(status);

  Gap gap = builder.gap_before(begin);
  std::size_t segment_end = 0;
  for (std::size_t at = 0; at < text.size();) {
    while (segment_end <= at) segment_end = static_cast<std::size_t>(words_->next());
    std::size_t stop = at;
    const char32_t first = next_valid(text, stop);
    bool solid = is_solid(first);
    const bool character = is_character_script(first);
    // A character takes its marks; boundaries that a dictionary finds between characters do not matter. Else
    // up to the end of the word, or to the character in it.
    while (stop < (character ? text.size() : segment_end)) {
      std::size_t next = stop;
      const char32_t c = next_valid(text, next);
      if (character ? !extends(first, c) : is_character_script(c)) break;
      solid = solid || (!character && is_solid(c));
      stop = next;
    }
    if (solid) {
      const std::size_t form_begin = out.forms.size();
      out.forms += text.substr(at, stop - at);
      const ByteSpan span = folded.source_span(at, stop);
      builder.add(begin + span.begin.count, begin + span.end.count, form_begin, character, gap);
      gap = {};
      at = stop;
    } else {
      while (at < stop) gap.add(gap_bits(next_valid(text, at)));
    }
  }
  builder.set_tail(end, gap);
  utext_close(&bytes);
}

}  // namespace gloss::text
