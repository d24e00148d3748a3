// SPDX-License-Identifier: GPL-3.0-or-later
// What is known about every source and speaker: roles, cases and variables put together for rules and
// reports.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "project/project.h"
#include "tagger/facts.h"

namespace gloss::project {

/// One source with all that rules and reports may ask about it.
struct KnownSource {
  store::StoredSource stored;
  tagger::SourceFacts facts;
  std::vector<std::int32_t>
      persons;  ///< per speaker: one number for each person of the project, joined by case
};

/// A list that its copies share.
class KnownSources {
 public:
  KnownSources() : KnownSources(std::vector<KnownSource>()) {}
  explicit KnownSources(std::vector<KnownSource> all)
      : all_(std::make_shared<const std::vector<KnownSource>>(std::move(all))) {}
  operator const std::vector<KnownSource>&() const { return *all_; }
  const KnownSource& operator[](std::size_t i) const { return (*all_)[i]; }
  std::size_t size() const { return all_->size(); }
  auto begin() const { return all_->begin(); }
  auto end() const { return all_->end(); }

 private:
  std::shared_ptr<const std::vector<KnownSource>> all_;
};

/// All sources by name; put together anew only where the project file has changed. A row of cases.csv without
/// a speaker gives its variables to the source, and stands for the one speaker of the source that is not the
/// interviewer where there is just one and no row names it. Later rows win.
Result<KnownSources> known_sources(const Project& project);

/// By number of the person: the case, or "P3 (interviews/03.txt)" where the speaker belongs to none.
std::vector<std::string> person_names(const KnownSources& sources);

}  // namespace gloss::project
