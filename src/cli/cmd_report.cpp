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

struct PairOptions {
  project::CooccurrenceRequest request;
  OutputOptions output;
};

struct FrequencyFlags {
  project::FrequencyRequest request;
  OutputOptions output;
};

Result<Exit> run_frequency(Session& session, const FrequencyFlags& options) {
  GLOSS_TRY(auto project, session.open(store::Access::read));
  project::FrequencyRequest request = options.request;
  request.selection = selection(session, request.selection);
  request.language = session.language;
  request.for_people = options.output.format == "text";
  GLOSS_TRY(const auto table, project::frequency(project, request));
  GLOSS_CHECK(answer(session, table, options.output));
  return session.close(project, Exit::done);
}

Result<Exit> run_cooccurrence(Session& session, const PairOptions& options) {
  GLOSS_TRY(auto project, session.open(store::Access::read));
  project::CooccurrenceRequest request = options.request;
  request.selection = selection(session, request.selection);
  request.language = session.language;
  GLOSS_TRY(const auto table, project::cooccurrence(project, request));
  GLOSS_CHECK(answer(session, table, options.output));
  return session.close(project, Exit::done);
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
      app.require_subcommand(1);
      app.footer("Example:\n  gloss report frequency --lang zh");
      declare_frequency(app, chosen);
      auto options = std::make_shared<PairOptions>();
      CLI::App* pairs = app.add_subcommand("cooccurrence", "Which codes occur together");
      pairs->add_option("--unit", options->request.unit, "passage, sentence, answer, turn, source or overlap")
          ->type_name("UNIT")
          ->capture_default_str();
      pairs
          ->add_option("--rows", options->request.rows,
                       "only pairs with one of these codes, e.g. 'dilemma/**'")
          ->type_name("GLOB");
      pairs->add_option("--columns", options->request.columns, "... and one of these, e.g. 'remedy/**'")
          ->type_name("GLOB");
      pairs->add_option("--measures", options->request.measures, "beside jaccard, e.g. dice,lift,phi")
          ->type_name("NAMES")
          ->delimiter(',');
      declare_selection(*pairs, options->request.selection);
      options->output.declare(*pairs);
      pairs->footer("Example:\n  gloss report cooccurrence --rows 'dilemma/**' --columns 'remedy/**'");
      chosen.when(*pairs, [options](Session& session) { return run_cooccurrence(session, *options); });
      declare_report_crosstab(app, chosen);
      declare_report_circles(app, chosen);
      declare_report_agreement(app, chosen);
      declare_report_words(app, chosen);
      declare_report_reading(app, chosen);
      declare_report_rules(app, chosen);
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
      declare_codebook_export(app, chosen);
      declare_review_export(app, chosen);
    }};

}  // namespace gloss::cli
