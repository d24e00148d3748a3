// SPDX-License-Identifier: GPL-3.0-or-later
#include <pwd.h>
#include <unistd.h>

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <thread>

#include "base/file.h"
#include "base/limits.h"
#include "cli/command.h"
#include "project/table_sheet.h"
#include "report/grouped.h"
#include "report/picture.h"
#include "report/prose.h"

namespace gloss::cli {
namespace {

std::string user_name() {
  if (const char* coder = std::getenv("GLOSS_CODER"); coder != nullptr && *coder != '\0') return coder;
  const struct passwd* entry = ::getpwuid(::getuid());
  return entry != nullptr && entry->pw_name != nullptr ? entry->pw_name : "user";
}

}  // namespace

Session::Session() = default;

project::Environment Session::environment() {
  if (!progress_) progress_.emplace(!terminal.quiet() && error_output_is_terminal());
  const unsigned cores = std::max(1u, std::thread::hardware_concurrency());
  return {&clock_, &*progress_, coder.empty() ? user_name() : coder, threads == 0 ? cores : threads};
}

Result<std::string> Session::find_project() const {
  if (!project_path.empty()) return project_path;
  if (const char* named = std::getenv("GLOSS_PROJECT"); named != nullptr && *named != '\0')
    return std::string(named);
  GLOSS_TRY(const auto files, list_files("."));
  std::vector<std::string> projects;
  for (const auto& file : files)
    if (file.find('/') == std::string::npos && file.ends_with(".gloss")) projects.push_back(file);
  if (projects.size() == 1) return projects.front();
  if (projects.empty())
    return Err(Fault::usage, "", "there is no project (*.gloss) in this folder",
               "-p FILE, or gloss new FILE");
  return Err(Fault::usage, "",
             "there are several projects in this folder: " + projects[0] + ", " + projects[1], "-p FILE");
}

Result<project::Project> Session::open(store::Access access) {
  GLOSS_TRY(const auto path, find_project());
  return project::Project::open(path, access, environment());
}

Result<project::Project> Session::open_as_it_was() {
  GLOSS_TRY(auto project, open(store::Access::read));
  GLOSS_TRY(const auto text, read_file(lock_file, limits::input_file_bytes));
  GLOSS_TRY(const auto lock, project::read_lock(text, lock_file));
  GLOSS_TRY(auto past, project::Past::of(project, lock, lock_file));
  past_.emplace(std::move(past));
  GLOSS_CHECK(project.close());
  GLOSS_TRY(auto then, project::Project::open(past_->path(), store::Access::read, environment()));
  GLOSS_TRY(const auto changed, project::differences_since(then, lock, lock_file, language));
  if (const auto rows = changed.rows.size(); rows > 0)
    terminal.note(fmt::format("gloss: {} differ from what {} found: gloss lock --compare {}",
                              report::counted(rows, "coding", "codings"), lock.made_from.program, lock_file));
  return then;
}

Result<project::Project> Session::open_to_report() {
  auto opened = lock_file.empty() ? open(store::Access::read) : open_as_it_was();
  if (!opened) return opened;
  GLOSS_TRY(made_from, project::provenance(*opened));
  return opened;
}

Result<Exit> Session::close(project::Project& project, Exit exit) {
  if (!past_)
    for (const auto& note : project.notes()) terminal.note("gloss: " + note);
  GLOSS_CHECK(project.close());
  return exit;
}

void OutputOptions::declare(CLI::App& app, const std::vector<std::string>& formats) {
  std::string names;
  for (const auto& one : formats)
    names += (names.empty() ? "" : &one == &formats.back() ? " or " : ", ") + one;
  app.add_option("--format", format, names)
      ->check(one_of(formats))
      ->type_name("FORMAT")
      ->capture_default_str();
  app.add_option("-o,--output", file, "write to this file, not to the screen")->type_name("FILE");
  if (std::find(formats.begin(), formats.end(), "csv") != formats.end())
    app.add_flag("--bom", bom, "CSV with a byte order mark, for Excel");
  app.add_flag("--force", force, "replace the output file if it exists");
}

namespace {

/// The line about what the answer was made from, if there is one to be had.
std::string provenance_line(const Session& session) {
  return session.made_from ? project::in_words(*session.made_from, session.language) : std::string();
}

Result<void> answer_sheet(Session& session, const report::Table& table, const OutputOptions& options) {
  if (options.file.empty())
    return Err(Fault::usage, "", "a spreadsheet cannot be shown on the screen", "-o FILE.xlsx");
  if (!options.force && is_file(options.file))
    return Err(Fault::cannot_create, options.file, "exists already", "--force, or another name after -o");
  std::vector<project::NamedTable> tables = {{"Table", table}};
  if (session.made_from) tables.front().table.notes.push_back(provenance_line(session));
  GLOSS_TRY(const auto bytes, project::xlsx_of(tables, parent_folder(options.file)));
  return answer_text(session, bytes, options);
}

}  // namespace

Result<void> answer(Session& session, const report::Table& table, const OutputOptions& options) {
  const std::string line = provenance_line(session);
  if (options.format == "csv") return answer_text(session, report::as_csv(table, options.bom), options);
  if (options.format == "xlsx") return answer_sheet(session, table, options);
  if (options.format == "json") {
    Json more = Json::object();
    if (session.made_from) more["provenance"] = project::as_json(*session.made_from);
    return answer_text(session, report::as_json(table, more), options);
  }
  if (options.format == "md") {
    report::Table whole = table;
    if (!line.empty()) whole.notes.push_back(line);
    return answer_text(session, report::as_markdown(whole), options);
  }
  const bool to_screen = options.file.empty();
  const report::TextLayout layout{session.terminal.width(), to_screen && session.terminal.color()};
  std::string text = report::as_text(table, layout);
  if (!line.empty()) text += "\n" + report::footing(line, layout);
  return answer_text(session, text, options);
}

Result<void> answer_picture(Session& session, std::string picture, const OutputOptions& options) {
  return answer_text(session, report::with_metadata(std::move(picture), provenance_line(session)), options);
}

Result<void> answer_text(Session& session, std::string_view text, const OutputOptions& options) {
  if (options.file.empty()) return session.terminal.print(text);
  return write_file(options.file, text, options.force ? Overwrite::yes : Overwrite::no);
}

}  // namespace gloss::cli
