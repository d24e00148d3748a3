// SPDX-License-Identifier: GPL-3.0-or-later
// Which codes occur together, how often, and how strongly: counts of pairs and the measures made from them.
//
// Everything comes from one two-by-two table of units (statistics.md 2.1):
//
//                 B        not B
//     A          both     a - both          a, b = units with A, with B
//     not A    b - both   n - a - b + both  n    = units
//
// A measure that has no value (0/0, the logarithm of 0) is empty, never 0 or 1.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "stats/coded_units.h"

namespace gloss::stats {

struct CodePair {
  std::int32_t code_a = 0, code_b = 0;  ///< code_a < code_b
  std::int64_t a = 0, b = 0;            ///< units with code_a, with code_b
  std::int64_t both = 0;                ///< units with both; never 0
  std::int64_t shared = 0;              ///< units of `both` where the two occur together by construction
  friend bool operator==(const CodePair&, const CodePair&) = default;
};

struct PairCounts {
  std::int64_t n = 0;               ///< units
  std::vector<std::int64_t> units;  ///< per code: units that carry it
  std::vector<CodePair> pairs;      ///< by code_a, then code_b

  /// Adds those of other units. REQUIRES: of the same codes.
  PairCounts& operator+=(const PairCounts& other);
};

/// All pairs that occur together in some unit, but those of a code and its ancestor. `parents`: per code the
/// index of its parent or -1; a parent stands before its children; every code in `units` is below
/// parents.size().
PairCounts count_pairs(const CodedUnits& units, std::span<const std::int32_t> parents);

/// Whether one of the two is the other or an ancestor of it.
bool are_related(std::span<const std::int32_t> parents, std::int32_t code, std::int32_t other);

/// REQUIRES: 0 <= both <= min(a, b), a + b - both <= n.
struct PairTable {
  std::int64_t both = 0, a = 0, b = 0, n = 0;
};

/// both / (a + b - both). Jaccard 1901. Range 0..1.
std::optional<double> jaccard(const PairTable& table);
/// 2 both / (a + b). Dice 1945, Sorensen 1948. Range 0..1.
std::optional<double> dice(const PairTable& table);
/// both / sqrt(a b). Ochiai 1957. Range 0..1.
std::optional<double> cosine(const PairTable& table);
/// both / min(a, b). Szymkiewicz 1934, Simpson 1943. Range 0..1.
std::optional<double> overlap(const PairTable& table);
/// both / a, the share of A's units that carry B, too.
std::optional<double> b_given_a(const PairTable& table);
/// both / b, the share of B's units that carry A, too.
std::optional<double> a_given_b(const PairTable& table);
/// both n / (a b). Brin et al. 1997. 1 = independent; favours rare codes.
std::optional<double> lift(const PairTable& table);
/// log2 of the lift. Church & Hanks 1990. Empty where both = 0.
std::optional<double> pmi(const PairTable& table);
/// pmi / -log2(both / n). Bouma 2009. -1 = never together, 0 = independent, 1 = only together.
std::optional<double> npmi(const PairTable& table);
/// (ad - bc) / sqrt(a b (n - a) (n - b)), ad - bc being that of the four cells. Yule 1912. Range -1..1.
std::optional<double> phi(const PairTable& table);
/// n phi^2, without Yates' correction. Pearson 1900.
std::optional<double> chi_square(const PairTable& table);
/// 2 sum O ln(O/E) over all four cells, 0 ln 0 = 0. Dunning 1993.
std::optional<double> g2(const PairTable& table);
/// ad / bc; where a cell is 0, 0.5 is added to all four (Haldane 1956, Anscombe 1956). Woolf 1955.
std::optional<double> odds_ratio(const PairTable& table);
/// ln of the odds ratio.
std::optional<double> log_odds_ratio(const PairTable& table);
/// both / (a + b - both) where the three count codings and overlapping pairs of codings. ATLAS.ti's "Code
/// Co-occurrence Coefficient"; may exceed 1, since one coding can overlap many; empty where the denominator
/// is not positive.
std::optional<double> c_coefficient(const PairTable& table);

/// The measures that `--measures` can name, for parser, help and manual.
struct Measure {
  std::string_view name;  ///< field name: "npmi"
  std::string_view heading, heading_zh;
  std::string_view formula;
  std::optional<double> (*of)(const PairTable&);
  bool on_codings;  ///< has a value where codings are counted, not units
};
std::span<const Measure> measures();
/// Null where there is none of this name.
const Measure* measure_named(std::string_view name);

}  // namespace gloss::stats
