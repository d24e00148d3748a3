// SPDX-License-Identifier: GPL-3.0-or-later
// Decisions about the rules' codings: accepted, rejected, or withdrawn. One act for all that are named.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "base/result.h"
#include "model/hand_work.h"
#include "project/apply_rules.h"
#include "project/find_coding.h"
#include "project/project.h"
#include "store/project_file.h"

namespace gloss::project {

/// Which codings of the rules: those of `ids`, or all that fit everything else. Empty = any.
struct WhichCodings {
  std::vector<std::string> ids = {};
  std::string codes = {};   ///< a code, or a glob: dilemma/**
  int rule = 0;             ///< number of the rule that hit, from 1; 0 = any
  std::string source = {};  ///< as find_source takes it
  std::string query = {};   ///< codings in passages that it finds
  /// Whether it names anything at all.
  bool empty() const;
};

/// Decisions of the environment's `who`, put into a change that the caller saves.
class DecisionChange {
 public:
  /// REQUIRES: both outlive it.
  static Result<DecisionChange> on(const Project& project, const CodedProject& coded);
  /// Decides about a coding of the rules, with `memo` noted on it unless empty; false where this coder's
  /// decision is that already, and then nothing is noted.
  Result<bool> add(const CodingPlace& place, model::Decision decision, const std::string& memo,
                   store::HandChange& change);
  /// What this coder decided about it; `none` where nothing.
  model::Decision decided(const CodingPlace& place) const;
  /// Where it stands.
  Result<model::Anchor> anchor(const CodingPlace& place);

 private:
  using Key = std::tuple<std::int64_t, text::ByteSpan, std::string>;  // text, span, code
  DecisionChange(const Project& project, const CodedProject& coded) : project_(&project), coded_(&coded) {}
  const SourceCoding& coding(const CodingPlace& place) const {
    return coded_->coded[place.source].codings[place.coding];
  }
  Key key(const CodingPlace& place) const;

  const Project* project_;
  const CodedProject* coded_;
  std::string now_;
  std::map<Key, model::RuleDecision> own_;
  std::size_t read_ = static_cast<std::size_t>(-1);  // the source whose text is at hand
  std::string text_;
};

struct Decided {
  std::size_t changed = 0;  ///< codings
  std::size_t as_before = 0;
};

/// Decision::none withdraws what this coder decided. `memo`: words to note on each, or empty. The coder is
/// the environment's `who`. Faults: usage (a coding by hand was named; nothing fits; no such code), as
/// find_coding, find_source and find_matches.
Result<Decided> decide(Project& project, const WhichCodings& selection, model::Decision decision,
                       const std::string& memo);

}  // namespace gloss::project
