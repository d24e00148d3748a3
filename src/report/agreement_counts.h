// SPDX-License-Identifier: GPL-3.0-or-later
// How far coders agree, code by code: on units (passages, sentences, sources) or on characters.
//
// A unit has a code for a coder where one of the coder's codings of it meets the unit in the base; all else
// is a no. So every code is a question with two answers, put to each coder about each unit:
//
//                 ben: yes   ben: no         Both no is agreement, too, and of a rare code most of it: that
//     anna: yes       8          2           is why Po = .96 here says little, and alpha and kappa take off
//     anna: no        1         64           what chance would give these two anyway.
//
// A code has what lies below it. In the figure for all codes each coding counts once: a code stands there for
// itself, without those below, and alpha = 1 - sum Do / sum De. A code that nobody used has De = 0 and says
// nothing.
//
// Characters: one coder's spans of a code that overlap are one; they are laid on the text of the base,
// passage after passage; alpha is u-alpha (stats/unitizing.h), for which a coded stretch is drawn as a whole,
// so that a thousand characters of one quote do not count as a thousand agreements.
//
// The rules' own trap, seen in another program: to take Pe = P(yes) P(no) over the characters that somebody
// coded gives two coders who code at random .30. Here Pe comes from stats/ratings.h, over all of the base.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "report/coded_project.h"
#include "stats/proportion.h"
#include "stats/ratings.h"
#include "stats/unitizing.h"

namespace gloss::report {

struct ComparedCoder {
  std::string name;
  bool is_rules = false;
  std::int64_t not_blind = 0;  ///< of the compared sources, those where this coder knew what rules or others
                               ///< had coded
};

/// The sources that all of the coders have done.
struct AgreementStudy {
  CodedProject project;  ///< without codings; spans are bytes, or where characters are asked for code points
  std::vector<ComparedCoder> coders;            ///< 2 to 64
  std::vector<std::vector<CodedSpan>> codings;  ///< by coder, in any order
  std::vector<UnitPlace> units;                 ///< that hold text of the base; by source, then place
  bool characters = false;                      ///< figures count characters; `units` are passages then
  std::string unit = "passage";                 ///< for the head
  std::int64_t left_out = 0;                    ///< sources that some of the coders, but not all, have done
  std::int64_t set_aside = 0;                   ///< codings and acceptances in an earlier version of a text
};
inline constexpr std::size_t most_coders = 64;

/// Which coders gave a unit a code: bit i is coder i.
struct UnitMark {
  std::size_t unit = 0;  ///< index into AgreementStudy::units
  std::uint64_t coders = 0;
};
/// By code: the units that somebody gave it, ascending. `below`: codes with what lies below them.
std::vector<std::vector<UnitMark>> marks_of(const AgreementStudy& study, bool below);

struct Figure {
  std::optional<double> value;
  std::optional<stats::Interval> interval;
  std::string_view undefined;
};

struct CodeAgreement {
  std::vector<std::int64_t> coded;  ///< by coder: units (or characters)
  std::int64_t any = 0, all = 0;    ///< that somebody coded; that all did
  std::optional<double> percent;    ///< Po; more than two coders: the mean over all pairs
  Figure alpha, kappa;              ///< kappa: Cohen's, of two coders only
  std::optional<double> ac1;
};

struct Agreement {
  std::int64_t units = 0, sources = 0;
  std::vector<CodeAgreement> codes;
  CodeAgreement all;  ///< all codes; `percent` is the mean over those that somebody used; no kappa, no AC1
};

struct AgreementOptions {
  std::string language = "en";
  bool intervals = false;  ///< 95 %, between the percentiles of 2,000 resamples of sources
  std::uint64_t seed = 1;
};
inline constexpr int agreement_resamples = 2000;
inline constexpr std::int64_t fewest_sources_for_intervals = 5;

Agreement measure_agreement(const AgreementStudy& study, const AgreementOptions& options);

}  // namespace gloss::report
