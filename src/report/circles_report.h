// SPDX-License-Identifier: GPL-3.0-or-later
// Which code speakers say brings about which, and whether that closes a circle: `gloss report circles`.
//
// A link is a connective with the stretches that it joins. Codings inside the first are causes, those inside
// the second effects; a coding that crosses the connective is neither. That a circle is told by one speaker
// is another finding than that we put it together from what several say, and both are told apart.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "report/base_lines.h"
#include "report/coded_project.h"
#include "report/table.h"

namespace gloss::report {

/// In the units of the source's codings (bytes or positions).
struct CausalLink {
  std::int32_t source = 0;
  text::ByteSpan connective, cause, effect;
};

/// One connective that joins codes: a speaker says it.
struct CausalStatement {
  std::size_t link = 0;
  std::size_t passage = 0;                         ///< index into the base: where the connective stands
  std::int32_t person = -1;                        ///< -1 = nobody is named
  std::vector<std::array<std::int32_t, 2>> pairs;  ///< cause, effect: codes; sorted, each once
};

struct CausalEdge {
  std::int32_t cause = 0, effect = 0;
  std::vector<std::size_t> statements;  ///< ascending
  std::vector<std::int32_t> persons;    ///< ascending, each once
  std::int64_t passages = 0, sources = 0;
  bool in_circle = false;
};

struct Circle {
  std::vector<std::int32_t> codes;          ///< from the first in codebook order; each brings about the next
  std::vector<std::int32_t> told_whole_by;  ///< persons who state each of its edges
  std::int64_t weakest = 0;                 ///< statements of the edge that has fewest
};

struct CircleOptions {
  std::size_t longest = 6;         ///< codes of a circle
  std::int64_t least = 1;          ///< statements that an edge needs
  std::size_t permutations = 999;  ///< 0 = no test
  std::uint64_t seed = 1;
  std::string language = "en";
};

struct Circles {
  std::vector<CausalStatement> statements;
  std::vector<CausalEdge> edges;  ///< by cause, effect; those with enough statements
  std::vector<Circle> circles;  ///< told whole by somebody first, then by the weakest edge, then shorter ones
  bool all_found = true;        ///< there are not more than could be listed
  std::size_t draws = 0;  ///< of the test; none where not asked for, or where not all circles were found
  double expected = 0;    ///< circles where each statement has its direction by lot, on average
  double p = 1;           ///< share of such draws with at least as many circles: (hits + 1) / (draws + 1)
};

/// Links outside the base are left out. A code and the ones above it are never joined, nor a code with
/// itself.
Circles find_circles(const CodedProject& project, const std::vector<CausalLink>& links,
                     const CircleOptions& options);

/// Columns cause, effect, statements, passages, speakers, sources, circle (how many circles it is part of).
/// Head: base, record, "circles" (codes, told whole by, weakest), "permutations". `persons`: names, by
/// number. The text form lists the circles.
Table circles_report(const CodedProject& project, const Circles& circles,
                     const std::vector<std::string>& persons, const CircleOptions& options);

/// What people read of each statement: place and words.
struct StatementText {
  std::string passage, speaker;  ///< "SOURCE:N"; "P3"
  std::string quote;             ///< cause, connective and effect as they stand in the text
};
/// Columns cause, effect, passage, speaker, quote; by edge, then place. `texts`: by statement.
Table statements_table(const CodedProject& project, const Circles& circles,
                       const std::vector<StatementText>& texts, const CircleOptions& options);
/// The same to be read: each edge with its statements below it, their words whole.
std::string statements_text(const CodedProject& project, const Circles& circles,
                            const std::vector<StatementText>& texts, const CircleOptions& options);

/// The circles as a picture, alone: codes around a circle, arrows as thick as they have statements. No font
/// is embedded. Codes that lie on no circle are left out; without a circle the picture says so.
std::string circles_svg(const CodedProject& project, const Circles& circles, const CircleOptions& options);

}  // namespace gloss::report
