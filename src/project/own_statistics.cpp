// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/own_statistics.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/file.h"
#include "base/limits.h"
#include "report/measure_report.h"
#include "stats/check_vectors.h"
#include "stats/measure_data.h"
#include "stats/named.h"

namespace gloss::project {

Result<report::Table> measure_file(const std::string& name, const std::string& file) {
  const stats::NamedMeasure* measure = stats::named_measure(name);
  if (measure == nullptr) return Err(stats::compute_named(name, {}, {}).error());
  GLOSS_TRY(const std::string text, read_file(file, limits::input_file_bytes));
  GLOSS_TRY(const auto data, stats::read_measure_data(text, file, *measure));
  std::vector<stats::Answer> answers;
  const Json no_params = Json::object();
  for (const Json& input : data.inputs) {
    auto made = stats::compute_named(name, input, no_params);
    if (!made) {
      Error error = std::move(made).error();
      error.place = data.many ? file + ", result " + std::to_string(answers.size() + 1) : file;
      return Err(std::move(error));
    }
    answers.push_back(std::move(*made));
  }
  return report::measure_table(*measure, name, data, answers);
}

Result<VectorCheck> check_vector_files(const std::vector<std::string>& files) {
  using Outcome = stats::CheckedVector::Outcome;
  std::vector<stats::CheckedVector> all;
  for (const std::string& file : files) {
    GLOSS_TRY(const std::string text, read_file(file, limits::input_file_bytes));
    GLOSS_TRY(const Json json, read_json(text, file));
    GLOSS_TRY(auto checked, stats::check_vectors(json, file));
    std::move(checked.begin(), checked.end(), std::back_inserter(all));
  }
  VectorCheck check{report::vectors_table(all), false, {}};
  for (const auto& vector : all) {
    if (vector.outcome == Outcome::unknown && check.unknown.empty()) check.unknown = vector.measure;
    check.failed = check.failed || (vector.outcome == Outcome::fail && vector.verified);
  }
  return check;
}

report::Table known_measures() { return report::measures_table(); }

}  // namespace gloss::project
