// SPDX-License-Identifier: GPL-3.0-or-later
// gloss run PATH... --codebook FILE [-o DIR]: the main job in one go.
#include <fmt/format.h>

#include <array>
#include <memory>

#include "base/file.h"
#include "cli/add_table.h"
#include "cli/command.h"
#include "project/all_codings.h"
#include "project/page.h"
#include "project/reports.h"
#include "project/use_codebook.h"

namespace gloss::cli {
namespace {

constexpr std::size_t pairs_shown = 15;

struct RunOptions {
  std::vector<std::string> paths;
  std::string codebook;
  std::string folder = "gloss-out";
  project::AddOptions add;
};

Result<project::Project> open_or_create(Session& session, const std::string& path) {
  if (is_file(path)) return project::Project::open(path, store::Access::write, session.environment());
  return project::Project::create(path, session.environment());
}

Result<void> write_outputs(Session& session, const project::Project& project,
                           const project::CodedProject& coded, const std::string& folder,
                           report::Table& frequency, report::Table& pairs) {
  GLOSS_TRY(frequency, project::frequency(coded, session.language));
  project::CooccurrenceRequest request;
  request.language = session.language;
  request.text_rows = pairs_shown;
  GLOSS_TRY(pairs, project::cooccurrence(project, coded, request));
  GLOSS_TRY(const auto codings, project::codings_table(project, coded));
  const std::array<std::pair<const char*, const report::Table*>, 3> files{
      {{"frequency.csv", &frequency}, {"cooccurrence.csv", &pairs}, {"codings.csv", &codings}}};
  for (const auto& [name, table] : files)
    GLOSS_CHECK(write_file(folder + "/" + name, report::as_csv(*table), Overwrite::yes));
  GLOSS_TRY(const auto page, project::report_page(project, coded, session.language));
  return write_file(folder + "/report.html", page, Overwrite::yes);
}

Result<Exit> run(Session& session, const RunOptions& options) {
  GLOSS_TRY(const auto codebook, project::read_codebook(options.codebook));  // before anything is stored
  GLOSS_CHECK(make_folder(options.folder));
  const std::string path =
      session.project_path.empty() ? options.folder + "/study.gloss" : session.project_path;
  GLOSS_TRY(auto project, open_or_create(session, path));
  GLOSS_TRY(const auto added, project::add_sources(project, options.paths, options.add));
  GLOSS_CHECK(project::adopt_codebook(project, codebook, options.codebook));
  tell_refusals(session, added);
  GLOSS_TRY(const auto coded, project::all_codings(project));
  report::Table frequency, pairs;
  GLOSS_CHECK(write_outputs(session, project, coded, options.folder, frequency, pairs));

  const report::TextLayout layout{session.terminal.width(), session.terminal.color()};
  GLOSS_CHECK(session.terminal.print(report::as_text(add_table(added), layout)));
  GLOSS_CHECK(session.terminal.print("\n" + report::as_text(frequency, layout)));
  GLOSS_CHECK(session.terminal.print("\n" + report::as_text(pairs, layout)));
  GLOSS_CHECK(
      session.terminal.print(fmt::format("\nWritten: {0}/report.html, {0}/frequency.csv, "
                                         "{0}/cooccurrence.csv, {0}/codings.csv; the project is {1}\n",
                                         options.folder, path)));
  return session.close(project, added.complete() ? Exit::done : Exit::partly);
}

}  // namespace

extern const Command run_command = {
    "run", "Import, index, code and report in one go", "The main job", [](CLI::App& app, Chosen& chosen) {
      auto options = std::make_shared<RunOptions>();
      app.add_option("paths", options->paths,
                     "files and folders of transcripts (.txt .md .vtt .srt), with cases.csv beside them")
          ->required();
      app.add_option("--codebook", options->codebook, "the codebook, a YAML file")
          ->required()
          ->type_name("FILE");
      app.add_option("-o,--output", options->folder,
                     "folder for the tables and, without -p, the project study.gloss")
          ->capture_default_str();
      app.add_option("--encoding", options->add.encoding,
                     "encoding of all the files, where it is not found out rightly")
          ->type_name("NAME");
      app.add_option("--language", options->add.language, "language of all the files, e.g. en, zh or de")
          ->type_name("LANGUAGE");
      app.footer(
          "Example:\n  gloss run interviews/ --codebook codebook.yaml -o results\n"
          "Run it again after adding files or editing the codebook: what is in the project already is "
          "skipped.");
      chosen.when(app, [options](Session& session) { return run(session, *options); });
    }};

}  // namespace gloss::cli
