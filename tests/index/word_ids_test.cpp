// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/word_ids.h"

#include <gtest/gtest.h>

namespace gloss::index {
namespace {

TEST(WordIds, AreDenseInOrderOfFirstUse) {
  WordIds ids;
  const StoreState nothing;
  EXPECT_EQ(ids.id_of("sport", nothing), 0u);
  EXPECT_EQ(ids.id_of("hall", nothing), 1u);
  EXPECT_EQ(ids.id_of("sport", nothing), 0u);
  EXPECT_EQ(ids.new_words(), "sporthall");
  EXPECT_EQ(ids.new_word(1), "hall");
}

TEST(WordIds, EndAtTheLimitAndKeepWhatTheyHave) {
  WordIds ids(3);
  const StoreState nothing;
  EXPECT_EQ(ids.id_of("one", nothing), 0u);
  EXPECT_EQ(ids.id_of("two", nothing), 1u);
  EXPECT_EQ(ids.id_of("three", nothing), 2u);
  EXPECT_FALSE(ids.id_of("four", nothing).has_value());
  EXPECT_FALSE(ids.id_of("four", nothing).has_value());
  EXPECT_EQ(ids.id_of("three", nothing), 2u);
  EXPECT_EQ(ids.count_new(), 3u);
}

TEST(WordIds, LeaveRoomForEveryIdInACell) {
  // The last id that the limit allows must survive in the 24 bits of a cell.
  EXPECT_EQ(id_of(make_cell(limits::vocabulary_words - 1, 0xFF)), limits::vocabulary_words - 1);
}

}  // namespace
}  // namespace gloss::index
