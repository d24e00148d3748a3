// SPDX-License-Identifier: GPL-3.0-or-later
// What is followed by what: codes in the order in which they begin.
//
// A chain is a source, or a part of one across which nothing follows anything. Its moments are the places
// where codings begin; codes of one moment occur together, neither before the other. Row i, column j of a
// table of transitions counts how often code j stands in the k-th moment after one with code i.
//
//     A {B C} A   lag 1:   A->B, A->C, B->A, C->A
//
// Bakeman & Quera 2011, Sequential Analysis and Observational Methods for the Behavioral Sciences.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "stats/crosstab.h"

namespace gloss::stats {

/// Codes, each once; a plain sequence has one in each moment.
using Moment = std::vector<std::int32_t>;
using Chain = std::vector<Moment>;

struct TransitionOptions {
  std::size_t lag = 1;        ///< > 0
  bool skip_repeats = false;  ///< a code that was in the last moment is no new event; see without_repeats
};

/// Each moment without the codes of the one kept before it; moments that become empty are dropped, so that
/// no code follows itself: A A {A B} B C is A B C.
Chain without_repeats(const Chain& chain);

struct Transitions {
  Crosstab counts;  ///< codes by codes
  /// No code can follow itself (repeats are skipped, lag 1): the diagonal is not a count but a gap.
  bool open_diagonal = false;
};

/// REQUIRES: codes of the chains from 0 to codes - 1, lag > 0.
Transitions count_transitions(std::span<const Chain> chains, std::size_t codes,
                              const TransitionOptions& options = {});

/// f / row total; nothing where the row is empty.
std::optional<double> transition_share(const Transitions& transitions, std::size_t from, std::size_t to);

/// (k - 1)^2 for k codes, less k with an open diagonal; of the rows, columns and gaps in use. 0 where nothing
/// can vary: then there are no expected counts of an open diagonal, no residuals of it and no G2.
std::int64_t transition_df(const Transitions& transitions);

/// Row by row: row total * column total / N; with an open diagonal those that have its gaps and the same
/// totals, and are else independent (quasi-independence; Goodman 1968). Nothing for an empty table.
std::optional<std::vector<double>> expected_transitions(const Transitions& transitions);

/// (O - E) / sqrt(E (1 - h)), row by row, h = the leverage of the cell in the model of E: for a whole table
/// the familiar sqrt(E (1 - row total / N)(1 - column total / N)). Haberman 1973; Christensen 1997. Standard
/// normal if nothing follows anything in particular; of many cells some will exceed 1.96. Nothing for gaps,
/// empty rows and columns, and cells that cannot vary.
std::vector<std::optional<double>> transition_residuals(const Transitions& transitions);

/// (ad - bc) / (ad + bc), row by row, a = the cell, the other codes taken together. Yule 1900. Range -1..1.
/// Nothing for gaps and where ad + bc = 0.
std::vector<std::optional<double>> yules_q(const Transitions& transitions);

/// 2 sum O ln(O/E).
std::optional<ChiSquareTest> transition_g2(const Transitions& transitions);

/// The place of a coding in words of a chain, half open.
struct WordSpan {
  std::int64_t begin = 0, end = 0;
};

/// Who leads: of the codings A, those with a B that begins at the end of A or at most `within` words after,
/// and the other way round.
struct Lead {
  std::int64_t a = 0, a_then_b = 0, b = 0, b_then_a = 0;

  Lead& operator+=(const Lead& other);
  std::optional<double> share_a_then_b() const;  ///< nothing without an A
  std::optional<double> share_b_then_a() const;
};

/// Of one chain; those of several are added. Spans may overlap and need no order. REQUIRES: within >= 0.
Lead count_leads(std::span<const WordSpan> a, std::span<const WordSpan> b, std::int64_t within);

}  // namespace gloss::stats
