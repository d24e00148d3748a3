// SPDX-License-Identifier: GPL-3.0-or-later
// Which files are found, under which names.
#include "intake/find_sources.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "base/limits.h"
#include "support/shared_data.h"

namespace gloss::intake {
namespace {

namespace fs = std::filesystem;

class FindSources : public testing::Test {
 protected:
  std::string make(const std::string& name) {
    const fs::path path = fs::path(root_) / name;
    fs::create_directories(path.parent_path());
    std::ofstream(path) << "words";
    return path.string();
  }
  static std::vector<std::string> names(const std::vector<FoundFile>& files) {
    std::vector<std::string> names;
    for (const FoundFile& file : files) names.push_back(file.name);
    return names;
  }
  std::string root_ = test::temporary_folder();
};

using Names = std::vector<std::string>;

TEST_F(FindSources, NamesFilesByThePathBelowTheFolder) {
  for (const char* name :
       {"study/b.txt", "study/a.md", "study/sub/c.VTT", "study/.hidden.txt", "study/.git/x.txt",
        "study/study.gloss", "study/study.gloss-wal", "study/study.gloss.index/a.txt", "study/cases.csv",
        "study/sub/cases.csv", "study/scan.pdf", "study/sub/scan.docx"}) {
    make(name);
  }
  const auto found = find_sources({root_ + "/study"});
  ASSERT_TRUE(found);
  EXPECT_EQ(names(found->sources), (Names{"a.md", "b.txt", "sub/c.VTT"}));
  EXPECT_EQ(names(found->refused), (Names{"scan.pdf", "sub/scan.docx"}));
  EXPECT_EQ(found->cases, (Names{root_ + "/study/cases.csv", root_ + "/study/sub/cases.csv"}));
  for (const FoundFile& file : found->sources) EXPECT_TRUE(fs::exists(file.path)) << file.path;
  const auto slash = find_sources({root_ + "/study/"});
  ASSERT_TRUE(slash);
  EXPECT_EQ(names(slash->sources), names(found->sources));
}

TEST_F(FindSources, NamesSingleFilesByTheirOwnNameAndTakesEachOnce) {
  const std::string a = make("x/a.txt");
  const auto found = find_sources({a, root_ + "/x/../x/a.txt", root_ + "/x", a});
  ASSERT_TRUE(found);
  EXPECT_EQ(names(found->sources), Names{"a.txt"});
  const std::string project = make("x/p.gloss");
  EXPECT_EQ(names(find_sources({project})->refused), Names{"p.gloss"});
  EXPECT_EQ(find_sources({make("x/cases.csv")})->cases.size(), 1U);
}

TEST_F(FindSources, PutsFoldersBeforeEqualNames) {
  const std::string a = make("one/p1.txt"), b = make("two/p1.txt"), c = make("x/one/p1.txt"),
                    d = make("only.txt");
  EXPECT_EQ(names(find_sources({a, b, d})->sources), (Names{"one/p1.txt", "only.txt", "two/p1.txt"}));
  const auto three = find_sources({a, b, c});
  ASSERT_TRUE(three);
  const Names found = names(three->sources);
  EXPECT_EQ(std::set<std::string>(found.begin(), found.end()).size(), 3U);
  EXPECT_TRUE(std::find(found.begin(), found.end(), "two/p1.txt") != found.end());
  EXPECT_TRUE(std::find(found.begin(), found.end(), "x/one/p1.txt") != found.end());
  // The order of the paths decides nothing.
  EXPECT_EQ(names(find_sources({c, b, a})->sources), found);
  const auto folders = find_sources({root_ + "/one", root_ + "/two"});
  EXPECT_EQ(names(folders->sources), (Names{"one/p1.txt", "two/p1.txt"}));
}

TEST_F(FindSources, SaysThatAPathIsMissing) {
  const auto found = find_sources({root_ + "/nowhere"});
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().fault, Fault::missing_input);
  EXPECT_EQ(find_sources({})->sources.size(), 0U);
}

TEST_F(FindSources, ShowsNastyNamesEscapedAndOpensThemAllTheSame) {
  const std::vector<std::string> nasty = {
      "new\nline.txt",   "\x1b[31mred.txt", "-rf.txt",
      "bad\xFFutf8.txt", "环境 🙂.txt",     std::string(251, 'x') + ".txt",
      "a b;c&d.txt",     "\u202Eright.txt", "tab\t.txt",
      "..txt.txt",       "'quoted\".txt",   "%s%n.txt"};
  for (const std::string& name : nasty) make("nasty/" + name);
  const auto found = find_sources({root_ + "/nasty"});
  ASSERT_TRUE(found);
  std::set<std::string> distinct;
  for (const FoundFile& file : found->sources) {
    EXPECT_TRUE(fs::exists(file.path));
    EXPECT_EQ(std::count_if(file.name.begin(), file.name.end(), [](char c) { return c >= 0 && c < 0x20; }), 0)
        << file.name;
    EXPECT_EQ(file.name.find("\u202E"), std::string::npos);
    distinct.insert(file.name);
  }
  EXPECT_EQ(distinct.size(), nasty.size() - 1) << "all but the hidden one";
  EXPECT_TRUE(distinct.count("环境 🙂.txt") == 1);
}

TEST_F(FindSources, CutsNamesAtTheLimitFromTheFront) {
  std::string deep = "deep";
  for (int i = 0; i < 6; ++i) deep += "/" + std::string(200, static_cast<char>('a' + i));
  make(deep + "/p1.txt");
  const auto found = find_sources({root_});
  ASSERT_TRUE(found);
  ASSERT_EQ(found->sources.size(), 1U);
  EXPECT_EQ(found->sources[0].name.size(), limits::name_bytes);
  EXPECT_TRUE(found->sources[0].name.ends_with("/p1.txt"));
}

TEST(ReadCases, ReadsColumnsAndVariables) {
  const auto table = read_cases(
      "\uFEFFsource,speaker,case,role,group,kind\n01.txt,P1,Ann,interviewee,official,\n*.md,,,,,Field "
      "note\n\n,,,,,\n02.txt,P1,Bob,,\" a, b \",\n",
      "cases.csv");
  ASSERT_TRUE(table) << table.error().line();
  ASSERT_EQ(table->rows.size(), 3U);
  EXPECT_EQ(table->rows[0].source, "01.txt");
  EXPECT_EQ(table->rows[0].speaker, "P1");
  EXPECT_EQ(table->rows[0].name, "Ann");
  EXPECT_EQ(table->rows[0].role, model::Role::interviewee);
  EXPECT_FALSE(table->rows[0].kind);
  EXPECT_EQ(table->rows[0].variables, (model::Variables{{"group", "official"}}));
  EXPECT_EQ(table->rows[0].line, 2);
  EXPECT_EQ(table->rows[1].kind, model::Kind::field_note);
  EXPECT_TRUE(table->rows[1].variables.empty());
  EXPECT_EQ(table->rows[2].variables, (model::Variables{{"group", "a, b"}}));
  EXPECT_EQ(table->rows[2].line, 6);
  EXPECT_TRUE(read_cases("source;speaker;case\na;b;c\n", "c")) << "a semicolon file";
}

TEST(ReadCases, NamesLineAndColumnOfFaults) {
  struct Wrong {
    std::string csv;
    const char* place;
    const char* message;
  };
  const std::vector<Wrong> wrong = {
      {"", "c.csv", "the file is empty"},
      {"source,speaker,group\n", "c.csv:1", "column case is missing"},
      {"speaker,case\n", "c.csv:1", "column source is missing"},
      {"source,case\n", "c.csv:1", "column speaker is missing"},
      {"source,speaker,case,Group,group\n", "c.csv:1", "column group occurs twice"},
      {"source,speaker,case,role\na,b,c,boss\n", "c.csv:2",
       "column role: boss is not interviewer, interviewee or unknown"},
      {"source,speaker,case,kind\na,b,c,poem\n", "c.csv:2",
       "column kind: poem is not interview or field-note"},
      {"source,speaker,case\na,b,c,d\n", "c.csv:2", "4 cells, but the first line names 3 columns"},
      {"source,speaker,case,\na,b,c,d\n", "c.csv:2", "column 4 has a value but no name"},
      {"source,speaker,case\n,b,c\n", "c.csv:2", "column source is empty"},
      {"source,speaker,case\na,b,\"c\nd\"\n", "c.csv:2",
       "column case: more than 1024 bytes or a control character"},
  };
  for (const Wrong& w : wrong) {
    const auto table = read_cases(w.csv, "c.csv");
    ASSERT_FALSE(table) << w.csv;
    EXPECT_EQ(table.error().fault, Fault::bad_input);
    EXPECT_EQ(table.error().place, w.place) << w.csv;
    EXPECT_EQ(table.error().message, w.message);
  }
  for (const int off : {-1, 0, 1}) {
    const std::string name(static_cast<std::size_t>(static_cast<int>(limits::name_bytes) + off), 'x');
    EXPECT_EQ(read_cases("source,speaker,case\na,b," + name + "\n", "c").has_value(), off <= 0) << off;
  }
}

TEST(ReadCases, ReadsThePilotCorpus) {
  const auto table = read_cases(test::slurp(test::project_path("corpora/pilot/cases.csv")), "cases.csv");
  ASSERT_TRUE(table);
  std::set<std::string> speakers;
  for (const model::CaseRow& row : table->rows) speakers.insert(row.speaker);
  for (const char* speaker : {"阿岚", "P3", "受访者", ""}) EXPECT_EQ(speakers.count(speaker), 1U) << speaker;
}

}  // namespace
}  // namespace gloss::intake
