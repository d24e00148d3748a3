// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/edit_script.h"

#include <algorithm>
#include <span>

namespace gloss {
namespace {

using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;
/// Of d edits: how far down the first sequence diagonal k = x - y is reached, at k + d + 1.
using Furthest = std::vector<int>;

int reached(const Furthest& of, int edits, int diagonal) {
  return of[static_cast<std::size_t>(diagonal + edits + 1)];
}

/// Whether the best way to diagonal k by d edits comes from above (an insertion). `before`: of d - 1 edits.
bool comes_down(const Furthest& before, int d, int k) {
  return k == -d || (k != d && reached(before, d - 1, k - 1) < reached(before, d - 1, k + 1));
}

/// Walks back from the end through the furthest points; pairs come last first.
void trace_back(const std::vector<Furthest>& furthest, int x, int y, Pairs& pairs) {
  const auto back_to = [&](int to_x, int to_y) {
    for (; x > to_x && y > to_y; --x, --y)
      pairs.emplace_back(static_cast<std::size_t>(x - 1), static_cast<std::size_t>(y - 1));
  };
  for (int d = static_cast<int>(furthest.size()); d > 0; --d) {
    const Furthest& before = furthest[static_cast<std::size_t>(d - 1)];
    const int k = x - y;
    const int from = comes_down(before, d, k) ? k + 1 : k - 1;
    const int from_x = reached(before, d - 1, from);
    back_to(from_x, from_x - from);
    x = from_x;
    y = from_x - from;
  }
  back_to(0, 0);
}

Pairs shortest_script(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b, int most_edits) {
  Pairs pairs;
  const int n = static_cast<int>(a.size()), m = static_cast<int>(b.size());
  std::vector<Furthest> furthest;
  for (int d = 0; d <= std::min(most_edits, n + m); ++d) {
    Furthest now(static_cast<std::size_t>(2 * d + 3), 0);
    for (int k = -d; k <= d; k += 2) {
      int x = 0;
      if (d > 0)
        x = comes_down(furthest.back(), d, k) ? reached(furthest.back(), d - 1, k + 1)
                                              : reached(furthest.back(), d - 1, k - 1) + 1;
      while (x < n && x - k < m && a[static_cast<std::size_t>(x)] == b[static_cast<std::size_t>(x - k)]) ++x;
      now[static_cast<std::size_t>(k + d + 1)] = x;
      if (k == n - m && x >= n) {
        trace_back(furthest, n, m, pairs);
        std::reverse(pairs.begin(), pairs.end());
        return pairs;
      }
    }
    furthest.push_back(std::move(now));
  }
  return pairs;
}

}  // namespace

std::vector<std::pair<std::size_t, std::size_t>> paired_symbols(const Symbols& a, const Symbols& b,
                                                                int most_edits) {
  std::size_t head = 0, end_a = a.size(), end_b = b.size();
  while (head < end_a && head < end_b && a[head] == b[head]) ++head;
  while (end_a > head && end_b > head && a[end_a - 1] == b[end_b - 1]) --end_a, --end_b;
  Pairs pairs;
  for (std::size_t i = 0; i < head; ++i) pairs.emplace_back(i, i);
  const std::span all_a(a), all_b(b);
  for (const auto& [x, y] :
       shortest_script(all_a.subspan(head, end_a - head), all_b.subspan(head, end_b - head), most_edits))
    pairs.emplace_back(head + x, head + y);
  for (; end_a < a.size(); ++end_a, ++end_b) pairs.emplace_back(end_a, end_b);
  return pairs;
}

}  // namespace gloss
