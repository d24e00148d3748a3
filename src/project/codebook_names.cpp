// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/codebook_names.h"

#include <fmt/format.h>

#include "codebook/rule_text.h"

namespace gloss::project {
namespace {

bool is_simple(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

/// Words that YAML reads as they are: no sign that it takes for its own, no blank at an end.
bool is_plain(std::string_view text) {
  if (text.empty() || text == "null" || text.front() == '-' || text.back() == ' ') return false;
  const auto characters = codebook::characters_of(text);
  for (std::size_t i = 0; i + 1 < characters.size(); ++i) {
    const codebook::Character& c = characters[i];
    const bool letter = c.raw < 0x80
                            ? is_simple(static_cast<char>(c.raw))
                            : c.raw == c.twin && codebook::is_name_character(c.raw) && c.raw < 0xFEFF;
    const bool inside = i > 0 && (c.raw == ' ' || c.raw == '*' || c.raw == '~' || c.raw == '\'');
    if (!letter && !inside) return false;
  }
  return true;
}

}  // namespace

std::string id_part(std::string_view name, std::size_t most) {
  std::string id;
  for (const codebook::Character& c : codebook::characters_of(name)) {
    if (c.raw == 0) break;
    std::string bytes;
    if (c.raw < 0x80 && is_simple(static_cast<char>(c.raw)))
      bytes = c.raw >= 'A' && c.raw <= 'Z' ? static_cast<char>(c.raw + 32) : static_cast<char>(c.raw);
    else if (c.raw >= 0x80 && c.raw == c.twin && codebook::is_name_character(c.raw))
      codebook::append_utf8(bytes, c.raw);
    else
      bytes = "-";
    if (bytes == "-" && (id.empty() || id.back() == '-')) continue;
    if (id.size() + bytes.size() > most) break;
    id += bytes;
  }
  while (!id.empty() && id.back() == '-') id.pop_back();
  return id.empty() || !codebook::has_letter_or_digit(id) ? "code" : id;
}

std::string unique_name(const std::string& wanted, TakenNames& taken) {
  const auto [at, fresh] = taken.try_emplace(wanted, 2);
  if (fresh) return wanted;
  while (true)
    if (std::string next = fmt::format("{}-{}", wanted, at->second++); taken.try_emplace(next, 2).second)
      return next;
}

std::string yaml_scalar(std::string_view text) {
  if (is_plain(text)) return std::string(text);
  std::string out = "\"";
  for (const codebook::Character& c : codebook::characters_of(text)) {
    if (c.byte == text.size()) break;
    if (c.raw == '"' || c.raw == '\\')
      out += std::string("\\") + static_cast<char>(c.raw);
    else if (c.raw < ' ' || (c.raw >= 0x7F && c.raw < 0xA0) || c.raw == 0x2028 || c.raw == 0x2029 ||
             c.raw == 0xFEFF || c.raw == 0xFFFE || c.raw == 0xFFFF)
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(c.raw));
    else
      codebook::append_utf8(out, c.raw);
  }
  return out + '"';
}

}  // namespace gloss::project
