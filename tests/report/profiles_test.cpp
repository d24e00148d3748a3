// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/profiles.h"

#include <gtest/gtest.h>

#include <map>
#include <utility>

#include "report/random_project.h"

namespace gloss::report {
namespace {

/// Whether passage and coding have a byte in common.
bool share_text(const BasePassage& passage, const CodedSpan& coding) {
  return passage.place.source == coding.source && passage.place.span.overlaps(coding.span);
}

std::pair<std::string, std::string> numbered(std::size_t row) {
  return {std::to_string(row), "row " + std::to_string(row)};
}

TEST(Profiles, CountPassagesWithEachCodeItselfAsACountByHandDoes) {
  std::mt19937_64 random(7);
  std::int64_t counted = 0;
  for (int round = 0; round < 500; ++round) {
    const CodedProject project = test::random_project(random).project;
    std::map<std::pair<std::string, std::int32_t>, double> slow;
    for (const BasePassage& passage : project.base)
      for (std::int32_t code = 0; code < static_cast<std::int32_t>(project.codes.size()); ++code) {
        bool has = false;
        for (const CodedSpan& coding : project.codings)
          has = has || (coding.code == code && share_text(passage, coding));
        if (has) ++slow[{std::to_string(passage.place.source), code}];
      }
    ProfileCounter counter(project, ProfileOf::sources);
    counter.add(project);
    const Profiles made = counter.profiles("en", numbered);
    std::map<std::pair<std::string, std::int32_t>, double> fast;
    for (std::size_t r = 0; r < made.rows.size(); ++r)
      for (const stats::RowEntry& entry : made.rows[r])
        fast[{made.ids[r], static_cast<std::int32_t>(entry.column)}] = entry.value;
    ASSERT_EQ(fast, slow) << "round " << round;
    counted += static_cast<std::int64_t>(slow.size());
  }
  EXPECT_GT(counted, 1000);
}

TEST(Profiles, OfCodesAreThePassagesThatTheyAreIn) {
  std::mt19937_64 random(8);
  for (int round = 0; round < 300; ++round) {
    const CodedProject project = test::random_project(random).project;
    ProfileCounter counter(project, ProfileOf::codes);
    counter.add(project);
    const Profiles made = counter.profiles("en", numbered);
    for (std::size_t r = 0; r < made.rows.size(); ++r) {
      const std::int32_t code = std::stoi(made.ids[r]);
      stats::SparseRow slow;
      for (std::size_t p = 0; p < project.base.size(); ++p)
        for (const CodedSpan& coding : project.codings)
          if (coding.code == code && share_text(project.base[p], coding)) {
            slow.push_back({static_cast<std::uint32_t>(p), 1});
            break;
          }
      ASSERT_EQ(made.rows[r], slow) << "round " << round << ", code " << code;
    }
  }
}

TEST(Profiles, CodesThatOnlyGatherOthersAreNotComparedAndThoseWithoutPassagesAre) {
  CodedProject project;
  project.codes = {{"money", "", -1}, {"money/rent", "", 0}, {"money/cost", "", 0}, {"trust", "", -1}};
  project.sources = {model::Kind::interview};
  project.base.push_back({{0, text::byte_span(0, 10)}, 0});
  project.add(1, 0, text::byte_span(2, 4), Standing::hand);
  ProfileCounter counter(project, ProfileOf::codes);
  counter.add(project);
  const Profiles made = counter.profiles("en", numbered);
  EXPECT_EQ(made.ids, (std::vector<std::string>{"1", "2", "3"}));
  EXPECT_TRUE(made.rows[1].empty());
}

TEST(Profiles, SaysHowManyPassagesAreInNoRow) {
  CodedProject project;
  project.codes = {{"trust", "", -1}};
  project.sources = {model::Kind::interview};
  for (std::size_t p = 0; p < 3; ++p)
    project.base.push_back({{0, text::byte_span(10 * p, 10 * p + 9)}, p == 1 ? -1 : 0});
  ProfileCounter counter(project, ProfileOf::speakers);
  counter.add(project);
  const Profiles made = counter.profiles("en", numbered);
  EXPECT_EQ(made.without, 1);
  ASSERT_EQ(left_out_note(made).size(), 1u);
  EXPECT_EQ(left_out_note(made)[0], "1 passage of the base without a named speaker: not compared.");
}

}  // namespace
}  // namespace gloss::report
