// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/line_diff.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <vector>

namespace gloss {
namespace {

using TextLines = std::vector<std::string_view>;

constexpr int most_line_edits = 2000;  // the trace takes its square of memory
constexpr int lines_around = 3;

/// TextLines with their ends, so that a last line without one differs from the same with one.
TextLines text_lines(std::string_view text) {
  TextLines lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return lines;
}

/// ' ' both, '-' only the first, '+' only the second, in order.
std::string edit_script(const TextLines& a, const TextLines& b) {
  const int n = static_cast<int>(a.size()), m = static_cast<int>(b.size());
  const auto whole = [&]() { return std::string(a.size(), '-') + std::string(b.size(), '+'); };
  if (n == 0 || m == 0) return whole();
  // furthest[d][k + d]: how far down the first text d edits reach on diagonal k.
  std::vector<std::vector<int>> furthest;
  int d = 0;
  for (bool done = false; !done; ++d) {
    if (d > most_line_edits) return whole();
    std::vector<int> now(static_cast<std::size_t>(2 * d + 1));
    for (int k = -d; k <= d && !done; k += 2) {
      int x = 0;
      if (d > 0) {
        const auto& last = furthest.back();
        const auto at = [&](int diagonal) { return last[static_cast<std::size_t>(diagonal + d - 1)]; };
        x = k == -d || (k != d && at(k - 1) < at(k + 1)) ? at(k + 1) : at(k - 1) + 1;
      }
      while (x < n && x - k < m && x - k >= 0 &&
             a[static_cast<std::size_t>(x)] == b[static_cast<std::size_t>(x - k)])
        ++x;
      now[static_cast<std::size_t>(k + d)] = x;
      done = x >= n && x - k >= m;
    }
    furthest.push_back(std::move(now));
  }
  std::string out;
  int x = n, y = m;
  for (--d; d > 0; --d) {
    const auto& last = furthest[static_cast<std::size_t>(d) - 1];
    const auto at = [&](int diagonal) { return last[static_cast<std::size_t>(diagonal + d - 1)]; };
    const int k = x - y;
    const bool added = k == -d || (k != d && at(k - 1) < at(k + 1));
    const int from = added ? at(k + 1) : at(k - 1);
    const int start = added ? from : from + 1;
    while (x > start) {
      out += ' ';
      --x, --y;
    }
    out += added ? '+' : '-';
    (added ? y : x) -= 1;
  }
  out.append(static_cast<std::size_t>(x), ' ');
  std::reverse(out.begin(), out.end());
  return out;
}

}  // namespace

std::string unified_diff(std::string_view before, std::string_view after, std::string_view before_name,
                         std::string_view after_name) {
  if (before == after) return {};
  TextLines a = text_lines(before), b = text_lines(after);
  std::size_t head = 0, tail = 0;
  while (head < a.size() && head < b.size() && a[head] == b[head]) ++head;
  while (tail < a.size() - head && tail < b.size() - head && a[a.size() - 1 - tail] == b[b.size() - 1 - tail])
    ++tail;
  const auto middle = [&](const TextLines& lines) {
    return TextLines(lines.begin() + static_cast<std::ptrdiff_t>(head),
                     lines.end() - static_cast<std::ptrdiff_t>(tail));
  };
  const std::string signs =
      std::string(head, ' ') + edit_script(middle(a), middle(b)) + std::string(tail, ' ');

  std::string out = fmt::format("--- {}\n+++ {}\n", before_name, after_name);
  const auto changed = [&](std::size_t i) { return i < signs.size() && signs[i] != ' '; };
  std::size_t x = 0, y = 0, i = 0;
  while (i < signs.size()) {
    // The next hunk: from a few lines before a change to as many after the last that is near.
    std::size_t first = i;
    while (first < signs.size() && !changed(first)) ++first;
    if (first == signs.size()) break;
    std::size_t last = first;
    for (std::size_t j = first; j < signs.size() && j <= last + 2 * lines_around; ++j)
      if (changed(j)) last = j;
    const std::size_t begin = std::max(i, first - std::min<std::size_t>(first, lines_around));
    const std::size_t end = std::min(signs.size(), last + 1 + lines_around);
    x += begin - i;
    y += begin - i;
    std::string lines;
    std::size_t removed = 0, added = 0;
    for (i = begin; i < end; ++i) {
      const std::string_view line = signs[i] == '+' ? b[y + added] : a[x + removed];
      removed += signs[i] != '+' ? 1 : 0;
      added += signs[i] != '-' ? 1 : 0;
      lines += signs[i];
      lines += line;
      if (!line.ends_with('\n')) lines += "\n\\ No newline at end of file\n";
    }
    fmt::format_to(std::back_inserter(out), "@@ -{},{} +{},{} @@\n{}", removed == 0 ? x : x + 1, removed,
                   added == 0 ? y : y + 1, added, lines);
    x += removed;
    y += added;
  }
  return out;
}

}  // namespace gloss
