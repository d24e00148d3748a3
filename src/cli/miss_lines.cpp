// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/miss_lines.h"

#include <algorithm>
#include <utility>

#include "text/display.h"

namespace gloss::cli {

std::string marked_passage(const std::string& passage, const std::vector<project::Mark>& marks,
                           const std::vector<project::Mark>& cues) {
  std::vector<std::pair<project::Mark, bool>> all;
  for (const auto& mark : marks) all.emplace_back(mark, false);
  for (const auto& cue : cues) all.emplace_back(cue, true);
  std::sort(all.begin(), all.end());
  std::string out;
  std::size_t at = 0;
  for (const auto& [span, is_cue] : all) {
    if (span.first < at) continue;
    out += passage.substr(at, span.first - at);
    out += is_cue ? "{" : "[";
    out += passage.substr(span.first, span.second - span.first);
    out += is_cue ? "}" : "]";
    at = span.second;
  }
  return text::one_line(out + passage.substr(at));
}

std::string comma_list(const std::vector<std::string>& parts) {
  std::string all;
  for (const auto& part : parts) all += (all.empty() ? "" : ", ") + part;
  return all;
}

std::string miss_lines(const project::MissedRule& rule, const std::string& indent) {
  std::string out;
  if (!rule.there.empty()) out += indent + "there [ ]: " + comma_list(rule.there) + "\n";
  for (const auto& obstacle : rule.obstacles) out += indent + "but " + obstacle.text + "\n";
  for (const auto& words : rule.elsewhere) out += indent + "it matches, but other words: \"" + words + "\"\n";
  if (rule.obstacles.empty() && rule.elsewhere.empty())
    out += indent + "it matches, but for what is said above\n";
  return out;
}

}  // namespace gloss::cli
