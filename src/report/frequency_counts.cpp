// SPDX-License-Identifier: GPL-3.0-or-later
// What the table of frequencies counts, one part of a project after another.
#include <algorithm>

#include "report/frequency_report.h"

namespace gloss::report {

FrequencyCounter::FrequencyCounter(const CodedProject& head)
    : codes_(head.codes),
      groups_(head.groups),
      by_(head.by),
      ancestry_(codes_),
      counts_((codes_.size() + 1) * (groups_.size() + 1)) {}

void FrequencyCounter::meet_passage(Running& running, const BasePassage& passage) {
  if (running.last_source != passage.place.source) {
    ++running.count.sources;
    running.words_to = 0;
  }
  running.last_source = passage.place.source;
  ++running.count.passages;
  if (passage.person < 0) return;
  const auto person = static_cast<std::size_t>(passage.person);
  if (running.persons.size() <= person) running.persons.resize(person + 1);
  if (!running.persons[person]) ++running.count.speakers;
  running.persons[person] = true;
}

/// Counts the coding once, and those passages and words of the group that are not counted yet.
void FrequencyCounter::meet(Running& running, const CodedProject& part, const MetCoding& met,
                            std::int32_t group) {
  const CodedSpan& coding = *met.coding;
  if (running.last_span != nullptr && running.last_span->source == coding.source &&
      running.last_span->span == coding.span)
    return;
  bool any = false;
  for (std::size_t p = met.passages.first; p < met.passages.last; ++p) {
    const BasePassage& passage = part.base[p];
    if (group >= 0 && passage.group != group) continue;
    any = true;
    if (p >= running.passages_to) {
      meet_passage(running, passage);
      running.passages_to = p + 1;
    }
    const std::uint32_t first = std::max({coding.first_word, passage.first_word, running.words_to});
    const std::uint32_t past = std::min(coding.past_word, passage.past_word);
    if (first >= past) continue;
    running.count.words += past - first;
    running.words_to = past;
  }
  if (!any) return;
  running.last_span = &coding;
  ++running.count.codings;
}

void FrequencyCounter::count_base_of(const CodedProject& part) {
  const auto count = [&](std::int32_t group, const BasePassage& passage) {
    Running& running = counts_[slot(codes_.size(), group)];
    meet_passage(running, passage);
    running.count.words += passage.past_word - passage.first_word;
  };
  for (const BasePassage& passage : part.base) {
    count(-1, passage);
    if (passage.group >= 0) count(passage.group, passage);
  }
}

void FrequencyCounter::add(const CodedProject& part) {
  const auto codings = codings_in_base(part);
  base_ += count_base(part);
  record_ += count_record(part, codings);
  for (Running& running : counts_) {
    running.last_span = nullptr;
    running.passages_to = 0;
    running.last_source = -1;
  }
  count_base_of(part);
  std::vector<std::int32_t> groups;
  for (const MetCoding& met : codings) {
    groups.assign(1, -1);
    for (std::size_t p = met.passages.first; p < met.passages.last && !groups_.empty(); ++p)
      if (const std::int32_t group = part.base[p].group;
          std::find(groups.begin(), groups.end(), group) == groups.end())
        groups.push_back(group);
    for (const std::int32_t code : ancestry_.upward(met.coding->code))
      for (const std::int32_t group : groups)
        meet(counts_[slot(static_cast<std::size_t>(code), group)], part, met, group);
  }
}

}  // namespace gloss::report
