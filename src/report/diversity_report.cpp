// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/diversity_report.h"

namespace gloss::report {

Table diversity_report(const WordHead& head, const std::vector<SpeakerDiversity>& rows) {
  using enum Column::Kind;
  const WordWords words(head);
  Table table;
  const bool by_group = !head.by.empty();
  table.title = by_group ? words.say("Word diversity by ", "词汇多样性，按") + head.by
                         : words.say("Word diversity by speaker", "词汇多样性，按说话人");
  table.headers = words.header_lines();
  table.head["base"] = as_json(head.base);
  table.head["words"] = words.as_json();
  if (by_group) table.head["by"] = head.by;
  table.columns = {
      by_group ? Column{"group", head.by, text} : Column{"speaker", words.say("Speaker", "说话人"), text},
      {"words", words.say("Words", "词数"), bar},
      {"different", words.say("Different", "不同词数"), number},
      {"mattr", "MATTR(50)", number},
      {"mtld", "MTLD", number},
      {"ttr", "TTR", number},
      {"sources", words.say("Sources", "来源"), number}};
  if (by_group) table.columns.push_back({"speakers", words.say("Speakers", "说话人"), number});
  for (const SpeakerDiversity& one : rows) {
    const std::string name =
        one.source.empty() ? one.name : words.say("(no speaker) ", "（无说话人）") + one.source;
    table.rows.push_back({name, one.words, one.different, value_or_none(one.mattr), value_or_none(one.mtld),
                          value_or_none(one.ttr), one.sources});
    if (by_group) table.rows.back().emplace_back(one.speakers);
  }
  table.notes.push_back(words.say(
      "MATTR(50): mean share of different words in all stretches of 50 words in a row (Covington & McFall "
      "2010); - for fewer words. MTLD: how many words in a row keep the share of different ones above 0.72, "
      "forward and backward (McCarthy & Jarvis 2010). All words count, function words and numbers, too.",
      "MATTR(50)：每连续 50 词中不同词所占比例的均值（Covington & McFall 2010）；不足 50 词为 "
      "-。MTLD：不同词比例保持在 0.72 以上的平均词数，正反两向取均值（McCarthy & Jarvis "
      "2010）。所有词都计入，包括虚词和数字。"));
  table.notes.push_back(words.say(
      "TTR, different words / words, falls the more somebody says: never compare rows of unequal length by "
      "it. MTLD of fewer than 100 words is unsure, and English and Chinese words cannot be compared.",
      "TTR（不同词数／词数）随说话量增加而下降：长度不等的行不可用它比较。不足 100 词时 MTLD "
      "不稳定；中英文的词不可相互比较。"));
  return table;
}

}  // namespace gloss::report
