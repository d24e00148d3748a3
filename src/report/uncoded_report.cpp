// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/uncoded_report.h"

#include <fmt/format.h>

#include <algorithm>

#include "report/grouped.h"
#include "report/met_codings.h"

namespace gloss::report {
namespace {

Json share_of(std::int64_t part, std::int64_t whole) {
  return whole > 0 ? Json(static_cast<double>(part) / static_cast<double>(whole)) : Json(nullptr);
}

std::string per_cent(std::int64_t part, std::int64_t whole) {
  if (whole <= 0) return "-";
  return fmt::format("{:.1f} %", 100 * static_cast<double>(part) / static_cast<double>(whole));
}

}  // namespace

void UncodedCounter::add(const CodedProject& part) {
  const auto codings = codings_in_base(part);
  base_ += count_base(part);
  record_ += count_record(part, codings);
  std::vector<bool> met(part.base.size(), false);
  std::uint32_t covered_to = 0;
  std::int32_t source = -1;
  for (const MetCoding& one : codings) {
    if (one.coding->source != source) covered_to = 0;
    source = one.coding->source;
    for (std::size_t p = one.passages.first; p < one.passages.last; ++p) {
      met[p] = true;
      const BasePassage& passage = part.base[p];
      const std::uint32_t first = std::max({one.coding->first_word, passage.first_word, covered_to});
      const std::uint32_t past = std::min(one.coding->past_word, passage.past_word);
      if (first >= past) continue;
      coded_words_ += past - first;
      covered_to = past;
    }
  }
  for (std::size_t p = 0; p < part.base.size(); ++p) {
    const BasePassage& passage = part.base[p];
    const std::uint32_t words = passage.past_word - passage.first_word;
    words_ += words;
    if (!met[p]) passages_.push_back({passage.place.source, passage.first_word, words});
  }
}

std::int64_t UncodedCounter::words_of_passages() const {
  std::int64_t words = 0;
  for (const UncodedPassage& passage : passages_) words += passage.words;
  return words;
}

Table uncoded_report(const UncodedCounter& counter, const std::vector<UncodedText>& passages,
                     const std::string& language) {
  using Kind = Column::Kind;
  const auto say = [&](std::string_view english, std::string_view chinese) {
    return std::string(in_language(language, english, chinese));
  };
  const std::int64_t uncoded = counter.words_of_passages(), without = counter.words() - counter.coded_words();
  const auto count = static_cast<std::int64_t>(counter.passages().size());
  Table table;
  table.title = say("What no code catches", "未被任何代码覆盖的内容");
  table.headers = header_lines(counter.base(), counter.record(), language);
  table.headers.push_back(fmt::format(
      fmt::runtime(say(
          "Without any code: {} of {} passages, {} of their words; outside of all codings: {} of all words",
          "无任何代码：{}/{} 个段落，占词数 {}；编码之外的词：{}")),
      grouped(count), grouped(counter.base().passages), per_cent(uncoded, counter.words()),
      per_cent(without, counter.words())));
  table.head["base"] = as_json(counter.base());
  table.head["record"] = as_json(counter.record());
  table.head["uncoded"] = Json{{"passages", count},
                               {"words", uncoded},
                               {"share_of_words", share_of(uncoded, counter.words())},
                               {"words_without_code", without},
                               {"share_without_code", share_of(without, counter.words())}};
  table.columns = {{"passage", say("Passage", "段落"), Kind::text},
                   {"speaker", say("Speaker", "说话人"), Kind::text},
                   {"words", say("Words", "词数"), Kind::number},
                   {"text", say("Text", "文本"), Kind::text}};
  for (const UncodedText& one : passages)
    table.rows.push_back({one.passage, one.speaker, one.words, one.text});
  table.notes.push_back(
      say("The longest passages without a code come first: to read next. Words: a Chinese character counts "
          "as one. That a "
          "passage has no code means that it is not coded only where somebody has read it (gloss done).",
          "无代码的段落按长度排列，供下一步阅读。汉字每字计一词。没有代码不等于“不属于任何代码”，除非有人读过"
          "（gloss done）。"));
  return table;
}

}  // namespace gloss::report
