// SPDX-License-Identifier: GPL-3.0-or-later
// gloss stat MEASURE FILE; gloss stat --vectors FILE...; gloss stat --list: our statistics on data of one's
// own.
#include <memory>

#include "cli/command.h"
#include "project/own_statistics.h"

namespace gloss::cli {
namespace {

struct StatOptions {
  std::string measure, file;
  std::vector<std::string> vectors;
  bool list = false;
  OutputOptions output;
};

/// Fails at the end, when all is told: an unknown measure is a fault of usage, a wrong value the answer "no".
Result<Exit> check(Session& session, const StatOptions& options) {
  GLOSS_TRY(const auto checked, project::check_vector_files(options.vectors));
  GLOSS_CHECK(answer(session, checked.table, options.output));
  if (!checked.unknown.empty())
    return Err(Fault::usage, "", "there is no measure '" + checked.unknown + "'", "gloss stat --list");
  return checked.failed ? Exit::no : Exit::done;
}

Result<Exit> run_stat(Session& session, const StatOptions& options) {
  const int wanted =
      (options.list ? 1 : 0) + (options.vectors.empty() ? 0 : 1) + (options.measure.empty() ? 0 : 1);
  if (wanted != 1 || (!options.measure.empty() && options.file.empty()))
    return Err(Fault::usage, "", "name a measure and a file of data, or --vectors and files, or --list",
               "gloss stat jaccard pairs.csv");
  if (!options.vectors.empty()) return check(session, options);
  if (options.list) {
    GLOSS_CHECK(answer(session, project::known_measures(), options.output));
  } else {
    GLOSS_TRY(const auto table, project::measure_file(options.measure, options.file));
    GLOSS_CHECK(answer(session, table, options.output));
  }
  return Exit::done;
}

}  // namespace

extern const Command stat_command = {
    "stat", "Compute a statistic of data of your own, or check ours", "Reports and exchange",
    [](CLI::App& app, Chosen& chosen) {
      auto options = std::make_shared<StatOptions>();
      app.add_option("measure", options->measure, "its name, as --list has it: jaccard")->type_name("");
      app.add_option("file", options->file, "the data: a JSON object, or CSV with a head line")
          ->type_name("");
      app.add_option(
             "--vectors", options->vectors,
             "check files of published data and what a measure must give; exit code 1 where one fails")
          ->type_name("FILE...");
      app.add_flag("--list", options->list, "which measures there are, what they read, and their formulas");
      options->output.declare(app);
      app.footer(
          "Examples:\n  gloss stat jaccard pairs.csv              (columns n12, n1, n2, N: one result a "
          "line)\n"
          "  gloss stat krippendorff_alpha_nominal ratings.csv   (a column for each coder)\n"
          "  gloss stat --vectors vectors/*.json");
      chosen.when(app, [options](Session& session) { return run_stat(session, *options); });
    }};

}  // namespace gloss::cli
