// SPDX-License-Identifier: GPL-3.0-or-later
#include "codebook/attribute.h"

#include <array>
#include <charconv>
#include <utility>
#include <vector>

#include "codebook/rule_text.h"
#include "codebook/spelling.h"

namespace gloss::codebook {
namespace {

using Subject = Attribute::Subject;

constexpr std::array<std::pair<std::string_view, Subject>, 11> names{{{"source", Subject::source},
                                                                      {"kind", Subject::kind},
                                                                      {"language", Subject::language},
                                                                      {"section", Subject::section},
                                                                      {"speaker", Subject::speaker},
                                                                      {"role", Subject::role},
                                                                      {"case", Subject::case_name},
                                                                      {"unit.words", Subject::unit_words},
                                                                      {"unit.chars", Subject::unit_chars},
                                                                      {"unit.number", Subject::unit_number},
                                                                      {"turn.number", Subject::turn_number}}};

Attribute unknown(std::string hint) {
  Attribute made;
  made.subject = Subject::unknown;
  made.hint = std::move(hint);
  return made;
}

Attribute variable(Subject subject, std::string_view name) {
  Attribute made;
  made.subject = subject;
  made.name = name;
  return made;
}

Attribute section_at(std::string_view level) {
  Attribute made;
  made.subject = Subject::section;
  const auto [end, error] = std::from_chars(level.data(), level.data() + level.size(), made.level);
  if (error != std::errc() || end != level.data() + level.size() || made.level < 1)
    return unknown("write section, or section.1 for the outermost, section.2 for the one in it");
  return made;
}

Attribute previous(std::string_view name) {
  Attribute made = attribute_named(name);
  made.previous = true;
  switch (made.subject) {
    case Subject::speaker:
    case Subject::role:
    case Subject::case_name:
    case Subject::variable:
    case Subject::case_variable:
      if (!ascii_folded(name).starts_with("previous.")) return made;
      break;
    default:
      break;
  }
  return unknown("write previous.role, previous.speaker, previous.case, or a variable as in previous.group");
}

}  // namespace

Attribute attribute_named(std::string_view name) {
  const std::string folded = ascii_folded(name);
  for (const auto& [known, subject] : names) {
    if (folded != known) continue;
    Attribute made;
    made.subject = subject;
    return made;
  }
  const std::size_t dot = folded.find('.');
  const std::string_view first = std::string_view(folded).substr(0, dot);
  const std::string_view rest = dot == std::string::npos ? "" : name.substr(name.find('.') + 1);
  if (dot == std::string::npos || rest.empty()) return variable(Subject::variable, name);
  if (first == "previous") return previous(rest);
  if (first == "section") return section_at(rest);
  if (first == "case") return variable(Subject::case_variable, rest);
  if (first == "source" || first == "document" || first == "doc")
    return variable(Subject::source_variable, rest);
  if (first == "turn") return unknown("write turn.number");
  if (first == "unit") {
    const std::string close = nearest(folded, {"unit.words", "unit.chars", "unit.number"});
    return unknown("write " + (close.empty() ? "unit.words, unit.chars or unit.number" : close));
  }
  return variable(Subject::variable, name);
}

bool is_number(Subject subject) {
  return subject == Subject::unit_words || subject == Subject::unit_chars ||
         subject == Subject::unit_number || subject == Subject::turn_number;
}

}  // namespace gloss::codebook
