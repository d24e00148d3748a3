// SPDX-License-Identifier: GPL-3.0-or-later
// gloss debug dump, tokens, rule, query: what the program sees, for those who look into it.
#include <memory>

#include "cli/command.h"
#include "project/debug_view.h"

namespace gloss::cli {
namespace {

Result<Exit> dump(Session& session) {
  GLOSS_TRY(auto project, session.open(store::Access::read));
  GLOSS_TRY(const auto text, project.file().dump());
  GLOSS_CHECK(session.terminal.print(text));
  return session.close(project, Exit::done);
}

struct DebugOptions {
  std::string what, source;
  OutputOptions output;
};

Result<Exit> tokens(Session& session, const DebugOptions& options) {
  GLOSS_TRY(auto project, session.open(store::Access::read));
  GLOSS_TRY(const auto table, project::token_table(project, options.what));
  GLOSS_CHECK(answer(session, table, options.output));
  return session.close(project, Exit::done);
}

using Stages = Result<project::RuleStages> (*)(const project::Project&, const std::string&,
                                               const std::string&);

Result<Exit> stages(Session& session, const DebugOptions& options, Stages stages_of) {
  GLOSS_TRY(auto project, session.open(store::Access::read));
  GLOSS_TRY(const auto found, stages_of(project, options.what, options.source));
  GLOSS_CHECK(
      session.terminal.print(project::as_text(found, {session.terminal.width(), session.terminal.color()})));
  return session.close(project, Exit::done);
}

void declare_stages(CLI::App& app, Chosen& chosen, const char* name, const char* about, Stages stages_of) {
  auto options = std::make_shared<DebugOptions>();
  app.add_option(name, options->what, about)->required();
  app.add_option("--source", options->source, "only this source")->type_name("SOURCE");
  chosen.when(app, [options, stages_of](Session& session) { return stages(session, *options, stages_of); });
}

}  // namespace

extern const Command debug_command = {
    "debug", "Show the inner stages", "History and care", [](CLI::App& app, Chosen& chosen) {
      app.require_subcommand(1);
      app.footer("Example:\n  gloss debug dump");
      CLI::App* dump_app =
          app.add_subcommand("dump", "All of the truth but the log, as text: equal dumps are equal projects");
      dump_app->footer("Example:\n  gloss debug dump > before.txt");
      chosen.when(*dump_app, [](Session& session) { return dump(session); });
      CLI::App* tokens_app =
          app.add_subcommand("tokens", "The positions of a passage or source, as rules see them");
      auto options = std::make_shared<DebugOptions>();
      tokens_app->add_option("passage", options->what, "SOURCE:N, or SOURCE for all of it")->required();
      options->output.declare(*tokens_app);
      tokens_app->footer("Example:\n  gloss debug tokens 02-organiser:14");
      chosen.when(*tokens_app, [options](Session& session) { return tokens(session, *options); });
      CLI::App* rule_app = app.add_subcommand("rule", "The stages of a rule: tree, words, nodes, hits");
      declare_stages(*rule_app, chosen, "rule", "CODE/N: the Nth rule of a code", project::rule_stages);
      rule_app->footer("Example:\n  gloss debug rule dilemma/money/2 --source 02-organiser");
      CLI::App* query_app = app.add_subcommand("query", "The stages of a search query");
      declare_stages(*query_app, chosen, "query", "as for gloss search", project::query_stages);
      query_app->footer("Example:\n  gloss debug query 'fund* near/5 cut*'");
    }};

}  // namespace gloss::cli
