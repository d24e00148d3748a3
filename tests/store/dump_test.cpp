// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/dump.h"

#include <gtest/gtest.h>

#include "store/sample.h"

namespace gloss::store {
namespace {

using namespace gloss::test;

TEST(Dump, DoesNotDependOnIdsOrderOrHistory) {
  auto first = new_sample(), second = new_sample();
  must(first.file.add_source(sample_source("a.md"), "x"));
  must(first.file.add_source(sample_notes("n.txt"), "y"));
  must(first.file.adopt_codebook(sample_codebook("fee")));

  must(second.file.add_source(sample_source("gone.md"), "z"));
  must(second.file.undo());
  must(second.file.adopt_codebook(sample_codebook("other")));
  must(second.file.adopt_codebook(sample_codebook("fee")));
  must(second.file.add_source(sample_notes("n.txt"), "y"));
  must(second.file.set_cases(sample_cases()));
  must(second.file.undo());
  must(second.file.add_source(sample_source("a.md"), "x"));
  EXPECT_EQ(must(first.file.dump()), must(second.file.dump()));
}

TEST(Dump, ShowsEveryDifference) {
  auto [path, file] = new_sample();
  std::set<std::string> dumps = {must(file.dump())};
  const auto is_new = [&] { return dumps.insert(must(file.dump())).second; };
  const auto source = sample_source("a.md");
  must(file.add_source(source, source.text));
  EXPECT_TRUE(is_new());
  must(file.undo());
  EXPECT_FALSE(is_new());
  must(file.add_source(source, "original"));
  EXPECT_TRUE(is_new()) << "other original bytes";
  must(file.undo());
  const std::function<void(model::Source&)> changes[] = {
      [](auto& s) { s.name = "b.md"; },
      [](auto& s) { s.kind = model::Kind::field_note; },
      [](auto& s) { s.language = "de"; },
      [](auto& s) { s.format = "txt"; },
      [](auto& s) { s.extractor = "x"; },
      [](auto& s) { s.encoding = "x"; },
      [](auto& s) { s.variables["x"] = "y"; },
      [](auto& s) { s.speakers[0].label = "Q"; },
      [](auto& s) { s.speakers[0].role = model::Role::unknown; },
      [](auto& s) { s.sections[0].level = 5; },
      [](auto& s) { s.turns[0].speaker = -1; },
      [](auto& s) { s.passages[0].section = -1; },
      [](auto& s) { s.passages[0].span.begin.count++; },
      [](auto& s) { s.marks[0].value = "x"; },
      [](auto& s) { s.text += "\n", s.hash = sha256_hex(s.text); }};
  for (std::size_t i = 0; i < std::size(changes); ++i) {
    auto changed = source;
    changes[i](changed);
    must(file.add_source(changed, source.text));
    EXPECT_TRUE(is_new()) << i;
    must(file.undo());
  }
  must(file.add_source(source, source.text));
  must(file.assign_role("a.md", "P1", model::Role::interviewee));
  EXPECT_TRUE(is_new()) << "a role that was chosen, though equal to the recognised one";
  must(file.assign_role("a.md", "P1", model::Role::interviewer));
  EXPECT_TRUE(is_new());
  must(file.set_cases(sample_cases()));
  EXPECT_TRUE(is_new());
  must(file.adopt_codebook(sample_codebook("fee")));
  EXPECT_TRUE(is_new());
}

}  // namespace
}  // namespace gloss::store
