// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json.h"

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

}  // namespace gloss
