// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/portrait.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "project/all_codings.h"
#include "project/code_passage.h"
#include "project/decide.h"
#include "project/project_texts.h"
#include "project/random_study.h"
#include "project/reports.h"
#include "tagger/places.h"
#include "text/offset_map.h"

namespace gloss::project {
namespace {

using namespace gloss::test;

using WordsOfCode = std::map<std::string, std::set<std::uint32_t>>;

/// Of one source, word by word, from the codings of record.
WordsOfCode words_slowly(const Project& file, const CodedProject& coded, std::size_t source) {
  const auto* tokens = must(file.tokens());
  const ProjectTexts texts(file);
  const auto its = view_of(*tokens, coded.sources[source], texts).tokens;
  const std::string text = must(texts.read(coded.sources[source].stored.text));
  tagger::Places places(text, its);
  WordsOfCode words;
  for (std::uint32_t at = 0; at < its.cells.size(); ++at) {
    if (!coded.coded[source].passages[its.passage_of(at)].in_base) continue;
    const text::ByteSpan word = places.span({at, at});
    for (const std::size_t i : codings_of_record(coded.coded[source])) {
      const auto& one = coded.coded[source].codings[i];
      if (!one.coding.span.overlaps(word)) continue;
      for (int code = one.code; code >= 0;
           code = coded.codebook->codes[static_cast<std::size_t>(code)].parent)
        words[coded.codebook->codes[static_cast<std::size_t>(code)].id].insert(at);
    }
  }
  return words;
}

std::string text_cell(const report::Table& table, std::size_t row, std::size_t column) {
  return std::get<std::string>(table.rows[row][column]);
}

std::uint32_t number_cell(const report::Table& table, std::size_t row, std::size_t column) {
  return static_cast<std::uint32_t>(std::get<std::int64_t>(table.rows[row][column]));
}

/// What the rows say of one source; each row's words must be what stands at its place.
WordsOfCode words_of_rows(const Project& file, const CodedProject& coded, std::size_t source,
                          const report::Table& table) {
  const auto* tokens = must(file.tokens());
  const ProjectTexts texts(file);
  const KnownSource& known = coded.sources[source];
  const auto its = view_of(*tokens, known, texts).tokens;
  const std::string text = must(texts.read(known.stored.text));
  const text::OffsetMap map(text);
  tagger::Places places(text, its);
  WordsOfCode words;
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    if (text_cell(table, r, 0) != known.stored.name) continue;
    const std::uint32_t first = number_cell(table, r, 5), past = number_cell(table, r, 6);
    const auto span = *map.code_points(places.span({first, past - 1}));
    EXPECT_EQ(span.begin.count, number_cell(table, r, 3));
    EXPECT_EQ(span.end.count, number_cell(table, r, 4));
    EXPECT_EQ(text_cell(table, r, 7), fmt::format("{}:{}", known.stored.name, its.passage_of(first) + 1));
    for (std::uint32_t at = first; at < past; ++at)
      EXPECT_TRUE(words[text_cell(table, r, 1)].insert(at).second) << "each word once";
  }
  return words;
}

void work_in_some(RandomStudy& study) {
  const auto coded = must(all_codings(study.file));
  for (std::size_t i = 1; i < coded.coded.size(); ++i) {
    for (const auto& one : coded.coded[i].codings)
      if (study.random() % 2 == 0)
        must(decide(study.file, {.ids = {one.coding.id}},
                    study.random() % 2 == 0 ? model::Decision::accepted : model::Decision::rejected, ""));
    must(add_coding(study.file, {.place = coded.sources[i].stored.name + ":2"}, "a/b"));
  }
}

TEST(Portrait, ShowsTheWordsThatCodingsOfRecordCover) {
  ::setenv("TMPDIR", "/dev/shm", 1);
  std::size_t seen = 0;
  for (std::uint64_t seed = 0; seed < 25; ++seed) {
    SCOPED_TRACE(seed);
    RandomStudy study(seed + 4000);
    std::string yaml = random_codebook(study.random);
    if (seed % 2 == 0) yaml = "where: role != interviewer\n" + yaml;
    must(adopt_codebook(study.file, parsed(yaml), "c.yaml"));
    if (seed % 3 != 0) work_in_some(study);
    PortraitRequest request;
    request.form = PortraitRequest::Form::segments;
    const auto table = must(portrait(study.file, request)).table;
    const auto coded = must(all_codings(study.file));
    std::map<std::string, std::int64_t> sums;
    for (std::size_t s = 0; s < coded.sources.size(); ++s) {
      auto slow = words_slowly(study.file, coded, s);
      const auto rows = words_of_rows(study.file, coded, s, table);
      for (const auto& [code, words] : rows) {
        EXPECT_EQ(words, slow[code]) << code;
        sums[code] += static_cast<std::int64_t>(words.size());
        seen += words.size();
      }
    }
    FrequencyRequest frequencies;
    frequencies.words = true;
    const auto frequency_table = must(frequency(study.file, frequencies));
    EXPECT_EQ(table.headers, frequency_table.headers);
    for (const auto& row : frequency_table.rows) {
      const auto sum = sums.find(std::get<std::string>(row[0]));
      EXPECT_TRUE(sum == sums.end() || sum->second == std::get<std::int64_t>(row[7]));
    }
  }
  EXPECT_GT(seen, 1000u);
}

TEST(Portrait, OfOneSourceCountsThatSourceOnly) {
  RandomStudy study(4100);
  must(adopt_codebook(study.file, parsed(random_codebook(study.random)), "c.yaml"));
  PortraitRequest request;
  request.source = "s1";
  const auto strips = must(portrait(study.file, request)).table;
  EXPECT_EQ(strips.head["base"]["sources"], 1);
  bool interviewer = false;
  for (const auto& row : strips.rows)
    interviewer = interviewer || std::get<std::string>(row[0]) == "speaks: Interviewer";
  EXPECT_TRUE(interviewer);
  request.form = PortraitRequest::Form::segments;
  const auto one = must(portrait(study.file, request)).table;
  request.source = "";
  const auto all = must(portrait(study.file, request)).table;
  std::size_t its = 0;
  for (std::size_t r = 0; r < all.rows.size(); ++r) {
    if (text_cell(all, r, 0) != "s1.txt") continue;
    ASSERT_LT(its, one.rows.size());
    EXPECT_EQ(all.rows[r], one.rows[its++]);
  }
  EXPECT_EQ(its, one.rows.size());
  request.source = "nobody";
  EXPECT_EQ(portrait(study.file, request).error().fault, Fault::missing_input);
}

TEST(Portrait, GivesALaneItsOwnColourOrThatOfTheCodeAbove) {
  Study study;
  study.write("<s>.txt", "Q: Hall?\n\nP1: The hall costs money.\n");
  Project file = study.create();
  must(add_sources(file, {study.texts()}, {}));
  must(adopt_codebook(file,
                      parsed("codebook: c\ncodes:\n  a:\n    color: \"#102030\"\n    codes:\n      b:\n"
                             "        rules: [hall]\n  c:\n    rules: [money]\n"),
                      "c.yaml"));
  PortraitRequest request;
  request.form = PortraitRequest::Form::picture;
  const std::string svg = must(portrait(file, request)).svg;
  EXPECT_NE(svg.find("fill=\"#102030\""), std::string::npos) << svg;
  EXPECT_NE(svg.find("fill=\"#7a756c\""), std::string::npos) << svg;
  EXPECT_NE(svg.find("&lt;s&gt;.txt"), std::string::npos);
}

TEST(Portrait, OfAnEmptyProjectIsEmpty) {
  Study study;
  Project file = study.create();
  must(adopt_codebook(file, parsed("codebook: c\ncodes:\n  a:\n    rules: [hall]\n"), "c.yaml"));
  for (const auto form : {PortraitRequest::Form::strips, PortraitRequest::Form::segments}) {
    PortraitRequest request;
    request.form = form;
    EXPECT_TRUE(must(portrait(file, request)).table.rows.empty());
  }
}

}  // namespace
}  // namespace gloss::project
