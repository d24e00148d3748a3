// SPDX-License-Identifier: GPL-3.0-or-later
// Each cluster keeps a heap of those behind it, nearest first (Day & Edelsbrunner 1984). What a merge makes
// wrong is not searched for in the heaps but recognised by its version when it comes to the top.
#include "stats/clustering.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>

namespace gloss::stats {
namespace {

/// A pair of clusters, seen from the one with the smaller index.
struct Neighbour {
  double apart;
  std::uint32_t other, version;
};

/// For a heap that has the nearest on top, and of equals the one with the smaller index.
bool is_farther(const Neighbour& a, const Neighbour& b) {
  return a.apart != b.apart ? a.apart > b.apart : a.other > b.other;
}

class Agglomeration {
 public:
  Agglomeration(const Distances& distances, Linkage linkage);
  std::vector<Merge> run();

 private:
  struct Pair {
    std::size_t first, second;
    double apart;
  };
  Pair nearest_pair();
  /// Null where nothing is left behind the cluster.
  const Neighbour* nearest_behind(std::size_t cluster);
  /// Puts `second` into `first`. REQUIRES: first < second.
  void join(const Pair& pair);
  double apart_from_both(const Pair& pair, std::size_t third) const;
  bool is_left(std::size_t cluster) const { return sizes_[cluster] > 0; }

  Distances distances_;  ///< of Ward squared, and all scaled by a power of two then
  Linkage linkage_;
  int exponent_ = 0;
  std::vector<std::size_t> sizes_;       ///< 0 once joined to another
  std::vector<std::size_t> numbers_;     ///< what each cluster is called in merges
  std::vector<std::uint32_t> versions_;  ///< grows with each merge
  std::vector<std::vector<Neighbour>> behind_;
};

Agglomeration::Agglomeration(const Distances& distances, Linkage linkage)
    : distances_(distances),
      linkage_(linkage),
      sizes_(distances.size(), 1),
      numbers_(distances.size()),
      versions_(distances.size(), 0),
      behind_(distances.size()) {
  std::iota(numbers_.begin(), numbers_.end(), std::size_t{0});
  if (linkage_ == Linkage::ward_d2 && !distances_.upper().empty()) {
    const auto upper = distances_.upper();
    std::frexp(*std::max_element(upper.begin(), upper.end()), &exponent_);
    for (double& distance : upper) {
      distance = std::ldexp(distance, -exponent_);
      distance *= distance;
    }
  }
  for (std::size_t i = 0; i < sizes_.size(); ++i) {
    behind_[i].reserve(sizes_.size() - i - 1);
    for (std::size_t j = i + 1; j < sizes_.size(); ++j)
      behind_[i].push_back({distances_.at(i, j), static_cast<std::uint32_t>(j), 0});
    std::make_heap(behind_[i].begin(), behind_[i].end(), is_farther);
  }
}

const Neighbour* Agglomeration::nearest_behind(std::size_t cluster) {
  auto& heap = behind_[cluster];
  while (!heap.empty()) {
    const Neighbour& top = heap.front();
    if (is_left(top.other) && versions_[top.other] == top.version) return &top;
    std::pop_heap(heap.begin(), heap.end(), is_farther);
    heap.pop_back();
  }
  return nullptr;
}

Agglomeration::Pair Agglomeration::nearest_pair() {
  Pair nearest{0, 0, std::numeric_limits<double>::infinity()};
  for (std::size_t i = 0; i < sizes_.size(); ++i) {
    if (!is_left(i)) continue;
    const Neighbour* other = nearest_behind(i);
    if (other != nullptr && other->apart < nearest.apart) nearest = {i, other->other, other->apart};
  }
  return nearest;
}

double Agglomeration::apart_from_both(const Pair& pair, std::size_t third) const {
  const double one = distances_.at(pair.first, third), two = distances_.at(pair.second, third);
  const auto a = static_cast<double>(sizes_[pair.first]), b = static_cast<double>(sizes_[pair.second]),
             c = static_cast<double>(sizes_[third]);
  switch (linkage_) {
    case Linkage::single:
      return std::min(one, two);
    case Linkage::complete:
      return std::max(one, two);
    case Linkage::average:
      // The weighted mean, from the smaller one upwards: equals stay equal, and no height falls by rounding.
      return std::min(one, two) + std::abs(one - two) * ((one < two ? b : a) / (a + b));
    case Linkage::ward_d2:
      return std::max(pair.apart, ((a + c) * one + (b + c) * two - c * pair.apart) / (a + b + c));
  }
  return 0;
}

void Agglomeration::join(const Pair& pair) {
  behind_[pair.second] = {};
  auto& behind = behind_[pair.first];
  behind.clear();
  const std::uint32_t version = ++versions_[pair.first];
  for (std::size_t third = 0; third < sizes_.size(); ++third) {
    if (!is_left(third) || third == pair.first || third == pair.second) continue;
    const double apart = apart_from_both(pair, third);
    distances_.set(pair.first, third, apart);
    if (third > pair.first) {
      behind.push_back({apart, static_cast<std::uint32_t>(third), versions_[third]});
      continue;
    }
    behind_[third].push_back({apart, static_cast<std::uint32_t>(pair.first), version});
    std::push_heap(behind_[third].begin(), behind_[third].end(), is_farther);
  }
  std::make_heap(behind.begin(), behind.end(), is_farther);
  sizes_[pair.first] += sizes_[pair.second];
  sizes_[pair.second] = 0;
}

std::vector<Merge> Agglomeration::run() {
  std::vector<Merge> merges;
  const std::size_t n = sizes_.size();
  while (merges.size() + 1 < n) {
    const Pair pair = nearest_pair();
    join(pair);
    const double height =
        linkage_ == Linkage::ward_d2 ? std::ldexp(std::sqrt(pair.apart), exponent_) : pair.apart;
    merges.push_back({numbers_[pair.first], numbers_[pair.second], height, sizes_[pair.first]});
    numbers_[pair.first] = n + merges.size() - 1;
  }
  return merges;
}

}  // namespace

std::vector<Merge> cluster(const Distances& distances, Linkage linkage) {
  return Agglomeration(distances, linkage).run();
}

std::vector<std::size_t> leaf_order(std::span<const Merge> merges) {
  const std::size_t n = merges.size() + 1;
  std::vector<std::size_t> order, waiting{n + merges.size() - 1};
  while (!waiting.empty()) {
    const std::size_t next = waiting.back();
    waiting.pop_back();
    if (next < n) {
      order.push_back(next);
    } else {
      waiting.push_back(merges[next - n].right);
      waiting.push_back(merges[next - n].left);
    }
  }
  return order;
}

std::vector<std::size_t> cut(std::span<const Merge> merges, std::size_t groups) {
  assert(1 <= groups && groups <= merges.size() + 1);
  constexpr std::size_t none = std::numeric_limits<std::size_t>::max();
  const std::size_t n = merges.size() + 1, made = n - groups;
  // From the last merge made down: each cluster passes the root of its group on to its parts.
  std::vector<std::size_t> root(n + made);
  std::iota(root.begin(), root.end(), std::size_t{0});
  for (std::size_t k = made; k > 0; --k)
    for (const std::size_t part : {merges[k - 1].left, merges[k - 1].right}) root[part] = root[n + k - 1];
  std::vector<std::size_t> number(n + made, none), group_of(n);
  std::size_t numbered = 0;
  for (std::size_t i = 0; i < n; ++i) {
    std::size_t& of_root = number[root[i]];
    if (of_root == none) of_root = numbered++;
    group_of[i] = of_root;
  }
  return group_of;
}

}  // namespace gloss::stats
