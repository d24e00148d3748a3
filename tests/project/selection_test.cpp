// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/selection.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "project/all_codings.h"
#include "project/code_passage.h"
#include "project/decide.h"
#include "project/reports.h"
#include "project/study.h"
#include "project/use_codebook.h"
#include "support/must.h"

namespace gloss::project {
namespace {

using namespace gloss::test;

/// Two interviews, of an official and of an organiser; the second has been worked on by hand.
struct Selecting : Study {
  Selecting() : file(create()) {
    write("a.txt",
          "Interviewer: Is there money?\n\nP1: There is money for the hall.\n\nInterviewer: And trust?\n\n"
          "P1: We trust them with money.\n");
    write("b.txt",
          "Interviewer: Money?\n\nP1: No money, no hall.\n\nInterviewer: So?\n\nP1: Nobody trusts us.\n");
    write("cases.csv", "source,speaker,case,group\na.txt,P1,Li,official\nb.txt,P1,Wang,organiser\n");
    must(add_sources(file, {texts()}, {}));
    must(adopt_codebook(
        file,
        must(codebook::parse_codebook("codebook: c\nwhere: role != interviewer\ncodes:\n"
                                      "  means:\n    codes:\n      money:\n        rules: [money]\n"
                                      "      hall:\n        rules: [hall]\n"
                                      "  trust:\n    rules: [trust*]\n",
                                      "c.yaml")),
        "c.yaml"));
  }
  /// "code codings passages" of each row, with the group where there are groups.
  std::string counted(const Selection& selection) {
    FrequencyRequest request;
    request.selection = selection;
    const auto table = frequency(file, request);
    if (!table) return table.error().line();
    std::string out;
    const std::size_t group = table->columns[2].name == "group" ? 1 : 0;
    for (const auto& row : table->rows)
      out += fmt::format("{}{} {} {}\n", std::get<std::string>(row[0]),
                         group > 0 ? " " + std::get<std::string>(row[2]) : "",
                         std::get<std::int64_t>(row[2 + group]), std::get<std::int64_t>(row[3 + group]));
    return out;
  }
  std::string id_of(const std::string& source, const std::string& code) {
    const auto coded = must(all_codings(file));
    for (const auto& one : coded.coded)
      for (const auto& coding : one.codings)
        if (coding.coding.source == source && coding.coding.code == code) return coding.coding.id;
    return "none";
  }
  project::Project file;
};

TEST(Selection, OfNothingSaidCountsAll) {
  EXPECT_EQ(Selecting().counted({}), "means 5 3\nmeans/money 3 3\nmeans/hall 2 2\ntrust 2 2\n");
}

TEST(Selection, NarrowsTheBaseByACondition) {
  EXPECT_EQ(Selecting().counted({.where = "group = official"}),
            "means 3 2\nmeans/money 2 2\nmeans/hall 1 1\ntrust 1 1\n");
  EXPECT_EQ(Selecting().counted({.where = "group = nobody"}),
            "means 0 0\nmeans/money 0 0\nmeans/hall 0 0\ntrust 0 0\n");
}

TEST(Selection, KeepsCodesAndCountsWhatIsBelowThem) {
  EXPECT_EQ(Selecting().counted({.codes = "means/*"}), "means/money 3 3\nmeans/hall 2 2\n");
  EXPECT_EQ(Selecting().counted({.codes = "means"}), "means 5 3\n");
  EXPECT_EQ(Selecting().counted({.level = 1}), "means 5 3\ntrust 2 2\n");
}

TEST(Selection, MakesGroupsOfSpeakersAndSources) {
  EXPECT_EQ(Selecting().counted({.codes = "trust", .by = "group"}),
            "trust official 1 1\ntrust organiser 1 1\n");
  EXPECT_EQ(Selecting().counted({.codes = "means/money", .by = "source"}),
            "means/money a.txt 2 2\nmeans/money b.txt 1 1\n");
  EXPECT_EQ(Selecting().counted({.codes = "trust", .by = "case"}), "trust Li 1 1\ntrust Wang 1 1\n");
  EXPECT_EQ(Selecting().counted({.codes = "trust", .by = "role"}), "trust interviewee 2 2\n");
}

TEST(Selection, FollowsDecisionsOriginAndCoder) {
  Selecting study;
  must(decide(study.file, {.ids = {study.id_of("b.txt", "means/money")}}, model::Decision::accepted, ""));
  must(decide(study.file, {.ids = {study.id_of("b.txt", "means/hall")}}, model::Decision::rejected, ""));
  must(add_coding(study.file, {.place = "b.txt:4"}, "means/hall"));
  EXPECT_EQ(study.counted({}), "means 5 4\nmeans/money 3 3\nmeans/hall 2 2\ntrust 2 2\n");
  EXPECT_EQ(study.counted({.decision = "accepted"}),
            "means 2 2\nmeans/money 1 1\nmeans/hall 1 1\ntrust 0 0\n");
  EXPECT_EQ(study.counted({.decision = "any"}), "means 6 4\nmeans/money 3 3\nmeans/hall 3 3\ntrust 2 2\n");
  EXPECT_EQ(study.counted({.origin = "coder"}), "means 1 1\nmeans/money 0 0\nmeans/hall 1 1\ntrust 0 0\n");
  EXPECT_EQ(study.counted({.origin = "rule"}), "means 4 3\nmeans/money 3 3\nmeans/hall 1 1\ntrust 2 2\n");
  EXPECT_EQ(study.counted({.coder = "anna"}), "means 2 2\nmeans/money 1 1\nmeans/hall 1 1\ntrust 0 0\n");
  EXPECT_EQ(study.counted({.coder = "bo"}), "means 0 0\nmeans/money 0 0\nmeans/hall 0 0\ntrust 0 0\n");
}

TEST(Selection, SaysWhatIsWrongWithIt) {
  Selecting study;
  const auto refused = [&](const Selection& selection) {
    const std::string line = study.counted(selection);
    return line.substr(0, line.find("; try:"));
  };
  EXPECT_EQ(refused({.codes = "maens/**"}), "--codes: no code matches 'maens/**'");
  EXPECT_EQ(refused({.decision = "acepted"}), "--decision: 'acepted' is none of not-rejected, accepted, any");
  EXPECT_EQ(refused({.origin = "me"}), "--origin: 'me' is none of any, rule, coder");
  EXPECT_EQ(refused({.by = "gruop"}), "--by: no speaker and no source has 'gruop'");
  EXPECT_EQ(refused({.by = "unit.words"}), "--by: 'unit.words' cannot make groups of speakers or sources");
  EXPECT_EQ(refused({.where = "group ="}).substr(0, 8), "--where:");
  EXPECT_NE(study.counted({.by = "gruop"}).find("role, source, speaker, case, kind, language, group"),
            std::string::npos);
}

}  // namespace
}  // namespace gloss::project
