// SPDX-License-Identifier: GPL-3.0-or-later
// Units with their codes, one after another in two flat arrays.
#include "stats/coded_units.h"

#include <algorithm>
#include <tuple>

namespace gloss::stats {

void CodedUnits::add(std::span<const std::int32_t> codes, std::span<const SharedPair> shared) {
  const auto first_code = static_cast<std::ptrdiff_t>(codes_.size());
  codes_.insert(codes_.end(), codes.begin(), codes.end());
  std::sort(codes_.begin() + first_code, codes_.end());
  codes_.erase(std::unique(codes_.begin() + first_code, codes_.end()), codes_.end());
  begin_.push_back(codes_.size());

  const auto less = [](SharedPair x, SharedPair y) { return std::tie(x.a, x.b) < std::tie(y.a, y.b); };
  const auto same = [](SharedPair x, SharedPair y) { return x.a == y.a && x.b == y.b; };
  const auto first_pair = static_cast<std::ptrdiff_t>(shared_.size());
  shared_.insert(shared_.end(), shared.begin(), shared.end());
  std::sort(shared_.begin() + first_pair, shared_.end(), less);
  shared_.erase(std::unique(shared_.begin() + first_pair, shared_.end(), same), shared_.end());
  shared_begin_.push_back(shared_.size());
}

}  // namespace gloss::stats
