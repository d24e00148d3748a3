// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/project_file.h"

#include <gtest/gtest.h>

#include "store/sample.h"
#include "support/shared_data.h"

namespace gloss::store {
namespace {

using namespace gloss::test;

TEST(ProjectFile, GivesBackSourcesAsTheyWereAdded) {
  auto [path, file] = new_sample();
  const auto interview = sample_source("interviews/p01.md");
  const auto notes = sample_notes("notes.txt");
  const auto stored = must(file.add_source(interview, interview.text));
  const auto stored_notes = must(file.add_source(notes, "original bytes \x93"));
  EXPECT_EQ(stored.hash, interview.hash);
  EXPECT_EQ(stored.passages, 5);
  EXPECT_EQ(stored_notes.first_passage, stored.first_passage + stored.passages);
  must(file.close());

  auto again = reopen(path, Access::read);
  EXPECT_EQ(describe(must(again.read_source("interviews/p01.md"))), describe(interview));
  EXPECT_EQ(describe(must(again.read_source("notes.txt"))), describe(notes));
  EXPECT_EQ(must(again.read_text(stored.text)), interview.text);
  auto outline = interview;
  outline.text.clear();
  outline.passages.clear();
  outline.marks.clear();
  EXPECT_EQ(describe(must(again.read_outline("interviews/p01.md"))), describe(outline));
  const auto sources = must(again.sources());
  ASSERT_EQ(sources.size(), 2u);
  EXPECT_EQ(sources[0].name, "interviews/p01.md");
  EXPECT_EQ(sources[0].bytes, static_cast<std::int64_t>(interview.text.size()));
  EXPECT_EQ(sources[1].kind, model::Kind::field_note);
  EXPECT_EQ(sources[1].encoding, "windows-1252");
  EXPECT_TRUE(must(again.verify()).empty()) << *checks_of(must(again.verify())).begin();
}

}  // namespace
}  // namespace gloss::store
