// SPDX-License-Identifier: GPL-3.0-or-later
// The text of a source with the ways from positions to bytes and from bytes to code points.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "project/facts.h"
#include "project/project.h"
#include "tagger/places.h"
#include "text/offset_map.h"

namespace gloss::project {

class SourceText {
 public:
  SourceText(std::string text, const index::TextTokens& tokens)
      : text_(std::move(text)), tokens_(tokens), places_(text_, tokens_), offsets_(text_) {}
  SourceText(const SourceText&) = delete;
  SourceText& operator=(const SourceText&) = delete;

  const std::string& text() const { return text_; }
  const index::TextTokens& tokens() const { return tokens_; }
  text::ByteSpan span(tagger::Run run) { return places_.span(run); }
  text::CodePointSpan code_points(text::ByteSpan span) const { return *offsets_.code_points(span); }
  text::ByteSpan passage(std::size_t i) const {
    return text::byte_span(tokens_.passages[i].begin, tokens_.passages[i].end);
  }
  std::string slice(text::ByteSpan span) const { return text_.substr(span.begin.count, span.length()); }

 private:
  const std::string text_;
  const index::TextTokens tokens_;
  tagger::Places places_;
  text::OffsetMap offsets_;
};

/// Opens the texts of sources, each once. REQUIRES: all given outlive it.
class SourceTexts {
 public:
  SourceTexts(const Project& project, const index::TokenStore& tokens,
              const std::vector<KnownSource>& sources)
      : project_(project), tokens_(tokens), sources_(sources) {}
  /// `source`: index into the sources. REQUIRES: it is in the token store.
  Result<SourceText*> open(std::size_t source);

 private:
  const Project& project_;
  const index::TokenStore& tokens_;
  const std::vector<KnownSource>& sources_;
  std::map<std::size_t, std::unique_ptr<SourceText>> opened_;
};

/// The label of a passage's speaker, or empty.
std::string speaker_of(const KnownSource& source, const index::PassageRow& row);

}  // namespace gloss::project
