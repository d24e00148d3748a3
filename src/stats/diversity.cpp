// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/diversity.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <unordered_map>
#include <utility>

namespace gloss::stats {
namespace {

/// The same words numbered 0, 1, 2 ... as they come, so that a table can be kept of them.
struct NumberedWords {
  explicit NumberedWords(std::span<const std::uint32_t> words) {
    std::unordered_map<std::uint32_t, std::uint32_t> numbers;
    sequence.reserve(words.size());
    for (const std::uint32_t word : words)
      sequence.push_back(numbers.try_emplace(word, static_cast<std::uint32_t>(numbers.size())).first->second);
    types = numbers.size();
  }
  std::vector<std::uint32_t> sequence;
  std::size_t types = 0;
};

/// Counts the different words of one stretch of text after another.
class DistinctWords {
 public:
  explicit DistinctWords(std::size_t types) : seen_in_(types, 0) {}
  void add(std::uint32_t word) {
    ++tokens_;
    if (seen_in_[word] == stretch_) return;
    seen_in_[word] = stretch_;
    ++types_;
  }
  void restart() {
    ++stretch_;
    tokens_ = types_ = 0;
  }
  std::size_t tokens() const { return tokens_; }
  std::size_t types() const { return types_; }
  /// REQUIRES: a word was added.
  double ratio() const { return static_cast<double>(types_) / static_cast<double>(tokens_); }

 private:
  std::vector<std::size_t> seen_in_;
  std::size_t stretch_ = 1, tokens_ = 0, types_ = 0;
};

/// MTLD of one direction, or nothing.
std::optional<double> words_per_factor(const NumberedWords& words, const MtldOptions& options) {
  DistinctWords stretch(words.types);
  double factors = 0;
  for (const std::uint32_t word : words.sequence) {
    stretch.add(word);
    // 18 / 25 is the very number that 0.72 is, so the comparison of quotients is exact where it matters.
    if (stretch.ratio() < options.factor && stretch.tokens() >= options.fewest_words) {
      ++factors;
      stretch.restart();
    }
  }
  if (stretch.tokens() > 0) factors += std::min(1.0, (1 - stretch.ratio()) / (1 - options.factor));
  if (factors == 0) return std::nullopt;
  return static_cast<double>(words.sequence.size()) / factors;
}

/// How likely a sample holds a word that occurs `times` times among n: 1 - C(n - times, sample) / C(n,
/// sample). The quotient is a product of 1 - sample / (n - i) over i < times, or the same with the two
/// exchanged; through its logarithm small chances keep their digits. Below e^-40 nothing is left to tell from
/// 0.
double chance_of_meeting(std::int64_t n, std::int64_t times, std::int64_t sample) {
  if (times + sample > n) return 1;
  const auto [fewer, more] = std::minmax(times, sample);
  double log_missed = 0;
  for (std::int64_t i = 0; i < fewer && log_missed > -40; ++i)
    log_missed += std::log1p(-static_cast<double>(more) / static_cast<double>(n - i));
  return -std::expm1(log_missed);
}

struct Extent {
  explicit Extent(const Spectrum& spectrum)
      : n(static_cast<double>(token_count(spectrum))), v(static_cast<double>(type_count(spectrum))) {}
  double n, v;
};

}  // namespace

Spectrum spectrum_of_counts(std::vector<std::int64_t> counts) {
  std::sort(counts.begin(), counts.end());
  Spectrum spectrum;
  for (const std::int64_t count : counts) {
    assert(count >= 0);
    if (count == 0) continue;
    if (spectrum.empty() || spectrum.back().times != count) spectrum.push_back({count, 0});
    ++spectrum.back().types;
  }
  return spectrum;
}

Spectrum spectrum_of(std::span<const std::uint32_t> words) {
  const NumberedWords numbered(words);
  std::vector<std::int64_t> counts(numbered.types, 0);
  for (const std::uint32_t word : numbered.sequence) ++counts[word];
  return spectrum_of_counts(std::move(counts));
}

std::int64_t token_count(const Spectrum& spectrum) {
  std::int64_t n = 0;
  for (const FrequencyClass& one : spectrum) n += one.times * one.types;
  return n;
}

std::int64_t type_count(const Spectrum& spectrum) {
  std::int64_t v = 0;
  for (const FrequencyClass& one : spectrum) v += one.types;
  return v;
}

std::optional<double> ttr(const Spectrum& spectrum) {
  const Extent of(spectrum);
  if (of.n == 0) return std::nullopt;
  return of.v / of.n;
}

std::optional<double> root_ttr(const Spectrum& spectrum) {
  const Extent of(spectrum);
  if (of.n == 0) return std::nullopt;
  return of.v / std::sqrt(of.n);
}

std::optional<double> carroll_cttr(const Spectrum& spectrum) {
  const Extent of(spectrum);
  if (of.n == 0) return std::nullopt;
  return of.v / std::sqrt(2 * of.n);
}

std::optional<double> herdan_c(const Spectrum& spectrum) {
  const Extent of(spectrum);
  if (of.n < 2) return std::nullopt;
  return std::log(of.v) / std::log(of.n);
}

std::optional<double> uber(const Spectrum& spectrum) {
  const Extent of(spectrum);
  if (of.n == of.v) return std::nullopt;
  const double log_n = std::log10(of.n);
  return log_n * log_n / std::log10(of.n / of.v);
}

std::optional<double> yule_k(const Spectrum& spectrum) {
  const Extent of(spectrum);
  if (of.n == 0) return std::nullopt;
  double like_pairs = 0;  // sum i (i - 1) V_i, which is sum i^2 V_i - N
  for (const FrequencyClass& one : spectrum)
    like_pairs +=
        static_cast<double>(one.times) * static_cast<double>(one.times - 1) * static_cast<double>(one.types);
  return 1e4 * like_pairs / (of.n * of.n);
}

std::optional<double> hdd_attr(const Spectrum& spectrum, std::int64_t sample) {
  assert(sample >= 1);
  const std::int64_t n = token_count(spectrum);
  if (n < sample) return std::nullopt;
  double expected_types = 0;
  for (const FrequencyClass& one : spectrum)
    expected_types += static_cast<double>(one.types) * chance_of_meeting(n, one.times, sample);
  return expected_types;
}

std::optional<double> hdd(const Spectrum& spectrum, std::int64_t sample) {
  const auto expected_types = hdd_attr(spectrum, sample);
  if (!expected_types) return std::nullopt;
  return *expected_types / static_cast<double>(sample);
}

std::optional<double> msttr(std::span<const std::uint32_t> words, std::size_t window) {
  assert(window >= 1);
  if (words.size() < window) return std::nullopt;
  const std::size_t windows = words.size() / window;
  const NumberedWords numbered(words.first(windows * window));
  DistinctWords stretch(numbered.types);
  std::size_t types = 0;
  for (const std::uint32_t word : numbered.sequence) {
    stretch.add(word);
    if (stretch.tokens() < window) continue;
    types += stretch.types();
    stretch.restart();
  }
  return static_cast<double>(types) / static_cast<double>(windows * window);
}

std::optional<double> mattr(std::span<const std::uint32_t> words, std::size_t window) {
  assert(window >= 1);
  if (words.size() < window) return std::nullopt;
  const NumberedWords numbered(words);
  const auto& sequence = numbered.sequence;
  std::vector<std::size_t> in_window(numbered.types, 0);
  std::size_t different = 0, sum = 0;
  for (std::size_t end = 0; end < sequence.size(); ++end) {
    if (in_window[sequence[end]]++ == 0) ++different;
    if (end >= window && --in_window[sequence[end - window]] == 0) --different;
    if (end + 1 >= window) sum += different;
  }
  const auto windows = static_cast<double>(sequence.size() - window + 1);
  return static_cast<double>(sum) / (windows * static_cast<double>(window));
}

std::optional<double> mtld(std::span<const std::uint32_t> words, const MtldOptions& options) {
  assert(options.factor > 0 && options.factor < 1);
  NumberedWords numbered(words);
  const auto forward = words_per_factor(numbered, options);
  std::reverse(numbered.sequence.begin(), numbered.sequence.end());
  const auto backward = words_per_factor(numbered, options);
  if (!forward || !backward) return std::nullopt;
  return (*forward + *backward) / 2;
}

}  // namespace gloss::stats
