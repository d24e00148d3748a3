// SPDX-License-Identifier: GPL-3.0-or-later
// What broken rules are told: the place, the fault and what to write instead.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "codebook/parse_rule.h"

namespace gloss::codebook {
namespace {

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
    {"a where unit.word > 3", 9, "no attribute \"unit.word\"", "write unit.words"},
    {"a where unit.length > 3", 9, "no attribute", "unit.words, unit.chars or unit.number"},
    {"a where x = 1 and turn.nr = 2", 19, "no attribute \"turn.nr\"", "turn.number"},
    {"a where section.0 = b", 9, "no attribute \"section.0\"", "section.1"},
    {"a where section.b = c", 9, "no attribute", "section.1"},
    {"a where previous.section = b", 9, "no attribute", "previous.role"},
    {"a where previous.previous.role = unknown", 9, "no attribute", "previous.role"},
    {"a where previous.role = boss", 25, "no role \"boss\"", "interviewer"},
    {"a where \"unit.word\" > 3", 9, "no attribute", "unit.words"},
    {"a where \"\" = 3", 9, "attribute is empty", "role = interviewee"},
    {"a where unit.words > many", 22, "is a number, \"many\" is none", "unit.words >= 10"},
    {"a where unit.words in (1, b)", 27, "is a number", ""},
    {"a where turn.number = \"\"", 23, "is a number", ""},
    {"a where Unit.Chars = 4*", 22, "is a number", ""},
    {"a where .x = 3", 9, "no name of an attribute", "a dot stands between"},
    {"a where x..y = 3", 9, "no name of an attribute", "a dot stands between"},
    {"count('US')", 12, "needs a comparison", "count(a) >= 2"},
    {"text(/a/, /b/)", 9, "takes one text", "text(\"a\") or text(\"b\")"},
    {"text()", 6, "takes characters in double quotes", "e-mail"},
    {"'😀'", 1, "without letters or digits", "text("},
    {"text(/a/i)", 9, "no option", "/.../c"},
    {"a\x01", 2, "control character U+0001", ""},
    {"a \xFF b", 3, "not UTF-8", ""},
};
// clang-format on

TEST(ParseRule, TellsWhatIsWrongWhereAndWhatToWrite) {
  for (const BrokenRule& broken : broken_rules) {
    SCOPED_TRACE(broken.text);
    const auto parsed = parse_rule(broken.text, {.file = "book.yaml", .line = 7, .column = 3});
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

}  // namespace
}  // namespace gloss::codebook
