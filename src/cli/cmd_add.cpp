// SPDX-License-Identifier: GPL-3.0-or-later
// gloss new FILE; gloss add PATH...: a project, and texts into it.
#include <memory>

#include "cli/add_table.h"
#include "cli/command.h"

namespace gloss::cli {
namespace {

struct AddCommandOptions {
  std::vector<std::string> paths;
  project::AddOptions add;
  OutputOptions output;
};

Result<Exit> run_add(Session& session, const AddCommandOptions& options) {
  GLOSS_TRY(auto project, session.open(store::Access::write));
  GLOSS_TRY(const auto added, project::add_sources(project, options.paths, options.add));
  tell_refusals(session, added);
  GLOSS_CHECK(answer(session, add_table(added), options.output));
  return session.close(project, added.complete() ? Exit::done : Exit::partly);
}

Result<Exit> run_new(Session& session, const std::string& path) {
  GLOSS_TRY(auto project, project::Project::create(path, session.environment()));
  session.terminal.note("gloss: made " + path + "; next: gloss add FILES -p " + path);
  return session.close(project, Exit::done);
}

}  // namespace

extern const Command new_command = {
    "new", "Make an empty project", "Project and texts", [](CLI::App& app, Chosen& chosen) {
      auto path = std::make_shared<std::string>();
      app.add_option("file", *path, "the project file to make, e.g. study.gloss")->required();
      app.footer("Example:\n  gloss new study.gloss");
      chosen.when(app, [path](Session& session) { return run_new(session, *path); });
    }};

extern const Command add_command = {
    "add", "Import transcripts and field notes", "Project and texts", [](CLI::App& app, Chosen& chosen) {
      auto options = std::make_shared<AddCommandOptions>();
      app.add_option("paths", options->paths,
                     "files and folders (.txt .md .vtt .srt), with cases.csv beside them")
          ->required();
      app.add_option("--encoding", options->add.encoding,
                     "encoding of all the files, where it is not found out rightly")
          ->type_name("NAME");
      app.add_flag("--replace", options->add.replace,
                   "with --encoding: undecodable bytes become U+FFFD; their number is told");
      app.add_option("--language", options->add.language, "language of all the files, e.g. en, zh or de")
          ->type_name("LANGUAGE");
      app.add_flag("!--no-search-index", options->add.search_index,
                   "leave the search index to the first search: quicker for large imports");
      options->output.declare(app);
      app.footer(
          "Example:\n  gloss add interviews/ notes/2026-03-04.md -p study.gloss\nFiles that are in the "
          "project already are skipped.");
      chosen.when(app, [options](Session& session) { return run_add(session, *options); });
    }};

}  // namespace gloss::cli
