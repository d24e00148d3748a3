// SPDX-License-Identifier: GPL-3.0-or-later
// gloss report agreement: how far coders agree with each other and with the rules.
#include <memory>

#include "cli/report_parts.h"
#include "cli/selection_options.h"
#include "project/agreement.h"

namespace gloss::cli {
namespace {

struct AgreementFlags {
  project::AgreementRequest request;
  bool disagreements = false, confusion = false;
  OutputOptions output;
};

Result<Exit> run_agreement(Session& session, const AgreementFlags& flags) {
  using Form = project::AgreementRequest::Form;
  GLOSS_TRY(auto project, session.open_to_report());
  project::AgreementRequest request = flags.request;
  request.form = flags.disagreements ? Form::disagreements
                 : flags.confusion   ? Form::confusion
                                     : Form::figures;
  request.language = session.language;
  if (request.coders.empty() && !session.coder.empty()) request.coders = {session.coder};
  GLOSS_TRY(const auto table, project::agreement(project, request));
  GLOSS_CHECK(answer(session, table, flags.output));
  return session.close(project, Exit::done);
}

void declare_what_is_compared(CLI::App& app, project::AgreementRequest& request) {
  app.add_option("--coders", request.coders, "these, on the sources that all of them have done; else all")
      ->type_name("NAMES")
      ->delimiter(',');
  app.add_flag("--with-rules", request.with_rules, "the rules, too, as a coder");
  app.add_option("--unit", request.unit, "passage, sentence, source or characters")
      ->check(one_of({"passage", "sentence", "source", "characters"}))
      ->type_name("UNIT")
      ->capture_default_str();
  declare_where(app, request.where);
  declare_codes(app, request.codes, request.level);
}

}  // namespace

void declare_report_agreement(CLI::App& report, Chosen& chosen) {
  auto flags = std::make_shared<AgreementFlags>();
  CLI::App* app =
      report.add_subcommand("agreement", "How far coders agree, on sources that all of them have done");
  project::AgreementRequest& request = flags->request;
  declare_what_is_compared(*app, request);
  app->add_flag("--intervals", request.intervals, "with 95 % intervals: the sources drawn again 2,000 times");
  app->add_option("--seed", request.seed, "of --intervals")->type_name("N")->capture_default_str();
  auto* lists = app->add_flag("--disagreements", flags->disagreements,
                              "what they differ on, with the passage and the words coded");
  app->add_flag("--confusion", flags->confusion, "which codes one gives where another gives others")
      ->excludes(lists);
  flags->output.declare(*app);
  app->footer(
      "Examples:\n  gloss report agreement --coders anna,ben --intervals\n"
      "  gloss report agreement --with-rules --unit characters\n"
      "  gloss report agreement --disagreements --format csv -o differences.csv");
  chosen.when(*app, [flags](Session& session) { return run_agreement(session, *flags); });
}

}  // namespace gloss::cli
