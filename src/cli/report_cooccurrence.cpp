// SPDX-License-Identifier: GPL-3.0-or-later
// gloss report cooccurrence: which codes occur together, as a table, a picture or a graph file.
#include <memory>

#include "cli/report_parts.h"
#include "cli/selection_options.h"
#include "project/cooccurrence.h"
#include "project/network.h"

namespace gloss::cli {
namespace {

struct PairFlags {
  project::CooccurrenceRequest request;
  bool test = false;
  stats::PermutationOptions permutation;
  double least_jaccard = 0;
  OutputOptions output;

  bool as_network() const {
    return output.format == "svg" || output.format == "graphml" || output.format == "gexf";
  }
};

Result<Exit> run_network_of_codes(Session& session, const PairFlags& flags) {
  if (flags.test) return Err(Fault::usage, "--test", "is for tables, and a network is none", "--format csv");
  return run_report(
      session, flags.request,
      [&](const auto& project, const auto& wanted) {
        return project::code_network(project, wanted, flags.least_jaccard, flags.permutation.seed);
      },
      [&](const project::NetworkAnswer& found) {
        if (flags.output.format == "svg") return answer_picture(session, found.svg, flags.output);
        return answer_text(session, flags.output.format == "gexf" ? found.gexf : found.graphml, flags.output);
      });
}

Result<Exit> run_pairs(Session& session, const PairFlags& flags) {
  if (flags.as_network()) return run_network_of_codes(session, flags);
  return run_report(
      session, flags.request,
      [&](const auto& project, const auto& wanted) {
        return flags.test ? project::tested_cooccurrence(project, wanted, flags.permutation)
                          : project::cooccurrence(project, wanted);
      },
      [&](const report::Table& table) { return answer(session, table, flags.output); });
}

void declare_pairs_counted(CLI::App& app, project::CooccurrenceRequest& request) {
  app.add_option("--unit", request.unit, "passage, sentence, answer, turn, source or overlap")
      ->type_name("UNIT")
      ->capture_default_str();
  app.add_option("--rows", request.rows, "only pairs with one of these codes, e.g. 'dilemma/**'")
      ->type_name("GLOB");
  app.add_option("--columns", request.columns, "... and one of these, e.g. 'remedy/**'")->type_name("GLOB");
  app.add_option("--measures", request.measures, "beside jaccard, e.g. dice,lift,phi")
      ->type_name("NAMES")
      ->delimiter(',');
}

}  // namespace

void declare_report_cooccurrence(CLI::App& report, Chosen& chosen) {
  auto flags = std::make_shared<PairFlags>();
  CLI::App* app = report.add_subcommand("cooccurrence", "Which codes occur together");
  declare_pairs_counted(*app, flags->request);
  app->add_flag("--test", flags->test,
                "with expected counts and p-values: one code turned round within each speaker and source");
  app->add_option("--draws", flags->permutation.draws, "of --test: turnings drawn where not all are weighed")
      ->check(CLI::Range(99, 1000000).description(""))
      ->type_name("N")
      ->capture_default_str();
  app->add_option("--seed", flags->permutation.seed,
                  "of --test and svg: another seed draws other turnings, places codes otherwise")
      ->type_name("N")
      ->capture_default_str();
  app->add_option("--jaccard", flags->least_jaccard, "of svg, graphml and gexf: an edge needs at least this")
      ->check(CLI::Range(0.0, 1.0).description(""))
      ->type_name("J")
      ->capture_default_str();
  declare_selection(*app, flags->request.selection);
  flags->output.declare(*app, {"text", "csv", "json", "md", "xlsx", "svg", "graphml", "gexf"});
  app->footer(
      "Examples:\n  gloss report cooccurrence --rows 'dilemma/**' --columns 'remedy/**'\n"
      "  gloss report cooccurrence --test --format csv -o pairs.csv\n"
      "  gloss report cooccurrence --jaccard 0.1 --format svg -o codes.svg\n"
      "  gloss report cooccurrence --format graphml -o codes.graphml");
  chosen.when(*app, [flags](Session& session) { return run_pairs(session, *flags); });
}

}  // namespace gloss::cli
