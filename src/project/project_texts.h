// SPDX-License-Identifier: GPL-3.0-or-later
// The frozen texts of a project for rules that compare characters. The project file belongs to one thread at
// a time, and rules run on several, so they take turns here.
#pragma once

#include <mutex>
#include <optional>

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

}  // namespace gloss::project
