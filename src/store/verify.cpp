// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/verify.h"

#include <fmt/format.h>

#include <algorithm>

#include "store/schema.h"

namespace gloss::store {
namespace {

/// The file as SQLite sees it: pages, indexes, CHECKs, references, and that the tables are ours.
void verify_file(Connection& db, const std::string& place, Findings& findings) {
  for (Query query(db, "PRAGMA integrity_check(20)"); query.next();)
    if (const std::string said = query.text(0); said != "ok") findings.add("integrity", place, said);
  for (Query query(db, "PRAGMA foreign_key_check"); query.next();)
    findings.add("references", query.text(0),
                 fmt::format("row {} refers to a row of {} that is not there", query.text(1), query.text(2)));
  if (const std::string difference = schema_difference(db); !difference.empty())
    findings.add("schema", place, difference);
  if (integer_of(db, "PRAGMA application_id") != application_id)
    findings.add("application-id", place, "the file does not say that it is a project");
  if (const auto version = integer_of(db, "PRAGMA user_version"); version != schema_version)
    findings.add("schema-version", place,
                 fmt::format("the schema version is {}, not {}", version, schema_version));
}

void verify_meta(Connection& db, const std::string& place, Findings& findings) {
  const Meta meta = read_meta(db);
  const auto value_of = [&](std::string_view key) {
    const auto found =
        std::find_if(meta.begin(), meta.end(), [&](const auto& pair) { return pair.first == key; });
    return found == meta.end() ? std::string() : found->second;
  };
  const std::string id = value_of("id");
  if (id.size() != 32 || id.find_first_not_of("0123456789abcdef") != std::string::npos)
    findings.add("project-id", place, "the project's id is not 32 hexadecimal digits");
  if (meta.size() != 4 || value_of("created").empty() || value_of("program").empty())
    findings.add("meta", place, "what the file says of itself is not complete");
}

}  // namespace

Result<std::vector<Finding>> verify_project(Connection& connection, const std::string& place) {
  Transaction snapshot(connection, Transaction::Kind::read);
  Findings findings;
  for (const auto check :
       {verify_file, verify_meta, verify_texts, verify_state, verify_hand_work, verify_acts}) {
    const auto done = guarded(place, [&]() -> Result<void> {
      check(connection, place, findings);
      return {};
    });
    if (done) continue;
    if (done.error().fault != Fault::damaged && done.error().fault != Fault::bug) return Err(done.error());
    findings.add("readable", place, done.error().message);
  }
  return findings.take();
}

}  // namespace gloss::store
