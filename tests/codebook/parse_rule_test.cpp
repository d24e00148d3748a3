// SPDX-License-Identifier: GPL-3.0-or-later
// The rule language: what is read. What broken rules are told is in broken_rules_test.cpp.
#include "codebook/parse_rule.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/limits.h"
#include "support/shared_data.h"

namespace gloss::codebook {
namespace {

using Kind = Expression::Kind;
using AttributeTest = codebook::Test;  // inside TEST, "Test" is GoogleTest's
using Comparison = AttributeTest::Comparison;

Result<Expression> rule(std::string_view text) {
  return parse_rule(text, {.file = "book.yaml", .line = 7, .column = 3});
}
Result<Expression> query(std::string_view text) {
  return parse_rule(text, {.file = "query"}, {.side_by_side_is_and = true});
}

/// Fully parenthesised, so that binding shows: near(a,b).
std::string shape(const Expression& e) {
  static const std::vector<std::string> names{
      "word", "phrase",  "exact", "regex",  "text",     "text_regex", "list",   "code",       "unit",
      "or",   "and",     "not",   "near",   "before",   "after",      "inside", "containing", "overlapping",
      "with", "without", "count", "any_of", "affirmed", "negated",    "within", "where"};
  if (e.kind == Kind::word) return e.text;
  std::string out = names[static_cast<std::size_t>(e.kind)];
  if (e.negative) out = "not-" + out;
  if (e.distance) out += "/" + std::to_string(*e.distance) + (e.in_characters ? "c" : "");
  if (e.kind == Kind::count || e.kind == Kind::any_of) out += std::to_string(e.number);
  if (e.kind == Kind::within) out += "-" + std::string(name_of(e.unit));
  if (!e.text.empty()) out += "[" + e.text + (e.descendants_only ? "/*" : "") + "]";
  if (e.operands.empty()) return out;
  out += '(';
  for (const Expression& operand : e.operands) out += (out.back() == '(' ? "" : ",") + shape(operand);
  return out + ')';
}

std::string shape_of(std::string_view text) {
  const auto parsed = rule(text);
  return parsed ? shape(*parsed) : parsed.error().line();
}

TEST(ParseRule, BindsTightToLoose) {
  EXPECT_EQ(shape_of("a or b and not c near/5 d"), "or(a,and(b,not(near/5(c,d))))");
  EXPECT_EQ(shape_of("a near/3 b before c"), "before(near/3(a,b),c)");
  EXPECT_EQ(shape_of("a near (b or c)"), "near(a,or(b,c))");
  EXPECT_EQ(shape_of("not a inside b and c"), "and(not(inside(a,b)),c)");
  EXPECT_EQ(shape_of("not not a"), "not(not(a))");
  EXPECT_EQ(shape_of("a or b within sentence"), "within-sentence(or(a,b))");
  EXPECT_EQ(shape_of("a within sentence where x = 1 where y is set"), "where(where(within-sentence(a)))");
  EXPECT_EQ(shape_of("(a within sentence) and b"), "and(within-sentence(a),b)");
  EXPECT_EQ(shape_of("a and b and c or d or e"), "or(and(a,b,c),d,e)");
  EXPECT_EQ(shape_of("(a and b) and c"), "and(and(a,b),c)") << "parentheses stay as the author set them";
}

TEST(ParseRule, ReadsEveryRelation) {
  EXPECT_EQ(shape_of("a near b"), "near(a,b)");
  EXPECT_EQ(shape_of("a before/2 b"), "before/2(a,b)");
  EXPECT_EQ(shape_of("a after/20c b"), "after/20c(a,b)");
  EXPECT_EQ(shape_of("a not near/5 b"), "not-near/5(a,b)");
  EXPECT_EQ(shape_of("a not before b"), "not-before(a,b)");
  EXPECT_EQ(shape_of("a not after/1 b"), "not-after/1(a,b)");
  EXPECT_EQ(shape_of("a inside b"), "inside(a,b)");
  EXPECT_EQ(shape_of("a not inside b"), "not-inside(a,b)");
  EXPECT_EQ(shape_of("a containing b"), "containing(a,b)");
  EXPECT_EQ(shape_of("a not containing b"), "not-containing(a,b)");
  EXPECT_EQ(shape_of("a overlapping b"), "overlapping(a,b)");
  EXPECT_EQ(shape_of("a not overlapping b"), "not-overlapping(a,b)");
  EXPECT_EQ(shape_of("a with b without c"), "without(with(a,b),c)");
  EXPECT_EQ(shape_of("a and not b"), "and(a,not(b))") << "not the relation, the operator";
}

TEST(ParseRule, ReadsFunctionsAndLeaves) {
  EXPECT_EQ(shape_of("count(a or b) >= 2"), "count2(or(a,b))");
  EXPECT_EQ(rule("count(a) < 3")->comparison, Comparison::less);
  EXPECT_EQ(rule("count(a) ≥ 3")->comparison, Comparison::greater_or_equal);
  EXPECT_EQ(shape_of("any 2 of (a, b or c, d)"), "any_of2(a,or(b,c),d)");
  EXPECT_EQ(shape_of("affirmed(a) or negated(b)"), "or(affirmed(a),negated(b))");
  EXPECT_EQ(shape_of("text(\"e-mail: \")"), "text[e-mail: ]");
  EXPECT_EQ(shape_of("text(/a.b/)"), "text_regex[a.b]");
  EXPECT_TRUE(rule("text(/a.b/c)")->case_sensitive);
  EXPECT_EQ(shape_of("/colou?r.*/"), "regex[colou?r.*]");
  EXPECT_FALSE(rule("/a/")->case_sensitive);
  EXPECT_TRUE(rule("/a/c")->case_sensitive);
  EXPECT_EQ(shape_of("/a\\/b\\d/"), "regex[a/b\\d]");
  EXPECT_EQ(shape_of("$own-money"), "list[own-money]");
  EXPECT_EQ(shape_of("<dilemma/policy>"), "code[dilemma/policy]");
  EXPECT_EQ(shape_of("<dilemma/*>"), "code[dilemma/*]");
  EXPECT_EQ(shape_of("<*>"), "code[*]");
  EXPECT_FALSE(rule("<*>")->descendants_only);
  EXPECT_EQ(shape_of("<Lack of means>"), "code[Lack of means]");
  EXPECT_EQ(shape_of("unit where unit.words <= 10"), "where(unit)");
  EXPECT_EQ(shape_of("'US' or 'don't' or 'rock \\'n\\' roll'"),
            "or(exact[US],exact[don't],exact[rock 'n' roll])");
}

TEST(ParseRule, TakesFunctionNamesForWordsWhereNoParenthesisFollows) {
  EXPECT_EQ(shape_of("text or count or any or of or negated"), "or(text,count,any,of,negated)");
  EXPECT_EQ(shape_of("any near/2 money"), "near/2(any,money)");
}

TEST(ParseRule, ReadsPhrases) {
  const auto parsed = rule("\"lack* of {fund*|the money} [0-3] * [2] don't\"");
  ASSERT_TRUE(parsed) << parsed.error().line();
  ASSERT_EQ(parsed->items.size(), 7u);
  EXPECT_EQ(parsed->items[0].word, "lack*");
  EXPECT_EQ(parsed->items[2].alternatives,
            (std::vector<std::vector<std::string>>{{"fund*"}, {"the", "money"}}));
  EXPECT_EQ(parsed->items[3].least, 0);
  EXPECT_EQ(parsed->items[3].most, 3);
  EXPECT_EQ(parsed->items[4].kind, PhraseItem::Kind::gap);
  EXPECT_EQ(parsed->items[4].most, 1);
  EXPECT_EQ(parsed->items[5].least, 2);
  EXPECT_EQ(parsed->items[6].word, "don't");
}

TEST(ParseRule, QuotesAroundOneWordMakeAWord) {
  for (const char* text : {"\"near\"", "\"and\"", "\"unit\"", "\"-5\"", "\"10:30\"", "\"and/or\""}) {
    const auto parsed = rule(text);
    ASSERT_TRUE(parsed) << parsed.error().line();
    EXPECT_EQ(parsed->kind, Kind::word);
    EXPECT_EQ(print(*parsed), text);
  }
}

TEST(ParseRule, ReadsFullWidthPunctuationAsAscii) {
  const std::pair<const char*, const char*> pairs[] = {
      {"（资金 or 经费）and 政府", "(资金 or 经费) and 政府"},
      {"“双重 管理”", "\"双重 管理\""},
      {"‘US’", "'US'"},
      {"any 2 of （时间，人手、信任）", "any 2 of (时间, 人手, 信任)"},
      {"“lack of ｛money｜cash｝ ［０－３］ x”", "\"lack of {money|cash} [0-3] x\""},
      {"＜困境／＊＞", "<困境/*>"},
      {"＄资金 ｎｅａｒ／２０ｃ 政府", "$资金 near/20c 政府"},
      {"fund＊ or wom？n or fund～", "fund* or wom?n or fund~"},
      {"资金 where age ＞＝ 40 and role ！＝ interviewer", "资金 where age >= 40 and role != interviewer"},
      {"资金　or　经费", "资金 or 经费"},
      {"don’t", "don't"},
      {"「双重 管理」", "\"双重 管理\""}};
  for (const auto& [wide, ascii] : pairs) {
    const auto a = rule(wide), b = rule(ascii);
    ASSERT_TRUE(a) << wide << ": " << a.error().line();
    ASSERT_TRUE(b) << ascii << ": " << b.error().line();
    EXPECT_TRUE(a->same_as(*b)) << wide;
  }
}

TEST(ParseRule, LeavesLiteralsAsTyped) {
  EXPECT_EQ(rule("text(\"（“：\")")->text, "（“：");
  EXPECT_EQ(rule("text(“a \"b\" c”)")->text, "a \"b\" c");
  EXPECT_EQ(rule("/（.*）/")->text, "（.*）");
  EXPECT_EQ(rule("'Ｕ（Ｓ）'")->text, "Ｕ（Ｓ）");
}

TEST(ParseRule, IgnoresTheCaseOfKeywords) {
  EXPECT_EQ(shape_of("A AND NOT b Near/5 c WITHIN Sentence"), "within-sentence(and(A,not(near/5(b,c))))");
  EXPECT_EQ(shape_of("ANY 2 OF (a, b)"), "any_of2(a,b)");
  EXPECT_EQ(shape_of("a WITHIN Paragraph"), "within-passage(a)");
  EXPECT_EQ(shape_of("a within document"), "within-source(a)");
}

TEST(ParseRule, KnowsWhereEachNodeStands) {
  const std::string text = "  (a or 经费) near/5 $money  and c ";
  const auto parsed = rule(text);
  ASSERT_TRUE(parsed);
  const auto slice = [&](const Expression& e) { return text.substr(e.begin, e.end - e.begin); };
  EXPECT_EQ(slice(*parsed), "(a or 经费) near/5 $money  and c");
  EXPECT_EQ(slice(parsed->operands[0]), "(a or 经费) near/5 $money");
  EXPECT_EQ(slice(parsed->operands[0].operands[0]), "a or 经费");
  EXPECT_EQ(slice(parsed->operands[0].operands[0].operands[1]), "经费");
  EXPECT_EQ(slice(parsed->operands[0].operands[1]), "$money");
  EXPECT_EQ(slice(parsed->operands[1]), "c");
}

TEST(ParseCondition, ReadsEveryTest) {
  const auto parsed = parse_condition(
      "role != interviewer and age >= 40 and district in (North, \"New York\") and group is set and site is "
      "not set and section = Hop*",
      {.file = "f"});
  ASSERT_TRUE(parsed) << parsed.error().line();
  ASSERT_EQ(parsed->size(), 6u);
  EXPECT_EQ((*parsed)[0], (AttributeTest{"role", Comparison::not_equal, {"interviewer"}}));
  EXPECT_EQ((*parsed)[1], (AttributeTest{"age", Comparison::greater_or_equal, {"40"}}));
  EXPECT_EQ((*parsed)[2], (AttributeTest{"district", Comparison::in, {"North", "New York"}}));
  EXPECT_EQ((*parsed)[3], (AttributeTest{"group", Comparison::is_set, {}}));
  EXPECT_EQ((*parsed)[4], (AttributeTest{"site", Comparison::is_not_set, {}}));
  EXPECT_EQ((*parsed)[5], (AttributeTest{"section", Comparison::equal, {"Hop*"}}));
}

TEST(ParseListEntry, ReadsWordsAndPhrasesWithAndWithoutQuotes) {
  const auto printed = [](std::string_view text) {
    const auto parsed = parse_list_entry(text, {.file = "f"});
    return parsed ? print(*parsed) : parsed.error().line();
  };
  EXPECT_EQ(printed("fund*"), "fund*");
  EXPECT_EQ(printed("*n't"), "*n't");
  EXPECT_EQ(printed("not enough"), "\"not enough\"");
  EXPECT_EQ(printed("never [0-2] enough"), "\"never [0-2] enough\"");
  EXPECT_EQ(printed("\"lack* of {a|b}\""), "\"lack* of {a|b}\"");
  EXPECT_EQ(printed("and"), "\"and\"") << "a keyword is a plain word in a list";
  EXPECT_EQ(printed("双重管理"), "双重管理");
  EXPECT_EQ(printed(" 没有 "), "没有");
}

TEST(ParseQuery, WordsSideBySideMeanAnd) {
  const auto shaped = [](std::string_view text) {
    const auto parsed = query(text);
    return parsed ? shape(*parsed) : parsed.error().line();
  };
  EXPECT_EQ(shaped("social housing"), "and(social,housing)");
  EXPECT_EQ(shaped("a near/5 b c or d e"), "or(and(near/5(a,b),c),and(d,e))");
  EXPECT_EQ(shaped("a and b c"), "and(a,b,c)");
  EXPECT_EQ(shaped("a not b"), "and(a,not(b))");
  EXPECT_EQ(shaped("a not near b"), "not-near(a,b)");
  EXPECT_EQ(shaped("资金 \"a b\" ('US' or $x)"), "and(资金,phrase,or(exact[US],list[x]))");
}

TEST(ParseRule, ReadsThePublishedExamples) {
  for (const char* text : {"time",
                           "worried~",
                           "'New York'",
                           "/fund(s|ed|ing)?/",
                           "\"lack* of {fund*|money|cash}\"",
                           "\"turn [0-5] off\"",
                           "$places",
                           "$lack before/3 $money",
                           "negated($lack before/3 $money)",
                           "affirmed($lack before/3 $money) where role = interviewee",
                           "$cut near/5 $money",
                           "$cut near/5 $money within sentence where role = interviewee",
                           "teachers and time",
                           "teachers and time within sentence",
                           "money and not $cut",
                           "$money without $cut within sentence where role = interviewee",
                           "$money with council within sentence",
                           "count(worried~) >= 2 within turn",
                           "count(more) >= 3 within sentence",
                           "any 2 of (time, staff, trust) within sentence",
                           "worried~ before/4 relieved~",
                           "$money not after/3 $lack where role != interviewer",
                           "time where section = Hop* and age >= 50",
                           "funding not near/6 music",
                           "<Cuts> not containing <Lack of means>"}) {
    const auto parsed = rule(text);
    ASSERT_TRUE(parsed) << text << ": " << parsed.error().line();
    EXPECT_EQ(print(*parsed), text) << "they stand in canonical form";
  }
}

TEST(ParseRule, ReadsTheRulesOfTheIntervalVectors) {
  GLOSS_NEEDS_SHARED_DATA();
  const auto vectors = parse_json(test::slurp(test::shared_path("vectors/rules_intervals.json")), "vectors");
  ASSERT_TRUE(vectors);
  int seen = 0;
  for (const Json& vector : vectors->at("vectors")) {
    for (const Json& place :
         {vector, vector.value("input", Json::object()), vector.value("params", Json::object())}) {
      if (!place.contains("rule")) continue;
      ++seen;
      const auto parsed = rule(place["rule"].get<std::string>());
      EXPECT_TRUE(parsed) << place["rule"] << ": " << parsed.error().line();
    }
  }
  EXPECT_GE(seen, 13);
}

TEST(ParseQuery, RefusesWhatWouldSilentlyMeanSomethingElse) {
  EXPECT_NE(query("work unit").error().message.find("every unit"), std::string::npos);
  EXPECT_NE(query("unit price").error().message.find("every unit"), std::string::npos);
  EXPECT_NE(query("housing -social").error().hint.find("and not social"), std::string::npos);
  EXPECT_NE(query("speaker:P1 money").error().hint.find("where speaker"), std::string::npos);
  EXPECT_NE(query("foo(bar)").error().message.find("no function"), std::string::npos);
  EXPECT_NE(query("  ").error().message.find("query is empty"), std::string::npos);
  EXPECT_TRUE(query("unit where age > 40"));
}

TEST(ParseListEntry, RefusesWhatIsNoWordOrPhrase) {
  for (const char* text :
       {"", " ", "$money", "<code>", "'US'", "/re/", "a {b", "\"a\" b", "a \"b\"", "*", "管*", "a, b"}) {
    const auto parsed = parse_list_entry(text, {.file = "f"});
    EXPECT_FALSE(parsed) << text;
    if (!parsed) {
      EXPECT_FALSE(parsed.error().hint.empty()) << text;
    }
  }
}

TEST(ParseRule, ShowsTheLineOfABlock) {
  const std::string text = "a and\n资金 or (b\n";
  const auto parsed =
      parse_rule(text, {.file = "f", .line = 10, .column = 7, .block = true, .block_column = 9});
  ASSERT_FALSE(parsed);
  EXPECT_EQ(parsed.error().place, "f:11:15");
  EXPECT_EQ(parsed.error().excerpt, "资金 or (b\n        ^")
      << "the caret stands below ( where Han is two columns wide";
}

TEST(ParseRule, CutsTheExcerptOfALongRule) {
  std::string text = "a";
  for (int i = 0; i < 5000; ++i) text += " or 资金";
  text += " ^ b";
  for (int i = 0; i < 5000; ++i) text += " or c";
  const auto parsed = rule(text);
  ASSERT_FALSE(parsed);
  const std::string& excerpt = parsed.error().excerpt;
  EXPECT_LT(excerpt.size(), 1000u);
  EXPECT_NE(excerpt.find("资金 ^ b"), std::string::npos);
}

std::string repeated(std::string_view part, std::size_t times) {
  std::string out;
  out.reserve(part.size() * times);
  for (std::size_t i = 0; i < times; ++i) out += part;
  return out;
}

TEST(ParseRule, HoldsTheLimitOfDepth) {
  const auto depth = static_cast<std::size_t>(limits::rule_depth);
  for (const std::size_t n : {depth - 1, depth, depth + 1}) {
    EXPECT_EQ(rule(repeated("(", n) + "a" + repeated(")", n)).has_value(), n <= depth) << n;
    EXPECT_EQ(rule(repeated("not ", n - 1) + "a").has_value(), n <= depth) << n;     // n levels with the word
    EXPECT_EQ(rule("a" + repeated(" near b", n - 1)).has_value(), n <= depth) << n;  // a left-deep tree
    EXPECT_EQ(rule("a" + repeated(" where x = 1", n - 1)).has_value(), n <= depth) << n;
    EXPECT_EQ(rule(repeated("affirmed(", n - 1) + "a" + repeated(")", n - 1)).has_value(), n <= depth) << n;
  }
}

TEST(ParseRule, SurvivesHostileTextsWithoutRecursing) {
  const std::vector<std::string> parts{"(",
                                       "not ",
                                       "a near (",
                                       "count(",
                                       "any 1 of (",
                                       "affirmed(",
                                       "a or ",
                                       "a and ",
                                       "a near b ",
                                       "\"",
                                       "'",
                                       "/",
                                       "<",
                                       "$",
                                       "text(",
                                       "a ",
                                       "a where x = 1 ",
                                       "where ",
                                       "{",
                                       "\"{a|",
                                       "\"[1] ",
                                       "\\",
                                       "管",
                                       "管*",
                                       "~",
                                       "*",
                                       "a.",
                                       "\xF0\x9F",
                                       "a(",
                                       "a within sentence ",
                                       "(a where x in (",
                                       "'a\\'"};
  for (const std::string& part : parts) {
    for (const std::size_t n : {std::size_t{100}, std::size_t{10'000}, std::size_t{1'000'000}}) {
      const std::string text = repeated(part, n);
      for (const bool as_query : {false, true}) {
        const auto start = std::chrono::steady_clock::now();
        const auto parsed = as_query ? query(text) : rule(text);
        const auto took = std::chrono::steady_clock::now() - start;
        EXPECT_LT(took, std::chrono::seconds(2)) << part << " x " << n;
        if (parsed || n < 1'000'000) continue;
        EXPECT_LE(parsed.error().line().size(), 400u);
        EXPECT_LE(parsed.error().excerpt.size(), 2000u);
      }
    }
  }
}

TEST(ParseQuery, HoldsItsLimits) {
  EXPECT_TRUE(query(std::string(limits::query_bytes, 'a')));
  EXPECT_FALSE(query(std::string(limits::query_bytes + 1, 'a')));
  EXPECT_TRUE(query(repeated("a ", limits::query_terms)));
  EXPECT_FALSE(query(repeated("a ", limits::query_terms + 1)));
  EXPECT_TRUE(rule(repeated("a or ", limits::query_terms) + "a")) << "rules may be longer than queries";
}

TEST(ParseRule, HoldsTheLimitsOfRegularExpressions) {
  EXPECT_TRUE(rule("/" + std::string(limits::regex_bytes, 'a') + "/"));
  EXPECT_FALSE(rule("/" + std::string(limits::regex_bytes + 1, 'a') + "/"));
  const auto groups = [](std::size_t n) { return "/" + repeated("(", n) + "a" + repeated(")", n) + "/"; };
  EXPECT_TRUE(rule(groups(static_cast<std::size_t>(limits::regex_depth))));
  EXPECT_FALSE(rule(groups(static_cast<std::size_t>(limits::regex_depth) + 1)));
  EXPECT_TRUE(rule("/a{1000}/"));
  EXPECT_FALSE(rule("/a{1001}/"));
  EXPECT_FALSE(rule("/(((a{100}){100}){100}){100}/"));
}

TEST(ParseRule, HoldsTheLimitsOfNumbers) {
  EXPECT_TRUE(rule("\"a [999-1000] b\""));
  EXPECT_FALSE(rule("\"a [999-1001] b\""));
  EXPECT_TRUE(rule("a near/1000000 b"));
  EXPECT_FALSE(rule("a near/1000001 b"));
  EXPECT_TRUE(rule("<" + std::string(limits::name_bytes, 'a') + ">"));
  EXPECT_FALSE(rule("<" + std::string(limits::name_bytes + 1, 'a') + ">"));
  EXPECT_TRUE(rule(std::string(limits::MiB, 'a')));
  EXPECT_FALSE(rule(std::string(limits::MiB + 1, 'a')));
}

}  // namespace
}  // namespace gloss::codebook
