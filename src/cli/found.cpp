// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/found.h"

#include <fmt/format.h>

#include "text/display.h"

namespace gloss::cli {

std::string more_line(std::size_t total, std::size_t first, std::size_t shown) {
  if (shown == 0 || first + shown >= total) return {};
  return fmt::format("\n{} more; to see them: --first {}\n", total - first - shown, first + shown);
}

std::string hint_lines(const std::vector<project::Hint>& hints, std::size_t width) {
  std::string out = hints.empty() ? "" : "\n";
  for (const auto& hint : hints) {
    std::string indent;
    for (const auto& line : text::wrap(escape_controls(hint.text), width - 2)) {
      out += indent + line + "\n";
      indent = "  ";
    }
  }
  return out;
}

Json hints_json(const std::vector<project::Hint>& hints) {
  Json all = Json::array();
  for (const auto& hint : hints) {
    Json one = Json::object();
    one["word"] = hint.word;
    one["passages"] = hint.passages;
    one["nearest"] = hint.nearest;
    one["text"] = hint.text;
    all.push_back(std::move(one));
  }
  return all;
}

std::vector<std::string> hint_texts(const std::vector<project::Hint>& hints) {
  std::vector<std::string> texts;
  for (const auto& hint : hints) texts.push_back(hint.text);
  return texts;
}

}  // namespace gloss::cli
