// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/project_texts.h"

#include <utility>

namespace gloss::project {

Result<std::string> ProjectTexts::read(std::int64_t text) const {
  const std::scoped_lock lock(mutex_);
  return project_.file().read_text(text);
}

bool ProjectTexts::read(std::int64_t text, std::string& out) const {
  auto found = read(text);
  if (found) {
    out = std::move(*found);
    return true;
  }
  const std::scoped_lock lock(mutex_);
  if (!failed_) failed_ = std::move(found).error();
  return false;
}

Result<void> ProjectTexts::check() const {
  const std::scoped_lock lock(mutex_);
  if (failed_) return Err(*failed_);
  return {};
}

tagger::SourceView view_of(const index::TokenStore& tokens, const KnownSource& source,
                           const tagger::TextReader& texts) {
  const auto found = tokens.find(source.stored.text);
  return {found ? *found : index::TextTokens{}, &source.facts, &texts};
}

std::vector<tagger::SourceView> views_of(const index::TokenStore& tokens,
                                         const std::vector<KnownSource>& sources,
                                         const tagger::TextReader& texts) {
  std::vector<tagger::SourceView> views;
  views.reserve(sources.size());
  for (const KnownSource& source : sources) views.push_back(view_of(tokens, source, texts));
  return views;
}

}  // namespace gloss::project
