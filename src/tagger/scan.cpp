// SPDX-License-Identifier: GPL-3.0-or-later
// The inner loop, and the tables it runs on.
#include "tagger/scan.h"

#include <algorithm>

namespace gloss::tagger {
namespace {

namespace flag = text::flag;
using index::Cell;

constexpr std::uint8_t new_sentence = flag::sentence_start | flag::passage_start;
constexpr Cell breaks = static_cast<Cell>(flag::break_before | new_sentence) << 24;
constexpr std::size_t most_sequences = 32;  // of one phrase without gaps; with more it is walked part by part

/// All ways through a phrase without gaps, or nothing where they are too many.
std::vector<std::vector<std::uint32_t>> sequences_of(const Leaf& leaf) {
  std::vector<std::vector<std::uint32_t>> all = {{}};
  for (const PhrasePart& part : leaf.parts) {
    if (part.gap || all.size() * part.alternatives.size() > most_sequences) return {};
    std::vector<std::vector<std::uint32_t>> longer;
    for (const auto& begun : all)
      for (const auto& more : part.alternatives) {
        longer.push_back(begun);
        longer.back().insert(longer.back().end(), more.begin(), more.end());
      }
    all = std::move(longer);
  }
  return all;
}

}  // namespace

Scanner::Scanner(const Plan& plan, std::uint32_t vocabulary_size) : plan_(plan) {
  collect_actions();
  for (std::uint32_t leaf = 0; leaf < plan_.leaves.size(); ++leaf)
    if (leaf_actions_[leaf].begin != leaf_actions_[leaf].end && !plan_.leaves[leaf].single) lay_out(leaf);
  index_words(vocabulary_size);
}

void Scanner::collect_actions() {
  std::vector<std::vector<std::uint32_t>> actions(plan_.leaves.size());
  std::vector<std::uint8_t> reached(plan_.nodes.size(), 0);
  for (std::uint32_t rule = 0; rule < plan_.rules.size(); ++rule) {
    const PlannedRule& planned = plan_.rules[rule];
    rule_conditions_.push_back(planned.condition);
    if (!planned.of_leaves) {
      reached[planned.node] = 1;
      continue;
    }
    conditions_.push_back(planned.condition);
    const Node& node = plan_.nodes[planned.node];
    if (node.op == Op::leaf) actions[node.index].push_back(rule);
    for (const std::uint32_t child : node.children) actions[plan_.nodes[child].index].push_back(rule);
  }
  std::sort(conditions_.begin(), conditions_.end());
  conditions_.erase(std::unique(conditions_.begin(), conditions_.end()), conditions_.end());
  for (std::size_t node = plan_.nodes.size(); node-- > 0;) {
    if (!reached[node]) continue;
    for (const std::uint32_t child : plan_.nodes[node].children)
      if (child != no_index) reached[child] = 1;
    if (plan_.nodes[node].op != Op::leaf) continue;
    actions[plan_.nodes[node].index].push_back(leaf_bit | plan_.nodes[node].index);
    feeds_nodes_ = true;
  }
  for (const auto& list : actions) {
    const auto begin = static_cast<std::uint32_t>(leaf_action_list_.size());
    leaf_action_list_.insert(leaf_action_list_.end(), list.begin(), list.end());
    leaf_actions_.push_back({begin, static_cast<std::uint32_t>(leaf_action_list_.size())});
  }
}

void Scanner::lay_out(std::uint32_t leaf) {
  const Leaf& phrase = plan_.leaves[leaf];
  const auto sequences = sequences_of(phrase);
  for (const auto& sequence : sequences) lay_out_sequence(leaf, sequence);
  if (!sequences.empty()) return;
  if (phrase.parts.front().gap) {
    open_leaves_.push_back(leaf);
    return;
  }
  Ids firsts;
  for (const auto& sequence : phrase.parts.front().alternatives) {
    const Ids& ids = plan_.elements[sequence.front()];
    firsts.insert(firsts.end(), ids.begin(), ids.end());
  }
  std::sort(firsts.begin(), firsts.end());
  firsts.erase(std::unique(firsts.begin(), firsts.end()), firsts.end());
  for (const std::uint32_t id : firsts)
    word_candidates_.emplace_back(id, static_cast<std::uint32_t>(laid_out_.size()));
  laid_out_.push_back({leaf, 0, 0, 0});
}

void Scanner::lay_out_sequence(std::uint32_t leaf, const std::vector<std::uint32_t>& elements) {
  for (const std::uint32_t element : elements)
    if (plan_.elements[element].empty()) return;  // a word that occurs nowhere
  const std::uint32_t anchor = rarest(elements);
  for (const std::uint32_t id : plan_.elements[elements[anchor]])
    word_candidates_.emplace_back(id, static_cast<std::uint32_t>(laid_out_.size()));
  laid_out_.push_back(
      {leaf, static_cast<std::uint32_t>(steps_.size()), anchor, static_cast<std::uint32_t>(elements.size())});
  for (const std::uint32_t element : elements) {
    const Ids& ids = plan_.elements[element];
    steps_.push_back(ids.size() == 1 ? ids.front() : set_bit | element);
  }
}

// Ids are in order of first use, so small ids are the frequent words, much as Zipf has it.
std::uint32_t Scanner::rarest(const std::vector<std::uint32_t>& elements) const {
  std::uint32_t best = 0;
  double least = 0;
  for (std::uint32_t i = 0; i < elements.size(); ++i) {
    double frequency = 0;
    for (const std::uint32_t id : plan_.elements[elements[i]]) frequency += 1.0 / (10.0 + id);
    if (i == 0 || frequency < least) {
      best = i;
      least = frequency;
    }
  }
  return best;
}

void Scanner::index_words(std::uint32_t vocabulary_size) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> word_actions;
  for (std::uint32_t leaf = 0; leaf < plan_.leaves.size(); ++leaf) {
    if (!plan_.leaves[leaf].single) continue;
    const Range range = leaf_actions_[leaf];
    if (range.begin == range.end) continue;
    for (const std::uint32_t id : plan_.elements[plan_.leaves[leaf].element])
      for (std::uint32_t i = range.begin; i < range.end; ++i)
        word_actions.emplace_back(id, leaf_action_list_[i]);
  }
  std::sort(word_actions.begin(), word_actions.end());
  std::sort(word_candidates_.begin(), word_candidates_.end());
  wanted_.assign(vocabulary_size, 0);
  entry_of_.assign(vocabulary_size, 0);
  std::size_t a = 0, c = 0;
  while (a < word_actions.size() || c < word_candidates_.size()) {
    std::uint32_t word = nowhere;
    if (a < word_actions.size()) word = word_actions[a].first;
    if (c < word_candidates_.size()) word = std::min(word, word_candidates_[c].first);
    Entry entry;
    entry.action_begin = static_cast<std::uint32_t>(actions_.size());
    for (; a < word_actions.size() && word_actions[a].first == word; ++a)
      actions_.push_back(word_actions[a].second);
    entry.action_end = static_cast<std::uint32_t>(actions_.size());
    entry.candidate_begin = static_cast<std::uint32_t>(candidates_.size());
    for (; c < word_candidates_.size() && word_candidates_[c].first == word; ++c)
      candidates_.push_back(laid_out_[word_candidates_[c].second]);
    entry.candidate_end = static_cast<std::uint32_t>(candidates_.size());
    wanted_[word] = 1;
    entry_of_[word] = static_cast<std::uint32_t>(entries_.size());
    entries_.push_back(entry);
  }
  word_candidates_ = {};
  laid_out_ = {};
}

bool Scanner::in_element(std::uint32_t id, std::uint32_t element) const {
  const Ids& ids = plan_.elements[element];
  return std::binary_search(ids.begin(), ids.end(), id);
}

struct Scanner::Pass {
  const Scanner& scanner;
  std::span<const Cell> cells;
  std::vector<Record>& records;
  std::vector<Occurrence>& occurrences;
  std::vector<std::uint8_t> live;  // by condition, in this passage
  std::vector<std::uint32_t> ends;
  std::uint32_t first = 0, past = 0;  // the passage

  void act(const std::uint32_t* action, const std::uint32_t* end, Run run) {
    for (; action != end; ++action) {
      if (*action & leaf_bit)
        occurrences.push_back({*action & ~leaf_bit, run});
      else if (live[scanner.rule_conditions_[*action]])
        records.push_back({run, run, *action});
    }
  }

  void act(std::uint32_t leaf, Run run) {
    const Range range = scanner.leaf_actions_[leaf];
    const std::uint32_t* list = scanner.leaf_action_list_.data();
    act(list + range.begin, list + range.end, run);
  }

  /// Whether the phrase stands around position `at`, which holds the word it hangs on.
  bool fits(const Candidate& candidate, std::uint32_t at) const {
    if (at - first < candidate.anchor) return false;
    const std::uint32_t start = at - candidate.anchor;
    if (past - start < candidate.length) return false;
    if (candidate.anchor > 0 && (cells[at] & breaks) != 0) return false;
    const std::uint32_t* steps = scanner.steps_.data() + candidate.begin;
    for (std::uint32_t i = 0; i < candidate.length; ++i) {
      if (i == candidate.anchor) continue;
      const Cell cell = cells[start + i] & (i == 0 ? index::id_mask : index::id_mask | breaks);
      if (steps[i] & set_bit) {
        if ((cell & breaks) != 0 || !scanner.in_element(cell, steps[i] & ~set_bit)) return false;
      } else if (cell != steps[i]) {
        return false;
      }
    }
    return true;
  }

  void try_phrase(const Candidate& candidate, std::uint32_t at) {
    if (candidate.length > 0) {
      if (!fits(candidate, at)) return;
      const std::uint32_t start = at - candidate.anchor;
      act(candidate.leaf, {start, start + candidate.length - 1});
      return;
    }
    find_ends(scanner.plan_, scanner.plan_.leaves[candidate.leaf], cells, at, past, ends);
    for (const std::uint32_t end : ends) act(candidate.leaf, {at, end});
  }

  void passage() {
    const std::uint8_t* wanted = scanner.wanted_.data();
    const auto words = static_cast<std::uint32_t>(scanner.wanted_.size());
    for (std::uint32_t i = first; i < past; ++i) {
      const std::uint32_t id = index::id_of(cells[i]);
      if (id >= words || !wanted[id]) continue;
      const Entry& entry = scanner.entries_[scanner.entry_of_[id]];
      act(scanner.actions_.data() + entry.action_begin, scanner.actions_.data() + entry.action_end, {i, i});
      for (std::uint32_t c = entry.candidate_begin; c < entry.candidate_end; ++c)
        try_phrase(scanner.candidates_[c], i);
    }
    for (const std::uint32_t leaf : scanner.open_leaves_)
      for (std::uint32_t i = first; i < past; ++i) try_phrase({leaf, 0, 0, 0}, i);
  }
};

void Scanner::scan(const index::TextTokens& tokens,
                   const std::vector<const std::vector<std::uint8_t>*>& allowed, std::vector<Record>& records,
                   std::vector<Occurrence>& occurrences) const {
  Pass pass{*this, tokens.cells, records, occurrences, std::vector<std::uint8_t>(allowed.size(), 1), {}};
  for (std::size_t i = 0; i < tokens.passages.size(); ++i) {
    pass.first = tokens.passages[i].first;
    pass.past = tokens.passage_end(i);
    bool any = feeds_nodes_;
    for (const std::uint32_t c : conditions_) {
      pass.live[c] = !allowed[c] || (*allowed[c])[i];
      any |= pass.live[c] != 0;
    }
    if (any) pass.passage();
  }
}

// Part by part: `starts` are the places where the next part may begin.
void find_ends(const Plan& plan, const Leaf& phrase, std::span<const Cell> cells, std::uint32_t first,
               std::uint32_t past, std::vector<std::uint32_t>& ends) {
  std::uint64_t longest = 0;
  for (const PhrasePart& part : phrase.parts) {
    std::size_t most = part.most;
    for (const auto& sequence : part.alternatives) most = std::max(most, sequence.size());
    longest += most;
  }
  std::uint32_t sentence_past = first + 1;
  const std::uint64_t limit = std::min<std::uint64_t>(past, first + longest);
  while (sentence_past < limit && (index::flags_of(cells[sentence_past]) & new_sentence) == 0)
    ++sentence_past;

  std::vector<std::uint32_t> starts = {first}, next;
  bool after_gap = true;  // the first part may follow anything
  for (const PhrasePart& part : phrase.parts) {
    next.clear();
    for (const std::uint32_t start : starts) {
      if (part.gap) {
        for (std::uint64_t at = std::uint64_t{start} + part.least;
             at <= std::uint64_t{start} + part.most && at <= sentence_past; ++at)
          next.push_back(static_cast<std::uint32_t>(at));
        continue;
      }
      for (const auto& sequence : part.alternatives) {
        if (sentence_past - start < sequence.size()) continue;
        bool fits = true;
        for (std::uint32_t i = 0; i < sequence.size() && fits; ++i) {
          const Cell cell = cells[start + i];
          const bool free = i == 0 && after_gap;
          const Ids& ids = plan.elements[sequence[i]];
          fits = (free || !(index::flags_of(cell) & flag::break_before)) &&
                 std::binary_search(ids.begin(), ids.end(), index::id_of(cell));
        }
        if (fits) next.push_back(start + static_cast<std::uint32_t>(sequence.size()));
      }
    }
    std::sort(next.begin(), next.end());
    next.erase(std::unique(next.begin(), next.end()), next.end());
    std::swap(starts, next);
    after_gap = part.gap;
    if (starts.empty()) break;
  }
  ends.clear();
  for (const std::uint32_t start : starts)
    if (start > first) ends.push_back(start - 1);
}

}  // namespace gloss::tagger
