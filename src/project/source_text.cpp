// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/source_text.h"

namespace gloss::project {

Result<SourceText*> SourceTexts::open(std::size_t source) {
  auto found = opened_.find(source);
  if (found == opened_.end()) {
    const std::int64_t id = sources_[source].stored.text;
    GLOSS_TRY(auto text, project_.file().read_text(id));
    found = opened_.emplace(source, std::make_unique<SourceText>(std::move(text), *tokens_.find(id))).first;
  }
  return found->second.get();
}

std::string speaker_of(const KnownSource& source, const index::PassageRow& row) {
  return row.speaker < 0 ? std::string() : source.facts.speakers[static_cast<std::size_t>(row.speaker)].label;
}

}  // namespace gloss::project
