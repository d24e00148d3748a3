// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/lock.h"

#include <gtest/gtest.h>

#include <random>

#include "project/all_codings.h"
#include "project/past.h"
#include "project/random_study.h"
#include "project/reports.h"
#include "project/study.h"
#include "project/use_codebook.h"
#include "support/must.h"

namespace gloss::project {
namespace {

using namespace gloss::test;

class Locks : public testing::Test {
 protected:
  Study study;
  Project project = [this] {
    study.write("a.txt", "Interviewer: And the hall?\n\nP1: The hall is locked 😀. 场地没有。\n");
    study.write("b.txt", "P1: We pay for the hall.\n");
    Project made = study.create();
    must(add_sources(made, {study.texts()}, {}));
    use("codes:\n  space: {rules: [hall, 场地]}\n  money: {rules: [pay]}\n", made);
    return made;
  }();

  static void use(const std::string& codes, Project& project) {
    must(
        adopt_codebook(project, must(codebook::parse_codebook("codebook: c\n" + codes, "c.yaml")), "c.yaml"));
  }
  static std::string changes(const report::Table& table) {
    std::string all;
    for (const auto& row : table.rows)
      all += std::get<std::string>(row[0]) + " " + std::get<std::string>(row[2]) + " " +
             std::get<std::string>(row[5]) + "; ";
    return all;
  }
};

TEST_F(Locks, HoldWhatTheExportOfCodingsHas) {
  const Lock lock = must(lock_of(project));
  const auto table = must(codings_table(project, must(all_codings(project))));
  std::size_t row = 0;
  for (const LockedSource& source : lock.sources)
    for (const LockedCoding& one : source.rows) {
      ASSERT_LT(row, table.rows.size());
      const auto& of = table.rows[row++];  // coding, source, passage, speaker, start, end, code, ...
      EXPECT_EQ(of[0], report::Value(one.id));
      EXPECT_EQ(of[1], report::Value(source.name));
      EXPECT_EQ(of[4], report::Value(one.start));
      EXPECT_EQ(of[5], report::Value(one.end));
      EXPECT_EQ(of[6], report::Value(one.code));
    }
  EXPECT_EQ(row, table.rows.size());
  EXPECT_EQ(row, 5u);
}

TEST_F(Locks, HoldNoWordsOfAnybody) {
  const std::string text = as_text(must(lock_of(project)));
  for (const char* word : {"hall", "locked", "pay", "场地", "P1"})
    EXPECT_EQ(text.find(word), std::string::npos) << word;
}

TEST_F(Locks, AreReadBackAsTheyWereWritten) {
  const Lock lock = must(lock_of(project, Json{{"by", "group"}}));
  const std::string text = as_text(lock);
  const Lock read = must(read_lock(text, "x.json"));
  EXPECT_EQ(as_text(read), text);
  EXPECT_EQ(read.act, 3);
  EXPECT_EQ(read.options["by"], "group");
  EXPECT_TRUE(differences(lock, read, "en").rows.empty());
}

TEST_F(Locks, ThatSomebodyDamagedAreRefusedOrReadButNeverMore) {
  const std::string text = as_text(must(lock_of(project)));
  std::mt19937_64 random(5);
  int refused = 0;
  for (int i = 0; i < 3'000; ++i) {
    std::string bad = text;
    const std::size_t at = random() % bad.size();
    if (random() % 2 == 0)
      bad.erase(at, 1 + random() % 40);
    else
      bad[at] = static_cast<char>("{}[],:\"0x"[random() % 9]);
    const auto read = read_lock(bad, "x.json");
    if (read) continue;
    ++refused;
    EXPECT_EQ(read.error().fault, Fault::bad_input);
  }
  EXPECT_GT(refused, 1'000);
  for (const char* other : {"{}", "[]", "3", "{\"lock\": \"gloss\", \"schema\": 2}"})
    EXPECT_EQ(read_lock(other, "x.json").error().fault, Fault::bad_input) << other;
}

TEST_F(Locks, TellWhatCameAndWent) {
  const Lock then = must(lock_of(project));
  use("codes:\n  space: {rules: [door, hall]}\n  door: {rules: [locked]}\n", project);
  EXPECT_EQ(changes(differences(then, must(lock_of(project)), "en")),
            "other rules a.txt space; other rules a.txt space; gone a.txt space; new a.txt door; "
            "gone b.txt money; other rules b.txt space; ");
}

TEST_F(Locks, WithoutRowsTellWhichSourcesDiffer) {
  Lock then = must(lock_of(project));
  use("codes:\n  space: {rules: [hall, 场地]}\n", project);
  Lock now = must(lock_of(project));
  for (Lock* lock : {&then, &now})
    for (LockedSource& source : lock->sources) source.rows.clear();
  EXPECT_EQ(changes(differences(then, now, "en")), "codings differ b.txt ; ");
}

TEST_F(Locks, BringBackThePastWholeAndLeaveNothingBehind) {
  const Lock then = must(lock_of(project));
  study.write("c.txt", "P1: Another hall.\n");
  must(add_sources(project, {study.texts()}, {}));
  use("codes:\n  other: {rules: [another]}\n", project);
  std::string folder;
  {
    const Past past = must(Past::of(project, then, "x.json"));
    folder = past.path();
    EXPECT_TRUE(is_file(folder));
    auto copy = must(Project::open(past.path(), store::Access::read, study.environment()));
    EXPECT_EQ(as_text(must(lock_of(copy))), as_text(then));
    EXPECT_TRUE(must(differences_since(copy, then, "x.json", "en")).rows.empty());
    // Another version of the program, which had found something else:
    Lock other = then;
    other.made_from.program = "gloss 0.0.1";
    other.made_from.state = "of another program";
    other.sources[1].rows.back().rules = "7";
    other.sources[1].hash = "other";
    EXPECT_EQ(changes(must(differences_since(copy, other, "x.json", "en"))), "other rules b.txt space; ");
    other.made_from.codebook_hash = "other";
    EXPECT_EQ(differences_since(copy, other, "x.json", "en").error().fault, Fault::damaged);
  }
  EXPECT_FALSE(is_file(folder));
}

TEST_F(Locks, OfAnotherProjectOrAnotherPastAreRefused) {
  Lock lock = must(lock_of(project));
  Lock other = lock;
  other.project[0] = other.project[0] == '0' ? '1' : '0';
  EXPECT_EQ(Past::of(project, other, "x.json").error().fault, Fault::bad_input);
  other = lock;
  other.seal = "";
  EXPECT_EQ(Past::of(project, other, "x.json").error().fault, Fault::bad_input);
  other = lock;
  other.act = 99;
  EXPECT_EQ(Past::of(project, other, "x.json").error().fault, Fault::bad_input);
}

TEST_F(Locks, OfOneStateAreEqualWhateverTheThreadsAndTheFolder) {
  Study elsewhere;
  elsewhere.write("b.txt", "P1: We pay for the hall.\n");
  elsewhere.write("a.txt", "Interviewer: And the hall?\n\nP1: The hall is locked 😀. 场地没有。\n");
  Project other = must(Project::create(elsewhere.path, elsewhere.environment(2)));
  must(add_sources(other, {elsewhere.texts() + "/b.txt"}, {}));
  must(add_sources(other, {elsewhere.texts() + "/a.txt"}, {}));
  use("codes:\n  space: {rules: [hall, 场地]}\n  money: {rules: [pay]}\n", other);
  EXPECT_EQ(must(provenance(other)).state, must(provenance(project)).state);
  use("codes:\n  space: {rules: [hall]}\n", other);
  EXPECT_NE(must(provenance(other)).state, must(provenance(project)).state);
}

}  // namespace
}  // namespace gloss::project
