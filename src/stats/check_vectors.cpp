// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/check_vectors.h"

#include <fmt/format.h>

#include <cmath>

#include "stats/named.h"

namespace gloss::stats {
namespace {

CheckedVector check_one(std::string id, const std::string& measure, const Json& vector,
                        const Json& expected) {
  CheckedVector checked{std::move(id), measure, expected, nullptr, CheckedVector::Outcome::fail, true, {}};
  const auto status = vector.find("status");
  checked.verified = status == vector.end() || *status == "verified";
  if (left_out_measure(measure) != nullptr) {
    checked.outcome = CheckedVector::Outcome::left_out;
    checked.why = left_out_measure(measure)->why;
    return checked;
  }
  if (named_measure(measure) == nullptr) {
    checked.outcome = checked.verified ? CheckedVector::Outcome::unknown : CheckedVector::Outcome::not_run;
    checked.why = "there is no measure of this name";
    return checked;
  }
  static const Json nothing = Json::object();
  const auto params = vector.find("params");
  const auto made = compute_named(measure, vector["input"],
                                  params == vector.end() || params->is_null() ? nothing : *params);
  if (!made) {
    checked.why = made.error().message;
    return checked;
  }
  checked.computed = made->value;
  checked.why = made->undefined;
  const auto tolerance = vector.find("tolerance");
  if (equal_within(made->value, expected,
                   tolerance != vector.end() && tolerance->is_number() ? tolerance->get<double>() : 0))
    checked.outcome = CheckedVector::Outcome::pass;
  return checked;
}

}  // namespace

bool equal_within(const Json& computed, const Json& expected, double tolerance) {
  if (computed.is_number() && expected.is_number()) {
    const double apart = std::abs(computed.get<double>() - expected.get<double>());
    return apart <= tolerance;
  }
  if (computed.is_array() && expected.is_array()) {
    if (computed.size() != expected.size()) return false;
    for (std::size_t i = 0; i < computed.size(); ++i)
      if (!equal_within(computed[i], expected[i], tolerance)) return false;
    return true;
  }
  if (computed.is_object() && expected.is_object()) {
    for (const auto& [name, value] : expected.items())
      if (!computed.contains(name) || !equal_within(computed[name], value, tolerance)) return false;
    return !expected.empty();
  }
  return computed == expected;
}

Result<std::vector<CheckedVector>> check_vectors(const Json& file, const std::string& place) {
  const auto vectors = file.is_object() ? file.find("vectors") : file.end();
  if (vectors == file.end() || !vectors->is_array() || vectors->empty())
    return Err(Fault::bad_input, place, "has no list \"vectors\"",
               "write {\"vectors\": [{\"id\": ..., \"measure\": ..., \"input\": ..., \"expected\": ...}]}");
  std::vector<CheckedVector> all;
  for (const Json& vector : *vectors) {
    const auto is_text = [&](const char* name) {
      return vector.is_object() && vector.contains(name) && vector[name].is_string();
    };
    if (!is_text("id") || !is_text("measure") || !vector.contains("input") || !vector["input"].is_object() ||
        !vector.contains("expected"))
      return Err(
          Fault::bad_input, place,
          fmt::format("vector {} lacks id, measure, input or expected", &vector - &vectors->front() + 1),
          "see gloss stat --help");
    const std::string id = vector["id"], measure = vector["measure"];
    const Json& expected = vector["expected"];
    if (measure != "several" || !expected.is_object()) {
      all.push_back(check_one(id, measure, vector, expected));
      continue;
    }
    for (const auto& [name, value] : expected.items()) all.push_back(check_one(id, name, vector, value));
  }
  return all;
}

}  // namespace gloss::stats
