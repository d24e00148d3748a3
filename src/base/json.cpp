// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json.h"

#include <algorithm>

namespace gloss {

std::string json_text(const Json& value) {
  return value.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string json_line(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<Json> parse_json(const std::string& text, const std::string& place) {
  Json value = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (value.is_discarded()) return Err(Fault::damaged, place, "is not the JSON that was written");
  return value;
}

Result<Json> read_json(const std::string& text, const std::string& place) {
  try {
    return Json::parse(text);
  } catch (const Json::parse_error& error) {
    // What was read last is what cannot stand there; `byte` counts from 1.
    const std::size_t at = std::min(error.byte > 0 ? error.byte - 1 : 0, text.size());
    const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
    const std::size_t begin = at == 0 ? std::string::npos : text.rfind('\n', at - 1);
    const std::size_t column = begin == std::string::npos ? at + 1 : at - begin;
    return Err(Fault::bad_input, place + ":" + std::to_string(line) + ":" + std::to_string(column),
               at >= text.size() ? "the JSON ends before it is complete" : "this is not JSON",
               "check the comma, quote or bracket before this place");
  } catch (const Json::exception&) {
    return Err(Fault::bad_input, place, "is no JSON that can be read: a number is too large",
               "write it with fewer digits");
  }
}

}  // namespace gloss
