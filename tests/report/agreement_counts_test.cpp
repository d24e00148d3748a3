// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/agreement_counts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "report/agreement_report.h"
#include "report/agreement_study.h"
#include "stats/rule_quality.h"

namespace gloss::report {
namespace {

using namespace gloss::test;

struct SlowAlpha {
  double observed = 0, expected = 0;  // Do, De
};

/// By every pair of values: those of one unit against all.
SlowAlpha slow_alpha(const std::vector<std::uint64_t>& marks, std::size_t coders) {
  double yes = 0, n = 0, differ = 0;
  for (const std::uint64_t mark : marks)
    for (std::size_t i = 0; i < coders; ++i) {
      ++n;
      yes += (mark >> i & 1) != 0 ? 1 : 0;
      for (std::size_t j = 0; j < coders; ++j)
        if (((mark >> i ^ mark >> j) & 1) != 0) differ += 1 / static_cast<double>(coders - 1);
    }
  if (n == 0) return {};
  return {differ / n, 2 * yes * (n - yes) / (n * (n - 1))};
}

void expect_near(const std::optional<double>& value, double wanted, const std::string& what) {
  ASSERT_TRUE(value) << what;
  EXPECT_NEAR(*value, wanted, 1e-9) << what;
}

void compare_with_slow_count(const AgreementStudy& study, int& varied, int& constant) {
  const std::size_t coders = study.coders.size();
  const Agreement agreement = measure_agreement(study, {});
  ASSERT_EQ(agreement.units, static_cast<std::int64_t>(study.units.size()));
  SlowAlpha all;
  for (std::size_t c = 0; c < study.project.codes.size(); ++c) {
    const auto code = static_cast<std::int32_t>(c);
    const auto marks = slow_marks(study, code, true);
    const CodeAgreement& one = agreement.codes[c];
    for (std::size_t i = 0; i < coders; ++i)
      EXPECT_EQ(one.coded[i],
                std::count_if(marks.begin(), marks.end(), [&](auto mark) { return (mark >> i & 1) != 0; }));
    const SlowAlpha slow = slow_alpha(marks, coders),
                    own = slow_alpha(slow_marks(study, code, false), coders);
    all.observed += own.observed;
    all.expected += own.expected;
    if (marks.empty()) continue;
    expect_near(one.percent, 1 - slow.observed, "percent");
    if (slow.expected == 0) {
      EXPECT_FALSE(one.alpha.value);
      EXPECT_EQ(one.alpha.undefined, "no variation");
      ++constant;
      continue;
    }
    ++varied;
    expect_near(one.alpha.value, 1 - slow.observed / slow.expected, "alpha");
    if (coders != 2) continue;
    const auto n = static_cast<double>(marks.size());
    const double a = static_cast<double>(one.coded[0]) / n, b = static_cast<double>(one.coded[1]) / n;
    const double chance = a * b + (1 - a) * (1 - b);
    expect_near(one.kappa.value, (1 - slow.observed - chance) / (1 - chance), "kappa");
  }
  EXPECT_EQ(agreement.all.alpha.value.has_value(), all.expected > 0);
  if (all.expected > 0)
    expect_near(agreement.all.alpha.value, 1 - all.observed / all.expected, "alpha of all codes");
}

TEST(AgreementCounts, OnUnitsIsCountedAsByASlowReader) {
  std::mt19937_64 random(31);
  int varied = 0, constant = 0;
  for (int round = 0; round < 400; ++round)
    for (const char* unit : {"passage", "sentence", "source"}) {
      SCOPED_TRACE(round);
      compare_with_slow_count(dealt(random, 2 + random() % 3, unit), varied, constant);
    }
  EXPECT_GT(varied, 1000);
  EXPECT_GT(constant, 200);
}

TEST(AgreementCounts, OnCharactersTakesChanceFromTheWholeText) {
  const auto kappa = [](std::size_t length, std::size_t shift) {
    const auto study =
        of_characters(1000, {text::byte_span(0, length)}, {text::byte_span(shift, shift + length)});
    return *measure_agreement(study, {}).codes[0].kappa.value;
  };
  EXPECT_NEAR(kappa(100, 10), 0.889, 5e-4);
  EXPECT_NEAR(kappa(100, 50), 0.444, 5e-4);
  EXPECT_NEAR(kappa(100, 100), -0.111, 5e-4);
  EXPECT_NEAR(kappa(500, 250), 0, 1e-12) << "two who code at random";
  // Overlapping codings of one coder are that coder's alone.
  const auto twice = of_characters(1000, {text::byte_span(0, 100), text::byte_span(50, 120)}, {});
  const CodeAgreement one = measure_agreement(twice, {}).codes[0];
  EXPECT_EQ(one.coded, (std::vector<std::int64_t>{120, 0}));
  EXPECT_EQ(one.all, 0);
  EXPECT_NEAR(*one.percent, 0.88, 1e-12);
}

/// One coder's spans of a code, in characters of the base; those that overlap joined, one by one.
std::vector<stats::CodedSpan> slow_spans(const AgreementStudy& study, std::int32_t source, std::size_t coder,
                                         std::int32_t code) {
  std::map<std::uint32_t, std::int64_t> place;  // of each character of the base
  for (const BasePassage& passage : study.project.base)
    for (auto c = passage.place.span.begin.count; c < passage.place.span.end.count; ++c)
      if (passage.place.source == source) place.emplace(c, static_cast<std::int64_t>(place.size()));
  std::vector<std::set<std::int64_t>> pieces;
  for (const CodedSpan& coding : study.codings[coder]) {
    if (coding.source != source || !is_at_or_below(study, coding.code, code)) continue;
    std::set<std::int64_t> piece;
    for (auto c = coding.span.begin.count; c < coding.span.end.count; ++c)
      if (place.contains(c)) piece.insert(place.at(c));
    if (piece.empty()) continue;
    for (auto other = pieces.begin(); other != pieces.end();) {
      const bool overlap =
          std::any_of(piece.begin(), piece.end(), [&](std::int64_t c) { return other->contains(c); });
      if (overlap) piece.insert(other->begin(), other->end());
      other = overlap ? pieces.erase(other) : other + 1;
    }
    pieces.push_back(piece);
  }
  std::vector<stats::CodedSpan> spans;
  for (const auto& piece : pieces) spans.push_back({0, *piece.begin(), *piece.rbegin() + 1});
  std::sort(spans.begin(), spans.end(), [](const auto& a, const auto& b) { return a.begin < b.begin; });
  return spans;
}

TEST(AgreementCounts, OnCharactersIsTheUAlphaOfMergedSpans) {
  std::mt19937_64 random(32);
  int varied = 0;
  for (int round = 0; round < 300; ++round) {
    AgreementStudy study = dealt(random, 2 + random() % 3, "passage");
    study.characters = true;
    const Agreement agreement = measure_agreement(study, {});
    for (std::size_t c = 0; c < study.project.codes.size(); ++c) {
      std::vector<stats::Continuum> continua;
      std::vector<std::int64_t> coded(study.coders.size(), 0);
      for (std::size_t s = 0; s < study.project.sources.size(); ++s) {
        stats::Continuum continuum;
        for (const BasePassage& passage : study.project.base)
          if (passage.place.source == static_cast<std::int32_t>(s))
            continuum.length += passage.place.span.length();
        if (continuum.length == 0) continue;
        for (std::size_t coder = 0; coder < study.coders.size(); ++coder) {
          continuum.coders.push_back(
              slow_spans(study, static_cast<std::int32_t>(s), coder, static_cast<std::int32_t>(c)));
          for (const auto& span : continuum.coders.back()) coded[coder] += span.end - span.begin;
        }
        continua.push_back(std::move(continuum));
      }
      const CodeAgreement& one = agreement.codes[c];
      ASSERT_EQ(one.coded, coded) << round;
      const stats::SpanAlpha alpha = stats::u_alpha_by_value(continua, 1).front();
      ASSERT_EQ(one.alpha.value.has_value(), alpha.value.has_value()) << round;
      if (!alpha.value) continue;
      ++varied;
      EXPECT_NEAR(*one.alpha.value, *alpha.value, 1e-9) << round;
      EXPECT_NEAR(*one.percent, 1 - alpha.observed, 1e-9) << round;
    }
  }
  EXPECT_GT(varied, 300);
}

TEST(AgreementCounts, DrawsSourcesAgainAsTheQualityOfRulesDoes) {
  std::mt19937_64 random(33);
  const AgreementStudy study = many_sources(8, random);
  std::vector<stats::Confusion> sources(8);
  const auto marks = slow_marks(study, 0, true);
  for (std::size_t unit = 0; unit < marks.size(); ++unit) {
    stats::Confusion& one = sources[static_cast<std::size_t>(study.units[unit].source)];
    ++(marks[unit] == 3 ? one.tp : marks[unit] == 1 ? one.fp : marks[unit] == 2 ? one.fn : one.tn);
  }
  const Agreement agreement = measure_agreement(study, {"en", true, 5});
  const auto expected = stats::quality_over_sources(sources, {.seed = 5}).kappa;
  EXPECT_NEAR(*agreement.codes[0].kappa.value, *expected.value, 1e-12);
  ASSERT_TRUE(agreement.codes[0].kappa.interval && expected.interval);
  EXPECT_NEAR(agreement.codes[0].kappa.interval->low, expected.interval->low, 1e-12);
  EXPECT_NEAR(agreement.codes[0].kappa.interval->high, expected.interval->high, 1e-12);
  ASSERT_TRUE(agreement.codes[0].alpha.interval && agreement.all.alpha.interval);
  EXPECT_LT(agreement.codes[0].alpha.interval->low, *agreement.codes[0].alpha.value);
  EXPECT_EQ(agreement.all.alpha.interval->low, agreement.codes[0].alpha.interval->low) << "one code";
  const AgreementStudy few = many_sources(4, random);
  EXPECT_FALSE(measure_agreement(few, {"en", true, 5}).codes[0].alpha.interval);
}

TEST(AgreementCounts, OfNothingHasNoFigures) {
  AgreementStudy study = of_characters(1, {}, {});
  study.project.base.clear();
  study.units.clear();
  for (const bool characters : {false, true}) {
    study.characters = characters;
    const Agreement agreement = measure_agreement(study, {"zh", true, 1});
    EXPECT_FALSE(agreement.codes[0].percent || agreement.codes[0].alpha.value || agreement.codes[0].ac1);
    EXPECT_FALSE(as_text(agreement_report(study, agreement, {"zh", true, 1}), {}).empty());
  }
}

}  // namespace
}  // namespace gloss::report
