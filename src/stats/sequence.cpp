// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/sequence.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cassert>
#include <cmath>

namespace gloss::stats {
namespace {

void count_chain(const Chain& chain, std::size_t lag, Crosstab& counts) {
  for (std::size_t t = 0; t + lag < chain.size(); ++t)
    for (const std::int32_t from : chain[t])
      for (const std::int32_t to : chain[t + lag])
        counts.add(static_cast<std::size_t>(from), static_cast<std::size_t>(to));
}

bool is_gap(const Transitions& transitions, std::size_t row, std::size_t column) {
  return transitions.open_diagonal && row == column;
}

/// Whether all transitions lead from or to one code, which settles every cell of an open diagonal.
bool turns_on_one_code(const Crosstab& counts) {
  for (std::size_t code = 0; code < counts.rows(); ++code)
    if (counts.row_total(code) + counts.column_total(code) == counts.n()) return true;
  return false;
}

/// The table that has the gaps and totals of an open diagonal and is else independent: E = M p_i q_j off the
/// diagonal, sum p = sum q = 1. M counts what the diagonal would hold, too. For each M the totals of a code,
/// r = M p (1 - q) and c = M q (1 - p), give its p and q as roots of one quadratic equation; M is where the p
/// sum to 1. (Proportional fitting in turn leads there as well, but may take millions of rounds.)
class OpenDiagonal {
 public:
  explicit OpenDiagonal(const Crosstab& counts) {
    double low = static_cast<double>(counts.n());
    std::size_t dominant = none;
    for (std::size_t i = 0; i < counts.rows(); ++i) {
      row_.push_back(static_cast<double>(counts.row_total(i)));
      column_.push_back(static_cast<double>(counts.column_total(i)));
      const double least = std::pow(std::sqrt(row_[i]) + std::sqrt(column_[i]), 2);
      if (row_[i] * column_[i] == 0 || least <= low) continue;
      low = least;  // below it the equation of this code has no root
      dominant = i;
    }
    // All have the smaller root, unless that is not enough: then the one with most has the larger.
    if (excess(low) < 0) larger_ = dominant;
    const bool rises = larger_ != none;
    double high = 2 * low;
    while ((excess(high) < 0) == rises) high *= 2;
    for (int round = 0; round < 200 && low < high; ++round) {
      const double middle = low + (high - low) / 2;
      if (middle == low || middle == high) break;
      ((excess(middle) < 0) == rises ? low : high) = middle;
    }
    total_ = high;
  }

  double expected(std::size_t row, std::size_t column) const {
    return row == column ? 0 : total_ * roots(row, total_).p * roots(column, total_).q;
  }

 private:
  struct Roots {
    double p = 0, q = 0;
  };

  Roots roots(std::size_t code, double total) const {
    const double r = row_[code] / total, c = column_[code] / total, apart = r - c;
    const double root = std::sqrt(std::max(0.0, (1 + apart) * (1 + apart) - 4 * r));
    if (code == larger_) return {(1 + apart + root) / 2, (1 - apart + root) / 2};
    return {2 * r / (1 + apart + root), 2 * c / (1 - apart + root)};
  }

  /// sum p - 1.
  double excess(double total) const {
    double sum = larger_ == none ? -1 : 0;
    for (std::size_t code = 0; code < row_.size(); ++code) {
      const Roots of = roots(code, total);
      sum += code == larger_ ? -column_[code] / (total * of.q) : of.p;  // p - 1 = -c / (M q)
    }
    return sum;
  }

  static constexpr std::size_t none = SIZE_MAX;
  std::vector<double> row_, column_;
  std::size_t larger_ = none;  ///< the code of the larger root
  double total_ = 0;
};

std::vector<double> fit_open_diagonal(const Crosstab& counts) {
  const OpenDiagonal fitted(counts);
  std::vector<double> expected;
  for (std::size_t i = 0; i < counts.rows(); ++i)
    for (std::size_t j = 0; j < counts.columns(); ++j) expected.push_back(fitted.expected(i, j));
  return expected;
}

/// The variance of the fitted logarithm of each cell, so that leverage = E * variance: from the information
/// matrix of the row and column terms, one of which is superfluous.
class FittedVariance {
 public:
  FittedVariance(const Crosstab& counts, const std::vector<double>& expected) {
    const std::size_t k = counts.rows();
    std::size_t terms = 0;
    for (std::size_t i = 0; i < k; ++i) row_terms_.push_back(counts.row_total(i) > 0 ? terms++ : none);
    for (std::size_t j = 0; j < k; ++j) column_terms_.push_back(counts.column_total(j) > 0 ? terms++ : none);
    for (std::size_t j = k; j-- > 0;)
      if (column_terms_[j] != none) {  // the superfluous one
        column_terms_[j] = none;
        --terms;
        break;
      }
    Eigen::MatrixXd information =
        Eigen::MatrixXd::Zero(static_cast<Eigen::Index>(terms), static_cast<Eigen::Index>(terms));
    for (std::size_t i = 0; i < k; ++i)
      for (std::size_t j = 0; j < k; ++j)
        for (const std::size_t one : {row_terms_[i], column_terms_[j]})
          for (const std::size_t other : {row_terms_[i], column_terms_[j]})
            if (one != none && other != none)
              information(static_cast<Eigen::Index>(one), static_cast<Eigen::Index>(other)) +=
                  expected[i * k + j];
    covariance_ = information.ldlt().solve(Eigen::MatrixXd::Identity(information.rows(), information.cols()));
  }

  double of(std::size_t row, std::size_t column) const {
    double sum = 0;
    for (const std::size_t one : {row_terms_[row], column_terms_[column]})
      for (const std::size_t other : {row_terms_[row], column_terms_[column]})
        if (one != none && other != none)
          sum += covariance_(static_cast<Eigen::Index>(one), static_cast<Eigen::Index>(other));
    return sum;
  }

 private:
  static constexpr std::size_t none = SIZE_MAX;
  std::vector<std::size_t> row_terms_, column_terms_;
  Eigen::MatrixXd covariance_;
};

/// How many of the codings have a follower that begins in time. `begins` ascends.
std::int64_t count_followed(std::span<const WordSpan> codings, const std::vector<std::int64_t>& begins,
                            std::int64_t within) {
  return std::count_if(codings.begin(), codings.end(), [&](const WordSpan& coding) {
    const auto next = std::lower_bound(begins.begin(), begins.end(), coding.end);
    return next != begins.end() && *next - coding.end <= within;
  });
}

std::vector<std::int64_t> begins_of(std::span<const WordSpan> codings) {
  std::vector<std::int64_t> begins;
  for (const WordSpan& coding : codings) begins.push_back(coding.begin);
  std::sort(begins.begin(), begins.end());
  return begins;
}

std::optional<double> part_of(std::int64_t part, std::int64_t all) {
  if (all == 0) return std::nullopt;
  return static_cast<double>(part) / static_cast<double>(all);
}

}  // namespace

Chain without_repeats(const Chain& chain) {
  Chain kept;
  for (const Moment& moment : chain) {
    Moment news;
    for (const std::int32_t code : moment)
      if (kept.empty() || std::find(kept.back().begin(), kept.back().end(), code) == kept.back().end())
        news.push_back(code);
    if (!news.empty()) kept.push_back(std::move(news));
  }
  return kept;
}

Transitions count_transitions(std::span<const Chain> chains, std::size_t codes,
                              const TransitionOptions& options) {
  assert(options.lag > 0);
  Transitions transitions{Crosstab(codes, codes), options.skip_repeats && options.lag == 1};
  for (const Chain& chain : chains)
    count_chain(options.skip_repeats ? without_repeats(chain) : chain, options.lag, transitions.counts);
  return transitions;
}

std::optional<double> transition_share(const Transitions& transitions, std::size_t from, std::size_t to) {
  return part_of(transitions.counts.at(from, to), transitions.counts.row_total(from));
}

std::int64_t transition_df(const Transitions& transitions) {
  const Crosstab& counts = transitions.counts;
  std::int64_t df = degrees_of_freedom(counts);
  if (!transitions.open_diagonal) return df;
  if (counts.n() == 0 || turns_on_one_code(counts)) return 0;
  for (std::size_t code = 0; code < counts.rows(); ++code)
    if (counts.row_total(code) > 0 && counts.column_total(code) > 0) --df;
  return std::max<std::int64_t>(0, df);
}

std::optional<std::vector<double>> expected_transitions(const Transitions& transitions) {
  const Crosstab& counts = transitions.counts;
  if (counts.n() == 0) return std::nullopt;
  if (transitions.open_diagonal)
    return transition_df(transitions) == 0 ? std::nullopt : std::optional(fit_open_diagonal(counts));
  std::vector<double> expected;
  for (std::size_t i = 0; i < counts.rows(); ++i)
    for (std::size_t j = 0; j < counts.columns(); ++j) expected.push_back(*expected_count(counts, i, j));
  return expected;
}

std::vector<std::optional<double>> transition_residuals(const Transitions& transitions) {
  const Crosstab& counts = transitions.counts;
  if (!transitions.open_diagonal) return adjusted_residuals(counts);
  const std::size_t k = counts.rows();
  std::vector<std::optional<double>> all(k * k);
  const auto expected = expected_transitions(transitions);
  if (!expected) return all;
  const FittedVariance variance(counts, *expected);
  for (std::size_t i = 0; i < k; ++i)
    for (std::size_t j = 0; j < k; ++j) {
      const double e = (*expected)[i * k + j], free = 1 - e * variance.of(i, j);
      if (e > 0 && free > 1e-9)
        all[i * k + j] = (static_cast<double>(counts.at(i, j)) - e) / std::sqrt(e * free);
    }
  return all;
}

std::vector<std::optional<double>> yules_q(const Transitions& transitions) {
  const Crosstab& counts = transitions.counts;
  std::vector<std::optional<double>> all;
  for (std::size_t i = 0; i < counts.rows(); ++i)
    for (std::size_t j = 0; j < counts.columns(); ++j) {
      all.emplace_back();
      const auto a = static_cast<double>(counts.at(i, j)), r = static_cast<double>(counts.row_total(i)),
                 c = static_cast<double>(counts.column_total(j)), n = static_cast<double>(counts.n());
      const double with = a * (n - r - c + a), against = (r - a) * (c - a);
      if (!is_gap(transitions, i, j) && with + against > 0) all.back() = (with - against) / (with + against);
    }
  return all;
}

std::optional<ChiSquareTest> transition_g2(const Transitions& transitions) {
  if (!transitions.open_diagonal) return g2_test(transitions.counts);
  const std::int64_t df = transition_df(transitions);
  const auto expected = expected_transitions(transitions);
  if (!expected) return std::nullopt;
  double sum = 0;
  const std::size_t k = transitions.counts.rows();
  for (std::size_t i = 0; i < k; ++i)
    for (std::size_t j = 0; j < k; ++j)
      if (const auto seen = static_cast<double>(transitions.counts.at(i, j)); seen > 0)
        sum += 2 * seen * std::log(seen / (*expected)[i * k + j]);
  const double statistic = std::max(0.0, sum);
  return ChiSquareTest{statistic, df, chi_square_p(statistic, df)};
}

Lead& Lead::operator+=(const Lead& other) {
  a += other.a;
  a_then_b += other.a_then_b;
  b += other.b;
  b_then_a += other.b_then_a;
  return *this;
}

std::optional<double> Lead::share_a_then_b() const { return part_of(a_then_b, a); }
std::optional<double> Lead::share_b_then_a() const { return part_of(b_then_a, b); }

Lead count_leads(std::span<const WordSpan> a, std::span<const WordSpan> b, std::int64_t within) {
  return {static_cast<std::int64_t>(a.size()), count_followed(a, begins_of(b), within),
          static_cast<std::int64_t>(b.size()), count_followed(b, begins_of(a), within)};
}

}  // namespace gloss::stats
