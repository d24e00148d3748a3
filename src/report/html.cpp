// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/html.h"

#include <cassert>

#include "base/hash.h"

namespace gloss::report {
namespace {

/// Length of the valid UTF-8 character at the start of `rest`, or 0 (Unicode 15, table 3-7).
std::size_t valid_length(std::string_view rest) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(rest[i]); };
  const auto tail = [&](std::size_t i) { return i < rest.size() && (byte(i) & 0xC0) == 0x80; };
  const unsigned char first = byte(0);
  if (first < 0x80) return 1;
  if (first < 0xC2) return 0;
  if (first < 0xE0) return tail(1) ? 2 : 0;
  if (first < 0xF0) {
    if (!tail(1) || !tail(2)) return 0;
    if (first == 0xE0 && byte(1) < 0xA0) return 0;
    return first == 0xED && byte(1) > 0x9F ? 0 : 3;
  }
  if (first > 0xF4 || !tail(1) || !tail(2) || !tail(3)) return 0;
  if (first == 0xF0 && byte(1) < 0x90) return 0;
  return first == 0xF4 && byte(1) > 0x8F ? 0 : 4;
}

constexpr std::string_view replacement = "\xEF\xBF\xBD";

/// Controls that HTML forbids: C0 but tab and newline, DEL, C1 (which UTF-8 writes as C2 80 to C2 9F).
bool is_control(std::string_view character) {
  const auto first = static_cast<unsigned char>(character[0]);
  if (character.size() == 1) return (first < 0x20 && first != '\t' && first != '\n') || first == 0x7F;
  return character.size() == 2 && first == 0xC2 && static_cast<unsigned char>(character[1]) < 0xA0;
}

std::string_view escaped_in_text(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    default:
      return {};
  }
}

std::string_view escaped_in_attribute(char c) {
  switch (c) {
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    case '`':
      return "&#96;";
    case '\t':
      return "&#9;";
    case '\n':
      return "&#10;";
    default:
      return escaped_in_text(c);
  }
}

template <class EscapedAs>
std::string escape(std::string_view text, EscapedAs escaped_as) {
  std::string out;
  out.reserve(text.size() + text.size() / 16);
  while (!text.empty()) {
    const std::size_t length = valid_length(text);
    const std::string_view character = text.substr(0, length);
    if (length == 0 || is_control(character)) {
      out += replacement;
    } else if (const std::string_view escaped = length == 1 ? escaped_as(text[0]) : std::string_view{};
               !escaped.empty()) {
      out += escaped;
    } else {
      out += character;
    }
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return out;
}

int hex_digit(char c) { return c <= '9' ? c - '0' : c - 'a' + 10; }

std::string base64_of_hex(const std::string& hex) {
  constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t at = 0; at < hex.size(); at += 6) {  // 6 hex digits = 3 bytes = 4 digits of base 64
    unsigned bits = 0;
    std::size_t have = 0;
    for (; have < 6 && at + have < hex.size(); ++have)
      bits = bits << 4 | static_cast<unsigned>(hex_digit(hex[at + have]));
    bits <<= 4 * (6 - have);
    const std::size_t bytes = have / 2;
    for (std::size_t i = 0; i < 4; ++i) out += i <= bytes ? digits[bits >> (18 - 6 * i) & 63] : '=';
  }
  return out;
}

}  // namespace

std::string html_text(std::string_view text) { return escape(text, escaped_in_text); }
std::string html_attribute(std::string_view text) { return escape(text, escaped_in_attribute); }

std::string csp_hash(std::string_view block) { return "sha256-" + base64_of_hex(Sha256().add(block).hex()); }

void HtmlWriter::attributes(Attributes attributes) {
  for (const auto& [name, value] : attributes) {
    if (value.empty()) continue;
    out_ += ' ';
    out_ += name.view();
    out_ += "=\"";
    out_ += html_attribute(value);
    out_ += '"';
  }
}

HtmlWriter& HtmlWriter::open(Literal tag, Attributes its) {
  out_ += '<';
  out_ += tag.view();
  attributes(its);
  out_ += '>';
  return *this;
}

HtmlWriter& HtmlWriter::close(Literal tag) {
  out_ += "</";
  out_ += tag.view();
  out_ += '>';
  return *this;
}

HtmlWriter& HtmlWriter::text(std::string_view text) {
  out_ += html_text(text);
  return *this;
}

HtmlWriter& HtmlWriter::element(Literal tag, std::string_view content, Attributes its) {
  return open(tag, its).text(content).close(tag);
}

HtmlWriter& HtmlWriter::lone(Literal tag, Attributes its) {
  out_ += '<';
  out_ += tag.view();
  attributes(its);
  out_ += "/>";
  return *this;
}

HtmlWriter& HtmlWriter::open_link(std::string_view id, Attributes its) {
  out_ += "<a href=\"#";
  out_ += html_attribute(id);
  out_ += '"';
  attributes(its);
  out_ += '>';
  return *this;
}

HtmlWriter& HtmlWriter::link(std::string_view id, std::string_view content, Attributes its) {
  return open_link(id, its).text(content).close("a");
}

HtmlWriter& HtmlWriter::block(std::string_view tag, std::string_view content) {
  assert(content.find("</") == std::string_view::npos && content.find("<!--") == std::string_view::npos);
  for (const std::string_view piece : {std::string_view("<"), tag, std::string_view(">"), content,
                                       std::string_view("</"), tag, std::string_view(">")})
    out_ += piece;
  return *this;
}

HtmlWriter& HtmlWriter::style(std::string_view content) { return block("style", content); }
HtmlWriter& HtmlWriter::script(std::string_view content) { return block("script", content); }

HtmlWriter& HtmlWriter::append(std::string_view html) {
  out_ += html;
  return *this;
}

HtmlWriter& HtmlWriter::line() {
  out_ += '\n';
  return *this;
}

}  // namespace gloss::report
