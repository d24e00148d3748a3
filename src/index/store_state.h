// SPDX-License-Identifier: GPL-3.0-or-later
// A token store as reader and writer see it: the manifest and its segments, mapped and verified.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "index/manifest.h"
#include "index/segment.h"

namespace gloss::index {

struct StoreState {
  Manifest manifest;
  std::vector<std::shared_ptr<const Segment>> segments;

  std::uint32_t words() const {
    return segments.empty() ? 0 : segments.back()->first_word() + segments.back()->words();
  }
  std::optional<std::uint32_t> find(std::string_view form) const;
};

/// Faults: as TokenStore::open.
Result<StoreState> load_store(const std::string& folder, std::string_view project_id);

}  // namespace gloss::index
