// SPDX-License-Identifier: GPL-3.0-or-later
// Measures of tables of counts, of shares, of many tests at once, and of what follows what.
//
// Data of a table: "table", rows of counts; or "with_code" and "units", a count for each group; or a pair of
// words or codes (n12, n1, n2, N); or a word in two texts (f1, n1, f2, n2).
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "stats/cooccurrence.h"
#include "stats/crosstab.h"
#include "stats/fisher.h"
#include "stats/keyness.h"
#include "stats/named_tables.h"

namespace gloss::stats {
namespace {

constexpr std::string_view table_forms = "table; or with_code, units; or n12, n1, n2, N; or f1, n1, f2, n2";
constexpr std::string_view four_forms = "table (2 x 2); or n12, n1, n2, N; or f1, n1, f2, n2";
constexpr std::string_view two_texts = "f1, n1, f2, n2", rates = "f1, n1, f2, n2, or rel1, rel2";
constexpr std::string_view empty_margin = "a row or column is empty", cannot_vary = "no variation",
                           zero_count = "a count is 0", no_change = "no unit differs";

Crosstab read_pair_as_table(InputReader& in) {
  const std::int64_t both = in.count("n12"), a = in.count("n1"), b = in.count("n2"), n = in.count("N");
  if (both > std::min(a, b)) in.refuse("n12 is more than n1 or n2");
  if (a + b - both > n) in.refuse("n1 + n2 - n12 is more than N");
  if (in.refused()) return {0, 0};
  return Crosstab({{both, a - both}, {b - both, n - a - b + both}});
}

FourCells read_four_cells(InputReader& in) {
  const Crosstab table = read_crosstab(in);
  if (table.rows() != 2 || table.columns() != 2) in.refuse("the table is not two by two");
  if (in.refused()) return {};
  return {table.at(0, 0), table.at(0, 1), table.at(1, 0), table.at(1, 1)};
}

std::optional<double> statistic_of(const std::optional<ChiSquareTest>& test) {
  return test ? std::optional(test->statistic) : std::nullopt;
}
std::optional<double> p_of(const std::optional<ChiSquareTest>& test) {
  return test ? std::optional(test->p) : std::nullopt;
}

template <std::optional<ChiSquareTest> (*test)(const Crosstab&)>
Answer statistic_of_table(InputReader& in, const std::string&) {
  return answer(statistic_of(test(read_crosstab(in))), cannot_vary);
}

template <std::optional<ChiSquareTest> (*test)(const Crosstab&)>
Answer p_of_table(InputReader& in, const std::string&) {
  return answer(p_of(test(read_crosstab(in))), cannot_vary);
}

/// With the sign of f1/n1 - f2/n2.
template <std::optional<ChiSquareTest> (*test)(const Crosstab&)>
Answer signed_statistic(InputReader& in, const std::string&) {
  const KeyTable t = read_two_texts(in);
  auto value = statistic_of(test(Crosstab({{t.f1, t.n1 - t.f1}, {t.f2, t.n2 - t.f2}})));
  if (value && static_cast<double>(t.f1) * static_cast<double>(t.n2) <
                   static_cast<double>(t.f2) * static_cast<double>(t.n1))
    value = -*value;
  return answer(value, cannot_vary);
}

template <std::optional<double> (*measure)(const Crosstab&)>
Answer number_of_table(InputReader& in, const std::string&) {
  return answer(measure(read_crosstab(in)), cannot_vary);
}

Answer p_of_chi_square(InputReader& in, const std::string&) {
  const Crosstab table = read_crosstab(in);
  const auto test = chi_square_test(table);
  const std::int64_t df = in.count("df", test ? test->df : 1);
  if (df < 1) in.refuse("df is 0");
  if (!test || in.refused()) return {nullptr, std::string(cannot_vary)};
  return {chi_square_p(test->statistic, df), {}};
}

Answer residuals_of_table(InputReader& in, const std::string&) {
  const Crosstab table = read_crosstab(in);
  return {as_rows(adjusted_residuals(table), table.columns()), {}};
}

template <double FisherTest::*tail>
Answer fisher_p(InputReader& in, const std::string&) {
  const auto test = fisher_exact(read_four_cells(in));
  return answer(test ? std::optional((*test).*tail) : std::nullopt, empty_margin);
}

template <std::optional<double> (*measure)(const FourCells&)>
Answer number_of_four(InputReader& in, const std::string&) {
  return answer(measure(read_four_cells(in)), empty_margin);
}

template <std::optional<double> (*ratio)(const FourCells&)>
Answer odds_ratio_of_four(InputReader& in, const std::string&) {
  return answer(ratio(read_four_cells(in)), "a row or column is empty, or it is infinite");
}

template <Continuity continuity>
Answer mcnemar_statistic(InputReader& in, const std::string&) {
  const FourCells cells = read_four_cells(in);
  return answer(statistic_of(mcnemar(cells.b, cells.c, continuity)), no_change);
}

template <Continuity continuity>
Answer mcnemar_p(InputReader& in, const std::string&) {
  const FourCells cells = read_four_cells(in);
  return answer(p_of(mcnemar(cells.b, cells.c, continuity)), no_change);
}

template <std::optional<double> (*measure)(const KeyTable&)>
Answer number_of_texts(InputReader& in, const std::string&) {
  return answer(measure(read_two_texts(in)), zero_count);
}

/// The ratio of two rates, given as such or as counts.
std::optional<double> read_ratio(InputReader& in) {
  if (!in.has("rel1")) return relative_risk(read_two_texts(in));
  const double first = in.number("rel1"), second = in.number("rel2");
  if (!(first >= 0) || !(second >= 0)) in.refuse("rel1 or rel2 is below 0");
  return second > 0 ? std::optional(first / second) : std::nullopt;
}

Answer percent_diff_of(InputReader& in, const std::string&) {
  const auto ratio = read_ratio(in);
  return answer(ratio ? std::optional(100 * (*ratio - 1)) : std::nullopt, zero_count);
}

Answer keyness_pmi(InputReader& in, const std::string&) {
  const KeyTable t = read_two_texts(in);
  const auto log_of_lift = pmi({t.f1, t.n1, t.f1 + t.f2, t.n1 + t.n2});
  return answer(log_of_lift ? std::optional(*log_of_lift * std::numbers::ln2) : std::nullopt, zero_count);
}

Answer simple_maths_of(InputReader& in, const std::string&) {
  const KeyTable table = read_two_texts(in);
  const double smoothing = in.number("smoothing", 1);
  if (!(smoothing > 0)) in.refuse("smoothing is not above 0");
  return in.refused() ? Answer() : answer(simple_maths(table, smoothing), zero_count);
}

constexpr NamedMeasure table_measures[] = {
    {"adjusted_residuals", Shape::table, table_forms,
     "(O - E) / sqrt(E (1 - row/N)(1 - column/N)); Haberman 1973", residuals_of_table},
    {"bic", Shape::record, two_texts, "G2 of two cells - ln(n1 + n2); Wilson 2013", number_of_texts<key_bic>},
    {"chi_square", Shape::table, table_forms, "sum (O - E)^2 / E; Pearson 1900",
     statistic_of_table<chi_square_test>},
    {"chi_square_p", Shape::table, "table (or as for chi_square), df", "P of as large a chi-square",
     p_of_chi_square},
    {"chi_square_signed", Shape::record, two_texts, "chi-square with the sign of f1/n1 - f2/n2",
     signed_statistic<chi_square_test>},
    {"chi_square_yates", Shape::table, four_forms,
     "sum (|O - E| - min(.5, |O - E|))^2 / E; Yates 1934, as R has it",
     statistic_of_table<chi_square_test_yates>},
    {"chi_square_yates_p", Shape::table, four_forms, "P of as large a chi-square",
     p_of_table<chi_square_test_yates>},
    {"chi_square_yates_signed", Shape::record, two_texts, "Yates' chi-square with the sign of f1/n1 - f2/n2",
     signed_statistic<chi_square_test_yates>},
    {"cramers_v", Shape::table, table_forms, "sqrt(chi-square / (N (min(rows, columns) - 1))); Cramer 1946",
     number_of_table<cramers_v>},
    {"effect_size_ll", Shape::record, two_texts,
     "G2 of two cells / (N ln min(E1, E2)); Johnston, Berry & Mielke 2006", number_of_texts<effect_size_ll>},
    {"fisher_exact_p_greater", Shape::table, four_forms, "P(X >= first cell); Fisher 1935",
     fisher_p<&FisherTest::greater>},
    {"fisher_exact_p_less", Shape::table, four_forms, "P(X <= first cell); Fisher 1935",
     fisher_p<&FisherTest::less>},
    {"fisher_exact_p_two_sided", Shape::table, four_forms, "P of all tables at most as likely; Fisher 1935",
     fisher_p<&FisherTest::two_sided>},
    {"fisher_smallest_p", Shape::table, four_forms, "the smallest two-sided p of any table of these margins",
     number_of_four<fisher_smallest_p>},
    {"g2", Shape::record, "n12, n1, n2, N (or as for chi_square)", "2 sum O ln(O/E); Dunning 1993",
     statistic_of_table<g2_test>},
    {"g2_p", Shape::table, table_forms, "P of as large a G2", p_of_table<g2_test>},
    {"g2_table", Shape::table, table_forms, "2 sum O ln(O/E); Wilks 1935", statistic_of_table<g2_test>},
    {"g2_williams", Shape::record, two_texts, "G2 / q; Williams 1976", number_of_texts<key_g2_williams>},
    {"keyness_pmi_ln", Shape::record, two_texts, "ln(f1 (n1 + n2) / ((f1 + f2) n1))", keyness_pmi},
    {"mcnemar", Shape::table, "table (2 x 2)", "(|b - c| - 1)^2 / (b + c); McNemar 1947, Edwards 1948",
     mcnemar_statistic<Continuity::corrected>},
    {"mcnemar_exact_p", Shape::table, "table (2 x 2)", "twice the smaller tail of b of b + c at a half",
     [](InputReader& in, const std::string&) {
       const FourCells cells = read_four_cells(in);
       return answer(mcnemar_exact_p(cells.b, cells.c), no_change);
     }},
    {"mcnemar_p", Shape::table, "table (2 x 2)", "P of as large a McNemar's chi-square",
     mcnemar_p<Continuity::corrected>},
    {"mcnemar_uncorrected", Shape::table, "table (2 x 2)", "(b - c)^2 / (b + c); McNemar 1947",
     mcnemar_statistic<Continuity::none>},
    {"odds_ratio_conditional", Shape::table, four_forms,
     "the odds ratio that makes the first cell expected; Cornfield 1956",
     odds_ratio_of_four<conditional_odds_ratio>},
    {"odds_ratio_conditional_mle", Shape::table, four_forms,
     "the same to the digits that R's fisher.test finds; Brent 1973",
     odds_ratio_of_four<conditional_odds_ratio_as_r>},
    {"percent_diff", Shape::record, rates, "100 (rf1 - rf2) / rf2; Gabrielatos & Marchi 2012",
     percent_diff_of},
    {"phi_table", Shape::table, table_forms, "sqrt(chi-square / N)", number_of_table<phi_of_table>},
    {"relative_risk", Shape::record, rates, "rf1 / rf2; Damerau 1993",
     [](InputReader& in, const std::string&) { return answer(read_ratio(in), zero_count); }},
    {"simple_maths", Shape::record, "f1, n1, f2, n2, smoothing",
     "(rf1 + smoothing) / (rf2 + smoothing) per million words; Kilgarriff 2009", simple_maths_of},
    {"smallest_expected", Shape::table, table_forms, "the smallest E", number_of_table<smallest_expected>},
};

}  // namespace

KeyTable read_two_texts(InputReader& in) {
  const KeyTable table{in.count("f1"), in.count("n1"), in.count("f2"), in.count("n2")};
  if (table.f1 > table.n1 || table.f2 > table.n2) in.refuse("f1 is more than n1, or f2 than n2");
  return in.refused() ? KeyTable() : table;
}

Crosstab read_crosstab(InputReader& in) {
  if (in.has("with_code")) {
    const auto with_code = in.counts("with_code"), units = in.counts("units");
    if (with_code.size() != units.size()) in.refuse("with_code and units are not of one length");
    for (std::size_t i = 0; i < with_code.size() && !in.refused(); ++i)
      if (with_code[i] > units[i]) in.refuse(fmt::format("item {}: with_code is more than units", i + 1));
    return in.refused() ? Crosstab(0, 0) : Crosstab::of_code(with_code, units);
  }
  if (in.has("n12")) return read_pair_as_table(in);
  if (in.has("f1")) {
    const KeyTable t = read_two_texts(in);
    return Crosstab({{t.f1, t.n1 - t.f1}, {t.f2, t.n2 - t.f2}});
  }
  const auto rows = in.count_table("table");
  return in.refused() ? Crosstab(0, 0) : Crosstab(rows);
}

Json as_rows(const std::vector<std::optional<double>>& cells, std::size_t columns) {
  Json rows = Json::array();
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i % columns == 0) rows.push_back(Json::array());
    rows.back().push_back(cells[i] ? Json(*cells[i]) : Json(nullptr));
  }
  return rows;
}

std::span<const NamedMeasure> named_table_measures() {
  static const std::vector<NamedMeasure> all = [] {
    std::vector<NamedMeasure> joined(std::begin(table_measures), std::end(table_measures));
    for (const auto family : {named_permutation_measures(), named_sequence_measures()})
      joined.insert(joined.end(), family.begin(), family.end());
    return joined;
  }();
  return all;
}

}  // namespace gloss::stats
