// SPDX-License-Identifier: GPL-3.0-or-later
// Which codes each unit carries: the table that frequencies and co-occurrences are counted from.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace gloss::stats {

/// A pair of codings of two codes in one unit whose matched leaves overlap is co-occurrence by construction.
struct SharedPair {
  std::int32_t a = 0, b = 0;  ///< code indices, a < b
};

/// Units in order; each with its distinct codes, ascending. Codes are indices into the codebook; ancestors
/// are already in.
class CodedUnits {
 public:
  /// `codes` need not be sorted or distinct. `shared`: pairs of this unit that occur together by
  /// construction.
  void add(std::span<const std::int32_t> codes, std::span<const SharedPair> shared = {});
  std::size_t size() const { return begin_.size() - 1; }
  std::span<const std::int32_t> codes(std::size_t unit) const {
    return {codes_.data() + begin_[unit], codes_.data() + begin_[unit + 1]};
  }
  std::span<const SharedPair> shared(std::size_t unit) const {
    return {shared_.data() + shared_begin_[unit], shared_.data() + shared_begin_[unit + 1]};
  }

 private:
  std::vector<std::size_t> begin_{0}, shared_begin_{0};
  std::vector<std::int32_t> codes_;
  std::vector<SharedPair> shared_;
};

}  // namespace gloss::stats
