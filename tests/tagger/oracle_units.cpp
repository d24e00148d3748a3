// SPDX-License-Identifier: GPL-3.0-or-later
// Units by the book: every position asked.
#include <algorithm>
#include <limits>

#include "tagger/oracle_sets.h"

namespace gloss::test {

using namespace by_the_book;

bool Oracle::role_is(int passage, model::Role role) const {
  const int speaker = script_.passages[static_cast<std::size_t>(passage)].speaker;
  const model::Role own =
      speaker < 0 ? model::Role::unknown : script_.facts.speakers[static_cast<std::size_t>(speaker)].role;
  return own == role;
}

/// One past the last passage of the turn that begins with `passage`.
int Oracle::turn_end(int passage) const {
  const auto turn = [&](int i) { return script_.passages[static_cast<std::size_t>(i)].turn; };
  int end = passage + 1;
  while (turn(passage) != -1 && end < static_cast<int>(script_.passages.size()) && turn(end) == turn(passage))
    ++end;
  return end;
}

void Oracle::find_units(Unit unit, Intervals& out) const {
  const int n = static_cast<int>(text_.size()), passages = static_cast<int>(script_.passages.size());
  // The interval of all positions whose passage satisfies `wanted`.
  const auto cover = [&](const auto& wanted) {
    Interval found{-1, -1};
    for (int i = 0; i < n; ++i) {
      if (!wanted(text_[static_cast<std::size_t>(i)].passage)) continue;
      if (found.first < 0) found.first = i;
      found.second = i;
    }
    if (found.first >= 0) out.insert(found);
  };
  switch (unit) {
    case Unit::source:
      cover([](int) { return true; });
      break;
    case Unit::passage:
      for (int p = 0; p < passages; ++p) cover([&](int own) { return own == p; });
      break;
    case Unit::sentence:
      for (int i = 0; i < n; ++i) {
        if (!(text_[static_cast<std::size_t>(i)].flags & flag::sentence_start)) continue;
        int last = i;
        while (last + 1 < n && !(text_[static_cast<std::size_t>(last + 1)].flags & flag::sentence_start))
          ++last;
        out.insert({i, last});
      }
      break;
    case Unit::turn:
      for (int p = 0; p < passages; p = turn_end(p))
        cover([&, end = turn_end(p)](int own) { return p <= own && own < end; });
      break;
    case Unit::section:
      for (int s = 0; s < static_cast<int>(script_.facts.sections.size()); ++s)
        cover([&](int own) {
          for (int at = script_.passages[static_cast<std::size_t>(own)].section; at >= 0;
               at = script_.facts.section_parents[static_cast<std::size_t>(at)])
            if (at == s) return true;
          return false;
        });
      break;
    case Unit::answer: {
      bool interviewer = false;
      for (int p = 0; p < passages; ++p) interviewer = interviewer || role_is(p, model::Role::interviewer);
      if (!interviewer) return find_units(Unit::turn, out);
      std::set<int> said;  // passages of the answer that is open
      const auto close = [&] {
        cover([&](int own) { return said.contains(own); });
        said.clear();
      };
      for (int p = 0; p < passages; p = turn_end(p)) {
        if (!role_is(p, model::Role::interviewer)) {
          for (int i = p; i < turn_end(p); ++i) said.insert(i);
          continue;
        }
        int words = 0, characters = 0;
        bool asks = false;
        for (const Position& position : text_) {
          if (position.passage < p || position.passage >= turn_end(p)) continue;
          if (position.flags & flag::character)
            ++characters;
          else
            ++words;
          asks = asks || (position.flags & flag::question_after);
        }
        if (asks || words > 3 || characters > 4) close();
      }
      close();
      break;
    }
  }
}

/// Only sections nest, so of other units the last one that begins before `a` is the only one to look at.
bool Oracle::together(Unit unit, Interval a, Interval b) const {
  const Intervals& units = units_.at(unit);
  auto at = units.upper_bound({a.first, std::numeric_limits<int>::max()});
  while (at != units.begin()) {
    --at;
    if (in(a, *at) && in(b, *at)) return true;
    if (unit != Unit::section) return false;
  }
  return false;
}

/// The smallest run of units that covers the match.
Interval Oracle::widened(CodeSpan span, Interval match) const {
  static const std::map<CodeSpan, Unit> kinds = {
      {CodeSpan::sentence, Unit::sentence}, {CodeSpan::passage, Unit::passage},
      {CodeSpan::answer, Unit::answer},     {CodeSpan::turn, Unit::turn},
      {CodeSpan::section, Unit::section},   {CodeSpan::source, Unit::source}};
  if (span == CodeSpan::match) return match;
  Interval wide = match;
  for (const int end : {match.first, match.second}) {
    Interval best{end, end};
    bool any = false;
    for (const Interval& u : units_.at(kinds.at(span))) {
      if (!in({end, end}, u) || (any && in(best, u))) continue;
      best = u;
      any = true;
    }
    wide = hull(wide, best);
  }
  return wide;
}

}  // namespace gloss::test
