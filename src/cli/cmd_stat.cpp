// SPDX-License-Identifier: GPL-3.0-or-later
// gloss stat MEASURE FILE; gloss stat --vectors FILE...; gloss stat --list: our statistics on data of one's
// own.
#include <memory>

#include "base/file.h"
#include "base/limits.h"
#include "cli/command.h"
#include "report/measure_report.h"
#include "stats/check_vectors.h"
#include "stats/measure_data.h"
#include "stats/named.h"

namespace gloss::cli {
namespace {

struct StatOptions {
  std::string measure, file;
  std::vector<std::string> vectors;
  bool list = false;
  OutputOptions output;
};

Result<Exit> compute(Session& session, const StatOptions& options) {
  const stats::NamedMeasure* measure = stats::named_measure(options.measure);
  if (measure == nullptr) return Err(stats::compute_named(options.measure, {}, {}).error());
  GLOSS_TRY(const std::string text, read_file(options.file, limits::input_file_bytes));
  GLOSS_TRY(const auto data, stats::read_measure_data(text, options.file, *measure));
  std::vector<stats::Answer> answers;
  const Json no_params = Json::object();
  for (const Json& input : data.inputs) {
    auto made = stats::compute_named(options.measure, input, no_params);
    if (!made) {
      Error error = std::move(made).error();
      error.place =
          data.many ? options.file + ", result " + std::to_string(answers.size() + 1) : options.file;
      return Err(std::move(error));
    }
    answers.push_back(std::move(*made));
  }
  GLOSS_CHECK(
      answer(session, report::measure_table(*measure, options.measure, data, answers), options.output));
  return Exit::done;
}

/// Fails at the end, when all is told: an unknown measure is a fault of usage, a wrong value the answer "no".
Result<Exit> check(Session& session, const StatOptions& options) {
  using Outcome = stats::CheckedVector::Outcome;
  std::vector<stats::CheckedVector> all;
  for (const std::string& file : options.vectors) {
    GLOSS_TRY(const std::string text, read_file(file, limits::input_file_bytes));
    GLOSS_TRY(const Json json, read_json(text, file));
    GLOSS_TRY(auto checked, stats::check_vectors(json, file));
    std::move(checked.begin(), checked.end(), std::back_inserter(all));
  }
  GLOSS_CHECK(answer(session, report::vectors_table(all), options.output));
  bool failed = false;
  for (const auto& vector : all) {
    if (vector.outcome == Outcome::unknown)
      return Err(Fault::usage, vector.id, "there is no measure '" + vector.measure + "'",
                 "gloss stat --list");
    failed = failed || (vector.outcome == Outcome::fail && vector.verified);
  }
  return failed ? Exit::no : Exit::done;
}

Result<Exit> run_stat(Session& session, const StatOptions& options) {
  const int wanted =
      (options.list ? 1 : 0) + (options.vectors.empty() ? 0 : 1) + (options.measure.empty() ? 0 : 1);
  if (wanted != 1 || (!options.measure.empty() && options.file.empty()))
    return Err(Fault::usage, "", "name a measure and a file of data, or --vectors and files, or --list",
               "gloss stat jaccard pairs.csv");
  if (!options.vectors.empty()) return check(session, options);
  if (!options.list) return compute(session, options);
  GLOSS_CHECK(answer(session, report::measures_table(), options.output));
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
