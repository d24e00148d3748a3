// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/word_diversity.h"

#include <utility>

#include "stats/diversity.h"

namespace gloss::project {

DiversityCounter::DiversityCounter(WordBase& base)
    : base_(base), persons_(person_names(base.sources())), groups_(base.groups().size()) {}

void DiversityCounter::add(const SourceWords& source) {
  std::vector<Speech> speakers(source.known->facts.speakers.size() + 1);
  for (std::size_t p = 0; p < source.tokens.passages.size(); ++p) {
    if (!source.in_base[p] || (base_.has_groups() && source.group[p] < 0)) continue;
    const std::int32_t person = source.person(p);
    Speech& speech = base_.has_groups() ? groups_[static_cast<std::size_t>(source.group[p])]
                     : person >= 0 && base_.roaming()[static_cast<std::size_t>(person)]
                         ? roaming_[person]
                         : speakers[static_cast<std::size_t>(source.speaker(p) + 1)];
    if (speech.last_source != source.source) ++speech.sources;
    speech.last_source = source.source;
    source.for_each_word(p, [&](std::uint32_t at, std::uint32_t length) {
      speech.words.push_back(base_.words().number(source.tokens.cells, at, length));
    });
  }
  for (std::size_t s = 0; s < speakers.size(); ++s) {
    if (speakers[s].words.empty()) continue;
    report::SpeakerDiversity& row =
        s == 0 ? of_sources_.emplace_back() : of_persons_[source.known->persons[s - 1]];
    if (s == 0) row.source = source.known->stored.name;
    measure(speakers[s], row);
  }
}

void DiversityCounter::measure(const Speech& speech, report::SpeakerDiversity& row) {
  const auto spectrum = stats::spectrum_of(speech.words);
  row.words = static_cast<std::int64_t>(speech.words.size());
  row.different = stats::type_count(spectrum);
  row.sources = speech.sources;
  row.mattr = stats::mattr(speech.words);
  row.mtld = stats::mtld(speech.words);
  row.ttr = stats::ttr(spectrum);
}

std::vector<report::SpeakerDiversity> DiversityCounter::rows(const report::WordHead& head) {
  std::vector<report::SpeakerDiversity> rows;
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    if (groups_[g].words.empty()) continue;
    report::SpeakerDiversity row;
    row.name = head.groups[g].name;
    measure(groups_[g], row);
    row.speakers = head.groups[g].all.speakers;
    rows.push_back(std::move(row));
  }
  for (const auto& [person, speech] : roaming_)
    if (!speech.words.empty()) measure(speech, of_persons_[person]);
  for (auto& [person, row] : of_persons_) {
    row.name = persons_[static_cast<std::size_t>(person)];
    row.speakers = 1;
    rows.push_back(row);
  }
  rows.insert(rows.end(), of_sources_.begin(), of_sources_.end());
  return rows;
}

}  // namespace gloss::project
