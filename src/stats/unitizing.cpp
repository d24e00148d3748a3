// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/unitizing.h"

#include <algorithm>
#include <cassert>
#include <functional>
#include <numeric>
#include <utility>

namespace gloss::stats {
namespace {

constexpr std::int32_t a_gap = UnitCoincidences::gap;
constexpr std::string_view nobody_to_compare = "no source with two coders", nothing_coded = "nothing coded",
                           all_alike = "no variation", never_met = "nothing coded by two coders",
                           hardly_met = "too little coded by two coders";

constexpr double next_to_nothing = 1e-12;  // of the whole: what rounding leaves of 0

double length_of(const CodedSpan& span) { return static_cast<double>(span.end - span.begin); }

/// The continuum without holes: the spans, and the gaps between them.
std::vector<CodedSpan> with_gaps(const std::vector<CodedSpan>& spans, std::int64_t length) {
  std::vector<CodedSpan> all;
  all.reserve(2 * spans.size() + 1);
  std::int64_t reached = 0;
  for (const CodedSpan& span : spans) {
    assert(reached <= span.begin && span.begin < span.end && span.end <= length);
    if (reached < span.begin) all.push_back({a_gap, reached, span.begin});
    all.push_back(span);
    reached = span.end;
  }
  if (reached < length) all.push_back({a_gap, reached, length});
  return all;
}

std::vector<std::vector<CodedSpan>> all_with_gaps(const Continuum& continuum) {
  std::vector<std::vector<CodedSpan>> all;
  for (const auto& spans : continuum.coders) all.push_back(with_gaps(spans, continuum.length));
  return all;
}

/// Calls use(i, j, length in common) for each two that overlap, in order. REQUIRES: without holes, of the
/// same length.
template <class Use>
void for_each_overlap(const std::vector<CodedSpan>& a, const std::vector<CodedSpan>& b, Use use) {
  std::int64_t reached = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const std::int64_t end = std::min(a[i].end, b[j].end);
    use(i, j, static_cast<double>(end - reached));
    reached = end;
    if (a[i].end == end) ++i;
    if (b[j].end == end) ++j;
  }
}

/// The lengths of a value or a gap, c, and of the rest, over the values from `first` on.
struct SpanTotals {
  SpanTotals(const UnitCoincidences& lengths, std::int32_t first_value) : first(first_value) {
    const auto end = static_cast<std::int32_t>(lengths.values());
    for (std::int32_t a = first; a < end; ++a) {
      double sum = 0;
      for (std::int32_t b = first; b < end; ++b) sum += lengths.at(a, b);
      of.push_back(sum);
    }
    all = std::accumulate(of.begin(), of.end(), 0.0);
  }
  double at(std::int32_t value) const { return of[static_cast<std::size_t>(value - first)]; }
  /// Added up, not taken from the whole, so that it is 0 where there is nothing else.
  double but(std::int32_t value) const {
    double sum = 0;
    for (std::size_t i = 0; i < of.size(); ++i)
      if (static_cast<std::int32_t>(i) + first != value) sum += of[i];
    return sum;
  }
  std::int32_t end() const { return first + static_cast<std::int32_t>(of.size()); }

  std::int32_t first;
  std::vector<double> of;
  double all = 0;
};

/// Sum of the lengths on which one coder has the value and another has something else.
double astray(const UnitCoincidences& lengths, const SpanTotals& totals, std::int32_t value) {
  double sum = 0;
  for (std::int32_t other = totals.first; other < totals.end(); ++other)
    if (other != value) sum += lengths.at(value, other);
  return sum;
}

double all_squares(const UnitCoincidences& lengths) {
  double sum = lengths.squares(a_gap);
  for (std::int32_t value = 0; value < static_cast<std::int32_t>(lengths.values()); ++value)
    sum += lengths.squares(value);
  return sum;
}

SpanAlpha span_alpha(double observed, double expected, std::string_view otherwise) {
  SpanAlpha alpha{{}, observed, expected, {}, {}};
  if (expected > 0)
    alpha.value = 1 - observed / expected;
  else
    alpha.undefined = otherwise;
  return alpha;
}

/// Over all values from the totals' first on, `squares` being what chance cannot pair.
SpanAlpha span_alpha_over(const UnitCoincidences& lengths, const SpanTotals& totals, double squares,
                          std::string_view otherwise) {
  double observed = 0, expected = 0;
  for (std::int32_t value = totals.first; value < totals.end(); ++value) {
    observed += astray(lengths, totals, value);
    expected += totals.at(value) * totals.but(value);
  }
  return span_alpha(observed / totals.all, expected / (totals.all * totals.all - squares), otherwise);
}

/// What alpha_U finds between two coders: squared differences of boundaries, and squares of spans in gaps.
double boundaries_apart(const std::vector<CodedSpan>& a, const std::vector<CodedSpan>& b) {
  double sum = 0;
  const auto alone = [](const CodedSpan& span, const CodedSpan& in) {
    return in.begin <= span.begin && span.end <= in.end ? length_of(span) * length_of(span) : 0;
  };
  for_each_overlap(a, b, [&](std::size_t i, std::size_t j, double) {
    const CodedSpan &x = a[i], &y = b[j];
    if (x.value != a_gap && y.value != a_gap) {
      const auto begins = static_cast<double>(x.begin - y.begin), ends = static_cast<double>(x.end - y.end);
      sum += begins * begins + ends * ends;
    } else if (x.value != a_gap) {
      sum += alone(x, y);
    } else if (y.value != a_gap) {
      sum += alone(y, x);
    }
  });
  return sum;
}

/// De of alpha_U but for the factor 2 / L. `pairs`: mL (mL - 1).
double boundaries_by_chance(const std::vector<double>& spans, std::vector<double> gaps, double pairs) {
  std::sort(gaps.begin(), gaps.end(), std::greater<>());
  std::vector<double> summed(gaps.size() + 1, 0);  // of the longest gaps
  std::partial_sum(gaps.begin(), gaps.end(), summed.begin() + 1);
  const auto others = static_cast<double>(spans.size()) - 1;
  double sum = 0, within = 0;
  for (const double l : spans) {
    const auto fitting = std::upper_bound(gaps.begin(), gaps.end(), l, std::greater<>()) - gaps.begin();
    const double places = summed[static_cast<std::size_t>(fitting)] - static_cast<double>(fitting) * (l - 1);
    sum += others / 3 * (2 * l * l * l - 3 * l * l + l) + l * l * places;
    within += l * (l - 1);
  }
  return sum / (pairs - within);
}

}  // namespace

std::vector<Continuum> by_value(const Continuum& continuum, std::size_t values) {
  std::vector<Continuum> all(values);
  for (Continuum& one : all) {
    one.length = continuum.length;
    one.coders.resize(continuum.coders.size());
  }
  for (std::size_t coder = 0; coder < continuum.coders.size(); ++coder)
    for (const CodedSpan& span : continuum.coders[coder])
      all[static_cast<std::size_t>(span.value)].coders[coder].push_back({0, span.begin, span.end});
  return all;
}

UnitCoincidences::UnitCoincidences(std::size_t values)
    : lengths_((values + 1) * (values + 1), 0), squares_(values + 1, 0), shared_squares_(values + 1, 0) {}

void UnitCoincidences::add(const Continuum& continuum) {
  const std::size_t coders = continuum.coders.size();
  if (coders < 2) return;
  const auto units = all_with_gaps(continuum);
  for (const auto& of_coder : units)
    for (const CodedSpan& unit : of_coder)
      squares_[index(unit.value)] += length_of(unit) * (unit.value == a_gap ? 1 : length_of(unit));
  const double weight = 1 / static_cast<double>(coders - 1);
  for (std::size_t i = 0; i < coders; ++i)
    for (std::size_t j = i + 1; j < coders; ++j) add_pair(units[i], units[j], weight);
}

void UnitCoincidences::add_pair(const std::vector<CodedSpan>& a, const std::vector<CodedSpan>& b,
                                double weight) {
  std::vector<double> met_a(a.size(), 0), met_b(b.size(), 0);
  for_each_overlap(a, b, [&](std::size_t i, std::size_t j, double length) {
    const std::size_t c = index(a[i].value), k = index(b[j].value);
    lengths_[c * squares_.size() + k] += weight * length;
    lengths_[k * squares_.size() + c] += weight * length;
    if (a[i].value == a_gap || b[j].value == a_gap) return;
    met_a[i] += length;
    met_b[j] += length;
  });
  for (std::size_t i = 0; i < a.size(); ++i)
    shared_squares_[index(a[i].value)] += weight * met_a[i] * met_a[i];
  for (std::size_t j = 0; j < b.size(); ++j)
    shared_squares_[index(b[j].value)] += weight * met_b[j] * met_b[j];
}

SpanAlpha u_alpha(const UnitCoincidences& lengths) {
  const SpanTotals totals(lengths, a_gap);
  if (totals.all == 0) return span_alpha(0, 0, nobody_to_compare);
  return span_alpha_over(lengths, totals, all_squares(lengths),
                         totals.but(a_gap) == 0 ? nothing_coded : all_alike);
}

SpanAlpha bar_u_alpha(const UnitCoincidences& lengths) {
  const SpanTotals totals(lengths, a_gap);
  if (totals.all == 0) return span_alpha(0, 0, nobody_to_compare);
  const double coded = totals.but(a_gap);
  return span_alpha(astray(lengths, totals, a_gap) / totals.all,
                    totals.at(a_gap) * coded / (totals.all * totals.all - all_squares(lengths)),
                    coded == 0 ? nothing_coded : all_alike);
}

SpanAlpha cu_alpha(const UnitCoincidences& lengths) {
  const SpanTotals totals(lengths, a_gap), met(lengths, 0);
  if (totals.all == 0) return span_alpha(0, 0, nobody_to_compare);
  SpanAlpha alpha;
  double squares = 0;
  for (std::int32_t value = 0; value < met.end(); ++value) squares += lengths.shared_squares(value);
  if (met.all == 0)
    alpha = span_alpha(0, 0, totals.but(a_gap) == 0 ? nothing_coded : never_met);
  else if (met.all * met.all - squares <= next_to_nothing * met.all * met.all)
    alpha = span_alpha(0, 0, hardly_met);
  else
    alpha = span_alpha_over(lengths, met, squares, all_alike);
  alpha.coverage = met.all / totals.all;
  return alpha;
}

SpanAlpha ku_alpha(const UnitCoincidences& lengths, std::int32_t value) {
  const SpanTotals totals(lengths, a_gap), met(lengths, 0);
  if (totals.all == 0) return span_alpha(0, 0, nobody_to_compare);
  if (totals.at(value) == 0) return span_alpha(0, 0, nothing_coded);
  const double pairs = met.at(value) * met.all - lengths.shared_squares(value);
  SpanAlpha alpha;
  if (met.at(value) == 0)
    alpha = span_alpha(0, 0, never_met);
  else if (pairs <= next_to_nothing * met.at(value) * met.all)
    alpha = span_alpha(0, 0, hardly_met);
  else
    alpha = span_alpha(astray(lengths, met, value) / met.at(value), met.at(value) * met.but(value) / pairs,
                       all_alike);
  alpha.coverage = met.at(value) / totals.at(value);
  return alpha;
}

std::vector<SpanAlpha> u_alpha_by_value(std::span<const Continuum> continua, std::size_t values) {
  std::vector<UnitCoincidences> lengths(values, UnitCoincidences(1));
  for (const Continuum& continuum : continua) {
    const auto separate = by_value(continuum, values);
    for (std::size_t value = 0; value < values; ++value) lengths[value].add(separate[value]);
  }
  std::vector<SpanAlpha> all;
  all.reserve(values);
  for (const UnitCoincidences& one : lengths) all.push_back(u_alpha(one));
  return all;
}

SpanAlpha pooled(std::span<const SpanAlpha> parts) {
  double observed = 0, expected = 0;
  std::string_view otherwise = nothing_coded;
  for (const SpanAlpha& one : parts) {
    observed += one.observed;
    expected += one.expected;
    if (!one.undefined.empty() && one.undefined != nothing_coded) otherwise = one.undefined;
  }
  return span_alpha(observed, expected, otherwise);
}

SpanAlpha alpha_u(std::span<const Continuum> continua) {
  const std::size_t coders = continua.empty() ? 0 : continua.front().coders.size();
  std::vector<double> spans, gaps;
  double apart = 0, length = 0;
  for (const Continuum& continuum : continua) {
    assert(continuum.coders.size() == coders);
    length += static_cast<double>(continuum.length);
    const auto units = all_with_gaps(continuum);
    for (std::size_t i = 0; i < units.size(); ++i) {
      for (const CodedSpan& unit : units[i]) (unit.value == a_gap ? gaps : spans).push_back(length_of(unit));
      for (std::size_t j = i + 1; j < units.size(); ++j) apart += 2 * boundaries_apart(units[i], units[j]);
    }
  }
  if (coders < 2 || length == 0) return span_alpha(0, 0, nobody_to_compare);
  if (spans.empty()) return span_alpha(0, 0, nothing_coded);
  const auto m = static_cast<double>(coders);
  const double pairs = m * length * (m * length - 1);
  return span_alpha(apart / (m * (m - 1) * length * length),
                    2 / length * boundaries_by_chance(spans, std::move(gaps), pairs), all_alike);
}

}  // namespace gloss::stats
