// SPDX-License-Identifier: GPL-3.0-or-later
// The terms of a passage in the ranking index: its words, and in Han, Kana and Hangul runs single characters
// and bigrams of adjacent ones. "我们AA制, don't!" has the terms 我 们 我们 aa 制 don't.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "index/token_store.h"

namespace gloss::index {

/// The form as a term: without NULs, and over limits::index_term_bytes cut and given '#' and 16 hex digits of
/// its hash. Xapian takes at most 245 bytes.
std::string term_of(std::string_view form);

/// Whether a bigram joins the two neighbours of one passage: both single characters, nothing between them
/// that a phrase cannot bridge.
constexpr bool makes_bigram(std::uint8_t flags_before, std::uint8_t flags) {
  return (flags_before & flags & text::flag::character) != 0 && (flags & text::flag::break_before) == 0;
}

/// A term of one passage and how often it occurs there.
struct CountedTerm {
  std::string term;
  std::uint32_t count;
};

/// The terms of one text, passage by passage. Keeps its buffers from passage to passage.
class PassageTerms {
 public:
  /// `text` must outlive it.
  explicit PassageTerms(const TokenizedText& text);
  /// The distinct terms of passage `i`. Valid until the next call.
  const std::vector<CountedTerm>& of(std::size_t i);

 private:
  const TokenizedText& text_;
  std::vector<std::string> terms_;   // of each local word
  std::vector<std::uint64_t> keys_;  // first word << 24 | second word + 1, or 0 where there is none
  std::vector<CountedTerm> counted_;
};

/// What a query word stands for in the index: the word itself, or the bigrams (a lone character: itself) of a
/// run of characters.
std::vector<std::string> query_terms(text::Tokenizer& tokenizer, std::string_view folded);

}  // namespace gloss::index
