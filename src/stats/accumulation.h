// SPDX-License-Identifier: GPL-3.0-or-later
// Whether more interviews would still bring new codes (saturation): what each brought, what would be found in
// any order, what may be left unseen.
//
// A document is a unit of CodedUnits here, in the order in which it was read. A code is new in the first
// document that carries it. Counts depend on how fine the codebook is, and codes that rules assign say when
// new words stop coming, not new meanings; whoever shows these figures says so.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "stats/coded_units.h"
#include "stats/diversity.h"
#include "stats/proportion.h"

namespace gloss::stats {

/// Per document: codes that are new in it, and all codes found up to it.
struct Accumulation {
  std::vector<std::int64_t> fresh, total;
};
Accumulation accumulate_codes(const CodedUnits& documents);

/// How many codes are carried by how many documents (in place of words: codes, in place of times: documents).
Spectrum document_frequencies(const CodedUnits& documents);

/// Codes to expect in the first 1, 2 ... `documents`, the mean over all orders: sum over codes of
/// 1 - C(n - f, i) / C(n, i). Colwell, Mao & Chang 2004. The last is the number of codes.
/// REQUIRES: no frequency above `documents`.
std::vector<double> expected_accumulation(const Spectrum& frequencies, std::int64_t documents);

/// An estimate from below of all codes, seen or not: S + (n - 1) / n Q1^2 / (2 Q2), Q1 and Q2 being the codes
/// in exactly one and two documents; where Q2 = 0, S + (n - 1) / n Q1 (Q1 - 1) / 2. Chao 1987. Nothing for no
/// documents.
std::optional<double> chao2(const Spectrum& frequencies, std::int64_t documents);

/// new / base; nothing where the base has none.
std::optional<double> new_information_ratio(std::int64_t new_codes, std::int64_t base_codes);

/// Guest, Namey & Chen 2020. REQUIRES: base >= 1, run >= 1.
struct SaturationOptions {
  std::int64_t base = 4;    ///< documents whose codes are what new ones are measured by
  std::int64_t run = 2;     ///< documents in a run; a run begins one document after the other
  double threshold = 0.05;  ///< saturated is a run whose ratio is this or less
};

struct SaturationRun {
  std::int64_t after = 0;       ///< documents before the run
  std::int64_t fresh = 0;       ///< codes that are new in the run
  std::optional<double> ratio;  ///< of the base's codes; nothing where it has none
};

struct Saturation {
  std::int64_t base_codes = 0;
  std::vector<SaturationRun> runs;
  /// The first run at the threshold or under it, "6+2": after six documents, the next two brought so little.
  std::optional<std::string> reached;
  std::string_view undefined;  ///< why there is no `reached`: "no run is at the threshold"; else empty
};
/// `fresh`: as in Accumulation.
Saturation saturation(std::span<const std::int64_t> fresh, const SaturationOptions& options = {});

struct BandOptions {
  std::size_t orders = 1000;  ///< random ones; at least 1
  std::uint64_t seed = 1;
  double level = usual_level;  ///< of the orders lie between; 0 < level < 1
};

/// Per number of documents: codes found in them, low and high end of what most orders give.
struct AccumulationBand {
  std::vector<double> low, high;
};
/// The same for the same seed. Quantiles between neighbours linearly (R's default, type 7).
AccumulationBand accumulation_band(const CodedUnits& documents, const BandOptions& options = {});

}  // namespace gloss::stats
