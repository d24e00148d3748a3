// SPDX-License-Identifier: GPL-3.0-or-later
// The readers on small files that have what real ones have: blanks for tabs, padded numbers, CRLF, Latin-1.
#include "exchange/dictionary.h"

#include <gtest/gtest.h>

#include "exchange/dictionary_parts.h"

namespace gloss::exchange {
namespace {

/// "A: more, little*; A/B: [rule]" - categories with their entries.
std::string listed(const Dictionary& dictionary) {
  std::string out;
  for (std::size_t i = 0; i < dictionary.categories.size(); ++i) {
    out += (out.empty() ? "" : "; ") + path_of(dictionary, i, "/") + ':';
    for (const DictionaryEntry& entry : dictionary.categories[i].entries) {
      out += out.back() == ':' ? " " : ", ";
      out += entry.is_rule ? '[' + entry.text + ']' : entry.text;
      if (entry.weight != 1) out += " x" + std::to_string(static_cast<int>(entry.weight));
    }
  }
  return out;
}

std::string losses(const Dictionary& dictionary) {
  std::string out;
  for (const DictionaryLoss& loss : dictionary.losses)
    out += std::to_string(loss.line) + ' ' + loss.what + " | " + loss.reason + '\n';
  return out;
}

ReadDictionary read(std::string_view bytes, const std::string& name, const DictionaryOptions& options = {}) {
  auto made = read_dictionary(bytes, name, options);
  EXPECT_TRUE(made) << made.error().line();
  return made ? std::move(*made) : ReadDictionary{};
}

TEST(DictionaryLiwc, ReadsCategoriesAndWordsWithPaddedNumbersBlanksAndCrLf) {
  const auto made = read(
      "%\r\n01\tA category\r\n2   Another category\r\n%\r\n\r\nmore\t1\r\nlittle*  01 02\r\nnot "
      "enough\t002\r\n"
      "more\t1\r\n",
      "mary.dic");
  EXPECT_EQ(listed(made.dictionary), "A category: more, little*; Another category: little*, not enough");
  EXPECT_EQ(losses(made.dictionary), "");
  EXPECT_EQ(made.format, DictionaryFormat::liwc);
  EXPECT_EQ(made.how, "its name");
}

TEST(DictionaryLiwc, BuildsTheTreeFromTabsAndKeepsAWordAtTheLowestCategory) {
  const auto made = read(
      "%\n1\tfunction (Function words)\n\t2\tpronoun\n\t\t3\ti\n\t4\tarticle\n5\taffect\n%\n"
      "me\t1\t2\t3\nthe\t1\t4\nhappy*\t5\nof\t1\n",
      "liwc2015.dic");
  EXPECT_EQ(listed(made.dictionary),
            "function (Function words): of; function (Function words)/pronoun:; function (Function "
            "words)/pronoun/i: me; function (Function words)/article: the; affect: happy*");
}

TEST(DictionaryLiwc, TellsConditionsUnknownNumbersAndSmileysByLine) {
  const auto made = read(
      "%\n1\tposemo\n125\taffect\n%\nlike\t(02 134)125/464 (02 134)126 1\nkind\t<of>131/125 1\nnice\t1\t77\n"
      ":)\t1\nf*ck\t1\nwhat?\t1\nalone\n",
      "conditions.dic");
  EXPECT_EQ(listed(made.dictionary), "posemo: like, nice; affect:");
  EXPECT_EQ(losses(made.dictionary),
            "5 like (02 134)125/464 (02 134)126 1 | the condition (02 134)125/464 cannot be imported\n"
            "5 like (02 134)125/464 (02 134)126 1 | the condition (02 134)126 cannot be imported\n"
            "6 kind <of>131/125 1 | what depends on a following \"of\" cannot be imported\n"
            "7 nice 1 77 | no category has the number 77\n"
            "8 :) | has no letter or digit, so it takes no position in a text\n"
            "9 f*ck | * is no wildcard there, but would be one here\n"
            "10 what? | ? is no wildcard there, but would be one here\n"
            "11 alone | has no number of a category\n");
}

TEST(DictionaryLiwc, FindsOldEncodings) {
  const std::string body =
      "%\n1\tGef\xFChl\n%\nfr\xF6hlich*\t1\nm\xFC"
      "de\t1\nsch\xF6n\t1\n";
  const auto made = read(body, "german.dic", {.format = {}, .encoding = "windows-1252"});
  EXPECT_EQ(listed(made.dictionary), "Gefühl: fröhlich*, müde, schön");
  const auto wide = read(std::string("\xFF\xFE%\0\n\0"
                                     "1\0\t\0x\0\n\0%\0\n\0"
                                     "a\0\t\0"
                                     "1\0\n\0",
                                     26),
                         "wide.dic");
  EXPECT_EQ(listed(wide.dictionary), "x: a");
}

TEST(DictionaryWordstat, ReadsTheTreeOfTabsWithWordsAndCategoriesMixed) {
  const auto made = read(
      "SOUTH\r\n   \tBW\r\n   \t\tBOTSWANA* (1)\r\n   \t\tSOUTH_AFRICA (2)\r\n   \tLS\r\n   \t\tMASERU "
      "(1)\r\n"
      "   \tCAPE TOWN (1)\r\nNORTH\r\n\tT?NIS (1)\r\n",
      "places.cat");
  EXPECT_EQ(listed(made.dictionary),
            "SOUTH: CAPE TOWN; SOUTH/BW: BOTSWANA*, SOUTH AFRICA x2; SOUTH/LS: MASERU; NORTH: T?NIS");
  EXPECT_EQ(losses(made.dictionary), "");
}

TEST(DictionaryWordstat, ReadsRulesAndCategoriesThatComeLater) {
  const auto made = read(
      "PRAISE\n\t@HAPPY [SATISFIED NEAR #TEACHER /S3] (1)\n\tBANK NOT NEAR RIVER /P (1)\n\tBREAD AND BUTTER "
      "(1)\n"
      "\t@X GOOD NEAR #NOBODY (1)\nTEACHER\n\tPROFESSOR* (1)\n",
      "rules.cat");
  EXPECT_EQ(listed(made.dictionary),
            "PRAISE: BREAD AND BUTTER, [(\"SATISFIED\" inside (\"SATISFIED\" near/3 <#1>) within sentence)], "
            "[(\"BANK\" not near \"RIVER\" within passage)]; TEACHER: PROFESSOR*");
  EXPECT_NE(losses(made.dictionary).find("5 @X GOOD NEAR #NOBODY | there is no category NOBODY\n"),
            std::string::npos);
  EXPECT_NE(losses(made.dictionary).find("2 @HAPPY"), std::string::npos) << "the reading is to be checked";
}

TEST(DictionaryYoshikoder, ReadsCategoriesAndTakesTheOuterNodeForTheTitle) {
  const auto made = read(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<dictionary style=\"050805\" "
      "patternengine=\"substring\">\n"
      "<cnode name=\"My words\" desc=\"\">\n<cnode name=\"A &amp; B\" desc=\"what it is\">\n<pnode "
      "name=\"more\"/>\n"
      "<cnode name=\"deep\"><pnode name=\"lamb*\"/></cnode>\n</cnode>\n<cnode "
      "name=\"C\"/>\n</cnode>\n</dictionary>\n",
      "words.cat");
  EXPECT_EQ(made.format, DictionaryFormat::yoshikoder) << "XML wins over the name";
  EXPECT_EQ(made.dictionary.title, "My words");
  EXPECT_EQ(listed(made.dictionary), "A & B: more; A & B/deep: lamb*; C:");
  EXPECT_EQ(made.dictionary.categories[0].description, "what it is");
  EXPECT_EQ(made.dictionary.categories[1].line, 6);
}

TEST(DictionaryYoshikoder, TellsRegularExpressionsAndUnknownElements) {
  const auto made = read(
      "<dictionary patternengine=\"regexp\">\n<cnode name=\"A\">\n<pnode "
      "name=\"mo+re\"/>\n<note/>\n</cnode>\n"
      "</dictionary>",
      "re.ykd");
  ASSERT_EQ(made.dictionary.losses.size(), 2u);
  EXPECT_EQ(made.dictionary.losses[0].line, 3);
  EXPECT_EQ(made.dictionary.losses[1].what, "<note >");
}

TEST(DictionaryLexicoder, ReadsCategoriesAndTellsOneSidedBlanks) {
  const auto made = read("+NEGATIVE\na lie\nabandon*\n crash\n+POSITIVE\n good \n", "lsd.lc3");
  EXPECT_EQ(listed(made.dictionary), "NEGATIVE: a lie, abandon*, crash; POSITIVE: good");
  ASSERT_EQ(made.dictionary.losses.size(), 1u);
  EXPECT_EQ(made.dictionary.losses[0].line, 4);
}

TEST(DictionaryQuanteda, ReadsNestedMapsListsOfBothAndWordsThatYamlWouldChange) {
  const auto made = read(
      "US:\n  Countries: [States]\n  oceans:\n    - Atlantic\n    - Pacific Ocean\nEurope:\n  - Europ*\n  - "
      "UK:\n"
      "      - London\n      - 10 Downing Street\nanswers: [no, yes, on, ~]\nempty:\nalone: word\n",
      "geo.yml");
  EXPECT_EQ(
      listed(made.dictionary),
      "US:; US/Countries: States; US/oceans: Atlantic, Pacific Ocean; Europe: Europ*; Europe/UK: London, 10 "
      "Downing Street; answers: no, yes, on; empty:; alone: word");
}

TEST(DictionaryQuanteda, KnowsRegularExpressionsAndCase) {
  const std::string_view yaml = "a: [\"Stat.*$\", 'x (y', \"s$ a/b\"]\n";
  const auto regex = read(yaml, "re.yml", {.format = {}, .encoding = {}, .patterns = PatternType::regex});
  EXPECT_EQ(listed(regex.dictionary),
            "a: [/.*(Stat.*$).*/], [(/.*(s$).*/ before/1 /.*(a\\/b).*/) within sentence]");
  EXPECT_EQ(regex.dictionary.losses.size(), 1u);
  const auto exact =
      read("a: [United States, \"Stat*\", \"federal * gover*\"]\n", "case.yml",
           {.format = {}, .encoding = {}, .patterns = PatternType::glob, .case_matters = true});
  EXPECT_EQ(listed(exact.dictionary),
            "a: ['United States'], [/Stat.*/c], [\"federal * gover*\" containing 'federal' containing "
            "/gover.*/c]");
}

TEST(DictionaryKhcoder, SplitsOrReadsOperatorsAndKeepsTheOrderOfPrecedence) {
  const auto made = read(
      "# a comment\n＊死\n死後 or 死病\nor 死ぬ\n*twice\nfund >= 2\n*mixed\nnot fund and money or cash & ( a "
      "| b )\n"
      "*uses\n<＊死> and <*twice>\n",
      "theme.cod");
  EXPECT_EQ(
      listed(made.dictionary),
      "死: 死後, 死病, 死ぬ; twice: [(count(\"fund~\") >= 2)]; mixed: [((not \"fund~\") and \"money~\")], "
      "[(\"cash~\" and (\"a~\" or \"b~\"))]; uses: [(<#0> and <#1>)]");
  EXPECT_FALSE(made.dictionary.counts_words);
  EXPECT_EQ(losses(made.dictionary), "");
}

TEST(DictionaryKhcoder, ReadsEveryAtom) {
  const auto made = read(
      "*phrase\n卒業+証書 or New+York\n*near\nnear(a-b)[b8] or seq(a-b)[15] or near(a-b)\n*text\n'soup of "
      "the day'\n"
      "*variable\n<>gender-->f\n*heading\n<>heading2-->End\n*score\n<>age<> >= 40\n*length\nlw <= 10 and lc "
      "> 5\n"
      "*place\n( No. >= 2 ) and ( No. <= 5 )\n*sum\na + b > 3\n*surface\nrun=>running\n*flipped\n2 <= a\n",
      "atoms.cod");
  EXPECT_EQ(
      listed(made.dictionary),
      "phrase: 卒業 証書, New~ York~; near: [((\"a~\" near/8 \"b~\") within sentence)], [(\"a~\" before/15 "
      "\"b~\")], [(\"a~\" near/10 \"b~\")]; text: [text(\"soup of the day\")]; variable: [(unit where "
      "\"gender\" = \"f\")]; heading: [(unit where section.2 = \"End\")]; score: [(unit where \"age\" >= "
      "40)]; "
      "length: [((unit where unit.words <= 10) and (unit where unit.chars > 5))]; place: [((unit where "
      "unit.number >= 2) and (unit where unit.number <= 5))]; sum: [(count((\"a~\" or \"b~\")) > 3)]; "
      "surface: "
      "running; flipped: [(count(\"a~\") >= 2)]");
}

TEST(DictionaryKhcoder, SaysWhereADistanceCountsOtherThings) {
  const auto made = read("*a\nnear(先生-奥さん)[b15]\n*b\nseq(a-b-c)\n", "near.cod");
  EXPECT_EQ(listed(made.dictionary),
            "a: [((\"先生\" near/15 \"奥さん\") within sentence)]; b: [((\"a~\" before/10 \"b~\") before/10 "
            "\"c~\")]");
  EXPECT_EQ(
      losses(made.dictionary),
      "2 near(先生-奥さん)[b15] | near(先生-奥さん)[b15]: the distance counts characters in this script; KH "
      "Coder counts words\n");
}

TEST(DictionaryKhcoder, LosesWhatItCannotSayAndWhatUsesIt) {
  const auto made = read(
      "*pos\nない-->形容詞B\n*user\nfund and not <*pos>\n*forward\n<*later>\n*later\nx\n*minus\na - b > 2\n"
      "*chain\nnear(a-b-c)\n*open\n( a or b\n*count\n'x' > 1\n",
      "lost.cod");
  EXPECT_EQ(
      listed(made.dictionary),
      "pos:; user:; forward:; later: x~; minus:; chain: [((\"a~\" near/10 \"b~\") near/10 \"c~\")]; open:; "
      "count: [(count(text(\"x\")) > 1)]");
  std::vector<int> lines;
  for (const auto& loss : made.dictionary.losses) lines.push_back(loss.line);
  EXPECT_EQ(lines, (std::vector<int>{2, 4, 6, 10, 12, 14, 16}));
}

TEST(Dictionary, IsToldByItsContentWhereTheNameSaysNothing) {
  const auto format_of = [](std::string_view bytes) {
    const auto made = read_dictionary(bytes, "words.txt");
    return made ? std::string(name_of(made->format)) + ", " + made->how : made.error().line();
  };
  EXPECT_EQ(format_of("%\n1 a\n%\nb 1\n"), "liwc, its content");
  EXPECT_EQ(format_of("A\n\tB (1)\n"), "wordstat, its content");
  EXPECT_EQ(format_of("<dictionary><cnode name='a'/></dictionary>"), "yoshikoder, its content");
  EXPECT_EQ(format_of("+A\nb\n"), "lexicoder, its content");
  EXPECT_EQ(format_of("a:\n- b\n"), "quanteda, its content");
  EXPECT_EQ(format_of("# rules\n*a\nb\n"), "khcoder, its content");
  EXPECT_EQ(format_of("nothing in it"),
            "words.txt: neither its name nor its content tells what dictionary it is; try: --as "
            "liwc|wordstat|yoshikoder|lexicoder|quanteda|khcoder");
}

TEST(Dictionary, PatternsOfScriptsWithoutBlanksLoseTheirStarAndSaySo) {
  const Pattern pattern = pattern_of("管理* PPP项目", Wildcards::star);
  EXPECT_EQ(pattern.text, "管理 PPP项目");
  EXPECT_NE(pattern.problem, "");
  EXPECT_FALSE(pattern_of("管?", Wildcards::star_and_question).usable);
  EXPECT_EQ(pattern_of("R & D", Wildcards::star).text, "R D");
  EXPECT_FALSE(pattern_of("* *", Wildcards::star).usable);
  EXPECT_FALSE(pattern_of("a [0-3] b", Wildcards::star).usable);
  EXPECT_FALSE(pattern_of("approx~", Wildcards::star).usable);
}

}  // namespace
}  // namespace gloss::exchange
