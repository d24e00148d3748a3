// SPDX-License-Identifier: GPL-3.0-or-later
// gloss report sequence: which code follows which.
#include <memory>

#include "cli/report_parts.h"
#include "cli/selection_options.h"
#include "project/sequence.h"

namespace gloss::cli {
namespace {

struct SequenceFlags {
  project::SequenceRequest request;
  OutputOptions output;
};

Result<Exit> run_sequence(Session& session, const SequenceFlags& flags) {
  return run_report(session, flags.request, project::sequence,
                    [&](const report::Table& table) { return answer(session, table, flags.output); });
}

}  // namespace

void declare_report_sequence(CLI::App& report, Chosen& chosen) {
  auto flags = std::make_shared<SequenceFlags>();
  CLI::App* app = report.add_subcommand("sequence", "Which code follows which");
  report::SequenceOptions& options = flags->request.options;
  app->add_option("--chain", options.chain, "source, answer, turn: nothing follows anything across its end")
      ->type_name("UNIT")
      ->capture_default_str();
  CLI::Option* lag = app->add_option("--lag", options.lag, "what stands so many moments after a code")
                         ->check(CLI::Range(1, 1000).description(""))
                         ->type_name("N")
                         ->capture_default_str();
  CLI::Option* skip = app->add_flag("--skip-repeats", options.skip_repeats,
                                    "a code that was just there is no new event, so none follows itself");
  CLI::Option* test = app->add_flag("--test", options.test, "with G2, its df and p");
  app->add_option(
         "--within", options.within,
         "instead: of the codings of a, how many have a b at most so many words after, and the other "
         "way round")
      ->check(CLI::Range(0, 1000000).description(""))
      ->type_name("N")
      ->default_str("")
      ->excludes(lag)
      ->excludes(skip)
      ->excludes(test);
  declare_selection(*app, flags->request.selection);
  flags->output.declare(*app);
  app->footer(
      "Examples:\n  gloss report sequence --level 1 --chain answer --skip-repeats\n"
      "  gloss report sequence --within 30 --codes 'dilemma/**'");
  chosen.when(*app, [flags](Session& session) { return run_sequence(session, *flags); });
}

}  // namespace gloss::cli
