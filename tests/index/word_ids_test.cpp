// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/word_ids.h"

#include <gtest/gtest.h>

namespace gloss::index {
namespace {

/// In an empty store.
std::optional<std::uint32_t> id_of(WordIds& ids, std::string word) {
  const std::size_t length = word.size();
  word.append(FormMap::padding, '\0');
  return ids.id_of(std::string_view(word).substr(0, length), {});
}

TEST(WordIds, AreDenseInOrderOfFirstUse) {
  WordIds ids;
  EXPECT_EQ(id_of(ids, "sport"), 0u);
  EXPECT_EQ(id_of(ids, "hall"), 1u);
  EXPECT_EQ(id_of(ids, "sport"), 0u);
  EXPECT_EQ(ids.new_words(), "sporthall");
  EXPECT_EQ(ids.new_word(1), "hall");
}

TEST(WordIds, EndAtTheLimitAndKeepWhatTheyHave) {
  WordIds ids(3);
  EXPECT_EQ(id_of(ids, "one"), 0u);
  EXPECT_EQ(id_of(ids, "two"), 1u);
  EXPECT_EQ(id_of(ids, "three"), 2u);
  EXPECT_FALSE(id_of(ids, "four").has_value());
  EXPECT_FALSE(id_of(ids, "four").has_value());
  EXPECT_EQ(id_of(ids, "three"), 2u);
  EXPECT_EQ(ids.count_new(), 3u);
}

TEST(WordIds, LeaveRoomForEveryIdInACell) {
  // The last id that the limit allows must survive in the 24 bits of a cell.
  EXPECT_EQ(index::id_of(make_cell(limits::vocabulary_words - 1, 0xFF)), limits::vocabulary_words - 1);
}

}  // namespace
}  // namespace gloss::index
