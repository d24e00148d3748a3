// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/cases.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <tuple>

namespace gloss::store {
namespace {

bool same_row(const model::CaseRow& a, const model::CaseRow& b) {
  const auto fields = [](const model::CaseRow& row) {
    return std::tie(row.source, row.speaker, row.name, row.role, row.kind, row.variables, row.line);
  };
  return fields(a) == fields(b);
}

template <class Value>
std::optional<std::string_view> name_or_null(const std::optional<Value>& value) {
  return value ? std::optional(model::name_of(*value)) : std::nullopt;
}

void write_cases(Connection& connection, const model::CaseTable& table) {
  Query(connection, "DELETE FROM case_variable").run();
  Query(connection, "DELETE FROM case_row").run();
  Query insert_row(connection, "INSERT INTO case_row VALUES (?, ?, ?, ?, ?, ?, ?)");
  Query insert_variable(connection, "INSERT INTO case_variable VALUES (?, ?, ?)");
  std::int64_t number = 0;
  for (const auto& row : table.rows) {
    ++number;
    insert_row.run(number, row.source, row.speaker, row.name, name_or_null(row.role), name_or_null(row.kind),
                   row.line);
    for (const auto& [name, value] : row.variables) insert_variable.run(number, name, value);
  }
}

}  // namespace

Result<model::CaseTable> read_cases(Connection& connection, const std::string& place) {
  model::CaseTable table;
  Query variables(connection, "SELECT row, name, value FROM case_variable ORDER BY row, name");
  bool more = variables.next();
  for (Query query(connection,
                   "SELECT number, source, speaker, name, role, kind, line FROM case_row ORDER BY number");
       query.next();) {
    model::CaseRow row;
    row.source = query.text(1);
    row.speaker = query.text(2);
    row.name = query.text(3);
    if (!query.is_null(4)) row.role = model::role_named(query.text(4));
    if (!query.is_null(5)) row.kind = model::kind_named(query.text(5));
    if (row.role.has_value() == query.is_null(4) || row.kind.has_value() == query.is_null(5))
      return Err(Fault::damaged, place,
                 fmt::format("case row {} has an unknown role or kind", query.integer(0)), "gloss verify");
    row.line = static_cast<int>(query.integer(6));
    for (; more && variables.integer(0) <= query.integer(0); more = variables.next())
      if (variables.integer(0) == query.integer(0))
        row.variables.emplace(variables.text(1), variables.text(2));
    table.rows.push_back(std::move(row));
  }
  return table;
}

Result<bool> set_cases(const Actor& actor, const model::CaseTable& table) {
  GLOSS_TRY(const auto present, read_cases(actor.connection, actor.place));
  if (std::equal(present.rows.begin(), present.rows.end(), table.rows.begin(), table.rows.end(), same_row))
    return false;
  GLOSS_CHECK(perform(actor, "set cases", fmt::format("{} rows", table.rows.size()), [&]() -> Result<void> {
    write_cases(actor.connection, table);
    return {};
  }));
  return true;
}

}  // namespace gloss::store
