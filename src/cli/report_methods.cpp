// SPDX-License-Identifier: GPL-3.0-or-later
// gloss report methods: what the section on methods of a paper may say of the project.
#include <memory>

#include "cli/answer_prose.h"
#include "cli/report_parts.h"
#include "project/methods.h"

namespace gloss::cli {
namespace {

Result<Exit> run_methods(Session& session, const OutputOptions& output) {
  GLOSS_TRY(auto project, session.open_to_report());
  GLOSS_TRY(const auto facts, project::methods(project, {session.language}));
  if (output.format == "json") {
    Json more = Json::object();
    if (session.made_from) more["provenance"] = project::as_json(*session.made_from);
    GLOSS_CHECK(answer_text(session, report::methods_json(facts, more), output));
  } else {
    GLOSS_CHECK(answer_prose(session, report::methods_prose(facts), output));
  }
  return session.close(project, Exit::done);
}

}  // namespace

void declare_report_methods(CLI::App& report, Chosen& chosen) {
  auto output = std::make_shared<OutputOptions>();
  CLI::App* app =
      report.add_subcommand("methods", "What a paper's section on methods may say, and what is missing");
  output->declare(*app, {"text", "md", "html", "docx", "json"});
  app->footer(
      "Examples:\n  gloss report methods\n  gloss report methods --lang zh --format docx -o methods.docx");
  chosen.when(*app, [output](Session& session) { return run_methods(session, *output); });
}

}  // namespace gloss::cli
