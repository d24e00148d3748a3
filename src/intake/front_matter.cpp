// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/front_matter.h"

#include <algorithm>
#include <array>

#include "base/yaml.h"
#include "intake/lines.h"
#include "text/pattern.h"

namespace gloss::intake {
namespace {

void flatten(const YamlNode& node, const std::string& name, model::Variables& variables) {
  switch (node.kind) {
    case YamlNode::Kind::null:
      break;
    case YamlNode::Kind::scalar:
      if (!name.empty()) variables[name] = node.scalar;
      break;
    case YamlNode::Kind::list: {
      std::string joined;
      for (const YamlNode& item : node.items) {
        if (item.kind != YamlNode::Kind::scalar) continue;
        if (!joined.empty()) joined += "; ";
        joined += item.scalar;
      }
      variables[name] = joined;
      break;
    }
    case YamlNode::Kind::map:
      for (const auto& [key, value] : node.members)
        flatten(value, name.empty() ? key.scalar : name + "." + key.scalar, variables);
      break;
  }
}

void collect_names(const YamlNode& map, std::vector<std::string>& names) {
  constexpr std::array keys = {"speakers",    "speaker",      "interviewer", "interviewers",
                               "interviewee", "interviewees", "participants"};
  for (const char* key : keys) {
    const YamlNode* node = map.find(key);
    if (node == nullptr) continue;
    const auto take = [&](const YamlNode& name) {
      const std::string_view bare = trimmed(name.scalar);
      if (name.kind == YamlNode::Kind::scalar && !bare.empty()) names.emplace_back(bare);
    };
    take(*node);
    for (const YamlNode& item : node->items) take(item);
  }
}

}  // namespace

FrontMatter read_front_matter(std::string_view text, const std::string& place) {
  FrontMatter front;
  if (!text.starts_with("---") && !text.starts_with("+++")) return front;
  const std::string_view fence = text.substr(0, 3);
  const std::vector<Line> lines = lines_of(text);
  const auto line_text = [&](std::size_t i) {
    return trimmed(text.substr(lines[i].begin, lines[i].end - lines[i].begin));
  };
  if (line_text(0) != fence) return front;
  std::size_t last = 1;
  while (last < lines.size() && line_text(last) != fence && !(fence == "---" && line_text(last) == "..."))
    ++last;
  if (last >= lines.size()) return front;
  const std::size_t begin = lines[1].begin;
  const std::string_view block = text.substr(begin, lines[last].begin - begin);
  const std::size_t end = std::min(lines[last].end + 1, text.size());
  if (fence == "+++") {
    front.end = end;
    front.note = "TOML front matter is left uncoded and not read";
    return front;
  }
  auto yaml = parse_yaml(block, place, 2);
  if (yaml && yaml->kind == YamlNode::Kind::map) {
    front.end = end;
    flatten(*yaml, "", front.variables);
    collect_names(*yaml, front.speakers);
  } else if (yaml && yaml->kind == YamlNode::Kind::null && trimmed(block).empty()) {
    front.end = end;
  } else if (!yaml) {
    // Between two rules may also stand a text; front matter begins with a key.
    static const text::Pattern key("^\\s*[\\pL_][\\pL\\pN _-]{0,40}:(?:\\s|$)");
    if (!key.match_start(block)) return front;
    front.end = end;
    front.note = "the front matter is not YAML and was left unread: " + yaml.error().place + ": " +
                 yaml.error().message;
  }
  return front;
}

}  // namespace gloss::intake
