// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/coding.h"

#include "base/hash.h"

namespace gloss::model {

std::string_view name_of(Origin origin) { return origin == Origin::rule ? "rule" : "coder"; }

std::string_view name_of(Decision decision) {
  switch (decision) {
    case Decision::accepted:
      return "accepted";
    case Decision::rejected:
      return "rejected";
    case Decision::none:
      break;
  }
  return "";
}

std::string coding_id(const std::string& text_hash, text::CodePointSpan span, const std::string& code,
                      Origin origin, const std::string& coder) {
  return Sha256()
      .add_field(text_hash)
      .add_field(std::to_string(span.begin.count))
      .add_field(std::to_string(span.end.count))
      .add_field(code)
      .add_field(name_of(origin))
      .add_field(coder)
      .hex()
      .substr(0, 12);
}

}  // namespace gloss::model
