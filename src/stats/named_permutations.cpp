// SPDX-License-Identifier: GPL-3.0-or-later
// Intervals of shares, many tests at once, and tests that shuffle.
#include <fmt/format.h>

#include <algorithm>

#include "stats/named_tables.h"
#include "stats/p_adjust.h"
#include "stats/permutation.h"
#include "stats/proportion.h"
#include "stats/rotation.h"

namespace gloss::stats {
namespace {

Answer wilson_ends(InputReader& in, double level) {
  const std::int64_t x = in.count("x"), n = in.count("n");
  if (x > n) in.refuse("x is more than n");
  if (!(level > 0 && level < 1)) in.refuse("level is not between 0 and 1");
  if (in.refused()) return {};
  const auto interval = wilson(x, n, level);
  if (!interval) return {nullptr, "n is 0"};
  return {Json{interval->low, interval->high}, {}};
}

Answer adjusted_ps(InputReader& in, const std::string&) {
  const Json& given = in.any("p");
  const auto method = p_adjustment_named(in.text("method", "benjamini_hochberg"));
  if (!method) in.refuse("method is none of benjamini_hochberg, holm, bonferroni");
  if (!given.is_array()) in.refuse("p is not a list");
  std::vector<std::optional<double>> all;
  for (const Json& one : given) {
    all.push_back(one.is_number() ? std::optional(one.get<double>()) : std::nullopt);
    if (one.is_null() || (one.is_number() && *all.back() >= 0 && *all.back() <= 1)) continue;
    in.refuse(fmt::format("p: item {} is not between 0 and 1", all.size()));
  }
  if (in.refused()) return {};
  Json adjusted = Json::array();
  std::int64_t rejected = 0;
  for (const auto& one : p_adjust(all, *method)) {
    adjusted.push_back(one ? Json(*one) : Json(nullptr));
    if (one && *one <= 0.05) ++rejected;
  }
  return {Json{{"adjusted", adjusted}, {"rejected_at_0.05", rejected}}, {}};
}

PermutationOptions read_permutation(InputReader& in) {
  PermutationOptions options;
  options.draws = in.count("draws", options.draws);
  options.seed = static_cast<std::uint64_t>(in.count("seed", static_cast<std::int64_t>(options.seed)));
  if (options.draws < 1 || options.draws > 10'000'000) in.refuse("draws is not between 1 and 10,000,000");
  return options;
}

Answer permuted_groups(InputReader& in, const std::string&) {
  const Crosstab table = read_crosstab(in);
  const PermutationOptions options = read_permutation(in);
  if (table.rows() != 2) in.refuse("the table has not two rows, with the code and without");
  if (table.n() > 10'000'000) in.refuse("there are more than 10,000,000 sources");
  if (in.refused()) return {};
  std::vector<GroupPresence> groups;
  for (std::size_t g = 0; g < table.columns(); ++g) groups.push_back({table.at(0, g), table.column_total(g)});
  const auto test = permute_groups(groups, options);
  if (!test) return {nullptr, "no variation"};
  return {Json{{"cramers_v", test->cramers_v},
               {"chi_square", test->chi_square},
               {"p", test->p},
               {"exact", test->exact},
               {"tables", test->tables}},
          {}};
}

/// Ascending, each once, below `units`.
std::vector<std::int64_t> read_positions(InputReader& stratum, const char* name, std::int64_t units) {
  auto positions = stratum.counts(name);
  std::sort(positions.begin(), positions.end());
  if (std::adjacent_find(positions.begin(), positions.end()) != positions.end())
    stratum.refuse(fmt::format("{} has a position twice", name));
  if (!positions.empty() && positions.back() >= units)
    stratum.refuse(fmt::format("{} has a position beyond the last unit", name));
  return positions;
}

Answer rotated_codes(InputReader& in, const std::string&) {
  const Json& given = in.any("strata");
  const PermutationOptions options = read_permutation(in);
  if (!given.is_array()) in.refuse("strata is not a list");
  std::vector<std::vector<std::int64_t>> positions;
  std::vector<std::int64_t> units;
  for (const Json& one : given) {
    if (in.refused()) return {};
    const Json nothing = Json::object();
    InputReader stratum(one, nothing);
    units.push_back(stratum.count("units"));
    if (units.back() > 10'000'000) stratum.refuse("units is more than 10,000,000");
    for (const char* name : {"a", "b"}) positions.push_back(read_positions(stratum, name, units.back()));
    if (stratum.refused()) in.refuse(fmt::format("stratum {}: {}", units.size(), stratum.fault()));
  }
  if (in.refused()) return {};
  std::vector<Stratum> strata;
  for (std::size_t i = 0; i < units.size(); ++i)
    strata.push_back({units[i], positions[2 * i], positions[2 * i + 1]});
  const auto test = rotate_codes(strata, options);
  if (!test) return {nullptr, "no stratum in which turning changes anything"};
  return {Json{{"together", test->together},
               {"expected", test->expected},
               {"p", test->p},
               {"exact", test->exact},
               {"draws", test->draws}},
          {}};
}

constexpr NamedMeasure permutation_measures[] = {
    {"p_adjust", Shape::list, "p, method",
     "benjamini_hochberg: min over j >= i of m p_(j) / j; holm: max over j <= i of (m - j + 1) p_(j); "
     "bonferroni: m p",
     adjusted_ps},
    {"permutation_test", Shape::table, "table (2 rows), or with_code, units; draws, seed",
     "share of permuted labels that are as uneven, exact or (hits + 1) / (draws + 1)", permuted_groups},
    {"rotation_test", Shape::other, "strata, each with units, a, b; draws, seed",
     "share of rotations with as many units of both, exact or (hits + 1) / (draws + 1)", rotated_codes},
    {"wilson_interval", Shape::record, "x, n, level", "the ends of the score interval; Wilson 1927",
     [](InputReader& in, const std::string&) { return wilson_ends(in, in.number("level", usual_level)); }},
    {"wilson_interval_95", Shape::record, "x, n", "the ends of the score interval at 95 %; Wilson 1927",
     [](InputReader& in, const std::string&) { return wilson_ends(in, usual_level); }},
};

}  // namespace

std::span<const NamedMeasure> named_permutation_measures() { return permutation_measures; }

}  // namespace gloss::stats
