// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/texts.h"

#include <algorithm>
#include <cstring>

#include "base/hash.h"
#include "base/limits.h"

namespace gloss::store {
namespace {

/// Originals are kept in pieces, so that no row comes near SQLite's limit of length.
constexpr std::size_t piece_bytes = 32 * limits::MiB;

/// Numbers and strings one after the other, each of fixed width or with its length before it.
class Flat {
 public:
  Flat& add(std::int64_t value) {
    char bytes[8];
    for (int i = 0; i < 8; ++i) bytes[i] = static_cast<char>(static_cast<std::uint64_t>(value) >> (8 * i));
    bytes_.append(bytes, sizeof bytes);
    return *this;
  }
  Flat& add(std::string_view value) {
    add(static_cast<std::int64_t>(value.size()));
    bytes_.append(value);
    return *this;
  }
  Flat& add(text::ByteSpan span) {
    return add(std::int64_t{span.begin.count}).add(std::int64_t{span.end.count});
  }
  Flat& add_count(std::size_t count) { return add(static_cast<std::int64_t>(count)); }
  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

text::ByteSpan span_at(const Query& query, int column) {
  return {{static_cast<std::uint32_t>(query.integer(column))},
          {static_cast<std::uint32_t>(query.integer(column + 1))}};
}
int int_at(const Query& query, int column) { return static_cast<int>(query.integer(column)); }

constexpr const char* row_columns =
    "id, bytes, first_passage, passages, hash, seal, original, kind, language, format, extractor, encoding";

std::optional<TextRow> next_row(Query& query) {
  if (!query.next()) return std::nullopt;
  return TextRow{query.integer(0), query.integer(1), query.integer(2), query.integer(3),
                 query.text(4),    query.text(5),    query.text(6),    query.text(7),
                 query.text(8),    query.text(9),    query.text(10),   query.text(11)};
}

}  // namespace

std::string seal_of(const model::Source& source, const std::string& original_hash) {
  Flat flat;
  flat.add(source.hash).add(original_hash).add(model::name_of(source.kind)).add(source.language);
  flat.add(source.format).add(source.extractor).add(source.encoding);
  flat.add_count(source.speakers.size());
  for (const auto& speaker : source.speakers) flat.add(speaker.label).add(model::name_of(speaker.role));
  flat.add_count(source.sections.size());
  for (const auto& section : source.sections)
    flat.add(std::int64_t{section.level})
        .add(section.heading)
        .add(section.span)
        .add(std::int64_t{section.parent});
  flat.add_count(source.turns.size());
  for (const auto& turn : source.turns) flat.add(std::int64_t{turn.speaker}).add(turn.span);
  flat.add_count(source.passages.size());
  for (const auto& passage : source.passages)
    flat.add(passage.span).add(std::int64_t{passage.turn}).add(std::int64_t{passage.section});
  flat.add_count(source.marks.size());
  for (const auto& mark : source.marks) flat.add(std::int64_t{mark.place.count}).add(mark.value);
  return sha256_hex(flat.bytes());
}

std::optional<TextRow> find_text(Connection& connection, const std::string& hash, const std::string& seal) {
  Query query(connection, std::string("SELECT ") + row_columns + " FROM text WHERE hash = ? AND seal = ?",
              hash, seal);
  return next_row(query);
}

std::optional<TextRow> text_row(Connection& connection, std::int64_t id) {
  Query query(connection, std::string("SELECT ") + row_columns + " FROM text WHERE id = ?", id);
  return next_row(query);
}

TextRow insert_text(Connection& connection, const model::Source& source, const std::string& seal,
                    std::string_view original, const std::string& original_hash) {
  TextRow row;
  row.id = integer_of(connection, "SELECT coalesce(max(id), 0) + 1 FROM text");
  row.first_passage = integer_of(connection, "SELECT coalesce(max(id), 0) + 1 FROM passage");
  row.bytes = static_cast<std::int64_t>(source.text.size());
  row.passages = static_cast<std::int64_t>(source.passages.size());
  row.hash = source.hash;
  row.seal = seal;
  row.original = original_hash;
  row.kind = model::name_of(source.kind);
  row.language = source.language;
  row.format = source.format;
  row.extractor = source.extractor;
  row.encoding = source.encoding;
  Query(connection,
        "INSERT INTO text (id, hash, seal, bytes, first_passage, passages, kind, language, format, "
        "extractor, encoding, original, body) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .run(row.id, row.hash, row.seal, row.bytes, row.first_passage, row.passages, row.kind, row.language,
           row.format, row.extractor, row.encoding, row.original, LongText{source.text});
  std::int64_t number = 0;
  if (original_hash != source.hash) {
    Query insert(connection, "INSERT INTO original VALUES (?, ?, ?)");
    do {
      insert.run(row.id, number++, Blob{original.substr(0, piece_bytes)});
      original.remove_prefix(std::min(original.size(), piece_bytes));
    } while (!original.empty());
  }
  number = 0;
  if (Query insert(connection, "INSERT INTO speaker VALUES (?, ?, ?, ?)"); true)
    for (const auto& speaker : source.speakers)
      insert.run(row.id, number++, speaker.label, model::name_of(speaker.role));
  number = 0;
  if (Query insert(connection, "INSERT INTO section VALUES (?, ?, ?, ?, ?, ?, ?, ?)"); true)
    for (const auto& section : source.sections)
      insert.run(row.id, number++, section.level, section.heading.begin.count, section.heading.end.count,
                 section.span.begin.count, section.span.end.count, section.parent);
  number = 0;
  IntegerRows turns(connection, "turn", 5);
  for (const auto& turn : source.turns)
    turns.add({row.id, number++, turn.speaker, turn.span.begin.count, turn.span.end.count});
  turns.finish();
  number = row.first_passage;
  IntegerRows passages(connection, "passage", 6);
  for (const auto& passage : source.passages)
    passages.add(
        {number++, row.id, passage.span.begin.count, passage.span.end.count, passage.turn, passage.section});
  passages.finish();
  number = 0;
  if (Query insert(connection, "INSERT INTO mark VALUES (?, ?, ?, ?)"); true)
    for (const auto& mark : source.marks) insert.run(row.id, number++, mark.place.count, mark.value);
  return row;
}

std::string text_body(Connection& connection, std::int64_t id) {
  Query query(connection, "SELECT body FROM text WHERE id = ?", id);
  return query.next() ? query.text(0) : std::string();
}

Result<model::Source> read_parts(Connection& connection, const TextRow& row, Parts parts,
                                 const std::string& place) {
  const auto damaged = [&](const char* what) {
    return Err(Fault::damaged, place, std::string("text ") + std::to_string(row.id) + " has " + what,
               "gloss verify");
  };
  model::Source source;
  const auto kind = model::kind_named(row.kind);
  if (!kind) return damaged("an unknown kind");
  source.kind = *kind;
  source.language = row.language;
  source.format = row.format;
  source.extractor = row.extractor;
  source.encoding = row.encoding;
  source.hash = row.hash;
  for (Query query(connection, "SELECT label, role FROM speaker WHERE text = ? ORDER BY number", row.id);
       query.next();) {
    const auto role = model::role_named(query.text(1));
    if (!role) return damaged("a speaker of an unknown role");
    source.speakers.push_back({query.text(0), *role});
  }
  for (Query query(connection,
                   "SELECT level, heading_begin, heading_end, begin_byte, end_byte, parent FROM section "
                   "WHERE text = ? ORDER BY number",
                   row.id);
       query.next();)
    source.sections.push_back({int_at(query, 0), span_at(query, 1), span_at(query, 3), int_at(query, 5)});
  for (Query query(connection,
                   "SELECT speaker, begin_byte, end_byte FROM turn WHERE text = ? ORDER BY number", row.id);
       query.next();)
    source.turns.push_back({int_at(query, 0), span_at(query, 1)});
  if (parts == Parts::outline) return source;

  source.text = text_body(connection, row.id);
  source.passages.reserve(static_cast<std::size_t>(std::clamp(row.passages, std::int64_t{0}, row.bytes)));
  for (Query query(
           connection,
           "SELECT begin_byte, end_byte, turn, section FROM passage WHERE id >= ? AND id < ? ORDER BY id",
           row.first_passage, row.first_passage + row.passages);
       query.next();)
    source.passages.push_back({span_at(query, 0), int_at(query, 2), int_at(query, 3)});
  for (Query query(connection, "SELECT place, value FROM mark WHERE text = ? ORDER BY number", row.id);
       query.next();)
    source.marks.push_back({{static_cast<std::uint32_t>(query.integer(0))}, query.text(1)});
  return source;
}

}  // namespace gloss::store
