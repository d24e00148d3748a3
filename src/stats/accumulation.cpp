// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/accumulation.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <limits>
#include <numeric>
#include <utility>

#include "stats/quantile.h"
#include "stats/random.h"

namespace gloss::stats {
namespace {

/// One more than the highest code.
std::size_t codes_in(const CodedUnits& documents) {
  std::int32_t highest = -1;
  for (std::size_t i = 0; i < documents.size(); ++i)
    for (const std::int32_t code : documents.codes(i)) highest = std::max(highest, code);
  return static_cast<std::size_t>(highest + 1);
}

/// Per place in the order: codes that are new there. `place`: that of each document.
std::vector<std::int64_t> fresh_codes(const CodedUnits& documents, std::span<const std::size_t> place,
                                      std::size_t codes) {
  constexpr std::size_t nowhere = std::numeric_limits<std::size_t>::max();
  std::vector<std::size_t> first(codes, nowhere);
  for (std::size_t i = 0; i < documents.size(); ++i)
    for (const std::int32_t code : documents.codes(i)) {
      std::size_t& earliest = first[static_cast<std::size_t>(code)];
      earliest = std::min(earliest, place[i]);
    }
  std::vector<std::int64_t> fresh(documents.size(), 0);
  for (const std::size_t earliest : first)
    if (earliest != nowhere) ++fresh[earliest];
  return fresh;
}

std::vector<std::int64_t> running_total(const std::vector<std::int64_t>& fresh) {
  std::vector<std::int64_t> total(fresh.size());
  std::partial_sum(fresh.begin(), fresh.end(), total.begin());
  return total;
}

std::vector<std::size_t> places_in_order(const CodedUnits& documents) {
  std::vector<std::size_t> place(documents.size());
  std::iota(place.begin(), place.end(), std::size_t{0});
  return place;
}

}  // namespace

Accumulation accumulate_codes(const CodedUnits& documents) {
  Accumulation made;
  made.fresh = fresh_codes(documents, places_in_order(documents), codes_in(documents));
  made.total = running_total(made.fresh);
  return made;
}

Spectrum document_frequencies(const CodedUnits& documents) {
  std::vector<std::int64_t> frequency(codes_in(documents), 0);
  for (std::size_t i = 0; i < documents.size(); ++i)
    for (const std::int32_t code : documents.codes(i)) ++frequency[static_cast<std::size_t>(code)];
  return spectrum_of_counts(std::move(frequency));
}

std::vector<double> expected_accumulation(const Spectrum& frequencies, std::int64_t documents) {
  assert(documents >= 0);
  std::vector<double> curve(static_cast<std::size_t>(documents), 0);
  for (const FrequencyClass& one : frequencies) {
    assert(one.times <= documents);
    // C(n - f, i) / C(n, i), from that of i - 1. No factor exceeds 1, so errors do not grow.
    double missed = 1;
    for (std::int64_t i = 0; i < documents; ++i) {
      const std::int64_t others = std::max<std::int64_t>(documents - one.times - i, 0);
      missed *= static_cast<double>(others) / static_cast<double>(documents - i);
      curve[static_cast<std::size_t>(i)] += static_cast<double>(one.types) * (1 - missed);
    }
  }
  return curve;
}

std::optional<double> chao2(const Spectrum& frequencies, std::int64_t documents) {
  if (documents == 0) return std::nullopt;
  double once = 0, twice = 0;
  for (const FrequencyClass& one : frequencies) {
    if (one.times == 1) once += static_cast<double>(one.types);
    if (one.times == 2) twice += static_cast<double>(one.types);
  }
  const auto n = static_cast<double>(documents);
  const double unseen = twice > 0 ? once * once / (2 * twice) : once * (once - 1) / 2;
  return static_cast<double>(type_count(frequencies)) + (n - 1) / n * unseen;
}

std::optional<double> new_information_ratio(std::int64_t new_codes, std::int64_t base_codes) {
  if (base_codes == 0) return std::nullopt;
  return static_cast<double>(new_codes) / static_cast<double>(base_codes);
}

Saturation saturation(std::span<const std::int64_t> fresh, const SaturationOptions& options) {
  assert(options.base >= 1 && options.run >= 1);
  Saturation made;
  const auto documents = static_cast<std::int64_t>(fresh.size());
  const std::vector<std::int64_t> total = running_total({fresh.begin(), fresh.end()});
  const auto found_by = [&](std::int64_t document) { return total[static_cast<std::size_t>(document - 1)]; };
  if (options.base > documents || options.run > documents - options.base) {
    made.base_codes = total.empty() ? 0 : found_by(std::min(options.base, documents));
    made.undefined = "too few documents for a run";
    return made;
  }
  made.base_codes = found_by(options.base);
  for (std::int64_t after = options.base; after <= documents - options.run; ++after) {
    const std::int64_t in_run = found_by(after + options.run) - found_by(after);
    const auto ratio = new_information_ratio(in_run, made.base_codes);
    made.runs.push_back({after, in_run, ratio});
    if (!made.reached && ratio && *ratio <= options.threshold)
      made.reached = fmt::format("{}+{}", after, options.run);
  }
  if (!made.reached)
    made.undefined = made.base_codes == 0 ? "no codes in the base" : "no run is at the threshold";
  return made;
}

AccumulationBand accumulation_band(const CodedUnits& documents, const BandOptions& options) {
  assert(options.orders >= 1 && options.level > 0 && options.level < 1);
  const std::size_t codes = codes_in(documents);
  // Per number of documents one value of each order.
  std::vector<std::vector<std::int64_t>> found(documents.size());
  for (auto& values : found) values.reserve(options.orders);
  Random random(options.seed);
  std::vector<std::size_t> place = places_in_order(documents);
  for (std::size_t round = 0; round < options.orders; ++round) {
    random.shuffle(place);
    const auto total = running_total(fresh_codes(documents, place, codes));
    for (std::size_t i = 0; i < total.size(); ++i) found[i].push_back(total[i]);
  }
  AccumulationBand band;
  const double tail = (1 - options.level) / 2;
  for (auto& values : found) {
    std::sort(values.begin(), values.end());
    band.low.push_back(quantile_of_sorted<std::int64_t>(values, tail));
    band.high.push_back(quantile_of_sorted<std::int64_t>(values, 1 - tail));
  }
  return band;
}

}  // namespace gloss::stats
