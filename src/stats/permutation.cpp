// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/permutation.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

#include "stats/random.h"

namespace gloss::stats {
namespace {

/// Chi-square of a code by groups, the margins being fixed.
class UnevennessOfGroups {
 public:
  explicit UnevennessOfGroups(std::span<const GroupPresence> groups) {
    for (const GroupPresence& group : groups) {
      if (group.sources == 0) continue;
      sizes_.push_back(group.sources);
      observed_.push_back(group.present);
      sources_ += group.sources;
      present_ += group.present;
    }
    const double share =
        static_cast<double>(present_) / static_cast<double>(std::max<std::int64_t>(1, sources_));
    for (const std::int64_t size : sizes_) {
      expected_.push_back(static_cast<double>(size) * share);
      weights_.push_back(1 / (expected_.back() * (1 - share)));
    }
    least_ = varies() ? chi_square(observed_) * (1 - 1e-9) - 1e-12 : 0;
  }

  bool varies() const { return sizes_.size() > 1 && present_ > 0 && present_ < sources_; }
  double chi_square(const std::vector<std::int64_t>& present) const {
    double sum = 0;
    for (std::size_t g = 0; g < sizes_.size(); ++g) {
      const double apart = static_cast<double>(present[g]) - expected_[g];
      sum += apart * apart * weights_[g];
    }
    return sum;
  }
  /// At least as large as the observed, but for rounding.
  bool is_hit(const std::vector<std::int64_t>& present) const { return chi_square(present) >= least_; }

  const std::vector<std::int64_t>& sizes() const { return sizes_; }
  const std::vector<std::int64_t>& observed() const { return observed_; }
  std::int64_t sources() const { return sources_; }
  std::int64_t present() const { return present_; }

 private:
  std::vector<std::int64_t> sizes_, observed_;
  std::vector<double> expected_, weights_;
  std::int64_t sources_ = 0, present_ = 0;
  double least_ = 0;
};

/// ln of n over k for k = 0 to `most`.
std::vector<double> log_binomials(std::int64_t n, std::int64_t most) {
  std::vector<double> all{0};
  for (std::int64_t k = 0; k < most; ++k)
    all.push_back(all.back() + std::log(static_cast<double>(n - k) / static_cast<double>(k + 1)));
  return all;
}

/// Visits every table of the margins, unless there are more than `most`.
class EveryTable {
 public:
  EveryTable(const UnevennessOfGroups& groups, std::int64_t most)
      : groups_(groups), most_(most), present_(groups.sizes().size()), room_after_(present_.size(), 0) {
    for (std::size_t g = present_.size() - 1; g > 0; --g)
      room_after_[g - 1] = room_after_[g] + groups.sizes()[g];
  }

  /// Whether all were visited.
  bool visit() {
    const std::int64_t present = groups_.present(), absent = groups_.sources() - present;
    for (const std::int64_t size : groups_.sizes())  // one group may have too many already
      if (std::min({size, present, absent, groups_.sources() - size}) >= most_) return false;
    for (const std::int64_t size : groups_.sizes())
      ways_.push_back(log_binomials(size, std::min(size, present)));
    const double all_ways = log_binomials(groups_.sources(), present).back();
    place(0, present, -all_ways);
    return tables_ <= most_;
  }

  std::int64_t tables() const { return tables_; }
  double share_of_hits() const { return std::min(1.0, hits_ / all_); }

 private:
  /// Puts `left` sources with the code into the groups from g on; `log_chance`: of what was put before.
  void place(std::size_t g, std::int64_t left, double log_chance) {
    if (g == present_.size()) {
      if (++tables_ > most_) return;
      const double chance = std::exp(log_chance);
      all_ += chance;
      if (groups_.is_hit(present_)) hits_ += chance;
      return;
    }
    const std::int64_t fewest = std::max<std::int64_t>(0, left - room_after_[g]);
    for (std::int64_t k = fewest; k <= std::min(left, groups_.sizes()[g]) && tables_ <= most_; ++k) {
      present_[g] = k;
      place(g + 1, left - k, log_chance + ways_[g][static_cast<std::size_t>(k)]);
    }
  }

  const UnevennessOfGroups& groups_;
  std::int64_t most_;
  std::vector<std::int64_t> present_, room_after_;
  std::vector<std::vector<double>> ways_;
  double all_ = 0, hits_ = 0;
  std::int64_t tables_ = 0;
};

/// How many of the draws are hits.
std::int64_t draw_groups(const UnevennessOfGroups& groups, const PermutationOptions& options) {
  std::vector<std::uint32_t> labels;
  labels.reserve(static_cast<std::size_t>(groups.sources()));
  for (std::size_t g = 0; g < groups.sizes().size(); ++g)
    labels.insert(labels.end(), static_cast<std::size_t>(groups.sizes()[g]), static_cast<std::uint32_t>(g));
  // Choosing those without the code is as good, and less work where they are fewer.
  const bool with = groups.present() <= groups.sources() - groups.present();
  const auto chosen = static_cast<std::size_t>(with ? groups.present() : groups.sources() - groups.present());
  Random random(options.seed);
  std::int64_t hits = 0;
  for (std::int64_t draw = 0; draw < options.draws; ++draw) {
    std::vector<std::int64_t> present =
        with ? std::vector<std::int64_t>(groups.sizes().size()) : groups.sizes();
    for (std::size_t i = 0; i < chosen; ++i) {
      std::swap(labels[i], labels[i + random.below(labels.size() - i)]);
      present[labels[i]] += with ? 1 : -1;
    }
    if (groups.is_hit(present)) ++hits;
  }
  return hits;
}

}  // namespace

double drawn_p(std::int64_t hits, std::int64_t draws) {
  return static_cast<double>(hits + 1) / static_cast<double>(draws + 1);
}

std::vector<GroupPresence> presence_by_group(std::span<const std::uint8_t> present,
                                             std::span<const std::int32_t> labels, std::size_t groups) {
  assert(present.size() == labels.size());
  std::vector<GroupPresence> all(groups);
  for (std::size_t i = 0; i < present.size(); ++i) {
    GroupPresence& group = all[static_cast<std::size_t>(labels[i])];
    ++group.sources;
    if (present[i] != 0) ++group.present;
  }
  return all;
}

std::optional<GroupTest> permute_groups(std::span<const GroupPresence> groups,
                                        const PermutationOptions& options) {
  assert(options.draws > 0);
  const UnevennessOfGroups unevenness(groups);
  if (!unevenness.varies()) return std::nullopt;
  GroupTest test;
  test.chi_square = unevenness.chi_square(unevenness.observed());
  test.cramers_v = std::min(1.0, std::sqrt(test.chi_square / static_cast<double>(unevenness.sources())));
  EveryTable every(unevenness, options.draws);
  if (options.exact_where_cheap && every.visit()) {
    test.exact = true;
    test.tables = every.tables();
    test.p = every.share_of_hits();
  } else {
    test.tables = options.draws;
    test.p = drawn_p(draw_groups(unevenness, options), options.draws);
  }
  return test;
}

}  // namespace gloss::stats
