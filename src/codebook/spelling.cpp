// SPDX-License-Identifier: GPL-3.0-or-later
// Optimal string alignment distance, given up early.
#include "codebook/spelling.h"

#include <algorithm>

#include "codebook/rule_text.h"

namespace gloss::codebook {
namespace {

constexpr std::size_t largest_distance = 2;

std::u32string folded(std::string_view text) {
  std::u32string out;
  for (const Character& c : characters_of(text)) out += ascii_folded(c.raw);
  out.pop_back();  // the end mark
  return out;
}

std::size_t distance(const std::u32string& a, const std::u32string& b) {
  const std::size_t gap = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  if (gap > largest_distance) return gap;
  std::vector<std::size_t> before_last(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0u : 1u)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
    std::swap(before_last, last);
    std::swap(last, row);
  }
  return last[b.size()];
}

bool near(std::size_t distance, std::size_t length) {
  return distance <= largest_distance && 2 * distance < std::max<std::size_t>(length, 2);
}

}  // namespace

std::size_t spelling_distance(std::string_view a, std::string_view b) {
  return distance(folded(a), folded(b));
}

bool is_near(std::size_t distance, std::string_view word) { return near(distance, folded(word).size()); }

std::string nearest(std::string_view name, const std::vector<std::string>& known) {
  const std::u32string wanted = folded(name);
  std::string best;
  std::size_t least = largest_distance + 1;
  if (wanted.size() > 64) return best;
  for (const std::string& candidate : known) {
    const std::size_t d = distance(wanted, folded(candidate));
    if (d < least && near(d, wanted.size())) {
      least = d;
      best = candidate;
    }
  }
  return best;
}

}  // namespace gloss::codebook
