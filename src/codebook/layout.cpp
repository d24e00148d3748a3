// SPDX-License-Identifier: GPL-3.0-or-later
#include "codebook/layout.h"

#include <algorithm>
#include <utility>

#include "codebook/yaml_text.h"
#include "text/display.h"

namespace gloss::codebook::layout {
namespace {

std::string_view trimmed(std::string_view line) {
  const std::size_t begin = line.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return line.substr(begin, line.find_last_not_of(" \t") - begin + 1);
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  for (std::size_t begin = 0, end = 0; end != std::string_view::npos; begin = end + 1) {
    end = text.find('\n', begin);
    lines.push_back(text.substr(begin, end - begin));
  }
  return lines;
}

std::size_t leading_blanks(std::string_view line) {
  return std::min(line.find_first_not_of(' '), line.size());
}

/// | or > with its text, indented by two blanks more than the entry (the writer adds the entry's own).
Scalar block(std::string_view raw, const Entry& entry) {
  std::vector<std::string_view> lines = lines_of(raw);
  if (!lines.empty() && lines.back().empty()) lines.pop_back();  // behind the last line's end
  const std::string_view signs = trimmed(lines.front().substr(0, lines.front().find_first_of(" \t")));
  const bool keep = signs.find('+') != std::string_view::npos;
  bool strip = signs.find('-') != std::string_view::npos;
  lines.erase(lines.begin());
  while (!keep && !lines.empty() && trimmed(lines.back()).empty()) lines.pop_back();
  std::size_t indent = 0;
  if (const std::size_t digit = signs.find_first_of("123456789"); digit != std::string_view::npos) {
    indent = static_cast<std::size_t>(entry.column - 1 + signs[digit] - '0');
  } else if (const auto filled =
                 std::find_if(lines.begin(), lines.end(),
                              [](std::string_view line) { return leading_blanks(line) < line.size(); });
             filled != lines.end()) {
    indent = leading_blanks(*filled);
  }
  Scalar made{{std::string(1, signs.front())}, true};
  bool deeper = false, first = true;
  for (const std::string_view line : lines) {
    std::string text(line.substr(std::min(indent, leading_blanks(line))));
    if (first && !text.empty()) {
      deeper = text.front() == ' ';
      first = false;
    }
    made.lines.push_back(text.empty() ? text : "  " + text);
  }
  // The last line of a file may lack its end; written with one, it would be another text.
  const std::string& text = entry.value->scalar;
  strip = strip || (!keep && !text.empty() && text.back() != '\n');
  if (deeper) made.lines.front() += '2';
  if (keep || strip) made.lines.front() += keep ? '+' : '-';
  return made;
}

bool may_begin_line(char c) {
  return std::string_view("-?:#&*!|>'\"%@`[]{},").find(c) == std::string_view::npos;
}

/// Where `line` can be broken: the blank at or before column `width`, else the first after; npos if nowhere.
std::size_t break_of(std::string_view line, std::size_t width) {
  std::size_t best = std::string_view::npos;
  for (std::size_t at = line.find(' '); at != std::string_view::npos; at = line.find(' ', at + 1)) {
    if (at == 0 || at + 1 >= line.size() || line[at - 1] == ' ' || line[at - 1] == '\\' ||
        !may_begin_line(line[at + 1]) || line[at + 1] == ' ')
      continue;
    const bool fits = text::display_width(line.substr(0, at)) <= width;
    if (!fits && best != std::string_view::npos) break;
    best = at;
    if (!fits) break;
  }
  return best;
}

}  // namespace

Scalar scalar_of(const Outline& outline, const Entry& entry, bool flow) {
  const YamlNode& value = *entry.value;
  const ScalarRange range = outline.range(value);
  const std::string_view raw = outline.text().substr(range.begin, range.end - range.begin);
  const char sign = raw.empty() ? ' ' : raw.front();
  const bool quoted = sign == '\'' || sign == '"';
  const char quote = sign == '"' ? '"' : '\'';
  if (!value.plain && !quoted) return block(raw, entry);
  const bool several = raw.find('\n') != std::string_view::npos;
  if (several && flow) return {{scalar_text(value.scalar, true, quote)}, false};
  if (several) {
    Scalar made;
    for (const std::string_view line : lines_of(raw)) made.lines.emplace_back(trimmed(line));
    return made;
  }
  if (value.plain || !is_visible(value.scalar)) return {{std::string(raw)}, false};
  return {
      {entry.end || entry.head ? quoted_scalar(value.scalar, quote) : scalar_text(value.scalar, flow, quote)},
      false};
}

std::string key_text(const Outline& outline, const YamlNode& key) {
  const ScalarRange range = outline.range(key);
  const std::string_view raw = outline.text().substr(range.begin, range.end - range.begin);
  if (key.plain || raw.find('\n') == std::string_view::npos)
    if (key.plain || !is_visible(key.scalar)) return std::string(raw);
  return scalar_text(key.scalar, true, raw.starts_with('"') ? '"' : '\'');
}

void fold(Scalar& scalar, std::size_t first, std::size_t others) {
  if (scalar.block) return;
  for (std::size_t i = 0; i < scalar.lines.size(); ++i) {
    const std::size_t before = i == 0 ? first : others;
    if (before + text::display_width(scalar.lines[i]) <= line_width) continue;
    const std::size_t at = break_of(scalar.lines[i], line_width - std::min(before, line_width));
    if (at == std::string::npos) continue;
    std::string rest = scalar.lines[i].substr(at + 1);
    scalar.lines[i].resize(at);
    scalar.lines.insert(scalar.lines.begin() + static_cast<std::ptrdiff_t>(i) + 1, std::move(rest));
  }
}

namespace {

std::vector<std::string> greedy(const std::vector<std::string>& parts, std::size_t width) {
  std::vector<std::string> lines;
  std::size_t used = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::string part = parts[i] + (i + 1 < parts.size() ? "," : "");
    const std::size_t columns = text::display_width(part);
    if (lines.empty() || used + 1 + columns > width) {
      lines.push_back(part);
      used = columns;
    } else {
      lines.back() += ' ' + part;
      used += 1 + columns;
    }
  }
  return lines;
}

}  // namespace

std::vector<std::string> filled(const std::vector<std::string>& parts, std::size_t width) {
  std::vector<std::string> lines = greedy(parts, width);
  // No narrower than needed: lines of one length, not a full one and a word.
  std::size_t least = width / 2, most = width;
  while (lines.size() > 1 && least < most) {
    const std::size_t middle = (least + most) / 2;
    if (auto narrower = greedy(parts, middle); narrower.size() <= lines.size()) {
      most = middle;
      lines = std::move(narrower);
    } else {
      least = middle + 1;
    }
  }
  return lines;
}

}  // namespace gloss::codebook::layout
