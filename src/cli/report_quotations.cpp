// SPDX-License-Identifier: GPL-3.0-or-later
// gloss report quotations: what was said, code by code, as the raw material of a chapter.
#include <memory>
#include <string>

#include "cli/answer_prose.h"
#include "cli/report_parts.h"
#include "cli/selection_options.h"
#include "project/quotations.h"

namespace gloss::cli {
namespace {

struct QuotationFlags {
  project::QuotationsRequest request;
  OutputOptions output;
};

bool wants_rows(const std::string& format) { return format == "csv" || format == "json" || format == "xlsx"; }

Result<Exit> run_quotations(Session& session, const QuotationFlags& flags) {
  return run_report(session, flags.request, project::quotations,
                    [&](const project::QuotationsAnswer& made) -> Result<void> {
                      return wants_rows(flags.output.format)
                                 ? answer(session, made.table, flags.output)
                                 : answer_prose(session, made.prose, flags.output);
                    });
}

}  // namespace

void declare_report_quotations(CLI::App& report, Chosen& chosen) {
  auto flags = std::make_shared<QuotationFlags>();
  CLI::App* app =
      report.add_subcommand("quotations", "What was said, code by code, with who said it and your memos");
  app->add_option("--most", flags->request.most,
                  "at most so many of each code, or of each group in it: exemplars, then speakers in turn")
      ->type_name("N")
      ->check(CLI::PositiveNumber)
      ->default_str("all");
  app->add_option("--context", flags->request.context,
                  "what is shown: passage, sentence, quote (the coded words)")
      ->type_name("WHAT")
      ->check(one_of({"passage", "sentence", "quote"}))
      ->capture_default_str();
  declare_selection(*app, flags->request.selection);
  declare_groups(*app, flags->request.selection, "quotations of each group together");
  flags->output.declare(*app, {"text", "md", "html", "docx", "csv", "json", "xlsx"});
  app->footer(
      "Examples:\n  gloss report quotations --codes 'dilemma/**' --by group --most 3\n"
      "  gloss report quotations --format docx -o quotations.docx");
  chosen.when(*app, [flags](Session& session) { return run_quotations(session, *flags); });
}

}  // namespace gloss::cli
