// SPDX-License-Identifier: GPL-3.0-or-later
// The lock file: what the answers of a project rest on at one moment, so that they can be had again and held
// against what a later version of the program says.
//
// It names the texts by hash, the codebook, the last act of the log with its seal, the program, and every
// coding by id and place. It holds no words of anybody: it can be published with a paper.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "project/project.h"
#include "project/provenance.h"
#include "report/table.h"

namespace gloss::project {

struct LockedCoding {
  std::string id, code;
  std::int64_t start = 0, end = 0;  ///< code points of the frozen text, half open
  std::string rules;                ///< numbers of the rules that hit, joined by ;
  std::string decision;
  friend bool operator==(const LockedCoding&, const LockedCoding&) = default;
};

struct LockedSource {
  std::string name, text;  ///< text: SHA-256 of the frozen text
  std::int64_t codings = 0;
  std::string hash;                ///< SHA-256 over its codings
  std::vector<LockedCoding> rows;  ///< by start, end, code; none where the whole project has too many
};

struct Lock {
  std::string project;            ///< the id it got when it was made
  std::int64_t act = 0;           ///< the last act of the log; 0 = none
  std::string seal;               ///< of that act
  Provenance made_from;           ///< program, codebook, state
  Json options = Json::object();  ///< of the reports that the file lies beside
  std::vector<LockedSource> sources;
};

inline constexpr std::size_t most_locked_codings = 200'000;  ///< of more, only counts and hashes are kept

/// Of a project with or without a codebook; without one there are no codings. Faults: as all_codings.
Result<Lock> lock_of(const Project& project, Json options = Json::object());
/// JSON, a coding a line; equal locks give equal bytes.
std::string as_text(const Lock& lock);
/// `place` names the file. Fault: bad_input.
Result<Lock> read_lock(const std::string& text, const std::string& place);

/// The codings that differ between two locks of one project: gone, new, or found by other rules, with a row
/// for each; where a lock has no rows, a row for each source whose codings differ. Empty = none differ.
report::Table differences(const Lock& then, const Lock& now, const std::string& language);

}  // namespace gloss::project
