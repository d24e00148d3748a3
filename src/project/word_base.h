// SPDX-License-Identifier: GPL-3.0-or-later
// What every report on words begins with: the passages of the base, their groups, and their words, one source
// after another.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "codebook/codebook.h"
#include "project/facts.h"
#include "project/project.h"
#include "project/selection.h"
#include "project/word_layer.h"
#include "report/word_list.h"

namespace gloss::project {

struct WordSelection {
  std::string where;   ///< as Selection
  std::string by;      ///< as Selection
  std::string target;  ///< instead of `by`: the two groups are the passages of which this holds, and the rest
  std::string language;
  std::string dictionary = text::ChineseDictionary::usual_path();
};

/// One source, valid while it is looked at.
struct SourceWords {
  std::size_t source = 0;
  const KnownSource* known = nullptr;
  index::TextTokens tokens;
  std::vector<bool> in_base;        ///< by passage
  std::vector<std::int32_t> group;  ///< by passage: -1 = none
  WordLengths lengths;

  /// Calls `use(position, length)` for each word of a passage, in text order.
  template <class Use>
  void for_each_word(std::size_t passage, Use use) const {
    const std::uint32_t end = tokens.passage_end(passage);
    for (std::uint32_t i = tokens.passages[passage].first; i < end;) {
      const std::uint32_t length = lengths.empty() ? 1 : lengths[i];
      use(i, length);
      i += length;
    }
  }
  std::int32_t speaker(std::size_t passage) const { return tokens.passages[passage].speaker; }
  /// Who speaks; -1 = nobody.
  std::int32_t person(std::size_t passage) const {
    const std::int32_t its = speaker(passage);
    return its < 0 ? -1 : known->persons[static_cast<std::size_t>(its)];
  }
};

class WordBase {
 public:
  /// Of a project with or without a codebook. Faults: as Selected::of and WordLayer::of.
  static Result<WordBase> of(const Project& project, const WordSelection& selection);

  /// In order. The passages of a source are looked at on several threads, `use` on this one. Faults: stopped.
  Result<void> for_each_source(const std::function<void(const SourceWords&)>& use);

  const KnownSources& sources() const { return sources_; }
  const codebook::Codebook& codebook() const { return codebook_; }
  WordLayer& words() { return *words_; }
  const index::TokenStore& tokens() const { return *tokens_; }
  const std::vector<std::string>& groups() const { return groups_; }
  /// Whether any passage may be of a group.
  bool has_groups() const { return !groups_.empty(); }
  /// Who speaks as more than one speaker: in several sources, or under several names.
  const std::vector<bool>& roaming() const { return roaming_; }
  /// The head of a report: how its words were made, its groups' names, the condition; nothing is counted.
  report::WordHead head() const;

 private:
  explicit WordBase(const Project& project) : project_(&project) {}
  void look(std::size_t source, WordLayer::Cutter& cutter, SourceWords& out) const;

  const Project* project_;
  const index::TokenStore* tokens_ = nullptr;
  WordSelection selection_;
  codebook::Codebook codebook_;
  KnownSources sources_;
  std::optional<Selected> selected_;
  std::optional<BasePassages> target_;
  std::unique_ptr<WordLayer> words_;
  std::vector<std::string> groups_;
  std::vector<bool> roaming_;
  std::string language_;
};

}  // namespace gloss::project
