// SPDX-License-Identifier: GPL-3.0-or-later
// Which places that look like speaker labels are speaker labels.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "intake/conventions.h"
#include "model/source.h"

namespace gloss::intake {

/// Decides over all candidates of one file: labels of `at_once` rows and names known beforehand count, other
/// names from two occurrences on; "Q." and "A." only together; "P" beside "R" (pregunta, respuesta).
class Labels {
 public:
  explicit Labels(std::vector<std::string> names) : names_(std::move(names)) {}

  /// The candidate at the start of `line`, noted for the count.
  std::optional<FoundLabel> see(std::string_view line, bool markdown);
  /// Whether `label` counts, after all lines were seen.
  bool counts(std::string_view label) const;
  bool counts(const FoundLabel& found) const;

 private:
  struct Sightings {
    std::size_t count = 0;
    bool certain = false;
  };
  std::vector<std::string> names_;
  std::map<std::string, Sightings, std::less<>> seen_;
  bool paired_q_ = false, paired_a_ = false;
};

/// Gives speakers their roles by their labels; where an interviewer is recognised, all others are
/// interviewees.
void assign_roles(std::vector<model::Speaker>& speakers);

}  // namespace gloss::intake
