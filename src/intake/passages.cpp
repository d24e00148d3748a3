// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/passages.h"

#include <algorithm>
#include <cassert>
#include <optional>
#include <utility>

#include "intake/conventions.h"
#include "intake/labels.h"
#include "text/display.h"
#include "text/pattern.h"

namespace gloss::intake {

void PassageWriter::end_block() {
  if (pieces_.empty()) return;
  const std::vector<Line> pieces = std::exchange(pieces_, {});
  const Line block = trim(source_.text, {pieces.front().begin, pieces.back().end});
  const std::string_view words = std::string_view(source_.text).substr(block.begin, block.end - block.begin);
  if (words.size() <= block_characters || count_characters(words) <= block_characters) {
    add(block);
  } else {
    for (const Line& piece : pieces) add(trim(source_.text, piece));
  }
}

std::int32_t PassageWriter::speaker_index() {
  if (speaker_ || label_.empty()) return speaker_.value_or(-1);
  const auto [known, is_new] =
      speakers_.try_emplace(text::one_line(label_), static_cast<std::int32_t>(source_.speakers.size()));
  if (is_new) source_.speakers.push_back({label_, model::Role::unknown});
  speaker_ = known->second;
  return *speaker_;
}

void PassageWriter::add(Line part) {
  const std::string_view words = std::string_view(source_.text).substr(part.begin, part.end - part.begin);
  if (!has_word(words)) return;
  model::Passage passage;
  passage.span = text::byte_span(part.begin, part.end);
  if (!open_sections_.empty()) passage.section = open_sections_.back();
  if (with_turns_) {
    const std::int32_t speaker = speaker_index();
    if (source_.turns.empty() || source_.turns.back().speaker != speaker)
      source_.turns.push_back({speaker, passage.span});
    source_.turns.back().span.end = passage.span.end;
    passage.turn = static_cast<std::int32_t>(source_.turns.size()) - 1;
  }
  source_.passages.push_back(passage);
}

void PassageWriter::close_sections(int level, std::size_t at) {
  while (!open_sections_.empty()) {
    model::Section& open = source_.sections[static_cast<std::size_t>(open_sections_.back())];
    if (open.level < level) break;
    open.span.end = text::byte_span(at, at).end;
    open_sections_.pop_back();
  }
}

void PassageWriter::section(int level, Line heading, std::size_t line_begin) {
  end_block();
  close_sections(level, line_begin);
  model::Section section;
  section.level = level;
  section.heading = text::byte_span(heading.begin, heading.end);
  section.span = text::byte_span(line_begin, heading.end);
  if (!open_sections_.empty()) section.parent = open_sections_.back();
  open_sections_.push_back(static_cast<std::int32_t>(source_.sections.size()));
  source_.sections.push_back(section);
}

void PassageWriter::mark(std::size_t place, std::string time) {
  if (!time.empty()) source_.marks.push_back({text::byte_span(place, place).begin, std::move(time)});
}

void PassageWriter::finish() {
  end_block();
  close_sections(0, source_.text.size());
}

namespace {

/// What a line is, found in the first walk; labels are decided after it.
struct Seen {
  Line line;
  std::optional<FoundLabel> label;
  bool in_code = false;
};

const text::Pattern& heading_pattern() {
  static const text::Pattern pattern("^ {0,3}(#{1,6})(?:[ \\t]+(.*?))?(?:[ \\t]+#+)?[ \\t]*$");
  return pattern;
}

/// Three or more marks of one kind that rule a line off: ---, ***, ===, ___ (blanks between them allowed).
bool is_rule(std::string_view line) {
  static const text::Pattern pattern(
      "(?:(?:-[ \\t]*){3,}|(?:\\*[ \\t]*){3,}|(?:_[ \\t]*){3,}|(?:=[ \\t]*){3,}|(?:\\+[ \\t]*){3,})");
  return pattern.matches(line);
}

/// The fence that `line` opens or closes: "```" or "~~~" and more, or empty.
std::string_view code_fence(std::string_view line) {
  const std::string_view bare = trimmed(line);
  for (const char c : {'`', '~'}) {
    const std::size_t length = std::min(bare.find_first_not_of(c), bare.size());
    if (length >= 3 && line.find_first_not_of(' ') < 4) return bare.substr(0, length);
  }
  return {};
}

class Divider {
 public:
  Divider(model::Source& source, bool markdown, bool with_turns)
      : text_(source.text), markdown_(markdown), writer_(source, with_turns) {}

  void line(const Seen& seen, bool is_label) {
    const std::string_view whole = text_.substr(seen.line.begin, seen.line.end - seen.line.begin);
    const std::string_view bare = trimmed(whole);
    std::vector<std::string_view> groups;
    if (bare.empty()) {
      writer_.end_block();
    } else if (is_label) {
      writer_.end_block();
      if ((seen.label->row->needs & needs::markdown) != 0) {
        const std::size_t first = whole.find('#');
        writer_.close_sections(static_cast<int>(whole.find_first_not_of('#', first) - first),
                               seen.line.begin);
      }
      writer_.speaker(seen.label->label);
      if (!seen.label->time.empty())
        writer_.mark(at(seen.label->time), normal_time(seen.label->time).value_or(""));
      speech({seen.line.begin + seen.label->end, seen.line.end});
    } else if (seen.in_code) {
      writer_.piece(seen.line);
    } else if (markdown_ && heading_pattern().match_start(whole, &groups)) {
      writer_.end_block();
      const std::string_view words = groups[2].data() == nullptr ? std::string_view() : trimmed(groups[2]);
      if (has_word(words))
        writer_.section(static_cast<int>(groups[1].size()), {at(words), at(words) + words.size()},
                        seen.line.begin);
    } else if (is_rule(bare)) {
      writer_.end_block();
    } else {
      speech(seen.line);
    }
  }
  void finish() { writer_.finish(); }

 private:
  std::size_t at(std::string_view part) const { return static_cast<std::size_t>(part.data() - text_.data()); }

  /// A line of speech without the times at its start and end; a time ends the block before it and the one it
  /// closes.
  void speech(Line part) {
    part = trim(text_, part);
    std::string time;
    for (;;) {
      const std::size_t taken = time_at_start(text_.substr(part.begin, part.end - part.begin), time);
      if (taken == 0) break;
      writer_.end_block();
      writer_.mark(part.begin, time);
      part = trim(text_, {part.begin + taken, part.end});
    }
    std::vector<std::pair<std::size_t, std::string>> closing;
    for (;;) {
      const std::size_t taken = time_at_end(text_.substr(part.begin, part.end - part.begin), time);
      if (taken == 0) break;
      closing.emplace_back(part.end - taken, time);
      part = trim(text_, {part.begin, part.end - taken});
    }
    if (part.begin < part.end) writer_.piece(part);
    if (closing.empty()) return;
    writer_.end_block();
    for (auto mark = closing.rbegin(); mark != closing.rend(); ++mark)
      writer_.mark(mark->first, mark->second);
  }

  std::string_view text_;
  bool markdown_;
  PassageWriter writer_;
};

}  // namespace

void divide_text(model::Source& source, std::size_t body, bool markdown, bool labelled,
                 const std::vector<std::string>& names) {
  const std::string_view text = source.text;
  Labels labels(names);
  std::vector<Seen> lines;
  std::string_view fence;
  for (const Line& line : lines_of(text, body)) {
    Seen seen{line, std::nullopt, !fence.empty()};
    const std::string_view words = text.substr(line.begin, line.end - line.begin);
    const std::string_view here = markdown ? code_fence(words) : std::string_view();
    if (!here.empty()) {
      seen.in_code = true;
      if (fence.empty()) {
        fence = here;
      } else if (here[0] == fence[0] && here.size() >= fence.size() && trimmed(words) == here) {
        fence = {};
      }
    }
    if (labelled && !seen.in_code) seen.label = labels.see(words, markdown);
    lines.push_back(seen);
  }
  const auto is_label = [&](const Seen& seen) { return seen.label && labels.counts(*seen.label); };
  Divider divider(source, markdown, std::any_of(lines.begin(), lines.end(), is_label));
  for (const Seen& seen : lines) divider.line(seen, is_label(seen));
  divider.finish();
  assign_roles(source.speakers);
}

}  // namespace gloss::intake
