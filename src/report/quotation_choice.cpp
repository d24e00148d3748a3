// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/quotation_choice.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

namespace gloss::report {
namespace {

/// Where a quotation stands in the order in which voices take turns.
struct Turn {
  std::size_t round = 0;  ///< how many of this voice come before it
  std::size_t voice = 0;  ///< by first appearance
};

std::vector<Turn> turns_of(std::span<const QuotationRank> quotations,
                           const std::vector<std::size_t>& exemplars_first) {
  std::map<std::int32_t, std::size_t> voices;
  for (const QuotationRank& one : quotations) voices.try_emplace(one.voice, voices.size());
  std::vector<std::size_t> said(voices.size());
  std::vector<Turn> turns(quotations.size());
  for (const std::size_t i : exemplars_first) {
    const std::size_t voice = voices.at(quotations[i].voice);
    turns[i] = {said[voice]++, voice};
  }
  return turns;
}

}  // namespace

std::vector<std::size_t> choose_quotations(std::span<const QuotationRank> quotations, std::size_t most) {
  std::vector<std::size_t> order(quotations.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto exemplars_before_others = [&](std::size_t a, std::size_t b) {
    return quotations[a].exemplar && !quotations[b].exemplar;
  };
  std::stable_sort(order.begin(), order.end(), exemplars_before_others);
  if (order.size() <= most) return order;
  const auto turns = turns_of(quotations, order);
  const auto key = [&](std::size_t i) {
    return std::tuple(!quotations[i].exemplar, turns[i].round, turns[i].voice);
  };
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
  order.resize(most);
  std::sort(order.begin(), order.end());
  std::stable_sort(order.begin(), order.end(), exemplars_before_others);
  return order;
}

}  // namespace gloss::report
