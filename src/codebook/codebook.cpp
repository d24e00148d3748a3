// SPDX-License-Identifier: GPL-3.0-or-later
// Reading a codebook, and looking things up in it.
#include "codebook/codebook.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "base/hash.h"
#include "base/yaml.h"
#include "codebook/place.h"
#include "codebook/reader.h"

namespace gloss::codebook {
namespace {

constexpr std::string_view yaml_signs = "@%&*!|>{[`";

/// Line and column at the end of "FILE:LINE:COLUMN".
FilePlace place_of(const std::string& place) {
  FilePlace found{0, 0};
  const std::size_t column = place.rfind(':');
  if (column == std::string::npos || column == 0) return found;
  const std::size_t line = place.rfind(':', column - 1);
  if (line == std::string::npos) return found;
  std::from_chars(place.data() + line + 1, place.data() + column, found.line);
  std::from_chars(place.data() + column + 1, place.data() + place.size(), found.column);
  return found;
}

/// Where in `line` a value without quotes starts with a sign that YAML takes for itself; npos if none does.
std::size_t unquoted_sign(std::string_view line) {
  std::size_t at = line.find_first_not_of(' ');
  while (at != std::string_view::npos && line.substr(at).starts_with("- "))
    at = line.find_first_not_of(' ', at + 1);
  if (at == std::string_view::npos) return at;
  if (yaml_signs.find(line[at]) != std::string_view::npos) return at;
  if (line[at] == '"' || line[at] == '\'') return std::string_view::npos;
  const std::size_t colon = line.find(": ", at);
  if (colon == std::string_view::npos) return colon;
  at = line.find_first_not_of(' ', colon + 1);
  return at != std::string_view::npos && yaml_signs.find(line[at]) != std::string_view::npos
             ? at
             : std::string_view::npos;
}

/// A rule such as - text("e-mail: ") without quotes, whose quotation mark YAML takes for the start of a
/// value. The byte, or npos.
std::size_t colon_in_text(std::string_view yaml) {
  for (std::size_t at = yaml.find("text(\""); at != std::string_view::npos;
       at = yaml.find("text(\"", at + 1)) {
    const std::size_t begin = yaml.rfind('\n', at) + 1;  // npos + 1 = 0
    const std::string_view before = yaml.substr(begin, at - begin);
    const std::string_view rest = yaml.substr(at, yaml.find('\n', at) - at);
    if (before.find_first_of("'\"#") == std::string_view::npos && rest.find(": ") != std::string_view::npos)
      return at;
  }
  return std::string_view::npos;
}

/// YAML's own complaint, in terms of rules where the author forgot quotation marks.
Error explained(Error error, const YamlFile& yaml, const std::string& file) {
  const FilePlace place = place_of(error.place);
  if (error.fault != Fault::bad_configuration || place.line < 1) return error;
  std::size_t byte = yaml.byte_at(place);
  // The text of a flow list, "[a, @b]", is at fault where YAML says; a list or map that opens there is not.
  const bool here = byte < yaml.text().size() &&
                    std::string_view("@%&*!`").find(yaml.text()[byte]) != std::string_view::npos;
  if (!here) {
    if (const std::size_t colon = colon_in_text(yaml.text()); colon != std::string_view::npos) {
      const FilePlace at = yaml.place_at(colon);
      return configuration_error(file, at.line, at.column, "in YAML, a colon and a blank make a map",
                                 "write the rule in quotes, or below a | on a line of its own",
                                 excerpt(yaml.text(), at.line, at.column));
    }
    const std::string_view line = yaml.line(place.line);
    const std::size_t sign = unquoted_sign(line);
    if (sign == std::string_view::npos) return error;
    const char c = line[sign];
    const std::string_view rest = line.substr(sign + 1, line.find_last_not_of(" \r") - sign);
    // "- |" and "- >-" alone open a block; "[a, b]" and "{a: b}" are lists and maps as meant.
    if ((c == '|' || c == '>') && rest.find_first_not_of("+-0123456789 \r") == std::string_view::npos)
      return error;
    if (c == '[' && (line.find_last_of(']') == std::string_view::npos || rest.ends_with(']'))) return error;
    if (c == '{' && (line.find_last_of('}') == std::string_view::npos || rest.ends_with('}'))) return error;
    byte = yaml.byte_at({place.line, 1}) + sign;
  }
  const FilePlace at = yaml.place_at(byte);
  return configuration_error(
      file, at.line, at.column,
      fmt::format("in YAML, text cannot start with {} without quotes", yaml.text()[byte]),
      "write the rule in quotes, or below a | on a line of its own",
      excerpt(yaml.text(), at.line, at.column));
}

}  // namespace

int Codebook::find(std::string_view wanted) const {
  const auto found =
      std::find_if(codes.begin(), codes.end(), [&](const Code& code) { return code.id == wanted; });
  return found == codes.end() ? -1 : static_cast<int>(found - codes.begin());
}

const List* Codebook::find_list(std::string_view name) const {
  const auto found =
      std::find_if(lists.begin(), lists.end(), [&](const List& list) { return list.name == name; });
  return found == lists.end() ? nullptr : &*found;
}

bool Codebook::is_within(int code, int ancestor) const {
  while (code >= 0 && code != ancestor) code = codes[static_cast<std::size_t>(code)].parent;
  return code >= 0;
}

std::string_view in_language(const Localized& text, std::string_view language, std::string_view fallback) {
  if (const auto exact = text.find(language); exact != text.end()) return exact->second;
  const std::string_view primary = language.substr(0, language.find('-'));
  if (const auto close = text.find(primary); close != text.end()) return close->second;
  return text.empty() ? fallback : std::string_view(text.begin()->second);
}

Result<Codebook> parse_codebook(std::string_view yaml, const std::string& file) {
  std::string_view content = yaml;
  if (content.starts_with("\xEF\xBB\xBF")) content.remove_prefix(3);
  auto root = parse_yaml(content, file);
  if (!root) return Err(explained(std::move(root.error()), YamlFile(content), file));
  GLOSS_TRY(Codebook codebook, CodebookReader(content, file, *root).read());
  codebook.text = yaml;
  codebook.hash = sha256_hex(yaml);
  return codebook;
}

}  // namespace gloss::codebook
