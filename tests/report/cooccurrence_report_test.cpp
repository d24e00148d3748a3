// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/cooccurrence_report.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "report/random_project.h"

namespace gloss::report {
namespace {

std::string word(const Table& table, std::size_t row, std::size_t column) {
  return std::get<std::string>(table.rows.at(row).at(column));
}
using test::whole;

/// Six passages of one interview; money > {rent, cost}; trust; council.
CodedProject project_of_six_passages() {
  CodedProject project;
  project.codes = {{"money", "Money", -1},
                   {"money/rent", "Rent", 0},
                   {"money/cost", "Cost", 0},
                   {"trust", "Trust", -1},
                   {"council", "Council", -1}};
  project.sources = {model::Kind::interview};
  for (std::size_t p = 0; p < 6; ++p) project.base.push_back({{0, text::byte_span(p * 10, p * 10 + 9)}, 0});
  const auto code = [&](int c, std::size_t begin, std::size_t end, bool leaf = true) {
    const text::ByteSpan span = text::byte_span(begin, end);
    project.add(c, 0, span, Standing::undecided,
                leaf ? std::span(&span, 1) : std::span<const text::ByteSpan>());
  };
  code(1, 0, 3), code(3, 5, 8);             // rent, trust: apart
  code(1, 10, 13), code(3, 12, 15);         // rent, trust: the same words
  code(2, 20, 29), code(4, 22, 24);         // cost, council: the same words
  code(2, 30, 32), code(4, 30, 32, false);  // council by hand: no words of a rule
  code(3, 41, 44), code(1, 41, 58, false);  // trust in one, rent over two passages
  return project;
}

TEST(CooccurrenceReport, ListsPairsInCodebookOrderAndRanksThemForPeople) {
  const auto table = cooccurrence_report(project_of_six_passages());
  ASSERT_TRUE(table);
  const std::vector<std::vector<std::int64_t>> expected{
      // a, b, both, shared, n
      {6, 3, 3, 1, 6},  // money, trust
      {6, 2, 2, 1, 6},  // money, council
      {4, 3, 3, 1, 6},  // rent, trust
      {2, 2, 2, 1, 6},  // cost, council
  };
  ASSERT_EQ(table->rows.size(), 4u);
  for (std::size_t r = 0; r < 4; ++r)
    for (std::size_t c = 0; c < 5; ++c) EXPECT_EQ(whole(*table, r, 4 + c), expected[r][c]) << r << ", " << c;
  EXPECT_EQ(word(*table, 0, 0), "money");
  EXPECT_EQ(word(*table, 0, 1), "trust");
  EXPECT_EQ(word(*table, 2, 0), "money/rent");
  EXPECT_EQ(word(*table, 3, 3), "Council");
  EXPECT_EQ(std::get<double>(table->rows[2][9]), 3.0 / 4.0);
  EXPECT_EQ(table->text_order, (std::vector<std::size_t>{2, 0, 3, 1}));  // 2, 2, 1, 1; then Jaccard
  EXPECT_EQ(table->head["unit"], "passage");
  EXPECT_EQ(json_line(table->head["measures"]), R"(["jaccard"])");
}

TEST(CooccurrenceReport, RanksTheSameWordsUnderTwoCodesBelowCodesThatMeet) {
  CodedProject project = project_of_six_passages();
  project.codings.clear();
  for (std::size_t p = 0; p < 3; ++p) {  // rent and trust three times, always by the same words
    const text::ByteSpan span = text::byte_span(p * 10, p * 10 + 3);
    project.add(1, 0, span, Standing::undecided, {&span, 1});
    project.add(3, 0, span, Standing::undecided, {&span, 1});
  }
  project.add(2, 0, text::byte_span(40, 42), Standing::hand);  // cost and council once, apart
  project.add(4, 0, text::byte_span(44, 46), Standing::hand);
  CooccurrenceOptions options;
  options.rows = "money/*";
  const auto table = cooccurrence_report(project, options);
  ASSERT_TRUE(table);
  ASSERT_EQ(table->rows.size(), 2u);
  EXPECT_EQ(word(*table, 0, 0), "money/rent");
  EXPECT_EQ(table->text_order, (std::vector<std::size_t>{1, 0}));
}

TEST(CooccurrenceReport, PicksRowsAndColumnsByGlobWhicheverStandsFirst) {
  const auto pairs = [](std::string rows, std::string columns) {
    CooccurrenceOptions options;
    options.rows = std::move(rows);
    options.columns = std::move(columns);
    const auto table = cooccurrence_report(project_of_six_passages(), options);
    std::string all;
    for (std::size_t r = 0; r < table->rows.size(); ++r)
      all += word(*table, r, 0) + "+" + word(*table, r, 1) + " ";
    return all;
  };
  EXPECT_EQ(pairs("money/**", ""), "money/rent+trust money/cost+council ");
  EXPECT_EQ(pairs("trust", "money/*"), "money/rent+trust ");
  EXPECT_EQ(pairs("money/*", "trust"), "money/rent+trust ");
  EXPECT_EQ(pairs("*", "*"), "money+trust money+council ");
  EXPECT_EQ(pairs("nothing", ""), "");
}

TEST(CooccurrenceReport, CountsCodingsWhereTheUnitIsOverlap) {
  CooccurrenceOptions options;
  options.unit = "overlap";
  options.measures = {"c", "phi", "jaccard"};
  const auto table = cooccurrence_report(project_of_six_passages(), options);
  ASSERT_TRUE(table);
  ASSERT_EQ(table->columns.size(), 12u);  // jaccard once
  ASSERT_EQ(table->rows.size(), 4u);
  EXPECT_EQ(word(*table, 2, 0), "money/rent");
  const std::vector<std::int64_t> rent_and_trust{3, 3, 2, 1};
  for (std::size_t c = 0; c < 4; ++c) EXPECT_EQ(whole(*table, 2, 4 + c), rent_and_trust[c]);
  for (const std::size_t undefined : {8u, 9u, 11u})
    EXPECT_TRUE(std::holds_alternative<std::monostate>(table->rows[2][undefined])) << undefined;
  EXPECT_EQ(std::get<double>(table->rows[2][10]), 2.0 / 4.0);
}

TEST(CooccurrenceReport, NamesWhatItDoesNotKnow) {
  CooccurrenceOptions options;
  options.measures = {"jacard"};
  const auto table = cooccurrence_report(project_of_six_passages(), options);
  ASSERT_FALSE(table);
  EXPECT_EQ(table.error().fault, Fault::usage);
  EXPECT_NE(table.error().line().find("jacard"), std::string::npos);
  EXPECT_NE(table.error().line().find("npmi"), std::string::npos);
  options.measures.clear();
  options.unit = "paragraph";
  EXPECT_FALSE(cooccurrence_report(project_of_six_passages(), options));
}

TEST(CooccurrenceReport, EqualsTheSlowCountOnAThousandRandomProjectsInEveryUnit) {
  std::mt19937_64 random(21);
  std::int64_t pairs = 0, shared = 0;
  for (int round = 0; round < 1000; ++round) {
    const auto made = test::random_project(random);
    for (const std::string unit : {"passage", "sentence", "turn", "source", "overlap"}) {
      CooccurrenceOptions options;
      options.unit = unit;
      std::vector<UnitPlace> units;
      if (unit != "overlap") units = made.units.at(unit);
      const auto table = cooccurrence_report(made.project, options, units);
      ASSERT_TRUE(table);
      const auto slow = unit == "overlap" ? test::slow_overlaps(made.project)
                                          : test::slow_pairs(made.project, made.units.at(unit));
      ASSERT_EQ(table->rows.size(), slow.size()) << unit << ", round " << round;
      std::size_t r = 0;
      for (const auto& [codes, pair] : slow) {  // in the order of the codebook, too
        const std::string place = unit + ", round " + std::to_string(round) + ", row " + std::to_string(r);
        ASSERT_EQ(word(*table, r, 0), made.project.codes[static_cast<std::size_t>(codes.first)].id) << place;
        ASSERT_EQ(word(*table, r, 1), made.project.codes[static_cast<std::size_t>(codes.second)].id) << place;
        ASSERT_EQ((test::SlowPair{whole(*table, r, 4), whole(*table, r, 5), whole(*table, r, 6),
                                  whole(*table, r, 7)}),
                  pair)
            << place << ": " << pair.a << ' ' << pair.b << ' ' << pair.both << ' ' << pair.shared;
        if (unit != "overlap") {
          ASSERT_EQ(whole(*table, r, 8), static_cast<std::int64_t>(made.units.at(unit).size()));
          ASSERT_GE(pair.both, pair.shared);
        }
        ++pairs, shared += pair.shared, ++r;
      }
    }
  }
  EXPECT_GT(pairs, 10'000);
  EXPECT_GT(shared, 1'000);
}

TEST(CooccurrenceReport, DoesNotDependOnTheOrderOfCodings) {
  std::mt19937_64 random(22);
  for (int round = 0; round < 300; ++round) {
    auto made = test::random_project(random);
    CooccurrenceOptions options;
    for (const std::string unit : {"passage", "turn", "overlap"}) {
      options.unit = unit;
      std::vector<UnitPlace> units;
      if (unit == "turn") units = made.units.at(unit);
      const auto before = cooccurrence_report(made.project, options, units);
      CodedProject shuffled = made.project;
      std::shuffle(shuffled.codings.begin(), shuffled.codings.end(), random);
      const auto after = cooccurrence_report(shuffled, options, units);
      ASSERT_EQ(as_json(*after) + as_text(*after, {}), as_json(*before) + as_text(*before, {})) << round;
    }
  }
}

/// What of a project lies in one source.
CodedProject only_source(const CodedProject& whole, std::int32_t source) {
  CodedProject part = whole;
  std::erase_if(part.base, [&](const BasePassage& passage) { return passage.place.source != source; });
  std::erase_if(part.codings, [&](const CodedSpan& coding) { return coding.source != source; });
  part.rejected = source == 0 ? whole.rejected : 0;
  return part;
}

TEST(CooccurrenceReport, IsTheSameWhenCountedSourceBySource) {
  std::mt19937_64 random(23);
  for (int round = 0; round < 300; ++round) {
    const auto made = test::random_project(random);
    for (const std::string unit : {"passage", "sentence", "overlap"}) {
      CooccurrenceOptions options;
      options.unit = unit;
      std::vector<UnitPlace> units;
      if (unit == "sentence") units = made.units.at(unit);
      auto counter = CooccurrenceCounter::of(made.project, unit);
      ASSERT_TRUE(counter);
      for (std::size_t source = 0; source < made.project.sources.size(); ++source) {
        const auto number = static_cast<std::int32_t>(source);
        std::vector<UnitPlace> its = units;
        std::erase_if(its, [&](const UnitPlace& place) { return place.source != number; });
        counter->add(only_source(made.project, number), its);
      }
      ASSERT_EQ(as_json(*cooccurrence_report(*counter, options)),
                as_json(*cooccurrence_report(made.project, options, units)))
          << unit << ", round " << round;
    }
  }
}

}  // namespace
}  // namespace gloss::report
