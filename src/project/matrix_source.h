// SPDX-License-Identifier: GPL-3.0-or-later
// The units of one source with their codings, places and speakers, for the matrix.
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "project/facts.h"
#include "project/matrix_fields.h"
#include "report/coded_project.h"
#include "report/matrix_cells.h"
#include "tagger/facts.h"

namespace gloss::project {

/// What is kept of a coding until its source's rows are made.
struct KeptCoding {
  std::int32_t code = 0;
  text::ByteSpan span;  ///< in the units of its source
  std::uint32_t first_word = 0, past_word = 0;
};
struct KeptSource {
  std::vector<KeptCoding> codings;  ///< that meet the base, by place
  std::vector<report::UnitPlace> units;
  bool in_bytes = false;
};

/// A unit's number in its source, and for speakers and cases the person.
struct SourceUnits {
  report::MatrixUnits units;
  std::vector<UnitFacts> facts;       ///< by unit
  std::vector<std::int32_t> persons;  ///< by unit; speakers and cases only
};

/// Makes units and places of one source.
class MatrixSource {
 public:
  /// `in_base`: by passage. All but `kept` is borrowed. `text` may be empty where nothing is asked of it.
  MatrixSource(std::int32_t number, const KnownSource& known, const tagger::SourceView& view,
               const std::vector<bool>& in_base, const KeptSource& kept, std::string_view text);

  const report::CodedProject& coded() const { return coded_; }
  /// Fault: damaged (a place inside a character).
  Result<SourceUnits> units(report::MatrixUnit kind) const;
  /// The bytes of each coding, and the number of the passage in which it starts.
  std::vector<text::ByteSpan> bytes_of(const std::vector<report::MetCoding>& met) const;
  std::vector<std::int64_t> passages_of(const std::vector<report::MetCoding>& met) const;

 private:
  SourceUnits by_passage(report::MatrixUnit kind) const;
  SourceUnits by_place() const;
  void add_passage(std::size_t base_passage, UnitFacts& unit) const;
  void widen(std::pair<std::uint32_t, std::uint32_t> words, text::ByteSpan& bytes) const;
  Result<void> place(report::MatrixUnit kind, SourceUnits& made) const;

  const std::int32_t number_;
  const KnownSource& known_;
  const tagger::SourceView& view_;
  const KeptSource& kept_;
  const std::string_view text_;
  report::CodedProject coded_;
  std::vector<std::size_t> passages_;  // by passage of the base: its index in the source
};

}  // namespace gloss::project
