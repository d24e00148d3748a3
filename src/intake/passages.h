// SPDX-License-Identifier: GPL-3.0-or-later
// From frozen text to sections, turns and passages.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "intake/lines.h"
#include "model/source.h"

namespace gloss::intake {

/// A block of more characters than this is also divided at its line ends.
inline constexpr std::size_t block_characters = 2000;

/// Adds passages to a source one block at a time and keeps turns, speakers and the open section.
class PassageWriter {
 public:
  /// `source.text` must not change while the writer lives. `with_turns`: whether the source has labels.
  PassageWriter(model::Source& source, bool with_turns) : source_(source), with_turns_(with_turns) {}

  /// What follows is said by `label`; empty = by somebody unknown.
  void speaker(std::string_view label) {
    label_ = label;
    speaker_.reset();
  }
  /// A piece of speech: a line or what is left of it. Pieces of one block follow each other.
  void piece(Line piece) { pieces_.push_back(piece); }
  void end_block();
  void section(int level, Line heading, std::size_t line_begin);
  /// Ends the open sections of `level` and below: a heading that is a label opens none of its own.
  void close_sections(int level, std::size_t at);
  void mark(std::size_t place, std::string time);
  /// Ends the last block and the open sections.
  void finish();

 private:
  void add(Line part);
  /// Of the label in source_.speakers, where it is put with its first passage; -1 without a label.
  std::int32_t speaker_index();

  model::Source& source_;
  bool with_turns_;
  std::string label_;
  std::optional<std::int32_t> speaker_;           // index of label_, once known
  std::map<std::string, std::int32_t> speakers_;  // labels with blanks of all kinds made one
  std::vector<Line> pieces_;
  std::vector<std::int32_t> open_sections_;
};

/// Finds labels, times, headings and blocks in `source.text` from byte `body` on and fills speakers,
/// sections, turns, passages, marks. `markdown`: headings and code fences are read. `labelled`: labels are
/// looked for. `names`: labels known beforehand.
void divide_text(model::Source& source, std::size_t body, bool markdown, bool labelled,
                 const std::vector<std::string>& names);

}  // namespace gloss::intake
