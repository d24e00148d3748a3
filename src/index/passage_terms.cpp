// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/passage_terms.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>

#include "base/limits.h"

namespace gloss::index {

std::string term_of(std::string_view form) {
  std::string term(form);
  std::erase(term, '\0');
  if (term.size() > limits::index_term_bytes) {
    const std::uint64_t hash = XXH3_64bits(term.data(), term.size());
    term.resize(limits::index_term_bytes);
    term += fmt::format("#{:016x}", hash);
  }
  return term;
}

PassageTerms::PassageTerms(const TokenizedText& text) : text_(text) {
  const std::string_view words = text.words;
  terms_.reserve(text.word_begin.size() - 1);
  for (std::size_t w = 0; w + 1 < text.word_begin.size(); ++w)
    terms_.push_back(term_of(words.substr(text.word_begin[w], text.word_begin[w + 1] - text.word_begin[w])));
}

const std::vector<CountedTerm>& PassageTerms::of(std::size_t i) {
  const std::size_t begin = text_.passages[i].first;
  const std::size_t end = i + 1 < text_.passages.size() ? text_.passages[i + 1].first : text_.local.size();
  keys_.clear();
  for (std::size_t p = begin; p < end; ++p) {
    const Cell cell = text_.local[p];
    keys_.push_back(std::uint64_t{id_of(cell)} << 24);
    if (p > begin && makes_bigram(flags_of(text_.local[p - 1]), flags_of(cell)))
      keys_.push_back(std::uint64_t{id_of(text_.local[p - 1])} << 24 | (id_of(cell) + 1));
  }
  std::sort(keys_.begin(), keys_.end());

  counted_.clear();
  for (std::size_t k = 0; k < keys_.size();) {
    std::size_t next = k + 1;
    while (next < keys_.size() && keys_[next] == keys_[k]) ++next;
    std::string term = terms_[keys_[k] >> 24];
    if (const std::uint64_t second = keys_[k] & id_mask; second != 0)
      term = term_of(term + terms_[second - 1]);
    if (!term.empty()) counted_.push_back({std::move(term), static_cast<std::uint32_t>(next - k)});
    k = next;
  }
  return counted_;
}

std::vector<std::string> query_terms(text::Tokenizer& tokenizer, std::string_view folded) {
  text::Positions positions;
  tokenizer.positions(folded, positions);
  const auto& items = positions.items;
  std::vector<std::string> terms;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const bool after = i > 0 && makes_bigram(items[i - 1].flags, items[i].flags);
    const bool before = i + 1 < items.size() && makes_bigram(items[i].flags, items[i + 1].flags);
    if (after)
      terms.push_back(term_of(term_of(positions.form(items[i - 1])) + term_of(positions.form(items[i]))));
    else if (!before)
      terms.push_back(term_of(positions.form(items[i])));
  }
  return terms;
}

}  // namespace gloss::index
