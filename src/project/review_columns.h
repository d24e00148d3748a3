// SPDX-License-Identifier: GPL-3.0-or-later
// The columns of the correction sheet, once for both ways.
#pragma once

namespace gloss::project::review {

namespace column {
inline constexpr auto coding = "Coding", passage = "Passage", speaker = "Speaker", before = "Before",
                      text = "Text", quote = "Quote", code = "Code", reason = "Reason",
                      decision = "Your decision", your_code = "Your code", your_quote = "Your quote",
                      memo = "Your memo";
}  // namespace column

inline constexpr auto accept = "accept", reject = "reject";

}  // namespace gloss::project::review
