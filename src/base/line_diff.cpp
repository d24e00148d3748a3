// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/line_diff.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <vector>

#include "base/edit_script.h"

namespace gloss {
namespace {

using TextLines = std::vector<std::string_view>;

constexpr int most_line_edits = 2000;
constexpr int lines_around = 3;

/// Lines with their ends, so that a last line without one differs from the same with one.
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
  std::map<std::string_view, std::uint32_t> numbers;
  const auto symbols = [&](const TextLines& lines) {
    Symbols all;
    for (const std::string_view line : lines)
      all.push_back(numbers.try_emplace(line, static_cast<std::uint32_t>(numbers.size())).first->second);
    return all;
  };
  std::string signs;
  std::size_t x = 0, y = 0;
  const auto go_to = [&](std::size_t to_x, std::size_t to_y) {
    signs.append(to_x - x, '-').append(to_y - y, '+');
    x = to_x;
    y = to_y;
  };
  for (const auto& [in_a, in_b] : paired_symbols(symbols(a), symbols(b), most_line_edits)) {
    go_to(in_a, in_b);
    signs += ' ';
    ++x, ++y;
  }
  go_to(a.size(), b.size());
  return signs;
}

}  // namespace

std::string unified_diff(std::string_view before, std::string_view after, std::string_view before_name,
                         std::string_view after_name) {
  if (before == after) return {};
  const TextLines a = text_lines(before), b = text_lines(after);
  const std::string signs = edit_script(a, b);

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
