// SPDX-License-Identifier: GPL-3.0-or-later
// Classes of characters in the rule language.
#include "codebook/rule_text.h"

#include <algorithm>
#include <array>

#include "text/pattern.h"

namespace gloss::codebook {
namespace {

constexpr std::array<std::string_view, 14> keywords{"and",         "or",     "not",   "near",    "before",
                                                    "after",       "inside", "with",  "without", "containing",
                                                    "overlapping", "within", "where", "unit"};
constexpr std::array<std::string_view, 5> words_of_conditions{"and", "or", "not", "where", "within"};

/// Strict UTF-8 (no overlong forms, no surrogates); moves `at` past what it read.
char32_t decode(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned lead = byte(at++);
  if (lead < 0x80) return lead;
  const std::size_t more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
  if (lead < 0xC2 || lead > 0xF4 || at + more > text.size()) return not_utf8;
  char32_t value = lead & (0x3Fu >> more);
  for (std::size_t i = 0; i < more; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) return not_utf8;
    value = (value << 6) | (byte(at + i) & 0x3Fu);
  }
  constexpr std::array<char32_t, 4> least{0, 0x80, 0x800, 0x10000};
  if (value < least[more] || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) return not_utf8;
  at += more;
  return value;
}

bool is_unicode_blank(char32_t c) {
  return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200B) || c == 0x2028 ||
         c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x2060 || c == 0x3000 || c == 0xFEFF;
}

char32_t twin_of(char32_t c) {
  if (c < 0x80) return c;
  if (is_unicode_blank(c)) return ' ';
  switch (c) {
    case U'“':
    case U'”':
    case U'„':
    case U'「':
    case U'」':
    case U'『':
    case U'』':
      return '"';
    case U'‘':
    case U'’':
      return '\'';
    case U'、':
      return ',';
    default:
      break;
  }
  // The full-width forms of ASCII, letters and digits excepted: those stay as typed.
  if (c < 0xFF01 || c > 0xFF5E) return c;
  const char32_t ascii = c - 0xFEE0;
  const bool alphanumeric =
      is_digit(ascii) || (ascii >= 'A' && ascii <= 'Z') || (ascii >= 'a' && ascii <= 'z');
  return alphanumeric ? c : ascii;
}

template <class Words>
bool is_one_of(std::string_view word, const Words& words) {
  return std::find(words.begin(), words.end(), ascii_folded(word)) != words.end();
}

template <class Predicate>
bool all_characters(std::string_view text, Predicate fits) {
  if (text.empty()) return false;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = decode(text, at);
    if (c == not_utf8 || twin_of(c) != c || !fits(c)) return false;
  }
  return true;
}

}  // namespace

std::vector<Character> characters_of(std::string_view text) {
  std::vector<Character> characters;
  characters.reserve(text.size() + 1);
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<std::uint32_t>(at);
    const char32_t raw = decode(text, at);
    characters.push_back({raw, twin_of(raw), byte});
  }
  characters.push_back({0, 0, static_cast<std::uint32_t>(text.size())});
  return characters;
}

void append_utf8(std::string& to, char32_t c) {
  const auto put = [&](char32_t byte) { to.push_back(static_cast<char>(byte)); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | (c >> 6));
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | (c >> 12));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | (c >> 18));
    put(0x80 | ((c >> 12) & 0x3F));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  }
}

char32_t ascii_folded(char32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
  return c >= 'A' && c <= 'Z' ? c + 32 : c;
}

std::string ascii_folded(std::string_view text) {
  std::string folded;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = decode(text, at);
    if (c != not_utf8) append_utf8(folded, ascii_folded(c));
  }
  return folded;
}

bool is_blank(char32_t twin) { return twin == ' ' || (twin >= '\t' && twin <= '\r'); }

bool is_word_character(char32_t c) {
  if (c <= ' ' || c == 0x7F || c == not_utf8) return false;
  if (c >= 0x80) return c >= 0xA0;
  return std::string_view("()\",|<>=/[]{}$:;!`\\^").find(static_cast<char>(c)) == std::string_view::npos;
}

bool is_name_character(char32_t c) {
  return is_word_character(c) && c != '*' && c != '?' && c != '~' && c != '\'';
}

bool is_keyword(std::string_view word) { return is_one_of(word, keywords); }

bool has_letter_or_digit(std::string_view word) {
  static const text::Pattern letter_or_digit("[\\p{L}\\p{N}]");
  for (const char c : word)
    if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return true;
  return letter_or_digit.find(word, 0);
}

bool is_bare_word(std::string_view word) {
  return !word.empty() && std::string_view("'-+").find(word.front()) == std::string_view::npos &&
         !is_keyword(word) && all_characters(word, is_word_character);
}

bool is_bare_value(std::string_view value) {
  return !value.empty() && value.front() != '\'' && !is_one_of(value, words_of_conditions) &&
         all_characters(value, is_word_character);
}

bool has_sound_dots(std::string_view name) {
  return !name.starts_with('.') && !name.ends_with('.') && name.find("..") == std::string_view::npos;
}

bool is_bare_attribute(std::string_view name) {
  const std::string folded = ascii_folded(name);
  return is_bare_value(name) && folded != "in" && folded != "is" && all_characters(name, is_name_character) &&
         has_sound_dots(name);
}

}  // namespace gloss::codebook
