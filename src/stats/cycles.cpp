// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/cycles.h"

#include <algorithm>
#include <utility>

namespace gloss::stats {
namespace {

using Neighbours = std::vector<std::vector<std::int32_t>>;

/// Ascending, each once, without the node itself.
Neighbours neighbours_of(std::size_t nodes, const std::vector<Edge>& edges) {
  Neighbours to(nodes);
  for (const Edge& edge : edges)
    if (edge.from != edge.to) to[static_cast<std::size_t>(edge.from)].push_back(edge.to);
  for (auto& its : to) {
    std::sort(its.begin(), its.end());
    its.erase(std::unique(its.begin(), its.end()), its.end());
  }
  return to;
}

/// Tarjan's algorithm with a stack of its own, so that a long chain costs no recursion.
class Components {
 public:
  explicit Components(const Neighbours& to)
      : to_(to), index_(to.size(), -1), low_(to.size()), of_(to.size(), -1) {
    for (std::size_t node = 0; node < to.size(); ++node)
      if (index_[node] < 0) walk(static_cast<std::int32_t>(node));
  }
  std::vector<std::int32_t> numbered() const {
    std::vector<std::int32_t> number(to_.size(), -1), result;
    std::int32_t next = 0;
    for (const std::int32_t component : of_) {
      auto& its = number[static_cast<std::size_t>(component)];
      if (its < 0) its = next++;
      result.push_back(its);
    }
    return result;
  }

 private:
  void enter(std::int32_t node) {
    index_[static_cast<std::size_t>(node)] = low_[static_cast<std::size_t>(node)] = counter_++;
    open_.push_back(node);
    path_.emplace_back(node, 0);
  }
  void leave(std::int32_t node) {
    const auto n = static_cast<std::size_t>(node);
    if (low_[n] == index_[n]) {
      std::int32_t member;
      do {
        member = open_.back();
        open_.pop_back();
        of_[static_cast<std::size_t>(member)] = components_;
      } while (member != node);
      ++components_;
    }
    path_.pop_back();
    if (!path_.empty()) lower(path_.back().first, low_[n]);
  }
  void lower(std::int32_t node, std::int32_t to) {
    auto& low = low_[static_cast<std::size_t>(node)];
    low = std::min(low, to);
  }
  void walk(std::int32_t start) {
    enter(start);
    while (!path_.empty()) {
      const std::int32_t node = path_.back().first;
      const auto& its = to_[static_cast<std::size_t>(node)];
      if (path_.back().second == its.size()) {
        leave(node);
        continue;
      }
      const std::int32_t next = its[path_.back().second++];
      if (index_[static_cast<std::size_t>(next)] < 0)
        enter(next);
      else if (of_[static_cast<std::size_t>(next)] < 0)
        lower(node, index_[static_cast<std::size_t>(next)]);
    }
  }

  const Neighbours& to_;
  std::vector<std::int32_t> index_, low_, of_, open_;
  std::vector<std::pair<std::int32_t, std::size_t>> path_;  // node, how many of its neighbours are done
  std::int32_t counter_ = 0, components_ = 0;
};

class Search {
 public:
  Search(const Neighbours& to, std::vector<std::int32_t> component, std::size_t longest, std::size_t most)
      : to_(to),
        component_(std::move(component)),
        longest_(longest),
        most_(most),
        on_way_(to.size(), false) {}

  std::vector<std::vector<std::int32_t>> all() {
    for (std::size_t node = 0; node < to_.size() && found_.size() < most_; ++node) {
      start_ = static_cast<std::int32_t>(node);
      go(start_);
    }
    std::sort(found_.begin(), found_.end(), [](const auto& a, const auto& b) {
      return a.size() != b.size() ? a.size() < b.size() : a < b;
    });
    return std::move(found_);
  }

 private:
  /// At most `longest_` deep.
  void go(std::int32_t node) {
    way_.push_back(node);
    on_way_[static_cast<std::size_t>(node)] = true;
    for (const std::int32_t next : to_[static_cast<std::size_t>(node)]) {
      if (found_.size() >= most_) break;
      if (next == start_) {
        found_.push_back(way_);
      } else if (next > start_ && way_.size() < longest_ && !on_way_[static_cast<std::size_t>(next)] &&
                 component_[static_cast<std::size_t>(next)] == component_[static_cast<std::size_t>(start_)]) {
        go(next);
      }
    }
    on_way_[static_cast<std::size_t>(node)] = false;
    way_.pop_back();
  }

  const Neighbours& to_;
  const std::vector<std::int32_t> component_;
  const std::size_t longest_, most_;
  std::int32_t start_ = 0;
  std::vector<bool> on_way_;
  std::vector<std::int32_t> way_;
  std::vector<std::vector<std::int32_t>> found_;
};

}  // namespace

std::vector<std::int32_t> strong_components(std::size_t nodes, const std::vector<Edge>& edges) {
  const Neighbours to = neighbours_of(nodes, edges);
  return Components(to).numbered();
}

std::vector<std::vector<std::int32_t>> simple_cycles(std::size_t nodes, const std::vector<Edge>& edges,
                                                     std::size_t longest, std::size_t most) {
  const Neighbours to = neighbours_of(nodes, edges);
  return Search(to, Components(to).numbered(), longest, most).all();
}

}  // namespace gloss::stats
