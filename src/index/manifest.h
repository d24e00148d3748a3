// SPDX-License-Identifier: GPL-3.0-or-later
// The manifest of a token store: which segments it has, what they were made from. Plain text, replaced by one
// rename.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "index/segment.h"

namespace gloss::index {

struct Manifest {
  std::uint64_t generation = 0;  ///< raised by each commit; also names the segment which that commit wrote
  std::vector<SegmentName> segments;
};

/// Faults: missing_input (no manifest), damaged, bad_input (made for another project, by another tokenizer or
/// layout), io, not_allowed.
Result<Manifest> read_manifest(const std::string& folder, std::string_view project_id);
Result<void> write_manifest(const std::string& folder, std::string_view project_id, const Manifest& manifest);

/// The manifest's file size once written; for TokenStore::bytes().
std::string manifest_text(std::string_view project_id, const Manifest& manifest);

}  // namespace gloss::index
