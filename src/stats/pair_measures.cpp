// SPDX-License-Identifier: GPL-3.0-or-later
// Measures of association of two codes, each a pure function of the two-by-two table (statistics.md 2.3).
#include <algorithm>
#include <array>
#include <cmath>

#include "stats/cooccurrence.h"

namespace gloss::stats {

namespace {

struct Cells {
  double both, only_a, only_b, neither, a, b, n;
};

Cells cells_of(const PairTable& t) {
  return {static_cast<double>(t.both),       static_cast<double>(t.a - t.both),
          static_cast<double>(t.b - t.both), static_cast<double>(t.n - t.a - t.b + t.both),
          static_cast<double>(t.a),          static_cast<double>(t.b),
          static_cast<double>(t.n)};
}

std::optional<double> ratio(double above, double below) {
  if (below == 0) return std::nullopt;
  return above / below;
}

/// O ln(O/E); 0 where O = 0.
double surprise(double observed, double expected) {
  return observed == 0 ? 0 : observed * std::log(observed / expected);
}

}  // namespace

std::optional<double> jaccard(const PairTable& t) {
  const Cells c = cells_of(t);
  return ratio(c.both, c.a + c.b - c.both);
}

std::optional<double> dice(const PairTable& t) {
  const Cells c = cells_of(t);
  return ratio(2 * c.both, c.a + c.b);
}

std::optional<double> cosine(const PairTable& t) {
  const Cells c = cells_of(t);
  return ratio(c.both, std::sqrt(c.a * c.b));
}

std::optional<double> overlap(const PairTable& t) {
  const Cells c = cells_of(t);
  return ratio(c.both, std::min(c.a, c.b));
}

std::optional<double> b_given_a(const PairTable& t) {
  const Cells c = cells_of(t);
  return ratio(c.both, c.a);
}

std::optional<double> a_given_b(const PairTable& t) {
  const Cells c = cells_of(t);
  return ratio(c.both, c.b);
}

std::optional<double> lift(const PairTable& t) {
  const Cells c = cells_of(t);
  return ratio(c.both * c.n, c.a * c.b);
}

std::optional<double> pmi(const PairTable& t) {
  const auto value = lift(t);
  if (!value || *value == 0) return std::nullopt;
  return std::log2(*value);
}

std::optional<double> npmi(const PairTable& t) {
  if (t.a == 0 || t.b == 0) return std::nullopt;
  if (t.both == 0) return -1;
  if (t.both == t.a && t.both == t.b) return 1;  // also where both = n, whose quotient is 0/0
  const Cells c = cells_of(t);
  return std::log2(c.both * c.n / (c.a * c.b)) / -std::log2(c.both / c.n);
}

std::optional<double> phi(const PairTable& t) {
  const Cells c = cells_of(t);
  return ratio(c.both * c.neither - c.only_a * c.only_b,
               std::sqrt(c.a * c.b) * std::sqrt((c.n - c.a) * (c.n - c.b)));
}

std::optional<double> chi_square(const PairTable& t) {
  const Cells c = cells_of(t);
  const double difference = c.both * c.neither - c.only_a * c.only_b;
  return ratio(c.n * difference * difference, c.a * c.b * (c.n - c.a) * (c.n - c.b));
}

std::optional<double> g2(const PairTable& t) {
  const Cells c = cells_of(t);
  if (c.a * c.b * (c.n - c.a) * (c.n - c.b) == 0) return std::nullopt;
  const double sum = surprise(c.both, c.a * c.b / c.n) + surprise(c.only_a, c.a * (c.n - c.b) / c.n) +
                     surprise(c.only_b, (c.n - c.a) * c.b / c.n) +
                     surprise(c.neither, (c.n - c.a) * (c.n - c.b) / c.n);
  return std::max(0.0, 2 * sum);  // independence may come out a rounding error below 0
}

std::optional<double> odds_ratio(const PairTable& t) {
  Cells c = cells_of(t);
  if (c.a * c.b * (c.n - c.a) * (c.n - c.b) == 0) return std::nullopt;
  if (c.both * c.only_a * c.only_b * c.neither == 0)
    for (double* cell : {&c.both, &c.only_a, &c.only_b, &c.neither}) *cell += 0.5;
  return c.both * c.neither / (c.only_a * c.only_b);
}

std::optional<double> log_odds_ratio(const PairTable& t) {
  const auto value = odds_ratio(t);
  if (!value) return std::nullopt;
  return std::log(*value);
}

std::optional<double> c_coefficient(const PairTable& t) {
  if (t.a + t.b - t.both <= 0) return std::nullopt;
  return jaccard(t);
}

std::span<const Measure> measures() {
  static constexpr std::array<Measure, 15> all{{
      {"jaccard", "Jaccard", "Jaccard", "both / (a + b - both)", jaccard, false},
      {"dice", "Dice", "Dice", "2 both / (a + b)", dice, false},
      {"cosine", "Cosine", "余弦", "both / sqrt(a b)", cosine, false},
      {"overlap", "Overlap", "重叠系数", "both / min(a, b)", overlap, false},
      {"b_given_a", "P(B|A)", "P(B|A)", "both / a", b_given_a, false},
      {"a_given_b", "P(A|B)", "P(A|B)", "both / b", a_given_b, false},
      {"lift", "Lift", "提升度", "both n / (a b)", lift, false},
      {"pmi", "PMI", "PMI", "log2(both n / (a b))", pmi, false},
      {"npmi", "NPMI", "NPMI", "pmi / -log2(both / n)", npmi, false},
      {"phi", "Phi", "φ", "(ad - bc) / sqrt(a b (n-a) (n-b)) over the four cells", phi, false},
      {"chi_square", "Chi-square", "卡方", "n phi^2", chi_square, false},
      {"g2", "G2", "G2", "2 sum O ln(O/E) over the four cells", g2, false},
      {"odds_ratio", "Odds ratio", "比值比", "ad / bc over the four cells, 0.5 added to each where one is 0",
       odds_ratio, false},
      {"log_odds_ratio", "Log odds", "对数比值比", "ln(odds_ratio)", log_odds_ratio, false},
      {"c", "c", "c", "both / (a + b - both), also on codings", c_coefficient, true},
  }};
  return all;
}

const Measure* measure_named(std::string_view name) {
  const auto all = measures();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Measure& m) { return m.name == name; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace gloss::stats
