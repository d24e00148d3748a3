// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/marked_text.h"

#include <algorithm>

#include "base/result.h"
#include "text/display.h"

namespace gloss::report {
namespace {

constexpr std::size_t long_text = 300;  // columns from which on a text is cut
constexpr std::size_t around = 90;      // columns kept on each side of a mark
constexpr char open_mark = '\x01', close_mark = '\x02';

/// White space but blanks as blanks, the rest visible.
std::string visible(std::string_view text) {
  std::string blanks(text);
  std::replace_if(
      blanks.begin(), blanks.end(), [](char c) { return c == '\n' || c == '\t' || c == '\r'; }, ' ');
  return escape_controls(blanks);
}

/// The first columns of what follows a mark, ended at a blank where one is near.
std::string head_of(std::string_view text) {
  std::string head = text::cut_to_width(text, around);
  if (head.size() == text.size()) return head;
  head.erase(head.size() - std::string_view("…").size());
  if (const auto blank = head.rfind(' '); blank != std::string::npos && blank + 15 > head.size())
    head.erase(blank);
  return head + "…";
}

std::string tail_of(std::string_view text) {
  std::string tail = text::keep_end_to_width(text, around);
  if (tail.size() == text.size()) return tail;
  tail.erase(0, std::string_view("…").size());
  if (const auto blank = tail.find(' '); blank < 15) tail.erase(0, blank + 1);
  return "…" + tail;
}

std::string gap_of(const std::string& text) {
  if (text::display_width(text) <= 2 * around + 10) return text;
  std::string head = head_of(text);
  head.erase(head.size() - std::string_view("…").size());
  const std::string tail = tail_of(text);
  return head + " " + std::string("… ") + tail.substr(std::string_view("…").size());
}

std::string with_signs(std::string_view line, MarkSigns signs) {
  std::string out;
  for (const char c : line) {
    if (c == open_mark)
      out += signs.open;
    else if (c == close_mark)
      out += signs.close;
    else
      out += c;
  }
  return out;
}

}  // namespace

std::vector<std::pair<std::size_t, std::size_t>> joined_marks(const MarkedText& marked) {
  auto marks = marked.marks;
  std::sort(marks.begin(), marks.end());
  std::vector<std::pair<std::size_t, std::size_t>> joined;
  for (const auto& mark : marks) {
    if (!joined.empty() && mark.first < joined.back().second)
      joined.back().second = std::max(joined.back().second, mark.second);
    else
      joined.push_back(mark);
  }
  return joined;
}

MarkSigns mark_signs(bool color) { return color ? MarkSigns{"\x1b[1;33m", "\x1b[0m"} : MarkSigns{"[", "]"}; }

std::vector<std::string> snippet_lines(const MarkedText& marked, const SnippetLayout& layout) {
  const bool cut = !layout.whole && text::display_width(marked.text) > long_text;
  const auto marks = joined_marks(marked);
  std::string line;
  std::size_t at = 0, used = 0;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    const std::string before = visible(std::string_view(marked.text).substr(at, marks[i].first - at));
    const std::string piece = !cut ? before : i == 0 ? tail_of(before) : gap_of(before);
    const std::string word =
        visible(std::string_view(marked.text).substr(marks[i].first, marks[i].second - marks[i].first));
    used += text::display_width(piece) + text::display_width(word);
    if (cut && i > 0 && used > 2 * long_text) break;
    line += piece + open_mark + (cut ? text::cut_to_width(word, long_text) : word) + close_mark;
    at = marks[i].second;
  }
  const std::string rest = visible(std::string_view(marked.text).substr(at));
  line += !cut ? rest : marks.empty() ? text::cut_to_width(rest, long_text) : head_of(rest);
  line = text::one_line(line);
  // Brackets have a width, colours have none.
  if (!layout.color) line = with_signs(line, mark_signs(false));
  std::vector<std::string> lines = text::wrap(line, layout.width);
  if (layout.color)
    for (auto& one : lines) one = with_signs(one, mark_signs(true));
  return lines;
}

}  // namespace gloss::report
