// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/source.h"

namespace gloss::model {

std::string_view name_of(Role role) {
  switch (role) {
    case Role::interviewer:
      return "interviewer";
    case Role::interviewee:
      return "interviewee";
    case Role::unknown:
      break;
  }
  return "unknown";
}

std::string_view name_of(Kind kind) { return kind == Kind::field_note ? "field-note" : "interview"; }

std::optional<Role> role_named(std::string_view name) {
  for (const Role role : {Role::unknown, Role::interviewer, Role::interviewee})
    if (name == name_of(role)) return role;
  return {};
}

std::optional<Kind> kind_named(std::string_view name) {
  for (const Kind kind : {Kind::interview, Kind::field_note})
    if (name == name_of(kind)) return kind;
  return {};
}

}  // namespace gloss::model
