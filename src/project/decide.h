// SPDX-License-Identifier: GPL-3.0-or-later
// Decisions about the rules' codings: accepted, rejected, or withdrawn. One act for all that are named.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "model/coding.h"
#include "project/project.h"

namespace gloss::project {

/// Which codings of the rules: those of `ids`, or all that fit everything else. Empty = any.
struct Selection {
  std::vector<std::string> ids = {};
  std::string codes = {};   ///< a code, or a glob: dilemma/**
  int rule = 0;             ///< number of the rule that hit, from 1; 0 = any
  std::string source = {};  ///< as find_source takes it
  std::string query = {};   ///< codings in passages that it finds
  /// Whether it names anything at all.
  bool empty() const;
};

struct Decided {
  std::size_t changed = 0;  ///< codings
  std::size_t as_before = 0;
};

/// Decision::none withdraws what this coder decided. `memo`: words to note on each, or empty. The coder is
/// the environment's `who`. Faults: usage (a coding by hand was named; nothing fits; no such code), as
/// find_coding, find_source and find_matches.
Result<Decided> decide(Project& project, const Selection& selection, model::Decision decision,
                       const std::string& memo);

}  // namespace gloss::project
