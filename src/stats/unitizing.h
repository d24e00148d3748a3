// SPDX-License-Identifier: GPL-3.0-or-later
// How far coders agree who chose their passages freely: where they coded, and as what.
//
//                0         10        20        30     A continuum of length 30, two coders. Between the spans
//     coder 1    ...[aaaaa]....[bbbb]..........     lie gaps, which are compared as well: agreeing that
//     coder 2    ...[aaaaaaa]..[aaaa]..........     nothing is here is agreement.
//
// The u-alpha family (Krippendorff, Mathet, Bouvry & Widloecher 2016) counts how long any two coders have any
// two values at the same place (a gap is a value, too), and compares it with what they would share if all
// units were thrown at random. It is exact, and tells "where" (|u-alpha) from "as what" (cu-alpha).
// alpha_U (Krippendorff 1995; 2004, ch. 11) is its predecessor: one code at a time, and boundaries that are
// off count by their squares. It is here to be compared with older papers.
//
// All are 1 - Do / De of an observed and an expected disagreement: 1 = the same, 0 = as by chance, below 0 =
// worse. Where De is 0 there is no value: "nothing coded", "no variation".
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace gloss::stats {

/// Half open; positions as in stats/spans.h.
struct CodedSpan {
  std::int32_t value = 0;  ///< 0 and up: the code
  std::int64_t begin = 0, end = 0;
  friend bool operator==(const CodedSpan&, const CodedSpan&) = default;
};

/// A source, or what else was coded from end to end.
struct Continuum {
  std::int64_t length = 0;
  /// The spans of each coder who read it, in their order, none empty, none beyond the end. Spans of one coder
  /// must not overlap; they may touch, and stay two units. Where codes overlap, measure code by code
  /// (`by_value`). Who read it and coded nothing is in the list without spans; who did not read it is not in
  /// the list.
  std::vector<std::vector<CodedSpan>> coders;
};

/// A continuum for each value from 0 to values - 1, where only its spans are coded (with the value 0). Here
/// spans of different values may overlap. REQUIRES: every value is below `values`.
std::vector<Continuum> by_value(const Continuum& continuum, std::size_t values);

/// The lengths on which any two coders have any two values at the same place, over any number of continua.
///
/// Several continua are joined as if laid end to end, with a boundary of every coder's units where they meet:
/// lengths and coincidences are summed. A continuum of m coders counts each ordered pair of them 1 / (m - 1)
/// times, so that it has m times its length to give, however many read it; one that fewer than two have read
/// says nothing and is left out. It does not matter which coder is which in which continuum.
class UnitCoincidences {
 public:
  static constexpr std::int32_t gap = -1;
  /// Memory: the square of `values`.
  explicit UnitCoincidences(std::size_t values);
  /// Time: spans of the coders, for each pair of them. REQUIRES: every value is below values().
  void add(const Continuum& continuum);

  std::size_t values() const { return squares_.size() - 1; }
  /// How long one coder has a and another has b; symmetric.
  double at(std::int32_t a, std::int32_t b) const { return lengths_[index(a) * squares_.size() + index(b)]; }
  /// Sum over the units with this value of their squared lengths; of gaps, of their lengths. It is what
  /// chance cannot pair: a unit with itself.
  double squares(std::int32_t value) const { return squares_[index(value)]; }
  /// The same, of the part of each unit that another coder has coded, whatever the value; not of gaps.
  double shared_squares(std::int32_t value) const { return shared_squares_[index(value)]; }

 private:
  static std::size_t index(std::int32_t value) { return static_cast<std::size_t>(std::int64_t{value} + 1); }
  void add_pair(const std::vector<CodedSpan>& a, const std::vector<CodedSpan>& b, double weight);

  std::vector<double> lengths_, squares_, shared_squares_;
};

struct SpanAlpha {
  std::optional<double> value;
  double observed = 0, expected = 0;  ///< Do and De; both 0 where there is nothing to compare
  std::optional<double> coverage;     ///< which part of the lengths it rests on; cu_alpha and ku_alpha only
  std::string_view undefined;         ///< why there is no value; else empty
};

/// Spans and values together, gaps included: Do = sum of l_ck for c other than k / l_.., De the same of
/// l_c. l_k. / (l_..^2 - all squares).
SpanAlpha u_alpha(const UnitCoincidences& lengths);
/// |u-alpha: coded or not, whatever the value.
SpanAlpha bar_u_alpha(const UnitCoincidences& lengths);
/// Values where two coders have coded; gaps are left out. Its coverage is the share of such places, and it
/// means little where that is small. No value where too few spans meet for chance to have a say.
SpanAlpha cu_alpha(const UnitCoincidences& lengths);
/// (k)u-alpha: one value, where another coder has coded, too. Time: the square of values().
/// REQUIRES: the value is below values().
SpanAlpha ku_alpha(const UnitCoincidences& lengths, std::int32_t value);

/// u_alpha of each value by itself, as coded or not; spans of different values may overlap.
std::vector<SpanAlpha> u_alpha_by_value(std::span<const Continuum> continua, std::size_t values);
/// 1 - sum Do / sum De. A value that nobody used adds nothing. REQUIRES: all are the same measure of the same
/// continua.
SpanAlpha pooled(std::span<const SpanAlpha> parts);

/// alpha_U of one code: values are not looked at. Between two coders' spans that meet, the difference is that
/// of the begins squared plus that of the ends squared; a span in the other's gap costs its length squared.
/// Do = sum over ordered pairs of coders / (m (m - 1) L^2); De = (2 / L) sum over spans of
/// [(N - 1) / 3 (2 l^3 - 3 l^2 + l) + l^2 sum over gaps g >= l of (g - l + 1)] / (mL (mL - 1) - sum l (l -
/// 1)). Do may exceed 1. Several continua are laid end to end, L is the sum of their lengths, and gaps end
/// where they end. REQUIRES: all continua have the same number of coders.
SpanAlpha alpha_u(std::span<const Continuum> continua);

}  // namespace gloss::stats
