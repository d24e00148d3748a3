// SPDX-License-Identifier: GPL-3.0-or-later
// Agreement of coders on the same units.
//
// Data: "items", a row for each unit with a category (text or number) for each coder and null where there is
// none; or "cells", how many units, then the same. "ordered_categories": all categories in their order, else
// those that occur, in the order of their values. "q": how many there are, where that is more.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "stats/named.h"
#include "stats/ratings.h"

namespace gloss::stats {
namespace {

constexpr std::string_view items = "items (or cells), ordered_categories, q";

struct GivenRatings {
  std::vector<Json> categories;
  Ratings ratings{1, 1};

  std::vector<double> values(InputReader& in) const {
    std::vector<double> all;
    for (const Json& one : categories) {
      if (!one.is_number()) in.refuse("the categories are no numbers");
      all.push_back(one.is_number() ? one.get<double>() : 0);
    }
    return all;
  }
};

/// The rows of "items" or "cells"; empty where they are no table of texts and numbers.
std::vector<std::vector<Json>> rating_rows(InputReader& in, bool cells) {
  const Json& given = in.any(cells ? "cells" : "items");
  std::vector<std::vector<Json>> rows;
  if (!given.is_array() || given.empty()) in.refuse("there are no rows of ratings");
  for (const Json& row : given) {
    if (in.refused()) return {};
    const std::string place = fmt::format("row {}", rows.size() + 1);
    if (!row.is_array() || row.size() < (cells ? 2u : 1u)) in.refuse(place + " is not a list of categories");
    if (!rows.empty() && row.size() != rows[0].size())
      in.refuse(fmt::format("{} has {} entries, row 1 has {}", place, row.size(), rows[0].size()));
    for (const Json& one : row)
      if (one.is_structured() || one.is_boolean()) in.refuse(place + ": a category is a text or a number");
    if (cells && !in.refused() && !row[0].is_number_unsigned())
      in.refuse(place + " does not begin with how many units it stands for");
    rows.emplace_back(row.begin(), row.end());
  }
  return in.refused() ? std::vector<std::vector<Json>>() : rows;
}

std::vector<Json> rating_categories(InputReader& in, const std::vector<std::vector<Json>>& rows, bool cells) {
  std::vector<Json> all;
  if (in.has("ordered_categories")) {
    const Json& given = in.any("ordered_categories");
    if (!given.is_array()) in.refuse("ordered_categories is not a list");
    for (const Json& one : given) all.push_back(one);
    return all;
  }
  for (const auto& row : rows)
    for (std::size_t i = cells ? 1 : 0; i < row.size(); ++i)
      if (!row[i].is_null()) all.push_back(row[i]);
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

GivenRatings read_ratings(InputReader& in) {
  GivenRatings given;
  const bool cells = in.has("cells");
  const auto rows = rating_rows(in, cells);
  if (in.refused()) return given;
  given.categories = rating_categories(in, rows, cells);
  const auto q = static_cast<std::size_t>(in.count("q", static_cast<std::int64_t>(given.categories.size())));
  if (given.categories.empty()) in.refuse("nothing is rated");
  if (q < given.categories.size())
    in.refuse(fmt::format("q is less than the {} categories", given.categories.size()));
  if (q > 100000) in.refuse("q is more than 100,000");
  if (in.refused()) return given;
  const auto index = [&](const Json& category) {
    const auto found = std::find(given.categories.begin(), given.categories.end(), category);
    if (found == given.categories.end())
      in.refuse("a category is none of ordered_categories: " + json_line(category));
    return static_cast<std::int32_t>(found - given.categories.begin());
  };
  given.ratings = Ratings(rows[0].size() - (cells ? 1 : 0), q);
  for (const auto& row : rows) {
    std::vector<std::int32_t> unit;
    for (std::size_t i = cells ? 1 : 0; i < row.size(); ++i)
      unit.push_back(row[i].is_null() ? Ratings::missing : index(row[i]));
    if (in.refused()) return {};
    given.ratings.add(unit, cells ? row[0].get<std::int64_t>() : 1);
  }
  return given;
}

Answer told(const Coefficient& coefficient) { return answer(coefficient.value, coefficient.undefined); }

template <Coefficient (*measure)(const Ratings&)>
Answer of_ratings(InputReader& in, const std::string&) {
  const GivenRatings given = read_ratings(in);
  return in.refused() ? Answer() : told(measure(given.ratings));
}

bool two_coders(InputReader& in, const GivenRatings& given) {
  if (!in.refused() && given.ratings.coders() != 2) in.refuse("it is a measure of two coders");
  return !in.refused();
}

/// "STAT-IReq": 1 and so on, both ways.
std::vector<double> given_distances(InputReader& in, const std::vector<Json>& categories) {
  const Json& given = in.any("distance");
  const std::size_t q = categories.size();
  std::vector<double> all(q * q, 0);
  for (std::size_t a = 0; a < q && !in.refused(); ++a)
    for (std::size_t b = a + 1; b < q && !in.refused(); ++b) {
      const auto text = [&](std::size_t one) {
        return categories[one].is_string() ? categories[one].get<std::string>() : json_line(categories[one]);
      };
      auto found = given.find(text(a) + "-" + text(b));
      if (found == given.end()) found = given.find(text(b) + "-" + text(a));
      if (found == given.end() || !found->is_number()) {
        in.refuse(fmt::format("distance has no number for {}-{}", text(a), text(b)));
        break;
      }
      all[a * q + b] = all[b * q + a] = found->get<double>();
    }
  return all;
}

Answer weighted(InputReader& in, const std::string&) {
  const GivenRatings given = read_ratings(in);
  if (!two_coders(in, given)) return {};
  const auto apart = given_distances(in, given.categories);
  const std::size_t q = given.categories.size();
  if (given.ratings.categories() != q) in.refuse("q does not go with distances");
  if (in.refused()) return {};
  return told(
      weighted_kappa(given.ratings, [&](std::size_t a, std::size_t b) { return 1 - apart[a * q + b]; }));
}

/// The weights go by the values, which need not follow one another.
Answer weighted_by_squares(InputReader& in, const std::string&) {
  const GivenRatings given = read_ratings(in);
  if (!two_coders(in, given)) return {};
  const auto values = given.values(in);
  if (in.refused()) return {};
  const double widest = values.back() - values.front();
  return told(weighted_kappa(given.ratings, [&](std::size_t a, std::size_t b) {
    return a == b ? 1 : 1 - std::pow((values[a] - values[b]) / widest, 2);
  }));
}

Answer alpha_custom(InputReader& in, const std::string&) {
  const GivenRatings given = read_ratings(in);
  if (in.refused()) return {};
  const auto apart = given_distances(in, given.categories);
  const std::size_t q = given.categories.size();
  if (in.refused()) return {};
  return told(krippendorff_alpha(
      given.ratings,
      [&](std::size_t a, std::size_t b, const std::vector<double>&) { return apart[a * q + b]; }));
}

template <Difference (*difference)(std::vector<double>)>
Answer alpha_by_values(InputReader& in, const std::string&) {
  const GivenRatings given = read_ratings(in);
  if (in.refused()) return {};
  const auto values = given.values(in);
  return in.refused() ? Answer() : told(krippendorff_alpha(given.ratings, difference(values)));
}

Answer expected_of(const Coefficient& coefficient) {
  return answer(coefficient.expected, coefficient.undefined);
}

Answer all_agree_percent(InputReader& in, const std::string&) {
  const GivenRatings given = read_ratings(in);
  const auto tolerance = static_cast<std::size_t>(in.count("tolerance", 0));
  if (in.refused()) return {};
  const auto share = all_agree(given.ratings, tolerance);
  return answer(share ? std::optional(100 * *share) : std::nullopt, "a coder misses a unit");
}

Answer by_category(InputReader& in, const std::string&) {
  const GivenRatings given = read_ratings(in);
  if (in.refused()) return {};
  Answer all{Json::array(), {}};
  for (const auto& one : fleiss_kappa_by_category(given.ratings))
    all.value.push_back(one ? Json(*one) : Json(nullptr));
  return all;
}

Coefficient alpha_nominal(const Ratings& ratings) { return krippendorff_alpha(ratings); }
Coefficient alpha_ordinal(const Ratings& ratings) { return krippendorff_alpha(ratings, ordinal_difference); }
Coefficient ac1(const Ratings& ratings) { return gwet_ac(ratings); }
Coefficient ac2_quadratic(const Ratings& ratings) {
  if (ratings.categories() < 2) return gwet_ac(ratings);
  return gwet_ac(ratings, quadratic_weight(ratings.categories()));
}

constexpr NamedMeasure rating_measures[] = {
    {"all_raters_agree_percent", Shape::ratings, "items, tolerance",
     "units on which all are at most that far apart", all_agree_percent},
    {"brennan_prediger", Shape::ratings, items, "Pe = 1/q; Bennett et al. 1954, Brennan & Prediger 1981",
     of_ratings<brennan_prediger>},
    {"brennan_prediger_multi", Shape::ratings, items, "the same of more coders; Randolph 2005",
     of_ratings<brennan_prediger>},
    {"cohen_expected_agreement", Shape::ratings, items, "Pe of Cohen's kappa",
     [](InputReader& in, const std::string&) {
       const GivenRatings given = read_ratings(in);
       return in.refused() ? Answer() : expected_of(conger_kappa(given.ratings));
     }},
    {"cohen_kappa", Shape::ratings, items, "Pe = sum p_1k p_2k; Cohen 1960",
     [](InputReader& in, const std::string&) {
       const GivenRatings given = read_ratings(in);
       return two_coders(in, given) ? told(conger_kappa(given.ratings)) : Answer();
     }},
    {"conger_kappa", Shape::ratings, items, "Pe = sum mean_k^2 - s_k^2 / m; Conger 1980",
     of_ratings<conger_kappa>},
    {"conger_kappa_missing", Shape::ratings, items, "the same with units that miss coders; Gwet 2014",
     of_ratings<conger_kappa>},
    {"expected_agreement_alpha", Shape::ratings, items, "1 - De of Krippendorff's alpha",
     [](InputReader& in, const std::string&) {
       const GivenRatings given = read_ratings(in);
       return in.refused() ? Answer() : expected_of(krippendorff_alpha(given.ratings));
     }},
    {"fleiss_kappa", Shape::ratings, items, "Pe = sum p_k^2 over all coders; Fleiss 1971",
     of_ratings<fleiss_kappa>},
    {"fleiss_kappa_missing", Shape::ratings, items, "the same with units that miss coders; Gwet 2014",
     of_ratings<fleiss_kappa>},
    {"fleiss_kappa_per_category", Shape::ratings, items, "each category by itself; Fleiss 1971", by_category},
    {"gwet_ac1", Shape::ratings, items, "Pe = sum p_k (1 - p_k) / (q - 1); Gwet 2008", of_ratings<ac1>},
    {"gwet_ac2_quadratic", Shape::ratings, items, "the same with squared distances of ranks; Gwet 2014",
     of_ratings<ac2_quadratic>},
    {"krippendorff_alpha_custom", Shape::other, "items, distance", "1 - Do/De with distances of one's own",
     alpha_custom},
    {"krippendorff_alpha_interval", Shape::ratings, items, "(c - k)^2; Krippendorff 2004",
     alpha_by_values<interval_difference>},
    {"krippendorff_alpha_nominal", Shape::ratings, items, "1 - Do/De; Krippendorff 1970, 2004",
     of_ratings<alpha_nominal>},
    {"krippendorff_alpha_ordinal", Shape::ratings, items, "distances by ranks; Krippendorff 2004",
     of_ratings<alpha_ordinal>},
    {"krippendorff_alpha_ratio", Shape::ratings, items, "((c - k) / (c + k))^2; Krippendorff 2004",
     alpha_by_values<ratio_difference>},
    {"light_kappa", Shape::ratings, items, "mean of all pairs' kappas; Light 1971", of_ratings<light_kappa>},
    {"mean_pairwise_cohen_kappa", Shape::ratings, items, "Light's kappa under another name",
     of_ratings<light_kappa>},
    {"mean_pairwise_percent_agreement", Shape::ratings, items, "pairs of ratings that agree / pairs",
     of_ratings<observed_agreement>},
    {"percent_agreement", Shape::ratings, items, "pairs of ratings that agree / pairs",
     of_ratings<observed_agreement>},
    {"percent_agreement_gwet", Shape::ratings, items, "the same, of units with two ratings or more",
     of_ratings<observed_agreement>},
    {"scott_pi", Shape::ratings, items, "Pe = sum p_k^2 over both coders; Scott 1955",
     of_ratings<fleiss_kappa>},
    {"weighted_kappa", Shape::other, "items, distance", "1 - sum d o / sum d e; Cohen 1968", weighted},
    {"weighted_kappa_quadratic", Shape::ratings, items, "the same with squared differences",
     weighted_by_squares},
};

}  // namespace

std::span<const NamedMeasure> named_rating_measures() { return rating_measures; }

}  // namespace gloss::stats
