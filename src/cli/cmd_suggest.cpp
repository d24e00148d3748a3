// SPDX-License-Identifier: GPL-3.0-or-later
// gloss suggest terms CODE: words and phrases that the code's rules could look for, too.
#include <memory>

#include "cli/command.h"
#include "project/all_codings.h"
#include "project/suggest_terms.h"

namespace gloss::cli {
namespace {

struct SuggestCommandOptions {
  project::SuggestOptions terms;
  OutputOptions output;
};

Result<Exit> run_terms(Session& session, const SuggestCommandOptions& options) {
  GLOSS_TRY(auto project, session.open(store::Access::read));
  GLOSS_TRY(const auto coded, project::all_codings(project));
  GLOSS_TRY(const auto suggested, project::suggest_terms(project, coded, options.terms));
  GLOSS_CHECK(answer(session, project::as_table(suggested), options.output));
  return session.close(project, suggested.terms.empty() ? Exit::no : Exit::done);
}

}  // namespace

extern const Command suggest_command = {
    "suggest", "Suggest words for a code's rules", "Searching and coding", [](CLI::App& app, Chosen& chosen) {
      app.require_subcommand(1);
      app.footer("Example:\n  gloss suggest terms dilemma/permits");
      auto options = std::make_shared<SuggestCommandOptions>();
      CLI::App* terms = app.add_subcommand(
          "terms", "Words and phrases that mark a code's passages, with what they would bring");
      terms->add_option("code", options->terms.code, "the code; those below it count with it")->required();
      terms
          ->add_option("--against", options->terms.against,
                       "compare with the passages of this code, not with all others")
          ->type_name("CODE");
      terms->add_option("--least", options->terms.least_hits, "fewest occurrences in the code's passages")
          ->check(CLI::Range(2, 1000000).description(""))
          ->type_name("N")
          ->capture_default_str();
      terms->add_option("-n,--limit", options->terms.limit, "at most so many of each kind; 0 = all")
          ->type_name("N")
          ->capture_default_str();
      options->output.declare(*terms);
      terms->footer("Example:\n  gloss suggest terms dilemma/permits --against remedy/permits");
      chosen.when(*terms, [options](Session& session) { return run_terms(session, *options); });
    }};

}  // namespace gloss::cli
