// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/crosstab_report.h"

#include <fmt/format.h>

#include <optional>
#include <utility>

#include "report/grouped.h"
#include "stats/crosstab.h"

namespace gloss::report {
namespace {

using Kind = Column::Kind;

Value value_or_nothing(const std::optional<double>& number) { return number ? Value(*number) : Value(); }

std::string three_decimals(const std::optional<double>& number) {
  return number ? fmt::format("{:.3f}", *number) : "-";
}

std::string p_in_words(const std::optional<double>& p) {
  if (!p) return "-";
  return *p < 0.0005 ? "<.001" : three_decimals(p);
}

/// Lays out one crosstab.
class CrosstabTable {
 public:
  CrosstabTable(const CrosstabCounter& counter, const CrosstabOptions& options)
      : counter_(counter),
        all_(counter.frequencies()),
        options_(options),
        groups_(counter.used_groups()),
        is_chinese_(in_language(options.language, "en", "zh") == "zh") {
    if (options.test)
      tests_ =
          test_presence(counter, {.draws = options.draws, .seed = options.seed, .exact_where_cheap = true});
  }

  Table make() {
    table_.title = say("Codes by ", "代码与变量：") + all_.by();
    add_head();
    add_columns();
    std::vector<int> depths;
    for (std::size_t code = 0; code < all_.codes().size(); ++code) {
      const std::int32_t parent = all_.codes()[code].parent;
      depths.push_back(parent < 0 ? 0 : depths[static_cast<std::size_t>(parent)] + 1);
      add_rows(code, depths.back());
    }
    add_notes();
    return std::move(table_);
  }

 private:
  std::string say(std::string_view english, std::string_view chinese) const {
    return std::string(is_chinese_ ? chinese : english);
  }
  const std::string& name_of_group(std::int32_t group) const {
    return all_.groups()[static_cast<std::size_t>(group)];
  }
  /// "4 against 5", "4, 5 and 3" units of the groups.
  std::string sizes_in_words() const {
    std::vector<std::int64_t> sizes;
    for (const std::int64_t units : tests_->units)
      if (units > 0) sizes.push_back(units);
    if (sizes.size() == 2) return fmt::format("{}{}{}", sizes[0], say(" against ", " 对 "), sizes[1]);
    return fmt::format("{}", fmt::join(sizes, say(", ", "、")));
  }
  std::string unit_in_words() const {
    return tests_->unit == TestUnit::source ? say("sources", "来源") : say("speakers", "说话人");
  }

  void add_head();
  void add_test_head();
  void add_columns();
  void add_rows(std::size_t code, int depth);
  std::string remark_of(const CodeTest& test) const;
  void add_test_cells(std::size_t code, std::size_t group, bool first, std::vector<Value>& row) const;
  void add_notes();

  const CrosstabCounter& counter_;
  const FrequencyCounter& all_;
  const CrosstabOptions& options_;
  const std::vector<std::int32_t> groups_;
  const bool is_chinese_;
  std::optional<PresenceTests> tests_;
  Table table_;
};

void CrosstabTable::add_head() {
  table_.headers = header_lines(all_.base(), all_.record(), options_.language);
  table_.head["base"] = as_json(all_.base());
  table_.head["record"] = as_json(all_.record());
  table_.head["by"] = all_.by();
  table_.head["unit"] = "passage";
  Json groups = Json::array();
  for (const std::int32_t group : groups_) {
    const CodeCount& of_group = all_.all(group);
    const std::string& name = name_of_group(group);
    table_.headers.push_back(
        is_chinese_ ? fmt::format("{}：{} 位说话人，{} 个来源，{} 个段落", name, grouped(of_group.speakers),
                                  grouped(of_group.sources), grouped(of_group.passages))
                    : fmt::format("{}: {}, {}, {}", name, counted(of_group.speakers, "speaker", "speakers"),
                                  counted(of_group.sources, "source", "sources"),
                                  counted(of_group.passages, "passage", "passages")));
    groups.push_back(Json{{"group", name},
                          {"speakers", of_group.speakers},
                          {"sources", of_group.sources},
                          {"passages", of_group.passages}});
  }
  table_.head["groups"] = std::move(groups);
  if (const std::int64_t without = counter_.passages_without_group(); without > 0)
    table_.headers.push_back(
        is_chinese_ ? fmt::format("未设 {}，未列入：{} 个段落", all_.by(), grouped(without))
                    : fmt::format("No {}, left out: {}", all_.by(), counted(without, "passage", "passages")));
  if (tests_) add_test_head();
}

void CrosstabTable::add_test_head() {
  const bool fisher = tests_->groups == 2;
  bool drawn = false;
  for (const CodeTest& test : tests_->codes) drawn = drawn || test.drawn;
  const std::string method =
      fisher  ? say("Fisher's exact test", "Fisher 精确检验")
      : drawn ? fmt::format("{} {}{} {}", say("groups permuted", "分组置换"), grouped(options_.draws),
                            say(" times, seed", " 次，种子"), options_.seed)
              : say("groups permuted, all tables weighed", "分组置换，遍历所有表");
  if (tests_->groups < 2)
    table_.headers.push_back(say("Test: none, for fewer than two groups have ", "检验：无，因为不足两组有") +
                             unit_in_words());
  else
    table_.headers.push_back(fmt::format(
        fmt::runtime(
            say("Test: in how many {} the code occurs ({}); {}; q: Benjamini-Hochberg, codes tested: {}",
                "检验：出现该代码的{}数（{}）；{}；q：Benjamini-Hochberg，检验了 {} 个代码")),
        unit_in_words(), sizes_in_words(), method, tests_->tested));
  const std::int64_t aside = tests_->unit == TestUnit::speaker ? counter_.speakers_of_several_groups() : 0;
  if (aside > 0)
    table_.headers.push_back(is_chinese_ ? fmt::format("属于多个组、未参与检验的说话人：{}", aside)
                                         : fmt::format("In several groups, not tested: {}",
                                                       counted(aside, "speaker", "speakers")));
  table_.head["test"] = Json{{"unit", tests_->unit == TestUnit::source ? "source" : "speaker"},
                             {"method", fisher ? "fisher" : "permutation"},
                             {"draws", options_.draws},
                             {"seed", options_.seed},
                             {"tested", tests_->tested}};
}

void CrosstabTable::add_columns() {
  table_.columns = {{"code", "-", Kind::text},
                    {"name", "-", Kind::text},
                    {"", say("Code", "代码"), Kind::text},
                    {"group", all_.by(), Kind::text},
                    {"", say("Said by", "提到者"), Kind::text},
                    {"speakers", "-", Kind::number},
                    {"of_speakers", "-", Kind::number},
                    {"sources", "-", Kind::number},
                    {"of_sources", "-", Kind::number},
                    {"passages", say("Passages", "段落"), Kind::number},
                    {"of_passages", "-", Kind::number},
                    {"share", say("Share", "占比"), Kind::share},
                    {"residual", say("Residual", "残差"), Kind::number},
                    {"cramers_v", "-", Kind::number},
                    {"", "V", Kind::text}};
  if (!tests_) return;
  const bool sources = tests_->unit == TestUnit::source;
  table_.columns.insert(table_.columns.end(), {{"present", "-", Kind::number},
                                               {"units", "-", Kind::number},
                                               {"", sources ? say("Sources", "来源") : "-", Kind::text},
                                               {"p", "-", Kind::number},
                                               {"q", "-", Kind::number},
                                               {"smallest_p", "-", Kind::number},
                                               {"remark", "-", Kind::text},
                                               {"", "p", Kind::text},
                                               {"", "q", Kind::text}});
}

std::string CrosstabTable::remark_of(const CodeTest& test) const {
  switch (test.reason) {
    case CodeTest::Reason::cannot_reach:
      return say("cannot reach .05 with ", "不可能达到 .05：") + sizes_in_words();
    case CodeTest::Reason::no_variation:
      return tests_->groups < 2 ? say("fewer than two groups", "不足两组") : say("no variation", "无差异");
    case CodeTest::Reason::none:
      break;
  }
  return {};
}

void CrosstabTable::add_test_cells(std::size_t code, std::size_t group, bool first,
                                   std::vector<Value>& row) const {
  const CodeTest& test = tests_->codes[code];
  const stats::GroupPresence& presence = test.groups[group];
  const std::string remark = remark_of(test);
  row.insert(row.end(),
             {presence.present, presence.sources,
              fmt::format("{}{}{}", presence.present, say(" of ", "/"), presence.sources),
              value_or_nothing(test.p), value_or_nothing(test.q), value_or_nothing(test.smallest_p), remark,
              first ? (remark.empty() ? p_in_words(test.p) : remark) : std::string(),
              first ? p_in_words(test.q) : std::string()});
}

void CrosstabTable::add_rows(std::size_t code, int depth) {
  const CodeRow& its = all_.codes()[code];
  const CodeByGroup by_group = code_by_group(counter_, code);
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    const CodeCount &count = all_.of(code, groups_[g]), &of_group = all_.all(groups_[g]);
    const bool first = g == 0;
    std::vector<Value> row{its.id,
                           shown_name(its),
                           first ? shown_name(its) : std::string(),
                           name_of_group(groups_[g]),
                           said_by(counter_, code, groups_[g], options_.language),
                           count.speakers,
                           of_group.speakers,
                           count.sources,
                           of_group.sources,
                           count.passages,
                           of_group.passages,
                           static_cast<double>(count.passages) / static_cast<double>(of_group.passages),
                           value_or_nothing(by_group.residuals[g]),
                           value_or_nothing(by_group.cramers_v),
                           first ? three_decimals(by_group.cramers_v) : std::string()};
    if (tests_) add_test_cells(code, static_cast<std::size_t>(groups_[g]), first, row);
    table_.rows.push_back(std::move(row));
    table_.indents.push_back(first ? depth : 0);
  }
}

void CrosstabTable::add_notes() {
  table_.notes.push_back(say(
      "Said by: speakers of the group who say it (sources, where nobody is named). Share: of the passages "
      "of the group. A code with codes below it counts what they cover together.",
      "提到者：该组说话人中提到者（无说话人时按来源计）。占比：占该组段落的比例。上级代码按其下各代码的并"
      "集计。"));
  table_.notes.push_back(say(
      "Residual: how far the group's passages with the code lie from what they would be if the groups did "
      "not differ, in standard deviations (adjusted, Haberman 1973). V: Cramer's V, 0 = the groups do not "
      "differ, 1 = as much as they can. Both describe; they take each passage for itself, and so look "
      "stronger than few interviews can prove.",
      "残差：该组带有此代码的段落数与各组无差异时的期望之差，以标准差计（调整残差，Haberman "
      "1973）。V：Cramér V，0 = 各组无差异，1 = 差异最大。二者仅作描述，"
      "把每个段落视为独立，因此看起来比少数访谈所能证明的更强。"));
  if (!tests_) return;
  table_.notes.push_back(
      say("Units within one interview are not independent; p therefore counts in how many ",
          "同一访谈内的单位并不独立，故 p 按出现该代码的") +
      unit_in_words() +
      say(" the code occurs, not how often. q: p adjusted for all codes tested; a code and those below it "
          "are "
          "tested each. A code that could not reach .05 whatever had been said is not tested.",
          "数计算，而非次数。q：按所有被检验代码调整后的 p，上级与下级代码分别检验。无论说了什么都不可能达到 "
          ".05 的代码不检验。"));
  const std::int64_t again = tests_->unit == TestUnit::source ? counter_.speakers_of_several_sources() : 0;
  if (again > 0)
    table_.notes.push_back(
        is_chinese_ ? fmt::format("{} 位说话人出现在多个来源中；这些来源彼此并不独立。", again)
                    : fmt::format("{} in several sources; these sources are not independent of each other.",
                                  again == 1 ? "1 speaker speaks" : grouped(again) + " speakers speak"));
}

}  // namespace

std::string said_by(const CrosstabCounter& counter, std::size_t code, std::int32_t group,
                    const std::string& language) {
  const CodeCount &count = counter.frequencies().of(code, group), &all = counter.frequencies().all(group);
  const bool spoken = all.speakers > 0;
  return fmt::format("{}{}{}", spoken ? count.speakers : count.sources, in_language(language, " of ", "/"),
                     spoken ? all.speakers : all.sources);
}

CodeByGroup code_by_group(const CrosstabCounter& counter, std::size_t code) {
  std::vector<std::int64_t> with, all;
  for (const std::int32_t group : counter.used_groups()) {
    with.push_back(counter.frequencies().of(code, group).passages);
    all.push_back(counter.frequencies().all(group).passages);
  }
  const auto table = stats::Crosstab::of_code(with, all);
  CodeByGroup made;
  made.residuals = stats::adjusted_residuals(table);
  made.residuals.resize(with.size());  // the row of those with the code comes first
  made.cramers_v = stats::cramers_v(table);
  return made;
}

Table crosstab_report(const CrosstabCounter& counter, const CrosstabOptions& options) {
  return CrosstabTable(counter, options).make();
}

}  // namespace gloss::report
