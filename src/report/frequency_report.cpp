// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/frequency_report.h"

#include <fmt/format.h>

#include <utility>

#include "report/grouped.h"
#include "stats/proportion.h"

namespace gloss::report {
namespace {

using Kind = Column::Kind;

Value ratio(std::int64_t part, std::int64_t whole, double scale = 1) {
  if (whole <= 0) return std::monostate();
  return scale * static_cast<double>(part) / static_cast<double>(whole);
}

std::vector<int> code_indents(const std::vector<CodeRow>& codes) {
  std::vector<int> indents;
  for (const CodeRow& code : codes)
    indents.push_back(code.parent < 0 ? 0 : indents[static_cast<std::size_t>(code.parent)] + 1);
  return indents;
}

/// "rules checked on 60 passages read: 12 of 15 hits confirmed, 12 of 20 codings of the readers found".
std::string checked_line(std::int64_t read, const stats::Confusion& t, const Wording& say) {
  if (read == 0)
    return say("rules unchecked: nobody has read a source of it", "规则未核对：该组来源尚无人读完");
  const std::int64_t hits = t.tp + t.fp, codings = t.tp + t.fn;
  const std::string confirmed =
      hits == 0 ? say("no hits", "无命中")
                : fmt::format(fmt::runtime(say("{1} of {0} hits confirmed", "{} 处命中中 {} 处得到读者确认")),
                              grouped(hits), grouped(t.tp));
  const std::string found = codings == 0
                                ? say("no codings of the readers", "读者无编码")
                                : fmt::format(fmt::runtime(say("{1} of {0} codings of the readers found",
                                                               "读者的 {} 处编码中规则找到 {} 处")),
                                              grouped(codings), grouped(t.tp));
  return fmt::format(fmt::runtime(say("rules checked on {} read: {}, {}", "规则已核对 {}：{}，{}")),
                     say(counted(read, "passage", "passages"), grouped(read) + " 个已读段落"), confirmed,
                     found);
}

/// What every table of frequencies says of itself.
class FrequencyTable {
 public:
  FrequencyTable(const FrequencyCounter& counter, const FrequencyOptions& options)
      : counter_(counter), options_(options) {
    table =
        headed_table(say("Code frequencies", "代码频次"), counter.base(), counter.record(), options.language);
    if (counter.groups().empty()) return;
    table.title += say(" by ", "，按") + counter.by();
    table.head["by"] = counter.by();
    add_checked_head();
  }

  std::string say(std::string_view english, std::string_view chinese) const {
    return std::string(in_language(options_.language, english, chinese));
  }

  void add_count_columns() {
    table.columns.insert(table.columns.end(), {{"codings", say("Codings", "编码"), Kind::number},
                                               {"passages", say("Passages", "段落"), Kind::bar},
                                               {"sources", say("Sources", "来源"), Kind::number},
                                               {"speakers", say("Speakers", "说话人"), Kind::number},
                                               {"share", say("Share", "占比"), Kind::share}});
    if (options_.intervals)
      table.columns.insert(table.columns.end(), {{"share_low", say("from", "下限"), Kind::share},
                                                 {"share_high", say("to", "上限"), Kind::share}});
    if (options_.words)
      table.columns.insert(table.columns.end(), {{"words", say("Words", "词数"), Kind::number},
                                                 {"coverage", say("Coverage", "覆盖率"), Kind::share},
                                                 {"density", say("Per 1,000", "每千词"), Kind::number}});
  }

  void add_counts(std::vector<Value>& row, const CodeCount& count, const CodeCount& all) const {
    row.insert(row.end(), {count.codings, count.passages, count.sources, count.speakers,
                           ratio(count.passages, all.passages)});
    if (options_.intervals) {
      const auto interval = stats::wilson(count.passages, all.passages);
      row.push_back(interval ? Value(interval->low) : Value());
      row.push_back(interval ? Value(interval->high) : Value());
    }
    if (options_.words)
      row.insert(row.end(),
                 {count.words, ratio(count.words, all.words), ratio(count.codings, all.words, 1000)});
  }

  void add_checked_columns() {
    if (!options_.checked) return;
    table.columns.insert(table.columns.end(), {{"read", say("read", "已读段落"), Kind::number},
                                               {"tp", "TP", Kind::number},
                                               {"fp", "FP", Kind::number},
                                               {"fn", "FN", Kind::number},
                                               {"precision", say("Precision", "查准率"), Kind::share},
                                               {"recall", say("Recall", "查全率"), Kind::share}});
  }

  void add_checked(std::vector<Value>& row, std::size_t code, std::size_t group) const {
    if (!options_.checked) return;
    const stats::Confusion& t = options_.checked->of_codes[code][group];
    const bool any = t.tp + t.fp + t.fn > 0;
    row.emplace_back(options_.checked->read[group]);
    for (const std::int64_t count : {t.tp, t.fp, t.fn}) row.push_back(any ? Value(count) : Value());
    row.insert(row.end(), {ratio(t.tp, t.tp + t.fp), ratio(t.tp, t.tp + t.fn)});
  }

  void add_notes() {
    table.notes.push_back(
        say("A code with codes below it counts what they cover together, each passage once. "
            "Share: of the passages of the base.",
            "上级代码按其下各代码覆盖范围的并集计，每个段落只计一次。占比：占范围内段落的比例。"));
    if (options_.words)
      table.notes.push_back(
          say("Coverage: share of the words of the base that carry the code. Per 1,000: codings per 1,000 "
              "words; a "
              "Chinese character counts as a word.",
              "覆盖率：范围内被编码的词所占比例。每千词：每千词的编码数；汉字每字计一词。"));
    if (options_.intervals)
      table.notes.push_back(say(
          "from, to: Wilson's 95 % interval, as if passages were drawn independently; those of one interview "
          "are "
          "not, and samples of interviews are purposive.",
          "下限、上限：Wilson 95% 区间，假定各段落相互独立；同一访谈的段落并不独立，访谈样本也非随机抽取。"));
    if (options_.checked && !counter_.groups().empty())
      table.notes.push_back(
          say("Rules checked: passage by passage and code by code, in sources that somebody has read to the "
              "end (gloss done); confirmed: coded or accepted by a reader. Where the rules find less in one "
              "group than in another, a difference may be one of vocabulary. Code by code: --format csv.",
              "规则核对：仅限有人读完的来源（gloss done），逐段落、逐代码比较；确认：读者亦编码或已接受。"
              "若规则在某组找到的比例较低，组间差异可能只是用词不同。各代码的数值：--format csv。"));
  }

  Table table;

 private:
  void add_checked_head() {
    if (!options_.checked) return;
    Json groups = Json::array();
    for (std::size_t g = 0; g < counter_.groups().size(); ++g) {
      if (counter_.all(static_cast<std::int32_t>(g)).passages == 0) continue;
      const stats::Confusion& t = options_.checked->pooled[g];
      groups.push_back({{"group", counter_.groups()[g]},
                        {"read", options_.checked->read[g]},
                        {"tp", t.tp},
                        {"fp", t.fp},
                        {"fn", t.fn}});
    }
    table.head["rules_checked"] = std::move(groups);
  }

  const FrequencyCounter& counter_;
  const FrequencyOptions& options_;
};

}  // namespace

Table frequency_report(const FrequencyCounter& counter, const FrequencyOptions& options) {
  FrequencyTable made(counter, options);
  Table& table = made.table;
  const bool by_group = !counter.groups().empty();
  table.columns = {{"code", "-", Kind::text}, {"name", made.say("Code", "代码"), Kind::text}};
  if (by_group) table.columns.push_back({"group", counter.by(), Kind::text});
  made.add_count_columns();
  if (by_group)
    table.columns.insert(table.columns.end(),
                         {{"of_passages", made.say("of passages", "段落总数"), Kind::number},
                          {"of_sources", made.say("of sources", "来源总数"), Kind::number},
                          {"of_speakers", made.say("of speakers", "说话人总数"), Kind::number}});
  if (by_group) made.add_checked_columns();
  const auto indents = code_indents(counter.codes());
  for (std::size_t c = 0; c < counter.codes().size(); ++c) {
    const CodeRow& code = counter.codes()[c];
    const auto groups = static_cast<std::int32_t>(counter.groups().size());
    for (std::int32_t g = by_group ? 0 : -1; g < groups; ++g) {
      const CodeCount& all = counter.all(g);
      if (g >= 0 && all.passages == 0) continue;
      std::vector<Value> row{code.id, shown_name(code)};
      if (by_group) row.emplace_back(counter.groups()[static_cast<std::size_t>(g)]);
      made.add_counts(row, counter.of(c, g), all);
      if (by_group) {
        row.insert(row.end(), {all.passages, all.sources, all.speakers});
        made.add_checked(row, c, static_cast<std::size_t>(g));
      }
      table.rows.push_back(std::move(row));
      table.indents.push_back(indents[c]);
    }
  }
  made.add_notes();
  return std::move(made.table);
}

Table frequency_report(const CodedProject& project, const FrequencyOptions& options) {
  FrequencyCounter counter(project);
  counter.add(project);
  return frequency_report(counter, options);
}

Table group_table(const FrequencyCounter& counter, const FrequencyOptions& options) {
  FrequencyTable made(counter, options);
  Table& table = made.table;
  table.columns = {{"code", "-", Kind::text}, {"name", made.say("Code", "代码"), Kind::text}};
  std::vector<std::int32_t> shown;
  for (std::size_t g = 0; g < counter.groups().size(); ++g) {
    const auto group = static_cast<std::int32_t>(g);
    const CodeCount& all = counter.all(group);
    if (all.passages == 0) continue;
    shown.push_back(group);
    table.columns.push_back({"", counter.groups()[g], Kind::text});
    table.columns.push_back({"", made.say("Share", "占比"), Kind::share});
    std::string line = counter.groups()[g] + ": " + counted(all.speakers, "speaker", "speakers") + ", " +
                       counted(all.sources, "source", "sources") + ", " +
                       counted(all.passages, "passage", "passages");
    if (options.language == "zh")
      line = fmt::format("{}：{} 位说话人，{} 个来源，{} 个段落", counter.groups()[g], grouped(all.speakers),
                         grouped(all.sources), grouped(all.passages));
    if (options.checked)
      line += made.say("; ", "；") +
              checked_line(options.checked->read[g], options.checked->pooled[g], Wording(options.language));
    table.headers.push_back(std::move(line));
  }
  table.indents = code_indents(counter.codes());
  for (std::size_t c = 0; c < counter.codes().size(); ++c) {
    std::vector<Value> row{counter.codes()[c].id, shown_name(counter.codes()[c])};
    for (const std::int32_t group : shown) {
      const CodeCount &all = counter.all(group), &count = counter.of(c, group);
      const bool spoken = all.speakers > 0;
      row.emplace_back(fmt::format("{}{}{}", spoken ? count.speakers : count.sources, made.say(" of ", "/"),
                                   spoken ? all.speakers : all.sources));
      row.push_back(ratio(count.passages, all.passages));
    }
    table.rows.push_back(std::move(row));
  }
  made.add_notes();
  table.notes.push_back(
      made.say("4 of 5: speakers of the group who say it (sources, where nobody is named). Groups of few "
               "speakers differ by "
               "chance; and where groups use other words, a rule may find the one and miss the other.",
               "4/"
               "5：该组说话人中提到者（无说话人时按来源计）。人数很少的组之间会有偶然差异；各组用词不同时，规"
               "则可能只找到其中一组的说法。"));
  return std::move(made.table);
}

}  // namespace gloss::report
