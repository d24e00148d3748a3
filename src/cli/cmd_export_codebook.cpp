// SPDX-License-Identifier: GPL-3.0-or-later
// gloss export codebook: the codebook as it is, or as a dictionary of another program.
#include <memory>

#include "cli/export_parts.h"
#include "project/export_codebook.h"
#include "project/use_codebook.h"

namespace gloss::cli {
namespace {

struct CodebookExport {
  std::string codebook;
  OutputOptions output;
};

Result<codebook::Codebook> codebook_to_export(Session& session, const CodebookExport& options) {
  if (!options.codebook.empty()) return project::read_codebook(options.codebook);
  GLOSS_TRY(auto project, session.open(store::Access::read));
  auto codebook = project::codebook_of(project);
  GLOSS_CHECK(project.close());
  return codebook;
}

Result<Exit> run_codebook_export(Session& session, const CodebookExport& options) {
  GLOSS_TRY(const auto codebook, codebook_to_export(session, options));
  const auto format = exchange::dictionary_format_named(options.output.format);
  if (!format) {  // yaml
    GLOSS_CHECK(answer_text(session, codebook.text, options.output));
    return Exit::done;
  }
  const auto made = project::export_codebook(codebook, *format, session.language);
  GLOSS_CHECK(answer_text(session, made.text, options.output));
  const std::string file = options.codebook.empty() ? "codebook" : options.codebook;
  std::string news =
      loss_lines(made.losses, file) + carried_over(made.categories, made.entries, made.losses.size());
  if (options.output.file.empty())
    session.terminal.note(news);  // the dictionary itself is on standard output
  else
    GLOSS_CHECK(session.terminal.print(news + "\n"));
  return made.losses.empty() ? Exit::done : Exit::partly;
}

}  // namespace

void declare_codebook_export(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<CodebookExport>();
  CLI::App* part = app.add_subcommand("codebook", "The codebook, also as a dictionary of another program");
  options->output.declare(*part,
                          {"yaml", "liwc", "wordstat", "yoshikoder", "lexicoder", "quanteda", "khcoder"});
  part->add_option("--codebook", options->codebook, "this codebook, not the project's: needs no project")
      ->type_name("FILE");
  part->footer(
      "Example:\n  gloss export codebook --format quanteda -o dictionary.yml\n"
      "Exit code 2 if something could not be carried over; each such thing is told with its line.");
  chosen.when(*part, [options](Session& session) { return run_codebook_export(session, *options); });
}

}  // namespace gloss::cli
