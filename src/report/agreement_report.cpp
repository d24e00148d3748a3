// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/agreement_report.h"

#include <fmt/format.h>

#include <utility>

#include "report/base_lines.h"
#include "report/grouped.h"

namespace gloss::report {
namespace {

using Kind = Column::Kind;

constexpr double high_percent = 0.8, low_alpha = 0.5;

Value value_if_any(const std::optional<double>& number) { return number ? Value(*number) : Value(); }

bool is_skewed(const CodeAgreement& one) {
  return one.percent && one.alpha.value && *one.percent >= high_percent && *one.alpha.value < low_alpha;
}

/// The name of the unit, in the plural.
std::string units_in_words(const AgreementStudy& study, std::string_view language) {
  const bool chinese = in_language(language, "en", "zh") == "zh";
  if (study.characters) return chinese ? "字符" : "characters";
  if (study.unit == "sentence") return chinese ? "句子" : "sentences";
  if (study.unit == "source") return chinese ? "来源" : "sources";
  return chinese ? "段落" : "passages";
}

/// Lays out the figures.
class AgreementFigures {
 public:
  AgreementFigures(const AgreementStudy& study, const Agreement& agreement, const AgreementOptions& options)
      : study_(study), agreement_(agreement), options_(options), two_(study.coders.size() == 2) {}

  Table make() {
    table_.title = say("Agreement of coders", "编码者一致性");
    table_.headers = agreement_lines(study_, options_);
    table_.headers.push_back(is_chinese() ? fmt::format("比较：{} 个{}，{} 个来源", grouped(agreement_.units),
                                                        units_in_words(study_, options_.language),
                                                        grouped(agreement_.sources))
                                          : fmt::format("Compared: {} {} of {}", grouped(agreement_.units),
                                                        units_in_words(study_, options_.language),
                                                        counted(agreement_.sources, "source", "sources")));
    if (options_.intervals) table_.headers.push_back(interval_line());
    add_head();
    add_columns();
    std::vector<int> depths;
    const auto& codes = study_.project.codes;
    for (std::size_t code = 0; code < codes.size(); ++code) {
      const std::int32_t parent = codes[code].parent;
      depths.push_back(parent < 0 ? 0 : depths[static_cast<std::size_t>(parent)] + 1);
      add_row(codes[code].id, shown_name(codes[code]), agreement_.codes[code], agreement_.units);
    }
    table_.indents = std::move(depths);
    add_row("", say("All codes together", "全部代码"), agreement_.all,
            agreement_.units * static_cast<std::int64_t>(codes.size()));
    table_.indents.push_back(0);
    add_notes();
    return std::move(table_);
  }

 private:
  bool is_chinese() const { return in_language(options_.language, "en", "zh") == "zh"; }
  std::string say(std::string_view english, std::string_view chinese) const {
    return std::string(is_chinese() ? chinese : english);
  }
  std::string interval_line() const {
    if (agreement_.sources < fewest_sources_for_intervals)
      return say("No intervals: fewer than five sources", "无区间：来源少于五个");
    return is_chinese()
               ? fmt::format("下限、上限：alpha 的 95% 区间，对来源重复抽样 2,000 次，种子 {}", options_.seed)
               : fmt::format("from, to: 95 % of alpha, the sources drawn again 2,000 times, seed {}",
                             options_.seed);
  }
  void add_head();
  void add_columns();
  void add_row(const std::string& code, const std::string& name, const CodeAgreement& one,
               std::int64_t units);
  std::string remark_of(const CodeAgreement& one) const;
  void add_notes();

  const AgreementStudy& study_;
  const Agreement& agreement_;
  const AgreementOptions& options_;
  const bool two_;
  Table table_;
};

void AgreementFigures::add_head() {
  table_.head["base"] = as_json(count_base(study_.project));
  table_.head["unit"] = study_.characters ? "characters" : study_.unit;
  Json coders = Json::array();
  for (const ComparedCoder& coder : study_.coders)
    coders.push_back(Json{{"coder", coder.name}, {"rules", coder.is_rules}, {"not_blind", coder.not_blind}});
  table_.head["coders"] = std::move(coders);
  table_.head["units"] = agreement_.units;
  table_.head["sources"] = agreement_.sources;
  table_.head["left_out"] = study_.left_out;
  table_.head["set_aside"] = study_.set_aside;
  if (options_.intervals)
    table_.head["intervals"] =
        Json{{"level", stats::usual_level}, {"resamples", agreement_resamples}, {"seed", options_.seed}};
}

void AgreementFigures::add_columns() {
  const bool between = options_.intervals && agreement_.sources >= fewest_sources_for_intervals;
  table_.columns = {{"code", "-", Kind::text}, {"name", say("Code", "代码"), Kind::text}};
  for (const ComparedCoder& coder : study_.coders)
    table_.columns.push_back({"coded_" + coder.name, shown_coder(coder), Kind::number});
  table_.columns.insert(table_.columns.end(),
                        {{"any", "-", Kind::number},
                         {"all", say("All", "皆编"), Kind::number},
                         {"units", "-", Kind::number},
                         {"percent", say("Agree", "一致"), Kind::share},
                         {"alpha", "Alpha", Kind::number},
                         {"alpha_low", between ? say("from", "下限") : "-", Kind::number},
                         {"alpha_high", between ? say("to", "上限") : "-", Kind::number},
                         {"kappa", two_ ? "Kappa" : "-", Kind::number},
                         {"kappa_low", "-", Kind::number},
                         {"kappa_high", "-", Kind::number},
                         {"ac1", "-", Kind::number},
                         {"remark", "-", Kind::text},
                         {"", say("Remark", "备注"), Kind::text}});
}

std::string AgreementFigures::remark_of(const CodeAgreement& one) const {
  if (!one.alpha.value) return say("no variation", "无差异");
  return is_skewed(one) ? say("high agreement, skewed categories", "一致率高，类别偏斜") : std::string();
}

void AgreementFigures::add_row(const std::string& code, const std::string& name, const CodeAgreement& one,
                               std::int64_t units) {
  std::vector<Value> row{code, name};
  for (const std::int64_t coded : one.coded) row.emplace_back(coded);
  row.insert(row.end(), {one.any, one.all, units, value_if_any(one.percent)});
  for (const Figure* figure : {&one.alpha, &one.kappa}) {
    row.push_back(value_if_any(figure->value));
    row.push_back(figure->interval ? Value(figure->interval->low) : Value());
    row.push_back(figure->interval ? Value(figure->interval->high) : Value());
  }
  const std::string remark = remark_of(one);
  row.push_back(value_if_any(one.ac1));
  row.emplace_back(remark);
  row.emplace_back(is_skewed(one) && one.ac1 ? fmt::format("AC1 {:.3f}: {}", *one.ac1, remark) : remark);
  table_.rows.push_back(std::move(row));
}

void AgreementFigures::add_notes() {
  table_.notes.push_back(
      is_chinese()
          ? fmt::format(
                "每位编码者名下：其编有该代码的{0}数；皆编：所有人都编了的。一致：判断相同的{0}所占比例"
                "（两人以上取各对平均），双方均未编也算一致。上级代码按其下各代码的并集计。",
                units_in_words(study_, options_.language))
          : fmt::format("Under each coder: {0} with the code; All: those to which all gave it. Agree: share "
                        "of the {0} "
                        "judged alike (more than two coders: mean over pairs); that nobody gives a code is "
                        "agreement, "
                        "too. A code with codes below it counts what they cover together.",
                        units_in_words(study_, options_.language)));
  table_.notes.push_back(
      study_.characters
          ? say("Alpha: Krippendorff's u-alpha of the spans, 1 - Do/De, gaps included. Kappa: Cohen's over "
                "characters, which are not independent of each other.",
                "Alpha：Krippendorff 的 u-alpha（片段，含空隙），1 - "
                "Do/De。Kappa：按字符计的 Cohen kappa；字符之间并不独立。")
          : say("Alpha: Krippendorff's, each code as given or not, 1 - Do/De. Kappa: Cohen's. 0 = as by "
                "chance, "
                "1 = always alike; \"no variation\": all always judged alike, so chance has no say.",
                "Alpha：Krippendorff alpha（有/无该代码），1 - Do/De。Kappa：Cohen kappa。0 = "
                "与随机相当，1 = 完全一致；“无差异”：所有判断都相同，无从与随机相比。"));
  table_.notes.push_back(say(
      "All codes together: alpha = 1 - sum Do / sum De over the codes, each for itself without those below "
      "it; Agree is the mean over the codes that somebody gave.",
      "全部代码：alpha = 1 - ΣDo / ΣDe，各代码只计自身，不含下级；一致为有人使用的代码的平均。"));
}

}  // namespace

std::string shown_coder(const ComparedCoder& coder) {
  return coder.not_blind > 0 ? coder.name + "*" : coder.name;
}

std::vector<std::string> agreement_lines(const AgreementStudy& study, const AgreementOptions& options) {
  const bool chinese = in_language(options.language, "en", "zh") == "zh";
  const BaseCounts base = count_base(study.project);
  std::vector<std::string> lines{header_lines(base, {}, options.language).front()};
  if (!base.only.empty()) lines.push_back((chinese ? "仅：" : "Only: ") + base.only);
  std::vector<std::string> names;
  std::string seeing;
  for (const ComparedCoder& coder : study.coders) {
    names.push_back(shown_coder(coder));
    if (coder.not_blind > 0)
      seeing += fmt::format("{}{} {}", seeing.empty() ? "" : ", ", coder.name, coder.not_blind);
  }
  lines.push_back(fmt::format(
      "{}{}", chinese ? "编码者，所有人都完成的来源：" : "Coders, on sources that all have done: ",
      fmt::join(names, chinese ? "、" : ", ")));
  if (!seeing.empty())
    lines.push_back((chinese ? "* 知道规则或他人的编码（来源数："
                             : "* had seen what the rules or others coded (sources: ") +
                    seeing +
                    (chinese ? "）：不独立，一致性偏高" : "): not independent, agreement is flattered"));
  if (study.left_out > 0)
    lines.push_back(chinese ? fmt::format("只有部分人完成、未列入：{} 个来源", study.left_out)
                            : fmt::format("Done by some only, left out: {}",
                                          counted(study.left_out, "source", "sources")));
  if (study.set_aside > 0)
    lines.push_back(chinese ? fmt::format("基于旧文本、未计入：{} 条编码", study.set_aside)
                            : fmt::format("In an earlier version of a text, not counted: {}",
                                          counted(study.set_aside, "coding", "codings")));
  return lines;
}

Table agreement_report(const AgreementStudy& study, const Agreement& agreement,
                       const AgreementOptions& options) {
  return AgreementFigures(study, agreement, options).make();
}

}  // namespace gloss::report
