// SPDX-License-Identifier: GPL-3.0-or-later
// How varied the words of a text are.
//
// Notation of statistics.md 2.10: N tokens (running words), V types (different words), V_i types that occur i
// times. A word is a number here; which forms count as one word is decided before. Measures that do not ask
// for the order of words take the spectrum, which is small and made once; the others take the words.
//
// V / N falls as a text gets longer, so texts of unequal length must not be compared by `ttr`. Root, Carroll,
// Herdan and Uber mend that in part; MATTR, MTLD and HD-D are made for it (McCarthy & Jarvis 2010).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace gloss::stats {

/// So many types occur so many times each.
struct FrequencyClass {
  std::int64_t times = 0, types = 0;
  friend bool operator==(const FrequencyClass&, const FrequencyClass&) = default;
};

/// Each `times` at least 1, each `types` at least 0, and all tokens together below 2^53. What is made here is
/// ascending and has each number of times once; the measures need neither.
using Spectrum = std::vector<FrequencyClass>;
Spectrum spectrum_of(std::span<const std::uint32_t> words);
/// Of things that were counted already, zeros being passed over. REQUIRES: none is negative.
Spectrum spectrum_of_counts(std::vector<std::int64_t> counts);

std::int64_t token_count(const Spectrum& spectrum);
std::int64_t type_count(const Spectrum& spectrum);

/// V / N. Range 0..1; nothing for no words.
std::optional<double> ttr(const Spectrum& spectrum);
/// V / sqrt(N). Guiraud 1954. Nothing for no words.
std::optional<double> root_ttr(const Spectrum& spectrum);
/// V / sqrt(2 N). Carroll 1964. Nothing for no words.
std::optional<double> carroll_cttr(const Spectrum& spectrum);
/// ln V / ln N. Herdan 1960. Range 0..1; nothing for fewer than two words.
std::optional<double> herdan_c(const Spectrum& spectrum);
/// (log10 N)^2 / (log10 N - log10 V). Dugast 1978. Nothing where all words differ.
std::optional<double> uber(const Spectrum& spectrum);
/// 10^4 (sum i^2 V_i - N) / N^2. Yule 1944. Range 0..10^4, 0 = all words differ; nothing for no words.
std::optional<double> yule_k(const Spectrum& spectrum);

/// The words that were meant to be drawn by those who proposed HD-D.
inline constexpr std::int64_t usual_hdd_sample = 42;
/// The TTR to expect in so many words drawn at random without putting back. McCarthy & Jarvis 2007. Range
/// 0..1; nothing for fewer words than that. REQUIRES: sample >= 1.
std::optional<double> hdd(const Spectrum& spectrum, std::int64_t sample = usual_hdd_sample);
/// The types to expect in them: `sample` times HD-D, as koRpus prints it.
std::optional<double> hdd_attr(const Spectrum& spectrum, std::int64_t sample = usual_hdd_sample);

inline constexpr std::size_t usual_window = 50;
/// Mean TTR of consecutive windows; the words after the last whole window are not used. Johnson 1944. Nothing
/// for fewer words than a window has. REQUIRES: window >= 1.
std::optional<double> msttr(std::span<const std::uint32_t> words, std::size_t window = usual_window);
/// Mean TTR of all N - window + 1 windows. Covington & McFall 2010. Nothing for fewer words than a window
/// has. Takes time in proportion to N whatever the window is. REQUIRES: window >= 1.
std::optional<double> mattr(std::span<const std::uint32_t> words, std::size_t window = usual_window);

struct MtldOptions {
  /// A factor ends with the word that brings its TTR below this; a TTR equal to it goes on.
  /// REQUIRES: 0 < factor < 1.
  double factor = 0.72;
  /// A factor that has fewer words does not end. Some programs ask for 10.
  std::size_t fewest_words = 1;
};
/// How many words in a row keep the TTR up: N / factors, the mean of reading forward and backward. The rest
/// counts for (1 - TTR) / (1 - factor) of a factor, at most one. McCarthy & Jarvis 2010. Nothing where all
/// words differ, for there is not even part of a factor.
std::optional<double> mtld(std::span<const std::uint32_t> words, const MtldOptions& options = {});

}  // namespace gloss::stats
