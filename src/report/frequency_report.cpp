// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/frequency_report.h"

#include <fmt/format.h>

#include <algorithm>
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

/// What every table of frequencies says of itself.
class FrequencyTable {
 public:
  FrequencyTable(const FrequencyCounter& counter, const FrequencyOptions& options)
      : counter_(counter), options_(options) {
    table.title = say("Code frequencies", "代码频次");
    table.headers = header_lines(counter.base(), counter.record(), options.language);
    table.head["base"] = as_json(counter.base());
    table.head["record"] = as_json(counter.record());
    if (counter.groups().empty()) return;
    table.title += say(" by ", "，按") + counter.by();
    table.head["by"] = counter.by();
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
  }

  Table table;

 private:
  const FrequencyCounter& counter_;
  const FrequencyOptions& options_;
};

}  // namespace

FrequencyCounter::FrequencyCounter(const CodedProject& head)
    : codes_(head.codes),
      groups_(head.groups),
      by_(head.by),
      ancestry_(codes_),
      counts_((codes_.size() + 1) * (groups_.size() + 1)) {}

void FrequencyCounter::meet_passage(Running& running, const BasePassage& passage) {
  if (running.last_source != passage.place.source) {
    ++running.count.sources;
    running.words_to = 0;
  }
  running.last_source = passage.place.source;
  ++running.count.passages;
  if (passage.person < 0) return;
  const auto person = static_cast<std::size_t>(passage.person);
  if (running.persons.size() <= person) running.persons.resize(person + 1);
  if (!running.persons[person]) ++running.count.speakers;
  running.persons[person] = true;
}

/// Counts the coding once, and those passages and words of the group that are not counted yet.
void FrequencyCounter::meet(Running& running, const CodedProject& part, const MetCoding& met,
                            std::int32_t group) {
  const CodedSpan& coding = *met.coding;
  if (running.last_span != nullptr && running.last_span->source == coding.source &&
      running.last_span->span == coding.span)
    return;
  bool any = false;
  for (std::size_t p = met.passages.first; p < met.passages.last; ++p) {
    const BasePassage& passage = part.base[p];
    if (group >= 0 && passage.group != group) continue;
    any = true;
    if (p >= running.passages_to) {
      meet_passage(running, passage);
      running.passages_to = p + 1;
    }
    const std::uint32_t first = std::max({coding.first_word, passage.first_word, running.words_to});
    const std::uint32_t past = std::min(coding.past_word, passage.past_word);
    if (first >= past) continue;
    running.count.words += past - first;
    running.words_to = past;
  }
  if (!any) return;
  running.last_span = &coding;
  ++running.count.codings;
}

void FrequencyCounter::count_base_of(const CodedProject& part) {
  const auto count = [&](std::int32_t group, const BasePassage& passage) {
    Running& running = counts_[slot(codes_.size(), group)];
    meet_passage(running, passage);
    running.count.words += passage.past_word - passage.first_word;
  };
  for (const BasePassage& passage : part.base) {
    count(-1, passage);
    if (passage.group >= 0) count(passage.group, passage);
  }
}

void FrequencyCounter::add(const CodedProject& part) {
  const auto codings = codings_in_base(part);
  base_ += count_base(part);
  record_ += count_record(part, codings);
  for (Running& running : counts_) {
    running.last_span = nullptr;
    running.passages_to = 0;
    running.last_source = -1;
  }
  count_base_of(part);
  std::vector<std::int32_t> groups;
  for (const MetCoding& met : codings) {
    groups.assign(1, -1);
    for (std::size_t p = met.passages.first; p < met.passages.last && !groups_.empty(); ++p)
      if (const std::int32_t group = part.base[p].group;
          std::find(groups.begin(), groups.end(), group) == groups.end())
        groups.push_back(group);
    for (const std::int32_t code : ancestry_.upward(met.coding->code))
      for (const std::int32_t group : groups)
        meet(counts_[slot(static_cast<std::size_t>(code), group)], part, met, group);
  }
}

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
      if (by_group) row.insert(row.end(), {all.passages, all.sources, all.speakers});
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
