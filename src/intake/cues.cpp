// SPDX-License-Identifier: GPL-3.0-or-later
// Blocks of a subtitle file: header, notes, styles, and cues.
#include "intake/cues.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "intake/lines.h"
#include "text/pattern.h"

namespace gloss::intake {
namespace {

constexpr std::string_view arrow = "-->";

bool is_number(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Reads both formats, which differ in few places.
class CueReader {
 public:
  CueReader(std::string_view file, std::string place, bool vtt)
      : file_(file), place_(std::move(place)), vtt_(vtt), lines_(lines_of(file)) {}

  CueFile read(std::size_t from) {
    for (at_ = from; at_ < lines_.size();) {
      if (is_blank(at_)) {
        ++at_;
      } else if (vtt_ && skips_block()) {
        while (at_ < lines_.size() && !is_blank(at_)) ++at_;
      } else {
        read_cue();
      }
    }
    return std::move(result_);
  }

 private:
  std::string_view line(std::size_t i) const {
    return file_.substr(lines_[i].begin, lines_[i].end - lines_[i].begin);
  }
  /// WebVTT: nothing at all (captions of a blank are text); SubRip: white space, too.
  bool is_blank(std::size_t i) const { return vtt_ ? line(i).empty() : trimmed(line(i)).empty(); }
  bool is_time_line(std::size_t i) const { return line(i).find(arrow) != std::string_view::npos; }

  bool skips_block() const {
    static const text::Pattern note("^NOTE(?:[ \\t]|$)"), style("(?:STYLE|REGION)[ \\t]*");
    if (note.match_start(line(at_))) return true;
    return style.matches(line(at_)) && !(at_ + 1 < lines_.size() && is_time_line(at_ + 1));
  }

  /// An identifier, a time line and the text up to a blank line or the next time line.
  void read_cue() {
    const std::size_t first = at_;
    if (!is_time_line(at_)) ++at_;
    if (at_ >= lines_.size() || !is_time_line(at_)) {
      at_ = first;
      while (at_ < lines_.size() && !is_blank(at_) && !(at_ > first && begins_cue(at_))) ++at_;
      refuse(first, "the cue has no time line");
      return;
    }
    const std::size_t times = at_++;
    std::vector<std::string_view> text;
    while (at_ < lines_.size() && !is_blank(at_) && !begins_cue(at_)) text.push_back(line(at_++));
    store(times, std::move(text));
  }

  /// A time line without a blank line before it; in SubRip with its number.
  bool begins_cue(std::size_t i) const {
    if (is_time_line(i)) return true;
    return !vtt_ && is_number(trimmed(line(i))) && i + 1 < lines_.size() && is_time_line(i + 1);
  }

  void store(std::size_t times, std::vector<std::string_view> text) {
    const std::string_view whole = line(times);
    const std::string_view start = trimmed(whole.substr(0, whole.find(arrow)));
    std::string_view end = trimmed(whole.substr(whole.find(arrow) + arrow.size()));
    const std::size_t blank = end.find_first_of(" \t");
    const std::string_view settings =
        blank == std::string_view::npos ? std::string_view() : end.substr(blank);
    end = end.substr(0, blank);
    Cue cue{cue_time(start), cue_time(end), static_cast<int>(times) + 1, {}};
    if (cue.start_ms < 0 || cue.end_ms < 0) {
      const std::string wrong = shortened(cue.start_ms < 0 ? start : end);
      refuse(times, wrong.empty() ? "a time of the cue is missing"
                                  : fmt::format("cue time {} is not a time", wrong));
      return;
    }
    cue.utterances = cue_text(text);
    if (cue.utterances.empty()) {
      refuse(times, "the cue has no text");
      return;
    }
    const std::string last = cue.utterances.back().text;
    // YouTube: each caption shows the line before once more, above the new one.
    const bool rolling = settings.find("position:0%") != std::string_view::npos;
    if (rolling && cue.utterances.front().text == last_rolling_) cue.utterances.erase(cue.utterances.begin());
    last_rolling_ = rolling ? last : std::string();
    result_.cues.push_back(std::move(cue));
  }

  void refuse(std::size_t at, std::string reason) {
    result_.refused.push_back({fmt::format("{}:{}", place_, at + 1), std::move(reason)});
  }

  static std::string shortened(std::string_view text) {
    constexpr std::size_t enough = 24;  // a message is no place for what people said
    if (text.size() <= enough) return std::string(text);
    std::size_t cut = enough;
    while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) --cut;
    return std::string(text.substr(0, cut)) + "…";
  }

  std::string_view file_;
  std::string place_;
  bool vtt_;
  std::vector<Line> lines_;
  std::size_t at_ = 0;
  std::string last_rolling_;
  CueFile result_;
};

}  // namespace

std::int64_t cue_time(std::string_view time) {
  static const text::Pattern pattern("(?:(\\d{1,4}):)?(\\d{1,2}):(\\d{1,2})(?:[.,](\\d{1,3}))?");
  std::vector<std::string_view> groups;
  if (!pattern.matches(time) || !pattern.match_start(time, &groups)) return -1;
  const auto number = [&](std::size_t group) {
    std::int64_t value = 0;
    for (const char c : groups[group]) value = value * 10 + (c - '0');
    return value;
  };
  if (number(2) > 59 || number(3) > 59) return -1;
  std::int64_t milliseconds = number(4);
  for (std::size_t digits = groups[4].size(); digits > 0 && digits < 3; ++digits) milliseconds *= 10;
  return ((number(1) * 60 + number(2)) * 60 + number(3)) * 1000 + milliseconds;
}

Result<CueFile> parse_vtt(std::string_view file, const std::string& place) {
  static const text::Pattern header("^WEBVTT(?:[ \\t].*)?$");
  const std::vector<Line> lines = lines_of(file);
  if (lines.empty() || !header.matches(file.substr(lines[0].begin, lines[0].end - lines[0].begin))) {
    return Err(Fault::bad_input, place + ":1", "not WebVTT: the first line is not WEBVTT",
               "the ending .srt or .txt, if it is one of those");
  }
  // The header ends at the first blank line, or where somebody forgot it, at the first time line.
  std::size_t from = 1;
  const auto line = [&](std::size_t i) { return file.substr(lines[i].begin, lines[i].end - lines[i].begin); };
  while (from < lines.size() && !line(from).empty() && line(from).find(arrow) == std::string_view::npos)
    ++from;
  return CueReader(file, place, true).read(from);
}

CueFile parse_srt(std::string_view file, const std::string& place) {
  return CueReader(file, place, false).read(0);
}

}  // namespace gloss::intake
