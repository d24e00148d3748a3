// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/circles_report.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "report/random_project.h"

namespace gloss::report {
namespace {

/// distrust, money, isolation below dilemma; one source of ten passages of 10 bytes by two speakers in turn.
CodedProject told() {
  CodedProject project;
  project.codes = {{"dilemma", "Dilemma", -1},
                   {"dilemma/distrust", "Distrust", 0},
                   {"dilemma/money", "No money", 0},
                   {"dilemma/isolation", "Isolation", 0}};
  project.sources = {model::Kind::interview};
  for (std::uint32_t p = 0; p < 10; ++p)
    project.base.push_back({{0, text::byte_span(10 * p, 10 * p + 9)}, static_cast<std::int32_t>(p % 2)});
  return project;
}

/// In passage p: `cause` in its first half, `effect` in its second, joined in the middle.
void state(CodedProject& project, std::vector<CausalLink>& links, std::uint32_t p, std::int32_t cause,
           std::int32_t effect) {
  const std::uint32_t at = 10 * p;
  project.add(cause, 0, text::byte_span(at, at + 3), Standing::undecided);
  project.add(effect, 0, text::byte_span(at + 6, at + 9), Standing::undecided);
  links.push_back(
      {0, text::byte_span(at + 4, at + 5), text::byte_span(at, at + 4), text::byte_span(at + 5, at + 9)});
}

CircleOptions without_test() {
  CircleOptions options;
  options.permutations = 0;
  return options;
}

TEST(Circles, AreToldByOneSpeakerOrPutTogether) {
  CodedProject project = told();
  std::vector<CausalLink> links;
  state(project, links, 0, 1, 2);  // speaker 0: distrust -> money
  state(project, links, 2, 2, 1);  // speaker 0: money -> distrust
  state(project, links, 1, 2, 3);  // speaker 1: money -> isolation
  state(project, links, 4, 3, 2);  // speaker 0: isolation -> money
  const Circles circles = find_circles(project, links, without_test());
  ASSERT_EQ(circles.circles.size(), 2u);
  EXPECT_EQ(circles.circles[0].codes, (std::vector<std::int32_t>{1, 2}));
  EXPECT_EQ(circles.circles[0].told_whole_by, std::vector<std::int32_t>{0});
  EXPECT_EQ(circles.circles[1].codes, (std::vector<std::int32_t>{2, 3}));
  EXPECT_TRUE(circles.circles[1].told_whole_by.empty());
  const Table table = circles_report(project, circles, {"Li", "Wang"}, without_test());
  EXPECT_EQ(table.rows.size(), 4u);
  EXPECT_EQ(table.notes[0], "Circle 1: Distrust → No money → Distrust (told whole by Li)");
  EXPECT_EQ(table.notes[1], "Circle 2: No money → Isolation → No money (put together from several speakers)");
}

TEST(Circles, DoNotComeFromSequence) {
  CodedProject project = told();
  std::vector<CausalLink> links;
  state(project, links, 0, 1, 2);
  state(project, links, 1, 2, 1);
  links.clear();  // the same codings without a connective
  const Circles circles = find_circles(project, links, without_test());
  EXPECT_TRUE(circles.edges.empty());
  EXPECT_TRUE(circles.circles.empty());
}

TEST(Circles, JoinNoCodeWithItselfOrOneAboveIt) {
  CodedProject project = told();
  std::vector<CausalLink> links;
  state(project, links, 0, 1, 1);
  state(project, links, 1, 0, 1);
  EXPECT_TRUE(find_circles(project, links, without_test()).edges.empty());
}

TEST(Circles, PassOverCodingsThatCrossTheConnective) {
  CodedProject project = told();
  project.add(1, 0, text::byte_span(0, 9), Standing::hand);
  project.add(2, 0, text::byte_span(6, 9), Standing::hand);
  const std::vector<CausalLink> links = {
      {0, text::byte_span(4, 5), text::byte_span(0, 4), text::byte_span(5, 9)}};
  EXPECT_TRUE(find_circles(project, links, without_test()).edges.empty());
  // A rule whose code is widened to the passage counts by the words that it matched.
  const std::vector<text::ByteSpan> leaves = {text::byte_span(1, 3)};
  project.add(3, 0, text::byte_span(0, 9), Standing::undecided, leaves);
  const Circles circles = find_circles(project, links, without_test());
  ASSERT_EQ(circles.edges.size(), 1u);
  EXPECT_EQ(circles.edges[0].cause, 3);
}

TEST(Circles, NeedAsManyStatementsAsAskedFor) {
  CodedProject project = told();
  std::vector<CausalLink> links;
  state(project, links, 0, 1, 2);
  state(project, links, 1, 2, 1);
  state(project, links, 2, 1, 2);
  CircleOptions options = without_test();
  options.least = 2;
  const Circles circles = find_circles(project, links, options);
  ASSERT_EQ(circles.edges.size(), 1u);
  EXPECT_EQ(circles.edges[0].persons, std::vector<std::int32_t>{0});
  EXPECT_TRUE(circles.circles.empty());
}

TEST(Circles, AreHeldAgainstDirectionsByLot) {
  CodedProject project = told();
  std::vector<CausalLink> links;
  for (std::uint32_t p = 0; p < 10; ++p) state(project, links, p, 1, 2);  // ten times one way: no circle
  CircleOptions options;
  const Circles one_way = find_circles(project, links, options);
  EXPECT_TRUE(one_way.circles.empty());
  EXPECT_NEAR(one_way.expected, 1, 0.02);  // by lot, all ten go one way in 2 of 1,024 draws
  EXPECT_EQ(one_way.p, 1);
  const Circles again = find_circles(project, links, options);
  EXPECT_EQ(again.expected, one_way.expected);
}

TEST(Circles, DoNotDependOnTheOrderOfCodings) {
  std::mt19937_64 random(5);
  for (int round = 0; round < 100; ++round) {
    CodedProject project = told();
    std::vector<CausalLink> links;
    for (std::uint32_t p = 0; p < 10; ++p)
      state(project, links, p, static_cast<std::int32_t>(random() % 4),
            static_cast<std::int32_t>(random() % 4));
    const auto text = [&](const CodedProject& one) {
      const Circles circles = find_circles(one, links, {});
      return as_json(circles_report(one, circles, {"Li", "Wang"}, {})) + circles_svg(one, circles, {});
    };
    const std::string before = text(project);
    std::shuffle(project.codings.begin(), project.codings.end(), random);
    ASSERT_EQ(text(project), before) << round;
  }
}

TEST(Circles, ArePicturesOfTheirOwn) {
  CodedProject project = told();
  EXPECT_NE(circles_svg(project, {}, {}).find("No circle is told."), std::string::npos);
  std::vector<CausalLink> links;
  state(project, links, 0, 1, 2);
  state(project, links, 1, 2, 1);
  project.codes[1].name = "不被<信任>和重视的基层体育组织与政府之间";
  const std::string svg = circles_svg(project, find_circles(project, links, without_test()), {});
  EXPECT_NE(svg.find("&lt;信任&gt;"), std::string::npos);
  EXPECT_EQ(svg.find("http://", svg.find("xmlns") + 40), std::string::npos);  // nothing is loaded
}

}  // namespace
}  // namespace gloss::report
