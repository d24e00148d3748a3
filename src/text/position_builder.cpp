// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/position_builder.h"

#include "text/utf8_valid.h"

namespace gloss::text {

void PositionBuilder::add(std::size_t begin, std::size_t end, std::size_t form_begin, bool character,
                          Gap gap) {
  auto flags = static_cast<std::uint8_t>(character ? flag::character : 0);
  if (out_.items.empty()) {
    flags |= flag::passage_start | flag::sentence_start;
  } else {
    out_.items.back().flags |= gap.bits & (flag::break_after | flag::question_after);
    flags |= gap.bits & (flag::break_before | flag::stop_before);
  }
  out_.items.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end),
                        static_cast<std::uint32_t>(form_begin),
                        static_cast<std::uint32_t>(out_.forms.size() - form_begin), flags});
}

Gap PositionBuilder::gap_before(std::size_t place) const {
  Gap gap;
  std::size_t at = 0;
  if (out_.items.size() == tail_.positions) {
    gap = tail_.gap;
    at = tail_.place;
  } else {
    at = out_.items.back().end;
  }
  while (at < place) gap.add(classes_.of(next_valid(source_, at)).gap);
  return gap;
}

void PositionBuilder::take_back(std::size_t place) {
  auto& items = out_.items;
  while (items.size() > tail_.positions && items.back().begin >= place) {
    out_.forms.resize(items.back().form_begin);
    items.pop_back();
  }
  if (!items.empty())
    items.back().flags &= static_cast<std::uint8_t>(~(flag::break_after | flag::question_after));
}

void PositionBuilder::finish() {
  if (out_.items.empty()) return;
  const Gap gap = gap_before(source_.size());
  out_.items.back().flags |= gap.bits & (flag::break_after | flag::question_after);
  if (!gap.thing) out_.items.back().flags |= flag::break_after;
}

}  // namespace gloss::text
