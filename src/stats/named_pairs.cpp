// SPDX-License-Identifier: GPL-3.0-or-later
// Measures of two codes or two words that occur together, and of words of one text against another.
#include <algorithm>
#include <cmath>

#include "stats/collocation.h"
#include "stats/cooccurrence.h"
#include "stats/keyness.h"
#include "stats/named.h"

namespace gloss::stats {
namespace {

constexpr std::string_view pair_input = "n12, n1, n2, N";
constexpr std::string_view pair_input_without_n = "n12, n1, n2";
constexpr std::string_view key_input = "f1, n1, f2, n2";
constexpr std::string_view no_value = "a count is 0";

/// Where N is not given, nothing lies outside of both.
PairTable read_pair(InputReader& in) {
  PairTable table;
  table.both = in.count("n12");
  table.a = in.count("n1");
  table.b = in.count("n2");
  table.n = in.count("N", table.a + table.b - std::min(table.both, table.a + table.b));
  if (in.refused()) return {};
  if (table.both > std::min(table.a, table.b)) in.refuse("n12 is more than n1 or n2");
  if (table.a + table.b - table.both > table.n) in.refuse("n1 + n2 - n12 is more than N");
  return in.refused() ? PairTable() : table;
}

KeyTable read_key(InputReader& in) {
  const KeyTable table{in.count("f1"), in.count("n1"), in.count("f2"), in.count("n2")};
  if (table.f1 > table.n1 || table.f2 > table.n2) in.refuse("f1 is more than n1, or f2 than n2");
  return in.refused() ? KeyTable() : table;
}

template <std::optional<double> (*measure)(const PairTable&)>
Answer of_pair(InputReader& in, const std::string&) {
  return answer(measure(read_pair(in)), no_value);
}

template <std::optional<double> (*measure)(const PairTable&)>
Answer of_pair_with_n(InputReader& in, const std::string&) {
  in.any("N");
  return answer(measure(read_pair(in)), no_value);
}

template <std::optional<double> (*measure)(const KeyTable&)>
Answer of_key(InputReader& in, const std::string&) {
  return answer(measure(read_key(in)), no_value);
}

template <WhereZero zero>
Answer log_ratio_of(InputReader& in, const std::string&) {
  if (in.has("rel1")) {
    const double first = in.number("rel1"), second = in.number("rel2");
    if (!(first > 0 && second > 0)) return {nullptr, std::string(no_value)};
    return {std::log2(first / second), {}};
  }
  return answer(log_ratio(read_key(in), zero), no_value);
}

Answer log_dice_difference(InputReader& in, const std::string&) {
  double difference = 0;
  for (const char* name : {"a", "b"}) {
    const Json& part = in.any(name);
    const Json nothing = Json::object();
    InputReader inner(part, nothing);
    const auto value = log_dice(read_pair(inner));
    if (inner.refused()) in.refuse(std::string(name) + ": " + inner.fault());
    if (!value) return {nullptr, std::string(no_value)};
    difference += name[0] == 'a' ? *value : -*value;
  }
  return {difference, {}};
}

constexpr NamedMeasure pair_measures[] = {
    {"a_given_b", Shape::record, pair_input_without_n, "n12 / n2", of_pair<a_given_b>},
    {"b_given_a", Shape::record, pair_input_without_n, "n12 / n1", of_pair<b_given_a>},
    {"c_coefficient", Shape::record, pair_input_without_n, "n12 / (n1 + n2 - n12) of codings; ATLAS.ti",
     of_pair<c_coefficient>},
    {"cosine", Shape::record, pair_input_without_n, "n12 / sqrt(n1 n2); Ochiai 1957", of_pair<cosine>},
    {"dice", Shape::record, pair_input_without_n, "2 n12 / (n1 + n2); Dice 1945", of_pair<dice>},
    {"jaccard", Shape::record, pair_input_without_n, "n12 / (n1 + n2 - n12); Jaccard 1901", of_pair<jaccard>},
    {"keyness_g2_four_cell", Shape::record, key_input, "2 sum O ln(O/E) over four cells; Dunning 1993",
     of_key<key_g2>},
    {"keyness_g2_two_cell", Shape::record, key_input,
     "2 sum O ln(O/E) over the word's two cells; Rayson & Garside 2000", of_key<key_g2_two_cells>},
    {"lift", Shape::record, pair_input, "n12 N / (n1 n2); Brin et al. 1997", of_pair_with_n<lift>},
    {"log_dice", Shape::record, pair_input_without_n, "14 + log2(2 n12 / (n1 + n2)); Rychly 2008",
     of_pair<log_dice>},
    {"log_dice_difference", Shape::other, "a, b, each with n12, n1, n2", "log_dice of a less that of b",
     log_dice_difference},
    {"log_odds_ratio", Shape::record, pair_input,
     "ln(ad / bc), with 0.5 more in each cell where one is 0; Woolf 1955, Haldane 1956",
     of_pair_with_n<log_odds_ratio>},
    {"log_ratio", Shape::record, "f1, n1, f2, n2, or rel1, rel2", "log2(rf1 / rf2); Hardie 2014",
     log_ratio_of<WhereZero::none>},
    {"log_ratio_add_half", Shape::record, key_input,
     "log2 of the ratio with 0.5 more for all; Walter 1975, Evert 2022", log_ratio_of<WhereZero::add_half>},
    {"log_ratio_zero_half", Shape::record, key_input,
     "log2(rf1 / rf2), 0.5 for a frequency of 0; Hardie 2014", log_ratio_of<WhereZero::half>},
    {"lrc", Shape::record, key_input,
     "the log ratio nearest 0 of the 95 % interval of f1 among f1 + f2; Evert 2022",
     [](InputReader& in, const std::string&) { return answer(log_ratio_at_least(read_key(in)), no_value); }},
    {"npmi", Shape::record, pair_input, "pmi / -log2(n12 / N), -1 where n12 = 0; Bouma 2009",
     of_pair_with_n<npmi>},
    {"odds_ratio", Shape::record, pair_input,
     "ad / bc, with 0.5 more in each cell where one is 0; Woolf 1955, Haldane 1956",
     of_pair_with_n<odds_ratio>},
    {"overlap", Shape::record, pair_input_without_n, "n12 / min(n1, n2); Szymkiewicz 1934, Simpson 1943",
     of_pair<overlap>},
    {"phi", Shape::record, pair_input, "(ad - bc) / sqrt(n1 n2 (N - n1) (N - n2)); Yule 1912",
     of_pair_with_n<phi>},
    {"pmi_log2", Shape::record, pair_input, "log2(n12 N / (n1 n2)); Church & Hanks 1990",
     of_pair_with_n<pmi>},
    {"positive_lrc", Shape::record, key_input, "the lower end of the one-sided 95 % interval; Evert 2022",
     [](InputReader& in, const std::string&) { return answer(log_ratio_lower(read_key(in)), no_value); }},
    {"ppmi", Shape::record, pair_input, "max(0, pmi); Niwa & Nitta 1994", of_pair_with_n<ppmi>},
    {"t_score", Shape::record, pair_input, "(O - E) / sqrt(O); Church et al. 1991", of_pair_with_n<t_score>},
};

}  // namespace

std::span<const NamedMeasure> named_pair_measures() { return pair_measures; }

}  // namespace gloss::stats
