// SPDX-License-Identifier: GPL-3.0-or-later
// Checks on texts and their parts.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/hash.h"
#include "store/texts.h"
#include "store/verify.h"

namespace gloss::store {
namespace {

/// How findings on a text name it: by its source, or where its import is undone, by its id.
std::string name_of_text(Connection& db, std::int64_t id) {
  Query query(db, "SELECT name FROM source WHERE text = ?", id);
  return query.next() ? query.text(0) : fmt::format("text {}", id);
}

void verify_original(Connection& db, const TextRow& row, const std::string& place, Findings& findings) {
  Sha256 hash;
  std::int64_t pieces = 0;
  bool in_order = true;
  for (Query query(db, "SELECT number, bytes FROM original WHERE text = ? ORDER BY number", row.id);
       query.next(); ++pieces) {
    in_order = in_order && query.integer(0) == pieces;
    hash.add(query.bytes(1));
  }
  if (row.original == row.hash) {
    if (pieces != 0)
      findings.add("original-once", place, "the file's bytes are kept though they are the text");
  } else if (pieces == 0 || !in_order || hash.hex() != row.original) {
    findings.add("original", place, "the file's own bytes are missing or changed");
  }
}

/// Parts are numbered from 0 without gaps; passages have neighbouring ids.
void verify_numbers(Connection& db, const TextRow& row, const std::string& place, Findings& findings) {
  for (const char* table : {"speaker", "section", "turn", "mark"}) {
    Query query(db, fmt::format("SELECT count(*), coalesce(max(number), -1) FROM {} WHERE text = ?", table),
                row.id);
    if (query.next() && query.integer(0) != query.integer(1) + 1)
      findings.add("part-numbers", place, fmt::format("the numbers of table {} have a gap", table));
  }
  Query query(db, "SELECT count(*) FROM passage WHERE id >= ? AND id < ? AND text = ?", row.first_passage,
              row.first_passage + row.passages, row.id);
  if (query.next() && query.integer(0) != row.passages)
    findings.add("passage-ids", place,
                 fmt::format("{} of its {} passages are where they belong", query.integer(0), row.passages));
}

}  // namespace

void verify_texts(Connection& connection, const std::string& place, Findings& findings) {
  std::vector<std::int64_t> ids;
  std::int64_t claimed = 0;
  for (Query query(connection, "SELECT id, passages FROM text ORDER BY id"); query.next();) {
    ids.push_back(query.integer(0));
    claimed += query.integer(1);
  }
  if (const std::int64_t passages = integer_of(connection, "SELECT count(*) FROM passage");
      passages > claimed)
    findings.add("passage-count", place,
                 fmt::format("{} passages stand in the file, the texts have {}", passages, claimed));
  for (const std::int64_t id : ids) {
    const auto row = text_row(connection, id);
    if (!row) continue;
    const std::string name = name_of_text(connection, id);
    auto source = read_parts(connection, *row, Parts::all, place);
    if (!source) {
      findings.add("text-values", name, source.error().message);
      continue;
    }
    source->name = name;
    if (row->bytes != static_cast<std::int64_t>(source->text.size()))
      findings.add("text-length", name,
                   fmt::format("the text has {} bytes, not {}", source->text.size(), row->bytes));
    findings.add(examine(*source));
    verify_original(connection, *row, name, findings);
    verify_numbers(connection, *row, name, findings);
    if (seal_of(*source, row->original) != row->seal)
      findings.add("text-seal", name, "the text's parts are not those that were imported");
  }
}

}  // namespace gloss::store
