// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/input_reader.h"

#include <fmt/format.h>

#include <cmath>
#include <optional>

#include "base/number.h"

namespace gloss::stats {
namespace {

constexpr double most_exact = 9007199254740992;  // 2^53: whole numbers beyond are no longer told apart

std::optional<std::int64_t> whole(const Json& value) {
  if (!value.is_number()) return std::nullopt;
  const double number = value.get<double>();
  if (!(number >= 0 && number <= most_exact) || number != std::floor(number)) return std::nullopt;
  return static_cast<std::int64_t>(number);
}

std::optional<double> any_number(const Json& value) {
  if (!value.is_number()) return std::nullopt;
  return value.get<double>();
}

std::optional<std::string> word(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number_integer()) return std::to_string(value.get<std::int64_t>());
  if (value.is_number()) return shortest(value.get<double>());
  return std::nullopt;
}

constexpr const char* a_count = "a whole number, 0 or more";
constexpr const char* a_number = "a number";

/// All items of the list, or the first that is none of `what`.
template <class T>
std::vector<T> list_of(InputReader& reader, const std::string& place, const Json& list,
                       std::optional<T> (*read)(const Json&), const char* what) {
  if (!list.is_array()) {
    reader.refuse(fmt::format("{} is not a list", place));
    return {};
  }
  std::vector<T> all;
  all.reserve(list.size());
  for (const Json& item : list) {
    const auto one = read(item);
    if (!one) {
      reader.refuse(fmt::format("{}: item {} is not {}", place, all.size() + 1, what));
      return {};
    }
    all.push_back(*one);
  }
  return all;
}

template <class T>
std::vector<std::vector<T>> table_of(InputReader& reader, std::string_view name,
                                     std::optional<T> (*read)(const Json&), const char* what) {
  const Json& rows = reader.any(name);
  if (reader.refused()) return {};
  if (!rows.is_array() || rows.empty()) {
    reader.refuse(fmt::format("{} is not a list of rows", name));
    return {};
  }
  std::vector<std::vector<T>> all;
  for (const Json& row : rows) {
    const std::string place = fmt::format("{}, row {}", name, all.size() + 1);
    all.push_back(list_of<T>(reader, place, row, read, what));
    if (reader.refused()) return {};
    if (all.back().empty()) reader.refuse(fmt::format("{} is empty", place));
    if (all.back().size() != all.front().size())
      reader.refuse(
          fmt::format("{} has {} cells, row 1 has {}", place, all.back().size(), all.front().size()));
    if (reader.refused()) return {};
  }
  return all;
}

}  // namespace

const Json* InputReader::find(std::string_view name) const {
  for (const Json* from : {&input_, &params_}) {
    if (!from->is_object()) continue;
    const auto found = from->find(std::string(name));
    if (found != from->end()) return &*found;
  }
  return nullptr;
}

void InputReader::refuse(std::string why) {
  if (fault_.empty()) fault_ = std::move(why);
}

const Json& InputReader::any(std::string_view name) {
  static const Json nothing;
  const Json* found = find(name);
  if (found == nullptr) refuse(fmt::format("{} is missing", name));
  return found != nullptr ? *found : nothing;
}

std::int64_t InputReader::count(std::string_view name) {
  const Json& value = any(name);
  if (refused()) return 0;
  const auto number = whole(value);
  if (!number) refuse(fmt::format("{} is not {}", name, a_count));
  return number.value_or(0);
}

std::int64_t InputReader::count(std::string_view name, std::int64_t otherwise) {
  return has(name) ? count(name) : otherwise;
}

double InputReader::number(std::string_view name) {
  const Json& value = any(name);
  if (refused()) return 0;
  const auto number = any_number(value);
  if (!number) refuse(fmt::format("{} is not {}", name, a_number));
  return number.value_or(0);
}

double InputReader::number(std::string_view name, double otherwise) {
  return has(name) ? number(name) : otherwise;
}

std::string InputReader::text(std::string_view name) {
  const Json& value = any(name);
  if (refused()) return {};
  if (!value.is_string()) refuse(fmt::format("{} is not a text", name));
  return value.is_string() ? value.get<std::string>() : std::string();
}

std::string InputReader::text(std::string_view name, std::string otherwise) {
  return has(name) ? text(name) : otherwise;
}

std::vector<std::int64_t> InputReader::counts(std::string_view name) {
  const Json& value = any(name);
  if (refused()) return {};
  return list_of<std::int64_t>(*this, std::string(name), value, whole, a_count);
}

std::vector<double> InputReader::numbers(std::string_view name) {
  const Json& value = any(name);
  if (refused()) return {};
  return list_of<double>(*this, std::string(name), value, any_number, a_number);
}

std::vector<std::string> InputReader::words(std::string_view name) {
  const Json& value = any(name);
  if (refused()) return {};
  return list_of<std::string>(*this, std::string(name), value, word, "a word");
}

std::vector<std::vector<std::int64_t>> InputReader::count_table(std::string_view name) {
  return table_of<std::int64_t>(*this, name, whole, a_count);
}

std::vector<std::vector<double>> InputReader::number_table(std::string_view name) {
  return table_of<double>(*this, name, any_number, a_number);
}

}  // namespace gloss::stats
