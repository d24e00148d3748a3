// SPDX-License-Identifier: GPL-3.0-or-later
// gloss correct SOURCE FILE: a corrected transcript becomes a new version, and what people did moves with its
// words.
#include <fmt/format.h>

#include <array>
#include <memory>

#include "cli/command.h"
#include "project/correct_source.h"

namespace gloss::cli {
namespace {

struct CorrectCommand {
  project::CorrectOptions correct;
  OutputOptions output;
};

std::string_view in_words(project::Moved::How how) {
  constexpr std::array words = {"moved", "moved, reworded: look at it", "not moved: code it anew"};
  return words[static_cast<std::size_t>(how)];
}

Result<Exit> run(Session& session, const CorrectCommand& command) {
  GLOSS_TRY(auto project, session.open(command.correct.dry_run ? store::Access::read : store::Access::write));
  GLOSS_TRY(const auto correction, project::correct_source(project, command.correct));
  using How = project::Moved::How;
  report::Table table;
  using enum report::Column::Kind;
  table.title = fmt::format("{}: {} passages, {} before", correction.source, correction.passages_after,
                            correction.passages_before);
  table.headers = {
      fmt::format("of {} codings, decisions and memos {} moved with their words, {} with words that were "
                  "corrected, {} could not be moved surely",
                  correction.moved.size(), correction.count(How::as_it_was), correction.count(How::reworded),
                  correction.count(How::not_moved))};
  table.columns = {{"what", "What", text}, {"code", "Code", text},     {"coder", "Coder", text},
                   {"how", "How", text},   {"before", "Before", text}, {"after", "Now", text}};
  for (const auto& one : correction.moved) {
    if (one.how == How::as_it_was && command.output.format == "text") continue;
    table.rows.push_back(
        {one.what, one.code, one.coder, std::string(in_words(one.how)), one.from.quote, one.to.quote});
  }
  if (table.rows.empty() && command.output.format == "text") {
    GLOSS_CHECK(answer_text(session, table.title + "\n" + table.headers[0] + "\n", command.output));
  } else {
    GLOSS_CHECK(answer(session, table, command.output));
  }
  if (command.correct.dry_run) session.terminal.note("gloss: nothing was stored (--dry-run)");
  return session.close(project, correction.count(How::not_moved) > 0 ? Exit::partly : Exit::done);
}

}  // namespace

extern const Command correct_command = {
    "correct", "Take over a corrected transcript; codings move with their words", "Project and texts",
    [](CLI::App& app, Chosen& chosen) {
      auto command = std::make_shared<CorrectCommand>();
      app.add_option("source", command->correct.source, "the source's name, or its beginning")->required();
      app.add_option("file", command->correct.file, "the corrected transcript")->required();
      app.add_flag("--dry-run", command->correct.dry_run, "only say what would happen");
      app.add_option("--encoding", command->correct.encoding,
                     "encoding of the file, where it is not found out rightly")
          ->type_name("NAME");
      app.add_option("--language", command->correct.language, "language of the file, e.g. en, zh or de")
          ->type_name("LANGUAGE");
      command->output.declare(app);
      app.footer(
          "Example:\n  gloss correct p03.txt corrected/p03.txt --dry-run\nThe old version stays in the "
          "project; gloss "
          "undo goes back to it. Exit code 2 where something could not be moved: it keeps its place in the "
          "old version "
          "and is listed by gloss code.");
      chosen.when(app, [command](Session& session) { return run(session, *command); });
    }};

}  // namespace gloss::cli
