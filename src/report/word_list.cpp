// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/word_list.h"

#include <fmt/format.h>

#include <algorithm>

#include "report/grouped.h"

namespace gloss::report {

WordCount CountedWord::in(std::int32_t group) const {
  const auto found =
      std::lower_bound(groups.begin(), groups.end(), group,
                       [](const auto& one, std::int32_t wanted) { return one.first < wanted; });
  return found != groups.end() && found->first == group ? found->second : WordCount{};
}

Value per_thousand(std::int64_t part, std::int64_t whole) {
  if (whole <= 0) return std::monostate();
  return 1000 * static_cast<double>(part) / static_cast<double>(whole);
}

std::string WordWords::say(std::string_view english, std::string_view chinese) const {
  return std::string(in_language(head_.language, english, chinese));
}

std::vector<std::string> WordWords::header_lines() const {
  std::vector<std::string> lines{report::header_lines(head_.base, {}, head_.language).front()};
  lines.push_back(
      say(fmt::format("Unit: word; {}, {} different; {}", counted(head_.all.all.frequency, "word", "words"),
                      grouped(head_.all.different), counted(head_.all.all.speakers, "speaker", "speakers")),
          fmt::format("单位：词；共 {} 词，{} 个不同的词；{} 位说话人", grouped(head_.all.all.frequency),
                      grouped(head_.all.different), grouped(head_.all.all.speakers))));
  if (!head_.has_han) return lines;
  std::string terms;
  if (head_.terms > 0)
    terms = say(fmt::format("; {} of the codebook kept whole", counted(head_.terms, "term", "terms")),
                fmt::format("；代码本中的 {} 个词语不拆分", grouped(head_.terms)));
  if (head_.dictionary.empty())
    lines.push_back(say("Chinese words: cut by ICU, as jieba's dictionary is not there "
                        "(apt install python3-jieba, or GLOSS_JIEBA_DICT=FILE)",
                        "中文分词：ICU（未找到 jieba 词典：apt install python3-jieba，或 "
                        "GLOSS_JIEBA_DICT=FILE）") +
                    terms);
  else
    lines.push_back(say("Chinese words: cut by the dictionary of jieba (", "中文分词：jieba 词典（") +
                    head_.dictionary + say(")", "）") + terms);
  return lines;
}

std::string WordWords::group_line(const WordGroup& group) const {
  const WordCount& all = group.all;
  std::string english = group.name + ": " + counted(all.speakers, "speaker", "speakers");
  std::string chinese = fmt::format("{}：{} 位说话人", group.name, grouped(all.speakers));
  if (all.unnamed > 0) {
    english += ", " + counted(all.unnamed, "source", "sources") + " without a name";
    chinese += fmt::format("，{} 个来源无署名", grouped(all.unnamed));
  }
  english += fmt::format("; {}, {}", counted(all.sources, "source", "sources"),
                         counted(all.frequency, "word", "words"));
  chinese += fmt::format("；{} 个来源，{} 词", grouped(all.sources), grouped(all.frequency));
  return say(english, chinese);
}

std::string WordWords::part_of(const WordCount& count, const WordGroup& group) const {
  return fmt::format("{}{}{}", count.users(), say(" of ", "/"), group.all.users());
}

std::string WordWords::lone_user(const WordCount& count) const {
  if (count.users() != 1) return {};
  return count.speakers == 1 ? say("one speaker", "仅一人") : say("one source", "仅一处");
}

std::string WordWords::list_note(const WordList& list) const {
  std::string note;
  if (!list.function_words)
    note = say(fmt::format("Function words (the, and, 的 ...; {} of the words) are not listed but count as "
                           "words; --stop-words keep lists them. ",
                           grouped(list.head.all.function_words)),
               fmt::format("虚词（的、了、the、and 等；共 {} 词）不列出，但计入总词数；--stop-words keep "
                           "可列出。",
                           grouped(list.head.all.function_words)));
  if (list.least > 1)
    note += say(fmt::format("Words that occur fewer than {} times are not listed (--min).", list.least),
                fmt::format("出现少于 {} 次的词不列出（--min）。", list.least));
  return note;
}

Json WordWords::as_json() const {
  Json json{{"different", head_.all.different},
            {"words", head_.all.all.frequency},
            {"speakers", head_.all.all.speakers},
            {"function_words", head_.all.function_words},
            {"chinese_by", !head_.has_han ? Json() : Json(head_.dictionary.empty() ? "icu" : "jieba")},
            {"terms", head_.terms}};
  return json;
}

}  // namespace gloss::report
