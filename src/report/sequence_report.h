// SPDX-License-Identifier: GPL-3.0-or-later
// What is followed by what, as tables: `gloss report sequence`. See stats/sequence.h for chains and moments.
//
// A coding is one event of its own code: codes above it are no events, for a code and the one above it would
// begin together and count everything twice. Whoever wants to follow families of codes takes them together
// first (--level 1: codes further down count as the one above them). What begins at one place is one moment.
//
//     P1: [no money] so we [look for halls]. [No money], [always the fee].      no money -> look for halls
//                                                                                look for halls -> no money
//                                                                                no money -> fee
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "report/base_lines.h"
#include "report/coded_project.h"
#include "report/table.h"
#include "stats/sequence.h"

namespace gloss::report {

struct SequenceOptions {
  std::string chain = "source";  ///< source, answer or turn: nothing follows anything across its end
  std::size_t lag = 1;           ///< > 0
  bool skip_repeats = false;     ///< a code that was in the last moment is no new event
  std::int64_t within = -1;      ///< words: who leads; -1 = transitions instead
  bool test = false;             ///< transitions: with G2
  std::string language = "en";
  std::size_t text_rows = 30;  ///< text form: only the farthest from what would be expected
};

/// Counts one part of a project after another.
class SequenceCounter {
 public:
  /// `head` has the codes.
  SequenceCounter(const CodedProject& head, const SequenceOptions& options);
  /// Whole sources, each in one part only. `units`: the chains where they are not sources, in order,
  /// disjoint.
  void add(const CodedProject& part, std::span<const UnitPlace> units);

  const SequenceOptions& options() const { return options_; }
  const std::vector<CodeRow>& codes() const { return codes_; }
  const BaseCounts& base() const { return base_; }
  const RecordCounts& record() const { return record_; }
  std::int64_t chains() const { return chains_; }    ///< those with an event
  std::int64_t events() const { return events_; }    ///< distinct (code, span) in a chain
  std::int64_t outside() const { return outside_; }  ///< codings that stand in no chain
  /// Where no words are asked for.
  const stats::Transitions& transitions() const { return transitions_; }
  /// Where words are: who leads of two codes.
  stats::Lead lead(std::size_t a, std::size_t b) const;

 private:
  struct Event {
    std::int32_t code = 0;
    std::uint32_t begin = 0;  // of the span, in the units of its source
    std::uint32_t first_word = 0, past_word = 0;
  };
  void add_chain(std::span<const Event> events);
  void count_leads(std::span<const Event> events);

  SequenceOptions options_;
  std::vector<CodeRow> codes_;
  BaseCounts base_;
  RecordCounts record_;
  std::int64_t chains_ = 0, events_ = 0, outside_ = 0;
  stats::Transitions transitions_;
  std::vector<stats::Chain> waiting_;   // chains of the part
  std::vector<std::int64_t> codings_;   // by code
  std::vector<std::int64_t> followed_;  // by code, then code: codings of the one that the other follows
};

/// Columns code_a, code_b, count, expected, share (of what follows a), residual (adjusted), yules_q; codebook
/// order; pairs with count > 0, a code after itself included, but none of a code and one above it. Head:
/// base, record, "chain", "lag", "skip_repeats", "chains", "events", "transitions", with `test` "g2" {g2, df,
/// p}. The text form has the largest residuals first.
Table transitions_report(const SequenceCounter& counter);
/// Columns code_a, code_b, a, a_then_b, share_a_then_b, b, b_then_a, share_b_then_a: of the codings of a,
/// those with a b that begins at their end or at most so many words after; and the other way round. Codebook
/// order, code_a first; pairs where either occurs. The text form has the most frequent first.
Table leads_report(const SequenceCounter& counter);

}  // namespace gloss::report
