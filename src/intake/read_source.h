// SPDX-License-Identifier: GPL-3.0-or-later
// From the bytes of a file to a source: frozen text, speakers, turns, passages, sections, and an account of all that was read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/source.h"

namespace gloss::intake {

struct ReadOptions {
  std::string encoding;               ///< an encoding's name; empty = find out
  bool replace = false;               ///< with `encoding`: undecodable bytes become U+FFFD
  std::string language;               ///< empty = detect
  std::vector<std::string> names;     ///< speaker labels known from cases.csv for this source
};

/// Something in the file that was not stored, and why: a broken cue, a line too long.
struct Refusal {
  std::string place;   ///< "file.vtt:12"
  std::string reason;  ///< "cue time 00:00:1d.890 is not a time"
};

/// What `read_source` found. units_read = units_stored + refused.size().
struct ReadResult {
  model::Source source;                 ///< `name` is empty: the caller names it
  std::vector<Refusal> refused;
  std::size_t units_read = 0, units_stored = 0;
  std::string unit;                     ///< what the units are: "cues", "passages"
  std::string decoded_how;              ///< see text::DecodedText
  std::vector<std::string> notes;       ///< things worth a look: "no speaker labels found"
};

/// Whether a file of this name is a text that `read_source` reads: .txt .md .vtt .srt, in any case.
bool is_readable_name(std::string_view path);

/// `path` decides the format and names the file in messages. Faults: bad_input (one line: place, what, remedy).
/// A file with nothing to code (no words) is a fault, too.
Result<ReadResult> read_source(const std::string& path, std::string_view bytes, const ReadOptions& options = {});

}  // namespace gloss::intake
