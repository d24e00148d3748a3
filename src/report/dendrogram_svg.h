// SPDX-License-Identifier: GPL-3.0-or-later
// A tree of clusters as a picture: names on the left, heights on a scale below.
#pragma once

#include <string>

#include "report/clusters_report.h"

namespace gloss::report {

std::string dendrogram_svg(const Profiles& profiles, const ClusterTree& tree, const ClustersOptions& options);

}  // namespace gloss::report
