// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/matrix_cells.h"

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <random>
#include <set>

#include "report/random_project.h"

namespace gloss::report {
namespace {

/// The example of the header: P1 says the first and the third passage.
CodedProject three_passages() {
  CodedProject project;
  project.codes = {{"c", "", -1}, {"c/d", "", 0}};
  project.sources = {model::Kind::interview};
  for (std::uint32_t p = 0; p < 3; ++p)
    project.base.push_back({{0, text::byte_span(3 * p, 3 * p + 3)}, p == 1 ? 2 : 1, -1, 3 * p, 3 * p + 3});
  for (const auto& [begin, end] : {std::pair{0u, 2u}, std::pair{5u, 7u}}) {
    CodedSpan& coding = project.add(1, 0, text::byte_span(begin, end), Standing::undecided);
    coding.first_word = begin;
    coding.past_word = end;
  }
  return project;
}

std::vector<std::int64_t> column(const CodedProject& project, const MatrixUnits& units, MatrixValue value) {
  const auto met = codings_in_base(project);
  const auto cells = matrix_cells(project, Ancestry(project.codes), met, units, value);
  std::vector<std::int64_t> values;
  for (std::size_t u = 0; u < units.count; ++u) {
    EXPECT_EQ(cells.of(u).size(), 2u) << "the code and the one above it";
    values.push_back(cells.of(u).front().value);
    EXPECT_EQ(cells.of(u).back().value, values.back());
  }
  return values;
}

TEST(MatrixCells, CountCodingsAndWordsOfEachUnit) {
  const CodedProject project = three_passages();
  using Values = std::vector<std::int64_t>;
  const MatrixUnits passages{3, {0, 1, 2}}, speakers{2, {0, 1, 0}}, source{1, {0, 0, 0}};
  EXPECT_EQ(column(project, passages, MatrixValue::codings), (Values{1, 1, 1}));
  EXPECT_EQ(column(project, passages, MatrixValue::words), (Values{2, 1, 1}));
  EXPECT_EQ(column(project, speakers, MatrixValue::codings), (Values{2, 1}));
  EXPECT_EQ(column(project, speakers, MatrixValue::words), (Values{3, 1}));
  EXPECT_EQ(column(project, source, MatrixValue::codings), (Values{2}));
  EXPECT_EQ(column(project, source, MatrixValue::words), (Values{4}));
  EXPECT_EQ(column(project, source, MatrixValue::present), (Values{1}));
}

/// What one unit holds of a code, byte by byte: here a byte is a word.
struct SlowCell {
  std::set<std::pair<std::uint32_t, std::uint32_t>> spans;
  std::set<std::uint32_t> words;
};

using SlowCells = std::map<std::pair<std::size_t, std::int32_t>, SlowCell>;

SlowCells slow_cells(const CodedProject& project,
                     const std::function<int(std::size_t, std::uint32_t)>& unit) {
  SlowCells cells;
  for (const CodedSpan& coding : project.codings)
    for (std::size_t p = 0; p < project.base.size(); ++p)
      for (std::uint32_t byte = coding.span.begin.count; byte < coding.span.end.count; ++byte) {
        const text::ByteSpan passage = project.base[p].place.span;
        const int u = unit(p, byte);
        if (byte < passage.begin.count || byte >= passage.end.count || u < 0) continue;
        for (std::int32_t c = coding.code; c >= 0; c = project.codes[static_cast<std::size_t>(c)].parent) {
          SlowCell& cell = cells[{static_cast<std::size_t>(u), c}];
          cell.spans.insert({coding.span.begin.count, coding.span.end.count});
          cell.words.insert(byte);
        }
      }
  return cells;
}

/// One source of a random project, a byte being a word.
CodedProject one_source(const CodedProject& all, std::int32_t source) {
  CodedProject one;
  one.codes = all.codes;
  one.sources = all.sources;
  for (BasePassage passage : all.base) {
    passage.first_word = passage.place.span.begin.count;
    passage.past_word = passage.place.span.end.count;
    if (passage.place.source == source) one.base.push_back(passage);
  }
  for (CodedSpan coding : all.codings) {
    coding.first_word = coding.span.begin.count;
    coding.past_word = coding.span.end.count;
    if (coding.source == source) one.codings.push_back(coding);
  }
  return one;
}

std::size_t compare(const CodedProject& project, const MatrixUnits& units, const SlowCells& slow) {
  const auto met = codings_in_base(project);
  std::size_t compared = 0;
  for (const MatrixValue value :
       {MatrixValue::present, MatrixValue::codings, MatrixValue::words, MatrixValue::quotes}) {
    const auto cells = matrix_cells(project, Ancestry(project.codes), met, units, value);
    EXPECT_EQ(cells.cells.size(), slow.size());
    for (std::size_t u = 0; u < units.count; ++u)
      for (const MatrixCell& cell : cells.of(u)) {
        const auto at = slow.find({u, cell.code});
        if (at == slow.end()) return ADD_FAILURE() << u << ' ' << cell.code, compared;
        const auto& [spans, words] = at->second;
        const std::size_t expected = value == MatrixValue::present ? 1
                                     : value == MatrixValue::words ? words.size()
                                                                   : spans.size();
        EXPECT_EQ(cell.value, static_cast<std::int64_t>(expected)) << u << ' ' << cell.code;
        ++compared;
      }
  }
  return compared;
}

TEST(MatrixCells, AreWhatCountingByteByByteGives) {
  std::mt19937_64 random(11);
  std::size_t compared = 0;
  for (int round = 0; round < 400; ++round) {
    SCOPED_TRACE(round);
    const auto made = test::random_project(random);
    for (std::size_t s = 0; s < made.project.sources.size(); ++s) {
      const auto number = static_cast<std::int32_t>(s);
      const CodedProject source = one_source(made.project, number);
      if (source.base.empty()) continue;
      MatrixUnits passages, persons{4, {}}, whole{1, {}};
      for (const BasePassage& passage : source.base) {
        passages.of_passage.push_back(static_cast<std::int32_t>(passages.count++));
        persons.of_passage.push_back(passage.person);
        whole.of_passage.push_back(0);
      }
      for (const MatrixUnits& units : {passages, persons, whole})
        compared +=
            compare(source, units,
                    slow_cells(source, [&](std::size_t p, std::uint32_t) { return units.of_passage[p]; }));
      for (const char* kind : {"sentence", "turn"}) {
        const auto found = made.units.find(kind);
        if (found == made.units.end()) continue;
        MatrixUnits units;
        for (const UnitPlace& place : found->second) {
          if (place.source != number) continue;
          units.places.push_back(place);
          units.words.push_back({place.span.begin.count, place.span.end.count});
        }
        units.count = units.places.size();
        compared += compare(source, units, slow_cells(source, [&](std::size_t, std::uint32_t byte) {
                              for (std::size_t u = 0; u < units.count; ++u)
                                if (units.words[u].first <= byte && byte < units.words[u].second)
                                  return static_cast<int>(u);
                              return -1;
                            }));
      }
    }
  }
  EXPECT_GT(compared, 20000u);
}

}  // namespace
}  // namespace gloss::report
