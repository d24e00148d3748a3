// SPDX-License-Identifier: GPL-3.0-or-later
// Units from passage rows and flags, each kind found when first asked for.
#include "tagger/units.h"

#include <algorithm>

namespace gloss::tagger {
namespace {

using codebook::Unit;
namespace flag = text::flag;

constexpr Run no_run{1, 0};

std::uint32_t size_of(const index::TextTokens& tokens) {
  return static_cast<std::uint32_t>(tokens.cells.size());
}

/// The passages [begin, end) of one turn; passages without a turn stand alone.
std::size_t turn_end(std::span<const index::PassageRow> passages, std::size_t begin) {
  std::size_t end = begin + 1;
  while (passages[begin].turn >= 0 && end < passages.size() && passages[end].turn == passages[begin].turn)
    ++end;
  return end;
}

/// Whether a turn of the interviewer leaves the answer before it open.
bool is_back_channel(const index::TextTokens& tokens, std::uint32_t first, std::uint32_t past) {
  int words = 0, characters = 0;
  for (std::uint32_t i = first; i < past; ++i) {
    const std::uint8_t flags = index::flags_of(tokens.cells[i]);
    if (flags & flag::question_after) return false;
    ++((flags & flag::character) ? characters : words);
    if (words > 3 || characters > 4) return false;
  }
  return true;
}

}  // namespace

void Units::start(const SourceView& source) {
  source_ = &source;
  last_passage_ = 0;
  for (Kind& kind : kinds_) kind.known = false;
}

std::size_t Units::passage_of(std::uint32_t position) {
  const auto& tokens = source_->tokens;
  const auto inside = [&](std::size_t i) {
    return i < tokens.passages.size() && tokens.passages[i].first <= position &&
           position < tokens.passage_end(i);
  };
  if (inside(last_passage_)) return last_passage_;
  if (inside(last_passage_ + 1)) return ++last_passage_;
  return last_passage_ = tokens.passage_of(position);
}

bool Units::by_interviewer(std::size_t passage) const {
  const std::int32_t speaker = source_->tokens.passages[passage].speaker;
  const auto& speakers = source_->facts->speakers;
  return speaker >= 0 && static_cast<std::size_t>(speaker) < speakers.size() &&
         speakers[static_cast<std::size_t>(speaker)].role == model::Role::interviewer;
}

const Units::Kind& Units::kind(Unit unit) {
  Kind& kind = kinds_[static_cast<std::size_t>(unit)];
  if (kind.known) return kind;
  kind.known = true;
  kind.all.clear();
  switch (unit) {
    case Unit::sentence:
      find_sentences(kind.all);
      break;
    case Unit::passage:
      find_passages(kind.all);
      break;
    case Unit::answer:
      find_answers(kind.all);
      break;
    case Unit::turn:
      find_turns(kind.all);
      break;
    case Unit::section:
      find_sections();
      for (const Run run : section_runs_)
        if (run.first <= run.last) kind.all.push_back(run);
      sort_unique(kind.all);
      kind.outermost = kind.all;
      keep_maximal(kind.outermost);
      break;
    case Unit::source:
      if (size_of(source_->tokens) > 0) kind.all.push_back({0, size_of(source_->tokens) - 1});
      break;
  }
  return kind;
}

RunSpan Units::all(Unit unit) { return kind(unit).all; }

RunSpan Units::outermost(Unit unit) {
  const Kind& found = kind(unit);
  return unit == Unit::section ? found.outermost : found.all;
}

std::ptrdiff_t Units::holding(Unit unit, Run run) {
  const RunSpan units = outermost(unit);
  const std::size_t past = first_from(units, run.first + 1);
  return past > 0 && contains(units[past - 1], run) ? static_cast<std::ptrdiff_t>(past - 1) : -1;
}

std::ptrdiff_t Units::smallest(Unit unit, Run run) {
  if (unit != Unit::section) return holding(unit, run);
  const RunSpan units = all(unit);
  std::ptrdiff_t best = -1;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const bool smaller = best < 0 || contains(units[static_cast<std::size_t>(best)], units[i]);
    if (contains(units[i], run) && smaller) best = static_cast<std::ptrdiff_t>(i);
  }
  return best;
}

Run Units::innermost(Unit unit, std::uint32_t position) {
  if (unit == Unit::section) {
    kind(unit);
    const std::int32_t section = source_->tokens.passages[passage_of(position)].section;
    const auto index = static_cast<std::size_t>(section);
    return section >= 0 && index < section_runs_.size() ? section_runs_[index] : Run{position, position};
  }
  const std::ptrdiff_t index = holding(unit, {position, position});
  return index < 0 ? Run{position, position} : all(unit)[static_cast<std::size_t>(index)];
}

Run Units::widened(Unit unit, Run run) {
  const Run left = innermost(unit, run.first);
  if (contains(left, run) && unit != Unit::section) return left;
  return hull(left, innermost(unit, run.last));
}

void Units::find_sentences(Runs& runs) const {
  const auto& cells = source_->tokens.cells;
  for (std::uint32_t i = 0; i < cells.size(); ++i) {
    if (runs.empty() || (index::flags_of(cells[i]) & (flag::sentence_start | flag::passage_start)))
      runs.push_back({i, i});
    else
      runs.back().last = i;
  }
}

void Units::find_passages(Runs& runs) const {
  const auto& tokens = source_->tokens;
  for (std::size_t i = 0; i < tokens.passages.size(); ++i)
    if (tokens.passages[i].first < tokens.passage_end(i))
      runs.push_back({tokens.passages[i].first, tokens.passage_end(i) - 1});
}

void Units::find_turns(Runs& runs) const {
  const auto& tokens = source_->tokens;
  for (std::size_t i = 0, end = 0; i < tokens.passages.size(); i = end) {
    end = turn_end(tokens.passages, i);
    const std::uint32_t first = tokens.passages[i].first, past = tokens.passage_end(end - 1);
    if (first < past) runs.push_back({first, past - 1});
  }
}

void Units::find_answers(Runs& runs) const {
  const auto& tokens = source_->tokens;
  bool interviewed = false;
  for (std::size_t i = 0; i < tokens.passages.size() && !interviewed; ++i) interviewed = by_interviewer(i);
  if (!interviewed) return find_turns(runs);
  bool open = false;
  for (std::size_t i = 0, end = 0; i < tokens.passages.size(); i = end) {
    end = turn_end(tokens.passages, i);
    const std::uint32_t first = tokens.passages[i].first, past = tokens.passage_end(end - 1);
    if (by_interviewer(i)) {
      if (!is_back_channel(tokens, first, past)) open = false;
    } else if (first < past) {
      if (open)
        runs.back().last = past - 1;
      else
        runs.push_back({first, past - 1});
      open = true;
    }
  }
}

void Units::find_sections() {
  const auto& tokens = source_->tokens;
  const auto& parents = source_->facts->section_parents;
  section_runs_.assign(source_->facts->sections.size(), no_run);
  for (std::size_t i = 0; i < tokens.passages.size(); ++i) {
    const std::uint32_t first = tokens.passages[i].first, past = tokens.passage_end(i);
    if (first == past) continue;
    std::int32_t section = tokens.passages[i].section;
    for (std::size_t steps = 0; section >= 0 && steps < section_runs_.size(); ++steps) {
      const auto index = static_cast<std::size_t>(section);
      if (index >= section_runs_.size()) break;
      Run& run = section_runs_[index];
      run = run.first > run.last ? Run{first, past - 1} : hull(run, {first, past - 1});
      section = index < parents.size() ? parents[index] : -1;
    }
  }
}

}  // namespace gloss::tagger
