// SPDX-License-Identifier: GPL-3.0-or-later
// A coding: a code on a span of a source, and the reason for it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/offset.h"

namespace gloss::model {

enum class Origin : std::uint8_t { rule, coder };
enum class Decision : std::uint8_t { none, accepted, rejected };
std::string_view name_of(Origin origin);
std::string_view name_of(Decision decision);  ///< "", "accepted", "rejected"

/// Why a rule fired: data, shown by `gloss why`.
struct Reason {
  int rule = 0;                        ///< number of the code's rule, from 1
  std::vector<text::ByteSpan> leaves;  ///< what the rule's words matched, in text order
  std::vector<text::ByteSpan> cues;    ///< negation cues counted, in text order
  friend bool operator==(const Reason&, const Reason&) = default;
};

struct Coding {
  std::string id;      ///< 12 hex digits, see coding_id
  std::string source;  ///< the source's name
  int passage = 0;     ///< number of the passage where it starts, from 1
  text::ByteSpan span;
  std::string code;
  Origin origin = Origin::rule;
  std::string rule;  ///< numbers of the rules that hit, joined by ';'; empty for coders, and for accepted
                     ///< codings that no rule finds any more
  Decision decision = Decision::none;
  std::string coder;  ///< who coded by hand; empty for rules
  std::string decided_by;  ///< whose decision counts; empty where nobody decided
  std::string quote;  ///< the text of the span
  std::vector<Reason> reasons;
  double weight = 1;  ///< of a rule coding: sum of the weights of the rules that hit
};

/// The first 12 hex digits of SHA-256 over text hash, start, end (code points), code, origin, coder.
std::string coding_id(const std::string& text_hash, text::CodePointSpan span, const std::string& code,
                      Origin origin, const std::string& coder);

}  // namespace gloss::model
