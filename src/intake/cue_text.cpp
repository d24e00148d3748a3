// SPDX-License-Identifier: GPL-3.0-or-later
// The text of a cue: tags out, entities in, voices apart.
#include <array>
#include <utility>

#include "intake/cues.h"
#include "intake/lines.h"
#include "text/display.h"

namespace gloss::intake {
namespace {

void append_code_point(std::string& out, std::uint32_t c) {
  const auto put = [&](std::uint32_t byte) { out += static_cast<char>(byte); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | c >> 6);
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | c >> 12);
    put(0x80 | (c >> 6 & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | c >> 18);
    put(0x80 | (c >> 12 & 0x3F));
    put(0x80 | (c >> 6 & 0x3F));
    put(0x80 | (c & 0x3F));
  }
}

/// The character that "#8212" or "#x2014" numbers; 0 where it is none that a text may hold.
std::uint32_t numbered(std::string_view body) {
  const bool hexadecimal = body.size() > 1 && (body[1] == 'x' || body[1] == 'X');
  std::uint32_t value = 0;
  std::size_t digits = 0;
  for (std::size_t i = hexadecimal ? 2 : 1; i < body.size(); ++i, ++digits) {
    const char c = body[i];
    std::uint32_t digit = 0;
    if (c >= '0' && c <= '9') {
      digit = static_cast<std::uint32_t>(c - '0');
    } else if (hexadecimal && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'))) {
      digit = static_cast<std::uint32_t>((c | 0x20) - 'a' + 10);
    } else {
      return 0;
    }
    value = value * (hexadecimal ? 16 : 10) + digit;
    if (value > 0x10FFFF) return 0;
  }
  const bool is_text =
      digits > 0 && value >= 0x20 && (value < 0x7F || value >= 0xA0) && (value < 0xD800 || value > 0xDFFF);
  return is_text ? value : 0;
}

/// Entities resolved, white space made single blanks.
std::string plain(std::string_view text) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 8> named = {{{"amp", "&"},
                                                                                          {"lt", "<"},
                                                                                          {"gt", ">"},
                                                                                          {"quot", "\""},
                                                                                          {"apos", "'"},
                                                                                          {"nbsp", "\u00A0"},
                                                                                          {"lrm", "\u200E"},
                                                                                          {"rlm", "\u200F"}}};
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t end = text[i] == '&' ? text.substr(i, 12).find(';') : std::string_view::npos;
    if (end != std::string_view::npos) {
      const std::string_view body = text.substr(i + 1, end - 1);
      std::string_view value;
      for (const auto& [name, character] : named) value = body == name ? character : value;
      const std::uint32_t number = body.starts_with('#') ? numbered(body) : 0;
      if (!value.empty() || number != 0) {
        if (number != 0) append_code_point(out, number);
        out += value;
        i += end + 1;
        continue;
      }
    }
    out += text[i++];
  }
  return text::one_line(out);
}

/// A tag that opens at text[i], without the brackets; nothing where '<' is only a character.
std::string_view tag_at(std::string_view text, std::size_t i) {
  if (i + 1 >= text.size()) return {};
  const char c = text[i + 1];
  if (c != '/' && !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9')) return {};
  const std::size_t end = text.find('>', i);
  return end == std::string_view::npos ? std::string_view() : text.substr(i + 1, end - i - 1);
}

/// The name in a voice tag "v.loud Name", or nothing where it is another tag.
bool voice_in(std::string_view tag, std::string& voice) {
  if (tag != "v" && !tag.starts_with("v ") && !tag.starts_with("v.") && !tag.starts_with("v\t")) return false;
  const std::size_t blank = tag.find_first_of(" \t");
  voice = blank == std::string_view::npos ? std::string() : plain(tag.substr(blank));
  return true;
}

}  // namespace

std::vector<Utterance> cue_text(const std::vector<std::string_view>& lines) {
  std::vector<Utterance> utterances;
  std::string voice;
  std::string raw;
  const auto finish = [&] {
    std::string text = plain(raw);
    if (!text.empty()) utterances.push_back({voice, std::move(text)});
    raw.clear();
  };
  for (const std::string_view line : lines) {
    for (std::size_t i = 0; i < line.size();) {
      const std::string_view tag = line[i] == '<' ? tag_at(line, i) : std::string_view();
      const std::size_t override_end =
          line.compare(i, 2, "{\\") == 0 ? line.find('}', i) : std::string_view::npos;
      if (!tag.empty()) {
        std::string name;
        if (voice_in(tag, name)) {
          finish();
          voice = name;
        } else if (tag == "/v") {
          finish();
          voice.clear();
        }
        i += tag.size() + 2;
      } else if (override_end != std::string_view::npos) {
        i = override_end + 1;  // SubRip's {\an8}
      } else {
        raw += line[i++];
      }
    }
    finish();
  }
  return utterances;
}

}  // namespace gloss::intake
