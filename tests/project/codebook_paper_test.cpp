// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/codebook_paper.h"

#include <gtest/gtest.h>

#include "project/all_codings.h"
#include "project/code_passage.h"
#include "project/decide.h"
#include "project/random_study.h"
#include "project/reports.h"

namespace gloss::project {
namespace {

using namespace gloss::test;

/// Somebody accepts, rejects and codes in half of the sources.
void decide_at_random(RandomStudy& study) {
  const auto coded = must(all_codings(study.file));
  for (std::size_t i = 0; i < coded.coded.size(); i += 2) {
    for (const auto& one : coded.coded[i].codings)
      must(decide(study.file, {.ids = {one.coding.id}},
                  study.random() % 2 == 0 ? model::Decision::accepted : model::Decision::rejected, ""));
    must(add_coding(study.file, {.place = coded.sources[i].stored.name + ":1"}, "a/b"));
  }
}

TEST(CodebookPaper, CountsAsReportFrequencyDoes) {
  ::setenv("TMPDIR", "/dev/shm", 1);
  std::int64_t codings = 0;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    SCOPED_TRACE(seed);
    RandomStudy study(seed + 700);
    std::string yaml = random_codebook(study.random);
    if (seed % 2 == 0) yaml = "where: role != interviewer\n" + yaml;
    must(adopt_codebook(study.file, parsed(yaml), "c.yaml"));
    decide_at_random(study);
    for (const char* codes : {"", "a/**", "c"}) {
      CodebookPaperRequest request;
      request.selection.codes = codes;
      const auto paper = must(codebook_paper(study.file, request));
      FrequencyRequest frequencies;
      frequencies.selection.codes = codes;
      const auto table = must(frequency(study.file, frequencies));
      ASSERT_EQ(paper.codes.size(), table.rows.size());
      EXPECT_EQ(report::codebook_table(paper).headers, table.headers);
      for (std::size_t i = 0; i < table.rows.size(); ++i) {
        EXPECT_EQ(paper.codes[i].id, std::get<std::string>(table.rows[i][0]));
        const report::CodeCount& count = paper.counts->codes[i];
        EXPECT_EQ(count.codings, std::get<std::int64_t>(table.rows[i][2]));
        EXPECT_EQ(count.passages, std::get<std::int64_t>(table.rows[i][3]));
        EXPECT_EQ(count.sources, std::get<std::int64_t>(table.rows[i][4]));
        EXPECT_EQ(count.speakers, std::get<std::int64_t>(table.rows[i][5]));
        codings += count.codings;
      }
      request.counts = false;
      const auto bare = must(codebook_paper(study.file, request));
      ASSERT_EQ(bare.codes.size(), paper.codes.size());
      EXPECT_FALSE(bare.counts);
      for (std::size_t i = 0; i < bare.codes.size(); ++i) {
        EXPECT_EQ(bare.codes[i].id, paper.codes[i].id);
        EXPECT_EQ(bare.codes[i].parent, paper.codes[i].parent);
      }
    }
  }
  EXPECT_GT(codings, 500);
}

constexpr const char* hostile_book = R"(codebook: hostile
title: {en: "<script>alert(1)</script>", zh: 题}
languages: [en, zh]
lists:
  cash: [money, "own pocket*"]
codes:
  a:
    name: {en: "# Not a heading | at *all*", zh: "a̐\u202Eéb"}
    definition: {zh: 只有中文}
    examples: ["  $x ]]> <b> \\ `  money ` 🙂  "]
    counterexamples: ["-- | --"]
    rules: ["$cash", '/mon.y/']
    codes:
      b:
        definition: "by hand"
)";

TEST(CodebookPaper, KeepsEveryWordAsItStands) {
  Study study;
  Project file = study.create();
  must(adopt_codebook(file, must(codebook::parse_codebook(hostile_book, "h.yaml")), "h.yaml"));
  CodebookPaperRequest request;
  request.rules = true;
  const auto paper = must(codebook_paper(file, request));
  EXPECT_EQ(paper.title, "<script>alert(1)</script>");
  ASSERT_EQ(paper.codes.size(), 2u);
  EXPECT_EQ(paper.codes[0].name, "# Not a heading | at *all*");
  EXPECT_EQ(paper.codes[0].definition, "只有中文") << "the language that there is";
  EXPECT_EQ(paper.codes[0].examples.at(0), must(codebook_of(file)).codes[0].examples.at(0).text);
  EXPECT_EQ(paper.codes[0].rules, (std::vector<std::string>{"$cash", "/mon.y/"}));
  ASSERT_EQ(paper.lists.size(), 1u);
  EXPECT_EQ(paper.lists[0].entries, (std::vector<std::string>{"money", "\"own pocket*\""}));
  ASSERT_TRUE(paper.counts) << "a project without sources has counts, too: none";
  EXPECT_EQ(paper.counts->codes[0].codings, 0);
  request.language = "zh";
  EXPECT_EQ(must(codebook_paper(file, request)).title, "题");
  const std::string json = report::codebook_json(paper);
  EXPECT_EQ(must(parse_json(json, ""))["rows"][0]["examples"][0], paper.codes[0].examples[0]);
}

TEST(CodebookPaper, NeedsACodebookAndACodeThatMatches) {
  Study study;
  Project file = study.create();
  EXPECT_EQ(codebook_paper(file, {}).error().fault, Fault::bad_input);
  must(adopt_codebook(file, parsed("codebook: c\ncodes:\n  a:\n    rules: [hall]\n"), "c.yaml"));
  CodebookPaperRequest request;
  request.selection.codes = "nothing/**";
  for (const bool counts : {true, false}) {
    request.counts = counts;
    EXPECT_EQ(codebook_paper(file, request).error().fault, Fault::usage);
  }
}

}  // namespace
}  // namespace gloss::project
