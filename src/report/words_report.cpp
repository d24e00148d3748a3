// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/words_report.h"

#include <utility>

namespace gloss::report {
namespace {

Table begun_words_table(const WordList& list, const WordWords& words, std::size_t text_rows) {
  Table table;
  table.title = words.say("Words", "词频");
  if (!list.head.by.empty()) table.title += words.say(" by ", "，按") + list.head.by;
  table.headers = words.header_lines();
  table.head["base"] = as_json(list.head.base);
  table.head["words"] = words.as_json();
  if (!list.head.by.empty()) table.head["by"] = list.head.by;
  table.text_rows = text_rows;
  return table;
}

void end_words_table(const WordList& list, const WordWords& words, Table& table) {
  const bool by_group = !list.head.groups.empty();
  table.notes.push_back(
      by_group
          ? words.say("Per 1,000: of the words of the group, function words included. 3 of 4: speakers "
                      "of the group who use the word; a source in which nobody is named counts as one.",
                      "每千词：占该组总词数（含虚词）的千分比。3/"
                      "4：该组中使用该词的说话人数；无署名的来源按一人计。")
          : words.say("Per 1,000: of all words of the base, function words included. Speakers, "
                      "sources: who uses the word, in how many sources.",
                      "每千词：占范围内总词数（含虚词）的千分比。说话人、来源：使用该词的人数与来源数。"));
  table.notes.back() += words.say(" A word that one speaker uses says something about that speaker only.",
                                  "仅一人使用的词只说明该说话人。");
  if (const std::string note = words.list_note(list); !note.empty()) table.notes.push_back(note);
}

}  // namespace

Table words_report(const WordList& list, std::size_t text_rows) {
  using enum Column::Kind;
  const WordWords words(list.head);
  Table table = begun_words_table(list, words, text_rows);
  const bool by_group = !list.head.groups.empty();
  table.columns = {{"word", words.say("Word", "词"), text}};
  if (by_group) table.columns.push_back({"group", list.head.by, text});
  table.columns.insert(table.columns.end(), {{"frequency", words.say("Frequency", "频次"), bar},
                                             {"per_1000", words.say("Per 1,000", "每千词"), number},
                                             {"speakers", words.say("Speakers", "说话人"), number}});
  if (by_group) table.columns.push_back({"of_speakers", words.say("of speakers", "说话人总数"), number});
  table.columns.push_back({"sources", words.say("Sources", "来源"), number});
  table.columns.push_back(by_group ? Column{"of_sources", words.say("of sources", "来源总数"), number}
                                   : Column{"", words.say("Note", "说明"), text});
  for (const CountedWord& word : list.words) {
    if (!by_group)
      table.rows.push_back({word.word, word.all.frequency,
                            per_thousand(word.all.frequency, list.head.all.all.frequency), word.all.speakers,
                            word.all.sources, words.lone_user(word.all)});
    for (const auto& [number_of_group, count] : word.groups) {
      const WordGroup& group = list.head.groups[static_cast<std::size_t>(number_of_group)];
      table.rows.push_back({word.word, group.name, count.frequency,
                            per_thousand(count.frequency, group.all.frequency), count.speakers,
                            group.all.speakers, count.sources, group.all.sources});
    }
  }
  end_words_table(list, words, table);
  return table;
}

Table words_by_group(const WordList& list, std::size_t text_rows) {
  using enum Column::Kind;
  const WordWords words(list.head);
  Table table = begun_words_table(list, words, text_rows);
  table.columns = {{"word", words.say("Word", "词"), text},
                   {"frequency", words.say("Frequency", "频次"), number}};
  std::vector<std::int32_t> shown;
  for (std::size_t g = 0; g < list.head.groups.size(); ++g) {
    const WordGroup& group = list.head.groups[g];
    if (group.all.frequency == 0) continue;
    shown.push_back(static_cast<std::int32_t>(g));
    table.columns.push_back({"", group.name, number});
    table.columns.push_back({"", words.say("Speakers", "说话人"), text});
    table.headers.push_back(words.group_line(group));
  }
  for (const CountedWord& word : list.words) {
    std::vector<Value> row{word.word, word.all.frequency};
    for (const std::int32_t g : shown) {
      const WordGroup& group = list.head.groups[static_cast<std::size_t>(g)];
      const WordCount count = word.in(g);
      row.push_back(per_thousand(count.frequency, group.all.frequency));
      row.emplace_back(words.part_of(count, group));
    }
    table.rows.push_back(std::move(row));
  }
  end_words_table(list, words, table);
  if (list.head.without_group > 0)
    table.notes.push_back(
        words.say("Frequency counts the passages without a group, too: ", "频次也计入未分组的段落：") +
        std::to_string(list.head.without_group) + words.say(".", "。"));
  return table;
}

}  // namespace gloss::report
