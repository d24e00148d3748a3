// SPDX-License-Identifier: GPL-3.0-or-later
// Near misses in words: "money" and "short" are 8 words apart; near/5 allows 5.
#pragma once

#include <string>
#include <vector>

#include "project/near_words.h"
#include "project/source_text.h"
#include "tagger/near_miss.h"

namespace gloss::project {

class MissText {
 public:
  /// `known`: words of the whole project, or nullptr where there is none. REQUIRES: all outlive this object.
  MissText(SourceText& text, std::size_t passage, const index::Vocabulary& vocabulary,
           const NearWords* known);

  /// What is missing, as one sentence without a full stop.
  std::string of(const tagger::Obstacle& obstacle) const;
  /// "kind" of JSON: absent, scattered, distant ...
  static std::string_view name_of(tagger::Obstacle::Kind kind);
  /// `money` where the text has the same, else `fund* (funds, funding)`.
  std::string with_quotes(const std::string& part, const std::vector<tagger::Run>& runs) const;

 private:
  std::string absent(const tagger::Obstacle& obstacle) const;
  std::string scattered(const tagger::Obstacle& obstacle) const;
  std::string distant(const tagger::Obstacle& obstacle) const;
  std::string excluded(const tagger::Obstacle& obstacle) const;
  std::string neighbours(const std::vector<const codebook::Expression*>& missing) const;
  std::string quote(tagger::Run run) const;
  std::string quotes(const std::vector<tagger::Run>& runs) const;
  std::string with_quote(const codebook::Expression& part, tagger::Run run) const;
  std::string apart(const tagger::Obstacle& obstacle) const;
  std::string counted_positions(tagger::Run run, std::uint32_t count) const;

  SourceText& text_;
  const std::size_t passage_;
  const index::Vocabulary& vocabulary_;
  const NearWords* known_;
  std::vector<std::uint32_t> here_;  // how often each word stands in the passage, by id
};

/// A condition as in a rule: role != interviewer.
std::string test_text(const codebook::Test& test);
/// The plain words of a part of a rule, folded, as positions are; not those with wildcards, stems and the
/// like, nor literals of several positions. Without duplicates, in order.
std::vector<std::string> plain_words(const codebook::Expression& expression);

}  // namespace gloss::project
