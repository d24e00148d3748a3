// SPDX-License-Identifier: GPL-3.0-or-later
#include <pwd.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <thread>

#include "base/file.h"
#include "cli/command.h"

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

Result<Exit> Session::close(project::Project& project, Exit exit) {
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

Result<void> answer(Session& session, const report::Table& table, const OutputOptions& options) {
  if (options.format == "csv") return answer_text(session, report::as_csv(table, options.bom), options);
  if (options.format == "json") return answer_text(session, report::as_json(table), options);
  const bool to_screen = options.file.empty();
  return answer_text(
      session, report::as_text(table, {session.terminal.width(), to_screen && session.terminal.color()}),
      options);
}

Result<void> answer_text(Session& session, std::string_view text, const OutputOptions& options) {
  if (options.file.empty()) return session.terminal.print(text);
  return write_file(options.file, text, options.force ? Overwrite::yes : Overwrite::no);
}

}  // namespace gloss::cli
