// SPDX-License-Identifier: GPL-3.0-or-later
// gloss export review: the correction sheet, to be filled in with a spreadsheet program.
#include <fmt/format.h>

#include <memory>

#include "cli/export_parts.h"
#include "project/review_sheet.h"
#include "report/grouped.h"

namespace gloss::cli {
namespace {

struct ReviewExport {
  project::ReviewOptions review;
  std::string format = "xlsx", file;
  bool force = false;
};

Result<Exit> run_review_export(Session& session, const ReviewExport& options) {
  GLOSS_TRY(auto project, session.open(store::Access::read));
  GLOSS_TRY(const std::size_t rows, project::write_review(project, options.review, options.file,
                                                          options.force ? Overwrite::yes : Overwrite::no));
  GLOSS_CHECK(session.terminal.print(
      fmt::format("{} in {}. Filled in, it comes back with: gloss import {} --coder NAME\n",
                  report::counted(rows, "row", "rows"), options.file, options.file)));
  return session.close(project, rows == 0 ? Exit::no : Exit::done);
}

}  // namespace

void declare_review_export(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<ReviewExport>();
  CLI::App* part =
      app.add_subcommand("review", "A sheet to accept, reject and complete codings in a spreadsheet");
  part->add_option("-o,--output", options->file, "the file to write")->required()->type_name("FILE");
  part->add_option("--format", options->format, "xlsx")
      ->check(one_of({"xlsx"}))
      ->type_name("FORMAT")
      ->capture_default_str();
  part->add_flag("--force", options->force, "replace the output file if it exists");
  part->add_option("--codes", options->review.codes,
                   "only codings of this code, or of codes like 'dilemma/**', and no passages without one")
      ->type_name("GLOB");
  part->add_option("--source", options->review.source, "only this source")->type_name("SOURCE");
  part->add_flag("--blind", options->review.blind,
                 "one row a passage, without what rules or others coded: for an independent coder");
  part->footer(
      "Examples:\n  gloss export review -o review.xlsx\n"
      "  gloss export review --blind --source p03.txt -o p03-anna.xlsx\n"
      "Write into the coloured columns and bring it back with gloss import.");
  chosen.when(*part, [options](Session& session) { return run_review_export(session, *options); });
}

}  // namespace gloss::cli
