// SPDX-License-Identifier: GPL-3.0-or-later
// gloss report accumulation, uncoded: whether to go on reading, and where.
#include <memory>

#include "cli/report_parts.h"
#include "cli/selection_options.h"
#include "project/reading.h"

namespace gloss::cli {
namespace {

struct AccumulationFlags {
  project::AccumulationRequest request;
  OutputOptions output;
};
struct UncodedFlags {
  project::UncodedRequest request;
  OutputOptions output;
};

template <class Flags, class Make>
Result<Exit> run_reading(Session& session, const Flags& flags, Make make) {
  return run_report(session, flags.request, make,
                    [&](const report::Table& table) { return answer(session, table, flags.output); });
}

void declare_accumulation(CLI::App& report, Chosen& chosen) {
  auto flags = std::make_shared<AccumulationFlags>();
  CLI::App* app =
      report.add_subcommand("accumulation", "Which codes are new in each source, in the order of dates");
  auto& options = flags->request.options;
  app->add_option("--date", flags->request.date, "the variable of sources that has their dates")
      ->type_name("VARIABLE")
      ->capture_default_str();
  app->add_option("--base", options.saturation.base, "sources whose codes new ones are measured by")
      ->check(CLI::Range(1, 1000000).description(""))
      ->type_name("N")
      ->capture_default_str();
  app->add_option("--run", options.saturation.run, "sources in a run")
      ->check(CLI::Range(1, 1000000).description(""))
      ->type_name("N")
      ->capture_default_str();
  app->add_option("--threshold", options.saturation.threshold,
                  "a run is saturated where it brings at most this share")
      ->check(CLI::Range(0.0, 1.0).description(""))
      ->type_name("SHARE")
      ->capture_default_str();
  app->add_option("--seed", options.band.seed, "another seed draws other orders")
      ->type_name("N")
      ->capture_default_str();
  declare_selection(*app, flags->request.selection);
  flags->output.declare(*app);
  app->footer("Examples:\n  gloss report accumulation\n  gloss report accumulation --base 6 --threshold 0");
  chosen.when(*app,
              [flags](Session& session) { return run_reading(session, *flags, project::accumulation); });
}

void declare_uncoded(CLI::App& report, Chosen& chosen) {
  auto flags = std::make_shared<UncodedFlags>();
  CLI::App* app =
      report.add_subcommand("uncoded", "How much no code catches, and which passages to read next");
  app->add_option("--top", flags->request.most, "so many passages, the longest")
      ->check(CLI::Range(0, 1000000000).description(""))
      ->type_name("N")
      ->capture_default_str();
  declare_selection(*app, flags->request.selection);
  flags->output.declare(*app);
  app->footer(
      "Examples:\n  gloss report uncoded\n  gloss report uncoded --where 'group = official' --top 1000 "
      "--format csv");
  chosen.when(*app, [flags](Session& session) { return run_reading(session, *flags, project::uncoded); });
}

}  // namespace

void declare_report_reading(CLI::App& report, Chosen& chosen) {
  declare_accumulation(report, chosen);
  declare_uncoded(report, chosen);
}

}  // namespace gloss::cli
