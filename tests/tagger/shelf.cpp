// SPDX-License-Identifier: GPL-3.0-or-later
#include "tagger/shelf.h"

#include <gtest/gtest.h>

#include "support/shared_data.h"

namespace gloss::test {
namespace {

model::Source source_of(const Script& script) {
  model::Source source;
  source.language = script.facts.language;
  for (const ScriptPassage& passage : script.passages) {
    if (!source.text.empty()) source.text += "\n\n";
    const std::size_t begin = source.text.size();
    source.text += passage.text;
    const auto turns = static_cast<std::size_t>(passage.turn + 1);
    if (source.turns.size() < turns) source.turns.resize(turns);
    if (passage.turn >= 0) source.turns.back().speaker = passage.speaker;
    source.passages.push_back({text::byte_span(begin, source.text.size()), passage.turn, passage.section});
  }
  return source;
}

}  // namespace

Shelf::Shelf(const std::vector<Script>& scripts) : store_(index::TokenStore::empty()) {
  const std::string folder = temporary_folder() + "/tokens";
  auto writer = index::TokenStoreWriter::open(folder, "shelf");
  if (!writer) {
    ADD_FAILURE() << writer.error().line();
    return;
  }
  index::TextTokenizer tokenizer;
  for (const Script& script : scripts) {
    const model::Source source = source_of(script);
    EXPECT_TRUE(writer->add(tokenizer.tokenize(static_cast<std::int64_t>(texts_.size()), source)));
    // Several segments: postings are numbered by segment.
    if (texts_.size() % 20 == 19) {
      EXPECT_TRUE(writer->commit());
    }
    facts_.push_back(script.facts);
    texts_.push_back(source.text);
  }
  EXPECT_TRUE(writer->commit());
  auto opened = index::TokenStore::open(folder, "shelf");
  EXPECT_TRUE(opened);
  if (opened) store_ = std::move(*opened);
}

std::vector<tagger::SourceView> Shelf::views() const {
  std::vector<tagger::SourceView> views;
  for (std::size_t i = 0; i < texts_.size(); ++i) {
    const auto tokens = store_.find(static_cast<std::int64_t>(i));
    EXPECT_TRUE(tokens) << i;
    views.push_back({tokens ? *tokens : index::TextTokens{}, &facts_[i], this});
  }
  return views;
}

bool Shelf::read(std::int64_t text, std::string& out) const {
  out = texts_[static_cast<std::size_t>(text)];
  return true;
}

}  // namespace gloss::test
