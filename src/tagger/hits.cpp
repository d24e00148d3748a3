// SPDX-License-Identifier: GPL-3.0-or-later
// One sweep over the records in text order; most hits have one record and one leaf, and cost a few
// nanoseconds.
#include "tagger/hits.h"

#include <algorithm>
#include <tuple>

namespace gloss::tagger {
namespace {

using codebook::Overlap;

/// Longest first, then by place: who comes first keeps its positions.
Runs longest_without_overlap(Runs runs) {
  std::sort(runs.begin(), runs.end(), [](Run a, Run b) {
    const std::uint32_t length_a = a.last - a.first, length_b = b.last - b.first;
    return length_a != length_b ? length_a > length_b : a < b;
  });
  Runs kept;  // disjoint, in text order
  for (const Run run : runs) {
    const auto after =
        std::partition_point(kept.begin(), kept.end(), [&](Run k) { return k.last < run.first; });
    if (after == kept.end() || after->first > run.last) kept.insert(after, run);
  }
  return kept;
}

}  // namespace

void sort_records(std::vector<Record>& records) {
  const auto before = [](const Record& a, const Record& b) {
    if (a.run.first != b.run.first) return a.run.first < b.run.first;
    if (a.run.last != b.run.last) return a.run.last > b.run.last;
    if (a.rule != b.rule) return a.rule < b.rule;  // rules are in order of code
    return a.match < b.match;
  };
  // Insertion, which is linear where records are nearly in order, with a limit on the moves.
  std::size_t moves = 8 * records.size() + 64;
  for (std::size_t i = 1; i < records.size(); ++i) {
    if (!before(records[i], records[i - 1])) continue;
    const Record record = records[i];
    std::size_t at = i;
    while (at > 0 && before(record, records[at - 1])) {
      records[at] = records[at - 1];
      --at;
    }
    records[at] = record;
    if (i - at > moves) {
      std::sort(records.begin(), records.end(), before);
      return;
    }
    moves -= i - at;
  }
}

void keep_longest(std::vector<Record>& records, std::size_t rules, std::vector<std::uint32_t>& furthest) {
  furthest.assign(rules, 0);  // one past the last position of the rule's matches so far
  std::erase_if(records, [&](const Record& record) {
    std::uint32_t& past = furthest[record.rule];
    if (record.match.last < past) return true;
    past = record.match.last + 1;
    return false;
  });
}

Runs segments_of(const std::vector<Record>& records, Overlap overlap) {
  Runs runs;
  for (const Record& record : records) runs.push_back(record.run);
  sort_unique(runs);
  if (overlap == Overlap::merge) keep_maximal(runs);
  if (overlap == Overlap::drop) runs = longest_without_overlap(std::move(runs));
  return runs;
}

void HitBuilder::attach(std::uint32_t kept, std::uint32_t record) {
  items_.push_back({record, kept_[kept].more});
  kept_[kept].more = static_cast<std::uint32_t>(items_.size() - 1);
}

/// Records come with the longer one first where two begin together, so one that lies in another comes after
/// it.
void HitBuilder::merge(const std::vector<Record>& records) {
  latest_.assign(plan_.spans.size(), no_index);
  for (std::uint32_t i = 0; i < records.size(); ++i) {
    const int code = plan_.rules[records[i].rule].code;
    const Run run = records[i].run;
    std::uint32_t& latest = latest_[static_cast<std::size_t>(code)];
    if (latest == no_index || kept_[latest].run.last < run.last) {
      kept_.push_back({code, run, latest, i, no_index});
      latest = static_cast<std::uint32_t>(kept_.size() - 1);
      continue;
    }
    for (std::uint32_t k = latest; k != no_index && kept_[k].run.last >= run.last; k = kept_[k].previous)
      attach(k, i);
  }
}

void HitBuilder::keep_by_policy(const std::vector<Record>& records) {
  std::vector<std::vector<std::uint32_t>> by_code(plan_.spans.size());
  for (std::uint32_t i = 0; i < records.size(); ++i)
    by_code[static_cast<std::size_t>(plan_.rules[records[i].rule].code)].push_back(i);
  for (std::size_t code = 0; code < by_code.size(); ++code) {
    std::vector<Record> own;
    for (const std::uint32_t i : by_code[code]) own.push_back(records[i]);
    const Runs segments = segments_of(own, plan_.overlap);
    const auto base = static_cast<std::uint32_t>(kept_.size());
    for (const Run run : segments)
      kept_.push_back({static_cast<int>(code), run, no_index, no_index, no_index});
    const auto add = [&](std::uint32_t kept, std::uint32_t record) {
      if (kept_[kept].record == no_index)
        kept_[kept].record = record;
      else
        attach(kept, record);
    };
    for (const std::uint32_t i : by_code[code]) {
      const Run run = records[i].run;
      if (plan_.overlap == Overlap::all) {
        const auto at = std::lower_bound(segments.begin(), segments.end(), run);
        add(base + static_cast<std::uint32_t>(at - segments.begin()), i);
        continue;
      }
      // Segments are disjoint: at most one holds the record.
      const std::size_t past = first_from(segments, run.first + 1);
      if (past > 0 && contains(segments[past - 1], run)) add(base + static_cast<std::uint32_t>(past - 1), i);
    }
  }
  std::sort(kept_.begin(), kept_.end(), [](const Kept& a, const Kept& b) {
    return std::tuple(a.run.first, b.run.last, a.code) < std::tuple(b.run.first, a.run.last, b.code);
  });
}

/// conflict: longest. REQUIRES: first ascending, last descending.
void HitBuilder::drop_shorter() {
  std::uint32_t furthest = 0;  // one past the last position of runs before the equal ones at hand
  std::size_t out = 0;
  for (std::size_t i = 0, end = 0; i < kept_.size(); i = end) {
    end = i + 1;
    while (end < kept_.size() && kept_[end].run == kept_[i].run) ++end;
    const std::uint32_t past = kept_[i].run.last + 1;
    if (past > furthest)
      for (std::size_t k = i; k < end; ++k) kept_[out++] = kept_[k];
    furthest = std::max(furthest, past);
  }
  kept_.resize(out);
}

void HitBuilder::put_in_order() {
  for (std::size_t i = 0, end = 0; i < kept_.size(); i = end) {
    end = i + 1;
    while (end < kept_.size() && kept_[end].run.first == kept_[i].run.first) ++end;
    // Longer ones come first; where all are as long they are in order of code already.
    if (kept_[i].run.last == kept_[end - 1].run.last) continue;
    std::sort(kept_.begin() + static_cast<std::ptrdiff_t>(i),
              kept_.begin() + static_cast<std::ptrdiff_t>(end), [](const Kept& a, const Kept& b) {
                return std::tie(a.run.last, a.code) < std::tie(b.run.last, b.code);
              });
  }
}

void HitBuilder::write(const Kept& kept, const std::vector<Record>& records, Evaluation& evaluation,
                       HitTable& out) {
  HitTable::Row row;
  row.code = kept.code;
  row.run = kept.run;
  row.reasons_begin = static_cast<std::uint32_t>(out.reasons.size());
  const auto begin_reason = [&](const Record& record) {
    HitTable::Reason reason;
    reason.rule = plan_.rules[record.rule].number;
    row.weight += plan_.rules[record.rule].weight;
    reason.leaves_begin = static_cast<std::uint32_t>(out.runs.size());
    return reason;
  };
  const auto end_reason = [&](HitTable::Reason reason, std::size_t cues) {
    reason.leaves_end = static_cast<std::uint32_t>(out.runs.size() - cues);
    reason.cues_end = static_cast<std::uint32_t>(out.runs.size());
    out.reasons.push_back(reason);
  };
  const Record& only = records[kept.record];
  if (kept.more == no_index && plan_.rules[only.rule].of_leaves) {
    const HitTable::Reason reason = begin_reason(only);
    out.runs.push_back(only.match);
    end_reason(reason, 0);
  } else {
    merged_.assign(1, &only);
    for (std::uint32_t item = kept.more; item != no_index; item = items_[item].next)
      merged_.push_back(&records[items_[item].record]);
    std::sort(merged_.begin(), merged_.end(), [](const Record* a, const Record* b) {
      return std::tie(a->rule, a->match) < std::tie(b->rule, b->match);
    });
    for (std::size_t i = 0; i < merged_.size();) {
      const HitTable::Reason reason = begin_reason(*merged_[i]);
      leaves_.clear();
      cues_.clear();
      const std::uint32_t rule = merged_[i]->rule;
      for (; i < merged_.size() && merged_[i]->rule == rule; ++i) {
        const bool again =
            i > 0 && merged_[i - 1]->rule == rule && merged_[i - 1]->match == merged_[i]->match;
        if (!again) evaluation.explain(*merged_[i], leaves_, cues_);
      }
      sort_unique(leaves_);
      sort_unique(cues_);
      out.runs.insert(out.runs.end(), leaves_.begin(), leaves_.end());
      out.runs.insert(out.runs.end(), cues_.begin(), cues_.end());
      end_reason(reason, cues_.size());
    }
  }
  row.reasons_end = static_cast<std::uint32_t>(out.reasons.size());
  out.rows.push_back(row);
}

void HitBuilder::build(const std::vector<Record>& records, Evaluation& evaluation, HitTable& out) {
  out.rows.clear();
  out.reasons.clear();
  out.runs.clear();
  kept_.clear();
  items_.clear();
  if (plan_.overlap == Overlap::merge)
    merge(records);
  else
    keep_by_policy(records);
  if (plan_.conflict == codebook::Conflict::longest) drop_shorter();
  put_in_order();
  for (const Kept& kept : kept_) write(kept, records, evaluation, out);
}

}  // namespace gloss::tagger
