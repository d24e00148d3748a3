// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/rule_quality.h"

#include <algorithm>
#include <map>
#include <set>

#include "codebook/spelling.h"
#include "project/numbered_passages.h"

namespace gloss::project {
namespace {

/// Numbers of passages, ascending, each once.
using Met = std::vector<std::uint32_t>;

void put_in_order(Met& met) {
  std::sort(met.begin(), met.end());
  met.erase(std::unique(met.begin(), met.end()), met.end());
}

/// Who has read what, and whose word counts.
struct Readers {
  std::vector<std::set<std::string>> of_source;  // coders, by source
  std::set<std::string> all;
  std::int64_t sources = 0, blind = 0;
};

Readers readers_of(const CodedProject& coded, const model::HandWork& work, const std::string& only) {
  std::map<std::string, std::size_t, std::less<>> source_named;
  for (std::size_t i = 0; i < coded.sources.size(); ++i)
    source_named.emplace(coded.sources[i].stored.name, i);
  Readers readers;
  readers.of_source.resize(coded.sources.size());
  std::set<std::size_t> seeing;
  for (const auto& mark : work.read) {
    const auto source = source_named.find(mark.source);
    if (source == source_named.end() || (!only.empty() && mark.coder != only)) continue;
    readers.of_source[source->second].insert(mark.coder);
    readers.all.insert(mark.coder);
    if (!mark.blind) seeing.insert(source->second);
  }
  for (std::size_t i = 0; i < readers.of_source.size(); ++i)
    if (!readers.of_source[i].empty()) {
      ++readers.sources;
      if (!seeing.contains(i)) ++readers.blind;
    }
  return readers;
}

/// Where the readers said yes, per code, without ancestors.
class People {
 public:
  People(const CodedProject& coded, const NumberedPassages& passages, const Readers& readers)
      : coded_(coded), passages_(passages), readers_(readers), yes(coded.codebook->codes.size()) {
    for (std::size_t i = 0; i < coded.sources.size(); ++i)
      source_named_.emplace(coded.sources[i].stored.name, i);
  }

  void add(const model::Anchor& at, const std::string& code, const std::string& coder) {
    const auto source = source_named_.find(at.source);
    if (source == source_named_.end() || !readers_.of_source[source->second].contains(coder)) return;
    const int index = coded_.codebook->find(code);
    if (index < 0) return;
    if (at.text != coded_.sources[source->second].stored.text) {
      ++set_aside;
      return;
    }
    passages_.for_each_met(source->second, at.span, [&](std::uint32_t number) {
      yes[static_cast<std::size_t>(index)].push_back(number);
    });
  }

 private:
  const CodedProject& coded_;
  const NumberedPassages& passages_;
  const Readers& readers_;
  std::map<std::string, std::size_t, std::less<>> source_named_;

 public:
  std::vector<Met> yes;
  std::int64_t set_aside = 0;
};

/// Where each rule hits: [code][rule - 1].
std::vector<std::vector<Met>> hits_of_rules(const CodedProject& coded, const NumberedPassages& passages) {
  std::vector<std::vector<Met>> hits;
  for (const auto& code : coded.codebook->codes) hits.emplace_back(code.rules.size());
  for (std::size_t i = 0; i < coded.coded.size(); ++i)
    for (const auto& one : coded.coded[i].codings)
      for (const auto& reason : one.coding.reasons)
        passages.for_each_met(i, one.coding.span, [&](std::uint32_t number) {
          hits[static_cast<std::size_t>(one.code)][static_cast<std::size_t>(reason.rule - 1)].push_back(
              number);
        });
  for (auto& of_code : hits)
    for (Met& met : of_code) put_in_order(met);
  return hits;
}

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
  void fill(const Met& hits, const Met& yes, QualityRow& row) const {
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
void count_alone(const std::vector<Met>& rules, std::size_t rule, const Met& yes,
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
  const Readers readers = readers_of(coded, work, options.against);
  if (!options.against.empty() && readers.sources == 0) {
    std::set<std::string> known;
    for (const auto& mark : work.read) known.insert(mark.coder);
    const std::string close = codebook::nearest(options.against, {known.begin(), known.end()});
    return Err(Fault::usage, "--against", "'" + options.against + "' has read no source",
               close.empty() ? "gloss done SOURCE --coder " + options.against : close);
  }
  const NumberedPassages passages(coded);
  People people(coded, passages, readers);
  for (const auto& coding : work.codings) people.add(coding.at, coding.code, coding.coder);
  for (const auto& decision : work.decisions)
    if (decision.decision == model::Decision::accepted)
      people.add(decision.at, decision.code, decision.coder);
  for (Met& met : people.yes) put_in_order(met);

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
    Met all_hits, all_yes;
    for (std::size_t below = c; below < codes.size(); ++below) {
      if (!coded.codebook->is_within(static_cast<int>(below), static_cast<int>(c))) continue;
      all_yes.insert(all_yes.end(), people.yes[below].begin(), people.yes[below].end());
      for (const Met& met : hits[below]) all_hits.insert(all_hits.end(), met.begin(), met.end());
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
      comparison.fill(hits[c][r], people.yes[c], of_rule);
      count_alone(hits[c], r, people.yes[c], comparison, of_rule);
      quality.rows.push_back(std::move(of_rule));
    }
  }
  return quality;
}

}  // namespace gloss::project
