// SPDX-License-Identifier: GPL-3.0-or-later
// On what coders differ, unit by unit, and which codes they take for each other.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <map>
#include <tuple>
#include <utility>

#include "report/agreement_report.h"
#include "report/base_lines.h"
#include "report/grouped.h"
#include "report/met_codings.h"

namespace gloss::report {
namespace {

using Kind = Column::Kind;

/// Names of the coders in `which`.
std::string coder_names(const AgreementStudy& study, std::uint64_t which) {
  std::string names;
  for (std::size_t coder = 0; coder < study.coders.size(); ++coder)
    if ((which >> coder & 1) != 0) names += (names.empty() ? "" : "; ") + study.coders[coder].name;
  return names;
}

/// Per code and unit, the first coding of the coder.
std::map<std::pair<std::int32_t, std::size_t>, std::size_t> first_codings(const AgreementStudy& study,
                                                                          std::size_t coder) {
  std::map<std::pair<std::int32_t, std::size_t>, std::size_t> first;
  CodedProject alone = study.project;
  alone.codings = study.codings[coder];
  const auto codings = codings_in_base(alone);
  const auto met_units = units_met(codings, study.units);
  for (std::size_t i = 0; i < codings.size(); ++i)
    for (std::size_t unit = met_units[i].first; unit < met_units[i].last; ++unit)
      first.try_emplace({codings[i].coding->code, unit},
                        static_cast<std::size_t>(codings[i].coding - alone.codings.data()));
  return first;
}

/// The codes of each coder on each unit that somebody coded: [unit][coder], ascending.
std::map<std::size_t, std::vector<std::vector<std::int32_t>>> codes_on_units(const AgreementStudy& study) {
  std::map<std::size_t, std::vector<std::vector<std::int32_t>>> all;
  const auto marks = marks_of(study, false);
  for (std::size_t code = 0; code < marks.size(); ++code)
    for (const UnitMark& mark : marks[code]) {
      auto& of_unit = all[mark.unit];
      of_unit.resize(study.coders.size());
      for (std::size_t coder = 0; coder < of_unit.size(); ++coder)
        if ((mark.coders >> coder & 1) != 0) of_unit[coder].push_back(static_cast<std::int32_t>(code));
    }
  return all;
}

std::vector<std::int32_t> only_in(const std::vector<std::int32_t>& a, const std::vector<std::int32_t>& b) {
  std::vector<std::int32_t> only;
  std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(only));
  return only;
}

constexpr std::int32_t no_code = -1;

struct Confusions {
  std::map<std::array<std::int32_t, 2>, std::int64_t> pairs;  // codes of the one and the other
  std::map<std::int32_t, std::int64_t> only_a, only_b;        // by code: units
};

Confusions confusions_of(const std::map<std::size_t, std::vector<std::vector<std::int32_t>>>& codes,
                         std::size_t a, std::size_t b) {
  Confusions found;
  for (const auto& [unit, of_unit] : codes) {
    auto of_a = only_in(of_unit[a], of_unit[b]), of_b = only_in(of_unit[b], of_unit[a]);
    for (const std::int32_t code : of_a) ++found.only_a[code];
    for (const std::int32_t code : of_b) ++found.only_b[code];
    if (of_unit[a].empty() && !of_b.empty()) of_a.push_back(no_code);
    if (of_unit[b].empty() && !of_a.empty()) of_b.push_back(no_code);
    for (const std::int32_t x : of_a)
      for (const std::int32_t y : of_b) ++found.pairs[{x, y}];
  }
  return found;
}

}  // namespace

std::vector<Disagreement> disagreements_of(const AgreementStudy& study) {
  const auto marks = marks_of(study, false);
  const std::uint64_t everybody = ~std::uint64_t{0} >> (most_coders - study.coders.size());
  std::vector<std::map<std::pair<std::int32_t, std::size_t>, std::size_t>> first;
  for (std::size_t coder = 0; coder < study.coders.size(); ++coder)
    first.push_back(first_codings(study, coder));
  std::vector<Disagreement> all;
  for (std::size_t c = 0; c < marks.size(); ++c)
    for (const UnitMark& mark : marks[c]) {
      if (mark.coders == everybody) continue;
      const auto code = static_cast<std::int32_t>(c);
      const auto coder = static_cast<std::size_t>(std::countr_zero(mark.coders));
      all.push_back({code, mark.unit, mark.coders, coder, first[coder].at({code, mark.unit})});
    }
  return all;
}

Table disagreements_table(const AgreementStudy& study, const std::vector<Disagreement>& disagreements,
                          const std::vector<CodedWords>& words, const AgreementOptions& options) {
  const Wording say(options.language);
  Table table;
  table.title = say("Where the coders differ", "编码者的分歧");
  table.headers = agreement_lines(study, options);
  table.head["unit"] = study.unit;
  table.columns = {{"code", "-", Kind::text},
                   {"name", say("Code", "代码"), Kind::text},
                   {"passage", "-", Kind::text},
                   {"", say("Source", "来源"), Kind::text},
                   {"", say("Passage", "段落"), Kind::number},
                   {"coded_by", say("Coded by", "已编"), Kind::text},
                   {"not_by", say("Not by", "未编"), Kind::text},
                   {"quote", say("Words coded", "所编文字"), Kind::text}};
  const std::uint64_t everybody = ~std::uint64_t{0} >> (most_coders - study.coders.size());
  for (std::size_t d = 0; d < disagreements.size(); ++d) {
    const Disagreement& one = disagreements[d];
    const CodeRow& code = study.project.codes[static_cast<std::size_t>(one.code)];
    const auto& [source, passage, quote] = words[d];
    table.rows.push_back({code.id, shown_name(code),
                          passage == 0 ? source : fmt::format("{}:{}", source, passage), source,
                          passage == 0 ? Value() : Value(passage), coder_names(study, one.coders),
                          coder_names(study, everybody & ~one.coders), quote});
  }
  table.notes.push_back(say(
      "Codes for themselves, without those below them: who gives another code of the same branch is listed "
      "with both. Words: of the first coding by the first who coded it.",
      "各代码只计自身，不含下级：若有人编了同一分支的另一代码，两个代码都会列出。文字：首位编码者的首条编码"
      "。"));
  return table;
}

Table confusion_table(const AgreementStudy& study, const AgreementOptions& options) {
  const Wording say(options.language);
  Table table;
  table.title = say("Codes given by one coder where the other gave another", "同一单位上的不同代码");
  table.headers = agreement_lines(study, options);
  table.head["unit"] = study.unit;
  const auto code_id = [&](std::int32_t code) {
    return code == no_code ? std::string() : study.project.codes[static_cast<std::size_t>(code)].id;
  };
  const auto code_name = [&](std::int32_t code) {
    return code == no_code ? say("(no code)", "（无代码）")
                           : shown_name(study.project.codes[static_cast<std::size_t>(code)]);
  };
  table.columns = {{"coder_a", say("Coder", "编码者"), Kind::text},
                   {"code_a", "-", Kind::text},
                   {"name_a", say("gives", "编为"), Kind::text},
                   {"coder_b", say("Coder", "编码者"), Kind::text},
                   {"code_b", "-", Kind::text},
                   {"name_b", say("gives", "编为"), Kind::text},
                   {"units", say("Units", "单位数"), Kind::bar},
                   {"only_a", say("of", "前者"), Kind::number},
                   {"only_b", say("and", "后者"), Kind::number}};
  const auto codes = codes_on_units(study);
  for (std::size_t a = 0; a < study.coders.size(); ++a)
    for (std::size_t b = a + 1; b < study.coders.size(); ++b) {
      const Confusions found = confusions_of(codes, a, b);
      std::vector<std::pair<std::array<std::int32_t, 2>, std::int64_t>> pairs(found.pairs.begin(),
                                                                              found.pairs.end());
      std::stable_sort(pairs.begin(), pairs.end(),
                       [](const auto& x, const auto& y) { return x.second > y.second; });
      const auto only = [](const std::map<std::int32_t, std::int64_t>& units, std::int32_t code) {
        return code == no_code ? Value() : Value(units.at(code));
      };
      for (const auto& [pair, units] : pairs)
        table.rows.push_back({study.coders[a].name, code_id(pair[0]), code_name(pair[0]),
                              study.coders[b].name, code_id(pair[1]), code_name(pair[1]), units,
                              only(found.only_a, pair[0]), only(found.only_b, pair[1])});
    }
  table.notes.push_back(say(
      "Units: where the one gives only the first of the two codes and the other only the second; of, and: "
      "all units to which only that coder gives that code. (no code): this coder gives the unit none. "
      "Codes for themselves, without those below them.",
      "单位数：一人只编前一代码、另一人只编后一代码的单位；前者、后者：只有该编码者编有该代码的单位总数。"
      "（无代码）：该编码者未编任何代码。各代码只计自身，不含下级。"));
  return table;
}

}  // namespace gloss::report
