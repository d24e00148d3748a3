// SPDX-License-Identifier: GPL-3.0-or-later
// How transcripts name who speaks and when: one table of patterns.
//
// Nobody agreed on a form, so each row was seen in real files (Otter, Zoom, f4, btctranscripts, PDIS,
// parliaments). Every row has an example that a test reads. False friends ("Note: ...", "http://", "12:30")
// are kept out by the form of a name, by the stop list and by the rule that an unknown name counts from its
// second occurrence.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gloss::intake {

enum class Certainty {
  at_once,    ///< a label wherever it stands
  recurring,  ///< a label if its name occurs at least twice
  paired,     ///< "Q." and "A.": labels only where both occur
  time,       ///< not a label: a time at the start or the end of a line
};

/// What a row asks for besides its pattern.
namespace needs {
inline constexpr unsigned nothing = 0;
inline constexpr unsigned markdown = 1;      ///< only read in Markdown
inline constexpr unsigned whole_line = 2;    ///< the pattern ends with the line
inline constexpr unsigned form_of_name = 4;  ///< has_form_of_name(label), unless the name is known beforehand
inline constexpr unsigned colon = 8;         ///< a colon, half or full width, anywhere in the line
inline constexpr unsigned last_digit = 16;   ///< a digit at the end of the line, blanks left out
inline constexpr unsigned bracket = 32;      ///< ( or [ before the first ':'
inline constexpr unsigned comma = 64;        ///< , before the first ':'
inline constexpr unsigned tab = 128;         ///< a TAB anywhere
}  // namespace needs

struct Convention {
  const char* name;
  const char* pattern;  ///< RE2; of a label: from the line's start to the end of what is no speech
  int label_group;      ///< 0 for times
  int time_group;       ///< 0 = none
  Certainty certainty;
  unsigned needs;        ///< see namespace needs
  const char* begins;    ///< ASCII characters one of which stands first after blanks; "" = any
  const char* example;   ///< a line that it reads
  const char* expected;  ///< the label (or time) in the example
};

/// All rows, in the order in which they are tried.
const std::vector<Convention>& conventions();

/// What of a line's form the patterns ask for; looked up once for all rows.
struct LineForm {
  char first = 0;      ///< after blanks; 0 = none
  unsigned holds = 0;  ///< which of needs::colon to needs::tab are there
};
LineForm form_of(std::string_view line);
/// Whether the row's pattern can match a line of this form at all: saves most runs of the patterns, and never
/// says no where the pattern matches.
bool may_match(const Convention& row, const LineForm& form);

/// Where a label may stand in a line.
struct FoundLabel {
  const Convention* row = nullptr;
  std::string_view label;  ///< a view into the line
  std::size_t end = 0;     ///< bytes from the line's start that are label, colon, time and markup
  std::string_view time;   ///< empty where none
};

/// What the first fitting row finds at the start of `line`. `names` are labels known beforehand: they need no
/// form and no stop list keeps them out.
std::optional<FoundLabel> find_label(std::string_view line, bool markdown,
                                     const std::vector<std::string>& names);

/// A time in brackets or number signs at the start of `part` (or `part` alone is a bare time): bytes taken,
/// and the time in `value`.
std::size_t time_at_start(std::string_view part, std::string& value);
/// The same at the end of `part`: bytes taken from the end.
std::size_t time_at_end(std::string_view part, std::string& value);

/// "1:23" -> "00:01:23.000", "00:01:23-4" -> "00:01:23.400", "11m 32s" -> "00:11:32.000"; nothing where it is
/// no time.
std::optional<std::string> normal_time(std::string_view time);

/// Whether the form is that of a name: at most 40 characters and five words, no sentence punctuation inside.
bool has_form_of_name(std::string_view label);
/// Words that stand before a colon and never speak: Note, Source, Date, 时间, 前情提要 ...
bool is_on_stop_list(std::string_view label);

}  // namespace gloss::intake
