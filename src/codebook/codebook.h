// SPDX-License-Identifier: GPL-3.0-or-later
// A codebook: what each code means, and which rules propose it. Read from YAML, in git, one readable diff per edit.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "codebook/expression.h"

namespace gloss::codebook {

/// A text in one or several languages. A plain string in the file stands under the codebook's first language.
using Localized = std::map<std::string, std::string, std::less<>>;

struct Rule {
  std::string text;  ///< as in the file
  Expression expression;
  double weight = 1;
  int line = 0, column = 0;
};

/// A passage on which the code must (examples) or must not (counterexamples) fire.
struct Example {
  std::string text;
  int line = 0, column = 0;
};

enum class CodeSpan : std::uint8_t { match, sentence, passage, answer, turn, section, source };
std::string_view name_of(CodeSpan span);

struct Code {
  std::string id;    ///< path: "dilemma/policy/dual-management"
  int parent = -1;   ///< index into Codebook::codes, or -1
  int depth = 0;     ///< 0 = top
  Localized name;    ///< empty = the last part of the id
  Localized definition, include, exclude;
  std::string color;  ///< "#b5462f", or empty
  std::string memo;
  std::vector<std::string> was;  ///< earlier ids
  std::vector<Rule> rules;       ///< none: coded by hand only
  CodeSpan span = CodeSpan::match;
  std::vector<Example> examples, counterexamples;
  int line = 0, column = 0;
};

struct List {
  std::string name;
  std::vector<Expression> entries;  ///< words and phrases; the longest wins where entries overlap by nesting
  int line = 0, column = 0;
};

/// Windows are counted in words for scripts with spaces and in characters for the others.
struct Window {
  int words = 0;
  int characters = 0;
};

/// How `affirmed` and `negated` find negation. Entries are words and phrases as in lists.
struct Negation {
  std::vector<Expression> cues;    ///< no, not, never, *n't, 没有, 不
  std::vector<Expression> pseudo;  ///< hold cues that do not negate, or an even number: not only, 不仅, 不得不
  std::vector<Expression> stops;   ///< the window ends at these: but, though, 但是
  Window before{4, 10};
  Window after{0, 0};
};
/// The tested default for English and Chinese; a codebook's `negation:` replaces what it names.
const Negation& default_negation();

enum class Overlap : std::uint8_t { merge, drop, all };
enum class Conflict : std::uint8_t { none, longest };

struct Codebook {
  std::string id;
  Localized title;
  std::vector<std::string> languages;  ///< first = default of names in reports; never empty (["en"])
  Unit unit = Unit::passage;
  Condition where;                     ///< added to every rule
  std::string where_text;              ///< as in the file
  bool fold_accents = false;           ///< words match whatever their accents: fold: accents
  Overlap overlap = Overlap::merge;
  Conflict conflict = Conflict::none;
  Negation negation;
  std::vector<List> lists;             ///< in file order
  std::vector<Code> codes;             ///< codebook order: a parent, then its children, in file order
  std::string text;                    ///< the file
  std::string hash;                    ///< SHA-256 of `text`

  /// Index of the code, or -1.
  int find(std::string_view id) const;
  const List* find_list(std::string_view name) const;
  /// Whether `ancestor` is `code` or above it. Indices into `codes`.
  bool is_within(int code, int ancestor) const;
};

/// `name` in `language`, else in the first language that has one, else `fallback`.
std::string_view in_language(const Localized& text, std::string_view language, std::string_view fallback);

/// Parses and checks a codebook: unknown keys, duplicate ids, lists that do not exist, cycles, limits, YAML traps (a plain scalar with
/// ` #`, or starting with @ % & * ! | > { [). All errors name file, line, column, show the line with a caret, and say what to write.
/// Reports the first error; `file` is used in messages only.
Result<Codebook> parse_codebook(std::string_view yaml, const std::string& file);

}  // namespace gloss::codebook
