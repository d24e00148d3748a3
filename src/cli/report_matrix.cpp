// SPDX-License-Identifier: GPL-3.0-or-later
// gloss report matrix, gloss export matrix: units by codes, for other programs.
#include <memory>
#include <string>
#include <vector>

#include "base/file_out.h"
#include "cli/export_parts.h"
#include "cli/report_parts.h"
#include "cli/selection_options.h"
#include "project/matrix.h"

namespace gloss::cli {
namespace {

struct MatrixFlags {
  project::MatrixRequest request;
  bool long_form = false;
  OutputOptions output;
};

/// Row by row to the screen or into the file.
Result<void> write_matrix_csv(Session& session, const project::Project& project,
                              const project::MatrixRequest& request, const OutputOptions& output) {
  if (output.file.empty()) {
    report::MatrixCsv csv([&](std::string_view piece) { return session.terminal.print(piece); }, output.bom);
    return project::matrix(project, request, csv);
  }
  GLOSS_TRY(auto file, FileOut::open(output.file, output.force ? Overwrite::yes : Overwrite::no));
  report::MatrixCsv csv([&](std::string_view piece) { return file.write(piece); }, output.bom);
  GLOSS_CHECK(project::matrix(project, request, csv));
  return file.close();
}

template <class Writer>
Result<void> answer_matrix(Session& session, const project::Project& project,
                           const project::MatrixRequest& request, const OutputOptions& output,
                           Writer writer) {
  GLOSS_CHECK(project::matrix(project, request, writer));
  return answer(session, writer.table(), output);
}

Result<Exit> run_matrix(Session& session, const MatrixFlags& flags) {
  GLOSS_TRY(auto project, session.open_to_report());
  project::MatrixRequest request = flags.request;
  request.selection.coder = session.coder;
  request.language = session.language;
  if (flags.long_form) request.form = report::MatrixForm::long_;
  const OutputOptions& output = flags.output;
  if (output.format == "csv")
    GLOSS_CHECK(write_matrix_csv(session, project, request, output));
  else if (output.format == "text")
    GLOSS_CHECK(answer_matrix(session, project, request, output, report::MatrixPicture()));
  else
    GLOSS_CHECK(answer_matrix(session, project, request, output, report::MatrixTable(output.format)));
  return session.close(project, Exit::done);
}

/// `formats`: as OutputOptions::declare.
void declare_matrix(CLI::App& parent, Chosen& chosen, const std::vector<std::string>& formats,
                    const char* examples) {
  auto flags = std::make_shared<MatrixFlags>();
  CLI::App* app = parent.add_subcommand("matrix", "Units by codes, for R, SPSS and spreadsheets");
  app->add_option("--unit", flags->request.unit,
                  "what a row is: passage, sentence, answer, turn, source, speaker, case")
      ->type_name("UNIT")
      ->capture_default_str();
  app->add_option("--cells", flags->request.cells,
                  "01, count (codings), words (that the code covers), quotes (what is coded, with memos)")
      ->type_name("WHAT")
      ->capture_default_str();
  app->add_flag("--long", flags->long_form, "a row for each unit and code that is not 0");
  declare_selection(*app, flags->request.selection);
  flags->output.format = formats.front();
  flags->output.declare(*app, formats);
  app->footer(examples);
  chosen.when(*app, [flags](Session& session) { return run_matrix(session, *flags); });
}

}  // namespace

void declare_report_matrix(CLI::App& report, Chosen& chosen) {
  declare_matrix(report, chosen, {"text", "csv", "json", "md", "xlsx"},
                 "Examples:\n  gloss report matrix --unit case --format csv -o matrix.csv\n"
                 "  gloss report matrix --unit source --cells quotes --codes 'dilemma/**' --format csv");
}

void declare_export_matrix(CLI::App& exported, Chosen& chosen) {
  declare_matrix(exported, chosen, {"csv", "text", "json", "md", "xlsx"},
                 "Example:\n  gloss export matrix --unit speaker --cells count -o matrix.csv");
}

}  // namespace gloss::cli
