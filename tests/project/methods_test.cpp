// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/methods.h"

#include <gtest/gtest.h>

#include "project/agreement.h"
#include "project/all_codings.h"
#include "project/code_passage.h"
#include "project/decide.h"
#include "project/memos.h"
#include "project/provenance.h"
#include "project/random_study.h"
#include "project/reports.h"

namespace gloss::project {
namespace {

using namespace gloss::test;

constexpr const char* methods_book =
    "codebook: c\ntitle: Halls\nlanguages: [en, zh]\nwhere: role != interviewer\nlists:\n  cash: "
    "[money]\ncodes:\n"
    "  means:\n    codes:\n      money:\n        rules: [$cash, 经费]\n        examples: [We have money.]\n"
    "        counterexamples: [We have trust.]\n  hall:\n    rules: [hall]\n  hand:\n    definition: by "
    "hand\n";

struct MethodsStudy : RandomStudy {
  explicit MethodsStudy(std::uint64_t seed) : RandomStudy(seed) {
    must(adopt_codebook(file, parsed(methods_book), "c.yaml"));
  }
  /// Reads a source: accepts and rejects what the rules find, and codes its second passage by hand.
  void read_as(const std::string& coder, const std::string& source, bool blind) {
    must(file.close());
    Environment as_coder = environment();
    as_coder.who = coder;
    file = must(Project::open(path, store::Access::write, as_coder));
    const auto coded = must(all_codings(file));
    for (std::size_t i = 0; i < coded.sources.size(); ++i)
      for (const auto& one : coded.coded[i].codings)
        if (!blind && one.coding.source == source && one.coding.origin == model::Origin::rule)
          must(decide(file, {.ids = {one.coding.id}},
                      random() % 3 == 0 ? model::Decision::rejected : model::Decision::accepted, ""));
    must(add_coding(file, {.place = source + ":2"}, "means/money"));
    must(mark_read(file, {source}, blind));
  }
};

std::vector<std::string> what_is_missing(const report::MethodsFacts& facts) {
  std::vector<std::string> things;
  for (const report::Missing& one : report::missing_from(facts)) things.push_back(one.what);
  return things;
}

using Things = std::vector<std::string>;

TEST(Methods, CountsAsTheOtherReportsDo) {
  ::setenv("TMPDIR", "/dev/shm", 1);
  MethodsStudy study(11);
  study.read_as("anna", "s0.txt", false);
  const auto facts = must(methods(study.file, {}));
  FrequencyRequest request;
  const auto table = must(frequency(study.file, request));
  EXPECT_EQ(json_line(report::as_json(facts.base)), json_line(table.head["base"]));
  EXPECT_EQ(json_line(report::as_json(facts.record)), json_line(table.head["record"]));
  EXPECT_GT(facts.record.accepted, 0);
  const auto made_from = must(provenance(study.file));
  EXPECT_EQ(facts.state, made_from.state);
  EXPECT_EQ(facts.codebook.hash, made_from.codebook_hash);
  EXPECT_EQ(facts.sources(), 3);
  EXPECT_EQ(facts.speakers, 3) << "P1 of each, without the interviewers";
  EXPECT_EQ(facts.codebook.codes, 4);
  EXPECT_EQ(facts.codebook.codes_with_rules, 2);
  EXPECT_EQ(facts.codebook.rules, 3);
  EXPECT_EQ(facts.codebook.examples, 1);
  EXPECT_EQ(facts.codebook.counterexamples, 1);
  EXPECT_EQ(facts.codebook.failed, 0);
  EXPECT_EQ(facts.codebook.without_examples, 1);
}

TEST(Methods, OfAStudyThatNobodyHasRead) {
  MethodsStudy study(12);
  const auto facts = must(methods(study.file, {}));
  EXPECT_EQ(facts.read, 0);
  EXPECT_FALSE(facts.rules);
  EXPECT_TRUE(facts.agreement.empty());
  EXPECT_EQ(what_is_missing(facts), (Things{"no_examples", "undecided", "nothing_read"}));
}

/// In the passages of the base of the sources that were read: rules and readers, code by code.
stats::Confusion count_pairs_slowly(const Project& file) {
  const auto rules = must(apply_rules(file));
  const auto work = must(file.file().hand_work());
  stats::Confusion pairs;
  for (std::size_t s = 0; s < rules.sources.size(); ++s) {
    const std::string& name = rules.sources[s].stored.name;
    const auto has_read = [&](const std::string& coder) {
      return std::any_of(work.read.begin(), work.read.end(), [&](const model::ReadMark& mark) {
        return mark.source == name && (coder.empty() || mark.coder == coder);
      });
    };
    if (!has_read("")) continue;
    for (const auto& passage : rules.coded[s].passages) {
      if (!passage.in_base) continue;
      for (const auto& code : rules.codebook->codes) {
        bool hit = false, yes = false;
        for (const auto& one : rules.coded[s].codings)
          hit = hit || (one.coding.code == code.id && one.coding.span.overlaps(passage.span));
        const auto gives = [&](const model::Anchor& at, const std::string& its, const std::string& coder) {
          return at.source == name && its == code.id && at.span.overlaps(passage.span) && has_read(coder);
        };
        for (const auto& one : work.codings) yes = yes || gives(one.at, one.code, one.coder);
        for (const auto& one : work.decisions)
          yes = yes || (one.decision == model::Decision::accepted && gives(one.at, one.code, one.coder));
        ++(hit ? (yes ? pairs.tp : pairs.fp) : (yes ? pairs.fn : pairs.tn));
      }
    }
  }
  return pairs;
}

TEST(Methods, OfOneCoder) {
  for (std::uint64_t seed = 20; seed < 26; ++seed) {
    MethodsStudy study(seed);
    study.read_as("anna", "s0.txt", false);
    study.read_as("anna", "s2.txt", true);
    const auto facts = must(methods(study.file, {}));
    EXPECT_EQ(facts.read, 2);
    EXPECT_EQ(facts.blind, 1);
    ASSERT_EQ(facts.readers.size(), 1u);
    EXPECT_EQ(facts.readers[0].sources, 2);
    EXPECT_EQ(facts.readers[0].blind, 1);
    EXPECT_TRUE(facts.agreement.empty());
    ASSERT_TRUE(facts.rules);
    EXPECT_EQ(facts.rules->pooled, count_pairs_slowly(study.file)) << seed;
    EXPECT_EQ(what_is_missing(facts),
              (Things{"no_examples", "undecided", "partly_read", "not_blind", "no_agreement"}));
  }
}

TEST(Methods, OfTwoCodersOnTheSameSources) {
  MethodsStudy study(30);
  for (const char* source : {"s0.txt", "s1.txt"}) {
    study.read_as("anna", source, false);
    study.read_as("ben", source, true);
  }
  study.read_as("anna", "s2.txt", true);
  const auto facts = must(methods(study.file, {}));
  ASSERT_EQ(facts.agreement.size(), 1u);
  const auto& measured = facts.agreement[0];
  const auto table = must(agreement(study.file, {}));
  EXPECT_EQ(measured.sources, 2);
  EXPECT_EQ(measured.passages, table.head["units"]);
  ASSERT_EQ(measured.coders.size(), 2u);
  EXPECT_EQ(measured.coders[0].not_blind, 2);
  EXPECT_EQ(measured.coders[1].not_blind, 0);
  const auto column = [&](const char* name) {
    for (std::size_t c = 0; c < table.columns.size(); ++c)
      if (table.columns[c].name == name) return c;
    return std::size_t{0};
  };
  ASSERT_TRUE(measured.alpha);
  EXPECT_EQ(*measured.alpha, std::get<double>(table.rows.back()[column("alpha")]));
  EXPECT_EQ(*measured.percent, std::get<double>(table.rows.back()[column("percent")]));
  EXPECT_EQ(facts.rules->pooled, count_pairs_slowly(study.file));
}

TEST(Methods, ComparesPairsWhereNoSourceWasReadByAll) {
  MethodsStudy study(31);
  study.read_as("anna", "s0.txt", true);
  study.read_as("ben", "s0.txt", true);
  study.read_as("ben", "s1.txt", true);
  study.read_as("cara", "s1.txt", true);
  const auto facts = must(methods(study.file, {}));
  ASSERT_EQ(facts.agreement.size(), 2u);
  EXPECT_EQ(facts.agreement[0].coders[0].name, "anna");
  EXPECT_EQ(facts.agreement[0].coders[1].name, "ben");
  EXPECT_EQ(facts.agreement[1].coders[1].name, "cara");
}

TEST(Methods, InChineseAndOfNothing) {
  MethodsStudy study(32);
  EXPECT_EQ(must(methods(study.file, {"zh"})).language, "zh");
  Study other;
  Project file = other.create();
  EXPECT_EQ(methods(file, {}).error().fault, Fault::bad_input);
  must(adopt_codebook(file, parsed(methods_book), "c.yaml"));
  EXPECT_EQ(what_is_missing(must(methods(file, {}))), Things{"no_sources"});
}

}  // namespace
}  // namespace gloss::project
