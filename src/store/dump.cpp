// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/dump.h"

#include <fmt/format.h>

#include <iterator>

#include "base/json.h"
#include "store/cases.h"
#include "store/codebooks.h"
#include "store/hand_work.h"
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

std::string in_words(Connection& connection, const model::Anchor& at) {
  const auto row = text_row(connection, at.text);
  return fmt::format("{} text {} {}-{} {} {} {}", in_quotes(at.source), row ? row->hash : "-",
                     at.span.begin.count, at.span.end.count, in_quotes(at.before), in_quotes(at.quote),
                     in_quotes(at.after));
}

Result<void> dump_hand_work(Dump& dump, Connection& connection, const std::string& place) {
  GLOSS_TRY(const auto all, read_hand_work(connection, place));
  for (const auto& row : all.codings)
    dump.line("coding {} {} by {}", in_words(connection, row.at), in_quotes(row.code), in_quotes(row.coder));
  for (const auto& row : all.decisions)
    dump.line("{} {} {} by {} in act {}, rules {}", model::name_of(row.decision),
              in_words(connection, row.at), in_quotes(row.code), in_quotes(row.coder), row.act,
              in_quotes(row.rules));
  for (const auto& memo : all.memos)
    dump.line("memo {} on {} {} {} {} by {} at {}: {}", memo.number, model::name_of(memo.subject),
              in_quotes(memo.name), in_quotes(memo.part), in_words(connection, memo.at),
              in_quotes(memo.coder), memo.made, in_quotes(memo.words));
  for (const auto& mark : all.read)
    dump.line("read {} by {}{}", in_quotes(mark.source), in_quotes(mark.coder), mark.blind ? " blind" : "");
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
  GLOSS_CHECK(dump_hand_work(dump, connection, place));
  if (const auto codebook = read_codebook(connection))
    dump.line("codebook {} {} {} {}", in_quotes(codebook->id), in_quotes(codebook->file), codebook->hash,
              in_quotes(codebook->yaml));
  return dump.take();
}

}  // namespace gloss::store
