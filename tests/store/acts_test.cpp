// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/acts.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "store/sample.h"
#include "support/shared_data.h"

namespace gloss::store {
namespace {

using namespace gloss::test;

/// One of each kind of act, on a fresh project.
void do_everything(ProjectFile& file) {
  must(file.add_source(sample_source("a.md"), ""));
  must(file.add_source(sample_notes("n.txt"), "n"));
  must(file.adopt_codebook(sample_codebook("fee")));
  must(file.set_cases(sample_cases()));
  must(file.assign_role("a.md", "P1", model::Role::interviewer));
  must(file.adopt_codebook(sample_codebook("fund")));
  auto fewer = sample_cases();
  fewer.rows.pop_back();
  must(file.set_cases(fewer));
  const auto hand = sample_hand_work(sample_source("a.md"), 1);
  must(file.change_hand_work("add coding", "a.md", hand));
  HandChange back;
  back.codings_out = hand.codings_in;
  back.decisions_out = {hand.decisions_in.front()};
  must(file.change_hand_work("remove coding", "a.md", back));
  auto corrected = sample_source("a.md", 3);
  auto moved = sample_hand_work(corrected, 0);
  moved.decisions_out = hand.decisions_in;
  must(file.correct_source(corrected, "", moved));
}

TEST(Acts, AreTakenBackOneByOneAndDoneAgain) {
  auto [path, file] = new_sample();
  const std::string empty = must(file.dump());
  do_everything(file);
  const std::string full = must(file.dump());
  for (int number = 10; number >= 1; --number) {
    const auto act = must(file.undo());
    ASSERT_TRUE(act);
    EXPECT_EQ(act->number, number);
    EXPECT_TRUE(act->undone);
  }
  EXPECT_FALSE(must(file.undo()).has_value());
  EXPECT_EQ(must(file.dump()), empty);
  EXPECT_TRUE(must(file.sources()).empty());
  for (int number = 1; number <= 10; ++number) EXPECT_EQ(must(file.redo())->number, number);
  EXPECT_FALSE(must(file.redo()).has_value());
  EXPECT_EQ(must(file.dump()), full);
  EXPECT_EQ(must(file.log()).size(), 30u);
  EXPECT_EQ(checks_of(must(file.verify())), std::set<std::string>());
}

TEST(Acts, ANewOneLeavesTheUndoneOnesBehind) {
  auto [path, file] = new_sample();
  must(file.add_source(sample_source("a.md"), ""));
  must(file.add_source(sample_source("b.md"), ""));
  must(file.undo());
  must(file.add_source(sample_source("c.md"), ""));
  EXPECT_FALSE(must(file.redo()).has_value());
  EXPECT_EQ(must(file.undo())->what, "c.md");
  EXPECT_EQ(must(file.undo())->what, "a.md");
  EXPECT_EQ(must(file.redo())->what, "a.md");
  std::string undone;
  for (const auto& act : must(file.log())) undone += act.undone ? '1' : '0';
  EXPECT_EQ(undone, "0101000") << "acts 2 and 4";
}

TEST(Acts, ReuseTheTextOfAnUndoneImportReadInTheSameWay) {
  auto [path, file] = new_sample();
  const auto source = sample_source("a.md");
  const auto first = must(file.add_source(source, ""));
  must(file.undo());
  const auto again = must(file.add_source(source, ""));
  EXPECT_EQ(again.text, first.text);
  EXPECT_EQ(again.first_passage, first.first_passage);
  must(file.undo());
  // Read in another way: other passages, so another text for the index.
  auto other = source;
  other.speakers.pop_back();
  other.turns.pop_back();
  other.passages.pop_back();
  const auto different = must(file.add_source(other, ""));
  EXPECT_NE(different.text, first.text);
  EXPECT_EQ(different.hash, first.hash);
  EXPECT_EQ(describe(must(file.read_source("a.md"))), describe(other));
  must(file.undo());
  auto renamed = source;
  renamed.name = "renamed.md";
  EXPECT_EQ(must(file.add_source(renamed, "")).text, first.text);
  EXPECT_EQ(checks_of(must(file.verify())), std::set<std::string>());
}

TEST(Acts, AreNotTakenBackFromAStateThatTheLogDoesNotTell) {
  const char* harms[] = {"UPDATE case_row SET name = 'Berta' WHERE number = 1", "DELETE FROM case_variable",
                         "UPDATE act SET who = 'x' WHERE number = 3",
                         "UPDATE act SET changeset = zeroblob(10) WHERE number = 3",
                         "UPDATE act SET what = 'x' WHERE number = 3"};
  for (const char* sql : harms) {
    auto [path, file] = new_sample();
    must(file.add_source(sample_source("a.md"), ""));
    must(file.adopt_codebook(sample_codebook("fee")));
    must(file.set_cases(sample_cases()));
    must(file.close());
    harm(path, sql);
    auto harmed = reopen(path);
    const std::string before = must(harmed.dump());
    const auto undone = harmed.undo();
    ASSERT_FALSE(undone) << sql;
    EXPECT_EQ(undone.error().fault, Fault::damaged) << sql;
    EXPECT_EQ(must(harmed.dump()), before) << sql;
    EXPECT_EQ(must(harmed.log()).size(), 3u) << sql;
  }
}

TEST(Acts, OfManyRowsAreUndoneQuickly) {
  auto [path, file] = new_sample();
  model::CaseTable table;
  for (int i = 0; i < 20'000; ++i)
    table.rows.push_back({fmt::format("s{}", i),
                          "P1",
                          fmt::format("case {}", i),
                          std::nullopt,
                          std::nullopt,
                          {{"g", "x"}},
                          i});
  must(file.set_cases(table));
  const auto begin = std::chrono::steady_clock::now();
  must(file.undo());
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(4));
  EXPECT_TRUE(must(file.cases()).rows.empty());
  must(file.redo());
  EXPECT_EQ(must(file.cases()).rows.size(), 20'000u);
}

/// What an editor does: a stack of states, and where we stand in it.
struct Model {
  std::vector<std::string> states;
  std::size_t here = 0;
  void act(std::string state) {
    states.resize(here + 1);
    states.push_back(std::move(state));
    ++here;
  }
};

void act_at_random(std::mt19937_64& random, ProjectFile& file, int serial, Model& model) {
  const auto sources = must(file.sources());
  std::string before = must(file.dump());
  switch (random() % 8) {
    case 0:
    case 1: {
      auto source = random_source(random, fmt::format("s{}", random() % 6));
      // A text that was there before, now and then, so that undone rows are used again.
      if (random() % 3 == 0) source = sample_source(fmt::format("s{}", random() % 6), 1, "same");
      static_cast<void>(file.add_source(source, random() % 2 == 0 ? source.text : "other bytes"));
      break;
    }
    case 2: {
      auto table = sample_cases();
      table.rows.resize(
          random() % 4,
          {"*", "P", fmt::format("c{}", random() % 3), std::nullopt, std::nullopt, {{"k", "v"}}, serial});
      must(file.set_cases(table));
      break;
    }
    case 3:
      must(file.adopt_codebook(sample_codebook(fmt::format("w{}", random() % 3))));
      break;
    case 5:
      if (!sources.empty()) {
        const auto& stored = sources[random() % sources.size()];
        const auto source = must(file.read_source(stored.name));
        if (!source.passages.empty()) {
          auto change = sample_hand_work(source, stored.text);
          if (random() % 2 == 0) change.read_in.clear();
          if (random() % 2 == 0) change.decisions_in.pop_back();
          if (random() % 2 == 0) change.memos_in.pop_back();
          must(file.change_hand_work("accept", stored.name, change));
        }
      }
      break;
    case 6: {
      const auto all = must(file.hand_work());
      HandChange change;
      if (!all.codings.empty()) change.codings_out = {all.codings[random() % all.codings.size()]};
      if (!all.memos.empty()) change.memos_out = {all.memos[random() % all.memos.size()]};
      if (!all.read.empty() && random() % 2 == 0) change.read_out = {all.read.front()};
      if (!change.empty()) must(file.change_hand_work("withdraw", "one", change));
      break;
    }
    case 7:
      if (!sources.empty()) {
        const auto& stored = sources[random() % sources.size()];
        auto source = random_source(random, stored.name);
        if (!source.passages.empty()) must(file.correct_source(source, "", sample_hand_work(source, 0)));
      }
      break;
    default:
      if (!sources.empty()) {
        const auto outline = must(file.read_outline(sources[random() % sources.size()].name));
        if (!outline.speakers.empty())
          must(file.assign_role(outline.name, outline.speakers[random() % outline.speakers.size()].label,
                                static_cast<model::Role>(random() % 3)));
      }
  }
  const auto log = must(file.log());
  // An act may change nothing that the dump shows only if it was none.
  std::string after = must(file.dump());
  if (after != before) model.act(std::move(after));
  ASSERT_EQ(std::count_if(log.begin(), log.end(), [](const Act& act) { return act.of == 0 && !act.undone; }),
            static_cast<std::ptrdiff_t>(model.here));
}

TEST(Acts, BehaveAsInAnEditorOverRandomSequencesAndRestarts) {
  const FastFolders fast;
  int undos = 0, redos = 0, restarts = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937_64 random(seed);
    auto [path, file] = new_sample();
    Model model{{must(file.dump())}, 0};
    for (int step = 0; step < 12; ++step) {
      const auto choice = random() % 20;
      if (choice < 11) {
        act_at_random(random, file, step, model);
      } else if (choice < 15) {
        ASSERT_EQ(must(file.undo()).has_value(), model.here > 0);
        if (model.here > 0) --model.here;
        ++undos;
      } else if (choice < 19) {
        ASSERT_EQ(must(file.redo()).has_value(), model.here + 1 < model.states.size());
        if (model.here + 1 < model.states.size()) ++model.here;
        ++redos;
      } else {
        must(file.close());
        file = reopen(path);
        ++restarts;
      }
      ASSERT_EQ(must(file.dump()), model.states[model.here]);
    }
    ASSERT_EQ(checks_of(must(file.verify())), std::set<std::string>());
    while (must(file.redo())) ++model.here;
    ASSERT_EQ(model.here + 1, model.states.size());
    ASSERT_EQ(must(file.dump()), model.states.back());
    while (must(file.undo())) --model.here;
    ASSERT_EQ(model.here, 0u);
    ASSERT_EQ(must(file.dump()), model.states.front());
    while (must(file.redo())) {
    }
    ASSERT_EQ(must(file.dump()), model.states.back());
    if (HasFatalFailure()) return;
  }
  EXPECT_GT(undos, 300);
  EXPECT_GT(redos, 300);
  EXPECT_GT(restarts, 50);
}

TEST(Acts, ChangesetsThatCannotBeReadAreRecognised) {
  EXPECT_TRUE(is_readable_changeset(""));
  EXPECT_FALSE(is_readable_changeset("x"));
  auto [path, file] = new_sample();
  must(file.add_source(sample_source("a.md"), ""));
  SQLite::Database db(path, SQLite::OPEN_READONLY);
  const std::string changeset = db.execAndGet("SELECT changeset FROM act").getString();
  EXPECT_TRUE(is_readable_changeset(changeset));
  EXPECT_FALSE(is_readable_changeset(changeset.substr(0, changeset.size() - 1)));
  std::string foreign = changeset;
  foreign.replace(foreign.find("source"), 6, "passag");
  EXPECT_FALSE(is_readable_changeset(foreign)) << "it touches a table that is no state";
}

}  // namespace
}  // namespace gloss::store
