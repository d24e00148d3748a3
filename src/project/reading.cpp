// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/reading.h"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include "project/count_codings.h"
#include "project/project_texts.h"
#include "project/word_base.h"
#include "report/keyness_report.h"
#include "report/met_codings.h"
#include "report/uncoded_report.h"

namespace gloss::project {
namespace {

std::string date_of(const KnownSource& source, const std::string& variable) {
  const auto found = source.facts.variables.find(variable);
  return found == source.facts.variables.end() ? std::string() : found->second;
}

/// The words of the passages, read source by source.
Result<std::vector<report::UncodedText>> texts_of(const Project& project,
                                                  const std::vector<report::UncodedPassage>& passages) {
  GLOSS_TRY(const auto* tokens, project.tokens());
  GLOSS_TRY(const auto sources, known_sources(project));
  const ProjectTexts texts(project);
  const auto views = views_of(*tokens, sources, texts);
  std::vector<report::UncodedText> read;
  for (const auto& passage : passages) {
    const auto s = static_cast<std::size_t>(passage.source);
    const auto& view = views[s].tokens;
    const std::size_t p = view.passage_of(passage.first_word);
    const index::PassageRow& row = view.passages[p];
    GLOSS_TRY(const auto text, texts.read(sources[s].stored.text));
    read.push_back(
        {sources[s].stored.name + ":" + std::to_string(p + 1),
         row.speaker < 0 ? "" : sources[s].facts.speakers[static_cast<std::size_t>(row.speaker)].label,
         text.substr(row.begin, row.end - row.begin), passage.words});
  }
  return read;
}

/// How often each word stands in passages without a code, and in those with one.
class TypicalWords {
 public:
  explicit TypicalWords(WordBase& base) : base_(base), cutter_(base.words()) {}

  /// `coded`: for each passage of the part's base. REQUIRES: all of one source.
  void add(const report::CodedProject& part, const std::vector<bool>& coded) {
    if (part.base.empty()) return;
    const auto source = static_cast<std::size_t>(part.base.front().place.source);
    const auto tokens = base_.tokens().find(base_.sources()[source].stored.text);
    if (!tokens) return;
    words_.tokens = *tokens;
    place(part, coded);
    cutter_.cut(words_.tokens, words_.in_base, words_.lengths);
    for (std::size_t p = 0; p < words_.in_base.size(); ++p)
      if (words_.in_base[p]) count(p, static_cast<std::size_t>(words_.group[p]));
  }

  /// Those that mark passages without a code, the strongest first.
  std::vector<report::TypicalWord> strongest(std::size_t most) {
    const report::WordList list = candidates();
    std::vector<report::TypicalWord> strongest;
    for (const report::Keyword& one :
         report::keywords(list, {.least_g2 = report::usual_least_g2, .group = 0})) {
      if (one.log_ratio <= 0 || strongest.size() == most) break;
      strongest.push_back({list.words[one.word].word, one.table, one.g2, one.log_ratio});
    }
    return strongest;
  }

 private:
  /// What may be among them, as a list of words in two groups, of which the first has no code.
  report::WordList candidates() {
    constexpr std::int64_t least = 2;  // times, as for all lists of words
    report::WordList list;
    list.head.groups.resize(2);
    for (std::size_t g = 0; g < all_.size(); ++g) list.head.groups[g].all.frequency = all_[g];
    list.head.all.all.frequency = all_[0] + all_[1];
    for (std::uint32_t word = 0; word < times_.size(); ++word) {
      const auto [without, with] = times_[word];
      if (without == 0 || without + with < least) continue;
      const auto g2 = stats::key_g2({without, all_[0], with, all_[1]});
      if (!g2 || *g2 < report::usual_least_g2 || base_.words().is_function_word(word)) continue;
      list.words.push_back(
          {base_.words().word(word), {.frequency = without + with}, {{0, {.frequency = without}}}});
    }
    return list;
  }

  /// Finds the passages of the base again; their groups: 0 = without a code, 1 = with one.
  void place(const report::CodedProject& part, const std::vector<bool>& coded) {
    const std::size_t passages = words_.tokens.passages.size();
    words_.in_base.assign(passages, false);
    words_.group.assign(passages, -1);
    for (std::size_t p = 0, b = 0; p < passages && b < part.base.size(); ++p) {
      if (words_.tokens.passages[p].first != part.base[b].first_word ||
          words_.tokens.passage_end(p) != part.base[b].past_word)
        continue;
      words_.in_base[p] = true;
      words_.group[p] = coded[b++] ? 1 : 0;
    }
  }

  void count(std::size_t passage, std::size_t group) {
    WordLayer& layer = base_.words();
    words_.for_each_word(passage, [&](std::uint32_t at, std::uint32_t length) {
      const std::uint32_t word = layer.number(words_.tokens.cells, at, length);
      if (word >= times_.size()) times_.resize(std::size_t{layer.size()} + layer.size() / 4 + 1);
      ++times_[word][group];
      ++all_[group];
    });
  }

  WordBase& base_;
  WordLayer::Cutter cutter_;
  SourceWords words_;                               // of the source at hand
  std::vector<std::array<std::int64_t, 2>> times_;  // by word, then group
  std::array<std::int64_t, 2> all_{};
};

}  // namespace

Result<report::Table> accumulation(const Project& project, const AccumulationRequest& request) {
  GLOSS_TRY(const auto sources, known_sources(project));
  report::BaseCounts base;
  report::RecordCounts record;
  std::vector<report::ReadSource> read;
  const auto take = [&](CountedCodings& part) {
    if (!part.project.base.empty()) {
      const auto codings = report::codings_in_base(part.project);
      base += report::count_base(part.project);
      record += report::count_record(part.project, codings);
      const KnownSource& source = sources[static_cast<std::size_t>(part.project.base.front().place.source)];
      std::set<std::int32_t> codes;
      for (const auto& met : codings) codes.insert(met.coding->code);
      read.push_back({source.stored.name, date_of(source, request.date), {codes.begin(), codes.end()}});
    }
    drop_sources(part);
  };
  GLOSS_TRY(
      const auto counted,
      count_codings(project, {.selection = request.selection, .language = request.language, .leaves = false},
                    take));
  report::AccumulationOptions options = request.options;
  options.language = counted.language;
  return report::accumulation_report(base, record, std::move(read), options);
}

Result<report::Table> uncoded(const Project& project, const UncodedRequest& request) {
  constexpr std::size_t most_words = 10;
  WordSelection passages;
  passages.where = request.selection.where;
  GLOSS_TRY(auto base, WordBase::of(project, passages));
  TypicalWords words(base);
  report::UncodedCounter counter;
  GLOSS_TRY(
      const auto counted,
      count_codings(project, {.selection = request.selection, .language = request.language, .leaves = false},
                    [&](CountedCodings& part) {
                      words.add(part.project, counter.add(part.project));
                      drop_sources(part);
                    }));
  std::vector<report::UncodedPassage> longest = counter.passages();
  std::erase_if(longest, [](const report::UncodedPassage& passage) { return passage.words == 0; });
  std::stable_sort(longest.begin(), longest.end(),
                   [](const auto& a, const auto& b) { return a.words > b.words; });
  longest.resize(std::min(longest.size(), request.most));
  GLOSS_TRY(const auto texts, texts_of(project, longest));
  return report::uncoded_report(counter, texts, words.strongest(most_words), counted.language);
}

}  // namespace gloss::project
