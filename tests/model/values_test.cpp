// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <functional>
#include <random>

#include "model/cases.h"
#include "model/coding.h"
#include "model/source.h"

namespace gloss::model {
namespace {

TEST(Names, ThereAndBack) {
  for (const Role role : {Role::unknown, Role::interviewer, Role::interviewee})
    EXPECT_EQ(role_named(name_of(role)), role);
  for (const Kind kind : {Kind::interview, Kind::field_note}) EXPECT_EQ(kind_named(name_of(kind)), kind);
  EXPECT_FALSE(role_named("official"));
}

/// The obvious recursive definition.
bool slow_glob(std::string_view glob, std::string_view name) {
  if (glob.empty()) return name.empty();
  if (glob[0] == '*')
    return slow_glob(glob.substr(1), name) || (!name.empty() && slow_glob(glob, name.substr(1)));
  if (name.empty()) return false;
  return (glob[0] == '?' || glob[0] == name[0]) && slow_glob(glob.substr(1), name.substr(1));
}

TEST(GlobMatches, AgreesWithTheObviousDefinition) {
  std::mt19937_64 random(4);
  for (int i = 0; i < 200'000; ++i) {
    std::string glob(random() % 7, 'a'), name(random() % 8, 'a');
    for (char& c : glob) c = "ab*?"[random() % 4];
    for (char& c : name) c = "ab/"[random() % 3];
    ASSERT_EQ(glob_matches(glob, name), slow_glob(glob, name)) << glob << " on " << name;
  }
}

TEST(GlobMatches, QuestionMarkIsOneCharacterNotOneByte) {
  EXPECT_TRUE(glob_matches("访谈?.txt", "访谈一.txt"));
  EXPECT_FALSE(glob_matches("访谈??.txt", "访谈一.txt"));
  EXPECT_TRUE(glob_matches("*一*", "访谈一.txt"));
}

TEST(CodingId, DependsOnEveryPart) {
  const text::CodePointSpan span{{1}, {5}};
  const std::string id = coding_id("hash", span, "a/b", Origin::rule, "");
  EXPECT_EQ(id.size(), 12u);
  EXPECT_NE(id, coding_id("hasi", span, "a/b", Origin::rule, ""));
  EXPECT_NE(id, coding_id("hash", {{1}, {6}}, "a/b", Origin::rule, ""));
  EXPECT_NE(id, coding_id("hash", {{2}, {5}}, "a/b", Origin::rule, ""));
  EXPECT_NE(id, coding_id("hash", span, "a/c", Origin::rule, ""));
  EXPECT_NE(id, coding_id("hash", span, "a/b", Origin::coder, ""));
  EXPECT_NE(id, coding_id("hash", span, "a/b", Origin::rule, "anna"));
}

}  // namespace
}  // namespace gloss::model
