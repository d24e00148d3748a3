// SPDX-License-Identifier: GPL-3.0-or-later
// The rule language by the book: sets of intervals, every pair looked at, nothing shared with the engine.
//
// Slow and obvious. It reads the text through the tokenizer and the folding only, and has its own globs,
// phrases, units, conditions, windows and merging.
#pragma once

#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "tagger/script.h"

namespace gloss::test {

using Interval = std::pair<int, int>;
using Intervals = std::set<Interval>;

struct OracleReason {
  Intervals leaves, cues;
};

struct OracleHit {
  int code = 0;
  Interval span;
  std::map<int, OracleReason> reasons;  ///< by rule number
  double weight = 0;
};

class Oracle {
 public:
  /// REQUIRES: `codebook` and `tokenizer` outlive this object. `languages`: for stems.
  Oracle(const codebook::Codebook& codebook, const Script& script, text::Tokenizer& tokenizer,
         std::vector<std::string> languages);

  std::vector<OracleHit> hits();
  /// The meaning of an expression with this unit in force.
  const Intervals& meaning(const codebook::Expression& expression, codebook::Unit unit);
  OracleReason why(const codebook::Expression& expression, codebook::Unit unit, Interval span);

 private:
  struct Position {
    std::string form;
    std::string word;  ///< what words of rules are compared with
    std::uint8_t flags = 0;
    int passage = 0;
    std::size_t begin = 0, end = 0;  ///< bytes of the passage
  };
  struct Found {
    int rule = 0;
    Interval match, span;
    const codebook::Expression* expression = nullptr;
  };
  struct CodeResult {
    bool known = false;
    std::vector<Found> found;
    Intervals segments;
  };

  void find_units(codebook::Unit unit, Intervals& out) const;
  bool role_is(int passage, model::Role role) const;
  int turn_end(int passage) const;
  bool form_is(const std::string& pattern, const std::string& form, bool stem);
  const std::vector<std::pair<std::string, bool>>& cut(const std::string& word);
  void phrase_from(const std::vector<codebook::PhraseItem>& items, std::size_t item, int at, bool free,
                   int first, Intervals& out);
  bool words_at(const std::vector<std::string>& words, int at, bool free, int* past);
  Intervals leaf(const codebook::Expression& expression);
  Intervals compute(const codebook::Expression& expression, codebook::Unit unit);
  const Intervals& list(const std::vector<codebook::Expression>& entries, codebook::Unit unit);
  bool together(codebook::Unit unit, Interval a, Interval b) const;
  bool before(const codebook::Expression& relation, codebook::Unit unit, Interval a, Interval b) const;
  bool related(const codebook::Expression& relation, codebook::Unit unit, Interval a, Interval b) const;
  Intervals cues_of(Interval span);
  bool unit_valued(const codebook::Expression& expression) const;
  bool countless(const codebook::Expression& expression) const;
  std::string bare(std::string form) const;
  Intervals exact(const std::string& literal);
  Intervals cased(const std::string& expression);
  Intervals raw(const codebook::Expression& expression);
  int length_of(int position) const;
  bool holds(const codebook::Condition& condition, codebook::Unit unit, Interval span) const;
  bool holds(const codebook::Test& test, codebook::Unit unit, Interval span) const;
  std::vector<std::string> values_of(const std::string& name, codebook::Unit unit, Interval span) const;
  std::vector<std::string> of_speaker(const std::string& name, int passage) const;
  codebook::Unit asked(const codebook::Expression& where, codebook::Unit in_force) const;
  std::vector<int> codes_named(const codebook::Expression& expression) const;
  const CodeResult& code(int index);
  Interval widened(codebook::CodeSpan span, Interval match) const;
  void explain(const codebook::Expression& expression, codebook::Unit unit, Interval span, OracleReason& out);

  const codebook::Codebook& codebook_;
  const Script& script_;
  text::Tokenizer& tokenizer_;
  std::vector<std::string> languages_;
  std::vector<Position> text_;
  std::vector<int> passage_begin_;  // by passage; one more
  std::map<codebook::Unit, Intervals> units_;
  std::map<std::pair<const codebook::Expression*, codebook::Unit>, Intervals> meanings_;
  std::map<std::pair<const std::vector<codebook::Expression>*, codebook::Unit>, Intervals> lists_;
  std::unordered_map<std::string, std::vector<std::pair<std::string, bool>>> cuts_;
  std::map<std::pair<std::string, bool>, std::unordered_map<std::string, bool>> form_matches_;  // by pattern
  std::vector<CodeResult> codes_;
  int current_code_ = -1;
};

/// Own glob, for words and values.
bool oracle_glob(const std::string& glob, const std::string& text, std::size_t g = 0, std::size_t t = 0);

}  // namespace gloss::test
