// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/dump.h"

#include <fmt/format.h>

#include <iterator>

#include "base/json.h"
#include "store/cases.h"
#include "store/codebooks.h"
#include "store/sources.h"

namespace gloss::store {
namespace {

std::string in_quotes(std::string_view text) { return json_line(Json(std::string(text))); }

class Dump {
 public:
  template <class... Arguments>
  void line(fmt::format_string<Arguments...> form, Arguments&&... arguments) {
    fmt::format_to(std::back_inserter(text_), form, std::forward<Arguments>(arguments)...);
    text_ += '\n';
  }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

void dump_variables(Dump& dump, const model::Variables& variables) {
  for (const auto& [name, value] : variables)
    dump.line("  variable {} {}", in_quotes(name), in_quotes(value));
}

Result<void> dump_source(Dump& dump, Connection& connection, const StoredSource& stored,
                         const std::string& place) {
  GLOSS_TRY(const auto now, read_source(connection, stored.name, Parts::outline, place));
  const auto row = text_row(connection, stored.text);
  if (!row) return Err(Fault::damaged, place, fmt::format("{} has no text", stored.name), "gloss verify");
  dump.line("source {}", in_quotes(stored.name));
  dump.line("  text {} {} bytes, original {}", row->hash, row->bytes, row->original);
  dump.line("  read as {} by {} from {}, {} in {}", row->format, row->extractor, row->encoding, row->kind,
            row->language);
  dump.line("  is {} in {}", model::name_of(now.kind), now.language);
  dump_variables(dump, now.variables);
  for (const auto& speaker : now.speakers)
    dump.line("  speaker {} {}", in_quotes(speaker.label), model::name_of(speaker.role));
  for (Query query(connection, "SELECT label, role FROM role WHERE source = ? ORDER BY label", stored.name);
       query.next();)
    dump.line("  assigned {} {}", in_quotes(query.bytes(0)), query.bytes(1));
  for (Query query(connection, "SELECT number, label, role FROM speaker WHERE text = ? ORDER BY number",
                   row->id);
       query.next();)
    dump.line("  recognised {} {} {}", query.integer(0), in_quotes(query.bytes(1)), query.bytes(2));
  for (Query query(connection,
                   "SELECT level, heading_begin, heading_end, begin_byte, end_byte, parent FROM section "
                   "WHERE text = ? ORDER BY number",
                   row->id);
       query.next();)
    dump.line("  section {} {}-{} {}-{} in {}", query.integer(0), query.integer(1), query.integer(2),
              query.integer(3), query.integer(4), query.integer(5));
  for (Query query(connection,
                   "SELECT speaker, begin_byte, end_byte FROM turn WHERE text = ? ORDER BY number", row->id);
       query.next();)
    dump.line("  turn {} {}-{}", query.integer(0), query.integer(1), query.integer(2));
  for (Query query(
           connection,
           "SELECT begin_byte, end_byte, turn, section FROM passage WHERE id >= ? AND id < ? ORDER BY id",
           row->first_passage, row->first_passage + row->passages);
       query.next();)
    dump.line("  passage {}-{} {} {}", query.integer(0), query.integer(1), query.integer(2),
              query.integer(3));
  for (Query query(connection, "SELECT place, value FROM mark WHERE text = ? ORDER BY number", row->id);
       query.next();)
    dump.line("  mark {} {}", query.integer(0), in_quotes(query.bytes(1)));
  return {};
}

}  // namespace

Result<std::string> dump_project(Connection& connection, const std::string& place) {
  Dump dump;
  GLOSS_TRY(const auto sources, all_sources(connection, place));
  for (const auto& source : sources) GLOSS_CHECK(dump_source(dump, connection, source, place));
  GLOSS_TRY(const auto cases, read_cases(connection, place));
  for (const auto& row : cases.rows) {
    dump.line("case {} source {} speaker {} role {} kind {} line {}", in_quotes(row.name),
              in_quotes(row.source), in_quotes(row.speaker), row.role ? model::name_of(*row.role) : "-",
              row.kind ? model::name_of(*row.kind) : "-", row.line);
    dump_variables(dump, row.variables);
  }
  if (const auto codebook = read_codebook(connection))
    dump.line("codebook {} {} {} {}", in_quotes(codebook->id), in_quotes(codebook->file), codebook->hash,
              in_quotes(codebook->yaml));
  return dump.take();
}

}  // namespace gloss::store
