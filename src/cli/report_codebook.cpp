// SPDX-License-Identifier: GPL-3.0-or-later
// gloss report codebook: the codebook as a document, with what was coded.
#include <memory>

#include "cli/answer_prose.h"
#include "cli/report_parts.h"
#include "cli/selection_options.h"
#include "project/codebook_paper.h"

namespace gloss::cli {
namespace {

struct CodebookPaperFlags {
  project::CodebookPaperRequest request;
  bool no_counts = false;
  OutputOptions output;
};

Result<void> answer_codebook(Session& session, const report::CodebookPaper& paper,
                             const OutputOptions& output) {
  if (output.format == "json") {
    Json more = Json::object();
    if (session.made_from) more["provenance"] = project::as_json(*session.made_from);
    return answer_text(session, report::codebook_json(paper, more), output);
  }
  if (output.format == "csv" || output.format == "xlsx")
    return answer(session, report::codebook_table(paper), output);
  return answer_prose(session, report::codebook_prose(paper), output);
}

Result<Exit> run_codebook_paper(Session& session, const CodebookPaperFlags& flags) {
  project::CodebookPaperRequest request = flags.request;
  request.counts = !flags.no_counts;
  return run_report(session, request, project::codebook_paper, [&](const report::CodebookPaper& paper) {
    return answer_codebook(session, paper, flags.output);
  });
}

}  // namespace

void declare_report_codebook(CLI::App& report, Chosen& chosen) {
  auto flags = std::make_shared<CodebookPaperFlags>();
  CLI::App* app = report.add_subcommand(
      "codebook", "The codebook to append to a paper: definitions, examples, how often each code occurs");
  app->add_option("--codes", flags->request.selection.codes, "only these codes, e.g. 'dilemma/**'")
      ->type_name("GLOB");
  app->add_flag("--rules", flags->request.rules, "with the rules and the lists that they name");
  app->add_flag("--no-counts", flags->no_counts, "without how often each code occurs");
  flags->output.declare(*app, {"text", "md", "html", "docx", "csv", "json", "xlsx"});
  app->footer(
      "Examples:\n  gloss report codebook --rules --format docx -o codebook.docx\n"
      "  gloss report codebook --codes 'dilemma/**' --lang zh");
  chosen.when(*app, [flags](Session& session) { return run_codebook_paper(session, *flags); });
}

}  // namespace gloss::cli
