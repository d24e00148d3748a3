// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/concordance.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/result.h"
#include "report/marked_text.h"
#include "text/display.h"

namespace gloss::report {
namespace {

using text::display_width;

constexpr std::size_t default_context = 40, widest_context = 60;

/// A stretch of a right-to-left script would drag its neighbours along where columns are put side by side.
bool has_right_to_left(std::string_view text) {
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    const auto first = static_cast<unsigned char>(text[i]), second = static_cast<unsigned char>(text[i + 1]);
    if (first >= 0xD6 && first <= 0xDF && (first != 0xD6 || second >= 0x90)) return true;  // U+0590..07FF
    if (first == 0xE0 && second >= 0xA0 && second <= 0xA3) return true;                    // U+0800..08FF
    if (first == 0xEF && second >= 0xAC && second <= 0xBB) return true;                    // U+FB00..FEFF
    if (first == 0xF0 && (second == 0x90 || second == 0x9E)) return true;  // U+10000.., U+1E000..
  }
  return false;
}

std::string isolated(std::string text, bool isolate) {
  return isolate && has_right_to_left(text) ? "\u2068" + text + "\u2069" : text;
}

/// A name in at most `width` columns.
std::string short_name(const std::string& name, std::size_t width) {
  return text::cut_to_width(escape_controls(name), width);
}

/// A bound on what is looked at: no grapheme of real speech has more bytes per column.
std::string_view end_of(std::string_view text, std::size_t columns) {
  const std::size_t most = columns * 16 + 64;
  if (text.size() <= most) return text;
  std::size_t from = text.size() - most;
  while ((static_cast<unsigned char>(text[from]) & 0xC0) == 0x80) ++from;
  return text.substr(from);
}

std::string_view start_of(std::string_view text, std::size_t columns) {
  const std::size_t most = columns * 16 + 64;
  if (text.size() <= most) return text;
  std::size_t to = most;
  while ((static_cast<unsigned char>(text[to]) & 0xC0) == 0x80) --to;
  return text.substr(0, to);
}

}  // namespace

std::string left_context(const ConcordanceLine& line, std::size_t columns) {
  return text::keep_end_to_width(escape_controls(text::one_line(end_of(line.left, columns))), columns);
}

std::string right_context(const ConcordanceLine& line, std::size_t columns) {
  return text::cut_to_width(escape_controls(text::one_line(start_of(line.right, columns))), columns);
}

std::string concordance_text(const std::vector<ConcordanceLine>& lines, const ConcordanceLayout& layout) {
  // Names give way to words: place and speaker have at most two fifths of the line.
  std::size_t place_width = 0, speaker_width = 0, node_width = 0;
  const std::size_t most_source = std::max<std::size_t>(8, layout.width / 4);
  const auto place_of = [&](const ConcordanceLine& line) {
    return fmt::format("{}:{}", short_name(line.source, most_source), line.passage);
  };
  for (const auto& line : lines) {
    place_width = std::max(place_width, display_width(place_of(line)));
    speaker_width = std::max(speaker_width, display_width(short_name(line.speaker, 10)));
    node_width = std::max(node_width, display_width(text::one_line(line.node)));
  }
  const std::size_t names = place_width + 2 + (speaker_width == 0 ? 0 : speaker_width + 2);
  const std::size_t signs = layout.color ? 2 : 4;  // blanks and brackets around the node
  const std::size_t room = layout.width > names + signs ? layout.width - names - signs : 0;
  std::size_t context = layout.context;
  if (context == 0) {
    node_width = std::min(node_width, std::max<std::size_t>(room / 3, 8));
    context = std::clamp<std::size_t>((room > node_width ? room - node_width : 0) / 2, 10, widest_context);
  } else {
    node_width = std::max<std::size_t>(2 * context, 40);
  }
  const MarkSigns marks = mark_signs(layout.color);
  std::string out;
  for (const auto& line : lines) {
    std::string row = text::pad_right(place_of(line), place_width) + "  ";
    if (speaker_width > 0) row += text::pad_right(short_name(line.speaker, 10), speaker_width) + "  ";
    const std::string left = left_context(line, context);
    row.append(context - display_width(left), ' ');
    row += isolated(left, layout.isolate) + ' ';
    row += marks.open;
    row +=
        isolated(text::cut_to_width(escape_controls(text::one_line(line.node)), node_width), layout.isolate);
    row += marks.close;
    row += ' ' + isolated(right_context(line, context), layout.isolate);
    row.erase(row.find_last_not_of(' ') + 1);
    out += row + '\n';
  }
  return out;
}

Table concordance_table(const std::vector<ConcordanceLine>& lines, std::size_t context, bool isolate) {
  using enum Column::Kind;
  if (context == 0) context = default_context;
  Table table;
  table.columns = {{"source", "", text}, {"passage", "", text}, {"speaker", "", text}, {"start", "", number},
                   {"end", "", number},  {"left", "", text},    {"node", "", text},    {"right", "", text}};
  for (const auto& line : lines)
    table.rows.push_back(
        {line.source, fmt::format("{}:{}", line.source, line.passage), line.speaker,
         static_cast<std::int64_t>(line.place.begin.count), static_cast<std::int64_t>(line.place.end.count),
         isolated(text::keep_end_to_width(text::one_line(end_of(line.left, context)), context), isolate),
         isolated(text::one_line(line.node), isolate),
         isolated(text::cut_to_width(text::one_line(start_of(line.right, context)), context), isolate)});
  return table;
}

}  // namespace gloss::report
