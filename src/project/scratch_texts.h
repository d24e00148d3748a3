// SPDX-License-Identifier: GPL-3.0-or-later
// A few texts tokenized in memory, with a vocabulary of their own: the examples of a codebook.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "index/token_store.h"
#include "model/source.h"
#include "tagger/facts.h"

namespace gloss::project {

class ScratchTexts final : public index::Vocabulary, public tagger::TextReader {
 public:
  /// Tokenizes `source` and keeps its text and tokens; returns its number, from 0.
  std::size_t add(const model::Source& source);
  /// Valid until the object ends, also when more is added.
  index::TextTokens tokens(std::size_t number) const;

  std::uint32_t size() const override { return static_cast<std::uint32_t>(words_.size()); }
  std::string_view word(std::uint32_t id) const override { return words_[id]; }
  std::optional<std::uint32_t> find(std::string_view folded) const override;
  bool read(std::int64_t text, std::string& out) const override;

 private:
  struct Text {
    std::string text;
    std::vector<index::Cell> cells;
    std::vector<index::PassageRow> passages;
  };
  index::TextTokenizer tokenizer_;
  std::deque<std::string> words_;
  std::map<std::string, std::uint32_t, std::less<>> ids_;
  std::deque<Text> texts_;
};

}  // namespace gloss::project
