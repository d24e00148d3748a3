// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/tokenizer.h"

#include <unicode/uchar.h>
#include <unicode/uversion.h>

#include "text/scanner.h"
#include "text/segmenter.h"
#include "text/sentences.h"
#include "text/simplified.h"

namespace gloss::text {

struct Tokenizer::Impl {
  CharClasses classes;
  Segmenter segmenter;
  SentenceFinder sentences;
};

Tokenizer::Tokenizer() : impl_(std::make_unique<Impl>()) {}
Tokenizer::~Tokenizer() = default;
Tokenizer::Tokenizer(Tokenizer&&) noexcept = default;
Tokenizer& Tokenizer::operator=(Tokenizer&&) noexcept = default;

void Tokenizer::positions(std::string_view text, Positions& out) {
  out.clear();
  scan_positions(text, impl_->classes, impl_->segmenter, out);
}

void Tokenizer::reference_positions(std::string_view text, Positions& out) {
  out.clear();
  PositionBuilder builder(text, out, impl_->classes);
  impl_->segmenter.add(text, 0, text.size(), builder, out);
  builder.finish();
}

void Tokenizer::mark_sentences(std::string_view text, std::string_view language, Positions& positions) {
  auto item = positions.items.begin();
  for (const std::uint32_t start : impl_->sentences.starts(text, language)) {
    while (item != positions.items.end() && item->begin < start) ++item;
    if (item == positions.items.end()) return;
    item->flags |= flag::sentence_start;
  }
}

std::vector<std::uint32_t> Tokenizer::sentence_starts(std::string_view text, std::string_view language) {
  return impl_->sentences.starts(text, language);
}

std::string tokenizer_fingerprint() {
  return "positions 2, ICU " U_ICU_VERSION ", Unicode " U_UNICODE_VERSION ", " +
         std::to_string(simplified_pairs()) + " simplified characters";
}

}  // namespace gloss::text
