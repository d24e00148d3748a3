// SPDX-License-Identifier: GPL-3.0-or-later
// Agreement of coders on spans they chose themselves, and how spans lie to each other.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "stats/cooccurrence.h"
#include "stats/named.h"
#include "stats/span_reader.h"
#include "stats/spans.h"
#include "stats/unitizing.h"

namespace gloss::stats {
namespace {

constexpr std::string_view span_input = "continuum_length, spans (coder: [[value, start, end), ...]), begin";
constexpr std::string_view pair_list_input =
    "continuum_length, coders (coder: [[start, length], ...]), begin, units";

UnitCoincidences coincidences_of(const GivenSpans& given) {
  UnitCoincidences lengths(given.values.size());
  for (const Continuum& continuum : given.continua) lengths.add(continuum);
  return lengths;
}

Answer told(const SpanAlpha& alpha) { return answer(alpha.value, alpha.undefined); }
Answer coverage_told(const SpanAlpha& alpha) { return answer(alpha.coverage, alpha.undefined); }

template <SpanAlpha (*measure)(const UnitCoincidences&)>
Answer of_spans(InputReader& in, const std::string&) {
  const GivenSpans given = read_disjoint_spans(in);
  return in.refused() ? Answer() : told(measure(coincidences_of(given)));
}

Answer cu_coverage(InputReader& in, const std::string&) {
  const GivenSpans given = read_disjoint_spans(in);
  return in.refused() ? Answer() : coverage_told(cu_alpha(coincidences_of(given)));
}

/// Of the value after the colon.
SpanAlpha ku_alpha_of(InputReader& in, const std::string& value) {
  const GivenSpans given = read_disjoint_spans(in);
  if (value.empty()) in.refuse("the value after the colon is missing");
  if (in.refused()) return {};
  const auto found = given.values.find(value);
  if (found == given.values.end()) return {{}, 0, 0, {}, "nothing coded"};
  return ku_alpha(coincidences_of(given), found->second);
}

Answer u_alpha_pooled(InputReader& in, const std::string&) {
  const GivenSpans given = read_valued_spans(in);
  return in.refused() ? Answer() : told(pooled(u_alpha_by_value(given.continua, given.values.size())));
}

SpanAlpha alpha_u_of(InputReader& in) {
  const Continuum continuum = read_coders(in);
  return in.refused() ? SpanAlpha() : alpha_u({&continuum, 1});
}

Answer alpha_u_all_categories(InputReader& in, const std::string&) {
  const Span extent = read_extent(in, "continuum_length");
  const bool lengths = reads_lengths(in, "units");
  const Json& categories = in.any("categories");
  if (!in.refused() && !categories.is_object()) in.refuse("there are no categories by name");
  if (in.refused()) return {};
  std::vector<SpanAlpha> all;
  std::size_t coders = 0;
  for (const auto& [category, rows] : categories.items()) {
    const Continuum continuum = read_coders(in, rows, extent, lengths);
    if (!all.empty() && continuum.coders.size() != coders)
      in.refuse(category + " has another number of coders than the category before");
    if (in.refused()) return {};
    coders = continuum.coders.size();
    all.push_back(alpha_u({&continuum, 1}));
  }
  return told(pooled(all));
}

/// Do or De; both are 0 where nothing is coded, but have no value where there is nobody to compare.
template <double SpanAlpha::*part>
Answer alpha_u_part(InputReader& in, const std::string&) {
  const SpanAlpha alpha = alpha_u_of(in);
  if (alpha.undefined == "no source with two coders") return {nullptr, std::string(alpha.undefined)};
  return {alpha.*part, {}};
}

Answer coverage_answer(InputReader& in, const std::string&) {
  const Span extent = read_extent(in, "length");
  const bool lengths = reads_lengths(in, "form");
  const Json& rows = in.any("units");
  if (!in.refused() && !rows.is_array()) in.refuse("units is not a list");
  std::vector<Span> spans;
  if (in.refused()) return {};
  for (const Json& row : rows)
    if (const auto span = read_span(in, row, 2, lengths, extent)) spans.push_back(*span);
  return answer(coverage(std::move(spans), extent.length()), "the source is empty");
}

Answer holsti_answer(InputReader& in, const std::string&) {
  const std::int64_t matched = in.count("M"), first = in.count("N1"), second = in.count("N2");
  if (matched > std::min(first, second)) in.refuse("M is more than N1 or N2");
  if (in.refused()) return {};
  return answer(holsti(matched, first, second), "nothing coded");
}

std::vector<std::string> read_set(InputReader& in, std::string_view name) {
  std::vector<std::string> all = in.words(name);
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

Answer jaccard_distance_sets(InputReader& in, const std::string&) {
  const auto a = read_set(in, "a"), b = read_set(in, "b");
  std::vector<std::string> both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  const auto count = [](const auto& set) { return static_cast<std::int64_t>(set.size()); };
  const auto alike = jaccard({count(both), count(a), count(b), count(a) + count(b) - count(both)});
  return answer(alike ? std::optional(1 - *alike) : std::nullopt, "both sets are empty");
}

Answer percent_agreement_characters(InputReader& in, const std::string&) {
  const std::int64_t both = in.count("both"), one = in.count("only_one"), neither = in.count("neither");
  const std::int64_t all = both + one + neither;
  if (in.count("characters", all) != all) in.refuse("characters is not both + only_one + neither");
  if (in.refused()) return {};
  AgreementTable table(2);
  table.add(1, 1, both);
  table.add(1, 0, one);
  table.add(0, 0, neither);
  const Estimate percent = percent_agreement(table);
  return answer(percent.value, "the source is empty");
}

Span read_ends(InputReader& in, std::string_view name) {
  const auto ends = in.counts(name);
  if (!in.refused() && (ends.size() != 2 || ends[1] <= ends[0]))
    in.refuse(fmt::format("{} is not a start and a later end", name));
  return in.refused() ? Span() : Span{ends[0], ends[1]};
}

Answer span_relation(InputReader& in, const std::string&) {
  const Span a = read_ends(in, "a"), b = read_ends(in, "b");
  if (in.text("spans", "half-open") != "half-open") in.refuse("spans can only be half-open");
  if (in.refused()) return {};
  const SpanRelation found = relation_of(a, b);
  Json told = Json::array({std::string(name_of(found.relation)), nullptr});
  if (found.distance) told[1] = *found.distance;
  return {std::move(told), {}};
}

constexpr NamedMeasure span_measures[] = {
    {"alpha_u", Shape::other, pair_list_input, "1 - Do / De, one code; Krippendorff 1995, 2004",
     [](InputReader& in, const std::string&) { return told(alpha_u_of(in)); }},
    {"alpha_u_all_categories", Shape::other,
     "continuum_length, categories (category: coder: [[start, length], ...]), begin, units",
     "1 - sum Do / sum De; Krippendorff 2004", alpha_u_all_categories},
    {"alpha_u_expected_disagreement", Shape::other, pair_list_input, "De of alpha_u; Krippendorff 2004",
     alpha_u_part<&SpanAlpha::expected>},
    {"alpha_u_observed_disagreement", Shape::other, pair_list_input, "Do of alpha_u; Krippendorff 1995",
     alpha_u_part<&SpanAlpha::observed>},
    {"bar_u_alpha", Shape::other, span_input,
     "|u-alpha, coded or not: 1 - (l_0. - l_00) / (e_0. - e_00); Krippendorff et al. 2016",
     of_spans<bar_u_alpha>},
    {"coverage", Shape::other, "length, units ([[start, length], ...]), form",
     "characters in any span / all characters", coverage_answer},
    {"cu_alpha", Shape::other, span_input, "u-alpha where two have coded: as what; Krippendorff et al. 2016",
     of_spans<cu_alpha>},
    {"cu_coverage", Shape::other, span_input, "the share of lengths that cu_alpha rests on", cu_coverage},
    {"holsti", Shape::record, "M, N1, N2", "2M / (N1 + N2); Holsti 1969", holsti_answer},
    {"jaccard_distance_sets", Shape::other, "a, b (lists)", "1 - shared / all members; Jaccard 1901",
     jaccard_distance_sets},
    {"ku_alpha:", Shape::other, span_input,
     "(k)u-alpha of the value after the colon; Krippendorff et al. 2016",
     [](InputReader& in, const std::string& value) { return told(ku_alpha_of(in, value)); }},
    {"ku_cov:", Shape::other, span_input, "the share of the value's lengths that ku_alpha rests on",
     [](InputReader& in, const std::string& value) { return coverage_told(ku_alpha_of(in, value)); }},
    {"percent_agreement_characters", Shape::record, "both, only_one, neither",
     "(both + neither) / all characters; NVivo", percent_agreement_characters},
    {"span_relation", Shape::other, "a, b ([start, end), half open)",
     "exact, inclusion, overlap, or proximity with the distance; RQDA", span_relation},
    {"u_alpha", Shape::other, span_input,
     "spans and values together: 1 - (l.. - sum l_cc) / (e.. - sum e_cc); Krippendorff et al. 2016",
     of_spans<u_alpha>},
    {"u_alpha_pooled", Shape::other, span_input,
     "1 - sum Do / sum De of u_alpha value by value, coded or not; values may overlap", u_alpha_pooled},
};

}  // namespace

std::span<const NamedMeasure> named_span_measures() { return span_measures; }

}  // namespace gloss::stats
