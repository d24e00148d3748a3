// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/read_passages.h"

#include <algorithm>
#include <map>

namespace gloss::project {
namespace {

using SourceByName = std::map<std::string, std::size_t, std::less<>>;

SourceByName source_by_name(const KnownSources& sources) {
  SourceByName numbers;
  for (std::size_t i = 0; i < sources.size(); ++i) numbers.emplace(sources[i].stored.name, i);
  return numbers;
}

/// Collects where the readers say yes.
class ReadersYes {
 public:
  ReadersYes(const CodedProject& coded, const NumberedPassages& passages, const Readers& readers)
      : coded_(coded), passages_(passages), readers_(readers), source_named_(source_by_name(coded.sources)) {
    made_.of_code.resize(coded.codebook->codes.size());
  }

  void add(const model::Anchor& at, const std::string& code, const std::string& coder) {
    const auto source = source_named_.find(at.source);
    if (source == source_named_.end() || !readers_.of_source[source->second].contains(coder)) return;
    const int index = coded_.codebook->find(code);
    if (index < 0) return;
    if (at.text != coded_.sources[source->second].stored.text) {
      ++made_.set_aside;
      return;
    }
    passages_.for_each_met(source->second, at.span, [&](std::uint32_t number) {
      made_.of_code[static_cast<std::size_t>(index)].push_back(number);
    });
  }

  /// Once, at the end.
  ReadersCodings in_order() {
    for (PassageNumbers& numbers : made_.of_code) put_in_order(numbers);
    return std::move(made_);
  }

 private:
  const CodedProject& coded_;
  const NumberedPassages& passages_;
  const Readers& readers_;
  const SourceByName source_named_;
  ReadersCodings made_;
};

}  // namespace

void put_in_order(PassageNumbers& numbers) {
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
}

Readers readers_of(const KnownSources& sources, const model::HandWork& work, const std::string& only) {
  const SourceByName source_named = source_by_name(sources);
  Readers readers;
  readers.of_source.resize(sources.size());
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

ReadersCodings codings_of_readers(const CodedProject& coded, const NumberedPassages& passages,
                                  const Readers& readers, const model::HandWork& work) {
  ReadersYes yes(coded, passages, readers);
  for (const auto& coding : work.codings) yes.add(coding.at, coding.code, coding.coder);
  for (const auto& decision : work.decisions)
    if (decision.decision == model::Decision::accepted) yes.add(decision.at, decision.code, decision.coder);
  return yes.in_order();
}

std::vector<std::vector<PassageNumbers>> hits_of_rules(const CodedProject& coded,
                                                       const NumberedPassages& passages) {
  std::vector<std::vector<PassageNumbers>> hits;
  for (const auto& code : coded.codebook->codes) hits.emplace_back(code.rules.size());
  for (std::size_t i = 0; i < coded.coded.size(); ++i)
    for (const auto& one : coded.coded[i].codings)
      for (const auto& reason : one.coding.reasons)
        passages.for_each_met(i, one.coding.span, [&](std::uint32_t number) {
          hits[static_cast<std::size_t>(one.code)][static_cast<std::size_t>(reason.rule - 1)].push_back(
              number);
        });
  for (auto& of_code : hits)
    for (PassageNumbers& numbers : of_code) put_in_order(numbers);
  return hits;
}

}  // namespace gloss::project
