// SPDX-License-Identifier: GPL-3.0-or-later
// `where`: which spans of a source satisfy a condition on who speaks, where it stands, and what the source
// is.
//
// A span has the speaker of the passages it touches, where that is one; else no speaker and no role. It has
// the sections that hold all of it. Variables are looked up in the speaker's case, then in the source. `!=`
// holds where nothing is set.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "codebook/codebook.h"
#include "tagger/facts.h"
#include "tagger/units.h"

namespace gloss::tagger {

/// A condition with its values folded and read as numbers, made once per program.
struct PreparedTest {
  enum class Subject : std::uint8_t { source, kind, language, speaker, role, section, variable };
  Subject subject = Subject::variable;
  std::string name;  ///< of a variable
  codebook::Test::Comparison comparison = codebook::Test::Comparison::equal;
  std::vector<std::string> values;             ///< folded
  std::vector<std::optional<double>> numbers;  ///< of the values
};
using PreparedCondition = std::vector<PreparedTest>;

/// Fault: bad_configuration (an attribute that is not available), without a place.
Result<PreparedCondition> prepare(const codebook::Condition& condition);

/// The conditions of a program, asked about one source.
class Conditions {
 public:
  /// REQUIRES: all outlive the use. Keeps its buffers from source to source.
  void start(const SourceView& source, const std::vector<PreparedCondition>& conditions, Units& units);
  /// For each passage, whether a span inside it satisfies condition `index`.
  const std::vector<std::uint8_t>& passages(std::size_t index);
  bool holds(std::size_t index, Run run);

 private:
  bool holds_for(const PreparedCondition& condition, std::int32_t speaker, bool one_speaker,
                 std::int32_t section) const;
  bool test_holds(const PreparedTest& test, std::int32_t speaker, bool one_speaker,
                  std::int32_t section) const;
  std::int32_t common_section(std::int32_t a, std::int32_t b) const;

  const SourceView* source_ = nullptr;
  const std::vector<PreparedCondition>* conditions_ = nullptr;
  Units* units_ = nullptr;
  std::vector<std::vector<std::uint8_t>> passages_;  // by condition; empty = not asked yet
};

}  // namespace gloss::tagger
