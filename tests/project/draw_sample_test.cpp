// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/draw_sample.h"

#include <cmath>
#include <map>
#include <set>

#include "project/club_study.h"
#include "stats/sample_size.h"

namespace gloss::project {
namespace {

constexpr const char* sample_book = R"(codebook: book
where: role != interviewer
codes:
  means:
    codes:
      money: {rules: [money, 经费]}
      debt: {rules: [debt]}
  nothing: {rules: [zebra]}
)";

struct SampleStudy : test::ClubStudy {
  CodedProject coded;
  SampleStudy() : ClubStudy(7, sample_book), coded(*apply_rules(project)) {}

  bool hit(std::size_t source, std::size_t passage, const std::string& code) const {
    for (const auto& one : coded.coded[source].codings)
      if (one.coding.code.starts_with(code) &&
          one.coding.span.overlaps(coded.coded[source].passages[passage].span))
        return true;
    return false;
  }
  Sample draw(const SampleOptions& options) const { return *draw_sample(coded, options); }
};

using Place = std::pair<std::uint32_t, std::uint32_t>;

std::vector<Place> places_of(const Sample& sample) {
  std::vector<Place> places;
  for (const auto& one : sample.passages) places.emplace_back(one.source, one.passage);
  return places;
}

SampleOptions of_code(const std::string& code) {
  SampleOptions options;
  options.code = code;
  return options;
}

TEST(DrawSample, TakesFromBothStrataAsManyAsTheMarginAsksFor) {
  const SampleStudy study;
  std::int64_t with = 0, without = 0;
  for (std::size_t s = 0; s < study.coded.coded.size(); ++s)
    for (std::size_t p = 0; p < study.coded.coded[s].passages.size(); ++p)
      if (study.coded.coded[s].passages[p].in_base) ++(study.hit(s, p, "means") ? with : without);
  ASSERT_GT(with, 10);
  SampleOptions options = of_code("means");
  options.margin = 0.1;
  const Sample sample = study.draw(options);
  EXPECT_EQ(sample.hits.passages, with);
  EXPECT_EQ(sample.others.passages, without);
  EXPECT_EQ(sample.hits.drawn, stats::sample_size(with, 0.1));
  EXPECT_EQ(sample.others.drawn, stats::sample_size(without, 0.1));
  std::int64_t hits = 0;
  std::set<Place> seen;
  for (const auto& one : sample.passages) {
    EXPECT_TRUE(study.coded.coded[one.source].passages[one.passage].in_base);
    EXPECT_EQ(one.hit, study.hit(one.source, one.passage, "means"));
    EXPECT_TRUE(seen.emplace(one.source, one.passage).second) << "drawn twice";
    hits += one.hit;
  }
  EXPECT_EQ(hits, sample.hits.drawn);
  EXPECT_EQ(static_cast<std::int64_t>(sample.passages.size()), sample.hits.drawn + sample.others.drawn);
}

TEST(DrawSample, IsTheSameForTheSameSeedOnly) {
  const SampleStudy study;
  SampleOptions options = of_code("means");
  options.size = 20;
  const auto first = places_of(study.draw(options));
  EXPECT_EQ(first.size(), 20u);
  EXPECT_EQ(places_of(study.draw(options)), first);
  options.seed = 2;
  EXPECT_NE(places_of(study.draw(options)), first);
}

TEST(DrawSample, GivesEveryPassageOfAStratumTheSameChanceAndNoOrderThatTells) {
  const SampleStudy study;
  SampleOptions options = of_code("means");
  options.size = 16;
  std::map<Place, int> drawn;
  std::map<std::uint32_t, std::set<std::size_t>> by_source;
  std::int64_t place_of_hits = 0, hits = 0;
  const int rounds = 2000;
  for (int round = 0; round < rounds; ++round) {
    options.seed = static_cast<std::uint64_t>(round);
    const Sample sample = study.draw(options);
    std::map<std::uint32_t, std::size_t> of_source;
    for (std::size_t i = 0; i < sample.passages.size(); ++i) {
      const auto& one = sample.passages[i];
      if (!one.hit) continue;
      ++drawn[{one.source, one.passage}];
      ++of_source[one.source];
      place_of_hits += static_cast<std::int64_t>(i);
      ++hits;
    }
    for (const auto& [source, count] : of_source) by_source[source].insert(count);
  }
  EXPECT_EQ(hits, 8 * rounds);
  EXPECT_NEAR(static_cast<double>(place_of_hits) / static_cast<double>(hits), 7.5, 0.2);
  // Within a source all have the same chance; its part of the sample is always the same.
  std::map<std::uint32_t, std::vector<int>> times;
  for (const auto& [place, count] : drawn) times[place.first].push_back(count);
  for (const auto& [source, counts] : times) {
    ASSERT_EQ(by_source[source].size(), 1u);
    const double expected =
        static_cast<double>(*by_source[source].begin()) * rounds / static_cast<double>(counts.size());
    for (const int count : counts) EXPECT_NEAR(count, expected, 5 * std::sqrt(expected));
  }
}

TEST(DrawSample, TakesAllThereIsWhereMoreIsAskedFor) {
  const SampleStudy study;
  SampleOptions options = of_code("means/debt");
  options.size = 1'000'000;
  const Sample all = study.draw(options);
  EXPECT_EQ(all.hits.drawn, all.hits.passages);
  EXPECT_EQ(all.others.drawn, all.others.passages);
  options = of_code("nothing");
  options.size = 10;
  const Sample none = study.draw(options);
  EXPECT_EQ(none.hits.drawn, 0);
  EXPECT_EQ(none.others.drawn, 10);
  EXPECT_FALSE(draw_sample(study.coded, of_code("nothin")));
}

TEST(DrawSample, DoesNotTellWhichHaveAHitWhereTheReaderIsBlind) {
  const SampleStudy study;
  SampleOptions options = of_code("means");
  options.size = 12;
  const Sample sample = study.draw(options);
  const auto names = [](const report::Table& table) {
    std::set<std::string> all;
    for (const auto& column : table.columns) all.insert(column.name);
    return all;
  };
  const auto seeing = sample_table(study.project, study.coded, sample, options, false);
  const auto blind = sample_table(study.project, study.coded, sample, options, true);
  ASSERT_TRUE(seeing && blind);
  EXPECT_TRUE(names(*seeing).contains("hit"));
  EXPECT_TRUE(names(*seeing).contains("weight"));
  EXPECT_EQ(names(*blind), (std::set<std::string>{"", "code", "passage", "quote", "source", "speaker"}));
  ASSERT_EQ(blind->rows.size(), 12u);
  double weights = 0;
  for (const auto& row : seeing->rows) weights += std::get<double>(row.back());
  EXPECT_NEAR(weights, static_cast<double>(sample.hits.passages + sample.others.passages), 1e-6);
}

}  // namespace
}  // namespace gloss::project
