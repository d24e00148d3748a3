// SPDX-License-Identifier: GPL-3.0-or-later
// gloss report circles: stated causes, and whether they close a circle.
#include <memory>

#include "cli/report_parts.h"
#include "cli/selection_options.h"
#include "project/circles.h"

namespace gloss::cli {
namespace {

struct CirclesFlags {
  project::CirclesRequest request;
  bool statements = false;
  OutputOptions output;
};

Result<Exit> run_circles(Session& session, const CirclesFlags& flags) {
  return run_report(session, flags.request, project::circles, [&](const project::CirclesAnswer& found) {
    if (flags.output.format == "svg") return answer_picture(session, found.svg, flags.output);
    if (flags.statements && flags.output.format == "text")
      return answer_text(session, found.statements_text, flags.output);
    return answer(session, flags.statements ? found.statements : found.edges, flags.output);
  });
}

}  // namespace

void declare_report_circles(CLI::App& report, Chosen& chosen) {
  auto flags = std::make_shared<CirclesFlags>();
  CLI::App* app =
      report.add_subcommand("circles", "Which code is said to bring about which, and what closes a circle");
  report::CircleOptions& options = flags->request.options;
  app->add_flag("--statements", flags->statements, "the words in which each cause is stated");
  app->add_option("--least", options.least, "statements that a cause needs to count")
      ->check(CLI::Range(1, 1000000).description(""))
      ->type_name("N")
      ->capture_default_str();
  app->add_option("--longest", options.longest, "codes that a circle may have")
      ->check(CLI::Range(2, 12).description(""))
      ->type_name("N")
      ->capture_default_str();
  app->add_option(
         "--permutations", options.permutations,
         "how often directions are drawn by lot, to see how many circles there are by chance; 0 = never")
      ->check(CLI::Range(0, 100000).description(""))
      ->type_name("N")
      ->capture_default_str();
  app->add_option("--seed", options.seed, "another seed draws other directions")
      ->type_name("N")
      ->capture_default_str();
  declare_selection(*app, flags->request.selection);
  flags->output.declare(*app, {"text", "csv", "json", "md", "xlsx", "svg"});
  app->footer(
      "Examples:\n  gloss report circles --codes 'dilemma/**'\n"
      "  gloss report circles --statements\n  gloss report circles --format svg -o circles.svg");
  chosen.when(*app, [flags](Session& session) { return run_circles(session, *flags); });
}

}  // namespace gloss::cli
