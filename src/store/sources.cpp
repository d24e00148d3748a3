// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sources.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/hash.h"
#include "base/limits.h"
#include "store/hand_work.h"

namespace gloss::store {
namespace {

Result<void> refuse_known(Connection& connection, const model::Source& source, const std::string& place) {
  if (Query query(connection, "SELECT 1 FROM source WHERE name = ?", source.name); query.next())
    return Err(Fault::bad_input, place,
               fmt::format("a source named {} is in the project already", source.name));
  if (Query query(connection,
                  "SELECT source.name FROM text JOIN source ON source.text = text.id WHERE text.hash = ?",
                  source.hash);
      query.next())
    return Err(Fault::bad_input, place,
               fmt::format("the text of {} is in the project already, as {}", source.name, query.text(0)));
  return {};
}

/// What our own readers never make is our bug, and does not enter the project.
Result<void> refuse_unsound(const model::Source& source, std::string_view original,
                            const std::string& place) {
  if (!is_good_name(source.name))
    return Err(Fault::bad_input, place,
               fmt::format("a source's name has 1 to {} bytes and no control characters: {}",
                           limits::name_bytes, source.name));
  if (source.text.size() > limits::text_bytes)
    return Err(Fault::bad_input, source.name,
               fmt::format("the text is longer than {} MiB", limits::text_bytes / limits::MiB),
               "split the file");
  if (original.size() > limits::input_file_bytes)
    return Err(Fault::bad_input, source.name,
               fmt::format("the file is larger than {} MiB", limits::input_file_bytes / limits::MiB),
               "split the file");
  for (const auto& [name, value] : source.variables)
    if (!is_good_name(name))
      return Err(Fault::bad_input, source.name, "a variable's name is empty, too long or not plain text");
  if (const auto findings = examine(source); !findings.empty())
    return Err(Fault::bug, findings.front().place,
               fmt::format("{} ({})", findings.front().message, findings.front().check));
  return {};
}

}  // namespace

Result<std::vector<StoredSource>> all_sources(Connection& connection, const std::string& place) {
  std::vector<StoredSource> sources;
  for (Query query(connection,
                   "SELECT name, text.id, hash, source.kind, format, extractor, encoding, source.language, "
                   "first_passage, passages, bytes "
                   "FROM source JOIN text ON text.id = source.text ORDER BY name");
       query.next();) {
    StoredSource source;
    source.name = query.text(0);
    source.text = query.integer(1);
    source.hash = query.text(2);
    const auto kind = model::kind_named(query.text(3));
    if (!kind)
      return Err(Fault::damaged, place, fmt::format("{} has an unknown kind", source.name), "gloss verify");
    source.kind = *kind;
    source.format = query.text(4);
    source.extractor = query.text(5);
    source.encoding = query.text(6);
    source.language = query.text(7);
    source.first_passage = query.integer(8);
    source.passages = query.integer(9);
    source.bytes = query.integer(10);
    sources.push_back(std::move(source));
  }
  return sources;
}

Result<StoredSource> add_source(const Actor& actor, const model::Source& source, std::string_view original) {
  GLOSS_CHECK(refuse_unsound(source, original, actor.place));
  const std::string original_hash = original == source.text ? source.hash : sha256_hex(original);
  const std::string seal = seal_of(source, original_hash);
  Connection& db = actor.connection;
  TextRow row;
  const auto effect = [&]() -> Result<void> {
    GLOSS_CHECK(refuse_known(db, source, actor.place));
    if (const auto known = find_text(db, source.hash, seal))
      row = *known;
    else
      row = insert_text(db, source, seal, original, original_hash);
    Query(db, "INSERT INTO source VALUES (?, ?, ?, ?)")
        .run(source.name, row.id, model::name_of(source.kind), source.language);
    Query insert(db, "INSERT INTO source_variable VALUES (?, ?, ?)");
    for (const auto& [name, value] : source.variables) insert.run(source.name, name, value);
    return {};
  };
  GLOSS_CHECK(perform(actor, "add source", source.name, effect));
  return StoredSource{source.name,  row.id,       row.hash,          source.kind,  row.format, row.extractor,
                      row.encoding, row.language, row.first_passage, row.passages, row.bytes};
}

namespace {

/// Anchors with a span that name no text version stand in the new one.
void anchor_in(std::int64_t text, HandChange& change) {
  const auto settle = [&](auto& rows) {
    for (auto& row : rows)
      if (row.at.text == 0 && !row.at.span.empty()) row.at.text = text;
  };
  settle(change.codings_in);
  settle(change.decisions_in);
  settle(change.memos_in);
}

}  // namespace

Result<StoredSource> correct_source(const Actor& actor, const model::Source& corrected,
                                    std::string_view original, HandChange change) {
  GLOSS_CHECK(refuse_unsound(corrected, original, actor.place));
  const std::string original_hash = original == corrected.text ? corrected.hash : sha256_hex(original);
  const std::string seal = seal_of(corrected, original_hash);
  Connection& db = actor.connection;
  TextRow row;
  const auto effect = [&]() -> Result<void> {
    if (Query known(db, "SELECT 1 FROM source WHERE name = ?", corrected.name); !known.next())
      return Err(Fault::missing_input, actor.place,
                 fmt::format("there is no source named {}", corrected.name), "gloss sources");
    if (Query query(db,
                    "SELECT source.name FROM text JOIN source ON source.text = text.id WHERE text.hash = ?",
                    corrected.hash);
        query.next())
      return Err(Fault::bad_input, corrected.name,
                 query.text(0) == corrected.name
                     ? std::string("the new text is equal to the present one")
                     : fmt::format("the new text is in the project already, as {}", query.text(0)));
    if (const auto known = find_text(db, corrected.hash, seal))
      row = *known;
    else
      row = insert_text(db, corrected, seal, original, original_hash);
    Query(db, "UPDATE source SET text = ? WHERE name = ?").run(row.id, corrected.name);
    Query(db, "DELETE FROM role WHERE source = ? AND label NOT IN (SELECT label FROM speaker WHERE text = ?)")
        .run(corrected.name, row.id);
    anchor_in(row.id, change);
    return write_change(actor, change);
  };
  GLOSS_CHECK(perform(actor, "correct source", corrected.name, effect));
  GLOSS_TRY(const auto sources, all_sources(db, actor.place));
  return *std::find_if(sources.begin(), sources.end(),
                       [&](const StoredSource& source) { return source.name == corrected.name; });
}

Result<model::Source> read_source(Connection& connection, const std::string& name, Parts parts,
                                  const std::string& place) {
  std::int64_t text = 0;
  std::string kind_name, language;
  {
    Query query(connection, "SELECT text, kind, language FROM source WHERE name = ?", name);
    if (!query.next())
      return Err(Fault::missing_input, place, fmt::format("there is no source named {}", name),
                 "gloss sources");
    text = query.integer(0);
    kind_name = query.text(1);
    language = query.text(2);
  }
  const auto row = text_row(connection, text);
  const auto kind = model::kind_named(kind_name);
  if (!row || !kind)
    return Err(Fault::damaged, place, fmt::format("{} has no text or an unknown kind", name), "gloss verify");
  GLOSS_TRY(model::Source source, read_parts(connection, *row, parts, place));
  source.name = name;
  source.kind = *kind;
  source.language = language;
  for (Query query(connection, "SELECT name, value FROM source_variable WHERE source = ?", name);
       query.next();)
    source.variables.emplace(query.text(0), query.text(1));
  for (Query query(connection, "SELECT label, role FROM role WHERE source = ?", name); query.next();) {
    const std::string label = query.text(0);
    const auto role = model::role_named(query.text(1));
    if (!role)
      return Err(Fault::damaged, place, fmt::format("{} has a speaker of an unknown role", name),
                 "gloss verify");
    for (auto& speaker : source.speakers)
      if (speaker.label == label) speaker.role = *role;
  }
  return source;
}

Result<void> assign_role(const Actor& actor, const std::string& source, const std::string& label,
                         model::Role role) {
  Connection& db = actor.connection;
  GLOSS_TRY(const auto outline, read_source(db, source, Parts::outline, actor.place));
  if (std::none_of(outline.speakers.begin(), outline.speakers.end(),
                   [&](const auto& speaker) { return speaker.label == label; }))
    return Err(Fault::bad_input, actor.place, fmt::format("{} has no speaker {}", source, label),
               fmt::format("gloss speakers {}", source));
  const std::string name(model::name_of(role));
  if (Query query(db, "SELECT role FROM role WHERE source = ? AND label = ?", source, label);
      query.next() && query.text(0) == name)
    return {};
  return perform(
      actor, "assign role", fmt::format("{}: {} = {}", source, label, name), [&]() -> Result<void> {
        Query(db, "INSERT INTO role VALUES (?1, ?2, ?3) ON CONFLICT (source, label) DO UPDATE SET role = ?3")
            .run(source, label, name);
        return {};
      });
}

}  // namespace gloss::store
