// SPDX-License-Identifier: GPL-3.0-or-later
// gloss lock: what the answers of now rest on, to have them again; and what has changed since.
#include <fmt/format.h>

#include <memory>

#include "base/file.h"
#include "base/limits.h"
#include "cli/command.h"
#include "project/past.h"

namespace gloss::cli {
namespace {

struct LockFlags {
  std::string compare, since;
  OutputOptions output;
};

Result<project::Lock> lock_in(const std::string& file) {
  GLOSS_TRY(const auto text, read_file(file, limits::input_file_bytes));
  return project::read_lock(text, file);
}

Result<Exit> write_lock(Session& session, const LockFlags& flags) {
  GLOSS_TRY(auto project, session.open(store::Access::read));
  GLOSS_TRY(const auto lock, project::lock_of(project));
  GLOSS_CHECK(answer_text(session, project::as_text(lock), flags.output));
  if (!flags.output.file.empty())
    session.terminal.note(
        fmt::format("gloss: {} locks {} up to act {}", flags.output.file, project.file().path(), lock.act));
  return session.close(project, Exit::done);
}

Result<Exit> tell(Session& session, project::Project& project, report::Table table, std::string title,
                  const OutputOptions& output) {
  const bool same = table.rows.empty();
  table.title = std::move(title);
  if (same && output.format == "text") {
    table.columns.clear();
    table.headers.push_back("No coding differs.");
  }
  GLOSS_CHECK(answer(session, table, output));
  return session.close(project, same ? Exit::done : Exit::no);
}

/// What this program finds in the project as it was then.
Result<Exit> compare(Session& session, const LockFlags& flags) {
  session.lock_file = flags.compare;
  GLOSS_TRY(auto project, session.open_to_report());
  GLOSS_TRY(const auto lock, lock_in(flags.compare));
  GLOSS_TRY(auto table, project::differences_since(project, lock, flags.compare, session.language));
  return tell(session, project, std::move(table),
              fmt::format("Codings as {} locked them, and as gloss {} finds them in the same texts",
                          lock.made_from.program, GLOSS_VERSION),
              flags.output);
}

/// What has become of the codings, whatever the reason.
Result<Exit> since(Session& session, const LockFlags& flags) {
  GLOSS_TRY(auto project, session.open(store::Access::read));
  GLOSS_TRY(const auto lock, lock_in(flags.since));
  GLOSS_TRY(const auto now, project::lock_of(project));
  if (lock.project != now.project)
    return Err(Fault::bad_input, flags.since, "this is the lock of another project", "-p names the project");
  return tell(session, project, project::differences(lock, now, session.language),
              fmt::format("Codings at act {} and now, at act {}", lock.act, now.act), flags.output);
}

Result<Exit> run_lock(Session& session, const LockFlags& flags) {
  if (!flags.compare.empty() && !flags.since.empty())
    return Err(Fault::usage, "", "--compare and --since are two questions", "ask one at a time");
  if (!flags.compare.empty()) return compare(session, flags);
  if (!flags.since.empty()) return since(session, flags);
  return write_lock(session, flags);
}

}  // namespace

extern const Command lock_command = {
    "lock", "Write down what the answers of now rest on", "Reports and exchange",
    [](CLI::App& app, Chosen& chosen) {
      auto flags = std::make_shared<LockFlags>();
      app.add_option("--compare", flags->compare,
                     "which codings this version of gloss finds otherwise in what was locked; exit code 1 "
                     "where there are any")
          ->type_name("LOCK");
      app.add_option("--since", flags->since,
                     "which codings have changed since, whatever the reason; exit code 1 where there are any")
          ->type_name("LOCK");
      flags->output.declare(app);
      app.footer(
          "Examples:\n  gloss lock -o paper.lock.json\n"
          "  gloss report frequency --at paper.lock.json\n"
          "  gloss lock --since paper.lock.json");
      chosen.when(app, [flags](Session& session) { return run_lock(session, *flags); });
    }};

}  // namespace gloss::cli
