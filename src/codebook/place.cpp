// SPDX-License-Identifier: GPL-3.0-or-later
// Excerpts of a rule or codebook.
#include "codebook/place.h"

#include <fmt/format.h>

#include <utility>

#include "base/yaml.h"

namespace gloss::codebook {
namespace {

constexpr int shown_before = 80, shown_after = 40;

bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

}  // namespace

std::string excerpt(std::string_view text, int line, int column) {
  std::size_t begin = 0;
  for (int i = 1; i < line; ++i) {
    const std::size_t end = text.find('\n', begin);
    if (end == std::string_view::npos) return {};
    begin = end + 1;
  }
  std::string_view whole = text.substr(begin, text.find('\n', begin) - begin);
  if (whole.ends_with('\r')) whole.remove_suffix(1);
  // Bytes of the characters column - shown_before .. column + shown_after.
  std::size_t from = 0, to = whole.size();
  int at = 0;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    if (!begins_character(whole[i])) continue;
    ++at;
    if (at == column - shown_before) from = i;
    if (at == column + shown_after) to = i;
  }
  const int cut = column > shown_before ? column - shown_before - 1 : 0;
  if (from == 0)
    return caret_excerpt(std::string(whole.substr(0, to)) + (to < whole.size() ? "..." : ""), 1, column);
  return caret_excerpt("..." + std::string(whole.substr(from, to - from)) + (to < whole.size() ? "..." : ""),
                       1, column - cut + 3);
}

Error configuration_error(const std::string& file, int line, int column, std::string message,
                          std::string hint, std::string shown) {
  return Error{Fault::bad_configuration, fmt::format("{}:{}:{}", file, line, column), std::move(message),
               std::move(hint), std::move(shown)};
}

}  // namespace gloss::codebook
