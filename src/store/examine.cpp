// SPDX-License-Identifier: GPL-3.0-or-later
// What can be wrong with one source by itself.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/hash.h"
#include "base/limits.h"
#include "store/texts.h"
#include "text/decode.h"

namespace gloss::store {
namespace {

/// Findings on one source, with the shorthands that all of them use.
class Examination {
 public:
  explicit Examination(const model::Source& source) : source_(source) {}

  void text();
  void speakers();
  void sections();
  void turns();
  void passages();
  void marks();
  std::vector<Finding> take() { return std::move(findings_); }

 private:
  void found(const char* check, std::string message) {
    findings_.push_back({check, source_.name, std::move(message)});
  }
  void found_in(const char* check, std::size_t passage, std::string message) {
    findings_.push_back({check, fmt::format("{}:{}", source_.name, passage + 1), std::move(message)});
  }
  bool in_text(text::ByteSpan span) const {
    return span.begin <= span.end && span.end.count <= source_.text.size();
  }
  bool on_boundary(std::uint32_t place) const {
    return place >= source_.text.size() || (static_cast<unsigned char>(source_.text[place]) & 0xC0) != 0x80;
  }
  bool on_boundaries(text::ByteSpan span) const {
    return on_boundary(span.begin.count) && on_boundary(span.end.count);
  }

  const model::Source& source_;
  std::vector<Finding> findings_;
};

bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

void Examination::text() {
  const std::string& body = source_.text;
  if (sha256_hex(body) != source_.hash) found("text-hash", "the text is not the one that was imported");
  if (const std::size_t bad = text::find_invalid_utf8(body); bad != std::string::npos)
    found("text-utf8", fmt::format("byte {} of the text is not UTF-8", bad));
  if (body.find('\r') != std::string::npos || body.find('\0') != std::string::npos ||
      body.starts_with("\xEF\xBB\xBF"))
    found("text-form", "the text has a carriage return, a NUL or a byte order mark");
  if (body.size() > limits::text_bytes)
    found("text-limit", fmt::format("the text is longer than {} MiB", limits::text_bytes / limits::MiB));
}

void Examination::speakers() {
  std::set<std::string_view> seen;
  for (const auto& speaker : source_.speakers) {
    if (!is_good_name(speaker.label))
      found("speaker-label", "a speaker's label is empty, too long or not plain text");
    if (!seen.insert(speaker.label).second) found("speaker-unique", "two speakers have one label");
  }
}

void Examination::sections() {
  for (std::size_t i = 0; i < source_.sections.size(); ++i) {
    const auto& section = source_.sections[i];
    if (!in_text(section.span) || section.span.empty() || !in_text(section.heading) ||
        !section.span.contains(section.heading))
      found("section-range",
            fmt::format("section {} is not inside the text, or its heading not inside it", i + 1));
    if (!on_boundaries(section.span) || !on_boundaries(section.heading))
      found("section-characters", fmt::format("section {} begins or ends inside a character", i + 1));
    if (section.parent < -1 || section.parent >= static_cast<std::int32_t>(i)) {
      found("section-parent", fmt::format("section {} has a parent that does not come before it", i + 1));
    } else if (section.parent >= 0) {
      const auto& parent = source_.sections[static_cast<std::size_t>(section.parent)];
      if (!parent.span.contains(section.span) || parent.level >= section.level)
        found("section-parent", fmt::format("section {} is not inside its parent, or not below it", i + 1));
    }
  }
}

void Examination::turns() {
  text::ByteOffset end;
  for (std::size_t i = 0; i < source_.turns.size(); ++i) {
    const auto& turn = source_.turns[i];
    if (!in_text(turn.span)) found("turn-range", fmt::format("turn {} is not inside the text", i + 1));
    if (!on_boundaries(turn.span))
      found("turn-characters", fmt::format("turn {} begins or ends inside a character", i + 1));
    if (turn.span.begin < end)
      found("turn-order", fmt::format("turn {} begins before the one before it ends", i + 1));
    end = std::max(end, turn.span.end);
    if (turn.speaker < -1 || turn.speaker >= static_cast<std::int32_t>(source_.speakers.size()))
      found("turn-speaker", fmt::format("turn {} has a speaker who is not there", i + 1));
  }
}

void Examination::passages() {
  text::ByteOffset end;
  for (std::size_t i = 0; i < source_.passages.size(); ++i) {
    const auto& [span, turn, section] = source_.passages[i];
    if (!in_text(span) || span.empty()) {
      found_in("passage-range", i, "the passage is empty or not inside the text");
    } else if (is_blank(source_.text[span.begin.count]) || is_blank(source_.text[span.end.count - 1])) {
      found_in("passage-trimmed", i, "the passage begins or ends with white space");
    }
    if (!on_boundaries(span))
      found_in("passage-characters", i, "the passage begins or ends inside a character");
    if (span.begin < end) found_in("passage-order", i, "the passage begins before the one before it ends");
    end = std::max(end, span.end);
    if (turn < -1 || turn >= static_cast<std::int32_t>(source_.turns.size()) ||
        (turn >= 0 && !source_.turns[static_cast<std::size_t>(turn)].span.contains(span)))
      found_in("passage-turn", i, "the passage is not inside its turn");
    if (section < -1 || section >= static_cast<std::int32_t>(source_.sections.size()) ||
        (section >= 0 && !source_.sections[static_cast<std::size_t>(section)].span.contains(span)))
      found_in("passage-section", i, "the passage is not inside its section");
  }
}

void Examination::marks() {
  for (std::size_t i = 0; i < source_.marks.size(); ++i) {
    const auto& mark = source_.marks[i];
    if (mark.place.count > source_.text.size())
      found("mark-range", fmt::format("mark {} is not inside the text", i + 1));
    if (!on_boundary(mark.place.count))
      found("mark-characters", fmt::format("mark {} is inside a character", i + 1));
    if (i > 0 && mark.place < source_.marks[i - 1].place)
      found("mark-order", fmt::format("mark {} comes before the one before it", i + 1));
  }
}

}  // namespace

bool is_good_name(std::string_view name) {
  if (name.empty() || name.size() > limits::name_bytes ||
      text::find_invalid_utf8(name) != std::string_view::npos)
    return false;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const auto byte = static_cast<unsigned char>(name[i]);
    if (byte < 0x20 || byte == 0x7F) return false;
    // U+0080 to U+009F are C2 80 to C2 9F.
    if (byte == 0xC2 && i + 1 < name.size() && static_cast<unsigned char>(name[i + 1]) < 0xA0) return false;
  }
  return true;
}

std::vector<Finding> examine(const model::Source& source) {
  Examination examination(source);
  examination.text();
  examination.speakers();
  examination.sections();
  examination.turns();
  examination.passages();
  examination.marks();
  return examination.take();
}

}  // namespace gloss::store
