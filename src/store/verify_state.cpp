// SPDX-License-Identifier: GPL-3.0-or-later
// Checks on what the project is now: sources, roles, cases, the codebook.
#include <fmt/format.h>

#include <algorithm>

#include "base/hash.h"
#include "base/limits.h"
#include "model/source.h"
#include "store/texts.h"
#include "store/verify.h"
#include "text/decode.h"

namespace gloss::store {
namespace {

bool is_utf8(std::string_view text) { return text::find_invalid_utf8(text) == std::string_view::npos; }
/// As a name, or empty.
bool is_good_or_empty(std::string_view name) { return name.empty() || is_good_name(name); }

void verify_sources(Connection& db, Findings& findings) {
  for (Query query(db, "SELECT name, text, kind, language FROM source ORDER BY name"); query.next();) {
    const std::string name = query.text(0);
    if (!is_good_name(name))
      findings.add("source-name", name, "the source's name is too long or not plain text");
    if (!text_row(db, query.integer(1))) findings.add("source-text", name, "the source has no text");
    if (!model::kind_named(query.text(2))) findings.add("source-kind", name, "the source's kind is unknown");
    if (!is_good_name(query.bytes(3)))
      findings.add("source-language", name, "the source's language is empty or not plain text");
  }
  for (Query query(db,
                   "SELECT min(name), max(name) FROM source JOIN text ON text.id = source.text GROUP BY hash "
                   "HAVING count(*) > 1 ORDER BY 1");
       query.next();)
    findings.add("source-once", query.text(0),
                 fmt::format("its text is in the project twice, also as {}", query.text(1)));
  for (Query query(db, "SELECT source, name, value FROM source_variable ORDER BY source, name");
       query.next();)
    if (!is_good_name(query.bytes(1)) || !is_utf8(query.bytes(2)))
      findings.add("source-variable", query.text(0), "a variable's name or value is not plain text");
}

void verify_roles(Connection& db, Findings& findings) {
  for (Query query(db,
                   "SELECT source, label, role, EXISTS (SELECT 1 FROM source s JOIN speaker p ON p.text = "
                   "s.text WHERE s.name = r.source AND "
                   "p.label = r.label) FROM role r ORDER BY source, label");
       query.next();) {
    if (!model::role_named(query.text(2)))
      findings.add("role-name", query.text(0), "a speaker was given an unknown role");
    if (query.integer(3) == 0)
      findings.add("role-label", query.text(0), "a role was given to a speaker who is not there");
  }
}

void verify_cases(Connection& db, const std::string& place, Findings& findings) {
  std::int64_t number = 0;
  for (Query query(db, "SELECT number, source, speaker, name, role, kind FROM case_row ORDER BY number");
       query.next();) {
    ++number;
    const std::string row = fmt::format("case row {}", query.integer(0));
    if (query.integer(0) != number) findings.add("case-numbers", row, "a case row before it is missing");
    number = query.integer(0);
    if (!is_good_or_empty(query.bytes(1)) || !is_good_or_empty(query.bytes(2)) ||
        !is_good_or_empty(query.bytes(3)))
      findings.add("case-names", row, "a source, speaker or case is too long or not plain text");
    if ((!query.is_null(4) && !model::role_named(query.text(4))) ||
        (!query.is_null(5) && !model::kind_named(query.text(5))))
      findings.add("case-values", row, "its role or kind is unknown");
  }
  for (Query query(db, "SELECT row, name, value FROM case_variable ORDER BY row, name"); query.next();)
    if (!is_good_name(query.bytes(1)) || !is_utf8(query.bytes(2)))
      findings.add("case-variable", fmt::format("case row {}", query.integer(0)),
                   "a variable's name or value is not plain text");
  if (integer_of(db, "SELECT count(*) FROM case_variable WHERE row NOT IN (SELECT number FROM case_row)") !=
      0)
    findings.add("case-rows", place, "variables belong to case rows that are not there");
}

void verify_codebooks(Connection& db, const std::string& place, Findings& findings) {
  for (Query query(db, "SELECT hash, yaml FROM codebook_version ORDER BY hash"); query.next();) {
    const std::string name = "codebook " + query.text(0).substr(0, 12);
    if (sha256_hex(query.bytes(1)) != query.text(0))
      findings.add("codebook-hash", name, "the codebook is not the one that was adopted");
    if (!is_utf8(query.bytes(1))) findings.add("codebook-utf8", name, "the codebook is not UTF-8");
  }
  if (integer_of(
          db,
          "SELECT count(*) FROM current_codebook WHERE hash NOT IN (SELECT hash FROM codebook_version)") != 0)
    findings.add("codebook-current", place, "the codebook in use is not in the file");
}

}  // namespace

void verify_state(Connection& connection, const std::string& place, Findings& findings) {
  verify_sources(connection, findings);
  verify_roles(connection, findings);
  verify_cases(connection, place, findings);
  verify_codebooks(connection, place, findings);
}

}  // namespace gloss::store
