// SPDX-License-Identifier: GPL-3.0-or-later
// The cells of a matrix of units by codes: what of each code a unit holds.
//
// Three passages of one source, the first and the third by P1, and two codings of code c, the second of which
// reaches from the second passage into the third:
//
//     [ c c . ] [ . . c ] [ c . . ]      unit passage: 1 1 1 codings, 2 1 1 words
//                                        unit speaker: P1 2 codings, 3 words; P2 1 coding, 1 word
//                                        unit source:  2 codings, 4 words
//
// So the sums of a column are those of `gloss report frequency` where no coding lies in two units.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "report/met_codings.h"

namespace gloss::report {

enum class MatrixUnit : std::uint8_t { passage, sentence, answer, turn, source, speaker, case_ };
std::string_view name_of(MatrixUnit unit);
std::optional<MatrixUnit> matrix_unit_named(std::string_view name);
/// Whether it is a stretch of text: a passage, sentence, answer or turn.
constexpr bool has_place(MatrixUnit unit) { return unit <= MatrixUnit::turn; }

enum class MatrixValue : std::uint8_t {
  present,  ///< 1 where some coding of the code meets the unit, else 0
  codings,  ///< distinct spans of the code that meet the unit
  words,    ///< positions of the unit that the code covers, each once
  quotes,   ///< what is coded, verbatim
};
/// "01", "count", "words", "quotes".
std::string_view name_of(MatrixValue value);
std::optional<MatrixValue> matrix_value_named(std::string_view name);

/// The units of one source. Either each passage of the base belongs to one unit at most, or units are
/// stretches of text.
struct MatrixUnits {
  std::size_t count = 0;
  std::vector<std::int32_t> of_passage = {};  ///< by passage of the base; -1 = none. Empty: stretches
  std::vector<UnitPlace> places = {};  ///< of stretches, in the units of the codings; disjoint, in order
  std::vector<std::pair<std::uint32_t, std::uint32_t>> words = {};  ///< their positions, half open
};

/// A cell that is not empty.
struct MatrixCell {
  std::int32_t code = 0;
  std::int64_t value = 0;                            ///< quotes: distinct spans
  std::uint32_t codings_begin = 0, codings_end = 0;  ///< into MatrixCells::codings
};
struct MatrixCells {
  std::vector<std::size_t> begin;      ///< by unit, and one more: where its cells begin
  std::vector<MatrixCell> cells;       ///< by unit, then code
  std::vector<std::uint32_t> codings;  ///< with quotes: indices into `met`, by place

  std::span<const MatrixCell> of(std::size_t unit) const {
    return std::span(cells).subspan(begin[unit], begin[unit + 1] - begin[unit]);
  }
};

/// Of one source. A code holds what those below it hold. `met`: codings_in_base(source).
MatrixCells matrix_cells(const CodedProject& source, const Ancestry& ancestry, std::span<const MetCoding> met,
                         const MatrixUnits& units, MatrixValue value);

}  // namespace gloss::report
