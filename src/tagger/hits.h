// SPDX-License-Identifier: GPL-3.0-or-later
// From the spans of rules to hits of codes: equal and nested ones merge, and every hit keeps the reasons of
// all that merged into it.
#pragma once

#include "tagger/evaluate.h"

namespace gloss::tagger {

/// Sorts by first ascending, last descending, code, rule, match; quick where that is nearly so.
void sort_records(std::vector<Record>& records);

/// Drops the records that lie in another of the same rule: a rule's hits are its longest matches.
/// REQUIRES: sorted, run = match. `furthest` is a buffer.
void keep_longest(std::vector<Record>& records, std::size_t rules, std::vector<std::uint32_t>& furthest);

/// The segments of one code's records, as the codebook's overlap policy leaves them; a set.
Runs segments_of(const std::vector<Record>& records, codebook::Overlap overlap);

class HitBuilder {
 public:
  explicit HitBuilder(const Plan& plan) : plan_(plan) {}
  /// REQUIRES: sorted records. `evaluation` explains them.
  void build(const std::vector<Record>& records, Evaluation& evaluation, HitTable& out);

 private:
  struct Kept {
    int code = 0;
    Run run;
    std::uint32_t previous = no_index;  ///< of the same code, earlier in the text
    std::uint32_t record = 0;           ///< the first of it
    std::uint32_t more = no_index;      ///< the others, into items_, last first
  };
  struct Item {
    std::uint32_t record = 0, next = no_index;
  };
  void merge(const std::vector<Record>& records);
  void keep_by_policy(const std::vector<Record>& records);
  void attach(std::uint32_t kept, std::uint32_t record);
  void drop_shorter();
  void put_in_order();
  void write(const Kept& kept, const std::vector<Record>& records, Evaluation& evaluation, HitTable& out);

  const Plan& plan_;
  std::vector<Kept> kept_;
  std::vector<Item> items_;
  std::vector<std::uint32_t> latest_;  // by code, into kept_
  std::vector<const Record*> merged_;
  Runs leaves_, cues_;
};

}  // namespace gloss::tagger
