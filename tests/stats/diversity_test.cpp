// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/diversity.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <set>

namespace gloss::stats {
namespace {

using Words = std::vector<std::uint32_t>;

/// Numbers far apart, so that none of them can be a place in a table by accident.
Words random_words(std::mt19937_64& random, std::size_t most) {
  Words words(random() % (most + 1));
  const std::uint32_t types = 1 + static_cast<std::uint32_t>(random() % 15);
  for (auto& word : words) word = 4'000'000'000u - 1000 * static_cast<std::uint32_t>(random() % types);
  return words;
}

double slow_ttr(const Words& words) {
  return static_cast<double>(std::set<std::uint32_t>(words.begin(), words.end()).size()) /
         static_cast<double>(words.size());
}

Words slice(const Words& words, std::size_t begin, std::size_t size) {
  const auto first = words.begin() + static_cast<std::ptrdiff_t>(begin);
  return {first, first + static_cast<std::ptrdiff_t>(size)};
}

/// Mean TTR of the windows that begin at 0, step, 2 step ...
std::optional<double> slow_windows(const Words& words, std::size_t window, std::size_t step) {
  double sum = 0, windows = 0;
  for (std::size_t begin = 0; begin + window <= words.size(); begin += step, ++windows)
    sum += slow_ttr(slice(words, begin, window));
  if (windows == 0) return std::nullopt;
  return sum / windows;
}

double slow_factors(const Words& words, double factor, std::size_t fewest) {
  for (std::size_t size = 1; size <= words.size(); ++size) {
    const double ratio = slow_ttr(slice(words, 0, size));
    if (ratio < factor && size >= fewest)
      return 1 + slow_factors(slice(words, size, words.size() - size), factor, fewest);
  }
  return words.empty() ? 0 : std::min(1.0, (1 - slow_ttr(words)) / (1 - factor));
}

/// Types in a sample, the mean over all samples there are.
double slow_expected_types(const Words& words, std::size_t sample) {
  double sum = 0, samples = 0;
  for (std::uint32_t chosen = 0; chosen < (1u << words.size()); ++chosen) {
    std::set<std::uint32_t> types;
    std::size_t tokens = 0;
    for (std::size_t i = 0; i < words.size(); ++i)
      if ((chosen >> i & 1u) != 0) {
        types.insert(words[i]);
        ++tokens;
      }
    if (tokens != sample) continue;
    sum += static_cast<double>(types.size());
    ++samples;
  }
  return sum / samples;
}

TEST(Diversity, OfASpectrumIsThatOfItsDefinition) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    std::mt19937_64 random(seed);
    const Words words = random_words(random, 60);
    const Spectrum spectrum = spectrum_of(words);
    std::map<std::uint32_t, std::int64_t> counts;
    for (const auto word : words) ++counts[word];
    std::map<std::int64_t, std::int64_t> classes;
    for (const auto& [word, count] : counts) ++classes[count];
    Spectrum expected;
    for (const auto& [times, types] : classes) expected.push_back({times, types});
    ASSERT_EQ(spectrum, expected) << seed;
    const auto n = static_cast<double>(words.size()), v = static_cast<double>(counts.size());
    EXPECT_EQ(token_count(spectrum), static_cast<std::int64_t>(words.size()));
    EXPECT_EQ(type_count(spectrum), static_cast<std::int64_t>(counts.size()));
    if (n < 2) continue;
    EXPECT_DOUBLE_EQ(*ttr(spectrum), v / n);
    EXPECT_NEAR(*root_ttr(spectrum), v / std::sqrt(n), 1e-12);
    EXPECT_NEAR(*carroll_cttr(spectrum), v / std::sqrt(2 * n), 1e-12);
    EXPECT_NEAR(*herdan_c(spectrum), std::log10(v) / std::log10(n), 1e-12);
    EXPECT_EQ(uber(spectrum).has_value(), v < n);
    if (v < n) {
      EXPECT_NEAR(*uber(spectrum), std::pow(std::log10(n), 2) / (std::log10(n) - std::log10(v)), 1e-9);
    }
    double like_pairs = 0;
    for (std::size_t i = 0; i < words.size(); ++i)
      for (std::size_t j = 0; j < words.size(); ++j)
        if (i != j && words[i] == words[j]) ++like_pairs;
    EXPECT_NEAR(*yule_k(spectrum), 1e4 * like_pairs / (n * n), 1e-9) << seed;
  }
}

TEST(Diversity, OfASampleIsTheMeanOfAllSamples) {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    std::mt19937_64 random(seed);
    const Words words = random_words(random, 11);
    const Spectrum spectrum = spectrum_of(words);
    const auto n = static_cast<std::int64_t>(words.size());
    for (std::int64_t sample = 1; sample <= n; ++sample) {
      const double expected = slow_expected_types(words, static_cast<std::size_t>(sample));
      ASSERT_NEAR(*hdd_attr(spectrum, sample), expected, 1e-12) << seed << " " << sample;
      EXPECT_NEAR(*hdd(spectrum, sample), expected / static_cast<double>(sample), 1e-12);
    }
    EXPECT_FALSE(hdd(spectrum, n + 1));
    if (n == 0) continue;
    EXPECT_NEAR(*hdd(spectrum, 1), 1, 1e-12);
    EXPECT_NEAR(*hdd(spectrum, n), *ttr(spectrum), 1e-12);
  }
}

TEST(Diversity, OfWindowsAndFactorsIsThatOfItsDefinition) {
  int defined = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    std::mt19937_64 random(seed);
    Words words = random_words(random, 80);
    const std::size_t window = 1 + random() % 20, fewest = 1 + random() % 6;
    const double factor = 0.5 + 0.04 * static_cast<double>(random() % 10);
    const auto mean = mattr(words, window), consecutive = msttr(words, window);
    const auto slow_mean = slow_windows(words, window, 1), slow = slow_windows(words, window, window);
    ASSERT_EQ(mean.has_value(), slow_mean.has_value());
    ASSERT_EQ(consecutive.has_value(), slow.has_value());
    if (mean) {
      EXPECT_NEAR(*mean, *slow_mean, 1e-12) << seed;
      EXPECT_NEAR(*consecutive, *slow, 1e-12) << seed;
    }
    const auto length = mtld(words, {factor, fewest});
    const double forward = slow_factors(words, factor, fewest);
    std::reverse(words.begin(), words.end());
    const double backward = slow_factors(words, factor, fewest);
    ASSERT_EQ(length.has_value(), forward > 0 && backward > 0) << seed;
    if (!length) continue;
    ++defined;
    const auto n = static_cast<double>(words.size());
    EXPECT_NEAR(*length, (n / forward + n / backward) / 2, 1e-9) << seed;
    EXPECT_DOUBLE_EQ(*length, *mtld(words, {factor, fewest})) << "read backward";
    if (fewest == 1) {
      EXPECT_GE(*length, 1);
    }
  }
  EXPECT_GT(defined, 300);
}

TEST(Diversity, EndsAFactorBelowTheLimitNotAtIt) {
  Words words;
  for (std::uint32_t word = 0; word < 18; ++word) words.push_back(word);
  words.insert(words.end(), 7, 0u);  // 18 types, 25 tokens: 0.72
  words.push_back(18);
  // Backward: 18 0 0 | 0 0 | 0 0 | 0 17 ... 1 0.
  const double forward = (1 - 19.0 / 26) / 0.28, backward = 3 + (1 - 18.0 / 19) / 0.28;
  EXPECT_NEAR(*mtld(words), (26 / forward + 26 / backward) / 2, 1e-9);
}

TEST(Diversity, DoesNotDependOnNamesAndOnlyInPartOnOrder) {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    std::mt19937_64 random(seed);
    Words words = random_words(random, 70);
    Words renamed = words;
    for (auto& word : renamed) word = (4'000'000'000u - word) / 1000 + 7;
    EXPECT_EQ(mattr(words, 10), mattr(renamed, 10));
    EXPECT_EQ(msttr(words, 10), msttr(renamed, 10));
    EXPECT_EQ(mtld(words), mtld(renamed));
    const Spectrum spectrum = spectrum_of(words);
    EXPECT_EQ(spectrum, spectrum_of(renamed));
    std::shuffle(words.begin(), words.end(), random);
    EXPECT_EQ(spectrum, spectrum_of(words));
    if (words.empty()) continue;
    EXPECT_DOUBLE_EQ(*mattr(words, words.size()), *ttr(spectrum));
    EXPECT_DOUBLE_EQ(*msttr(words, words.size()), *ttr(spectrum));
    EXPECT_EQ(mattr(words, 1), 1);
  }
}

TEST(Diversity, IsRightForLongTexts) {
  const std::int64_t n = 10'000'000;
  // One word always the same, but once another.
  const Spectrum same{{1, 1}, {n - 1, 1}};
  EXPECT_NEAR(*hdd_attr(same) - 1, 42.0 / static_cast<double>(n), 1e-14);
  EXPECT_NEAR(*yule_k(same), 1e4, 1e-2);
  const Spectrum different{{1, n}};
  EXPECT_NEAR(*hdd(different), 1, 1e-12);
  EXPECT_EQ(yule_k(different), 0);
  EXPECT_FALSE(uber(different));
  // Half of the words are drawn: a word of one place is met with one half.
  EXPECT_NEAR(*hdd_attr(different, n / 2), static_cast<double>(n) / 2, 1e-6);
  Words words(1'000'000);
  for (std::size_t i = 0; i < words.size(); ++i) words[i] = static_cast<std::uint32_t>(i % 1000);
  EXPECT_EQ(mattr(words, 1000), 1);
  EXPECT_DOUBLE_EQ(*mattr(words, 100'000), 0.01);
  EXPECT_DOUBLE_EQ(*msttr(words, 300'000), 1.0 / 300);
}

TEST(Diversity, HasNoValueWithoutWords) {
  const Words none;
  const Spectrum spectrum = spectrum_of(none);
  EXPECT_EQ(token_count(spectrum), 0);
  EXPECT_EQ(type_count(spectrum), 0);
  for (const auto& value :
       {ttr(spectrum), root_ttr(spectrum), carroll_cttr(spectrum), herdan_c(spectrum), uber(spectrum),
        yule_k(spectrum), hdd(spectrum), hdd_attr(spectrum), mattr(none), msttr(none), mtld(none)})
    EXPECT_FALSE(value);
  const Words one{5};
  EXPECT_EQ(ttr(spectrum_of(one)), 1);
  EXPECT_FALSE(herdan_c(spectrum_of(one)));
  EXPECT_FALSE(mtld(one));
  EXPECT_FALSE(mtld(Words{1, 2, 3}));
  EXPECT_TRUE(mtld(Words{1, 2, 1}));
  EXPECT_EQ(spectrum_of_counts({3, 0, 1, 3}), (Spectrum{{1, 1}, {3, 2}}));
}

}  // namespace
}  // namespace gloss::stats
