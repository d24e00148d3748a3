// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/agreement_tables.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

namespace gloss::report {
namespace {

/// Calls use(coder, coding met) for each coding of each coder that meets the base.
template <class Use>
void for_each_coding(const AgreementStudy& study, Use use) {
  for (std::size_t coder = 0; coder < study.coders.size(); ++coder) {
    CodedProject alone = study.project;
    alone.codings = study.codings[coder];
    use(coder, codings_in_base(alone));
  }
}

std::vector<std::int32_t> codes_above(const Ancestry& ancestry, std::int32_t code, bool below) {
  if (!below) return {code};
  const auto upward = ancestry.upward(code);
  return {upward.begin(), upward.end()};
}

std::size_t pattern_at(PatternCounts& table, std::uint64_t pattern, std::size_t sources) {
  const auto at = std::lower_bound(table.patterns.begin(), table.patterns.end(), pattern);
  const auto k = static_cast<std::size_t>(at - table.patterns.begin());
  if (at == table.patterns.end() || *at != pattern) {
    table.patterns.insert(at, pattern);
    table.counts.insert(table.counts.begin() + static_cast<std::ptrdiff_t>(k),
                        std::vector<std::int64_t>(sources, 0));
  }
  return k;
}

PatternCounts nobody_codes(const ComparedText& text) {
  PatternCounts table{{0}, {std::vector<std::int64_t>(text.sources())}, {}};
  for (std::size_t s = 0; s < text.sources(); ++s) table.counts[0][s] = text.length(s);
  return table;
}

void move_from_nobody(PatternCounts& table, std::uint64_t pattern, std::size_t source, std::int64_t units) {
  if (pattern == 0) return;
  const std::size_t k = pattern_at(table, pattern, table.counts[0].size());
  table.counts[k][source] += units;
  table.counts[0][source] -= units;
}

struct CoderSpan {
  std::size_t source = 0, coder = 0;  // compared source
  stats::Span span;
};

/// By code; of one coder and source they do not overlap.
std::vector<std::vector<CoderSpan>> spans_of_codes(const AgreementStudy& study, const ComparedText& text,
                                                   bool below) {
  const Ancestry ancestry(study.project.codes);
  std::vector<std::vector<CoderSpan>> all(study.project.codes.size());
  for_each_coding(study, [&](std::size_t coder, const std::vector<MetCoding>& codings) {
    for (const MetCoding& met : codings)
      for (const std::int32_t code : codes_above(ancestry, met.coding->code, below))
        all[static_cast<std::size_t>(code)].push_back(
            {static_cast<std::size_t>(text.number_of(met.coding->source)), coder, text.in_base(study, met)});
  });
  for (auto& spans : all)
    std::stable_sort(spans.begin(), spans.end(), [](const CoderSpan& a, const CoderSpan& b) {
      return std::tie(a.source, a.coder) < std::tie(b.source, b.coder);
    });
  return all;
}

/// Adds the characters of a source by who coded them.
void add_characters(const std::vector<std::vector<stats::Span>>& of_coders, std::size_t source,
                    PatternCounts& table) {
  std::vector<std::pair<std::int64_t, std::uint64_t>> turns;  // where a coder begins or stops
  for (std::size_t coder = 0; coder < of_coders.size(); ++coder)
    for (const stats::Span& span : of_coders[coder]) {
      turns.emplace_back(span.begin, std::uint64_t{1} << coder);
      turns.emplace_back(span.end, std::uint64_t{1} << coder);
    }
  std::sort(turns.begin(), turns.end());
  std::uint64_t pattern = 0;
  std::int64_t reached = 0;
  for (const auto& [place, coder] : turns) {
    if (place > reached) move_from_nobody(table, pattern, source, place - reached);
    reached = place;
    pattern ^= coder;
  }
}

SpanSums sums_of(const std::vector<std::vector<stats::Span>>& of_coders, std::int64_t length) {
  stats::Continuum continuum{length, {}};
  for (const auto& spans : of_coders) {
    auto& its = continuum.coders.emplace_back();
    for (const stats::Span& span : spans) its.push_back({0, span.begin, span.end});
  }
  constexpr std::int32_t gap = stats::UnitCoincidences::gap;
  stats::UnitCoincidences lengths(1);
  lengths.add(continuum);
  return {lengths.at(gap, gap), lengths.at(gap, 0), lengths.at(0, 0),
          lengths.squares(gap) + lengths.squares(0)};
}

std::vector<PatternCounts> tables_of_characters(const AgreementStudy& study, bool below) {
  const ComparedText text(study);
  std::vector<PatternCounts> tables;
  for (const auto& spans : spans_of_codes(study, text, below)) {
    PatternCounts& table = tables.emplace_back(nobody_codes(text));
    auto next = spans.begin();
    for (std::size_t source = 0; source < text.sources(); ++source) {
      std::vector<std::vector<stats::Span>> of_coders(study.coders.size());
      for (; next != spans.end() && next->source == source; ++next)
        of_coders[next->coder].push_back(next->span);
      for (auto& its : of_coders) its = stats::merge_overlapping(std::move(its));
      add_characters(of_coders, source, table);
      table.spans.push_back(sums_of(of_coders, text.length(source)));
    }
  }
  return tables;
}

std::vector<PatternCounts> tables_of_units(const AgreementStudy& study, bool below) {
  const ComparedText text(study);
  std::vector<PatternCounts> tables;
  for (const auto& marks : marks_of(study, below)) {
    PatternCounts& table = tables.emplace_back(nobody_codes(text));
    for (const UnitMark& mark : marks)
      move_from_nobody(table, mark.coders,
                       static_cast<std::size_t>(text.number_of(study.units[mark.unit].source)), 1);
  }
  return tables;
}

}  // namespace

std::vector<std::vector<UnitMark>> marks_of(const AgreementStudy& study, bool below) {
  const Ancestry ancestry(study.project.codes);
  std::vector<std::vector<UnitMark>> all(study.project.codes.size());
  for_each_coding(study, [&](std::size_t coder, const std::vector<MetCoding>& codings) {
    const auto met_units = units_met(codings, study.units);
    for (std::size_t i = 0; i < codings.size(); ++i)
      for (const std::int32_t code : codes_above(ancestry, codings[i].coding->code, below))
        for (std::size_t unit = met_units[i].first; unit < met_units[i].last; ++unit)
          all[static_cast<std::size_t>(code)].push_back({unit, std::uint64_t{1} << coder});
  });
  for (auto& marks : all) {
    std::sort(marks.begin(), marks.end(),
              [](const UnitMark& a, const UnitMark& b) { return a.unit < b.unit; });
    std::size_t kept = 0;
    for (const UnitMark& mark : marks) {
      if (kept > 0 && marks[kept - 1].unit == mark.unit)
        marks[kept - 1].coders |= mark.coders;
      else
        marks[kept++] = mark;
    }
    marks.resize(kept);
  }
  return all;
}

std::int64_t PatternCounts::count(std::size_t pattern, const SourceWeights& weights) const {
  return std::inner_product(weights.begin(), weights.end(), counts[pattern].begin(), std::int64_t{0});
}

std::vector<PatternCounts> pattern_counts(const AgreementStudy& study, bool below) {
  return study.characters ? tables_of_characters(study, below) : tables_of_units(study, below);
}

stats::Ratings ratings_of(const PatternCounts& table, const SourceWeights& weights, std::size_t coders) {
  stats::Ratings ratings(coders, 2);
  std::vector<std::int32_t> unit(coders);
  for (std::size_t k = 0; k < table.patterns.size(); ++k) {
    const std::int64_t times = table.count(k, weights);
    if (times == 0) continue;
    for (std::size_t coder = 0; coder < coders; ++coder)
      unit[coder] = static_cast<std::int32_t>(table.patterns[k] >> coder & 1);
    ratings.add(unit, times);
  }
  return ratings;
}

stats::Coefficient alpha_of(const PatternCounts& table, const SourceWeights& weights, std::size_t coders) {
  if (table.spans.empty()) return stats::krippendorff_alpha(ratings_of(table, weights, coders));
  SpanSums all;
  for (std::size_t s = 0; s < weights.size(); ++s) {
    const auto times = static_cast<double>(weights[s]);
    all.gap += times * table.spans[s].gap;
    all.apart += times * table.spans[s].apart;
    all.coded += times * table.spans[s].coded;
    all.squares += times * table.spans[s].squares;
  }
  const double gap = all.gap + all.apart, coded = all.coded + all.apart, whole = gap + coded;
  if (whole == 0) return {{}, {}, {}, "no unit with two coders"};
  const double observed = 2 * all.apart / whole;
  if (gap * coded == 0) return {{}, 1 - observed, 1.0, "no variation"};
  const double expected = 2 * gap * coded / (whole * whole - all.squares);
  return {1 - observed / expected, 1 - observed, 1 - expected, {}};
}

ComparedText::ComparedText(const AgreementStudy& study) : numbers_(study.project.sources.size(), -1) {
  const auto add = [&](std::int32_t source, std::int64_t length) {
    std::int32_t& number = numbers_[static_cast<std::size_t>(source)];
    if (number < 0) {
      number = static_cast<std::int32_t>(lengths_.size());
      lengths_.push_back(0);
    }
    const std::int64_t before = lengths_[static_cast<std::size_t>(number)];
    lengths_[static_cast<std::size_t>(number)] += length;
    return before;
  };
  if (!study.characters)
    for (const UnitPlace& unit : study.units) add(unit.source, 1);
  else
    for (const BasePassage& passage : study.project.base)
      before_.push_back(add(passage.place.source, passage.place.span.length()));
}

std::int64_t ComparedText::units() const {
  return std::accumulate(lengths_.begin(), lengths_.end(), std::int64_t{0});
}

stats::Span ComparedText::in_base(const AgreementStudy& study, const MetCoding& met) const {
  const std::size_t first = met.passages.first, last = met.passages.last - 1;
  const auto from = [&](std::size_t passage, text::ByteOffset place) {
    return before_[passage] + place.count - study.project.base[passage].place.span.begin.count;
  };
  return {from(first, met.in_base.begin), from(last, met.in_base.end)};
}

}  // namespace gloss::report
