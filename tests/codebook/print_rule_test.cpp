// SPDX-License-Identifier: GPL-3.0-or-later
// parse(print(e)) is e, for trees over every production.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "base/limits.h"
#include "codebook/attribute.h"
#include "codebook/expression.h"
#include "codebook/parse_rule.h"

namespace gloss::codebook {
namespace {

using Kind = Expression::Kind;

/// Trees in the form in which the parser makes them: a phrase of one word is a word, gaps are not empty.
class Trees {
 public:
  explicit Trees(std::uint64_t seed) : random_(seed) {}

  Expression tree(int height) {
    if (height <= 1 || below(4) == 0) return leaf();
    Expression e;
    switch (below(12)) {
      case 0:
        e.kind = Kind::either;
        operands(e, 2 + below(3), height);
        break;
      case 1:
        e.kind = Kind::both;
        operands(e, 2 + below(3), height);
        break;
      case 2:
        e.kind = Kind::none;
        operands(e, 1, height);
        break;
      case 3:
      case 4:
      case 5:
        relation(e, height);
        break;
      case 6:
        e.kind = Kind::count;
        e.number = below(20);
        e.comparison = static_cast<Test::Comparison>(below(6));
        operands(e, 1, height);
        break;
      case 7:
        e.kind = Kind::any_of;
        operands(e, 1 + below(4), height);
        e.number = 1 + below(static_cast<int>(e.operands.size()));
        break;
      case 8:
        e.kind = below(2) == 0 ? Kind::affirmed : Kind::negated;
        operands(e, 1, height);
        break;
      case 9:
        e.kind = Kind::within;
        e.unit = static_cast<Unit>(below(6));
        operands(e, 1, height);
        break;
      default:
        e.kind = Kind::where;
        e.condition = condition();
        operands(e, 1, height);
        break;
    }
    return e;
  }

  Expression leaf() {
    Expression e;
    switch (below(10)) {
      case 0:
      case 1:
        e.text = word(true);
        break;
      case 2:
      case 3:
        e = phrase();
        break;
      case 4:
        e.kind = Kind::exact;
        e.text = pick<std::string>(
            {"US", "don't", "rock 'n' roll", "a\\", "\\'", "b\\'c", "（ＵＳ）", "双重", "x \"y\"", "'90s"});
        if (e.text == "\\'") e.text += "z";
        break;
      case 5:
        e.kind = below(2) == 0 ? Kind::regex : Kind::text_regex;
        e.text = pick<std::string>(
            {"colou?r", "a/b", "\\d+", "\\\\/x", "[/]x", "管.*", "a|b", "'\"<>", "\\p{Han}{2}", "（）"});
        e.case_sensitive = below(2) == 0;
        break;
      case 6:
        e.kind = Kind::text_literal;
        e.text = pick<std::string>(
            {"e-mail: ", "say \"hi\"", "\\", "\\\"", "a\\b", " x", "“curly”", "(", "😀", "管理：", "//"});
        break;
      case 7:
        e.kind = Kind::list;
        e.text = pick<std::string>({"money", "own-money", "资金", "a_b.c", "and", "5"});
        break;
      case 8:
        e.kind = Kind::code;
        e.text = pick<std::string>(
            {"a", "dilemma/policy", "Lack of means", "困境/政策（一）", "*", "where", "a'b\"c"});
        e.descendants_only = e.text != "*" && below(3) == 0;
        break;
      default:
        e.kind = Kind::unit;
        break;
    }
    return e;
  }

 private:
  int below(int n) { return static_cast<int>(random_() % static_cast<std::uint64_t>(n)); }
  template <class T>
  T pick(std::vector<T> from) {
    return from[static_cast<std::size_t>(below(static_cast<int>(from.size())))];
  }

  void operands(Expression& e, int n, int height) {
    for (int i = 0; i < n; ++i) e.operands.push_back(tree(height - 1));
  }
  void relation(Expression& e, int height) {
    e.kind = pick<Kind>({Kind::near, Kind::before, Kind::after, Kind::inside, Kind::containing,
                         Kind::overlapping, Kind::with, Kind::without});
    if (e.kind != Kind::with && e.kind != Kind::without) e.negative = below(3) == 0;
    if ((e.kind == Kind::near || e.kind == Kind::before || e.kind == Kind::after) && below(2) == 0) {
      e.distance = 1 + below(below(2) == 0 ? 10 : 1'000'000);
      e.in_characters = below(3) == 0;
    }
    operands(e, 2, height);
  }
  std::string word(bool last) {
    std::string made = pick<std::string>(
        {"fund",     "双重管理", "don't", "self-organised", "wom?n", "*less", "fund*", "worried~", "AA制",
         "workers'", "R&D",      "and",   "NEAR",           "unit",  "of",    "any",   "count",    "text",
         "within",   "-5",       "'til",  "10:30",          "a/b",   "x=y",   "(sic)", "3.5",      "é",
         "ｆｕｎｄ", "100%",     "c",     "sentence",       "in",    "is",    "set",   "$5",       "<b>",
         "한국",     "カラオケ", "ก"});
    if (last && made.back() != '~' && below(8) == 0) made += "!";
    return made;
  }
  Expression phrase() {
    Expression e;
    e.kind = Kind::phrase;
    const int n = 1 + below(4);
    bool has_word = false;
    for (int i = 0; i < n; ++i) {
      PhraseItem item;
      switch (below(4)) {
        case 0:
          item.kind = PhraseItem::Kind::gap;
          item.least = below(3);
          item.most = std::max(1, item.least + below(below(2) == 0 ? 3 : 990));
          break;
        case 1:
          item.kind = PhraseItem::Kind::alternatives;
          for (int j = 0; j <= below(3); ++j) {
            item.alternatives.emplace_back();
            for (int k = 0; k <= below(2); ++k) item.alternatives.back().push_back(word(false));
          }
          has_word = true;
          break;
        default:
          item.word = word(i == n - 1);
          has_word = true;
          break;
      }
      e.items.push_back(std::move(item));
    }
    if (!has_word) e.items.push_back({PhraseItem::Kind::word, "end", 0, 0, {}});
    if (e.items.size() == 1 && e.items[0].kind == PhraseItem::Kind::word) {
      e.kind = Kind::word;
      e.text = e.items[0].word;
      e.items.clear();
    }
    return e;
  }
  Condition condition() {
    Condition made;
    const int n = 1 + below(3);
    for (int i = 0; i < n; ++i) {
      Test test;
      test.attribute =
          pick<std::string>({"role", "age", "unit.words", "Unit.Chars", "turn.number", "section.2",
                             "previous.role", "previous.age", "case.age", "document.site", ".", "a..b", ".x", "site.district",
                             "部门", "age group", "in", "IS", "and", "x\"y"});
      test.comparison = static_cast<Test::Comparison>(below(9));
      const bool number = is_number(attribute_named(test.attribute).subject);
      const auto one_value = [&] { return number ? std::to_string(below(40)) : value(); };
      if (test.attribute.ends_with("role") && test.comparison < Test::Comparison::is_set) {
        test.values = {pick<std::string>({"interviewer", "interviewee", "unknown", "*"})};
        if (test.values[0] == "*") test.comparison = Test::Comparison::equal;
      } else if (test.comparison < Test::Comparison::in) {
        test.values = {one_value()};
        if (test.values[0].find_first_of("*?") != std::string::npos)
          test.comparison = Test::Comparison::not_equal;
      } else if (test.comparison == Test::Comparison::in && test.attribute.ends_with("role")) {
        test.values = {"interviewer", "unknown"};
      } else if (test.comparison == Test::Comparison::in) {
        for (int j = 0; j <= below(3); ++j) test.values.push_back(one_value());
      }
      made.push_back(std::move(test));
    }
    return made;
  }
  std::string value() {
    return pick<std::string>({"North", "New York", "40",   "-5",         "Hop*",   "北京", "and",
                              "where", "",         "a\"b", "a\\",        "a,b",    "(x)",  "2024-05-01",
                              "'q'",   "O'Brien",  "x/y",  "北京（东）", "within", "set",  "wom?n"});
  }

  std::mt19937_64 random_;
};

void expect_round_trip(const Expression& e, std::uint64_t seed) {
  const std::string text = print(e);
  const auto parsed = parse_rule(text, {.file = "rule"});
  ASSERT_TRUE(parsed) << "seed " << seed << ": " << text << "\n"
                      << parsed.error().line() << "\n"
                      << parsed.error().excerpt;
  ASSERT_TRUE(parsed->same_as(e)) << "seed " << seed << ": " << text << "\nread as\n" << print(*parsed);
  ASSERT_EQ(print(*parsed), text) << "seed " << seed;
}

TEST(PrintRule, ReadsBackAsTheSameTree) {
  std::set<Kind> seen;
  for (std::uint64_t seed = 0; seed < 100'000; ++seed) {
    Trees trees(seed);
    const Expression e = trees.tree(1 + static_cast<int>(seed % 6));
    seen.insert(e.kind);
    expect_round_trip(e, seed);
    if (HasFatalFailure()) return;
  }
  EXPECT_EQ(seen.size(), 26u) << "every kind of node was tried at the top";
}

TEST(PrintRule, ReadsBackAtTheLimitOfDepth) {
  // One path of the greatest height, every other operand a leaf: what was read once must print so that it is
  // read again.
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    Trees trees(seed);
    Expression e = trees.leaf();
    for (int height = 1; height < limits::rule_depth; ++height) {
      Expression above = trees.tree(2);
      while (above.operands.empty()) above = trees.tree(2);
      for (Expression& operand : above.operands) operand = trees.leaf();
      above.operands[seed % above.operands.size()] = std::move(e);
      e = std::move(above);
    }
    expect_round_trip(e, seed);
    if (HasFatalFailure()) return;
  }
}

TEST(PrintRule, UsesNoMoreParenthesesThanNeeded) {
  const std::pair<const char*, const char*> pairs[] = {
      {"((a))", "a"},
      {"(a near/5 b) near/5 c", "a near/5 b near/5 c"},
      {"a near/5 (b near/5 c)", "a near/5 (b near/5 c)"},
      {"(a and b) or (c and (not d))", "a and b or c and not d"},
      {"(a or b) and c", "(a or b) and c"},
      {"((a or b) within paragraph) where (x) = 1", nullptr},
      {"((a or b) within paragraph) where x = 1", "a or b within passage where x = 1"},
      {"(a where x = 1) within sentence", "(a where x = 1) within sentence"},
      {"count((a or b)) >= 2", "count(a or b) >= 2"},
      {"any 1 of ((a or b), (c within turn))", "any 1 of (a or b, (c within turn))"},
      {"not (not (a))", "not not a"},
      {"\"fund*\"", "fund*"},
      {"\"a [1] b [2-2] c\"", "\"a * b [2] c\""}};
  for (const auto& [from, to] : pairs) {
    const auto parsed = parse_rule(from, {.file = "rule"});
    EXPECT_EQ(parsed.has_value(), to != nullptr) << from;
    if (parsed && to != nullptr) {
      EXPECT_EQ(print(*parsed), to);
    }
  }
}

TEST(SameAs, SeesEveryDifference) {
  const char* rules[] = {"a",
                         "b",
                         "\"a b\"",
                         "\"a c\"",
                         "'a'",
                         "/a/",
                         "/a/c",
                         "text(\"a\")",
                         "text(/a/)",
                         "$a",
                         "<a>",
                         "<a/*>",
                         "unit",
                         "a or b",
                         "b or a",
                         "a or b or c",
                         "a and b",
                         "not a",
                         "a near b",
                         "a near/5 b",
                         "a near/5c b",
                         "a near/6 b",
                         "a before b",
                         "a after b",
                         "a not near b",
                         "a inside b",
                         "a containing b",
                         "a overlapping b",
                         "a with b",
                         "a without b",
                         "count(a) = 1",
                         "count(a) = 2",
                         "count(a) >= 1",
                         "any 1 of (a, b)",
                         "any 2 of (a, b)",
                         "affirmed(a)",
                         "negated(a)",
                         "a within turn",
                         "a within source",
                         "a where x = 1",
                         "a where x = 2",
                         "a where x != 1",
                         "\"a [2] b\"",
                         "\"a [2-3] b\"",
                         "\"{a|b} c\"",
                         "\"{a b} c\""};
  for (const char* one : rules)
    for (const char* other : rules)
      EXPECT_EQ(parse_rule(one, {})->same_as(*parse_rule(other, {})), std::string_view(one) == other)
          << one << " / " << other;
  EXPECT_TRUE(parse_rule("a near/5 b", {})->same_as(*parse_rule("  ( a  near/5  b )", {})))
      << "positions do not count";
}

}  // namespace
}  // namespace gloss::codebook
