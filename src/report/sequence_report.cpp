// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/sequence_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <optional>

#include "report/grouped.h"
#include "stats/cooccurrence.h"

namespace gloss::report {
namespace {

using Kind = Column::Kind;

Value or_undefined(const std::optional<double>& number) { return number ? Value(*number) : Value(); }

std::string chain_name(const std::string& chain, const Wording& say) {
  if (chain == "answer") return say("answer", "回答");
  if (chain == "turn") return say("turn", "话轮");
  return say("source", "来源");
}

std::vector<std::int32_t> parents_of(const std::vector<CodeRow>& codes) {
  std::vector<std::int32_t> parents;
  for (const CodeRow& code : codes) parents.push_back(code.parent);
  return parents;
}

bool is_above(const std::vector<std::int32_t>& parents, std::size_t a, std::size_t b) {
  return a != b && stats::are_related(parents, static_cast<std::int32_t>(a), static_cast<std::int32_t>(b));
}

/// What both tables begin with: the head, and the columns of the two codes.
Table sequence_table(const SequenceCounter& counter, std::string title, const Wording& say) {
  const SequenceOptions& options = counter.options();
  Table table = headed_table(std::move(title), counter.base(), counter.record(), options.language);
  table.head["chain"] = options.chain;
  table.head["chains"] = counter.chains();
  table.head["events"] = counter.events();
  table.headers.push_back(say(fmt::format("Chain: {}; {} with {}", chain_name(options.chain, say),
                                          counted(counter.chains(), "chain", "chains"),
                                          counted(counter.events(), "coding", "codings")),
                              fmt::format("链：{}；{} 条链，{} 处编码", chain_name(options.chain, say),
                                          grouped(counter.chains()), grouped(counter.events()))));
  if (counter.outside() > 0)
    table.headers.back() +=
        say(fmt::format("; {} stand in none and are left out", grouped(counter.outside())),
            fmt::format("；另有 {} 处不在任何链中，不计", grouped(counter.outside())));
  table.columns = {{"code_a", "-", Kind::text},
                   {"code_b", "-", Kind::text},
                   {"", say("First", "先"), Kind::text},
                   {"", say("then", "后"), Kind::text}};
  table.text_rows = options.text_rows;
  return table;
}

void add_pair(std::vector<Value>& row, const SequenceCounter& counter, std::size_t a, std::size_t b) {
  const CodeRow &first = counter.codes()[a], &then = counter.codes()[b];
  row.insert(row.end(), {first.id, then.id, shown_name(first), shown_name(then)});
}

void add_common_notes(Table& table, const Wording& say) {
  table.notes.push_back(
      say("Sequence is not cause: that b is spoken of after a does not say that a brings b about, and an "
          "interviewer who asks in this order makes the order.",
          "先后不是因果：说完甲再说乙，并不表示甲导致乙；访谈提纲的顺序也会造成这种先后。"));
  table.notes.push_back(
      say("A code counts its own codings only; with --level 1 codes count what is below them. Codes that "
          "begin at one place are together, neither before the other. Pairs of a code and one above it are "
          "left out.",
          "每个代码只计自身的编码；用 --level 1 "
          "可并入上级代码。同处起始的代码视为同时，不分先后。不列上下级代码对。"));
}

void add_test(Table& table, const SequenceCounter& counter, const Wording& say) {
  const auto test = stats::transition_g2(counter.transitions());
  if (!test) {
    table.head["g2"] = nullptr;
    table.notes.push_back(say("There are too few transitions to test.", "转移太少，无法检验。"));
    return;
  }
  table.head["g2"] = Json{{"g2", test->statistic}, {"df", test->df}, {"p", test->p}};
  table.notes.push_back(
      fmt::format("G2 = {:.3f}, df = {}, p = {:.3g}. ", test->statistic, test->df, test->p) +
      say("Transitions within one interview are not independent, so p is too small; where "
          "many expected counts are below 5 it is rough, too.",
          "同一访谈内的转移并不独立，p 值偏小；期望值多低于 5 时更不准确。"));
}

}  // namespace

Table transitions_report(const SequenceCounter& counter) {
  const SequenceOptions& options = counter.options();
  const Wording say(options.language);
  const stats::Transitions& transitions = counter.transitions();
  Table table = sequence_table(counter, say("What is followed by what", "编码的先后"), say);
  table.head["lag"] = options.lag;
  table.head["skip_repeats"] = options.skip_repeats;
  table.head["transitions"] = transitions.counts.n();
  table.headers.push_back(say(
      fmt::format("Lag {}, {}", options.lag, counted(transitions.counts.n(), "transition", "transitions")),
      fmt::format("间隔 {}，{} 次转移", options.lag, grouped(transitions.counts.n()))));
  table.columns.insert(table.columns.end(), {{"count", say("Count", "次数"), Kind::bar},
                                             {"expected", say("Expected", "期望"), Kind::number},
                                             {"share", say("of all after it", "占其后"), Kind::share},
                                             {"residual", say("Residual", "残差"), Kind::number},
                                             {"yules_q", say("Yule's Q", "Yule Q"), Kind::number}});
  const auto expected = stats::expected_transitions(transitions);
  const auto residuals = stats::transition_residuals(transitions);
  // Yule's Q takes what cannot occur, a code after itself, for what did not occur, and would look too high.
  std::vector<std::optional<double>> q(residuals.size());
  if (!transitions.open_diagonal) q = stats::yules_q(transitions);
  const auto parents = parents_of(counter.codes());
  const std::size_t codes = counter.codes().size();
  std::vector<std::optional<double>> ranks;
  for (std::size_t a = 0; a < codes; ++a)
    for (std::size_t b = 0; b < codes; ++b) {
      const std::int64_t count = transitions.counts.at(a, b);
      if (count == 0 || is_above(parents, a, b)) continue;
      auto& row = table.rows.emplace_back();
      add_pair(row, counter, a, b);
      row.insert(row.end(), {count, expected ? Value((*expected)[a * codes + b]) : Value(),
                             or_undefined(stats::transition_share(transitions, a, b)),
                             or_undefined(residuals[a * codes + b]), or_undefined(q[a * codes + b])});
      ranks.push_back(residuals[a * codes + b]);
    }
  table.text_order.resize(table.rows.size());
  std::iota(table.text_order.begin(), table.text_order.end(), std::size_t{0});
  std::stable_sort(table.text_order.begin(), table.text_order.end(), [&](std::size_t x, std::size_t y) {
    return ranks[x].has_value() != ranks[y].has_value() ? ranks[x].has_value() : ranks[x] > ranks[y];
  });
  add_common_notes(table, say);
  table.notes.push_back(
      say("Expected: if nothing followed anything in particular. Residual: adjusted; of many pairs some "
          "exceed 1.96 by chance. Yule's Q: from -1 (never after it) to 1; none where repeats are skipped.",
          "期望：假定先后彼此无关。残差：调整残差；代码对很多时，总有若干因偶然超过 1.96。Yule "
          "Q：-1（从不跟随）至 1；略去重复时不计算。"));
  if (!options.skip_repeats)
    table.notes.push_back(
        say("Who speaks of something goes on speaking of it: --skip-repeats shows what "
            "comes when the code changes.",
            "谈到某事的人往往接着谈下去：用 --skip-repeats 可看换到了哪个代码。"));
  if (options.test) add_test(table, counter, say);
  return table;
}

Table leads_report(const SequenceCounter& counter) {
  const SequenceOptions& options = counter.options();
  const Wording say(options.language);
  Table table = sequence_table(counter,
                               say(fmt::format("Which code leads, within {} words", options.within),
                                   fmt::format("哪个代码在先（{} 词以内）", options.within)),
                               say);
  table.head["within"] = options.within;
  table.columns[2].heading = "a";
  table.columns[3].heading = "b";
  table.columns.insert(table.columns.end(), {{"a", say("Codings of a", "a 的编码"), Kind::number},
                                             {"a_then_b", say("then b", "后有 b"), Kind::number},
                                             {"share_a_then_b", say("Share", "占比"), Kind::share},
                                             {"b", say("Codings of b", "b 的编码"), Kind::number},
                                             {"b_then_a", say("then a", "后有 a"), Kind::number},
                                             {"share_b_then_a", say("Share", "占比"), Kind::share}});
  const auto parents = parents_of(counter.codes());
  std::vector<std::int64_t> ranks;
  for (std::size_t a = 0; a < counter.codes().size(); ++a)
    for (std::size_t b = a + 1; b < counter.codes().size(); ++b) {
      const stats::Lead lead = counter.lead(a, b);
      if (lead.a_then_b + lead.b_then_a == 0 || is_above(parents, a, b)) continue;
      auto& row = table.rows.emplace_back();
      add_pair(row, counter, a, b);
      row.insert(row.end(), {lead.a, lead.a_then_b, or_undefined(lead.share_a_then_b()), lead.b,
                             lead.b_then_a, or_undefined(lead.share_b_then_a())});
      ranks.push_back(lead.a_then_b + lead.b_then_a);
    }
  table.text_order.resize(table.rows.size());
  std::iota(table.text_order.begin(), table.text_order.end(), std::size_t{0});
  std::stable_sort(table.text_order.begin(), table.text_order.end(),
                   [&](std::size_t x, std::size_t y) { return ranks[x] > ranks[y]; });
  add_common_notes(table, say);
  table.notes.push_back(
      say(fmt::format("then b: codings of a with a b that begins at their end or at most {} words after; a "
                      "Chinese character is a word.",
                      options.within),
          fmt::format("后有 b：a 的编码中，其结尾处或其后 {} 词以内有 b 起始者；汉字每字计一词。",
                      options.within)));
  return table;
}

}  // namespace gloss::report
