// SPDX-License-Identifier: GPL-3.0-or-later
// Matching by hand-made cases: what a phrase may cross, units, roles, negation in Chinese, merging, reasons,
// errors.
#include "tagger/program.h"

#include <gtest/gtest.h>

#include <deque>
#include <thread>

#include "codebook/parse_rule.h"
#include "tagger/generate.h"
#include "tagger/worked_example.h"

namespace gloss::test {
namespace {

using Quotes = std::vector<std::string>;

Script plain_script(std::vector<std::string> passages) {
  Script script;
  script.facts.language = "en";
  for (std::string& text : passages) script.passages.push_back({std::move(text), -1, -1, -1});
  return script;
}

std::string rules_yaml(const std::vector<std::string>& rules, const std::string& head = "",
                       const std::string& code = "") {
  std::string yaml = "codebook: c\n" + head + "codes:\n  c:\n" + code + "    rules:\n";
  for (const std::string& rule : rules) yaml += "      - |\n        " + rule + "\n";
  return yaml;
}

Quotes found(const std::string& rule, const Script& script, const std::string& head = "",
             const std::string& code = "") {
  return quotes(rules_yaml({rule}, head, code), script)["c"];
}

TEST(Phrases, MayCrossQuotesBracketsAndJoiningMarksOnly) {
  const Script script =
      plain_script({"dual control. Dual (control) \"dual\" control, dual-control; dual, control; dual: "
                    "control; dual\ncontrol dual 🙂 control"});
  EXPECT_EQ(found("\"dual control\"", script), (Quotes{"dual control", "Dual (control", "dual\" control",
                                                       "dual-control", "dual\ncontrol", "dual 🙂 control"}));
}

TEST(Phrases, DoNotLeaveTheirSentenceOrPassage) {
  const Script script = plain_script({"We have dual", "control here. We have dual. Control it"});
  EXPECT_EQ(found("\"dual control\"", script), Quotes{});
  EXPECT_EQ(found("\"dual [0-3] control\"", script), Quotes{});
}

TEST(Phrases, GapsCrossCommasButNotSentences) {
  const Script script = plain_script({"turn it, and that, off. Turn it. And off"});
  EXPECT_EQ(found("\"turn [0-5] off\"", script), (Quotes{"turn it, and that, off"}));
  EXPECT_EQ(found("\"turn * and\"", script), (Quotes{"turn it, and"}));
}

TEST(Phrases, LiteralsOfSeveralPositionsArePhrases) {
  const Script script = plain_script(
      {"self-organised groups, self organised; 我们AA制，双重管理体制 雙重（管理）双重，管理 ＡＡ制"});
  EXPECT_EQ(found("self-organised", script), (Quotes{"self-organised", "self organised"}));
  EXPECT_EQ(found("双重管理", script), (Quotes{"双重管理", "雙重（管理"}));
  EXPECT_EQ(found("AA制", script), (Quotes{"AA制", "ＡＡ制"}));
}

/// A phrase of up to 64 positions is tried with the bits of a word, a longer one otherwise.
TEST(Phrases, HaveGapsOfEveryLength) {
  for (int apart = 58; apart <= 68; ++apart) {
    std::string text = "alpha";
    for (int i = 0; i < apart; ++i) text += " w";
    text += " beta gamma";
    for (int most = 58; most <= 68; ++most) {
      const std::string gap = " [" + std::to_string(most - 1) + "-" + std::to_string(most) + "] ";
      const bool fits = apart == most || apart == most - 1;
      EXPECT_EQ(found("\"alpha" + gap + "beta\"", plain_script({text})).size(), fits ? 1u : 0u)
          << apart << ' ' << most;
      EXPECT_EQ(found("\"alpha" + gap + "{beta|beta gamma}\"", plain_script({text})),
                fits ? Quotes{text} : Quotes{});
    }
  }
}

TEST(Lists, TheLongestEntryWins) {
  const std::string head = "lists: {means: [funding, \"lack of funding\", lack]}\n";
  EXPECT_EQ(found("$means", plain_script({"a lack of funding, lack, funding"}), head),
            (Quotes{"lack of funding", "lack", "funding"}));
  // and what lies inside a longer entry is no reason either
  auto codebook = codebook::parse_codebook(rules_yaml({"$means"}, head), "c.yaml");
  ASSERT_TRUE(codebook);
  text::Tokenizer tokenizer;
  MemoryVocabulary vocabulary;
  const MemorySource source(plain_script({"a lack of funding"}), tokenizer, vocabulary);
  auto program = tagger::Program::compile(*codebook, vocabulary, "c.yaml", {});
  ASSERT_TRUE(program);
  const auto hits = program->run(source.view());
  ASSERT_EQ(hits.size(), 1u);
  EXPECT_EQ(hits[0].reasons[0].leaves, (std::vector<tagger::Run>{{1, 3}}));
}

TEST(Stems, MeetWordsOfTheLanguagesGiven) {
  const Script script = plain_script({"worry worried worries worrying war"});
  EXPECT_EQ(found("worried~", script), (Quotes{"worry", "worried", "worries", "worrying"}));
}

TEST(Stems, AreTheWordItselfWithoutAStemmer) {
  auto codebook = codebook::parse_codebook(rules_yaml({"worried~"}), "c.yaml");
  ASSERT_TRUE(codebook);
  text::Tokenizer tokenizer;
  MemoryVocabulary vocabulary;
  const MemorySource source(plain_script({"worry worried"}), tokenizer, vocabulary);
  for (const std::vector<std::string>& languages : {std::vector<std::string>{}, {"zh"}}) {
    auto program = tagger::Program::compile(*codebook, vocabulary, "c.yaml", {languages, 0});
    ASSERT_TRUE(program);
    EXPECT_EQ(program->run(source.view()).size(), 1u);
  }
}

TEST(Wildcards, StandInsideWords) {
  const Script script = plain_script({"don't self-organised self-organising women woman café"});
  EXPECT_EQ(found("*n't", script), (Quotes{"don't"}));
  EXPECT_EQ(found("self-organis*", script), (Quotes{"self-organised", "self-organising"}));
  EXPECT_EQ(found("wom?n", script), (Quotes{"women", "woman"}));
  EXPECT_EQ(found("caf?", script), (Quotes{"café"}));
}

Script interview() {
  Script script = worked_script();
  script.facts.sections.clear();
  script.facts.section_parents.clear();
  script.passages = {{"What about money?", 0, -1, 0},
                     {"We had a grant.", 1, -1, 1},
                     {"Mm, yes.", 2, -1, 0},
                     {"The roof was mended.", 3, -1, 1},
                     {"A real grant, money, roof.", 4, -1, 0},
                     {"And the council helped.", 5, -1, 2},
                     {"Who?", 6, -1, 0},
                     {"The council gave a grant.", 7, -1, 1}};
  return script;
}

TEST(Answers, EndAtQuestionsAndNotAtBackChannels) {
  EXPECT_EQ(found("unit within answer", interview()),
            (Quotes{"We had a grant.\n\nMm, yes.\n\nThe roof was mended", "And the council helped",
                    "The council gave a grant"}));
  EXPECT_EQ(found("grant and roof within answer", interview()),
            (Quotes{"We had a grant.\n\nMm, yes.\n\nThe roof was mended"}));
}

TEST(Answers, TheInterviewersWordsDoNotMatch) {
  EXPECT_EQ(found("grant within answer", interview()), (Quotes{"grant", "grant"}));
  EXPECT_EQ(found("grant", interview()), (Quotes{"grant", "grant", "grant"}));
  EXPECT_EQ(found("grant and yes within answer", interview()), Quotes{});
}

TEST(Answers, AreTurnsWhereNobodyInterviews) {
  Script script = interview();
  for (auto& speaker : script.facts.speakers) speaker.role = model::Role::unknown;
  EXPECT_EQ(found("unit within answer", script).size(), script.passages.size());
}

TEST(Where, RolesHoldOfSpansOfOneSpeaker) {
  EXPECT_EQ(found("grant where role = interviewer", interview()), (Quotes{"grant"}));
  EXPECT_EQ(found("grant where speaker = p*", interview()), (Quotes{"grant", "grant"}));
  // the whole source has no speaker: = fails, != holds
  EXPECT_EQ(found("grant and roof within source where role = interviewee", interview()), Quotes{});
  EXPECT_EQ(found("grant and roof within source where role != interviewee", interview()).size(), 1u);
  EXPECT_EQ(found("grant", interview(), "where: role != interviewer\n"), (Quotes{"grant", "grant"}));
}

TEST(Where, UnlabelledSourcesHaveTheRoleUnknown) {
  EXPECT_EQ(found("grant where role = unknown", plain_script({"a grant"})), (Quotes{"grant"}));
  EXPECT_EQ(
      found("grant and roof within source where role = unknown", plain_script({"a grant", "a roof"})).size(),
      1u);
  EXPECT_EQ(found("grant where speaker is set", plain_script({"a grant"})), Quotes{});
}

TEST(Where, AncestorsOfTheSectionCount) {
  Script script = plain_script({"grant one", "grant two", "grant three"});
  script.facts.sections = {"Money", "Grants", "Hopes"};
  script.facts.section_parents = {-1, 0, -1};
  for (int i = 0; i < 3; ++i) script.passages[static_cast<std::size_t>(i)].section = i;
  EXPECT_EQ(found("grant where section = money", script).size(), 2u);
  EXPECT_EQ(found("grant where section = grants", script).size(), 1u);
  EXPECT_EQ(found("grant where section != money", script).size(), 1u);
  EXPECT_EQ(found("unit within section where section = money", script), (Quotes{"grant one\n\ngrant two"}));
}

TEST(Where, VariablesOfTheCaseGoBeforeThoseOfTheSource) {
  Script script = worked_script();
  script.facts.speakers[1].variables["age"] = "31";
  const auto in = [&](const std::string& rule) { return found(rule, script); };
  EXPECT_EQ(in("time where age = 31"), (Quotes{"time", "time"}));
  EXPECT_EQ(in("time where age > 40"), Quotes{});
  EXPECT_EQ(in("cash where age = 52.0"), (Quotes{"cash"}));
  EXPECT_EQ(in("cash where site < 4"), Quotes{});
  EXPECT_EQ(in("cash where nobody is not set"), (Quotes{"cash"}));
}

TEST(Negation, CountsCharactersInChinese) {
  const Script script = plain_script({"我们没有钱。", "不仅有钱，还有地。", "他不得不出钱。", "不是没有钱。",
                                      "没有，钱很多。", "没有一二三四五六七八九十钱"});
  EXPECT_EQ(found("negated(钱)", script).size(), 1u);
  EXPECT_EQ(found("affirmed(钱)", script).size(), 5u);
}

TEST(Negation, CuesBeforePunctuationAreInert) {
  EXPECT_EQ(found("negated(money)", plain_script({"No, money. No money."})), (Quotes{"money"}));
}

TEST(Negation, StopsAtStopWordsAndSemicolons) {
  EXPECT_EQ(
      found("negated(money)", plain_script({"not him but money", "not him; money", "not him money"})).size(),
      1u);
}

TEST(Hits, WidenToTheCodesSpan) {
  const Script script = plain_script({"One two. Three four. Five", "six"});
  EXPECT_EQ(found("four", script, "", "    span: sentence\n"), (Quotes{"Three four"}));
  EXPECT_EQ(found("\"two\" before/3 four", script, "", "    span: sentence\n"),
            (Quotes{"One two. Three four"}));
  EXPECT_EQ(found("four or two", script, "", "    span: passage\n"), (Quotes{"One two. Three four. Five"}));
}

TEST(Hits, MergeWhatIsNestedAndKeepWhatCrosses) {
  const Script script = plain_script({"a b c d"});
  const std::vector<std::string> rules = {"\"a b c\"", "b", "\"c d\"", "\"b c\"", "\"a b c\""};
  EXPECT_EQ(quotes(rules_yaml(rules), script)["c"], (Quotes{"a b c", "c d"}));
  EXPECT_EQ(quotes(rules_yaml(rules, "overlap: drop\n"), script)["c"], (Quotes{"a b c"}));
  EXPECT_EQ(quotes(rules_yaml(rules, "overlap: all\n"), script)["c"], (Quotes{"a b c", "b", "b c", "c d"}));

  auto codebook = codebook::parse_codebook(rules_yaml(rules), "c.yaml");
  ASSERT_TRUE(codebook);
  text::Tokenizer tokenizer;
  MemoryVocabulary vocabulary;
  const MemorySource source(script, tokenizer, vocabulary);
  auto program = tagger::Program::compile(*codebook, vocabulary, "c.yaml", {});
  ASSERT_TRUE(program);
  const auto hits = program->run(source.view());
  ASSERT_EQ(hits.size(), 2u);
  using Reasons = std::vector<tagger::RuleReason>;
  EXPECT_EQ(hits[0].reasons,
            (Reasons{{1, {{0, 2}}, {}}, {2, {{1, 1}}, {}}, {4, {{1, 2}}, {}}, {5, {{0, 2}}, {}}}));
  EXPECT_EQ(hits[1].reasons, (Reasons{{3, {{2, 3}}, {}}}));
}

TEST(Hits, TheLongerOfTwoCodesWinsWhereTheCodebookSaysSo) {
  const std::string yaml =
      "codebook: c\nconflict: longest\ncodes:\n  x: {rules: [b]}\n  y: {rules: ['\"b c\"']}\n  z: {rules: "
      "['\"c d\"', a]}\n";
  auto found_by_code = quotes(yaml, plain_script({"a b c d b"}));
  EXPECT_EQ(found_by_code["x"], (Quotes{"b"}));
  EXPECT_EQ(found_by_code["y"], (Quotes{"b c"}));
  EXPECT_EQ(found_by_code["z"], (Quotes{"a", "c d"}));
}

TEST(Program, GivesTheSameFromSeveralThreads) {
  Generator generator(7);
  const codebook::Codebook codebook = generator.codebook(20);
  text::Tokenizer tokenizer;
  MemoryVocabulary vocabulary;
  std::vector<Script> scripts;
  for (int i = 0; i < 40; ++i) scripts.push_back(generator.script(60));
  std::deque<MemorySource> sources;
  for (const Script& script : scripts) sources.emplace_back(script, tokenizer, vocabulary);
  auto program = tagger::Program::compile(codebook, vocabulary, "c.yaml", {{"en"}, 0});
  ASSERT_TRUE(program);
  std::vector<std::vector<tagger::Hit>> one, two(sources.size()), three(sources.size());
  for (const MemorySource& source : sources) one.push_back(program->run(source.view()));
  const auto run_all = [&](std::vector<std::vector<tagger::Hit>>& out) {
    for (std::size_t i = 0; i < sources.size(); ++i) out[i] = program->run(sources[i].view());
  };
  std::thread other([&] { run_all(two); });
  run_all(three);
  other.join();
  EXPECT_EQ(one, two);
  EXPECT_EQ(one, three);
}

TEST(Program, IsEmptyOnAnEmptySource) {
  EXPECT_EQ(found("not a", plain_script({})), Quotes{});
  EXPECT_EQ(found("not a", plain_script({"🙂", "..."})), Quotes{});
}

/// The error of compiling a codebook with this rule; the parser must accept it.
Error compile_error(const std::string& rule, const std::string& head = "",
                    const tagger::CompileOptions& options = {}) {
  auto codebook = codebook::parse_codebook(rules_yaml({rule}, head), "c.yaml");
  EXPECT_TRUE(codebook) << (codebook ? "" : codebook.error().line());
  if (!codebook) return {};
  MemoryVocabulary vocabulary;
  for (const char* word : {"fund", "funds", "funding", "refund"}) vocabulary.add(word);
  auto program = tagger::Program::compile(*codebook, vocabulary, "c.yaml", options);
  EXPECT_FALSE(program) << rule;
  return program ? Error{} : program.error();
}

TEST(ProgramErrors, CountTheWordsOfAWildcardOverTheLimit) {
  const Error error = compile_error("a or fund*", "", {{}, 2});
  EXPECT_EQ(error.message, "'fund*' stands for 3 different words, more than 2");
  EXPECT_EQ(error.place, "c.yaml:6:9");
  const std::string head = "lists: {l: [x, '*fund']}\n";
  EXPECT_EQ(compile_error("$l", head, {{}, 1}).message, "'*fund' stands for 2 different words, more than 1");

  auto codebook = codebook::parse_codebook(rules_yaml({"fund*"}), "c.yaml");
  ASSERT_TRUE(codebook);
  MemoryVocabulary vocabulary;
  for (const char* word : {"fund", "funds", "funding"}) vocabulary.add(word);
  EXPECT_TRUE(tagger::Program::compile(*codebook, vocabulary, "c.yaml", {{}, 3}));
  EXPECT_TRUE(tagger::Program::compile(*codebook, vocabulary, "c.yaml", {{}, 0}));
}

TEST(ProgramErrors, RefuseListsAndCodesInQueries) {
  MemoryVocabulary vocabulary;
  for (const std::string query : {"$money", "<c>", "<*>"}) {
    auto parsed = codebook::parse_rule(query, {"query", 1, 1, false, 1}, {true});
    if (!parsed) continue;  // refused even earlier
    auto program = tagger::Program::compile_query(*parsed, query, vocabulary, {});
    ASSERT_FALSE(program) << query;
    EXPECT_EQ(program.error().fault, Fault::bad_configuration);
    EXPECT_TRUE(program.error().place.starts_with("query")) << program.error().place;
  }
}

TEST(ProgramErrors, PointIntoTheQuery) {
  MemoryVocabulary vocabulary;
  for (const char* word : {"fund", "funds"}) vocabulary.add(word);
  const std::string query = "钱 or fund*";
  auto parsed = codebook::parse_rule(query, {"query", 1, 1, false, 1}, {true});
  ASSERT_TRUE(parsed);
  auto program = tagger::Program::compile_query(*parsed, query, vocabulary, {{}, 1});
  ASSERT_FALSE(program);
  EXPECT_EQ(program.error().place, "query:1:6");
  EXPECT_NE(program.error().excerpt.find(query), std::string::npos);
}

TEST(ProgramErrors, FindCyclesAmongCodes) {
  codebook::Codebook codebook;
  for (const char* id : {"a", "b"}) {
    codebook::Code code;
    code.id = id;
    codebook::Rule rule;
    rule.expression.kind = codebook::Expression::Kind::code;
    rule.expression.text = *id == 'a' ? "b" : "*";
    code.rules.push_back(rule);
    codebook.codes.push_back(code);
  }
  MemoryVocabulary vocabulary;
  auto program = tagger::Program::compile(codebook, vocabulary, "c.yaml", {});
  ASSERT_FALSE(program);
  EXPECT_NE(program.error().message.find("refers back"), std::string::npos);
}

TEST(Queries, KnowTheWordsTheyNeed) {
  MemoryVocabulary vocabulary;
  const std::uint32_t fund = vocabulary.add("fund"), lack = vocabulary.add("lack"),
                      funds = vocabulary.add("funds");
  const auto words = [&](const std::string& query) {
    auto parsed = codebook::parse_rule(query, {"query", 1, 1, false, 1}, {true});
    EXPECT_TRUE(parsed) << query;
    auto program = tagger::Program::compile_query(*parsed, query, vocabulary, {});
    EXPECT_TRUE(program) << query;
    return program->words();
  };
  EXPECT_EQ(words("fund* lack"), (std::vector<std::uint32_t>{fund, lack, funds}));
  EXPECT_EQ(words("fund* and not lack"), (std::vector<std::uint32_t>{fund, funds}));
  EXPECT_EQ(words("lack without fund"), (std::vector<std::uint32_t>{lack}));
  EXPECT_TRUE(words("not lack").empty());
  EXPECT_TRUE(words("fund or unit").empty());
}

}  // namespace
}  // namespace gloss::test
