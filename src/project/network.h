// SPDX-License-Identifier: GPL-3.0-or-later
// Which words, and which codes, of a project stand together, as tables, pictures and graph files.
#pragma once

#include <cstdint>
#include <string>

#include "base/result.h"
#include "project/project.h"
#include "project/reports.h"
#include "project/word_base.h"
#include "report/network_report.h"
#include "report/table.h"

namespace gloss::project {

/// One answer in four forms.
struct NetworkAnswer {
  report::Table table;
  std::string svg, graphml, gexf;
};

struct WordNetworkRequest {
  WordSelection selection;
  std::string unit = "passage";  ///< or "sentence"
  std::size_t words = 60;        ///< the most frequent ones, function words left out
  double least_jaccard = 0.1;
  std::size_t edges = 100;  ///< the strongest; what ties with the last of them stays. 0 = all
  std::uint64_t seed = 1;   ///< of the picture
  std::size_t text_rows = SIZE_MAX;
};
/// Faults: as WordBase::of; usage (another unit).
Result<report::Network> word_network(const Project& project, const WordNetworkRequest& request);
Result<NetworkAnswer> network(const Project& project, const WordNetworkRequest& request);

/// What `gloss report cooccurrence` counts, as a network of all codes that occur; an edge is a pair whose
/// Jaccard is at least `least_jaccard`. The unit "overlap" has no Jaccard and makes no network: usage.
Result<NetworkAnswer> code_network(const Project& project, const CooccurrenceRequest& request,
                                   double least_jaccard = 0, std::uint64_t seed = 1);

}  // namespace gloss::project
