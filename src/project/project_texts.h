// SPDX-License-Identifier: GPL-3.0-or-later
// The frozen texts of a project for rules that compare characters. The project file belongs to one thread at
// a time, and rules run on several, so they take turns here.
#pragma once

#include <mutex>
#include <optional>
#include <vector>

#include "project/facts.h"
#include "project/project.h"
#include "tagger/facts.h"

namespace gloss::project {

class ProjectTexts final : public tagger::TextReader {
 public:
  /// REQUIRES: `project` outlives it, and while rules run on other threads its file is read only through
  /// this.
  explicit ProjectTexts(const Project& project) : project_(project) {}

  bool read(std::int64_t text, std::string& out) const override;
  /// The same for whoever wants to know why not.
  Result<std::string> read(std::int64_t text) const;
  /// The first failure of `read` into a string, which its callers could not tell.
  Result<void> check() const;

 private:
  const Project& project_;
  mutable std::mutex mutex_;
  mutable std::optional<Error> failed_;
};

/// A source as the matcher sees it; one that is not in the token store has no positions.
tagger::SourceView view_of(const index::TokenStore& tokens, const KnownSource& source,
                           const tagger::TextReader& texts);
/// The same of all, in their order.
std::vector<tagger::SourceView> views_of(const index::TokenStore& tokens,
                                         const std::vector<KnownSource>& sources,
                                         const tagger::TextReader& texts);

}  // namespace gloss::project
