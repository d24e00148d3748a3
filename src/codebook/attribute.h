// SPDX-License-Identifier: GPL-3.0-or-later
// What `where` may ask about. Names with a dot before which one of a few words stands are ours; every other
// name is a variable of cases and sources.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace gloss::codebook {

struct Attribute {
  enum class Subject : std::uint8_t {
    source,  ///< name of the source
    kind,
    language,
    section,  ///< titles of the sections around; with `level`: of the one at that depth, 1 = outermost
    speaker,  ///< label
    role,
    case_name,        ///< of the speaker, "case"
    variable,         ///< `name`: of the speaker's case, else of the source
    case_variable,    ///< case.NAME: of the case only
    source_variable,  ///< source.NAME, document.NAME: of the source only
    unit_words,       ///< positions of the unit in force
    unit_chars,       ///< characters in them; blanks and punctuation are none
    unit_number,      ///< from 1, in the source
    turn_number,      ///< from 1, in the source
    unknown,          ///< an own name that does not exist
  };
  Subject subject = Subject::variable;
  bool previous = false;  ///< previous.X: of the turn before; speaker, role, case and variables only
  int level = 0;
  std::string name;  ///< of a variable
  std::string hint;  ///< where unknown: what may be meant
};

/// ASCII case does not matter in our own names; it does in those of variables.
Attribute attribute_named(std::string_view name);

/// Whether its values are numbers, always.
bool is_number(Attribute::Subject subject);

}  // namespace gloss::codebook
