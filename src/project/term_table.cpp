// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/term_table.h"

#include <algorithm>
#include <set>

#include "stats/cooccurrence.h"
#include "stats/keyness.h"
#include "text/tokenizer.h"

namespace gloss::project {
namespace {

constexpr std::uint32_t edge = 0xFFFFFFFF;

/// Whether a phrase of a rule may go on from the position before `position`.
bool joins_before(std::span<const index::Cell> text, std::uint32_t position) {
  constexpr std::uint8_t cut =
      text::flag::break_before | text::flag::sentence_start | text::flag::passage_start;
  return position > 0 && position < text.size() && (index::flags_of(text[position]) & cut) == 0;
}

std::uint32_t neighbour(std::span<const index::Cell> text, std::uint32_t position, bool joined) {
  return joined ? index::id_of(text[position]) : edge;
}

}  // namespace

void TermCount::add(const Stretch& stretch, std::span<const PassageState> states) {
  ++hits;
  if (stretch.side == Side::target) ++target;
  if (stretch.side == Side::reference) ++reference;
  if (last_passage == stretch.passage) return;
  last_passage = stretch.passage;
  const PassageState& state = states[stretch.passage];
  ++passages;
  if (state.chosen) ++chosen;
  if (state.chosen && !state.ruled) ++missed;
  if (!state.carries) ++adds;
}

void TermTable::Variety::add(std::uint32_t neighbour_or_edge) {
  if (varies) return;
  if (first == 0) {
    first = neighbour_or_edge == edge ? edge : neighbour_or_edge + 1;
    return;
  }
  varies = first == edge || neighbour_or_edge == edge || first != neighbour_or_edge + 1;
}

void TermTable::count_words(std::span<const Stretch> stretches, std::span<const PassageState> passages) {
  for (Word& word : words_) word.count = {};
  std::fill(std::begin(positions_), std::end(positions_), 0);
  for (const Stretch& stretch : stretches) {
    positions_[static_cast<std::size_t>(stretch.side)] += stretch.end - stretch.begin;
    for (std::uint32_t i = stretch.begin; i < stretch.end; ++i) {
      Word& word = words_[index::id_of(stretch.text[i])];
      word.count.add(stretch, passages);
      word.character = (index::flags_of(stretch.text[i]) & text::flag::character) != 0;
    }
  }
}

void TermTable::propose(std::span<const Stretch> stretches, std::span<const PassageState> passages) {
  count_words(stretches, passages);
  rows_.clear();
  steps_ = {};
  std::vector<Stretch> target;
  at_.clear();
  for (const Stretch& stretch : stretches) {
    if (stretch.side != Side::target) continue;
    target.push_back(stretch);
    for (std::uint32_t i = stretch.begin; i < stretch.end; ++i) {
      const std::uint32_t word = index::id_of(stretch.text[i]);
      at_.push_back(words_[word].count.target >= options_.least_hits ? word + 1 : 0);
    }
  }
  const std::uint32_t longest = std::max(options_.most_words, options_.most_characters);
  for (std::uint32_t length = 2; length <= longest && grow_rows(target, length) > 0; ++length) {
  }
  at_.clear();
  count_rows(stretches, passages);
}

std::uint32_t TermTable::grow_rows(std::span<const Stretch> target, std::uint32_t length) {
  // A row of this length begins where one shorter by one begins and another one at the next position.
  const auto for_each_candidate = [&](auto use) {
    std::size_t k = 0;
    for (const Stretch& stretch : target) {
      for (std::uint32_t i = stretch.begin; i < stretch.end; ++i, ++k) {
        const std::uint32_t last = i + length - 1;
        if (at_[k] == 0) continue;
        const bool fits = last < stretch.end && at_[k + 1] != 0 && joins_before(stretch.text, last);
        use(k, fits, fits ? index::id_of(stretch.text[last]) : 0);
      }
    }
  };
  CountTable counts;
  for_each_candidate([&](std::size_t k, bool fits, std::uint32_t last) {
    if (fits) ++counts.at(step(at_[k] - 1, last));
  });
  std::uint32_t made = 0;
  for_each_candidate([&](std::size_t k, bool fits, std::uint32_t last) {
    const std::uint32_t prefix = at_[k] - 1;
    at_[k] = 0;
    if (!fits || counts.find(step(prefix, last)) < options_.least_hits) return;
    const bool characters = holds_character(prefix) || words_[last].character;
    if (length > (characters ? options_.most_characters : options_.most_words)) return;
    std::uint32_t& row = steps_.at(step(prefix, last));
    if (row == 0) {
      rows_.push_back({prefix, at_[k + 1] - 1, last, length, {}, {}, {}});
      row = static_cast<std::uint32_t>(rows_.size());
      if (length == 2) words_[prefix].begins = true;
      ++made;
    }
    at_[k] = static_cast<std::uint32_t>(words_.size()) + row;
  });
  return made;
}

void TermTable::count(std::span<const Stretch> stretches, std::span<const PassageState> passages) {
  count_words(stretches, passages);
  count_rows(stretches, passages);
}

void TermTable::count_rows(std::span<const Stretch> stretches, std::span<const PassageState> passages) {
  for (Row& row : rows_) {
    row.count = {};
    row.before = row.after = {};
  }
  if (rows_.empty()) return;
  for (const Stretch& stretch : stretches)
    for (std::uint32_t i = stretch.begin; i + 1 < stretch.end; ++i) {
      std::uint32_t term = index::id_of(stretch.text[i]);
      if (!words_[term].begins) continue;
      for (std::uint32_t next = i + 1; next < stretch.end && joins_before(stretch.text, next); ++next) {
        const std::uint32_t found = steps_.find(step(term, index::id_of(stretch.text[next])));
        if (found == 0) break;
        Row& row = rows_[found - 1];
        row.count.add(stretch, passages);
        row.before.add(neighbour(stretch.text, i - 1, joins_before(stretch.text, i)));
        row.after.add(neighbour(stretch.text, next + 1, joins_before(stretch.text, next + 1)));
        term = static_cast<std::uint32_t>(words_.size()) + found - 1;
      }
    }
}

const TermCount& TermTable::count_of(std::uint32_t term) const {
  return is_word(term) ? words_[term].count : rows_[term - words_.size()].count;
}

std::uint32_t TermTable::length(std::uint32_t term) const {
  return is_word(term) ? 1 : rows_[term - words_.size()].length;
}

std::vector<std::uint32_t> TermTable::ids(std::uint32_t term) const {
  std::vector<std::uint32_t> words;
  for (; !is_word(term); term = rows_[term - words_.size()].prefix)
    words.push_back(rows_[term - words_.size()].last);
  words.push_back(term);
  std::reverse(words.begin(), words.end());
  return words;
}

bool TermTable::holds_character(std::uint32_t term) const {
  const auto words = ids(term);
  return std::any_of(words.begin(), words.end(), [&](std::uint32_t word) { return words_[word].character; });
}

bool TermTable::belong_together(std::uint32_t whole, std::uint32_t left, std::uint32_t right) const {
  const stats::PairTable pair{count_of(whole).hits, count_of(left).hits, count_of(right).hits, positions()};
  const auto pmi = stats::pmi(pair), g2 = stats::g2(pair);
  return pmi && g2 && *pmi >= options_.least_pmi && *g2 >= stats::g2_at_1_permille;
}

bool TermTable::is_unit(std::uint32_t term) const {
  if (is_word(term)) return true;
  const Row& row = rows_[term - words_.size()];
  if (!row.before.varies || !row.after.varies) return false;
  // The parts before and after each cut: prefixes get shorter as suffixes of suffixes get longer.
  std::vector<std::uint32_t> prefixes, suffixes;
  for (std::uint32_t part = term; !is_word(part);)
    prefixes.push_back(part = rows_[part - words_.size()].prefix);
  for (std::uint32_t part = term; !is_word(part);)
    suffixes.push_back(part = rows_[part - words_.size()].suffix);
  for (std::size_t cut = 0; cut < prefixes.size(); ++cut)
    if (!belong_together(term, prefixes[cut], suffixes[suffixes.size() - 1 - cut])) return false;
  return true;
}

std::vector<std::uint32_t> TermTable::parts(std::uint32_t term) const {
  std::set<std::uint32_t> all;
  std::vector<std::uint32_t> open{term};
  while (!open.empty()) {
    const std::uint32_t one = open.back();
    open.pop_back();
    if (one != term && !all.insert(one).second) continue;
    if (is_word(one)) continue;
    open.push_back(rows_[one - words_.size()].prefix);
    open.push_back(rows_[one - words_.size()].suffix);
  }
  return {all.begin(), all.end()};
}

}  // namespace gloss::project
