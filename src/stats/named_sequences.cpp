// SPDX-License-Identifier: GPL-3.0-or-later
// Measures of what follows what.
//
// Data: "sequence", a list of codes in their order, where a list of codes stands for codes that begin at the
// same place; or "sequences", several of them; or "transitions", a table of counts. "codes": all codes in
// their order, as a list or as the names of an object; else those that occur, in the order of their values.
// "skip_repeats": true where no code can follow itself.
#include <fmt/format.h>

#include <algorithm>

#include "stats/named_tables.h"
#include "stats/sequence.h"

namespace gloss::stats {
namespace {

constexpr std::string_view sequence_forms =
    "sequence, codes, lag, skip_repeats; or sequences instead, or transitions";

struct GivenTransitions {
  std::vector<std::string> codes;
  Transitions transitions{Crosstab(0, 0), false};
};

std::string code_text(const Json& code) {
  return code.is_string() ? code.get<std::string>() : json_line(code);
}

bool read_flag(InputReader& in, const char* name) {
  if (!in.has(name)) return false;
  const Json& given = in.any(name);
  if (!given.is_boolean()) in.refuse(fmt::format("{} is neither true nor false", name));
  return given.is_boolean() && given.get<bool>();
}

/// The moments of a list, each as its codes.
std::vector<std::vector<Json>> read_moments(InputReader& in, const Json& list) {
  std::vector<std::vector<Json>> moments;
  if (!list.is_array()) in.refuse("a sequence is not a list");
  for (const Json& moment : list) {
    if (moment.is_array())
      moments.emplace_back(moment.begin(), moment.end());
    else
      moments.push_back({moment});
    auto& codes = moments.back();
    for (const Json& code : codes)
      if (!code.is_string() && !code.is_number()) in.refuse("a code is neither a text nor a number");
    std::sort(codes.begin(), codes.end());
    codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
  }
  return moments;
}

/// Those given, else those that occur.
std::vector<std::string> read_codes(InputReader& in,
                                    const std::vector<std::vector<std::vector<Json>>>& sequences) {
  std::vector<Json> all;
  if (in.has("codes")) {
    const Json& given = in.any("codes");
    if (!given.is_structured()) in.refuse("codes is neither a list nor an object");
    for (const auto& [name, code] : given.items()) all.push_back(given.is_object() ? Json(name) : code);
  } else {
    for (const auto& moments : sequences)
      for (const auto& codes : moments) all.insert(all.end(), codes.begin(), codes.end());
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
  }
  std::vector<std::string> texts;
  for (const Json& code : all) texts.push_back(code_text(code));
  if (texts.size() > 5000) in.refuse("there are more than 5,000 codes");
  return texts;
}

std::int32_t code_index(InputReader& in, const std::vector<std::string>& codes, const Json& code) {
  const auto found = std::find(codes.begin(), codes.end(), code_text(code));
  if (found == codes.end()) in.refuse(fmt::format("a code is none of codes: {}", code_text(code)));
  return static_cast<std::int32_t>(found - codes.begin());
}

void read_transition_table(InputReader& in, GivenTransitions& given) {
  const auto rows = in.count_table("transitions");
  if (in.refused()) return;
  if (rows.size() != rows[0].size()) in.refuse("transitions has not as many rows as columns");
  for (std::size_t i = 0; i < rows.size() && !in.refused(); ++i) {
    if (!in.has("codes")) given.codes.push_back(std::to_string(i + 1));
    if (given.transitions.open_diagonal && rows[i][i] > 0) in.refuse("a code follows itself");
  }
  if (in.has("codes")) given.codes = read_codes(in, {});
  if (given.codes.size() != rows.size()) in.refuse("there are not as many codes as rows");
  if (!in.refused()) given.transitions.counts = Crosstab(rows);
}

GivenTransitions read_transitions(InputReader& in) {
  GivenTransitions given;
  TransitionOptions options;
  options.skip_repeats = read_flag(in, "skip_repeats");
  options.lag = static_cast<std::size_t>(in.count("lag", 1));
  if (options.lag == 0) in.refuse("lag is 0");
  if (in.has("transitions")) {
    given.transitions.open_diagonal = options.skip_repeats;
    read_transition_table(in, given);
    return given;
  }
  std::vector<std::vector<std::vector<Json>>> sequences;
  if (in.has("sequences"))
    for (const Json& one : in.any("sequences")) sequences.push_back(read_moments(in, one));
  else
    sequences.push_back(read_moments(in, in.any("sequence")));
  given.codes = read_codes(in, sequences);
  if (in.refused()) return {};
  std::vector<Chain> chains;
  for (const auto& moments : sequences) {
    chains.emplace_back();
    for (const auto& codes : moments) {
      chains.back().emplace_back();
      for (const Json& code : codes) chains.back().back().push_back(code_index(in, given.codes, code));
    }
  }
  if (in.refused()) return {};
  given.transitions = count_transitions(chains, given.codes.size(), options);
  return given;
}

template <std::vector<std::optional<double>> (*measure)(const Transitions&)>
Answer cells_of_transitions(InputReader& in, const std::string&) {
  const GivenTransitions given = read_transitions(in);
  return {as_rows(measure(given.transitions), given.codes.size()), {}};
}

Answer counts_of_transitions(InputReader& in, const std::string&) {
  const Crosstab counts = read_transitions(in).transitions.counts;
  Json rows = Json::array();
  for (std::size_t i = 0; i < counts.rows(); ++i) {
    rows.push_back(Json::array());
    for (std::size_t j = 0; j < counts.columns(); ++j) rows.back().push_back(counts.at(i, j));
  }
  return {rows, {}};
}

std::vector<std::optional<double>> transition_shares(const Transitions& transitions) {
  std::vector<std::optional<double>> all;
  for (std::size_t i = 0; i < transitions.counts.rows(); ++i)
    for (std::size_t j = 0; j < transitions.counts.columns(); ++j)
      all.push_back(transition_share(transitions, i, j));
  return all;
}

/// Of the "cells" (pairs of codes) or of all.
Answer yules_q_of(InputReader& in, const std::string&) {
  const GivenTransitions given = read_transitions(in);
  const auto all = yules_q(given.transitions);
  if (!in.has("cells")) return {as_rows(all, given.codes.size()), {}};
  const Json& cells = in.any("cells");
  if (!cells.is_array()) in.refuse("cells is not a list");
  Json chosen = Json::array();
  for (const Json& cell : cells) {
    if (!cell.is_array() || cell.size() != 2) in.refuse("a cell is not a pair of codes");
    if (in.refused()) return {};
    const auto row = static_cast<std::size_t>(code_index(in, given.codes, cell[0])),
               column = static_cast<std::size_t>(code_index(in, given.codes, cell[1]));
    if (in.refused()) return {};
    const auto& one = all[row * given.codes.size() + column];
    chosen.push_back(one ? Json(*one) : Json(nullptr));
  }
  return {chosen, {}};
}

Answer g2_of_transitions(InputReader& in, const std::string&) {
  const auto test = transition_g2(read_transitions(in).transitions);
  if (!test) return {nullptr, "no variation"};
  return {Json{{"g2", test->statistic}, {"df", test->df}, {"p", test->p}}, {}};
}

std::vector<WordSpan> read_word_spans(InputReader& in, const char* name) {
  std::vector<WordSpan> spans;
  for (const Json& one : in.any(name)) {
    const Json nothing = Json::object(), named{{"span", one}};
    InputReader reader(named, nothing);
    const auto ends = reader.counts("span");
    if (ends.size() != 2 || ends[0] > ends[1]) in.refuse(fmt::format("{} has no span [begin, end]", name));
    if (in.refused()) return {};
    spans.push_back({ends[0], ends[1]});
  }
  return spans;
}

Answer lead_of(InputReader& in, const std::string&) {
  const std::int64_t within = in.count("within");
  const auto a = read_word_spans(in, "a"), b = read_word_spans(in, "b");
  if (in.refused()) return {};
  const Lead lead = count_leads(a, b, within);
  const auto share = [](std::optional<double> value) { return value ? Json(*value) : Json(nullptr); };
  return {Json{{"a", lead.a},
               {"a_then_b", lead.a_then_b},
               {"share_a_then_b", share(lead.share_a_then_b())},
               {"b", lead.b},
               {"b_then_a", lead.b_then_a},
               {"share_b_then_a", share(lead.share_b_then_a())}},
          {}};
}

constexpr NamedMeasure sequence_measures[] = {
    {"adjusted_residual_z", Shape::list, sequence_forms,
     "(O - E) / sqrt(E (1 - row/N)(1 - column/N)); Haberman 1973",
     cells_of_transitions<transition_residuals>},
    {"lead", Shape::other, "a, b (lists of [begin, end] in words), within",
     "of the A those with a B that begins at most so many words after, and the reverse", lead_of},
    {"transition_counts", Shape::list, sequence_forms, "how often j is the k-th after i",
     counts_of_transitions},
    {"transition_g2", Shape::list, sequence_forms,
     "2 sum O ln(O/E), df = (k-1)^2, less k if repeats are skipped", g2_of_transitions},
    {"transition_shares", Shape::list, sequence_forms, "O / row total",
     cells_of_transitions<transition_shares>},
    {"yule_q", Shape::list, "sequence, codes, lag, cells; or sequences instead, or transitions",
     "(ad - bc) / (ad + bc), the other codes taken together; Yule 1900", yules_q_of},
};

}  // namespace

std::span<const NamedMeasure> named_sequence_measures() { return sequence_measures; }

}  // namespace gloss::stats
