// SPDX-License-Identifier: GPL-3.0-or-later
// A network as a picture: the larger a node, the more units have it; the thicker an edge, the higher Jaccard.
#pragma once

#include <cstdint>
#include <string>

#include "report/network_report.h"

namespace gloss::report {

/// Nodes without an edge are not drawn; a line says how many they are. The same seed gives the same picture.
std::string network_svg(const Network& network, std::uint64_t seed = 1);

}  // namespace gloss::report
