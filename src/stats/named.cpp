// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/named.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace gloss::stats {
namespace {

constexpr LeftOut left_out[] = {
    {"flesch", "made for written English; the sentences of a transcript are its editor's"},
    {"gamma", "its value is random; the u-alpha family answers the same question exactly"},
    {"gamma_best_alignment_disorder", "a part of gamma, which is left out"},
    {"reinert_groups_k2", "Reinert's classes are not computed"},
    {"reinert_order_first_axis", "Reinert's classes are not computed"},
    {"reinert_split_chi2", "Reinert's classes are not computed"},
};

/// Up to and with the colon, where there is one.
std::string_view stem_of(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(0, colon + 1);
}

}  // namespace

const std::vector<NamedMeasure>& named_measures() {
  static const std::vector<NamedMeasure> all = [] {
    std::vector<NamedMeasure> joined;
    for (const auto family : {named_pair_measures(), named_table_measures(), named_rating_measures(),
                              named_span_measures(), named_text_measures(), named_map_measures()})
      joined.insert(joined.end(), family.begin(), family.end());
    std::sort(joined.begin(), joined.end(),
              [](const NamedMeasure& a, const NamedMeasure& b) { return a.name < b.name; });
    return joined;
  }();
  return all;
}

std::span<const LeftOut> left_out_measures() { return left_out; }

const NamedMeasure* named_measure(std::string_view name) {
  const auto& all = named_measures();
  const auto found =
      std::lower_bound(all.begin(), all.end(), stem_of(name),
                       [](const NamedMeasure& one, std::string_view wanted) { return one.name < wanted; });
  return found != all.end() && found->name == stem_of(name) ? &*found : nullptr;
}

const LeftOut* left_out_measure(std::string_view name) {
  const auto found = std::find_if(std::begin(left_out), std::end(left_out),
                                  [&](const LeftOut& one) { return one.name == name; });
  return found != std::end(left_out) ? &*found : nullptr;
}

Result<Answer> compute_named(std::string_view name, const Json& input, const Json& params) {
  const NamedMeasure* measure = named_measure(name);
  if (measure == nullptr) {
    const LeftOut* without = left_out_measure(name);
    return Err(Fault::usage, "",
               without != nullptr ? fmt::format("'{}' is left out: {}", name, without->why)
                                  : fmt::format("there is no measure '{}'", name),
               "gloss stat --list");
  }
  InputReader reader(input, params);
  Answer made = measure->compute(reader, std::string(name.substr(stem_of(name).size())));
  if (reader.refused())
    return Err(Fault::bad_input, "", fmt::format("{}: {}", name, reader.fault()),
               fmt::format("data for it have {}", measure->input));
  return made;
}

Answer answer(std::optional<double> value, std::string_view undefined) {
  return value ? Answer{*value, {}} : Answer{nullptr, std::string(undefined)};
}

}  // namespace gloss::stats
