// SPDX-License-Identifier: GPL-3.0-or-later
// How an Error becomes the one line that a user reads.
#include "base/result.h"

#include <fmt/format.h>

#include <cstdint>

namespace gloss {
namespace {

constexpr std::size_t longest_line = 400;

/// The code point at `at` and its length, or length 1 and no value where the bytes are not UTF-8.
struct Character {
  std::uint32_t value = 0;
  std::size_t length = 1;
  bool valid = false;
};

Character character_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned lead = byte(at);
  if (lead < 0x80) return {lead, 1, true};
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || at + length > text.size()) return {};
  std::uint32_t value = lead & (0x7Fu >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) return {};
    value = value << 6 | (byte(at + i) & 0x3Fu);
  }
  const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
  if (overlong || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) return {};
  return {value, length, true};
}

bool commands_a_terminal(std::uint32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x61C || c == 0x200E || c == 0x200F ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

}  // namespace

std::string escape_controls(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Character c = character_at(text, at);
    if (!c.valid) {
      out += fmt::format("\\x{:02x}", static_cast<unsigned char>(text[at]));
    } else if (c.value == '\n') {
      out += "\\n";
    } else if (c.value == '\t') {
      out += "\\t";
    } else if (commands_a_terminal(c.value)) {
      out += c.value < 0x100 ? fmt::format("\\x{:02x}", c.value) : fmt::format("\\u{:04x}", c.value);
    } else {
      out.append(text, at, c.length);
    }
    at += c.length;
  }
  return out;
}

std::string Error::line() const {
  std::string all = place.empty() ? message : place + ": " + message;
  all = escape_controls(all);
  const std::string remedy = hint.empty() ? "" : "; try: " + escape_controls(hint);
  const std::size_t room = remedy.size() < longest_line / 2 ? longest_line - remedy.size() : longest_line / 2;
  const auto cut = [](std::string& text, std::size_t size) {
    if (text.size() <= size) return;
    size -= 3;
    while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) --size;
    text = text.substr(0, size) + "...";
  };
  cut(all, room);
  std::string line = all + remedy;
  cut(line, longest_line);
  return line;
}

}  // namespace gloss
