// SPDX-License-Identifier: GPL-3.0-or-later
// gloss report NAME; gloss export NAME: answers as tables.
#include <memory>

#include "cli/command.h"
#include "cli/export_parts.h"
#include "cli/report_parts.h"
#include "cli/selection_options.h"
#include "project/all_codings.h"
#include "project/reports.h"

namespace gloss::cli {
namespace {

struct FrequencyFlags {
  project::FrequencyRequest request;
  OutputOptions output;
};

Result<Exit> run_frequency(Session& session, const FrequencyFlags& options) {
  project::FrequencyRequest request = options.request;
  request.for_people = options.output.format == "text";
  return run_report(
      session, request,
      [](const auto& project, const auto& wanted) { return project::frequency(project, wanted); },
      [&](const report::Table& table) { return answer(session, table, options.output); });
}

Result<Exit> run_codings(Session& session, const OutputOptions& output) {
  GLOSS_TRY(auto project, session.open(store::Access::read));
  GLOSS_TRY(const auto coded, project::all_codings(project));
  GLOSS_TRY(const auto table, project::codings_table(project, coded));
  GLOSS_CHECK(answer(session, table, output));
  return session.close(project, Exit::done);
}

Result<Exit> run_passages(Session& session, const OutputOptions& output) {
  GLOSS_TRY(auto project, session.open(store::Access::read));
  GLOSS_TRY(const auto table, project::passages_table(project));
  GLOSS_CHECK(answer(session, table, output));
  return session.close(project, Exit::done);
}

Result<Exit> no_report(Session&) {
  return Err(Fault::usage, "", "which report?", "gloss report frequency; gloss report --help lists them");
}

void declare_simple(CLI::App& app, Chosen& chosen, const char* name, const char* summary, const char* example,
                    Result<Exit> (*run)(Session&, const OutputOptions&)) {
  auto output = std::make_shared<OutputOptions>();
  CLI::App* part = app.add_subcommand(name, summary);
  output->declare(*part);
  part->footer(std::string("Example:\n  ") + example);
  chosen.when(*part, [output, run](Session& session) { return run(session, *output); });
}

void declare_frequency(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<FrequencyFlags>();
  CLI::App* part = app.add_subcommand("frequency", "How often each code occurs");
  declare_groups(
      *part, options->request.selection,
      "counts for each value of a variable of cases or sources, or of role, source, speaker, case");
  declare_selection(*part, options->request.selection);
  part->add_flag("--words", options->request.words,
                 "with the words that each code covers, and codings per 1,000 words");
  part->add_flag("--intervals", options->request.intervals, "with Wilson's 95 % interval of the share");
  options->output.declare(*part);
  part->footer(
      "Examples:\n  gloss report frequency --format csv -o frequency.csv\n"
      "  gloss report frequency --by group --codes 'dilemma/**' --level 2");
  chosen.when(*part, [options](Session& session) { return run_frequency(session, *options); });
}

}  // namespace

extern const Command report_command = {
    "report", "Count codes, alone and together", "Reports and exchange", [](CLI::App& app, Chosen& chosen) {
      app.require_subcommand(0, 1);
      app.footer("Examples:\n  gloss report frequency --lang zh\n  gloss report all -o reports");
      app.add_option("--at", chosen.at,
                     "of the project as it was when this lock file was written: gloss lock")
          ->type_name("LOCK");
      auto folder = std::make_shared<std::string>();
      app.add_option("--check", *folder,
                     "make the files of `gloss report all` again and compare; exit code 1 where one differs")
          ->type_name("FOLDER");
      app.final_callback([&app, &chosen, folder] {
        if (app.get_subcommands().empty()) chosen.run = folder->empty() ? no_report : check_reports(*folder);
      });
      declare_frequency(app, chosen);
      declare_report_cooccurrence(app, chosen);
      declare_report_crosstab(app, chosen);
      declare_report_circles(app, chosen);
      declare_report_sequence(app, chosen);
      declare_report_matrix(app, chosen);
      declare_report_agreement(app, chosen);
      declare_report_words(app, chosen);
      declare_report_network(app, chosen);
      declare_report_likeness(app, chosen);
      declare_report_reading(app, chosen);
      declare_report_rules(app, chosen);
      declare_report_quotations(app, chosen);
      declare_report_portrait(app, chosen);
      declare_report_codebook(app, chosen);
      declare_report_methods(app, chosen);
      declare_report_all(app, chosen);
    }};

extern const Command export_command = {
    "export", "Write codings, passages, a correction sheet or the codebook", "Reports and exchange",
    [](CLI::App& app, Chosen& chosen) {
      app.require_subcommand(1);
      app.footer("Example:\n  gloss export codings --format csv -o codings.csv");
      declare_simple(app, chosen, "codings", "All codings with quote and place, in code points",
                     "gloss export codings --format csv -o codings.csv", run_codings);
      declare_simple(app, chosen, "passages", "All passages with speaker and text",
                     "gloss export passages --format json", run_passages);
      declare_export_matrix(app, chosen);
      declare_codebook_export(app, chosen);
      declare_review_export(app, chosen);
    }};

}  // namespace gloss::cli
