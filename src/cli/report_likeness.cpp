// SPDX-License-Identifier: GPL-3.0-or-later
// gloss report similarity, clusters, map: what is alike, and what belongs together.
#include <memory>

#include "cli/report_parts.h"
#include "cli/selection_options.h"
#include "project/likeness.h"

namespace gloss::cli {
namespace {

struct LikenessFlags {
  project::LikenessRequest request;
  OutputOptions output;
};

struct MapFlags {
  project::MapRequest request;
  OutputOptions output;
};

void declare_what_to_compare(CLI::App& app, project::LikenessRequest& request) {
  app.add_option("--of", request.of, "what is compared: sources, speakers, cases or codes")
      ->check(one_of({"sources", "speakers", "cases", "codes"}))
      ->type_name("WHAT")
      ->capture_default_str();
  app.add_option("--by-what", request.by_what, "by the codes each has, or by its words: codes or words")
      ->check(one_of({"codes", "words"}))
      ->type_name("WHAT")
      ->capture_default_str();
  app.add_option("--measure", request.measure,
                 "jaccard (what both have at all) or cosine (in which proportions; of words, tf-idf)")
      ->check(one_of({"jaccard", "cosine"}))
      ->type_name("MEASURE")
      ->capture_default_str();
}

Result<Exit> run_similarity(Session& session, const LikenessFlags& flags) {
  return run_report(session, flags.request, project::similarity,
                    [&](const report::Table& table) { return answer(session, table, flags.output); });
}

Result<Exit> run_clusters(Session& session, const LikenessFlags& flags) {
  project::LikenessRequest request = flags.request;
  request.width = session.terminal.width();
  return run_report(session, request, project::clusters, [&](const project::ClustersAnswer& found) {
    if (flags.output.format == "svg") return answer_picture(session, found.svg, flags.output);
    return answer(session, flags.output.format == "text" ? found.drawing : found.table, flags.output);
  });
}

Result<Exit> run_map(Session& session, const MapFlags& flags) {
  return run_report(session, flags.request, project::correspondence_map,
                    [&](const project::MapAnswer& found) {
                      return flags.output.format == "svg" ? answer_picture(session, found.svg, flags.output)
                                                          : answer(session, found.table, flags.output);
                    });
}

void declare_similarity(CLI::App& report, Chosen& chosen) {
  auto flags = std::make_shared<LikenessFlags>();
  flags->request.text_rows = 20;
  CLI::App* app = report.add_subcommand("similarity", "Which sources, speakers, cases or codes are alike");
  declare_what_to_compare(*app, flags->request);
  app->add_option("--top", flags->request.text_rows, "pairs to show as text; files have all")
      ->type_name("N")
      ->capture_default_str();
  declare_selection(*app, flags->request.selection);
  flags->output.declare(*app);
  app->footer(
      "Examples:\n  gloss report similarity\n  gloss report similarity --of codes --where 'role != "
      "interviewer'\n"
      "  gloss report similarity --of speakers --by-what words --measure cosine");
  chosen.when(*app, [flags](Session& session) { return run_similarity(session, *flags); });
}

void declare_clusters(CLI::App& report, Chosen& chosen) {
  auto flags = std::make_shared<LikenessFlags>();
  CLI::App* app =
      report.add_subcommand("clusters", "Which sources, speakers, cases or codes belong together");
  declare_what_to_compare(*app, flags->request);
  app->add_option(
         "--linkage", flags->request.linkage,
         "when clusters are near: average, complete (their farthest members), single (their nearest) "
         "or ward")
      ->check(one_of({"average", "complete", "single", "ward"}))
      ->type_name("LINKAGE")
      ->capture_default_str();
  app->add_option("--groups", flags->request.groups, "which of so many groups each is in")
      ->check(CLI::Range(1, 1000).description(""))
      ->type_name("N");
  declare_selection(*app, flags->request.selection);
  flags->output.declare(*app, {"text", "csv", "json", "md", "xlsx", "svg"});
  app->footer(
      "Examples:\n  gloss report clusters --of codes\n  gloss report clusters --groups 3 --format csv\n"
      "  gloss report clusters --of codes --format svg -o tree.svg");
  chosen.when(*app, [flags](Session& session) { return run_clusters(session, *flags); });
}

void declare_map(CLI::App& report, Chosen& chosen) {
  auto flags = std::make_shared<MapFlags>();
  CLI::App* app =
      report.add_subcommand("map", "Codes and sources, or codes and a variable, as points of one map");
  declare_groups(*app, flags->request.selection,
                 "the variable of cases or sources, or role, speaker, case; without it, sources");
  declare_selection(*app, flags->request.selection);
  flags->output.declare(*app, {"text", "csv", "json", "md", "xlsx", "svg"});
  app->footer(
      "Examples:\n  gloss report map --by group\n  gloss report map --codes 'dilemma/**' --format csv\n"
      "  gloss report map --by group --format svg -o map.svg");
  chosen.when(*app, [flags](Session& session) { return run_map(session, *flags); });
}

}  // namespace

void declare_report_likeness(CLI::App& report, Chosen& chosen) {
  declare_similarity(report, chosen);
  declare_clusters(report, chosen);
  declare_map(report, chosen);
}

}  // namespace gloss::cli
