// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/kwic.h"

#include "base/limits.h"
#include "project/apply_rules.h"
#include "project/use_codebook.h"
#include "project/hints.h"
#include "project/rule_line.h"
#include "project/search.h"
#include "project/search_counts.h"
#include "project/show.h"
#include "project/study.h"

namespace gloss::project {
namespace {

constexpr const char* book = R"(codebook: book
languages: [en, zh]
where: role != interviewer
codes:
  dilemma:
    name: {en: Dilemma, zh: 困境}
    codes:
      money:
        name: {en: Lack of money, zh: 缺少经费}
        rules: ['"no money"', 没有经费]
      turn:
        rules: [street]
        span: turn
)";

class SmallStudy : public testing::Test {
 protected:
  SmallStudy() : project_(made()) {}

  Project made() {
    study_.write("a/one.txt",
                 "Interviewer: Is there money for the hall?\n\n"
                 "P1: There is no money for us. The council gives money to the big clubs.\n\n"
                 "We pay for the hall.\n\nP1: On the street we pay nothing.\n\nThe street is ours.\n");
    study_.write("two.txt", "问：有经费吗？\n\n答：没有经费，场地也没有。我们自己出钱。\n");
    study_.write("note field-note.md", "# The hall\n\nThe hall was locked; the key costs money.\n");
    study_.write(
        "cases.csv",
        "source,speaker,case,group,age\na/one.txt,P1,Runner,organiser,41\ntwo.txt,答,Desk,official,52\n");
    Project project = study_.create();
    EXPECT_TRUE(add_sources(project, {study_.texts()}, {}));
    return project;
  }

  void use_book() {
    auto parsed = codebook::parse_codebook(book, "book.yaml");
    ASSERT_TRUE(parsed) << parsed.error().line();
    ASSERT_TRUE(adopt_codebook(project_, *parsed, "book.yaml"));
  }

  KwicAnswer kwic_of(const std::string& query, KwicOptions options = {}) {
    const auto answer = kwic(project_, query, options);
    EXPECT_TRUE(answer) << answer.error().line();
    return answer ? *answer : KwicAnswer{};
  }
  std::vector<std::string> nodes(const std::string& query) {
    std::vector<std::string> found;
    for (const auto& line : kwic_of(query).lines) found.push_back(line.node);
    return found;
  }
  std::string first_hint(const std::string& query) {
    const auto hints = search_hints(project_, query);
    EXPECT_TRUE(hints) << hints.error().line();
    return !hints || hints->empty() ? "" : hints->front().text;
  }
  Error refused(const std::string& query) {
    const auto answer = kwic(project_, query, {});
    EXPECT_FALSE(answer) << query;
    const auto same = search(project_, query, {});
    EXPECT_FALSE(same) << query;
    return answer ? Error{} : answer.error();
  }

  test::Study study_;
  Project project_;
};

using Lines = std::vector<std::string>;

TEST_F(SmallStudy, AFindIsASpanOfTheQueryOrWhatMatchedInAWholePassage) {
  EXPECT_EQ(nodes("money"), (Lines{"money", "money", "money", "money"}));
  EXPECT_EQ(nodes("no before/1 money"), Lines{"no money"});
  EXPECT_EQ(nodes("money and clubs"), (Lines{"money", "money", "clubs"})) << "the passage is not the find";
  EXPECT_EQ(nodes("没有 经费"), (Lines{"没有", "经费", "没有"}));
  EXPECT_EQ(nodes("\"no money\" or money"), (Lines{"money", "no money", "money", "money"}))
      << "a find in a longer one is not told twice";
  EXPECT_EQ(nodes("nothing near ours within turn"), (Lines{"nothing", "ours"}))
      << "spans stay inside the passage";
  EXPECT_EQ(nodes("unit where kind = field-note"), Lines{"The hall was locked; the key costs money"})
      << "without words, from its first word to its last";
}

TEST_F(SmallStudy, ContextsAreTheRestOfThePassage) {
  const auto answer = kwic_of("经费 where role = interviewee");
  ASSERT_EQ(answer.lines.size(), 1u);
  const auto& line = answer.lines[0];
  EXPECT_EQ(line.left + line.node + line.right, "没有经费，场地也没有。我们自己出钱。");
  EXPECT_EQ(line.left, "没有");
  EXPECT_EQ(line.speaker, "答");
  EXPECT_EQ(line.passage, 2);
  EXPECT_EQ(line.place.end.count - line.place.begin.count, 2u);
}

TEST_F(SmallStudy, SortsByWordsOutwardFromTheFind) {
  const auto sides = [&](KwicOptions::Sort sort) {
    Lines all;
    for (const auto& line : kwic_of("money", {.sort = sort}).lines)
      all.push_back(sort == KwicOptions::Sort::left ? line.left : line.right);
    return all;
  };
  EXPECT_EQ(sides(KwicOptions::Sort::left),
            (Lines{"The hall was locked; the key costs ", "There is no money for us. The council gives ",
                   "There is no ", "Is there "}));
  EXPECT_EQ(sides(KwicOptions::Sort::right),
            (Lines{".", " for the hall?", " for us. The council gives money to the big clubs.",
                   " to the big clubs."}));
}

TEST_F(SmallStudy, PagesAreSlices) {
  const auto all = kwic_of("the");
  ASSERT_GT(all.total, 4u);
  const auto page = kwic_of("the", {.first = 2, .limit = 2});
  EXPECT_EQ(page.total, all.total);
  ASSERT_EQ(page.lines.size(), 2u);
  EXPECT_EQ(page.lines[0].place, all.lines[2].place);
  EXPECT_TRUE(kwic_of("the", {.first = 1000}).lines.empty());
}

TEST_F(SmallStudy, LimitsHoldForConcordancesAndSearches) {
  EXPECT_NE(refused(std::string(limits::query_bytes + 1, 'a')).message.find("4 KiB"), std::string::npos);
  std::string deep;
  for (int i = 0; i < 2000; ++i) deep += '(';
  EXPECT_EQ(refused(deep + "a").fault, Fault::bad_configuration);
  std::string nots;
  for (int i = 0; i < 900; ++i) nots += "not ";
  EXPECT_EQ(refused(nots + "a").fault, Fault::bad_configuration);
  EXPECT_EQ(refused("").fault, Fault::bad_configuration);
  std::string many;
  for (int i = 0; i < 1100; ++i) many += "m" + std::to_string(i) + "\n";
  study_.write("many.txt", "P1: " + many);
  ASSERT_TRUE(add_sources(project_, {study_.texts() + "/many.txt"}, {}));
  EXPECT_NE(refused("m*").message.find("1000"), std::string::npos) << refused("m*").message;
  EXPECT_TRUE(kwic(project_, "m1*", {}));
}

TEST_F(SmallStudy, MisspeltVariablesAndValuesAreErrorsWithTheirPlace) {
  struct {
    const char *query, *place, *message, *hint;
  } const table[] = {
      {"money where grop = organiser", "query:1:13", "'grop'", "group"},
      {"money where group = organizer", "query:1:21", "'organizer'", "organiser"},
      {"money where group in (organiser, offical)", "query:1:34", "'offical'", "official"},
      {"没有 or (money where age > 40 and sorce = x)", "query:1:33", "'sorce'", "source"},
      {"money where group > 4", "query:1:21", "nothing to compare", "organiser"},
      {"money where speaker = P7", "query:1:23", "'P7'", "P1"},
      {"money where source = tow.txt", "query:1:22", "'tow.txt'", "two.txt"},
      {"hall where section = Hal", "query:1:22", "'Hal'", "The hall"},
      {"hall where group is set and Rolle = unknown", "query:1:29", "'Rolle'", "role"},
  };
  for (const auto& one : table) {
    const Error error = refused(one.query);
    EXPECT_EQ(error.fault, Fault::bad_configuration) << one.query;
    EXPECT_EQ(error.place, one.place) << one.query;
    EXPECT_NE(error.message.find(one.message), std::string::npos) << error.message;
    EXPECT_NE(error.hint.find(one.hint), std::string::npos) << error.hint;
    EXPECT_NE(error.excerpt.find('^'), std::string::npos);
  }
  for (const char* sound :
       {"money where group = ORGANISER", "money where group = o*", "money where age >= 41",
        "money where age = 7", "hall where section = \"The *\"", "money where kind = field-note",
        "money where speaker = P? and source = \"a/*\"", "money where group is not set"})
    EXPECT_TRUE(kwic(project_, sound, {})) << sound;
}

TEST_F(SmallStudy, CountsInAllAndByWhatIsKnown) {
  const auto counts = count_matches(project_, "money or 经费");
  ASSERT_TRUE(counts);
  EXPECT_EQ(counts->passages, 5);
  EXPECT_EQ(counts->matches, 6);
  EXPECT_EQ(counts->sources, 3);
  EXPECT_EQ(counts->speakers, 4);
  const auto by = count_by(project_, "(money or 经费) where role != interviewer", "group");
  ASSERT_TRUE(by) << by.error().line();
  ASSERT_EQ(by->table.rows.size(), 3u);
  const auto row = [&](std::size_t i) { return by->table.rows[i]; };
  const auto whole = [](std::int64_t n) { return report::Value(n); };
  EXPECT_EQ(row(0)[0], report::Value("official"));
  EXPECT_EQ(row(0)[1], whole(1));
  EXPECT_EQ(row(0)[4], whole(1));
  EXPECT_EQ(row(1)[0], report::Value("organiser"));
  EXPECT_EQ(row(1)[1], whole(1));
  EXPECT_EQ(row(1)[2], whole(2));
  EXPECT_EQ(row(1)[4], whole(4)) << "what the condition admits, not all passages";
  EXPECT_EQ(row(1)[5], report::Value(0.25));
  EXPECT_EQ(row(1)[6], report::Value(500.0));
  EXPECT_EQ(row(2)[0], report::Value()) << "not set comes last";
  const auto unknown = count_by(project_, "money", "gruop");
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().hint, "--by group");
  for (const char* name : {"source", "kind", "language", "speaker", "role", "section", "age"}) {
    const auto other = count_by(project_, "money", name);
    ASSERT_TRUE(other) << name;
    std::int64_t passages = 0, base = 0;
    for (const auto& one : other->table.rows) {
      passages += std::get<std::int64_t>(one[1]);
      base += std::get<std::int64_t>(one[4]);
    }
    EXPECT_EQ(passages, 3) << name;
    EXPECT_EQ(base, 8) << name;
  }
}

TEST_F(SmallStudy, HintsSayWhyNothingWasFound) {
  EXPECT_EQ(first_hint("monney"), "'monney' does not occur; spelt nearly so: money");
  EXPECT_EQ(first_hint("Councl hall"), "'Councl' does not occur; spelt nearly so: council");
  EXPECT_EQ(first_hint("xylophone"), "'xylophone' does not occur");
  EXPECT_EQ(first_hint("zzz*"), "no word of the texts is like 'zzz*'");
  EXPECT_EQ(first_hint("经费部"),
            "'经费部' does not occur; its longest parts: '经费' in 2 passages, '部' nowhere");
  EXPECT_EQ(
      first_hint("\"money council\""),
      "\"money council\" does not occur in a row; its words stand together in 1 passage; try: \"money\" "
      "and \"council\"");
  EXPECT_EQ(first_hint("council and street"),
            "'council' occurs in 1 passage, 'street' in 2, never in one passage; in 1 source together; try: "
            "council or street, or council and street within source");
  EXPECT_EQ(first_hint("clubs before/2 council"),
            "'clubs' occurs in 1 passage, 'council' in 1; together in 1 passage, but not as the query says; "
            "try: clubs and council");
  EXPECT_EQ(first_hint("street where role = interviewer"), "2 passages would match without the condition");
}

TEST_F(SmallStudy, ASearchBecomesARuleThatFindsTheSame) {
  struct {
    const char *query, *line;
  } const table[] = {
      {"no near/3 money", "- 'no near/3 money'"},
      {"money hall", "- 'money and hall'"},
      {"\"don't\" or money", "- '\"don''t\" or money'"},
      {"“no money” or 没有经费", "- '“no money” or 没有经费'"},
      {"money\nor hall", "- \"money\\nor hall\""},
  };
  for (const auto& one : table) {
    const auto rule = rule_line(project_, one.query, "dilemma/money");
    ASSERT_TRUE(rule) << one.query << rule.error().line();
    EXPECT_EQ(rule->line, one.line);
    EXPECT_FALSE(rule->has_code) << "the project has no codebook yet";
    const std::string yaml =
        std::string("codebook: c\nlanguages: [en]\ncodes:\n  x:\n    rules:\n      ") + rule->line + "\n";
    const auto pasted = codebook::parse_codebook(yaml, "pasted.yaml");
    ASSERT_TRUE(pasted) << yaml << pasted.error().line();
    ASSERT_TRUE(adopt_codebook(project_, *pasted, "pasted.yaml"));
    const auto after = rule_line(project_, one.query, "x");
    ASSERT_TRUE(after);
    EXPECT_TRUE(after->has_code);
    EXPECT_EQ(after->carried, after->passages) << one.query << ": the rule finds what the query found";
    EXPECT_GT(after->passages, 0);
    ASSERT_TRUE(project_.file().undo());
  }
}

TEST_F(SmallStudy, TellsWhatARuleWouldAdd) {
  use_book();
  const auto rule = rule_line(project_, "money or 经费", "dilemma/money");
  ASSERT_TRUE(rule) << rule.error().line();
  EXPECT_TRUE(rule->has_code);
  EXPECT_EQ(rule->passages, 5);
  EXPECT_EQ(rule->carried, 2);
  EXPECT_EQ(rule->outside, 2) << "what interviewers say is left out";
  EXPECT_EQ(rule->added, Lines{"note field-note.md:1"});
  const auto misspelt = rule_line(project_, "money", "dilemma/mony");
  ASSERT_TRUE(misspelt);
  EXPECT_FALSE(misspelt->has_code);
  EXPECT_EQ(misspelt->nearest, "dilemma/money");
}

TEST_F(SmallStudy, ShowsASourceWithItsCodes) {
  use_book();
  const auto view = show(project_, {.source = "a/one"});
  ASSERT_TRUE(view) << view.error().line();
  ASSERT_EQ(view->passages.size(), 5u);
  EXPECT_EQ(view->passages[0].speaker, "Interviewer");
  EXPECT_TRUE(view->passages[0].codings.empty());
  ASSERT_EQ(view->passages[1].codings.size(), 2u) << "the turn's, and its own";
  const report::ViewCoding& money = view->passages[1].codings[1];
  EXPECT_EQ(money.name, "Lack of money");
  EXPECT_EQ(
      view->passages[1].text.substr(money.in_passage.first, money.in_passage.second - money.in_passage.first),
      "no money");
  for (std::size_t i = 1; i < 5; ++i) {
    const report::ViewCoding& turn = view->passages[i].codings.at(0);
    EXPECT_EQ(turn.code, "dilemma/turn");
    EXPECT_EQ(turn.first, 2);
    EXPECT_EQ(turn.last, 5) << "one coding, at every passage of the turn";
    EXPECT_EQ(turn.in_passage.first, 0u);
  }
  const auto chinese = show(project_, {.source = "two", .codes = "dilemma/m*", .language = "zh"});
  ASSERT_TRUE(chinese);
  EXPECT_EQ(chinese->passages[1].codings.at(0).name, "缺少经费");
  const auto part = show(project_, {.source = "one.txt", .first = 2, .last = 3});
  ASSERT_TRUE(part);
  ASSERT_EQ(part->passages.size(), 2u);
  EXPECT_EQ(part->passages[0].number, 2);
  EXPECT_FALSE(show(project_, {.source = "two", .first = 3}));
  EXPECT_FALSE(show(project_, {.source = "two", .codes = "nothing/*"}));
}

TEST_F(SmallStudy, FindsASourceByItsBeginning) {
  const auto nowhere = show(project_, {.source = "tow.txt"});
  ASSERT_FALSE(nowhere);
  EXPECT_EQ(nowhere.error().fault, Fault::missing_input);
  EXPECT_EQ(nowhere.error().hint, "two.txt");
  EXPECT_EQ(show(project_, {.source = "note"})->source, "note field-note.md");
  study_.write("twofold.txt", "P1: Yes.\n");
  ASSERT_TRUE(add_sources(project_, {study_.texts() + "/twofold.txt"}, {}));
  EXPECT_EQ(show(project_, {.source = "two"}).error().fault, Fault::usage);
  EXPECT_EQ(show(project_, {.source = "two.txt"})->source, "two.txt");
}

}  // namespace
}  // namespace gloss::project
