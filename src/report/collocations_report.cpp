// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/collocations_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "report/grouped.h"
#include "stats/collocation.h"

namespace gloss::report {
namespace {

class CollocationsTable {
 public:
  CollocationsTable(const Collocations& all, std::size_t text_rows) : all_(all), words_(all.head) {
    table_.text_rows = text_rows;
    table_.title = all.node.empty() ? words_.say("Collocations: pairs of adjacent words", "搭配：相邻词对")
                                    : words_.say("Collocations of ", "搭配：") + all.node;
    table_.headers = words_.header_lines();
    table_.head["base"] = as_json(all.head.base);
    table_.head["words"] = words_.as_json();
    if (!all.node.empty()) add_node();
  }

  Table made() {
    add_columns();
    for (const Collocate& one : all_.found) add_row(one);
    add_notes();
    return std::move(table_);
  }

 private:
  void add_node() {
    table_.headers.push_back(words_.say(
        fmt::format("Node: {}, {}; window: {} words to each side, inside the sentence; {} in it",
                    all_.is_code ? "a code" : "a query",
                    counted(all_.nodes, all_.is_code ? "coding" : "hit", all_.is_code ? "codings" : "hits"),
                    all_.window, counted(all_.window_words, "word", "words")),
        fmt::format("中心：{}，{} 处；窗口：句内左右各 {} 词，共 {} 词", all_.is_code ? "代码" : "检索式",
                    grouped(all_.nodes), all_.window, grouped(all_.window_words))));
    table_.head["node"] = {{all_.is_code ? "code" : "query", all_.node},
                           {"hits", all_.nodes},
                           {"window", all_.window},
                           {"window_words", all_.window_words}};
  }

  void add_columns() {
    using enum Column::Kind;
    const bool pairs = all_.node.empty();
    table_.columns = {{"word", words_.say("Word", "词"), text}};
    if (pairs) table_.columns.push_back({"next", words_.say("Next", "后词"), text});
    table_.columns.insert(table_.columns.end(), {{"both", words_.say("Together", "共现"), bar},
                                                 {"f", words_.say("Frequency", "频次"), number}});
    if (pairs)
      table_.columns.push_back({"f_next", words_.say("of next", "后词频次"), number});
    else
      table_.columns.insert(table_.columns.end(), {{"left", words_.say("Left", "左"), number},
                                                   {"right", words_.say("Right", "右"), number}});
    table_.columns.insert(table_.columns.end(), {{"log_dice", "logDice", number},
                                                 {"t_score", words_.say("t-score", "t 值"), number},
                                                 {"pmi", "PMI", number},
                                                 {"g2", "G2", number},
                                                 {"speakers", words_.say("Speakers", "说话人"), number},
                                                 {"sources", words_.say("Sources", "来源"), number}});
  }

  void add_row(const Collocate& one) {
    const bool pairs = all_.node.empty();
    const stats::PairTable table = pair_table(all_, one);
    std::vector<Value> row{one.word};
    if (pairs) row.emplace_back(one.next);
    row.insert(row.end(), {one.both, one.f});
    if (pairs)
      row.emplace_back(one.f_next);
    else
      row.insert(row.end(), {one.left, one.right});
    row.insert(row.end(), {value_or_none(stats::log_dice(dice_table(all_, one))),
                           value_or_none(stats::t_score(table)), value_or_none(stats::pmi(table)),
                           value_or_none(stats::g2(table)), one.speakers, one.sources});
    table_.rows.push_back(std::move(row));
  }

  void add_notes() {
    if (all_.node.empty())
      table_.notes.push_back(words_.say(
          "Together: one right after the other, in one sentence and without punctuation between them. "
          "Expected by chance: f × f of next / all words.",
          "共现：同一句中前后紧邻，中间无标点。期望值：两词频次之积／总词数。"));
    else
      table_.notes.push_back(words_.say(
          "Together: how often the word stands in a window; where two windows overlap, it counts once, for "
          "the nearer hit. Expected by chance, for t-score, PMI and G2 (four cells): words in windows × f / "
          "all words. logDice: with the hits of the node instead.",
          "共现：该词出现在窗口中的次数；窗口重叠处只计一次，归于较近的中心。t "
          "值、PMI、G2（四格）的期望值：窗口内词数×频次／总词数。logDice 用中心的出现次数。"));
    if (all_.node.empty() || !all_.is_code || all_.window_words > 0)
      table_.notes.push_back(words_.say(
          "logDice (Rychlý 2008): at most 14, one more is twice as often; it does not depend on "
          "the size of the base. Few hits make PMI high and mean little.",
          "logDice（Rychlý 2008）：最大 14，每增 1 即两倍；与范围大小无关。频次低时 PMI 易偏高。"));
    else
      table_.notes.push_back(words_.say(
          "The codings fill their sentences, so no words stand around them; `gloss report keyness --target` "
          "compares passages.",
          "编码占满整句，其周围没有词；可用 gloss report keyness --target 比较段落。"));
    std::string note =
        words_.say(fmt::format("Fewer than {} times together is not listed (--min).", all_.least),
                   fmt::format("共现少于 {} 次的不列出（--min）。", all_.least));
    if (!all_.function_words)
      note = words_.say("Function words are not listed but take their place in windows (--stop-words keep). ",
                        "虚词不列出，但在窗口中占位（--stop-words keep）。") +
             note;
    table_.notes.push_back(note);
  }

  const Collocations& all_;
  const WordWords words_;
  Table table_;
};

}  // namespace

stats::PairTable pair_table(const Collocations& all, const Collocate& one) {
  const std::int64_t words = all.head.all.all.frequency;
  if (all.node.empty()) return {one.both, one.f, one.f_next, words};
  return {one.both, all.window_words, one.f, words};
}

stats::PairTable dice_table(const Collocations& all, const Collocate& one) {
  stats::PairTable table = pair_table(all, one);
  // A word may stand twice in a window, and so more often than there are hits.
  if (!all.node.empty()) table.a = std::max(all.nodes, one.both);
  return table;
}

Table collocations_report(Collocations all, std::size_t text_rows) {
  const auto rank = [&](const Collocate& one) {
    return std::tuple(-stats::log_dice(dice_table(all, one)).value_or(-1e9), -one.both);
  };
  std::sort(all.found.begin(), all.found.end(), [&](const Collocate& a, const Collocate& b) {
    const auto rank_a = rank(a), rank_b = rank(b);
    if (rank_a != rank_b) return rank_a < rank_b;
    return std::tie(a.word, a.next) < std::tie(b.word, b.next);
  });
  return CollocationsTable(all, text_rows).made();
}

}  // namespace gloss::report
