// SPDX-License-Identifier: GPL-3.0-or-later
// gloss report network: which words stand together.
#include <memory>

#include "cli/report_parts.h"
#include "cli/selection_options.h"
#include "project/network.h"

namespace gloss::cli {
namespace {

struct NetworkFlags {
  project::WordNetworkRequest request;
  OutputOptions output;
};

Result<Exit> run_network(Session& session, const NetworkFlags& flags) {
  GLOSS_TRY(auto project, session.open_to_report());
  project::WordNetworkRequest request = flags.request;
  request.selection.language = session.language;
  GLOSS_TRY(const auto found, project::network(project, request));
  const std::string& format = flags.output.format;
  if (format == "svg")
    GLOSS_CHECK(answer_picture(session, found.svg, flags.output));
  else if (format == "graphml" || format == "gexf")
    GLOSS_CHECK(answer_text(session, format == "gexf" ? found.gexf : found.graphml, flags.output));
  else
    GLOSS_CHECK(answer(session, found.table, flags.output));
  return session.close(project, Exit::done);
}

}  // namespace

void declare_report_network(CLI::App& report, Chosen& chosen) {
  auto flags = std::make_shared<NetworkFlags>();
  project::WordNetworkRequest& request = flags->request;
  request.text_rows = 30;
  CLI::App* app = report.add_subcommand("network", "Which words stand together, as a network");
  app->add_option("--unit", request.unit, "where two words stand together: passage or sentence")
      ->check(one_of({"passage", "sentence"}))
      ->type_name("UNIT")
      ->capture_default_str();
  app->add_option("--words", request.words, "so many words, the most frequent but function words")
      ->check(CLI::Range(2, 500).description(""))
      ->type_name("N")
      ->capture_default_str();
  app->add_option("--jaccard", request.least_jaccard, "an edge needs at least this")
      ->check(CLI::Range(0.0, 1.0).description(""))
      ->type_name("J")
      ->capture_default_str();
  app->add_option("--edges", request.edges, "so many edges, the strongest (and what ties with them); 0 = all")
      ->type_name("N")
      ->capture_default_str();
  app->add_option("--top", request.text_rows, "pairs to show as text; files have all")
      ->type_name("N")
      ->capture_default_str();
  app->add_option("--seed", request.seed, "of svg: another seed places the words otherwise")
      ->type_name("N")
      ->capture_default_str();
  declare_where(*app, request.selection.where);
  flags->output.declare(*app, {"text", "csv", "json", "md", "xlsx", "svg", "graphml", "gexf"});
  app->footer(
      "Examples:\n  gloss report network\n  gloss report network --unit sentence --where 'group = official'\n"
      "  gloss report network --format svg -o words.svg\n  gloss report network --format gexf -o words.gexf");
  chosen.when(*app, [flags](Session& session) { return run_network(session, *flags); });
}

}  // namespace gloss::cli
