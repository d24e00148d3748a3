// SPDX-License-Identifier: GPL-3.0-or-later
// What YAML 1.1 and 1.2 take for something else than text (YAML 1.2, chapters 7.3.3 and 10.3; the types
// pages of YAML 1.1).
#include "codebook/yaml_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "codebook/rule_text.h"

namespace gloss::codebook {
namespace {

bool is_hidden(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0xA0) || c == 0xAD || c == 0x034F || c == 0x061C || c == 0x180E ||
         (c >= 0x2000 && c <= 0x200F) || (c >= 0x2028 && c <= 0x202F) || (c >= 0x205F && c <= 0x206F) ||
         c == 0x3000 || c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFF) || c >= 0x110000;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Whether some program would read a number, a date or a time: 12, 1.5, 2026-11-30, 12:30, .5, 0x1F, 1e3.
bool looks_like_number(std::string_view text) {
  const bool digit = text.find_first_of("0123456789") != std::string_view::npos;
  return digit && text.find_first_not_of("0123456789+-._:xXoOabcdefABCDEFTZ ") == std::string_view::npos &&
         !is_letter(text.front());
}

/// Whether some program would read a truth value or nothing.
bool looks_like_value(std::string_view text) {
  static constexpr std::array<std::string_view, 10> values{"y",   "n",  "yes",  "no",    "on",
                                                           "off", "ok", "true", "false", "null"};
  const std::string folded = ascii_folded(text);
  return std::find(values.begin(), values.end(), folded) != values.end();
}

bool may_begin(char32_t c) {
  return c >= 0x80 || is_digit(c) || is_letter(static_cast<char>(c)) || c == '$' || c == '(' || c == '<' ||
         c == '/';
}

}  // namespace

bool is_visible(std::string_view text) {
  const auto characters = characters_of(text);
  return std::none_of(characters.begin(), characters.end() - 1,
                      [](const Character& c) { return is_hidden(c.raw); });
}

bool is_safe_plain(std::string_view text, bool flow) {
  if (text.empty() || text.front() == ' ' || text.back() == ' ' || text.back() == ':' || !is_visible(text))
    return false;
  if (!may_begin(characters_of(text).front().raw)) return false;
  if (looks_like_number(text) || looks_like_value(text)) return false;
  if (flow) return text.find_first_of(",[]{}:#\"") == std::string_view::npos;
  return text.find(": ") == std::string_view::npos && text.find(" #") == std::string_view::npos;
}

std::string quoted_scalar(std::string_view text, char preferred) {
  const auto clean = [&](char mark) {
    return text.find(mark) == std::string_view::npos &&
           (mark == '\'' || text.find('\\') == std::string_view::npos);
  };
  const char other = preferred == '\'' ? '"' : '\'';
  const bool visible = is_visible(text);
  const char mark = !visible ? '"' : !clean(preferred) && clean(other) ? other : preferred;
  std::string out(1, mark);
  for (const Character& c : characters_of(text)) {
    if (c.byte == text.size()) break;
    if (mark == '\'') {
      out += c.raw == '\'' ? "'" : "";
      append_utf8(out, c.raw);
    } else if (c.raw == '"' || c.raw == '\\') {
      out += '\\';
      append_utf8(out, c.raw);
    } else if (c.raw == '\n') {
      out += "\\n";
    } else if (c.raw == '\t') {
      out += "\\t";
    } else if (is_hidden(c.raw)) {
      fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<std::uint32_t>(c.raw));
    } else {
      append_utf8(out, c.raw);
    }
  }
  return out + mark;
}

std::string scalar_text(std::string_view text, bool flow, char preferred) {
  return is_safe_plain(text, flow) ? std::string(text) : quoted_scalar(text, preferred);
}

}  // namespace gloss::codebook
