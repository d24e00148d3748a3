// SPDX-License-Identifier: GPL-3.0-or-later
// Agreement as tables: the figures, what the coders differ on, and which codes they take for each other:
// `gloss report agreement`.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "report/agreement_counts.h"
#include "report/table.h"

namespace gloss::report {

/// Columns code, name, coded_NAME for each coder (units that the coder gave the code), any, all, units,
/// percent, alpha, alpha_low, alpha_high, kappa, kappa_low, kappa_high (two coders), ac1, remark ("no
/// variation"; "high agreement, skewed categories" where percent >= .8 and alpha < .5). All codes in codebook
/// order, and a last row for all codes together, without code. Head: base, unit, coders (coder, not_blind),
/// units, sources, left_out, and with intervals "intervals" {level, resamples, seed}.
Table agreement_report(const AgreementStudy& study, const Agreement& agreement,
                       const AgreementOptions& options);

/// One code on one unit on which the coders differ. Codes stand for themselves, without those below, so that
/// each difference is told once.
struct Disagreement {
  std::int32_t code = 0;
  std::size_t unit = 0;               ///< index into AgreementStudy::units
  std::uint64_t coders = 0;           ///< who gave the code
  std::size_t coder = 0, coding = 0;  ///< a coding of it: the first of the first of them
};
/// By code, then unit.
std::vector<Disagreement> disagreements_of(const AgreementStudy& study);

/// What people read of each: where its unit begins, and the words that were coded.
struct CodedWords {
  std::string source;
  std::int64_t passage = 0;  ///< from 1; 0 where the unit is the source
  std::string quote;
};
/// Columns code, name, passage ("SOURCE:N"), coded_by, not_by (names joined by "; "), quote. `words`: by
/// disagreement.
Table disagreements_table(const AgreementStudy& study, const std::vector<Disagreement>& disagreements,
                          const std::vector<CodedWords>& words, const AgreementOptions& options);

/// Units to which one coder gave a code that the other did not give, and the other another that the first did
/// not, per pair of coders and codes. Columns coder_a, code_a, name_a, coder_b, code_b, name_b, units,
/// only_a, only_b (units to which only the one gave the code); code_a or code_b is empty where that coder
/// gave the unit no code at all. By pair of coders, then the most units.
Table confusion_table(const AgreementStudy& study, const AgreementOptions& options);

/// "anna", "ben*" (not blind in some of the sources), "rules".
std::string shown_coder(const ComparedCoder& coder);
/// Title-free lines that every table of agreement carries: base, coders, unit, what was left out.
std::vector<std::string> agreement_lines(const AgreementStudy& study, const AgreementOptions& options);

}  // namespace gloss::report
