// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/uncoded_report.h"

#include <fmt/format.h>

#include <algorithm>

#include "report/grouped.h"
#include "report/keyness_report.h"
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

/// "rain 12/3, river 9/0".
std::string listed_words(const std::vector<TypicalWord>& typical, const Wording& say) {
  std::string list;
  for (const TypicalWord& one : typical)
    list += fmt::format("{}{} {}/{}", list.empty() ? "" : say(", ", "、"), one.word, grouped(one.table.f1),
                        grouped(one.table.f2));
  return list.empty() ? say("none stands out", "无突出者") : list;
}

Json json_words(const std::vector<TypicalWord>& typical) {
  Json words = Json::array();
  for (const auto& [word, table, g2, log_ratio] : typical)
    words.push_back({{"word", word},
                     {"f1", table.f1},
                     {"n1", table.n1},
                     {"f2", table.f2},
                     {"n2", table.n2},
                     {"g2", g2},
                     {"log_ratio", log_ratio}});
  return words;
}

std::vector<std::string> notes_of(const Wording& say) {
  return {
      say("The longest passages without a code come first: to read next. Words: a Chinese character counts "
          "as one. That a passage has no code means that it is not coded only where somebody has read it "
          "(gloss done).",
          "无代码的段落按长度排列，供下一步阅读。汉字每字计一词。没有代码不等于“不属于任何代码”，除非有人读过"
          "（gloss done）。"),
      say(fmt::format("Typical words: those that mark passages without a code against passages with one, "
                      "as gloss report keyness lists them (G2 of at least {}, then log ratio), function "
                      "words left out and Chinese cut into words. Some may be one speaker's.",
                      usual_least_g2),
          fmt::format("典型词：无代码段落相对有代码段落的关键词，算法同 gloss report keyness（G2 不低于 {}，"
                      "再按对数比排列），不含虚词，汉语已分词；有的词可能只是某一位说话人的。",
                      usual_least_g2))};
}

}  // namespace

std::vector<bool> UncodedCounter::add(const CodedProject& part) {
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
  return met;
}

std::int64_t UncodedCounter::words_of_passages() const {
  std::int64_t words = 0;
  for (const UncodedPassage& passage : passages_) words += passage.words;
  return words;
}

Table uncoded_report(const UncodedCounter& counter, const std::vector<UncodedText>& passages,
                     const std::vector<TypicalWord>& typical, const std::string& language) {
  using Type = Column::Kind;
  const Wording say(language);
  const std::int64_t uncoded = counter.words_of_passages(), without = counter.words() - counter.coded_words();
  const auto count = static_cast<std::int64_t>(counter.passages().size());
  Table table = headed_table(say("What no code catches", "未被任何代码覆盖的内容"), counter.base(),
                             counter.record(), language);
  table.headers.push_back(fmt::format(
      fmt::runtime(say(
          "Without any code: {} of {} passages, {} of their words; outside of all codings: {} of all words",
          "无任何代码：{}/{} 个段落，占词数 {}；编码之外的词：{}")),
      grouped(count), grouped(counter.base().passages), per_cent(uncoded, counter.words()),
      per_cent(without, counter.words())));
  table.headers.push_back(
      say("Typical words (times without / with a code): ", "典型词（无代码/有代码段落中的次数）：") +
      listed_words(typical, say));
  table.head["uncoded"] = Json{{"passages", count},
                               {"words", uncoded},
                               {"share_of_words", share_of(uncoded, counter.words())},
                               {"words_without_code", without},
                               {"share_without_code", share_of(without, counter.words())},
                               {"typical_words", json_words(typical)}};
  table.columns = {{"passage", say("Passage", "段落"), Type::text},
                   {"speaker", say("Speaker", "说话人"), Type::text},
                   {"words", say("Words", "词数"), Type::number},
                   {"text", say("Text", "文本"), Type::text}};
  for (const UncodedText& one : passages)
    table.rows.push_back({one.passage, one.speaker, one.words, one.text});
  table.notes = notes_of(say);
  return table;
}

}  // namespace gloss::report
