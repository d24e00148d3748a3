// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/add_sources.h"

#include "project/study.h"

namespace gloss::project {
namespace {

using Outcome = AddedFile::Outcome;

TEST(AddSources, StoresSkipsAndRefusesEachWithItsReason) {
  test::Study study;
  study.write("a.txt", "P1: The hall is locked.\n");
  study.write("b.txt", "P1: \xff\xff\n\xe5\x9b\xb0\xe5\xa2\x83\n");
  study.write("c.docx", "PK");
  study.write("d.txt", "   \n\n");
  Project project = study.create();
  auto first = add_sources(project, {study.texts()}, {});
  ASSERT_TRUE(first) << first.error().line();
  EXPECT_EQ(first->stored, 1u);
  EXPECT_EQ(first->refused, 3u);
  EXPECT_FALSE(first->complete());
  for (const auto& file : first->files)
    EXPECT_EQ(file.why.has_value(), file.outcome == Outcome::refused) << file.name;
  auto second = add_sources(project, {study.texts()}, {});
  ASSERT_TRUE(second);
  EXPECT_EQ(second->stored, 0u);
  EXPECT_EQ(second->known, 1u);
}

TEST(AddSources, GivesAnotherNameToAnotherTextOfTheSameName) {
  test::Study study;
  study.write("p.txt", "P1: One.\n");
  Project project = study.create();
  ASSERT_TRUE(add_sources(project, {study.texts() + "/p.txt"}, {}));
  study.write("p.txt", "P1: Two.\n");
  const auto again = add_sources(project, {study.texts() + "/p.txt"}, {});
  ASSERT_TRUE(again);
  EXPECT_EQ(again->files.at(0).name, "p (2).txt");
  EXPECT_EQ(again->files.at(0).outcome, Outcome::stored);
}

TEST(AddSources, WhatWasReadBeforeAStopStaysAndTheRestComesNextTime) {
  test::Study study;
  for (int i = 0; i < 30; ++i)
    study.write("p" + std::to_string(i) + ".txt", "P1: Interview number " + std::to_string(i) + ".\n");
  {
    test::StopAfter stop(7);
    auto project = Project::create(study.path, {&study.clock, &stop, "anna", 2});
    ASSERT_TRUE(project);
    const auto stopped = add_sources(*project, {study.texts()}, {});
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().fault, Fault::stopped);
  }
  auto project = Project::open(study.path, store::Access::write, study.environment(2));
  ASSERT_TRUE(project);
  EXPECT_EQ((*project->sources())->size(), 7u);
  const auto rest = add_sources(*project, {study.texts()}, {});
  ASSERT_TRUE(rest);
  EXPECT_EQ(rest->known, 7u);
  EXPECT_EQ(rest->stored, 23u);
  const auto tokens = project->tokens();
  ASSERT_TRUE(tokens);
  EXPECT_EQ((*tokens)->texts().size(), 30u);
  EXPECT_TRUE(project->file().verify()->empty());
}

TEST(AddSources, MakesAMissingOrDamagedIndexAnewAndSaysSo) {
  test::Study study;
  study.write("a.txt", "P1: The hall is locked.\n");
  Project project = study.create();
  ASSERT_TRUE(add_sources(project, {study.texts()}, {}));
  const std::string manifest = project.index_folder() + "/tokens/manifest";
  ASSERT_TRUE(is_file(manifest));
  project.close_index();
  ASSERT_TRUE(write_file(manifest, "nonsense", Overwrite::yes));
  ASSERT_TRUE(project.tokens());
  ASSERT_EQ(project.notes().size(), 1u);
  EXPECT_NE(project.notes()[0].find("made anew"), std::string::npos);
  project.close_index();
  ASSERT_TRUE(remove_folder(project.index_folder()));
  ASSERT_TRUE(project.passage_index());
  EXPECT_EQ(project.notes().size(), 1u) << "a missing index is made without a word";
}

}  // namespace
}  // namespace gloss::project
