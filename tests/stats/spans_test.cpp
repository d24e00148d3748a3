// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/spans.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "stats/random.h"

namespace gloss::stats {
namespace {

constexpr std::int64_t drawn_length = 30;

std::vector<Span> drawn_spans(Random& random) {
  std::vector<Span> spans;
  for (std::uint64_t n = random.below(6); n > 0; --n) {
    const auto begin = static_cast<std::int64_t>(random.below(drawn_length));
    const auto longest = std::min<std::int64_t>(10, drawn_length - begin);
    spans.push_back({begin, begin + static_cast<std::int64_t>(random.below(longest + 1u))});
  }
  return spans;
}

/// Character by character.
std::vector<bool> covered_by(const std::vector<Span>& spans) {
  std::vector<bool> covered(drawn_length, false);
  for (const Span& span : spans)
    for (std::int64_t i = span.begin; i < span.end; ++i) covered[static_cast<std::size_t>(i)] = true;
  return covered;
}

TEST(Spans, CoverWhatTheirCharactersCover) {
  for (std::uint64_t seed = 0; seed < 500; ++seed) {
    Random random(seed);
    const auto a = drawn_spans(random), b = drawn_spans(random);
    const auto in_a = covered_by(a), in_b = covered_by(b);
    std::int64_t cells[2][2] = {};
    for (std::size_t i = 0; i < in_a.size(); ++i) ++cells[in_a[i] ? 1 : 0][in_b[i] ? 1 : 0];
    EXPECT_EQ(union_length(a), cells[1][0] + cells[1][1]) << seed;
    EXPECT_EQ(shared_length(a, b), cells[1][1]) << seed;
    AgreementTable table(2);
    count_characters(a, b, drawn_length, table);
    for (std::size_t i = 0; i < 2; ++i)
      for (std::size_t j = 0; j < 2; ++j) EXPECT_EQ(table.cell(i, j), cells[i][j]) << seed;
    EXPECT_DOUBLE_EQ(*percent_agreement(table).value, double(cells[0][0] + cells[1][1]) / drawn_length);
    EXPECT_DOUBLE_EQ(*coverage(a, drawn_length), double(cells[1][0] + cells[1][1]) / drawn_length);
    const auto within = coverage_within(a, b);
    ASSERT_EQ(within.has_value(), cells[0][1] + cells[1][1] > 0) << seed;
    if (within) {
      EXPECT_DOUBLE_EQ(*within, double(cells[1][1]) / double(cells[0][1] + cells[1][1])) << seed;
    }
  }
}

TEST(Spans, ThatOverlapBecomeOneAndThoseThatTouchStayTwo) {
  EXPECT_EQ(merge_overlapping({{8, 10}, {0, 4}, {4, 6}, {5, 7}, {9, 9}}),
            (std::vector<Span>{{0, 4}, {4, 7}, {8, 10}}));
  EXPECT_EQ(merge_overlapping({{0, 9}, {2, 3}, {4, 9}}), (std::vector<Span>{{0, 9}}));
  EXPECT_TRUE(merge_overlapping({}).empty());
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    Random random(seed);
    auto spans = drawn_spans(random);
    const auto merged = merge_overlapping(spans);
    EXPECT_EQ(merge_overlapping(merged), merged);
    EXPECT_EQ(covered_by(merged), covered_by(spans));
    random.shuffle(spans);
    EXPECT_EQ(merge_overlapping(spans), merged) << seed;
  }
}

TEST(Spans, OfSeveralSourcesCoverByCharactersOrBySources) {
  const std::vector<CodedSource> sources = {{{{0, 50}, {40, 60}}, 100}, {{}, 300}, {{}, 0}};
  EXPECT_DOUBLE_EQ(*coverage_of_all(sources), 60.0 / 400);
  EXPECT_DOUBLE_EQ(*mean_coverage(sources), 0.3);
  EXPECT_FALSE(coverage({}, 0));
  EXPECT_FALSE(coverage_within({{0, 5}}, {}));
  EXPECT_FALSE(coverage_of_all({}));
  EXPECT_FALSE(mean_coverage({}));
  EXPECT_EQ(coverage({}, 10), 0.0);
  EXPECT_EQ(coverage({{0, 3'000'000'000}, {1, 4'000'000'000}}, 4'000'000'000), 1.0);
}

TEST(Spans, RelateAsTheirCharactersDo) {
  for (Span a{0, 0}; a.begin < 7; ++a.begin)
    for (a.end = a.begin + 1; a.end <= 7; ++a.end)
      for (Span b{0, 0}; b.begin < 7; ++b.begin)
        for (b.end = b.begin + 1; b.end <= 7; ++b.end) {
          const std::int64_t shared = shared_length({a}, {b});
          const SpanRelation found = relation_of(a, b);
          EXPECT_EQ(found, relation_of(b, a));
          EXPECT_EQ(found.relation == Relation::proximity, shared == 0);
          EXPECT_EQ(found.relation == Relation::exact, shared == a.length() && shared == b.length());
          EXPECT_EQ(found.relation == Relation::inclusion, (shared == a.length()) != (shared == b.length()));
          ASSERT_EQ(found.distance.has_value(), shared == 0);
          if (found.distance) {
            EXPECT_EQ(*found.distance,
                      std::max(a.end, b.end) - std::min(a.begin, b.begin) - a.length() - b.length());
          }
        }
}

TEST(Spans, HaveTheRelationsThatTheManualOfRqdaShows) {
  const auto name = [](const Span& a, const Span& b) { return name_of(relation_of(a, b).relation); };
  EXPECT_EQ(name({20, 30}, {22, 28}), "inclusion");
  EXPECT_EQ(name({10, 20}, {10, 30}), "inclusion");
  EXPECT_EQ(name({10, 40}, {20, 80}), "overlap");
  EXPECT_EQ(name({10, 20}, {10, 20}), "exact");
  EXPECT_EQ(relation_of({10, 20}, {30, 50}), (SpanRelation{Relation::proximity, 10}));
  EXPECT_EQ(relation_of({20, 50}, {10, 20}), (SpanRelation{Relation::proximity, 0}));
}

TEST(Spans, AddTheirCharactersUpOverSources) {
  AgreementTable table(2);
  count_characters({{0, 10}}, {{5, 20}}, 100, table);
  count_characters({}, {}, 50, table);
  count_characters({}, {}, 0, table);
  EXPECT_EQ(table.units(), 150);
  EXPECT_EQ(table.cell(1, 1), 5);
  EXPECT_EQ(table.cell(0, 0), 130);
  AgreementTable nothing(2);
  count_characters({}, {}, 0, nothing);
  EXPECT_FALSE(percent_agreement(nothing).value);
}

TEST(Holsti, IsTheShareOfAgreedCodings) {
  EXPECT_EQ(holsti(6, 10, 10), 0.6);
  EXPECT_EQ(holsti(3, 4, 8), 0.5);
  EXPECT_EQ(holsti(0, 0, 3), 0.0);
  EXPECT_EQ(holsti(7, 7, 7), 1.0);
  EXPECT_FALSE(holsti(0, 0, 0));
}

}  // namespace
}  // namespace gloss::stats
