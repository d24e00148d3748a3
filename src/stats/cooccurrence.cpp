// SPDX-License-Identifier: GPL-3.0-or-later
// Counts pairs sparsely, unit by unit, in a table of cells that fits the cache.
#include "stats/cooccurrence.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace gloss::stats {

namespace {

// A block of rows of the code x code table. 200 codes need one block of 160 KB; 10,000 codes several passes
// over the units instead of 400 MB.
constexpr std::size_t block_cells = std::size_t{1} << 22;

}  // namespace

bool are_related(std::span<const std::int32_t> parents, std::int32_t code, std::int32_t other) {
  std::int32_t below = std::max(code, other);
  const std::int32_t above = std::min(code, other);
  while (below > above) below = parents[static_cast<std::size_t>(below)];
  return below == above;
}

PairCounts& PairCounts::operator+=(const PairCounts& other) {
  const auto key = [](const CodePair& pair) { return std::tie(pair.code_a, pair.code_b); };
  n += other.n;
  units.resize(std::max(units.size(), other.units.size()), 0);
  for (std::size_t c = 0; c < other.units.size(); ++c) units[c] += other.units[c];
  std::vector<CodePair> all;
  all.reserve(std::max(pairs.size(), other.pairs.size()));
  auto mine = pairs.begin();
  for (const CodePair& its : other.pairs) {
    while (mine != pairs.end() && key(*mine) < key(its)) all.push_back(*mine++);
    all.push_back(its);
    if (mine == pairs.end() || key(*mine) != key(its)) continue;
    all.back().both += mine->both;
    all.back().shared += mine->shared;
    ++mine;
  }
  all.insert(all.end(), mine, pairs.end());
  for (CodePair& pair : all) {
    pair.a = units[static_cast<std::size_t>(pair.code_a)];
    pair.b = units[static_cast<std::size_t>(pair.code_b)];
  }
  pairs = std::move(all);
  return *this;
}

PairCounts count_pairs(const CodedUnits& units, std::span<const std::int32_t> parents) {
  const std::size_t codes = parents.size();
  PairCounts counts;
  counts.n = static_cast<std::int64_t>(units.size());
  counts.units.assign(codes, 0);
  bool any_shared = false;
  for (std::size_t u = 0; u < units.size(); ++u) {
    for (const std::int32_t code : units.codes(u)) ++counts.units[static_cast<std::size_t>(code)];
    any_shared = any_shared || !units.shared(u).empty();
  }
  if (codes == 0) return counts;

  const std::size_t block = std::clamp<std::size_t>(block_cells / codes, 1, codes);
  std::vector<std::uint32_t> both, shared;
  for (std::size_t low = 0; low < codes; low += block) {
    const std::size_t high = std::min(low + block, codes);
    both.assign((high - low) * codes, 0);
    shared.assign(any_shared ? both.size() : 0, 0);
    for (std::size_t u = 0; u < units.size(); ++u) {
      const auto of_unit = units.codes(u);
      for (std::size_t i = 0; i + 1 < of_unit.size(); ++i) {
        const auto a = static_cast<std::size_t>(of_unit[i]);
        if (a < low || a >= high) continue;
        std::uint32_t* row = both.data() + (a - low) * codes;
        for (std::size_t j = i + 1; j < of_unit.size(); ++j) ++row[of_unit[j]];
      }
      for (const SharedPair pair : units.shared(u)) {
        const auto a = static_cast<std::size_t>(pair.a);
        if (a >= low && a < high) ++shared[(a - low) * codes + static_cast<std::size_t>(pair.b)];
      }
    }
    for (std::size_t a = low; a < high; ++a) {
      for (std::size_t b = a + 1; b < codes; ++b) {
        const std::size_t cell = (a - low) * codes + b;
        const auto code_a = static_cast<std::int32_t>(a), code_b = static_cast<std::int32_t>(b);
        if (both[cell] == 0 || are_related(parents, code_a, code_b)) continue;
        counts.pairs.push_back({code_a, code_b, counts.units[a], counts.units[b],
                                static_cast<std::int64_t>(both[cell]),
                                any_shared ? static_cast<std::int64_t>(shared[cell]) : 0});
      }
    }
  }
  return counts;
}

}  // namespace gloss::stats
