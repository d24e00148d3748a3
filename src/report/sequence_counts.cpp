// SPDX-License-Identifier: GPL-3.0-or-later
// Codings as events of chains.
#include <algorithm>
#include <cassert>
#include <tuple>

#include "report/sequence_report.h"

namespace gloss::report {

SequenceCounter::SequenceCounter(const CodedProject& head, const SequenceOptions& options)
    : options_(options),
      codes_(head.codes),
      transitions_(stats::count_transitions({}, codes_.size(), {options.lag, options.skip_repeats})),
      codings_(codes_.size()),
      followed_(options.within < 0 ? 0 : codes_.size() * codes_.size()) {
  assert(options.lag > 0);
}

void SequenceCounter::add(const CodedProject& part, std::span<const UnitPlace> units) {
  const auto met = codings_in_base(part);
  base_ += count_base(part);
  record_ += count_record(part, met);
  std::vector<Stretch> in;
  if (options_.chain != "source") in = units_met(met, units);
  std::vector<std::pair<std::size_t, Event>> events;  // with the number of their chain
  const CodedSpan* last = nullptr;
  for (std::size_t c = 0; c < met.size(); ++c) {
    const CodedSpan& coding = *met[c].coding;
    const bool repeated = last != nullptr && std::tie(last->source, last->span, last->code) ==
                                                 std::tie(coding.source, coding.span, coding.code);
    last = &coding;
    if (repeated) continue;
    if (!in.empty() && in[c].empty()) {
      ++outside_;
      continue;
    }
    const std::size_t chain = in.empty() ? static_cast<std::size_t>(coding.source) : in[c].first;
    events.push_back({chain, {coding.code, coding.span.begin.count, coding.first_word, coding.past_word}});
  }
  std::vector<Event> of_chain;
  for (std::size_t e = 0; e < events.size();) {
    const std::size_t chain = events[e].first;
    of_chain.clear();
    for (; e < events.size() && events[e].first == chain; ++e) of_chain.push_back(events[e].second);
    add_chain(of_chain);
  }
  const auto more =
      stats::count_transitions(waiting_, codes_.size(), {options_.lag, options_.skip_repeats}).counts;
  waiting_.clear();
  for (std::size_t a = 0; more.n() > 0 && a < codes_.size(); ++a)
    for (std::size_t b = 0; more.row_total(a) > 0 && b < codes_.size(); ++b)
      if (const std::int64_t times = more.at(a, b); times > 0) transitions_.counts.add(a, b, times);
}

/// `events` by begin.
void SequenceCounter::add_chain(std::span<const Event> events) {
  ++chains_;
  events_ += static_cast<std::int64_t>(events.size());
  if (options_.within >= 0) return count_leads(events);
  stats::Chain chain;
  const Event* last = nullptr;
  for (const Event& event : events) {
    if (last == nullptr || last->begin != event.begin) chain.emplace_back();
    auto& moment = chain.back();
    if (std::find(moment.begin(), moment.end(), event.code) == moment.end()) moment.push_back(event.code);
    last = &event;
  }
  waiting_.push_back(std::move(chain));
}

/// As stats::count_leads for every pair of codes at once: from each coding one looks ahead.
void SequenceCounter::count_leads(std::span<const Event> events) {
  std::vector<std::uint32_t> begins;
  for (const Event& event : events) begins.push_back(event.first_word);
  std::vector<std::int32_t> seen;
  for (const Event& event : events) {
    ++codings_[static_cast<std::size_t>(event.code)];
    seen.clear();
    const auto from = std::lower_bound(begins.begin(), begins.end(), event.past_word);
    for (auto at = from; at != begins.end() && *at - event.past_word <= options_.within; ++at) {
      const std::int32_t code = events[static_cast<std::size_t>(at - begins.begin())].code;
      if (std::find(seen.begin(), seen.end(), code) != seen.end()) continue;
      seen.push_back(code);
      ++followed_[static_cast<std::size_t>(event.code) * codes_.size() + static_cast<std::size_t>(code)];
    }
  }
}

stats::Lead SequenceCounter::lead(std::size_t a, std::size_t b) const {
  return {codings_[a], followed_[a * codes_.size() + b], codings_[b], followed_[b * codes_.size() + a]};
}

}  // namespace gloss::report
