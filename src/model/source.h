// SPDX-License-Identifier: GPL-3.0-or-later
// A source: one imported text and its parts. Plain values; offsets are bytes of the frozen text.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/offset.h"

namespace gloss::model {

enum class Role : std::uint8_t { unknown, interviewer, interviewee };
enum class Kind : std::uint8_t { interview, field_note };

std::string_view name_of(Role role);  ///< "unknown", "interviewer", "interviewee"
std::string_view name_of(Kind kind);  ///< "interview", "field-note"
std::optional<Role> role_named(std::string_view name);
std::optional<Kind> kind_named(std::string_view name);

/// Variables of a source or a case: name -> value, bytewise sorted by name.
using Variables = std::map<std::string, std::string, std::less<>>;

/// Who speaks, within one source. P1 in two files is two people unless cases.csv joins them.
struct Speaker {
  std::string label;  ///< as it stands in the text, without the colon, trimmed
  Role role = Role::unknown;
};

/// A stretch of text under one heading, up to the next heading of the same or a higher level.
struct Section {
  int level = 1;             ///< 1 = highest
  text::ByteSpan heading;    ///< the heading's words, without '#'
  text::ByteSpan span;       ///< from the heading's line to the end of the section; children lie inside
  std::int32_t parent = -1;  ///< index into sections, or -1
};

/// One speaker's uninterrupted speech.
struct Turn {
  std::int32_t speaker =
      -1;               ///< index into speakers, or -1 before the first label and in sources without labels
  text::ByteSpan span;  ///< the words, from the first passage's start to the last one's end
};

/// The unit of analysis. In text order, disjoint, each trimmed of white space and not empty.
struct Passage {
  text::ByteSpan span;
  std::int32_t turn =
      -1;  ///< index into turns; -1 only where a source has no turns (field notes, unlabelled text)
  std::int32_t section = -1;  ///< index into sections (the innermost), or -1
};

/// A time or page mark of the text, kept beside it.
struct Mark {
  text::ByteOffset place;
  std::string value;  ///< "00:01:17.000" or "p. 4"
};

/// What intake found in a file and the store keeps of it.
struct Source {
  std::string
      name;  ///< unique in the project: the path relative to the folder that was imported, extension kept
  Kind kind = Kind::interview;
  std::string format;     ///< "txt", "md", "vtt", "srt"
  std::string extractor;  ///< "txt/1": which reader made the text, and its version
  std::string encoding;   ///< "UTF-8", ...
  std::string language;   ///< "en", "zh", "zh-Hant", ..., "und"
  std::string hash;       ///< SHA-256 of `text`, hex: the text's name
  std::string text;       ///< frozen text
  Variables variables;    ///< front matter
  std::vector<Speaker> speakers;
  std::vector<Section> sections;
  std::vector<Turn> turns;
  std::vector<Passage> passages;
  std::vector<Mark> marks;
};

}  // namespace gloss::model
