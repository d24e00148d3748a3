// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/lines.h"

#include <algorithm>
#include <string>

#include "text/pattern.h"

namespace gloss::intake {
namespace {

/// The length of the white space character that `text` begins with, or 0.
std::size_t white_space_at_start(std::string_view text) {
  const auto at = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  const unsigned a = at(0), b = at(1), c = at(2);
  if (a == ' ' || (a >= '\t' && a <= '\r')) return 1;
  if (a == 0xC2 && (b == 0xA0 || b == 0x85)) return 2;  // U+00A0 U+0085
  if (a == 0xE1 && b == 0x9A && c == 0x80) return 3;    // U+1680
  if (a == 0xE2 && b == 0x80 && (c <= 0x8B || c == 0xA8 || c == 0xA9 || c == 0xAF) && c >= 0x80)
    return 3;                                         // U+2000-200B ...
  if (a == 0xE2 && b == 0x81 && c == 0x9F) return 3;  // U+205F
  if (a == 0xE3 && b == 0x80 && c == 0x80) return 3;  // U+3000
  if (a == 0xEF && b == 0xBB && c == 0xBF) return 3;  // U+FEFF
  return 0;
}

std::size_t white_space_at_end(std::string_view text) {
  for (std::size_t length = 1; length <= 3 && length <= text.size(); ++length) {
    if (white_space_at_start(text.substr(text.size() - length)) == length) return length;
  }
  return 0;
}

}  // namespace

std::vector<Line> lines_of(std::string_view text, std::size_t from) {
  std::vector<Line> lines;
  for (std::size_t begin = from; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back({begin, end});
    begin = end + 1;
  }
  return lines;
}

Line trim(std::string_view text, Line part) {
  while (part.begin < part.end) {
    const std::size_t length = white_space_at_start(text.substr(part.begin, part.end - part.begin));
    if (length == 0) break;
    part.begin += length;
  }
  while (part.begin < part.end) {
    const std::size_t length = white_space_at_end(text.substr(part.begin, part.end - part.begin));
    if (length == 0) break;
    part.end -= length;
  }
  return part;
}

std::string_view trimmed(std::string_view text) {
  const Line part = trim(text, {0, text.size()});
  return text.substr(part.begin, part.end - part.begin);
}

bool has_word(std::string_view text) {
  const auto is_ascii_word = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  };
  if (std::any_of(text.begin(), text.end(), is_ascii_word)) return true;
  static const text::Pattern letter_or_digit("[\\pL\\pN]");
  return letter_or_digit.find(text, 0);
}

std::size_t count_characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string ascii_lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

}  // namespace gloss::intake
