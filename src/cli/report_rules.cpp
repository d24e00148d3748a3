// SPDX-License-Identifier: GPL-3.0-or-later
// gloss report rules: precision, recall, F1 and kappa of each rule and code against what people coded.
#include "cli/report_parts.h"

#include <memory>

#include "project/apply_rules.h"
#include "project/rule_quality.h"

namespace gloss::cli {
namespace {

struct RulesOptions {
  project::QualityOptions quality;
  std::string by = "rule", intervals = "passages";
  OutputOptions output;
};

Result<Exit> run_rules(Session& session, const RulesOptions& options) {
  project::QualityOptions wanted = options.quality;
  wanted.rules = options.by == "rule";
  wanted.over_sources = options.intervals == "sources";
  GLOSS_TRY(auto project, session.open_to_report());
  GLOSS_TRY(const auto coded, project::apply_rules(project));
  GLOSS_TRY(const auto work, project.file().hand_work());
  GLOSS_TRY(const auto quality, project::rule_quality(coded, work, wanted));
  GLOSS_CHECK(
      answer(session, project::quality_table(coded, quality, wanted, session.language), options.output));
  return session.close(project, Exit::done);
}

}  // namespace

void declare_report_rules(CLI::App& report, Chosen& chosen) {
  auto options = std::make_shared<RulesOptions>();
  CLI::App* app =
      report.add_subcommand("rules", "How well rules and codes find what people coded, where they have read");
  app->add_option("--against", options->quality.against,
                  "compare with this coder, not with all who have read")
      ->type_name("CODER");
  app->add_option("--by", options->by, "rule (and code) or code")
      ->check(one_of({"rule", "code"}))
      ->type_name("WHAT")
      ->capture_default_str();
  app->add_option("--intervals", options->intervals,
                  "passages (by formula, passages taken for independent) or sources (sources drawn again)")
      ->check(one_of({"passages", "sources"}))
      ->type_name("UNIT")
      ->capture_default_str();
  app->add_option("--seed", options->quality.seed, "of --intervals sources")
      ->type_name("N")
      ->capture_default_str();
  options->output.declare(*app);
  app->footer("Example:\n  gloss report rules --against anna --by code");
  chosen.when(*app, [options](Session& session) { return run_rules(session, *options); });
}

}  // namespace gloss::cli
