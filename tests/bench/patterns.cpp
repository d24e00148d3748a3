// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/patterns.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <string_view>

namespace gloss::bench {
namespace {

constexpr double most = 0.0005;  // of all positions: what a codebook names is none of the few words that make
                                 // up half of speech

std::string in_yaml(const std::string& rule) {
  std::string out = "'";
  for (const char c : rule) out += c == '\'' ? "''" : std::string(1, c);
  return out + "'";
}

bool is_plain_word(std::string_view word) {
  static const std::vector<std::string_view> keywords = {
      "and",    "or",       "not",     "near",       "before",      "after", "with", "without",
      "within", "where",    "inside",  "containing", "overlapping", "count", "any",  "of",
      "unit",   "affirmed", "negated", "text",       "is",          "in",    "set"};
  return word.size() > 1 &&
         std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; }) &&
         std::find(keywords.begin(), keywords.end(), word) == keywords.end();
}

}  // namespace

Patterns::Patterns(const index::TokenStore& tokens) : vocabulary_(tokens.vocabulary()) {
  std::vector<std::uint64_t> frequency(vocabulary_.size());
  for (const auto text : tokens.texts()) {
    const auto cells = tokens.find(text)->cells;
    positions_ += cells.size();
    for (const auto cell : cells) ++frequency[index::id_of(cell)];
  }
  for (std::uint32_t id = 0; id < vocabulary_.size(); ++id)
    if (is_plain_word(vocabulary_.word(id)) &&
        static_cast<double>(frequency[id]) < most * static_cast<double>(positions_))
      by_rank_.push_back(id);
  std::sort(by_rank_.begin(), by_rank_.end(), [&](auto a, auto b) { return frequency[a] > frequency[b]; });
  for (const auto id : by_rank_) frequencies_.push_back(static_cast<double>(frequency[id]));
  gather_phrases(tokens);
}

std::string Patterns::draw() {
  for (;;) {
    const double kind = uniform();
    std::string pattern = kind < 0.57 ? word() : kind < 0.70 ? wildcard() : phrase();
    if (drawn_.insert(pattern).second) return pattern;
  }
}

void Patterns::gather_phrases(const index::TokenStore& tokens) {
  const std::set<std::uint32_t> telling(by_rank_.begin(), by_rank_.end());
  std::set<std::string> all;
  for (const auto text : tokens.texts()) {
    const auto cells = tokens.find(text)->cells;
    for (std::size_t at = 0; at + 3 < cells.size(); at += 5) {
      std::string words;
      bool plain = true, tells = false;
      for (std::size_t i = at; i < at + 2 + at % 2; ++i) {
        const auto form = vocabulary_.word(index::id_of(cells[i]));
        plain = plain && is_plain_word(form);
        tells = tells || telling.contains(index::id_of(cells[i]));
        words += (i == at ? "" : " ");
        words += form;
      }
      if (plain && tells) all.insert(fmt::format("\"{}\"", words));
    }
  }
  phrases_.assign(all.begin(), all.end());
}

std::string Patterns::word() {
  std::size_t rank = random_() % by_rank_.size();
  if (uniform() < 0.5) {
    const double frequency = std::exp(uniform() * std::log(frequencies_.front()));
    const auto last = std::lower_bound(frequencies_.begin(), frequencies_.end(), frequency, std::greater<>());
    rank = std::min(by_rank_.size() - 1, static_cast<std::size_t>(last - frequencies_.begin()));
  }
  return std::string(vocabulary_.word(by_rank_[rank]));
}

std::string Patterns::wildcard() {
  const std::string whole = word();
  return whole.substr(0, std::max<std::size_t>(5, whole.size() - 2)) + "*";
}

std::string codebook_of(Patterns& patterns, int codes, int rules) {
  std::string yaml = "codebook: bench\nlanguages: [en]\ncodes:\n";
  for (int code = 0; code < codes; ++code) {
    yaml += fmt::format("  c{}:\n    rules:\n", code);
    for (int rule = 0; rule < rules; ++rule) yaml += "      - " + in_yaml(patterns.draw()) + "\n";
  }
  return yaml;
}

}  // namespace gloss::bench
