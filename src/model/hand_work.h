// SPDX-License-Identifier: GPL-3.0-or-later
// What people do with their own hands: codings, decisions about the rules' codings, memos, sources read.
//
// All of it is anchored three ways: by the text version and the place in it, by the quote, and by what stands
// before and after. A run of the rules, an edit of a rule or a corrected transcript never changes it; where
// an anchor does not hold any more, that is said and nothing is dropped.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/coding.h"
#include "text/offset.h"

namespace gloss::model {

/// Characters kept on each side of a quote.
inline constexpr std::size_t context_characters = 32;

struct Anchor {
  std::string source;     ///< the source's name
  std::int64_t text = 0;  ///< the store's id of the text version that the span counts in
  text::ByteSpan span;
  std::string quote;          ///< the text of the span
  std::string before, after;  ///< up to context_characters on each side
  friend bool operator==(const Anchor&, const Anchor&) = default;
};

/// REQUIRES: `span` lies in `text`, on code point boundaries.
Anchor anchor_at(std::string source, std::int64_t version, std::string_view text, text::ByteSpan span);

struct HandCoding {
  Anchor at;
  std::string code, coder;
  friend bool operator==(const HandCoding&, const HandCoding&) = default;
};

/// What one coder decided about one coding of the rules. The newest decision on a coding counts.
struct RuleDecision {
  Anchor at;
  std::string code, coder;
  Decision decision = Decision::none;  ///< never `none` in the store
  std::string rules;     ///< the texts of the rules that had hit, one a line: what the person saw
  std::int64_t act = 0;  ///< the number of the act that decided; set by the store
  friend bool operator==(const RuleDecision&, const RuleDecision&) = default;
};

/// What a memo is about.
enum class Subject : std::uint8_t { project, source, speaker, passage, coding, code, case_ };
std::string_view name_of(Subject subject);  ///< "project", "source", ..., "case"
bool is_subject(std::string_view name, Subject& subject);

struct Memo {
  std::int64_t number = 0;  ///< from 1; 0 = not stored yet
  Subject subject = Subject::project;
  std::string name;  ///< of the code or case; else empty
  std::string part;  ///< the label of a speaker; the code of a coding; else empty
  Anchor at;         ///< passage, coding: the place; source, speaker: the source only
  std::string coder;
  std::string made;   ///< UTC
  std::string words;  ///< the memo
  friend bool operator==(const Memo&, const Memo&) = default;
};

/// A source that a coder has read to its end: there, "no code" means "not coded".
struct ReadMark {
  std::string source, coder;
  bool blind = false;  ///< without seeing what rules or others had coded
  friend bool operator==(const ReadMark&, const ReadMark&) = default;
};

/// The human layer of a project, in a fixed order.
struct HandWork {
  std::vector<HandCoding> codings;      ///< by source, span, code, coder
  std::vector<RuleDecision> decisions;  ///< by source, span, code, coder
  std::vector<Memo> memos;              ///< by number
  std::vector<ReadMark> read;           ///< by source, coder
};

}  // namespace gloss::model
