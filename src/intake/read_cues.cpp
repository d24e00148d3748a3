// SPDX-License-Identifier: GPL-3.0-or-later
// From cues to frozen text: "Name: words" for each turn, neighbouring cues of one speaker joined by a blank,
// paragraphs apart.
//
// Zoom names the speaker in every cue, Teams and WebVTT in a voice tag, others only where the speaker
// changes. Where nearly all cues are named, one without a name is somebody unknown; else it goes on with the
// speaker before.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/limits.h"
#include "intake/cues.h"
#include "intake/labels.h"
#include "intake/lines.h"
#include "intake/passages.h"
#include "intake/read_text.h"

namespace gloss::intake {
namespace {

constexpr std::int64_t pause_ms = 2000;

/// A piece of speech with its speaker decided.
struct Spoken {
  std::string speaker;  // empty = unknown
  std::string words;
  std::int64_t start_ms = 0, end_ms = 0;
};

std::string cut_name(std::string name) {
  std::size_t cut = std::min(name.size(), limits::name_bytes);
  while (cut < name.size() && cut > 0 && (static_cast<unsigned char>(name[cut]) & 0xC0) == 0x80) --cut;
  name.resize(cut);
  return name;
}

/// Who says what: voices as they are, "Name: words" where the name counts as a label.
std::vector<Spoken> decide_speakers(const std::vector<Cue>& cues, const ReadOptions& options, bool labelled) {
  Labels labels(options.names);
  std::size_t named = 0, all = 0;
  if (labelled) {
    for (const Cue& cue : cues) {
      for (const Utterance& utterance : cue.utterances) {
        if (utterance.voice.empty()) labels.see(utterance.text, false);
      }
    }
  }
  std::vector<Spoken> spoken;
  std::vector<bool> has_name;
  for (const Cue& cue : cues) {
    bool cue_named = false;
    for (const Utterance& utterance : cue.utterances) {
      Spoken part{cut_name(labelled ? utterance.voice : ""), utterance.text, cue.start_ms, cue.end_ms};
      if (labelled && utterance.voice.empty()) {
        if (const auto found = find_label(utterance.text, false, options.names);
            found && labels.counts(*found)) {
          part.speaker = std::string(found->label);
          part.words = std::string(trimmed(std::string_view(utterance.text).substr(found->end)));
        }
      }
      // The second line of a cue goes on with the first one's speaker.
      if (part.speaker.empty() && cue_named) part.speaker = spoken.back().speaker;
      cue_named = cue_named || !part.speaker.empty();
      spoken.push_back(std::move(part));
      has_name.push_back(cue_named);
    }
    if (!cue.utterances.empty()) ++all;
    if (cue_named) ++named;
  }
  if (named * 10 < all * 8) {
    for (std::size_t i = 1; i < spoken.size(); ++i) {
      if (!has_name[i]) spoken[i].speaker = spoken[i - 1].speaker;
    }
  }
  return spoken;
}

std::string mark_text(std::int64_t ms) {
  return fmt::format("{:02}:{:02}:{:02}.{:03}", ms / 3600000, ms / 60000 % 60, ms / 1000 % 60, ms % 1000);
}

/// A paragraph of the text that is written: where it stands and who says it.
struct Paragraph {
  std::string speaker;
  Line words;
};

}  // namespace

Result<void> read_cues(const std::string& path, std::string_view file, const std::string& format,
                       const ReadOptions& options, ReadResult& result) {
  CueFile parsed;
  if (format == "vtt") {
    GLOSS_TRY(parsed, parse_vtt(file, path));
  } else {
    parsed = parse_srt(file, path);
  }
  result.unit = "cues";
  result.units_stored = parsed.cues.size();
  result.units_read = parsed.cues.size() + parsed.refused.size();
  result.refused = std::move(parsed.refused);
  if (parsed.cues.empty()) {
    if (result.refused.empty()) return Err(Fault::bad_input, path, "the file has no cue");
    return Err(Fault::bad_input, result.refused[0].place,
               "no cue of the file can be read: " + result.refused[0].reason);
  }
  const std::vector<Spoken> spoken =
      decide_speakers(parsed.cues, options, result.source.kind == model::Kind::interview);
  const bool labelled =
      std::any_of(spoken.begin(), spoken.end(), [](const Spoken& s) { return !s.speaker.empty(); });

  std::string& text = result.source.text;
  std::vector<Paragraph> paragraphs;
  std::vector<model::Mark> marks;
  std::int64_t last_end = 0, last_start = -1;
  std::size_t characters = 0;
  for (const Spoken& part : spoken) {
    if (part.words.empty()) continue;
    const bool new_turn = paragraphs.empty() || paragraphs.back().speaker != part.speaker;
    const bool pause = !labelled && part.start_ms - last_end >= pause_ms;
    if (new_turn || pause || characters >= block_characters) {
      if (!paragraphs.empty()) text += "\n\n";
      if (new_turn && !part.speaker.empty()) text += part.speaker + ": ";
      paragraphs.push_back({part.speaker, {text.size(), text.size()}});
      characters = 0;
    } else {
      text += ' ';
      ++characters;
    }
    if (part.start_ms != last_start) {
      marks.push_back({text::byte_span(text.size(), text.size()).begin, mark_text(part.start_ms)});
      last_start = part.start_ms;
    }
    text += part.words;
    characters += count_characters(part.words);
    paragraphs.back().words.end = text.size();
    last_end = part.end_ms;
  }
  text += '\n';
  result.source.marks = std::move(marks);

  PassageWriter writer(result.source, labelled);
  for (const Paragraph& paragraph : paragraphs) {
    writer.speaker(paragraph.speaker);
    writer.piece(paragraph.words);
    writer.end_block();
  }
  writer.finish();
  assign_roles(result.source.speakers);
  return {};
}

}  // namespace gloss::intake
