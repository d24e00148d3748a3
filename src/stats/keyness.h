// SPDX-License-Identifier: GPL-3.0-or-later
// Which words mark one set of passages against another.
//
//                      target      reference
//     the word           f1            f2          n1, n2 = all words of each; rf = f / n
//     other words     n1 - f1       n2 - f2
//
// G2 says how sure the difference is, the log ratio how big: one more is twice as often. A list is filtered
// by the first and ordered by the second. A measure that has no value is empty.
#pragma once

#include <cstdint>
#include <optional>

#include "stats/proportion.h"

namespace gloss::stats {

/// REQUIRES: 0 <= f1 <= n1, 0 <= f2 <= n2.
struct KeyTable {
  std::int64_t f1 = 0, n1 = 0, f2 = 0, n2 = 0;
};

/// 2 sum O ln(O/E) over all four cells, 0 ln 0 = 0. Dunning 1993.
std::optional<double> key_g2(const KeyTable& table);
/// The same over the two cells of the word only, as UCREL's tools print it. Rayson & Garside 2000.
std::optional<double> key_g2_two_cells(const KeyTable& table);

/// The values that G2 exceeds by chance once in 20, 1,000 and 10,000 words (chi-square, one degree of
/// freedom).
inline constexpr double g2_at_5_percent = 3.841, g2_at_1_permille = 10.828, g2_at_1_in_10000 = 15.137;

enum class WhereZero : std::uint8_t {
  none,      ///< as it is: no value where f1 or f2 is 0
  half,      ///< 0.5 for a frequency of 0. Hardie 2014
  add_half,  ///< 0.5 more for all f and n: also small frequencies are drawn towards 0. Walter 1975; Evert
             ///< 2022
};
/// log2(rf1 / rf2). Hardie 2014.
std::optional<double> log_ratio(const KeyTable& table, WhereZero zero);
/// The log ratio that the data surely reach: the end nearer to 0 of its interval (Clopper & Pearson's, of f1
/// among f1 + f2); 0 where the interval holds 0. Evert 2022. Small where little was counted.
std::optional<double> log_ratio_at_least(const KeyTable& table, double level = usual_level);
/// The lower end of the one-sided interval, which may be below 0. Evert 2022.
std::optional<double> log_ratio_lower(const KeyTable& table, double level = usual_level);

/// key_g2 / q, nearer to a chi-square distribution where little was counted: q = 1 + (N/n1 + N/n2 - 1)
/// (N/f + N/(N - f) - 1) / (6 N), N = n1 + n2, f = f1 + f2. Williams 1976.
std::optional<double> key_g2_williams(const KeyTable& table);
/// rf1 / rf2. Damerau 1993. No value where f2 is 0.
std::optional<double> relative_risk(const KeyTable& table);
/// 100 (rf1 - rf2) / rf2, "%DIFF": 100 = twice as often, -100 = never. Gabrielatos & Marchi 2012. No value
/// where f2 is 0.
std::optional<double> percent_diff(const KeyTable& table);
/// (rf1 + smoothing) / (rf2 + smoothing), rf per million words; a larger smoothing (10, 100, ...) draws more
/// frequent words to the head of the list. Kilgarriff 2009. REQUIRES: smoothing > 0.
std::optional<double> simple_maths(const KeyTable& table, double smoothing = 1);
/// key_g2_two_cells - ln(n1 + n2), the approximate Bayes factor: above 2 it speaks for a difference, above 10
/// very strongly; below 0 against one. Wilson 2013.
std::optional<double> key_bic(const KeyTable& table);
/// key_g2_two_cells / ((n1 + n2) ln min(E1, E2)), E = n (f1 + f2) / (n1 + n2), "ELL": 0 = no difference. Does
/// not depend on how much was counted. Johnston, Berry & Mielke 2006. No value where an E is at most 1.
std::optional<double> effect_size_ll(const KeyTable& table);

}  // namespace gloss::stats
