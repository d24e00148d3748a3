// SPDX-License-Identifier: GPL-3.0-or-later
// gloss log, undo, redo, verify, backup, reindex: history and care.
#include <fmt/format.h>

#include <memory>

#include "cli/command.h"

namespace gloss::cli {
namespace {

using enum report::Column::Kind;

Result<Exit> run_log(Session& session, const OutputOptions& output) {
  GLOSS_TRY(auto project, session.open(store::Access::read));
  GLOSS_TRY(const auto acts, project.file().log());
  report::Table table;
  table.columns = {{"act", "Act", number},    {"at", "When (UTC)", text}, {"who", "Who", text},
                   {"kind", "Kind", text},    {"what", "What", text},     {"of", "-", number},
                   {"undone", "Undone", text}};
  for (const auto& act : acts)
    table.rows.push_back({act.number, act.at, act.who, act.kind, act.what,
                          act.of == 0 ? report::Value() : report::Value(act.of),
                          std::string(act.undone ? "yes" : "")});
  GLOSS_CHECK(answer(session, table, output));
  return session.close(project, Exit::done);
}

Result<Exit> step(Session& session, bool back, int times) {
  GLOSS_TRY(auto project, session.open(store::Access::write));
  int done = 0;
  for (; done < times; ++done) {
    GLOSS_TRY(const auto act, back ? project.file().undo() : project.file().redo());
    if (!act) break;
    session.terminal.note(fmt::format("gloss: {} act {}: {} {}", back ? "took back" : "did again",
                                      act->number, act->kind, act->what));
  }
  if (done == 0)
    session.terminal.note(back ? "gloss: there is nothing to take back"
                               : "gloss: there is nothing to do again");
  return session.close(project, done == 0 ? Exit::no : Exit::done);
}

Result<Exit> run_verify(Session& session, const OutputOptions& output) {
  GLOSS_TRY(auto project, session.open(store::Access::read));
  GLOSS_TRY(const auto findings, project.file().verify());
  report::Table table;
  table.title = findings.empty() ? "the project is sound" : fmt::format("{} faults found", findings.size());
  table.columns = {{"check", "Check", text}, {"place", "Place", text}, {"message", "What is wrong", text}};
  for (const auto& finding : findings) table.rows.push_back({finding.check, finding.place, finding.message});
  if (findings.empty() && output.format == "text") {
    GLOSS_CHECK(answer_text(session, table.title + "\n", output));
  } else {
    GLOSS_CHECK(answer(session, table, output));
  }
  GLOSS_TRY(const auto path, session.find_project());
  GLOSS_CHECK(session.close(project, Exit::done));
  if (!findings.empty())
    return Err(Fault::damaged, path, fmt::format("{} faults found", findings.size()),
               "go back to a backup, and keep this file");
  return Exit::done;
}

Result<Exit> run_backup(Session& session, const std::string& target) {
  GLOSS_TRY(auto project, session.open(store::Access::read));
  GLOSS_CHECK(project.file().backup(target));
  session.terminal.note("gloss: the backup " + target + " was reopened and checked");
  return session.close(project, Exit::done);
}

Result<Exit> run_reindex(Session& session) {
  GLOSS_TRY(auto project, session.open(store::Access::write));
  GLOSS_TRY(const auto* sources, project.sources());
  GLOSS_CHECK(project.rebuild_index());
  session.terminal.note(fmt::format("gloss: indexed {} sources", sources->size()));
  return session.close(project, Exit::done);
}

void declare_step(CLI::App& app, Chosen& chosen, bool back) {
  auto times = std::make_shared<int>(1);
  app.add_option("-n,--times", *times, "how many acts")
      ->check(CLI::Range(1, 1'000'000'000).description(""))
      ->capture_default_str();
  app.footer(
      back ? "Example:\n  gloss undo\nUndo reaches back to the first act, also after the program was closed."
           : "Example:\n  gloss redo -n 3");
  chosen.when(app, [times, back](Session& session) { return step(session, back, *times); });
}

constexpr auto history = "History and care";

}  // namespace

extern const Command log_command = {
    "log", "Show who did what, and when", history, [](CLI::App& app, Chosen& chosen) {
      auto output = std::make_shared<OutputOptions>();
      output->declare(app);
      app.footer("Example:\n  gloss log --format csv");
      chosen.when(app, [output](Session& session) { return run_log(session, *output); });
    }};

extern const Command undo_command = {"undo", "Take back the last act", history,
                                     [](CLI::App& app, Chosen& chosen) { declare_step(app, chosen, true); }};

extern const Command redo_command = {"redo", "Do again what was taken back", history,
                                     [](CLI::App& app, Chosen& chosen) { declare_step(app, chosen, false); }};

extern const Command verify_command = {
    "verify", "Check that the project is sound", history, [](CLI::App& app, Chosen& chosen) {
      auto output = std::make_shared<OutputOptions>();
      output->declare(app);
      app.footer("Example:\n  gloss verify\nExit code 76 if something is wrong.");
      chosen.when(app, [output](Session& session) { return run_verify(session, *output); });
    }};

extern const Command backup_command = {
    "backup", "Copy the project, and check the copy", history, [](CLI::App& app, Chosen& chosen) {
      auto target = std::make_shared<std::string>();
      app.add_option("file", *target, "the copy to make")->required();
      app.footer("Example:\n  gloss backup /media/usb/study-2026-03-04.gloss");
      chosen.when(app, [target](Session& session) { return run_backup(session, *target); });
    }};

extern const Command reindex_command = {
    "reindex", "Make the index anew", history, [](CLI::App& app, Chosen& chosen) {
      app.footer(
          "Example:\n  gloss reindex\nNever needed for right answers: a damaged index is made anew by "
          "itself.");
      chosen.when(app, [](Session& session) { return run_reindex(session); });
    }};

}  // namespace gloss::cli
