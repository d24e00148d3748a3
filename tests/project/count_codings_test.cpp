// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/count_codings.h"

#include <gtest/gtest.h>

#include "project/all_codings.h"
#include "project/code_passage.h"
#include "project/decide.h"
#include "project/random_study.h"
#include "project/reports.h"

namespace gloss::project {
namespace {

using namespace gloss::test;

/// Somebody works in some of the sources.
void work_by_hand(RandomStudy& study) {
  const auto coded = must(all_codings(study.file));
  for (std::size_t i = 0; i < coded.coded.size(); ++i) {
    if (study.random() % 2 == 0) continue;
    for (const auto& one : coded.coded[i].codings)
      if (study.random() % 3 == 0)
        must(decide(study.file, {.ids = {one.coding.id}},
                    study.random() % 2 == 0 ? model::Decision::accepted : model::Decision::rejected, ""));
    const auto& passages = coded.coded[i].passages;
    const std::string place =
        fmt::format("{}:{}", coded.sources[i].stored.name, 1 + study.random() % passages.size());
    must(add_coding(study.file, {.place = place}, "c"));
  }
}

TEST(CountCodings, GivesTheTablesOfAllCodings) {
  ::setenv("TMPDIR", "/dev/shm", 1);
  std::size_t by_hand = 0, rows = 0;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    SCOPED_TRACE(seed);
    RandomStudy study(seed + 3000);
    std::string yaml = random_codebook(study.random);
    if (seed % 3 == 0) yaml = "where: role != interviewer\n" + yaml;
    if (seed % 5 == 1) yaml = "conflict: longest\n" + yaml;
    must(adopt_codebook(study.file, parsed(yaml), "c.yaml"));
    if (seed % 4 != 0) work_by_hand(study);
    by_hand += must(study.file.file().hand_work()).codings.size();
    const auto coded = must(all_codings(study.file));
    EXPECT_EQ(report::as_json(must(frequency(study.file, FrequencyRequest{}))),
              report::as_json(must(frequency(coded, ""))));
    for (const char* unit : {"passage", "sentence", "answer", "turn", "source", "overlap"}) {
      SCOPED_TRACE(unit);
      CooccurrenceRequest request;
      request.unit = unit;
      const auto table = must(cooccurrence(study.file, request));
      EXPECT_EQ(report::as_json(table), report::as_json(must(cooccurrence(study.file, coded, request))));
      rows += table.rows.size();
    }
  }
  EXPECT_GT(by_hand, 20u);
  EXPECT_GT(rows, 500u);
}

}  // namespace
}  // namespace gloss::project
