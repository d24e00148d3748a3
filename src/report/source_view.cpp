// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/source_view.h"

#include <fmt/format.h>

#include "report/emphasis.h"
#include <algorithm>

#include "base/result.h"
#include "text/display.h"

namespace gloss::report {
namespace {

constexpr std::size_t narrowest_text = 16;

/// One line of the margin: how a code lies on the passage, and its name.
struct MarginLine {
  std::string code, name;
  std::string_view sign;
  int times = 1;
};

std::string_view sign_of(const ViewCoding& coding, int passage) {
  if (coding.first == coding.last) return "─";
  return passage == coding.first ? "┌" : passage == coding.last ? "└" : "│";
}

std::vector<MarginLine> margin_of(const ViewPassage& passage) {
  std::vector<MarginLine> lines;
  for (const auto& coding : passage.codings) {
    const std::string_view sign = sign_of(coding, passage.number);
    const auto same = std::find_if(lines.begin(), lines.end(), [&](const MarginLine& line) {
      return line.code == coding.code && line.sign == sign;
    });
    if (same != lines.end())
      ++same->times;
    else
      lines.push_back({coding.code, escape_controls(coding.name), sign, 1});
  }
  return lines;
}

std::string shown(const MarginLine& line, std::size_t width) {
  const std::string times = line.times == 1 ? "" : fmt::format(" ×{}", line.times);
  const std::size_t taken = 2 + text::display_width(times);
  return fmt::format("{} {}{}", line.sign, text::cut_to_width(line.name, width > taken ? width - taken : 1),
                     times);
}

std::string painted(std::string_view line, std::string_view paint, bool color) {
  return color && !line.empty() ? fmt::format("{}{}{}", paint, line, unstyled) : std::string(line);
}

std::string visible(std::string line) {
  std::replace(line.begin(), line.end(), '\t', ' ');
  return escape_controls(line);
}

/// The lines of a passage; its own line ends stay.
std::vector<std::string> text_lines(const std::string& text, std::size_t width) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    for (auto& line : text::wrap(visible(text.substr(at, end - at)), width)) lines.push_back(std::move(line));
    at = end + 1;
  }
  return lines;
}

}  // namespace

std::string source_text_view(const SourceView& view, const SourceViewLayout& layout) {
  std::size_t margin = 0, digits = 2;
  for (const auto& passage : view.passages) {
    digits = std::max(digits, std::to_string(passage.number).size());
    for (const auto& line : margin_of(passage))
      margin = std::max(margin, text::display_width(shown(line, layout.width)));
  }
  margin = std::min(margin, std::max<std::size_t>(layout.width * 2 / 5, 12));
  const std::size_t before = digits + 2;
  const std::size_t beside = before + (margin == 0 ? 0 : margin + 2);
  const std::size_t words = layout.width > beside + narrowest_text ? layout.width - beside : narrowest_text;
  const std::string indent(before, ' ');

  std::string out = painted(fmt::format("{}  {}  {}", escape_controls(view.source), view.kind, view.language),
                            bold, layout.color) +
                    "\n";
  bool first = true;
  for (const auto& passage : view.passages) {
    if (!passage.heading.empty())
      out += "\n" + painted("§ " + visible(passage.heading), bold, layout.color) + "\n";
    if (passage.new_turn || first) {
      std::string who = visible(passage.speaker);
      if (!passage.time.empty()) who += (who.empty() ? "" : "  ") + visible(passage.time);
      if (!who.empty())
        out += "\n" + indent + painted(text::cut_to_width(who, words), bold, layout.color) + "\n";
      else
        out += "\n";
    }
    first = false;
    const auto lines = text_lines(passage.text, words);
    const auto codes = margin_of(passage);
    for (std::size_t i = 0; i < std::max(lines.size(), codes.size()); ++i) {
      std::string line = i == 0 ? text::pad_left(std::to_string(passage.number), digits) + "  " : indent;
      if (layout.color && i == 0) line = painted(line, dim, true);
      if (i < lines.size()) line += i < codes.size() ? text::pad_right(lines[i], words) : lines[i];
      if (i < codes.size()) {
        if (i >= lines.size()) line.append(words, ' ');
        line += "  " + painted(shown(codes[i], margin), "\x1b[36m", layout.color);
      }
      line.erase(line.find_last_not_of(' ') + 1);
      out += line + "\n";
    }
  }
  return out;
}

}  // namespace gloss::report
