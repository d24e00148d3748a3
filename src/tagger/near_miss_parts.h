// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of rules as probes. Private to this room: callers use tagger/near_miss.h.
#pragma once

#include <map>
#include <tuple>

#include "tagger/near_miss.h"

namespace gloss::tagger {

using Expressions = std::vector<codebook::Expression>;

/// All parts of some rules. A part is an expression of a code with a unit in force; phrases are taken to
/// pieces, and each affirmed(A) has its negated(A) beside it, which knows the cues.
class RuleParts {
 public:
  explicit RuleParts(const codebook::Codebook& codebook) : codebook_(codebook) {}

  void add_rule(int code, const codebook::Expression& rule) { add(code, rule, codebook_.unit); }
  const std::vector<Probe>& probes() const { return probes_; }
  /// Index into probes. REQUIRES: the expression is part of a rule of `code` that was added.
  std::size_t number(int code, const codebook::Expression& expression, codebook::Unit unit) const;

  /// One for each item of the phrase that is no gap; none for a phrase of one.
  const Expressions& pieces(const codebook::Expression& phrase) const { return pieces_.at(&phrase); }
  const codebook::Expression& flipped(const codebook::Expression& polarity) const {
    return flipped_.at(&polarity);
  }

 private:
  bool add_alone(int code, const codebook::Expression& expression, codebook::Unit unit);
  void add(int code, const codebook::Expression& expression, codebook::Unit unit);

  const codebook::Codebook& codebook_;
  std::vector<Probe> probes_;
  std::map<std::tuple<int, const codebook::Expression*, codebook::Unit>, std::size_t> numbers_;
  std::map<const codebook::Expression*, Expressions> pieces_;
  std::map<const codebook::Expression*, codebook::Expression> flipped_;
};

/// Whether the kind has no operands.
bool is_leaf(const codebook::Expression& expression);

}  // namespace gloss::tagger
