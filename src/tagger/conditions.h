// SPDX-License-Identifier: GPL-3.0-or-later
// `where`: which spans of a source satisfy a condition on who speaks, where it stands, and what the source
// is.
//
// A span has the speaker of the passages it touches, where that is one; else no speaker and no role. It has
// the sections that hold all of it, the smallest unit of the kind in force that does, and the turn that does;
// `previous.` asks about the turn before that one. Variables are looked up in the speaker's case, then in the
// source. `!=` holds where nothing is set.
//
// Values are equal if a glob on folded text says so, or as numbers, or as dates where the one asked for is at
// most as exact: 2021-05-03 = 2021-05. For < <= > >= both sides must be numbers, else both dates (2021,
// 2021-05, 2021-05-03, also with /), else both neither: then folded text in the order of its code points. A
// date that ends before it can decide (2021 < 2021-05) decides nothing.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "codebook/attribute.h"
#include "codebook/codebook.h"
#include "tagger/facts.h"
#include "tagger/lengths.h"
#include "tagger/units.h"

namespace gloss::tagger {

/// A value of an attribute, read in all ways.
struct AttributeValue {
  explicit AttributeValue(std::string_view value);
  std::string folded;
  std::optional<double> number;
  std::array<int, 3> date{};  ///< year, month, day as far as they are given
  int date_parts = 0;         ///< 0: no date
};

/// A condition with its values read, made once per program.
struct PreparedTest {
  codebook::Attribute attribute;
  codebook::Unit unit = codebook::Unit::passage;  ///< of unit.words, unit.chars, unit.number
  codebook::Test::Comparison comparison = codebook::Test::Comparison::equal;
  std::vector<AttributeValue> values;
};
using PreparedCondition = std::vector<PreparedTest>;

/// `unit`: the one in force. Fault: bad_configuration (an attribute that does not exist), without a place.
Result<PreparedCondition> prepare(const codebook::Condition& condition, codebook::Unit unit);

/// Whether a test of the value holds; not for `is set`.
bool compares(codebook::Test::Comparison comparison, const AttributeValue& value,
              const AttributeValue& wanted);

/// Whether a span inside a passage satisfies it or not as every other in that passage does.
bool is_decided_by_passage(const PreparedCondition& condition);

/// The conditions of a program, asked about one source.
class Conditions {
 public:
  /// REQUIRES: all outlive the use. Keeps its buffers from source to source.
  void start(const SourceView& source, const std::vector<PreparedCondition>& conditions, Units& units,
             Lengths& lengths);
  /// For each passage, whether a span inside it satisfies condition `index`. REQUIRES: it is decided by
  /// passage.
  const std::vector<std::uint8_t>& passages(std::size_t index);
  bool holds(std::size_t index, Run run);
  /// One test of a span by itself, and the values that it was put to; none where nothing is set.
  struct Answer {
    bool holds = false;
    std::vector<std::string> values;
  };
  Answer ask(const PreparedTest& test, Run run);

 private:
  /// What a test may ask about a span.
  struct Place {
    Run run;
    std::size_t first = 0, last = 0;  ///< passages
    bool one_speaker = true;
    std::int32_t speaker = -1, section = -1;
  };
  Place place_in(std::size_t passage) const;
  Place place_of(Run run);
  bool holds_at(const PreparedCondition& condition, const Place& place);
  bool test_holds(const PreparedTest& test, const Place& place);
  void add_values(const PreparedTest& test, const Place& place, std::vector<std::string_view>& values) const;
  void add_speaker_value(const codebook::Attribute& attribute, std::int32_t speaker,
                         std::vector<std::string_view>& values) const;
  std::optional<double> number_of(const PreparedTest& test, const Place& place);
  std::optional<std::size_t> turn_of(const Place& place) const;
  std::int32_t common_section(std::int32_t a, std::int32_t b) const;

  const SourceView* source_ = nullptr;
  const std::vector<PreparedCondition>* conditions_ = nullptr;
  Units* units_ = nullptr;
  Lengths* lengths_ = nullptr;
  std::vector<std::vector<std::uint8_t>> passages_;  // by condition; empty = not asked yet
};

}  // namespace gloss::tagger
