// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/hand_work.h"

#include <gtest/gtest.h>

#include "store/sample.h"

namespace gloss::store {
namespace {

using namespace gloss::test;

TEST(HandWork, ComesBackAsItWasPutIn) {
  auto [path, file] = new_sample();
  const auto source = sample_source("a.md");
  const auto stored = must(file.add_source(source, ""));
  const auto change = sample_hand_work(source, stored.text);
  must(file.change_hand_work("add coding", "a.md", change));
  must(file.close());
  const auto all = must(reopen(path, Access::read).hand_work());
  EXPECT_EQ(all.codings, change.codings_in);
  ASSERT_EQ(all.decisions.size(), 2u);
  for (std::size_t i = 0; i < 2; ++i) {
    auto expected = change.decisions_in[i];
    expected.act = 2;
    EXPECT_EQ(all.decisions[i], expected);
  }
  ASSERT_EQ(all.memos.size(), 2u);
  for (std::size_t i = 0; i < 2; ++i) {
    auto expected = change.memos_in[i];
    expected.number = static_cast<std::int64_t>(i) + 1;
    EXPECT_EQ(all.memos[i], expected);
  }
  EXPECT_EQ(all.read, change.read_in);
}

TEST(HandWork, OfTheSameKeyIsReplacedButNoNewerDecisionByAnOlderOne) {
  auto [path, file] = new_sample();
  const auto source = sample_source("a.md");
  const auto stored = must(file.add_source(source, ""));
  auto change = sample_hand_work(source, stored.text);
  must(file.change_hand_work("accept", "a.md", change));
  auto again = change;
  again.memos_in.clear();
  again.decisions_in.resize(1);
  again.decisions_in[0].decision = model::Decision::rejected;
  again.read_in[0].blind = false;
  must(file.change_hand_work("reject", "a.md", again));
  auto all = must(file.hand_work());
  EXPECT_EQ(all.codings.size(), 1u);
  EXPECT_EQ(all.decisions[0].decision, model::Decision::rejected);
  EXPECT_EQ(all.decisions[0].act, 3);
  EXPECT_FALSE(all.read.at(0).blind);
  again.decisions_in[0].decision = model::Decision::accepted;
  again.decisions_in[0].act = 2;
  must(file.change_hand_work("accept", "a.md", again));
  EXPECT_EQ(must(file.hand_work()).decisions[0].decision, model::Decision::rejected);
}

TEST(HandWork, WithBadNamesOrMemosIsRefusedWhole) {
  auto [path, file] = new_sample();
  const auto source = sample_source("a.md");
  const auto stored = must(file.add_source(source, ""));
  const std::string before = must(file.dump());
  const auto good = sample_hand_work(source, stored.text);
  auto bad = std::vector(5, good);
  bad[0].codings_in[0].code = "";
  bad[1].codings_in[0].coder = "a\nb";
  bad[2].decisions_in[1].coder = std::string(1025, 'x');
  bad[3].memos_in[0].words = "";
  bad[4].memos_in[1].words = std::string((std::size_t{1} << 20) + 1, 'x');
  for (const auto& change : bad) {
    const auto done = file.change_hand_work("add coding", "a.md", change);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().fault, Fault::bad_input);
    EXPECT_EQ(must(file.dump()), before);
  }
}

TEST(HandWork, MovesWithItsSourceToACorrectedText) {
  auto [path, file] = new_sample();
  const auto source = sample_source("a.md");
  const auto stored = must(file.add_source(source, ""));
  must(file.change_hand_work("add coding", "a.md", sample_hand_work(source, stored.text)));
  must(file.assign_role("a.md", "P1", model::Role::interviewer));
  must(file.assign_role("a.md", "访谈者", model::Role::interviewer));
  auto corrected = sample_source("a.md", 3);
  corrected.speakers[2].label = "Guest";
  const auto old = must(file.hand_work());
  auto change = sample_hand_work(corrected, 0);
  change.codings_out = old.codings;
  change.decisions_out = old.decisions;
  change.memos_out = {old.memos[0]};
  const auto now = must(file.correct_source(corrected, "", change));
  EXPECT_NE(now.text, stored.text);
  for (const auto& row : must(file.hand_work()).codings) EXPECT_EQ(row.at.text, now.text);
  EXPECT_EQ(must(file.read_source("a.md")).text, corrected.text);
  EXPECT_EQ(must(file.read_outline("a.md")).speakers[1].role, model::Role::interviewer);
  EXPECT_EQ(must(file.read_text(stored.text)), source.text) << "the old version stays";
  EXPECT_EQ(checks_of(must(file.verify())), std::set<std::string>());
  EXPECT_EQ(file.correct_source(corrected, "", {}).error().fault, Fault::bad_input);
  corrected.name = "b.md";
  EXPECT_EQ(file.correct_source(corrected, "", {}).error().fault, Fault::missing_input);
  must(file.undo());
  EXPECT_EQ(must(file.hand_work()).codings, old.codings);
  EXPECT_EQ(must(file.read_outline("a.md")).speakers[2].role, model::Role::interviewer);
}

}  // namespace
}  // namespace gloss::store
