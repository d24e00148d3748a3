// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/line_diff.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <random>
#include <sstream>
#include <string>
#include <vector>

namespace gloss {
namespace {

/// Applies a unified diff, as patch does: the oracle.
std::string patched(const std::string& before, const std::string& diff) {
  const auto lines_of = [](const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size() - 1) + 1;
      lines.push_back(text.substr(begin, end - begin));
      begin = end;
    }
    return lines;
  };
  const auto old = lines_of(before), lines = lines_of(diff);
  std::string out;
  std::size_t at = 0;
  for (std::size_t i = 2; i < lines.size(); ++i) {
    int from = 0, count = 0;
    if (std::sscanf(lines[i].c_str(), "@@ -%d,%d", &from, &count) == 2) {
      for (; at < static_cast<std::size_t>(count == 0 ? from : from - 1); ++at) out += old[at];
      continue;
    }
    if (lines[i].starts_with("\\")) continue;
    std::string line = lines[i].substr(1);
    if (i + 1 < lines.size() && lines[i + 1].starts_with("\\")) line.pop_back();
    if (lines[i][0] != '+') {
      EXPECT_EQ(old.at(at++), line) << diff;
    }
    if (lines[i][0] != '-') out += line;
  }
  for (; at < old.size(); ++at) out += old[at];
  return out;
}

TEST(LineDiff, ShowsWhatChangedWithThreeLinesAround) {
  EXPECT_EQ(unified_diff("1\n2\n3\n4\n5\n6\n", "1\n2\n3\n4\nfive\n6\n", "old", "new"),
            "--- old\n+++ new\n@@ -2,5 +2,5 @@\n 2\n 3\n 4\n-5\n+five\n 6\n");
  EXPECT_EQ(unified_diff("same\n", "same\n", "old", "new"), "");
  EXPECT_EQ(unified_diff("", "x", "old", "new"),
            "--- old\n+++ new\n@@ -0,0 +1,1 @@\n+x\n\\ No newline at end of file\n");
}

TEST(LineDiff, IsWhatPatchNeedsToMakeTheOneOfTheOther) {
  std::mt19937 random(7);
  const auto text = [&]() {
    std::string out;
    for (int n = static_cast<int>(random() % 40); n > 0; --n)
      out += std::string(1, static_cast<char>('a' + random() % 4)) + '\n';
    if (random() % 4 == 0 && !out.empty()) out.pop_back();
    return out;
  };
  for (int i = 0; i < 2000; ++i) {
    const std::string a = text(), b = text();
    const std::string diff = unified_diff(a, b, "a", "b");
    ASSERT_EQ(a == b ? a : patched(a, diff), b) << diff;
  }
}

TEST(LineDiff, IsTheShortest) {
  std::mt19937 random(11);
  for (int i = 0; i < 300; ++i) {
    std::string a, b;
    for (int n = 0; n < 12; ++n) {
      const std::string line = std::string(1, static_cast<char>('a' + random() % 3)) + '\n';
      if (random() % 3 != 0) a += line;
      if (random() % 3 != 0) b += line;
    }
    // The longest common subsequence, by trying.
    std::vector<std::vector<int>> common(a.size() / 2 + 1, std::vector<int>(b.size() / 2 + 1));
    for (std::size_t x = a.size() / 2; x-- > 0;)
      for (std::size_t y = b.size() / 2; y-- > 0;)
        common[x][y] =
            a[2 * x] == b[2 * y] ? common[x + 1][y + 1] + 1 : std::max(common[x + 1][y], common[x][y + 1]);
    const std::string diff = unified_diff(a, b, "", "");
    int edits = 0;
    std::istringstream in(diff.substr(std::min(diff.size(), std::size_t{10})));
    for (std::string line; std::getline(in, line);)
      edits += line.starts_with('+') || line.starts_with('-') ? 1 : 0;
    ASSERT_EQ(edits, static_cast<int>(a.size() / 2 + b.size() / 2) - 2 * common[0][0]) << a << "--\n"
                                                                                       << b << diff;
  }
}

}  // namespace
}  // namespace gloss
