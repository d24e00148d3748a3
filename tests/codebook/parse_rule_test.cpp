// SPDX-License-Identifier: GPL-3.0-or-later
// The rule language: what is read, and what broken rules are told.
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

struct BrokenRule {
  const char* text;
  int column;           ///< where the caret stands, from 1
  const char* message;  ///< a part of the message
  const char* hint;     ///< a part of the hint
};

// clang-format off
const BrokenRule broken_rules[] = {
    {"social housing", 8, "side by side", "quotes around a phrase: \"social housing\""},
    {"双重管理 体制", 6, "side by side", "quotes around a phrase: \"双重管理 体制\""},
    {"\"a b\" c", 7, "side by side", "quotes around a phrase"},
    {"(a) (b)", 5, "side by side", "and, or, near/5"},
    {"a 'b'", 3, "side by side", ""},
    {"$a $b", 4, "side by side", ""},
    {"", 1, "the rule is empty", "write a word"},
    {"   ", 1, "the rule is empty", "write a word"},
    {"a near/5", 9, "missing after \"near/5\"", "add a word"},
    {"a near/5 ", 10, "missing after \"near/5\"", "add a word"},
    {"a and", 6, "missing after \"and\"", "add a word"},
    {"a or", 5, "missing after \"or\"", ""},
    {"and a", 1, "missing before \"and\"", "\"and\""},
    {"or", 1, "missing before \"or\"", "\"or\""},
    {"a and or b", 7, "between \"and\" and \"or\"", "\"or\""},
    {"a or or b", 6, "between \"or\" and \"or\"", ""},
    {"not", 4, "missing after \"not\"", ""},
    {"(not)", 5, "missing after \"not\"", ""},
    {"near b", 1, "missing before \"near\"", ""},
    {"near(a, b)", 1, "between its two sides", "a near/5 b"},
    {"where x = 1", 1, "missing before \"where\"", ""},
    {"(a or b", 1, "never closed", "add a )"},
    {"a and (b or (c)", 7, "never closed", "add a )"},
    {"count(a", 6, "never closed", "add a )"},
    {"any 1 of (a, b", 10, "never closed", "add a )"},
    {"()", 1, "empty", ""},
    {"a)", 2, "no ( for this )", "delete it"},
    {"(a))", 4, "no ( for this )", ""},
    {"\"open", 1, "never closed", "add a \""},
    {"“open", 1, "never closed", ""},
    {"'open", 1, "never closed", "add a '"},
    {"/open", 1, "never closed", "add a /"},
    {"text(\"open)", 6, "never closed", "add a \""},
    {"text(\"open\"", 5, "never closed", "add a )"},
    {"<open", 1, "never closed", "<dilemma/policy>"},
    {"\"a {b|c\"", 4, "brace is never closed", "add a }"},
    {"\"a [1-2\"", 4, "never closed by ]", "[0-3]"},
    {"\"\"", 1, "phrase is empty", ""},
    {"\"  \"", 1, "phrase is empty", ""},
    {"''", 1, "exact text is empty", ""},
    {"//", 1, "regular expression is empty", ""},
    {"text(\"\")", 6, "no blank", ""},
    {"\"*\"", 1, "at least one word", ""},
    {"\"[0-3] *\"", 1, "at least one word", ""},
    {"*", 1, "every word", "fund*"},
    {"a or ?*", 6, "every word", ""},
    {"a within page", 10, "no unit \"page\"", "passage"},
    {"a within passge", 10, "no unit \"passge\"", "write passage"},
    {"a within 段落", 10, "no unit \"段落\"", "passage"},
    {"a within 5", 10, "not a distance", "near/5"},
    {"a within", 9, "unit is missing", "sentence"},
    {"a within sentence within turn", 19, "only once", "parentheses"},
    {"a where x = 1 within turn", 15, "before \"where\"", ""},
    {"a within sentence b", 19, "cannot follow \"within sentence\"", "parentheses"},
    {"双重*管理", 3, "cannot touch", "not inside"},
    {"*管理", 1, "cannot touch", "near"},
    {"管?", 2, "cannot touch", "near"},
    {"カラ*", 3, "cannot touch", "near"},
    {"한국*", 3, "cannot touch", "near"},
    {"\"大 管*\"", 5, "cannot touch", "near"},
    {"\"大 {小|管*}\"", 8, "cannot touch", "near"},
    {"管理~", 3, "without word stems", "not inside"},
    {"fu~nd", 3, "only at the end", "worried~"},
    {"fund*~", 6, "does not go together", "fund*"},
    {"\"a [3-1] b\"", 4, "from 3 down to 1", ""},
    {"\"a [0-1001] b\"", 7, "larger than 1000", "1000"},
    {"\"a [0-0] b\"", 4, "no gap", ""},
    {"\"a [] b\"", 4, "needs numbers", "[0-3]"},
    {"\"a [1-] b\"", 4, "second number", ""},
    {"\"a [1,3] b\"", 4, "never closed by ]", "[0-3]"},
    {"\"a {b|} c\"", 7, "alternative is empty", "{a|b}"},
    {"\"a {} c\"", 5, "alternative is empty", ""},
    {"\"a {b|*} c\"", 7, "gap cannot stand inside", ""},
    {"\"a {b {c}} d\"", 7, "cannot stand inside { }", ""},
    {"\"a{b|c}\"", 3, "blank is missing", ""},
    {"\"a | b\"", 4, "cannot stand here", "{funding|money}"},
    {"\"no, thanks\"", 4, "no phrase goes across \",\"", "text("},
    {"a near/0 b", 8, "distance of 0", "near/1"},
    {"a near/1000001 b", 8, "larger than 1000000", ""},
    {"a near/99999999999999999999999999 b", 8, "larger than 1000000", ""},
    {"a near/x b", 8, "whole number", "near/5"},
    {"a near/ 5 b", 8, "whole number", ""},
    {"a near/5words b", 9, "no distance", "near/5c"},
    {"a inside/5 b", 9, "takes no distance", "near/5"},
    {"a not with b", 7, "not possible", "without"},
    {"a not without b", 7, "not possible", "write with"},
    {"a not b", 3, "cannot stand between", "a and not b"},
    {"money > 3", 7, "only after count", "count(a) >= 2"},
    {"money < 3", 7, "only after count", "count(a) >= 2"},
    {"role = interviewee", 6, "only after count", "where"},
    {"count(a)", 9, "needs a comparison", "count(a) >= 2"},
    {"count(a) == 2", 10, "no comparison", "write ="},
    {"count(a) <> 2", 10, "no comparison", "write !="},
    {"count(a) => 2", 10, "no comparison", "write >="},
    {"count(a) >= many", 13, "whole number", ""},
    {"count(a) >= 2.5", 14, "whole number", ""},
    {"count(a) >= 1000001", 13, "larger than", ""},
    {"any 3 of (a, b)", 5, "3 of only 2", "at most 2"},
    {"any 0 of (a, b)", 5, "every unit", "at least 1"},
    {"any 2 (a, b)", 5, "\"any\" needs", "any 2 of (a, b, c)"},
    {"any(a, b)", 1, "\"any\" needs", "any 2 of (a, b, c)"},
    {"any 1 of (a,)", 13, "missing after \",\"", ""},
    {"any 1 of (a within sentence)", 13, "parentheses of its own", ""},
    {"sum(a)", 1, "no function \"sum\"", "count(...)"},
    {"afirmed(a)", 1, "no function \"afirmed\"", "write affirmed"},
    {"text(a)", 6, "double quotes", "text("},
    {"a adj/3 b", 3, "no operator \"adj/\"", "near/5"},
    {"a nera/3 b", 3, "no operator \"nera/\"", "write near/5"},
    {"and/or", 1, "missing before \"and\"", ""},
    {"a/b", 2, "inside a word", "quotes"},
    {"house / rent", 7, "stands alone", "near/5"},
    {"say:hello", 4, "\":\"", "where say"},
    {"a & b", 3, "no operator", "write and"},
    {"a | b", 3, "\"|\"", "write or"},
    {"!a", 1, "\"!\"", "write not"},
    {"-money", 1, "no operator", "and not money"},
    {"+money", 1, "no operator", "leave it out"},
    {"a, b", 2, "comma", "write or"},
    {"a [0-3] b", 3, "only inside a phrase", "turn [0-4] off"},
    {"a {b}", 3, "only inside a phrase", ""},
    {"a{b}", 2, "only inside a phrase", ""},
    {"a ; b", 3, "means nothing here", "quotes"},
    {"😀", 1, "no letter or digit", "text("},
    {"/a/i", 4, "no option", "/.../c"},
    {"/a(/", 1, "not a regular expression", ""},
    {"/[z-a]/", 1, "not a regular expression", ""},
    {"/a{1001}/", 1, "not a regular expression", ""},
    {"/(?=a)/", 1, "not a regular expression", ""},
    {"text(/*/)", 6, "not a regular expression", ""},
    {"$", 1, "name of a list is missing", "$money"},
    {"$money*", 7, "cannot follow a list", ""},
    {"<>", 1, "name of a code is missing", ""},
    {"< >", 1, "name of a code is missing", ""},
    {"<a//b>", 1, "part of the code's name is empty", ""},
    {"<a/*/b>", 1, "only alone or at the end", ""},
    {"<a*>", 1, "only alone or at the end", ""},
    {"a where", 8, "condition is missing after \"where\"", "role = interviewee"},
    {"a where role", 13, "comparison is missing after \"role\"", "role is set"},
    {"a where role interviewee", 14, "comparison is missing", ""},
    {"a where role =", 15, "value is missing after \"=\"", ""},
    {"a where age > = 4", 15, "value is missing after \">\"", ""},
    {"a where age >= 4*", 16, "have no order", ""},
    {"a where role = interviewe", 16, "no role \"interviewe\"", "write interview"},
    {"a where kind = memo", 16, "no kind \"memo\"", "field-note"},
    {"a where x = 1 or y = 2", 15, "\"and\" only", "in (North, South)"},
    {"a where x = 1 and not b", 19, "must go on", "parentheses"},
    {"a where x in 1", 14, "parentheses are missing", ""},
    {"a where x in (1", 14, "never closed", ""},
    {"a where x in (1 2)", 17, "commas", ""},
    {"a where x is missing", 14, "only by \"set\"", ""},
    {"a where x not in (1)", 11, "cannot stand here", "x != a and x != b"},
    {"a where x = New York", 17, "side by side", "\"New York\""},
    {"a where x = \"open", 13, "never closed", ""},
    {"a where role: interviewee", 13, "comparison is missing", ""},
    {"a\x01", 2, "control character U+0001", ""},
    {"a \xFF b", 3, "not UTF-8", ""},
};
// clang-format on

TEST(ParseRule, TellsWhatIsWrongWhereAndWhatToWrite) {
  for (const BrokenRule& broken : broken_rules) {
    SCOPED_TRACE(broken.text);
    const auto parsed = rule(broken.text);
    if (parsed) {
      ADD_FAILURE() << "was read as " << print(*parsed);
      continue;
    }
    const Error& error = parsed.error();
    EXPECT_EQ(error.fault, Fault::bad_configuration);
    EXPECT_EQ(error.place, fmt::format("book.yaml:7:{}", broken.column + 2));
    EXPECT_NE(error.message.find(broken.message), std::string::npos) << error.message;
    EXPECT_NE(error.hint.find(broken.hint), std::string::npos) << error.hint;
    EXPECT_FALSE(error.hint.empty());
    EXPECT_NE(error.message.back(), '.');
    EXPECT_NE(error.excerpt.find("\n"), std::string::npos);
    EXPECT_EQ(error.excerpt.back(), '^');
  }
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
