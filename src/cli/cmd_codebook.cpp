// SPDX-License-Identifier: GPL-3.0-or-later
// gloss codebook check FILE; gloss codebook use FILE: examples as tests, and the project's codebook.
#include <fmt/format.h>

#include <memory>

#include "cli/codebook_diff.h"
#include "cli/command.h"
#include "project/apply_rules.h"
#include "project/check_codebook.h"
#include "project/use_codebook.h"
#include "text/display.h"

namespace gloss::cli {
namespace {

std::string list_of(const std::vector<int>& numbers) {
  std::string out;
  for (const int number : numbers) out += (out.empty() ? "" : ", ") + std::to_string(number);
  return out;
}

std::string describe(const project::ExampleFailure& failure, const std::string& file) {
  std::string out =
      fmt::format("{}:{}:{}: {} of '{}' {}\n  {}\n", file, failure.line, failure.column,
                  failure.counterexample ? "a counterexample" : "an example", failure.code,
                  failure.counterexample ? "is coded" : "is not coded", text::one_line(failure.text));
  if (!failure.counterexample) return out;
  std::string words;
  for (const auto& word : failure.matched) words += (words.empty() ? "" : ", ") + word;
  return out + fmt::format("  because of rule {}, which matched: {}\n", list_of(failure.rules), words);
}

Result<Exit> check(Session& session, const std::string& file) {
  GLOSS_TRY(const auto codebook, project::read_codebook(file));
  GLOSS_TRY(const auto found, project::check_codebook(codebook, file));
  std::string out;
  for (const auto& failure : found.failures) out += describe(failure, file);
  for (const auto& warning : found.warnings)
    out += fmt::format("{}:{}:{}: warning: {}; try: {}\n", file, warning.line, warning.column,
                       warning.message, warning.hint);
  out += fmt::format("{} codes, {} rules; {} examples and {} counterexamples run, {} failed", found.codes,
                     found.rules, found.examples, found.counterexamples, found.failures.size());
  if (found.not_run > 0) out += fmt::format("; {} not run, since their codes have no rules", found.not_run);
  GLOSS_CHECK(session.terminal.print(out + "\n"));
  return found.failures.empty() ? Exit::done : Exit::no;
}

}  // namespace

extern const Command codebook_command = {
    "codebook", "Check a codebook, or make it the project's", "Searching and coding",
    [](CLI::App& app, Chosen& chosen) {
      app.require_subcommand(1);
      app.footer("Example:\n  gloss codebook check codebook.yaml");
      auto file = std::make_shared<std::string>();
      CLI::App* check_app =
          app.add_subcommand("check", "Run the examples and counterexamples of a codebook as tests");
      check_app->add_option("file", *file, "the codebook, a YAML file")->required()->type_name("FILE");
      check_app->footer("Example:\n  gloss codebook check codebook.yaml\nExit code 1 if an example fails.");
      chosen.when(*check_app, [file](Session& session) { return check(session, *file); });
      declare_codebook_use(
          *app.add_subcommand("use", "Make a codebook the project's, after a look at what changes"), chosen);
      declare_codebook_diff(
          *app.add_subcommand("diff", "Show what a change of the codebook does to the codings"), chosen);
    }};

}  // namespace gloss::cli
