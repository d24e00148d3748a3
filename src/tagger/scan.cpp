// SPDX-License-Identifier: GPL-3.0-or-later
// The inner loop, and the tables it runs on.
#include "tagger/scan.h"

#include <algorithm>
#include <bit>

namespace gloss::tagger {
namespace {

namespace flag = text::flag;
using index::Cell;

constexpr std::uint8_t new_sentence = flag::sentence_start | flag::passage_start;
constexpr Cell breaks = static_cast<Cell>(flag::break_before | new_sentence) << 24;
constexpr std::size_t most_sequences = 32;  // of one phrase without gaps; with more it is walked part by part

constexpr std::size_t entry_head = 6;  // two counts, two sets of 64 bits
constexpr std::uint32_t block = 512;   // positions looked through at a time

/// Writes the places in `cells` of words that some leaf waits for, and returns how many there are. No branch
/// in it depends on the text, and it stays out of line to have the registers to itself: what is done at those
/// places comes after. `wanted` ends with a 0 that stands for all words past its end.
[[gnu::noinline]] std::uint32_t wanted_in(std::span<const std::uint8_t> wanted, std::span<const Cell> cells,
                                          std::uint32_t* places) {
  const auto unknown = static_cast<std::uint32_t>(wanted.size() - 1);
  std::uint32_t count = 0;
  for (std::uint32_t i = 0; i < cells.size(); ++i) {
    places[count] = i;
    count += wanted[std::min(index::id_of(cells[i]), unknown)];
  }
  return count;
}

}  // namespace

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

Ids first_words(const Plan& plan, const Leaf& phrase) {
  Ids firsts;
  for (const auto& sequence : phrase.parts.front().alternatives) {
    const Ids& ids = plan.elements[sequence.front()];
    firsts.insert(firsts.end(), ids.begin(), ids.end());
  }
  std::sort(firsts.begin(), firsts.end());
  firsts.erase(std::unique(firsts.begin(), firsts.end()), firsts.end());
  return firsts;
}

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
  for (const std::uint32_t probe : plan_.probes) reached[probe] = 1;
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
  for (const std::uint32_t id : first_words(plan_, phrase))
    word_candidates_.emplace_back(id, static_cast<std::uint32_t>(laid_out_.size()));
  laid_out_.push_back({leaf, 0, {}});
}

void Scanner::lay_out_sequence(std::uint32_t leaf, const std::vector<std::uint32_t>& elements) {
  for (const std::uint32_t element : elements)
    if (plan_.elements[element].empty()) return;  // a word that occurs nowhere
  const std::uint32_t anchor = rarest(elements);
  for (const std::uint32_t id : plan_.elements[elements[anchor]])
    word_candidates_.emplace_back(id, static_cast<std::uint32_t>(laid_out_.size()));
  Candidate candidate{leaf, anchor, {}};
  for (const std::uint32_t element : elements) {
    const Ids& ids = plan_.elements[element];
    candidate.steps.push_back(ids.size() == 1 ? ids.front() : set_bit | element);
  }
  laid_out_.push_back(std::move(candidate));
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

/// The words that candidates want right after and right before the word that they hang on, each as one of 64
/// bits: at most places none of a frequent word's phrases can stand, and two bits tell so. A candidate counts
/// with one of its neighbours; what has none, or gaps, may stand anywhere.
struct Scanner::Beside {
  static constexpr std::uint64_t anything = ~std::uint64_t{0};
  std::uint64_t after = 0, before = 0;

  static std::uint64_t bit(std::uint32_t id) { return std::uint64_t{1} << ((id * 0x9E3779B1u) >> 26); }
  static Beside read(const std::uint32_t* from) {
    return {from[0] | std::uint64_t{from[1]} << 32, from[2] | std::uint64_t{from[3]} << 32};
  }
  void write(std::uint32_t* to) const {
    to[0] = static_cast<std::uint32_t>(after), to[1] = static_cast<std::uint32_t>(after >> 32);
    to[2] = static_cast<std::uint32_t>(before), to[3] = static_cast<std::uint32_t>(before >> 32);
  }
};

void Scanner::note_beside(const Candidate& candidate, Beside& beside) const {
  if (candidate.steps.size() < 2) {
    beside = {Beside::anything, Beside::anything};
    return;
  }
  const bool is_last = candidate.anchor + 1 == candidate.steps.size();
  std::uint64_t& side = is_last ? beside.before : beside.after;
  const std::uint32_t step = candidate.steps[is_last ? candidate.anchor - 1 : candidate.anchor + 1];
  if (step & set_bit)
    for (const std::uint32_t id : plan_.elements[step & ~set_bit]) side |= Beside::bit(id);
  else
    side |= Beside::bit(step);
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
  wanted_.assign(vocabulary_size + 1, 0);
  entry_of_.assign(vocabulary_size, 0);
  std::size_t a = 0, c = 0;
  while (a < word_actions.size() || c < word_candidates_.size()) {
    std::uint32_t word = nowhere;
    if (a < word_actions.size()) word = word_actions[a].first;
    if (c < word_candidates_.size()) word = std::min(word, word_candidates_[c].first);
    wanted_[word] = 1;
    entry_of_[word] = static_cast<std::uint32_t>(entries_.size());
    const std::size_t head = entries_.size();
    entries_.insert(entries_.end(), entry_head, 0);
    Beside beside;
    for (; a < word_actions.size() && word_actions[a].first == word; ++a, ++entries_[head])
      entries_.push_back(word_actions[a].second);
    for (; c < word_candidates_.size() && word_candidates_[c].first == word; ++c, ++entries_[head + 1]) {
      const Candidate& candidate = laid_out_[word_candidates_[c].second];
      note_beside(candidate, beside);
      entries_.insert(entries_.end(),
                      {candidate.leaf, candidate.anchor, static_cast<std::uint32_t>(candidate.steps.size())});
      entries_.insert(entries_.end(), candidate.steps.begin(), candidate.steps.end());
    }
    beside.write(entries_.data() + head + 2);
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

  /// Whether a phrase stands around position `at`, which holds the word it hangs on.
  bool fits(std::uint32_t anchor, const std::uint32_t* steps, std::uint32_t length, std::uint32_t at) const {
    if (at - first < anchor) return false;
    const std::uint32_t start = at - anchor;
    if (past - start < length) return false;
    if (anchor > 0 && (cells[at] & breaks) != 0) return false;
    const Cell* cell = cells.data() + start;
    for (std::uint32_t i = 0; i < length; ++i) {
      if (i == anchor) continue;
      const Cell found = cell[i] & (i == 0 ? index::id_mask : index::id_mask | breaks);
      if (steps[i] & set_bit) {
        if ((found & breaks) != 0 || !scanner.in_element(found, steps[i] & ~set_bit)) return false;
      } else if (found != steps[i]) {
        return false;
      }
    }
    return true;
  }

  void walk(std::uint32_t leaf, std::uint32_t at) {
    find_ends(scanner.plan_, scanner.plan_.leaves[leaf], cells, at, past, ends);
    // Of a rule's matches those that lie in another are no hits: the last end is enough. Nodes want all.
    const bool longest_only = scanner.plan_.overlap == codebook::Overlap::merge;
    const Range range = scanner.leaf_actions_[leaf];
    const std::uint32_t* list = scanner.leaf_action_list_.data();
    for (std::size_t i = 0; i < ends.size(); ++i) {
      const std::uint32_t* from = list + range.begin;
      if (longest_only && i + 1 < ends.size())
        from = std::find_if(from, list + range.end,
                            [](std::uint32_t action) { return (action & leaf_bit) != 0; });
      act(from, list + range.end, {at, ends[i]});
    }
  }

  /// Whether a word beside position `at` is one that some candidate wants there.
  bool may_stand(const Beside& beside, std::uint32_t at) const {
    if ((beside.after & beside.before) == Beside::anything) return true;
    return (at + 1 < past && (beside.after & Beside::bit(index::id_of(cells[at + 1]))) != 0) ||
           (at > first && (beside.before & Beside::bit(index::id_of(cells[at - 1]))) != 0);
  }

  /// Does what the entry of the word at position `at` says.
  void meet(const std::uint32_t* entry, std::uint32_t at) {
    const std::uint32_t actions = entry[0], candidates = entry[1];
    const bool any = candidates > 0 && may_stand(Beside::read(entry + 2), at);
    entry += entry_head;
    act(entry, entry + actions, {at, at});
    if (!any) return;
    entry += actions;
    for (std::uint32_t c = 0; c < candidates; ++c) {
      const std::uint32_t leaf = entry[0], anchor = entry[1], length = entry[2];
      entry += 3;
      if (length == 0)
        walk(leaf, at);
      else if (fits(anchor, entry, length, at))
        act(leaf, {at - anchor, at - anchor + length - 1});
      entry += length;
    }
  }

  void passage() {
    std::uint32_t places[block];
    for (std::uint32_t begin = first; begin < past; begin += block) {
      const std::uint32_t length = std::min(block, past - begin);
      const std::uint32_t count = wanted_in(scanner.wanted_, cells.subspan(begin, length), places);
      for (std::uint32_t i = 0; i < count; ++i) {
        const std::uint32_t at = begin + places[i];
        meet(scanner.entries_.data() + scanner.entry_of_[index::id_of(cells[at])], at);
      }
    }
    for (const std::uint32_t leaf : scanner.open_leaves_)
      for (std::uint32_t i = first; i < past; ++i) walk(leaf, i);
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

namespace {

/// One phrase tried from one position on.
struct Attempt {
  const Plan& plan;
  const Leaf& phrase;
  std::span<const Cell>
      cells;  ///< from the position on, what is left of the sentence as far as the phrase can reach

  bool stands_at(const std::vector<std::uint32_t>& sequence, std::uint32_t start, bool after_gap) const {
    if (cells.size() - start < sequence.size()) return false;
    for (std::uint32_t i = 0; i < sequence.size(); ++i) {
      const Cell cell = cells[start + i];
      if ((i > 0 || !after_gap) && (index::flags_of(cell) & flag::break_before)) return false;
      const Ids& ids = plan.elements[sequence[i]];
      if (!std::binary_search(ids.begin(), ids.end(), index::id_of(cell))) return false;
    }
    return true;
  }
};

// Part by part. `open` says at which distances the next part may begin; so the work is bounded by the length
// of the phrase times its parts, however many ways lead through it.

/// REQUIRES: at most 63 cells. Bit i of the answer: a match ends before cell i.
std::uint64_t short_ends(const Attempt& attempt) {
  const auto length = static_cast<std::uint32_t>(attempt.cells.size());
  const std::uint64_t inside = (std::uint64_t{2} << length) - 1;  // length < 64; at 63 it is all bits
  std::uint64_t open = 1;
  bool after_gap = true;  // the first part may follow anything
  for (const PhrasePart& part : attempt.phrase.parts) {
    std::uint64_t next = 0;
    if (part.gap) {
      for (std::uint32_t by = part.least; by <= std::min(part.most, length); ++by) next |= open << by;
      next &= inside;
    } else {
      for (std::uint64_t rest = open; rest != 0; rest &= rest - 1) {
        const auto start = static_cast<std::uint32_t>(std::countr_zero(rest));
        if (start >= length) break;
        for (const auto& sequence : part.alternatives)
          if (attempt.stands_at(sequence, start, after_gap))
            next |= std::uint64_t{1} << (start + sequence.size());
      }
    }
    if (next == 0) return 0;
    open = next;
    after_gap = part.gap;
  }
  return open;
}

/// The same for any length.
std::vector<std::uint8_t> long_ends(const Attempt& attempt) {
  const auto length = static_cast<std::uint32_t>(attempt.cells.size());
  std::vector<std::uint8_t> open(length + 1, 0), next(length + 1, 0);
  open[0] = 1;
  bool after_gap = true;
  for (const PhrasePart& part : attempt.phrase.parts) {
    std::fill(next.begin(), next.end(), std::uint8_t{0});
    if (part.gap) {
      std::uint32_t within = 0;  // open places from which the gap may end at `at`
      for (std::uint32_t at = 0; at <= length; ++at) {
        if (at >= part.least) within += open[at - part.least];
        if (at > part.most) within -= open[at - part.most - 1];
        next[at] = within > 0;
      }
    } else {
      for (std::uint32_t start = 0; start < length; ++start) {
        if (!open[start]) continue;
        for (const auto& sequence : part.alternatives)
          if (attempt.stands_at(sequence, start, after_gap)) next[start + sequence.size()] = 1;
      }
    }
    std::swap(open, next);
    after_gap = part.gap;
  }
  return open;
}

}  // namespace

void find_ends(const Plan& plan, const Leaf& phrase, std::span<const Cell> cells, std::uint32_t first,
               std::uint32_t past, std::vector<std::uint32_t>& ends) {
  ends.clear();
  const std::uint64_t limit = std::min<std::uint64_t>(past - first, phrase.longest);
  std::uint32_t length = 1;
  while (length < limit && (index::flags_of(cells[first + length]) & new_sentence) == 0) ++length;
  const Attempt attempt{plan, phrase, cells.subspan(first, length)};
  if (length < 64) {
    for (std::uint64_t rest = short_ends(attempt) & ~std::uint64_t{1}; rest != 0; rest &= rest - 1)
      ends.push_back(first + static_cast<std::uint32_t>(std::countr_zero(rest)) - 1);
  } else {
    const std::vector<std::uint8_t> open = long_ends(attempt);
    for (std::uint32_t at = 1; at <= length; ++at)
      if (open[at]) ends.push_back(first + at - 1);
  }
}

}  // namespace gloss::tagger
