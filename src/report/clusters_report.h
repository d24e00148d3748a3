// SPDX-License-Identifier: GPL-3.0-or-later
// Which sources, speakers, cases or codes belong together: `gloss report clusters`.
//
//     Organiser N1   ─┬────┬──      The farther right two lines meet, the less alike are those whose lines
//     Organiser N2   ─┘    │        they are: at 1 - Jaccard. Each cluster's line goes on from its first
//     Official T1    ──────┘        member.
//
// A tree comes out of any data. That it has branches does not show that there are groups.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "report/profiles.h"
#include "report/similarity_report.h"
#include "report/table.h"
#include "stats/clustering.h"

namespace gloss::report {

/// "average"; nothing where there is none of the name. "ward" is ward_d2.
std::optional<stats::Linkage> linkage_named(std::string_view name);
/// For files and people: "ward".
std::string_view name_of(stats::Linkage linkage);

struct ClustersOptions {
  Likeness measure = Likeness::jaccard;
  stats::Linkage linkage = stats::Linkage::average;
  std::size_t groups = 0;  ///< that the tree is cut into; 0 = it is not
};

inline constexpr std::size_t most_rows_in_tree = 2000;

struct ClusterTree {
  std::vector<std::size_t> rows;   ///< of the profiles: the things of the tree
  std::vector<std::size_t> empty;  ///< rows that have nothing
  std::vector<stats::Merge> merges;
  std::vector<std::size_t> order;   ///< of the things, from top to bottom
  std::vector<std::size_t> groups;  ///< by thing, from 0; empty unless asked for
  std::vector<double> joined;       ///< by thing: the height at which it first joins another
  double highest() const { return merges.empty() ? 0 : merges.back().height; }
};

/// Faults: usage (too many rows; more groups than rows).
Result<ClusterTree> find_clusters(const Profiles& profiles, const ClustersOptions& options);

/// "average linkage on 1 - Jaccard".
std::string method_of(const Profiles& profiles, const ClustersOptions& options);
std::string clusters_title(const Profiles& profiles);

/// Columns merge (from 1), left, right (names of things), left_merge, right_merge (of clusters), height,
/// size, in the order of the merges. With groups: name, group (from 1), height (at which it first joins
/// another), a row a thing in the order of the tree. Head: "of", "by_what", "measure", "linkage", "empty".
Table clusters_report(const Profiles& profiles, const ClusterTree& tree, const ClustersOptions& options);
/// The text form, `width` columns wide (but at least 40): the drawing stands in the lines under the title,
/// since cells of a table fold their blanks.
Table clusters_drawing(const Profiles& profiles, const ClusterTree& tree, const ClustersOptions& options,
                       std::size_t width);
/// The lines of the drawing alone, at most `width` characters each, top to bottom. REQUIRES: width >= 4.
std::vector<std::string> tree_lines(const ClusterTree& tree, std::size_t width);

}  // namespace gloss::report
