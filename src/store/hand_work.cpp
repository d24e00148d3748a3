// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/hand_work.h"

#include <fmt/format.h>

#include "base/limits.h"
#include "store/texts.h"

namespace gloss::store {
namespace {

constexpr const char* anchor_columns = "source, text, begin_byte, end_byte, quote, before, after";

/// The anchor in the seven columns from `column` on.
model::Anchor anchor_of(Query& query, int column) {
  model::Anchor at;
  at.source = query.text(column);
  at.text = query.integer(column + 1);
  at.span = text::byte_span(static_cast<std::size_t>(query.integer(column + 2)),
                            static_cast<std::size_t>(query.integer(column + 3)));
  at.quote = query.text(column + 4);
  at.before = query.text(column + 5);
  at.after = query.text(column + 6);
  return at;
}

Result<void> check_name(const std::string& name, const char* what) {
  if (is_good_name(name)) return {};
  return Err(Fault::bad_input, name.substr(0, 40),
             fmt::format("{} has 1 to {} bytes and no control characters", what, limits::name_bytes));
}

template <class Row>
void remove_row(Query& query, const Row& row) {
  query.run(row.at.text, row.at.span.begin.count, row.at.span.end.count, row.code, row.coder);
}

void write_codings(Connection& db, const HandChange& change) {
  Query out(db,
            "DELETE FROM hand_coding WHERE text = ? AND begin_byte = ? AND end_byte = ? AND code = ? AND "
            "coder = ?");
  for (const auto& row : change.codings_out) remove_row(out, row);
  Query in(db,
           "INSERT INTO hand_coding VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (text, begin_byte, "
           "end_byte, code, coder) DO NOTHING");
  for (const auto& row : change.codings_in)
    in.run(row.at.source, row.at.text, row.at.span.begin.count, row.at.span.end.count, row.at.quote,
           row.at.before, row.at.after, row.code, row.coder);
}

void write_decisions(Connection& db, const HandChange& change) {
  const std::int64_t act = integer_of(db, "SELECT coalesce(max(number), 0) + 1 FROM act");
  Query out(db,
            "DELETE FROM decision WHERE text = ? AND begin_byte = ? AND end_byte = ? AND code = ? AND coder "
            "= ?");
  for (const auto& row : change.decisions_out) remove_row(out, row);
  Query in(db,
           "INSERT INTO decision VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) ON CONFLICT "
           "(text, begin_byte, end_byte, code, coder) DO UPDATE SET decision = ?10, rules = ?11, act = ?12 "
           "WHERE act <= ?12");
  for (const auto& row : change.decisions_in)
    in.run(row.at.source, row.at.text, row.at.span.begin.count, row.at.span.end.count, row.at.quote,
           row.at.before, row.at.after, row.code, row.coder, model::name_of(row.decision), row.rules,
           row.act == 0 ? act : row.act);
}

void write_memos(Connection& db, const HandChange& change) {
  Query out(db, "DELETE FROM memo WHERE number = ?");
  for (const auto& memo : change.memos_out) out.run(memo.number);
  std::int64_t next = integer_of(db, "SELECT coalesce(max(number), 0) + 1 FROM memo");
  Query in(
      db,
      "INSERT INTO memo VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14) ON CONFLICT "
      "(number) DO UPDATE SET subject = ?2, name = ?3, part = ?4, source = ?5, text = ?6, begin_byte = "
      "?7, end_byte = ?8, quote = ?9, before = ?10, after = ?11, coder = ?12, made = ?13, words = ?14");
  for (const auto& memo : change.memos_in)
    in.run(memo.number == 0 ? next++ : memo.number, model::name_of(memo.subject), memo.name, memo.part,
           memo.at.source, memo.at.text, memo.at.span.begin.count, memo.at.span.end.count, memo.at.quote,
           memo.at.before, memo.at.after, memo.coder, memo.made, memo.words);
}

void write_marks(Connection& db, const HandChange& change) {
  Query out(db, "DELETE FROM read_mark WHERE source = ? AND coder = ?");
  for (const auto& mark : change.read_out) out.run(mark.source, mark.coder);
  Query in(db,
           "INSERT INTO read_mark VALUES (?1, ?2, ?3) ON CONFLICT (source, coder) DO UPDATE SET blind = ?3");
  for (const auto& mark : change.read_in) in.run(mark.source, mark.coder, mark.blind ? 1 : 0);
}

Result<void> check_change(const HandChange& change) {
  for (const auto& row : change.codings_in) {
    GLOSS_CHECK(check_name(row.code, "a code"));
    GLOSS_CHECK(check_name(row.coder, "a coder's name"));
  }
  for (const auto& row : change.decisions_in) {
    GLOSS_CHECK(check_name(row.code, "a code"));
    GLOSS_CHECK(check_name(row.coder, "a coder's name"));
    if (row.decision == model::Decision::none)
      return Err(Fault::bug, row.at.source, "a decision that decides nothing was to be stored");
  }
  for (const auto& row : change.read_in) GLOSS_CHECK(check_name(row.coder, "a coder's name"));
  for (const auto& memo : change.memos_in)
    if (memo.words.empty() || memo.words.size() > limits::memo_bytes)
      return Err(Fault::bad_input, "memo", fmt::format("has {} bytes", memo.words.size()),
                 fmt::format("1 to {} bytes", limits::memo_bytes));
  return {};
}

}  // namespace

bool HandChange::empty() const {
  return codings_out.empty() && codings_in.empty() && decisions_out.empty() && decisions_in.empty() &&
         memos_out.empty() && memos_in.empty() && read_out.empty() && read_in.empty();
}

Result<model::HandWork> read_hand_work(Connection& connection, const std::string& place) {
  model::HandWork all;
  const std::string order = " ORDER BY source, text, begin_byte, end_byte, code, coder";
  for (Query query(connection,
                   fmt::format("SELECT {}, code, coder FROM hand_coding{}", anchor_columns, order));
       query.next();)
    all.codings.push_back({anchor_of(query, 0), query.text(7), query.text(8)});
  for (Query query(connection, fmt::format("SELECT {}, code, coder, decision, rules, act FROM decision{}",
                                           anchor_columns, order));
       query.next();) {
    const std::string decision = query.text(9);
    all.decisions.push_back({anchor_of(query, 0), query.text(7), query.text(8),
                             decision == "accepted" ? model::Decision::accepted : model::Decision::rejected,
                             query.text(10), query.integer(11)});
  }
  for (Query query(
           connection,
           fmt::format("SELECT {}, number, subject, name, part, coder, made, words FROM memo ORDER BY "
                       "number",
                       anchor_columns));
       query.next();) {
    model::Memo memo;
    memo.at = anchor_of(query, 0);
    memo.number = query.integer(7);
    if (!model::is_subject(query.text(8), memo.subject))
      return Err(Fault::damaged, place, fmt::format("memo {} is about nothing known", memo.number),
                 "gloss verify");
    memo.name = query.text(9);
    memo.part = query.text(10);
    memo.coder = query.text(11);
    memo.made = query.text(12);
    memo.words = query.text(13);
    all.memos.push_back(std::move(memo));
  }
  for (Query query(connection, "SELECT source, coder, blind FROM read_mark ORDER BY source, coder");
       query.next();)
    all.read.push_back({query.text(0), query.text(1), query.integer(2) != 0});
  return all;
}

Result<void> write_change(const Actor& actor, const HandChange& change) {
  GLOSS_CHECK(check_change(change));
  write_codings(actor.connection, change);
  write_decisions(actor.connection, change);
  write_memos(actor.connection, change);
  write_marks(actor.connection, change);
  return {};
}

Result<void> change_hand_work(const Actor& actor, const std::string& kind, const std::string& what,
                              const HandChange& change) {
  return perform(actor, kind, what, [&] { return write_change(actor, change); });
}

}  // namespace gloss::store
