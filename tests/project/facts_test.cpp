// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/facts.h"

#include <tuple>

#include "project/study.h"

namespace gloss::project {
namespace {

TEST(KnownSources, JoinSpeakersToCasesAndCasesToPersons) {
  test::Study study;
  study.write("a/one.txt", "Interviewer: So?\n\nP1: We run.\n");
  study.write("a/two.txt", "Interviewer: And?\n\nP1: We still run.\n");
  study.write("b.txt", "Interviewer: You?\n\nP1: I watch.\n\nP2: Me too.\n");
  study.write("cases.csv",
              "source,speaker,case,group\n"
              "a/*,P1,Runner,organiser\n"
              "b.txt,,Square,participant\n"
              "b.txt,P2,Runner,organiser\n");
  Project project = study.create();
  ASSERT_TRUE(add_sources(project, {study.texts()}, {}));
  const auto known = known_sources(project);
  ASSERT_TRUE(known) << known.error().line();
  ASSERT_EQ(known->size(), 3u);
  const auto& [one, two, b] = std::tie((*known)[0], (*known)[1], (*known)[2]);
  EXPECT_EQ(one.facts.name, "a/one.txt");
  ASSERT_EQ(one.facts.speakers.size(), 2u);
  EXPECT_EQ(one.facts.speakers[0].role, model::Role::interviewer);
  EXPECT_EQ(one.facts.speakers[1].case_name, "Runner");
  EXPECT_EQ(one.facts.speakers[1].variables.at("group"), "organiser");
  EXPECT_EQ(one.persons[1], two.persons[1]) << "one case, one person";
  EXPECT_NE(one.persons[0], two.persons[0]) << "interviewers of two sources are two people";
  ASSERT_EQ(b.facts.speakers.size(), 3u);
  EXPECT_EQ(b.persons[2], one.persons[1]);
  EXPECT_EQ(b.facts.speakers[1].case_name, "") << "two could be meant by a row without a speaker";
  EXPECT_EQ(b.facts.variables.at("group"), "participant");
}

TEST(KnownSources, ARowWithoutASpeakerStandsForTheOnlyInterviewee) {
  test::Study study;
  study.write("b.txt", "Interviewer: You?\n\nP1: I watch.\n");
  study.write("cases.csv", "source,speaker,case,group\nb.txt,,Watcher,participant\n");
  Project project = study.create();
  ASSERT_TRUE(add_sources(project, {study.texts()}, {}));
  const auto known = known_sources(project);
  ASSERT_TRUE(known);
  EXPECT_EQ((*known)[0].facts.speakers[1].case_name, "Watcher");
  EXPECT_EQ((*known)[0].facts.speakers[1].variables.at("group"), "participant");
}

TEST(KnownSources, ArePutTogetherAnewWhereTheProjectHasChangedAndOnlyThere) {
  test::Study study;
  study.write("b.txt", "Interviewer: You?\n\nP1: I watch.\n");
  Project project = study.create();
  ASSERT_TRUE(add_sources(project, {study.texts()}, {}));
  const auto first = known_sources(project), again = known_sources(project);
  ASSERT_TRUE(first && again);
  EXPECT_EQ(&(*first)[0], &(*again)[0]);
  ASSERT_TRUE(project.file().assign_role("b.txt", "P1", model::Role::interviewer));
  const auto changed = known_sources(project);
  ASSERT_TRUE(changed);
  EXPECT_NE((*first)[0].facts.speakers[1].role, model::Role::interviewer)
      << "what was handed out stays as it was";
  EXPECT_EQ((*changed)[0].facts.speakers[1].role, model::Role::interviewer);
  ASSERT_TRUE(project.file().undo());
  EXPECT_EQ((*known_sources(project))[0].facts.speakers[1].role, (*first)[0].facts.speakers[1].role);

  // Another program's change shows, too.
  auto other = Project::open(study.path, store::Access::read, study.environment(1));
  ASSERT_TRUE(other) << other.error().line();
  const auto seen = known_sources(*other);
  ASSERT_TRUE(seen);
  ASSERT_TRUE(project.file().assign_role("b.txt", "P1", model::Role::interviewer));
  EXPECT_EQ((*known_sources(*other))[0].facts.speakers[1].role, model::Role::interviewer);
}

}  // namespace
}  // namespace gloss::project
