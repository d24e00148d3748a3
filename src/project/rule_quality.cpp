// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/rule_quality.h"

#include <algorithm>
#include <set>

#include "codebook/spelling.h"
#include "project/numbered_passages.h"
#include "project/read_passages.h"

namespace gloss::project {
namespace {

/// Holds yes and no of rules against those of people.
class Comparison {
 public:
  Comparison(const NumberedPassages& passages, const Readers& readers, const QualityOptions& options)
      : passages_(passages), options_(options), row_of_source_(readers.of_source.size(), -1) {
    for (std::size_t i = 0; i < readers.of_source.size(); ++i) {
      if (readers.of_source[i].empty()) continue;
      row_of_source_[i] = static_cast<std::int32_t>(sizes_.size());
      sizes_.push_back(passages.first_of(i + 1) - passages.first_of(i));
    }
  }

  bool was_read(std::uint32_t number) const { return row_of(number) >= 0; }
  std::int64_t read_passages() const {
    std::int64_t all = 0;
    for (const std::int64_t size : sizes_) all += size;
    return all;
  }

  /// REQUIRES: both in order; `yes` in sources that were read.
  void fill(const PassageNumbers& hits, const PassageNumbers& yes, QualityRow& row) const {
    std::vector<stats::Confusion> sources(sizes_.size());
    std::size_t y = 0;
    for (const std::uint32_t number : hits) {
      if (!was_read(number)) continue;
      for (; y < yes.size() && yes[y] < number; ++y) ++sources[at(yes[y])].fn;
      const bool right = y < yes.size() && yes[y] == number;
      if (right) ++y;
      ++(right ? sources[at(number)].tp : sources[at(number)].fp);
    }
    for (; y < yes.size(); ++y) ++sources[at(yes[y])].fn;
    row.hits = static_cast<std::int64_t>(hits.size());
    for (std::size_t i = 0; i < sources.size(); ++i) {
      sources[i].tn = sizes_[i] - sources[i].units();
      row.table += sources[i];
    }
    row.quality = options_.over_sources ? stats::quality_over_sources(sources, {.seed = options_.seed})
                                        : stats::quality(row.table);
  }

 private:
  std::int32_t row_of(std::uint32_t number) const {
    return row_of_source_[passages_.places()[number].source];
  }
  std::size_t at(std::uint32_t number) const { return static_cast<std::size_t>(row_of(number)); }

  const NumberedPassages& passages_;
  const QualityOptions& options_;
  std::vector<std::int32_t> row_of_source_;  // -1 = nobody has read it
  std::vector<std::int64_t> sizes_;          // passages of each source that was read
};

/// Of the rule's hits that no other rule of the code shares, how many are right and how many are not.
void count_alone(const std::vector<PassageNumbers>& rules, std::size_t rule, const PassageNumbers& yes,
                 const Comparison& comparison, QualityRow& row) {
  for (const std::uint32_t number : rules[rule]) {
    if (!comparison.was_read(number)) continue;
    bool shared = false;
    for (std::size_t other = 0; other < rules.size() && !shared; ++other)
      shared = other != rule && std::binary_search(rules[other].begin(), rules[other].end(), number);
    if (shared) continue;
    ++(std::binary_search(yes.begin(), yes.end(), number) ? row.only_tp : row.only_fp);
  }
}

}  // namespace

Result<RuleQuality> rule_quality(const CodedProject& coded, const model::HandWork& work,
                                 const QualityOptions& options) {
  const Readers readers = readers_of(coded.sources, work, options.against);
  if (!options.against.empty() && readers.sources == 0) {
    std::set<std::string> known;
    for (const auto& mark : work.read) known.insert(mark.coder);
    const std::string close = codebook::nearest(options.against, {known.begin(), known.end()});
    return Err(Fault::usage, "--against", "'" + options.against + "' has read no source",
               close.empty() ? "gloss done SOURCE --coder " + options.against : close);
  }
  const NumberedPassages passages(coded);
  const ReadersCodings people = codings_of_readers(coded, passages, readers, work);
  const auto hits = hits_of_rules(coded, passages);
  const Comparison comparison(passages, readers, options);
  RuleQuality quality;
  quality.base = static_cast<std::int64_t>(passages.size());
  quality.passages = comparison.read_passages();
  quality.sources = readers.sources;
  quality.blind = readers.blind;
  quality.coders.assign(readers.all.begin(), readers.all.end());
  quality.set_aside = people.set_aside;
  const auto& codes = coded.codebook->codes;
  for (std::size_t c = 0; c < codes.size(); ++c) {
    PassageNumbers all_hits, all_yes;
    for (std::size_t below = c; below < codes.size(); ++below) {
      if (!coded.codebook->is_within(static_cast<int>(below), static_cast<int>(c))) continue;
      all_yes.insert(all_yes.end(), people.of_code[below].begin(), people.of_code[below].end());
      for (const PassageNumbers& its : hits[below]) all_hits.insert(all_hits.end(), its.begin(), its.end());
    }
    put_in_order(all_hits);
    put_in_order(all_yes);
    QualityRow row;
    row.code = static_cast<std::int32_t>(c);
    comparison.fill(all_hits, all_yes, row);
    quality.rows.push_back(std::move(row));
    if (!options.rules) continue;
    for (std::size_t r = 0; r < hits[c].size(); ++r) {
      QualityRow of_rule;
      of_rule.code = static_cast<std::int32_t>(c);
      of_rule.rule = static_cast<int>(r) + 1;
      comparison.fill(hits[c][r], people.of_code[c], of_rule);
      count_alone(hits[c], r, people.of_code[c], comparison, of_rule);
      quality.rows.push_back(std::move(of_rule));
    }
  }
  return quality;
}

}  // namespace gloss::project
