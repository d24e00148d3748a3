// SPDX-License-Identifier: GPL-3.0-or-later
// Which sources, speakers, cases or codes of a project are alike: the profiles that `gloss report
// similarity`, `clusters` and `map` compare are made here, and only here.
#pragma once

#include <cstddef>
#include <string>

#include "base/result.h"
#include "project/project.h"
#include "project/selection.h"
#include "report/clusters_report.h"
#include "report/map_report.h"
#include "report/profiles.h"
#include "report/table.h"

namespace gloss::project {

struct LikenessRequest {
  Selection selection;              ///< its `by` is not looked at
  std::string of = "sources";       ///< report::ProfileOf
  std::string by_what = "codes";    ///< report::ProfileBy
  std::string measure = "jaccard";  ///< report::Likeness
  std::string linkage = "average";  ///< stats::Linkage; of clusters
  std::size_t groups = 0;           ///< of clusters: 0 = the merges are shown, not the groups
  std::size_t width = 80;           ///< of clusters: columns of the screen
  std::size_t text_rows = SIZE_MAX;
  std::string language;
};

/// Faults: as count_codings and WordBase::of; usage (a word that is none of the above).
Result<report::Profiles> profiles(const Project& project, const LikenessRequest& request);
/// Fault: usage, too (too many to compare).
Result<report::Table> similarity(const Project& project, const LikenessRequest& request);

/// One answer in three forms.
struct ClustersAnswer {
  report::Table table, drawing;
  std::string svg;
};
Result<ClustersAnswer> clusters(const Project& project, const LikenessRequest& request);

struct MapRequest {
  Selection selection;  ///< its `by` names the variable; empty = sources
  std::string language;
};
struct MapAnswer {
  report::Table table;
  std::string svg;
};
Result<MapAnswer> correspondence_map(const Project& project, const MapRequest& request);

}  // namespace gloss::project
