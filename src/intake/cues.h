// SPDX-License-Identifier: GPL-3.0-or-later
// Subtitles as cues: WebVTT (W3C, 2019) and SubRip, read as leniently as players read them; what is broken is
// refused singly.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "intake/read_source.h"

namespace gloss::intake {

/// What one voice says within a cue. `text` is one line without markup.
struct Utterance {
  std::string voice;  ///< from <v Name>; empty = none given
  std::string text;
};

struct Cue {
  std::int64_t start_ms = 0, end_ms = 0;
  int line = 0;                       ///< of the time line, from 1
  std::vector<Utterance> utterances;  ///< one per voice and line; empty where all of it repeats the cue
                                      ///< before (rolling captions)
};

struct CueFile {
  std::vector<Cue> cues;  ///< in file order
  std::vector<Refusal> refused;
};

/// Faults: bad_input (no WEBVTT header).
Result<CueFile> parse_vtt(std::string_view file, const std::string& place);
CueFile parse_srt(std::string_view file, const std::string& place);

/// "hh:mm:ss.mmm", "mm:ss.mmm", comma or dot, as milliseconds; -1 where it is no time.
std::int64_t cue_time(std::string_view time);

/// Cue text without tags and with entities resolved, divided by voices and lines.
std::vector<Utterance> cue_text(const std::vector<std::string_view>& lines);

}  // namespace gloss::intake
