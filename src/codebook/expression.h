// SPDX-License-Identifier: GPL-3.0-or-later
// The rule language as a tree: what a rule or a search query says, before any text is looked at.
//
// Every node is a set of spans of match positions (text/tokenizer.h). Units are spans too, so results of `and`, `not`
// and `count` (whole units) may stand anywhere a span may. Binding, tight to loose: word forms; relations (near before after
// inside containing overlapping with without, left to right); not; and; or; within; where.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gloss::codebook {

/// What `and`, `with`, `near` refer to. Order: small to large.
enum class Unit : std::uint8_t { sentence, passage, answer, turn, section, source };
std::string_view name_of(Unit unit);
/// Accepts the synonyms paragraph (passage) and document (source).
std::optional<Unit> unit_named(std::string_view name);

/// `role = interviewee`, `age >= 40`, `district in (North, South)`, `group is set`.
struct Test {
  enum class Comparison : std::uint8_t { equal, not_equal, less, less_or_equal, greater, greater_or_equal, in, is_set, is_not_set };
  std::string attribute;            ///< as typed; codebook/attribute.h says what it means
  Comparison comparison = Comparison::equal;
  std::vector<std::string> values;  ///< one, or several for `in`; may contain * and ? (globs, case folded); none for `is set`
  friend bool operator==(const Test&, const Test&) = default;
};
using Condition = std::vector<Test>;  ///< all must hold

/// One element of a phrase.
struct PhraseItem {
  enum class Kind : std::uint8_t { word, gap, alternatives };
  Kind kind = Kind::word;
  std::string word;                                   ///< word: as typed, with * ? and a final ~
  int least = 0, most = 0;                            ///< gap: `[0-3]`; `[2]` is 2-2; a lone `*` is 1-1
  std::vector<std::vector<std::string>> alternatives;  ///< {a|b c}: each a sequence of words
  friend bool operator==(const PhraseItem&, const PhraseItem&) = default;
};

struct Expression {
  enum class Kind : std::uint8_t {
    word,         ///< text: as typed, with * ? and a final ~; several positions = a phrase
    phrase,       ///< items
    exact,        ///< 'US': text, original characters
    regex,        ///< /re/ on one whole position: text; case_sensitive for /re/c
    text_literal, ///< text("...")
    text_regex,   ///< text(/re/); case_sensitive for c
    list,         ///< $name: text
    code,         ///< <id>: text; `<id/*>`: descendants only; `<*>`: every other code (text "*")
    unit,         ///< every unit
    either,       ///< A or B or ...: operands
    both,         ///< A and B and ...: operands; `A and not B` has a `none` operand
    none,         ///< not A
    near,         ///< A near/N B; relation
    before,       ///< A before/N B; relation
    after,        ///< A after/N B; relation
    inside,       ///< A inside B; relation
    containing,   ///< A containing B; relation
    overlapping,  ///< A overlapping B; relation
    with,         ///< A with B
    without,      ///< A without B
    count,        ///< count(A) >= number; comparison
    any_of,       ///< any number of (A, B, ...)
    affirmed,     ///< affirmed(A)
    negated,      ///< negated(A)
    within,       ///< A within unit: unit
    where,        ///< A where condition
  };
  Kind kind = Kind::word;
  std::string text;
  std::vector<PhraseItem> items;
  std::vector<Expression> operands;  ///< two for relations, one for none/count/affirmed/negated/within/where
  bool negative = false;             ///< relations but with/without: `A not near/5 B` keeps A where no B is that close
  std::optional<int> distance;       ///< near before after: at most this far; none = anywhere in the unit
  bool in_characters = false;        ///< near/20c: distance counts characters of the folded text (adjacent = 1)
  bool case_sensitive = false;
  bool descendants_only = false;     ///< <id/*>
  int number = 0;                    ///< count, any_of
  Test::Comparison comparison = Test::Comparison::equal;  ///< count
  Unit unit = Unit::passage;         ///< within
  Condition condition;               ///< where
  std::uint32_t begin = 0, end = 0;  ///< bytes of the rule's text that this node came from (not compared)

  /// Same meaning as written; positions in the rule's text do not count.
  bool same_as(const Expression& other) const;
};

/// "near", "before", ..., "without". REQUIRES: a relation.
std::string_view relation_name(Expression::Kind relation);

/// Words, phrases, texts and lists that can bring a match about: not those under `not` and `without`, nor what a
/// negative relation keeps away from.
void wanted_leaves(const Expression& expression, std::vector<const Expression*>& leaves);

/// The expression in canonical form: minimal parentheses, ASCII punctuation. parse(print(e)) is the same as e.
std::string print(const Expression& expression);

}  // namespace gloss::codebook
