// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/keyness_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/grouped.h"

namespace gloss::report {
namespace {

using stats::WhereZero;

/// All that is in other groups.
WordCount rest_of(const WordCount& all, const WordCount& here) {
  WordCount rest;
  rest.frequency = all.frequency - here.frequency;
  rest.speakers = all.speakers - here.only_speakers;
  rest.sources = all.sources - here.only_sources;
  rest.unnamed = all.unnamed - here.only_unnamed;
  return rest;
}

/// Those who make it a keyword.
const WordCount& users_of(const Keyword& keyword) {
  return keyword.log_ratio > 0 ? keyword.here : keyword.rest;
}

/// Of one word in one group, whatever its G2.
std::optional<Keyword> as_keyword(const WordList& list, std::size_t word, std::int32_t group) {
  const WordGroup& its = list.head.groups[static_cast<std::size_t>(group)];
  Keyword keyword{word, group, {}, 0, 0, list.words[word].in(group), {}};
  keyword.rest = rest_of(list.words[word].all, keyword.here);
  keyword.table = {keyword.here.frequency, its.all.frequency, keyword.rest.frequency,
                   list.head.all.all.frequency - its.all.frequency};
  const auto g2 = stats::key_g2(keyword.table);
  const auto log_ratio = stats::log_ratio(keyword.table, WhereZero::add_half);
  if (!g2 || !log_ratio) return std::nullopt;
  keyword.g2 = *g2;
  keyword.log_ratio = *log_ratio;
  return keyword;
}

class KeynessTable {
 public:
  KeynessTable(const WordList& list, const KeynessOptions& options)
      : list_(list), options_(options), words_(list.head), found_(keywords(list, options)) {}

  Table made() {
    table_.title = words_.say("Keywords", "关键词");
    if (!list_.head.by.empty()) table_.title += words_.say(" by ", "，按") + list_.head.by;
    add_head();
    add_columns();
    for (const Keyword& keyword : found_) add_row(keyword);
    choose_text_rows();
    add_notes();
    return std::move(table_);
  }

 private:
  bool several() const { return list_.head.by.empty() ? false : options_.group < 0; }

  void add_head() {
    table_.headers = words_.header_lines();
    table_.head["base"] = as_json(list_.head.base);
    table_.head["words"] = words_.as_json();
    if (!list_.head.by.empty()) table_.head["by"] = list_.head.by;
    table_.head["least_g2"] = options_.least_g2;
    Json groups = Json::array();
    for (const WordGroup& group : list_.head.groups) {
      groups.push_back({{"group", group.name},
                        {"words", group.all.frequency},
                        {"speakers", group.all.speakers},
                        {"sources", group.all.sources}});
      if (group.all.frequency > 0) table_.headers.push_back(words_.group_line(group));
    }
    table_.head["groups"] = std::move(groups);
    table_.head["without_group"] = list_.head.without_group;
    if (list_.head.without_group > 0)
      table_.headers.push_back(
          words_.say(counted(list_.head.without_group, "passage is", "passages are") +
                         " in no group and left out of what follows",
                     fmt::format("{} 个段落未分组，不计入下表", grouped(list_.head.without_group))));
  }

  void add_columns() {
    using enum Column::Kind;
    table_.columns = {{"group", several() ? list_.head.by : "-", text},
                      {"word", words_.say("Word", "词"), text},
                      {"key", "-", text},
                      {"", several() ? "-" : words_.say("Here", "在此组"), text},
                      {"f1", words_.say("f here", "本组频次"), number},
                      {"n1", "-", number},
                      {"f2", words_.say("f rest", "其余频次"), number},
                      {"n2", "-", number},
                      {"g2", "G2", number},
                      {"log_ratio", words_.say("Log ratio", "对数比"), number},
                      {"log_ratio_at_least", words_.say("at least", "至少"), number},
                      {"speakers1", "-", number},
                      {"of_speakers1", "-", number},
                      {"speakers2", "-", number},
                      {"of_speakers2", "-", number},
                      {"", words_.say("Speakers", "说话人"), text},
                      {"", words_.say("of the rest", "其余说话人"), text},
                      {"sources", words_.say("Sources", "来源"), number},
                      {"one_speaker", "-", number},
                      {"", words_.say("Note", "说明"), text}};
  }

  void add_row(const Keyword& keyword) {
    const WordGroup& group = list_.head.groups[static_cast<std::size_t>(keyword.group)];
    const WordGroup rest{"", rest_of(list_.head.all.all, group.all), 0, 0, 0};
    const bool more = keyword.log_ratio > 0, alone = users_of(keyword).users() == 1;
    table_.rows.push_back({group.name,
                           list_.words[keyword.word].word,
                           std::string(more ? "more" : "less"),
                           more ? words_.say("more", "多") : words_.say("less", "少"),
                           keyword.table.f1,
                           keyword.table.n1,
                           keyword.table.f2,
                           keyword.table.n2,
                           keyword.g2,
                           keyword.log_ratio,
                           value_or_none(stats::log_ratio_at_least(keyword.table)),
                           keyword.here.speakers,
                           group.all.speakers,
                           keyword.rest.speakers,
                           rest.all.speakers,
                           words_.part_of(keyword.here, group),
                           words_.part_of(keyword.rest, rest),
                           list_.words[keyword.word].all.sources,
                           std::int64_t{alone},
                           words_.lone_user(users_of(keyword))});
  }

  void choose_text_rows() {
    std::size_t left_out = 0, shown = 0;
    for (std::size_t i = 0; i < found_.size(); ++i) {
      const bool begins = i == 0 || found_[i].group != found_[i - 1].group ||
                          (found_[i].log_ratio > 0) != (found_[i - 1].log_ratio > 0);
      if (begins) shown = 0;
      if (shown++ < options_.top && (found_[i].log_ratio > 0 || !several()))
        table_.text_order.push_back(i);
      else
        ++left_out;
    }
    if (table_.text_order.empty() && !found_.empty()) table_.text_rows = 0;
    if (left_out == 0) return;
    table_.notes.push_back(
        words_.say(fmt::format("{} not shown: --top N, or all with --format csv{}.",
                               counted(left_out, "keyword more is", "keywords more are"),
                               several() ? "; rarer words of a group with --group" : ""),
                   fmt::format("另有 {} 个关键词未显示：--top N，或用 --format csv 输出全部。",
                               grouped(static_cast<std::int64_t>(left_out)))));
  }

  void add_notes() {
    table_.notes.push_back(words_.say(
        fmt::format("Each group is held against all others together. Listed: words with a log-likelihood G2 "
                    "(four cells, Dunning 1993) of at least {} (--least-g2). Log ratio: log2 of the ratio of "
                    "the two rates, 0.5 added to every count; 1 = twice as often, -1 = half as often. At "
                    "least: what it surely is (Evert's LRC, 95 %); 0 = perhaps no difference.",
                    options_.least_g2),
        fmt::format(
            "每组与其余各组合并比较。列出对数似然值 G2（四格，Dunning 1993）不低于 {} 的词"
            "（--least-g2）。对数比：两组频率之比的 log2（各计数加 0.5）；1 = 两倍，-1 = 一半。至少：95% "
            "置信下的保守值（Evert 的 LRC）；0 = 可能并无差别。",
            options_.least_g2)));
    table_.notes.push_back(words_.say(
        "The threshold is no test: words of one interview are not independent, and of thousands of words "
        "many "
        "pass by chance. A word marked 'one speaker' is that speaker's word, not the group's. 3 of 4: "
        "speakers; a source in which nobody is named counts as one.",
        "该阈值不是检验：同一访谈中的词并不独立，且成千上万个词中总有一些偶然超过。标为“仅一人”的词属于该说话"
        "人，不代表该组。3/4：说话人数；无署名的来源按一人计。"));
    if (list_.head.several_languages)
      table_.notes.push_back(words_.say(
          "The sources are in several languages, and groups that speak different ones differ in all their "
          "words. Compare within one: --where 'language = en'.",
          "来源包含多种语言；语言不同的组，其词汇自然不同。请在同一语言内比较：--where 'language = zh'。"));
    if (const std::string note = words_.list_note(list_); !note.empty()) table_.notes.push_back(note);
  }

  const WordList& list_;
  const KeynessOptions& options_;
  const WordWords words_;
  const std::vector<Keyword> found_;
  Table table_;
};

}  // namespace

std::vector<Keyword> keywords(const WordList& list, const KeynessOptions& options) {
  std::vector<Keyword> found;
  for (std::size_t g = 0; g < list.head.groups.size(); ++g) {
    const auto group = static_cast<std::int32_t>(g);
    if (options.group >= 0 && options.group != group) continue;
    const auto begin = static_cast<std::ptrdiff_t>(found.size());
    for (std::size_t word = 0; word < list.words.size(); ++word)
      if (auto keyword = as_keyword(list, word, group); keyword && keyword->g2 >= options.least_g2)
        found.push_back(*keyword);
    std::sort(found.begin() + begin, found.end(), [&](const Keyword& a, const Keyword& b) {
      if ((a.log_ratio > 0) != (b.log_ratio > 0)) return a.log_ratio > 0;
      if (a.log_ratio != b.log_ratio) return std::abs(a.log_ratio) > std::abs(b.log_ratio);
      if (a.g2 != b.g2) return a.g2 > b.g2;
      return list.words[a.word].word < list.words[b.word].word;
    });
  }
  return found;
}

Table keyness_report(const WordList& list, const KeynessOptions& options) {
  return KeynessTable(list, options).made();
}

}  // namespace gloss::report
