// SPDX-License-Identifier: GPL-3.0-or-later
// The log: every change is an act, written in one transaction with its effect, and taken back by its own
// record.
//
// SQLite's session extension records what an act does to the state tables, as a changeset; undo applies it
// inverted, redo as it is. Which acts are undone at present follows from the log alone, as in any editor:
// undo takes the last one that stands, redo the last one undone, and a new act after an undo leaves those
// undone for good. Each act carries a seal: SHA-256 over the seal before it and over itself; the first stands
// on the project's own meta data. A changed or missing act breaks the chain.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "store/connection.h"
#include "store/project_file.h"

namespace gloss::store {

/// Who acts, when, on what.
struct Actor {
  Connection& connection;
  const Clock& clock;
  const std::string& who;
  const std::string& place;  ///< the project's name in faults
};

/// Runs `effect` and logs it as one act, or changes nothing.
Result<void> perform(const Actor& actor, const std::string& kind, const std::string& what,
                     const std::function<Result<void>()>& effect);

/// The log and where it stands. `standing` and `undone` are act numbers, the next to take back or to do again
/// last.
struct History {
  std::vector<Act> acts;
  std::vector<std::int64_t> standing, undone;
};
/// Fault: damaged, where undo and redo do not fit together. Throws.
Result<History> read_history(Connection& connection, const std::string& place);

Result<std::optional<Act>> undo_act(const Actor& actor);
Result<std::optional<Act>> redo_act(const Actor& actor);

enum class Way { back, forward };
/// The effect of an act on the state tables taken back, or done again; nothing is logged. REQUIRES: an act
/// that is no reversal, and a state that it led to (or, forward, that it was done in). Fault: damaged.
/// Throws.
Result<void> apply_act(Connection& connection, const std::string& place, const Act& act, Way way);

/// What the first act's seal stands on.
std::string first_seal(Connection& connection);
std::string seal_act(const std::string& before, const Act& act, std::string_view changeset);

/// Applies a changeset to the state tables of `db`. False where it does not fit; then nothing is changed.
bool apply_changeset(sqlite3* db, std::string_view changeset);
/// Whether the changeset can be read to its end and touches state tables only.
bool is_readable_changeset(std::string_view changeset);

}  // namespace gloss::store
