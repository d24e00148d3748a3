// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/word_counts.h"

#include <algorithm>
#include <tuple>

namespace gloss::project {

WordCounter::WordCounter(WordBase& base, bool grouped_only)
    : base_(base), grouped_only_(grouped_only), passages_in_(base.groups().size()) {}

void WordCounter::add(const SourceWords& source) {
  std::vector<Part> parts;
  for (std::size_t p = 0; p < source.tokens.passages.size(); ++p) {
    if (!source.in_base[p]) continue;
    without_group_ += source.group[p] < 0;
    if (source.group[p] < 0 && grouped_only_) continue;
    parts.push_back({source.speaker(p), source.group[p], static_cast<std::uint32_t>(p)});
  }
  if (parts.empty()) return;
  ++passages_.sources;
  const std::string& language = source.known->facts.language;
  several_languages_ = several_languages_ || (!language_.empty() && language != language_);
  language_ = language;
  const auto count = static_cast<std::int64_t>(parts.size());
  passages_.passages += count;
  const bool interview = source.known->facts.kind == model::Kind::interview;
  (interview ? passages_.interview : passages_.field_note) += count;
  std::stable_sort(parts.begin(), parts.end(), [&](const Part& a, const Part& b) {
    return std::tie(a.speaker, a.group) < std::tie(b.speaker, b.group);
  });
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].group >= 0) ++passages_in_[static_cast<std::size_t>(parts[i].group)];
    count_passage(source, parts[i].passage);
    if (i + 1 < parts.size() && parts[i + 1].speaker == parts[i].speaker &&
        parts[i + 1].group == parts[i].group)
      continue;
    add_part(source, source.person(parts[i].passage), parts[i].group);
  }
}

void WordCounter::count_passage(const SourceWords& source, std::size_t passage) {
  WordLayer& layer = base_.words();
  source.for_each_word(passage, [&](std::uint32_t at, std::uint32_t length) {
    const std::uint32_t word = layer.number(source.tokens.cells, at, length);
    if (word >= in_part_.size()) in_part_.resize(std::size_t{layer.size()} + layer.size() / 4 + 1);
    if (in_part_[word]++ == 0) met_.push_back(word);
  });
}

/// Into the large tables.
void WordCounter::add_part(const SourceWords& source, std::int32_t person, std::int32_t group) {
  const auto number = static_cast<std::int32_t>(source.source);
  if (person < 0) person = -1 - number;
  all_.resize(std::max(all_.size(), in_part_.size()));
  if (group >= 0) lasts_.resize(all_.size());
  std::int64_t words = 0;
  for (const std::uint32_t word : met_) {
    const std::int64_t frequency = in_part_[word];
    in_part_[word] = 0;
    words += frequency;
    meet(all_[word], frequency, number, person);
    if (group < 0) {
      if (roams(person)) note(word, none, person);
      continue;
    }
    const std::uint32_t tally = tally_of(word, group);
    meet(tallies_[tally], frequency, number, person);
    meet_alone(lasts_[word], tally, number, person);
    if (roams(person)) note(word, tally, person);
  }
  met_.clear();
  if (words == 0) return;
  meet(total_, words, number, person);
  if (group < 0) {
    if (roams(person)) note(none, none, person);
    return;
  }
  const std::uint32_t tally = tally_of(none, group);
  meet(tallies_[tally], words, number, person);
  meet_alone(last_of_all_, tally, number, person);
  if (roams(person)) note(none, tally, person);
}

void WordCounter::meet(Tally& tally, std::int64_t frequency, std::int32_t source, std::int32_t person) {
  tally.frequency += frequency;
  if (tally.last_source != source) ++tally.sources;
  tally.last_source = source;
  if (roams(person)) return;
  if (tally.last_person != person) ++(person < 0 ? tally.unnamed : tally.speakers);
  tally.last_person = person;
}

/// As long as source and person have met the word in one group only, they count for it.
void WordCounter::meet_alone(Last& last, std::uint32_t tally, std::int32_t source, std::int32_t person) {
  const auto met = [&](std::int32_t& seen, std::uint32_t& seen_tally, std::int32_t now, auto member) {
    if (seen != now) {
      seen = now;
      seen_tally = tally;
      ++(tallies_[tally].*member);
    } else if (seen_tally != none && seen_tally != tally) {
      --(tallies_[seen_tally].*member);
      seen_tally = none;
    }
  };
  met(last.source, last.source_tally, source, &Tally::only_sources);
  if (!roams(person))
    met(last.person, last.person_tally, person, person < 0 ? &Tally::only_unnamed : &Tally::only_speakers);
}

void WordCounter::note(std::uint32_t word, std::uint32_t tally, std::int32_t person) {
  constexpr std::size_t many = std::size_t{1} << 22;
  noted_.push_back({word, person, tally});
  if (noted_.size() < many || noted_.size() < 2 * noted_distinct_) return;
  std::sort(noted_.begin(), noted_.end());
  noted_.erase(std::unique(noted_.begin(), noted_.end()), noted_.end());
  noted_distinct_ = noted_.size();
}

std::uint32_t WordCounter::tally_of(std::uint32_t word, std::int32_t group) {
  std::uint32_t& place = places_.at(std::uint64_t{word} << 31 | static_cast<std::uint32_t>(group));
  if (place == 0) {
    tallies_.emplace_back();
    place = static_cast<std::uint32_t>(tallies_.size());
  }
  return place - 1;
}

void WordCounter::finish() {
  std::sort(noted_.begin(), noted_.end());
  noted_.erase(std::unique(noted_.begin(), noted_.end()), noted_.end());
  for (std::size_t i = 0; i < noted_.size();) {  // a word and a person in each round
    const auto [word, person, first] = noted_[i];
    ++(word == none ? total_ : all_[word]).speakers;
    const std::size_t begin = i;
    for (; i < noted_.size() && noted_[i].word == word && noted_[i].person == person; ++i)
      if (noted_[i].tally != none) ++tallies_[noted_[i].tally].speakers;
    if (first != none && (i == begin + 1 || noted_[begin + 1].tally == none)) ++tallies_[first].only_speakers;
  }
  noted_ = {};
}

report::WordHead WordCounter::head() {
  report::WordHead head = base_.head();
  const std::string where = head.base.where;
  head.base = passages_;
  head.base.where = where;
  head.without_group = without_group_;
  head.several_languages = several_languages_;
  head.all.all = total_.count();
  head.all.passages = passages_.passages;
  for (std::size_t g = 0; g < head.groups.size(); ++g) {
    head.groups[g].passages = passages_in_[g];
    if (const std::uint32_t tally = find_tally(none, g); tally != none)
      head.groups[g].all = tallies_[tally].count();
  }
  WordLayer& layer = base_.words();
  for (std::uint32_t word = 0; word < all_.size(); ++word) {
    if (all_[word].frequency == 0) continue;
    ++head.all.different;
    if (layer.is_function_word(word)) head.all.function_words += all_[word].frequency;
  }
  places_.for_each([&](std::uint64_t key, std::uint32_t tally) {
    const auto word = static_cast<std::uint32_t>(key >> 31);
    if (word == none || tally == 0) return;
    report::WordGroup& group = head.groups[key & 0x7FFFFFFF];
    ++group.different;
    if (layer.is_function_word(word)) group.function_words += tallies_[tally - 1].frequency;
  });
  return head;
}

report::WordList WordCounter::list(std::int64_t least, bool function_words) {
  report::WordList list{head(), function_words, least, {}};
  WordLayer& layer = base_.words();
  std::vector<std::pair<std::uint64_t, std::uint32_t>> in_groups;  // (word, group), tally
  places_.for_each([&](std::uint64_t key, std::uint32_t tally) {
    if (tally != 0) in_groups.emplace_back(key, tally - 1);
  });
  std::sort(in_groups.begin(), in_groups.end());
  auto in_group = in_groups.begin();
  for (std::uint32_t word = 0; word < all_.size(); ++word) {
    const report::WordCount count = all_[word].count();
    const auto first = in_group;
    while (in_group != in_groups.end() && in_group->first >> 31 == word) ++in_group;
    if (count.frequency == 0 || count.frequency < least) continue;
    if (!function_words && layer.is_function_word(word)) continue;
    report::CountedWord counted{layer.word(word), count, {}};
    for (auto one = first; one != in_group; ++one)
      counted.groups.emplace_back(static_cast<std::int32_t>(one->first & 0x7FFFFFFF),
                                  tallies_[one->second].count());
    list.words.push_back(std::move(counted));
  }
  std::sort(list.words.begin(), list.words.end(), [](const auto& a, const auto& b) {
    if (a.all.frequency != b.all.frequency) return a.all.frequency > b.all.frequency;
    return a.word < b.word;
  });
  return list;
}

}  // namespace gloss::project
