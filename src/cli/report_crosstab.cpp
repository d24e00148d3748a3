// SPDX-License-Identifier: GPL-3.0-or-later
// gloss report crosstab: codes by a variable of speakers or sources.
#include <memory>

#include "cli/report_parts.h"
#include "cli/selection_options.h"
#include "project/crosstab.h"

namespace gloss::cli {
namespace {

struct CrosstabFlags {
  project::CrosstabRequest request;
  OutputOptions output;
};

Result<Exit> run_crosstab(Session& session, const CrosstabFlags& flags) {
  return run_report(session, flags.request, project::crosstab, [&](const project::CrosstabAnswer& answered) {
    return flags.output.format == "svg" ? answer_picture(session, answered.svg, flags.output)
                                        : answer(session, answered.table, flags.output);
  });
}

}  // namespace

void declare_report_crosstab(CLI::App& report, Chosen& chosen) {
  auto flags = std::make_shared<CrosstabFlags>();
  CLI::App* app = report.add_subcommand("crosstab", "Codes by a variable of speakers or sources");
  report::CrosstabOptions& options = flags->request.options;
  declare_groups(*app, flags->request.selection,
                 "the variable of cases or sources, or role, source, speaker, case (needed)");
  app->add_flag("--test", options.test,
                "with p-values: in how many sources (or speakers) of each group a code occurs");
  app->add_option("--draws", options.draws,
                  "of --test: how often more than two groups are permuted where not all tables are weighed")
      ->check(CLI::Range(99, 1000000).description(""))
      ->type_name("N")
      ->capture_default_str();
  app->add_option("--seed", options.seed, "of --test: another seed draws other permutations")
      ->type_name("N")
      ->capture_default_str();
  declare_selection(*app, flags->request.selection);
  flags->output.declare(*app, {"text", "csv", "json", "md", "xlsx", "svg"});
  app->footer(
      "Examples:\n  gloss report crosstab --by group --codes 'dilemma/**'\n"
      "  gloss report crosstab --by group --test\n"
      "  gloss report crosstab --by group --format svg -o crosstab.svg");
  chosen.when(*app, [flags](Session& session) { return run_crosstab(session, *flags); });
}

}  // namespace gloss::cli
