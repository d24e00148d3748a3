// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/as_of.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <ranges>
#include <system_error>

#include "store/acts.h"
#include "store/backup.h"
#include "store/schema.h"

namespace gloss::store {
namespace {

/// Removes the acts after `number` from the log, which else only grows.
void forget_later_acts(Connection& copy, std::int64_t number) {
  const auto& statements = schema_statements();
  const auto guard = std::find_if(statements.begin(), statements.end(), [](const std::string& statement) {
    return statement.starts_with("CREATE TRIGGER act_delete ");
  });
  copy.run("DROP TRIGGER act_delete");
  Query(copy, "DELETE FROM act WHERE number > ?").run(number);
  copy.run(guard->c_str());
}

Result<void> go_back(Connection& copy, const std::string& place, std::int64_t number) {
  Transaction transaction(copy);
  GLOSS_TRY(const History history, read_history(copy, place));
  const auto last = static_cast<std::int64_t>(history.acts.size());
  if (number < 0 || number > last)
    return Err(Fault::usage, place, fmt::format("there is no act {}; the last one is act {}", number, last),
               "gloss log");
  for (const Act& act : history.acts | std::views::drop(number) | std::views::reverse) {
    const bool is_undo = act.kind == "undo", is_deed = !is_undo && act.kind != "redo";
    const Act& deed = is_deed ? act : history.acts[static_cast<std::size_t>(act.of - 1)];
    GLOSS_CHECK(apply_act(copy, place, deed, is_undo ? Way::forward : Way::back));
  }
  forget_later_acts(copy, number);
  transaction.commit();
  return {};
}

}  // namespace

Result<void> copy_as_of(Connection& connection, const std::string& place, const std::string& path,
                        std::int64_t number) {
  GLOSS_CHECK(backup_project(connection, place, path));
  const auto done = guarded(place, [&] {
    Connection copy(std::filesystem::absolute(path).string(), Connection::Mode::write);
    return go_back(copy, place, number);
  });
  std::error_code ignored;
  if (!done) std::filesystem::remove(path, ignored);
  return done;
}

}  // namespace gloss::store
