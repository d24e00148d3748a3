// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of a project file.
//
// Frozen tables (texts and their parts, codebook versions, acts) only grow; triggers refuse every other
// change. State tables say how the project is now; they change by acts alone, and SQLite's session extension
// records how.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/connection.h"

namespace gloss::store {

inline constexpr int application_id = 0x474C4F53;  // "GLOS"
inline constexpr int schema_version = 2;

/// In an order in which rows can be added: who is referred to comes first.
inline constexpr std::array<const char*, 10> state_tables = {
    "source",           "source_variable", "role",     "case_row", "case_variable",
    "current_codebook", "hand_coding",     "decision", "memo",     "read_mark"};

/// The kinds of acts that change something, and of those that take back or do again.
inline constexpr std::array<std::string_view, 14> deeds = {
    "add source",  "adopt codebook", "set cases",   "assign role", "add coding",  "remove coding", "move coding",
    "accept",      "reject",         "withdraw",    "memo",        "mark read",   "correct source", "import review"};
inline constexpr std::array<std::string_view, 2> reversals = {"undo", "redo"};

/// All CREATE statements, character for character as SQLite keeps them.
const std::vector<std::string>& schema_statements();

/// What differs from our schema, in words for people; empty if nothing does.
std::string schema_difference(Connection& connection);

/// The key facts of a new project, as (key, value): "id", "created", "created_by", "program".
using Meta = std::vector<std::pair<std::string, std::string>>;

/// The bytes of a new, empty project file. Throws.
std::string new_project(const Meta& meta);
Meta read_meta(Connection& connection);

/// Whether this is a project file of ours and not from the future. Faults: bad_input, damaged.
Result<void> check_identity(Connection& connection, const std::string& place);

}  // namespace gloss::store
