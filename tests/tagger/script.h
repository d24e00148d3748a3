// SPDX-License-Identifier: GPL-3.0-or-later
// Sources written out in a test, and a token store in memory for them.
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "tagger/facts.h"
#include "tagger/program.h"
#include "text/tokenizer.h"

namespace gloss::test {

struct ScriptPassage {
  std::string text;
  std::int32_t turn = -1, section = -1, speaker = -1;
};

/// A source as an author of tests writes it.
struct Script {
  std::vector<ScriptPassage> passages;
  tagger::SourceFacts facts;
};

class MemoryVocabulary final : public index::Vocabulary {
 public:
  std::uint32_t size() const override { return static_cast<std::uint32_t>(words_.size()); }
  std::string_view word(std::uint32_t id) const override { return words_[id]; }
  std::optional<std::uint32_t> find(std::string_view folded) const override;
  std::uint32_t add(std::string_view word);

 private:
  std::vector<std::string> words_;
  std::map<std::string, std::uint32_t, std::less<>> ids_;
};

/// The text of a script (its passages with a blank line between), tokenized into `vocabulary`.
class MemorySource final : public tagger::TextReader {
 public:
  MemorySource(const Script& script, text::Tokenizer& tokenizer, MemoryVocabulary& vocabulary);
  /// REQUIRES: this source stays where it is.
  tagger::SourceView view() const;
  bool read(std::int64_t text, std::string& out) const override;
  /// How often the text was read.
  int reads() const { return reads_; }
  const std::string& text() const { return text_; }
  /// The bytes of a run, by tagger::Places.
  std::string quote(tagger::Run run) const;

 private:
  std::string text_;
  std::vector<index::Cell> cells_;
  std::vector<index::PassageRow> rows_;
  tagger::SourceFacts facts_;
  mutable std::atomic<int> reads_ = 0;
};

}  // namespace gloss::test
