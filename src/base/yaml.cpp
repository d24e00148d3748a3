// SPDX-License-Identifier: GPL-3.0-or-later
// The only door to libyaml. Its events are read one by one, so that depth and size are counted before
// anything grows.
#include "base/yaml.h"

#include <fmt/format.h>
#include <yaml.h>

#include <optional>
#include <set>

#include "base/limits.h"

namespace gloss {
namespace {

struct Refused {
  yaml_mark_t mark{};
  std::string message, hint;
};

/// Builds the tree; the stack holds the containers that are open.
class Builder {
 public:
  YamlNode root;

  std::optional<Refused> take(const yaml_event_t& event) {
    const yaml_mark_t& mark = event.start_mark;
    switch (event.type) {
      case YAML_DOCUMENT_START_EVENT:
        if (++documents_ > 1)
          return Refused{mark, "a second document begins here", "remove the line ---, or make two files"};
        return {};
      case YAML_ALIAS_EVENT:
        return Refused{mark, "aliases (*name) are not allowed here",
                       "write the value out, or put text that starts with * in quotes"};
      case YAML_SCALAR_EVENT:
        return add(scalar(event), mark);
      case YAML_SEQUENCE_START_EVENT:
        return open(node(mark, YamlNode::Kind::list,
                         event.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE),
                    mark);
      case YAML_MAPPING_START_EVENT:
        return open(
            node(mark, YamlNode::Kind::map, event.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE), mark);
      case YAML_SEQUENCE_END_EVENT:
      case YAML_MAPPING_END_EVENT: {
        YamlNode done = std::move(stack_.back().node);
        stack_.pop_back();
        end(done, event.end_mark);
        return add(std::move(done), mark);
      }
      default:
        return {};
    }
  }

 private:
  struct Open {
    YamlNode node;
    bool has_key = false;
    YamlNode key;
    std::set<std::string, std::less<>> keys;
  };
  std::vector<Open> stack_;
  std::size_t nodes_ = 0, documents_ = 0;

  static YamlNode node(const yaml_mark_t& mark, YamlNode::Kind kind, bool flow = false) {
    YamlNode made;
    made.kind = kind;
    made.flow = flow;
    made.line = static_cast<int>(mark.line) + 1;
    made.column = static_cast<int>(mark.column) + 1;
    return made;
  }
  static void end(YamlNode& node, const yaml_mark_t& mark) {
    const YamlNode* last = nullptr;
    if (!node.flow && !node.items.empty()) last = &node.items.back();
    if (!node.flow && !node.members.empty()) last = &node.members.back().second;
    node.end_line = last != nullptr ? last->end_line : static_cast<int>(mark.line) + 1;
    node.end_column = last != nullptr ? last->end_column : static_cast<int>(mark.column) + 1;
  }
  static YamlNode scalar(const yaml_event_t& event) {
    YamlNode made = node(event.start_mark, YamlNode::Kind::scalar);
    end(made, event.end_mark);
    made.scalar.assign(reinterpret_cast<const char*>(event.data.scalar.value), event.data.scalar.length);
    made.plain = event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    if (made.plain && (made.scalar.empty() || made.scalar == "~" || made.scalar == "null"))
      made.kind = YamlNode::Kind::null;
    return made;
  }
  std::optional<Refused> open(YamlNode node, const yaml_mark_t& mark) {
    if (stack_.size() >= static_cast<std::size_t>(limits::yaml_depth))
      return Refused{mark, fmt::format("is nested deeper than {} levels", limits::yaml_depth), "flatten it"};
    stack_.push_back({std::move(node), false, {}, {}});
    return {};
  }
  std::optional<Refused> add(YamlNode value, const yaml_mark_t& mark) {
    if (++nodes_ > limits::yaml_nodes) return Refused{mark, "the file has too many parts", "split it"};
    if (stack_.empty()) {
      root = std::move(value);
      return {};
    }
    Open& top = stack_.back();
    if (top.node.kind == YamlNode::Kind::list) {
      top.node.items.push_back(std::move(value));
    } else if (!top.has_key) {
      if (value.kind == YamlNode::Kind::list || value.kind == YamlNode::Kind::map)
        return Refused{mark, "a key must be a word, not a list or a map",
                       "put text that starts with [ or { in quotes"};
      if (!top.keys.insert(value.scalar).second)
        return Refused{mark, fmt::format("'{}' stands here a second time", value.scalar),
                       "join the two, or rename one"};
      top.key = std::move(value);
      top.has_key = true;
    } else {
      top.node.members.emplace_back(std::move(top.key), std::move(value));
      top.has_key = false;
    }
    return {};
  }
};

/// libyaml's parser and event, freed whatever happens.
struct Parser {
  yaml_parser_t parser{};
  bool ready = yaml_parser_initialize(&parser) == 1;
  Parser() = default;
  ~Parser() {
    if (ready) yaml_parser_delete(&parser);
  }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;
};

}  // namespace

YamlNode::YamlNode() = default;
YamlNode::~YamlNode() = default;
YamlNode::YamlNode(const YamlNode&) = default;
YamlNode::YamlNode(YamlNode&&) noexcept = default;
YamlNode& YamlNode::operator=(const YamlNode&) = default;
YamlNode& YamlNode::operator=(YamlNode&&) noexcept = default;

const YamlNode* YamlNode::find(std::string_view key) const {
  for (const auto& [name, value] : members)
    if (name.scalar == key) return &value;
  return nullptr;
}

namespace {

constexpr std::size_t longest_shown = 2000;  // bytes of a line

/// What stands around a column of a very long line; the column counts from there on.
std::string_view around(std::string_view line, int& column) {
  constexpr int characters_before = 80, characters_after = 40;
  std::size_t from = 0, to = line.size();
  int at = 0;
  for (std::size_t i = 0; i < line.size() && to == line.size(); ++i) {
    if ((static_cast<unsigned char>(line[i]) & 0xC0) == 0x80) continue;
    ++at;
    if (at == column - characters_before) from = i;
    if (at == column + characters_after) to = i;
  }
  if (from > 0) column = characters_before + 1;
  return line.substr(from, to - from);
}

}  // namespace

std::string caret_excerpt(std::string_view text, int line, int column) {
  std::size_t begin = 0;
  for (int i = 1; i < line; ++i) {
    const std::size_t end = text.find('\n', begin);
    if (end == std::string_view::npos) return {};
    begin = end + 1;
  }
  std::string_view whole = text.substr(begin, text.find('\n', begin) - begin);
  const bool cut = whole.size() > longest_shown;
  if (cut) whole = around(whole, column);
  // The caret line repeats the width of what stands before: two blanks for characters that terminals draw
  // wide.
  std::string shown, before;
  int at = 1;
  for (std::size_t i = 0; i < whole.size();) {
    std::size_t length = 1;
    while (i + length < whole.size() && (static_cast<unsigned char>(whole[i + length]) & 0xC0) == 0x80)
      ++length;
    const auto lead = static_cast<unsigned char>(whole[i]);
    if (at < column) before += whole[i] == '\t' ? " " : lead >= 0xE1 && length >= 3 ? "  " : " ";
    shown += whole[i] == '\t' ? " " : std::string(whole.substr(i, length));
    i += length;
    ++at;
  }
  const std::string dots = cut ? "..." : "";
  return dots + escape_controls(shown) + dots + "\n" + std::string(dots.size(), ' ') + before + "^";
}

Result<YamlNode> parse_yaml(std::string_view text, const std::string& place, int first_line) {
  const auto fail = [&](const yaml_mark_t& mark, std::string message, std::string hint) {
    const int line = static_cast<int>(mark.line) + 1, column = static_cast<int>(mark.column) + 1;
    return Err(Error{Fault::bad_configuration, fmt::format("{}:{}:{}", place, line + first_line - 1, column),
                     std::move(message), std::move(hint), caret_excerpt(text, line, column)});
  };
  Parser yaml;
  if (!yaml.ready) return Err(Fault::out_of_memory, place, "no memory to read the file");
  yaml_parser_set_encoding(&yaml.parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string(&yaml.parser, reinterpret_cast<const unsigned char*>(text.data()),
                               text.size());
  Builder builder;
  for (bool more = true; more;) {
    yaml_event_t event;
    if (yaml_parser_parse(&yaml.parser, &event) == 0) {
      if (yaml.parser.error == YAML_MEMORY_ERROR)
        return Err(Fault::out_of_memory, place, "no memory to read the file");
      const char* problem = yaml.parser.problem != nullptr ? yaml.parser.problem : "cannot be read";
      return fail(yaml.parser.problem_mark, fmt::format("is not proper YAML: {}", problem),
                  "check the indentation, and put rules and texts with : # * & ! | > % @ in quotes");
    }
    auto refused = builder.take(event);
    more = event.type != YAML_STREAM_END_EVENT;
    yaml_event_delete(&event);
    if (refused) return fail(refused->mark, std::move(refused->message), std::move(refused->hint));
  }
  std::vector<YamlNode*> todo;
  if (first_line != 1) todo.push_back(&builder.root);
  while (!todo.empty()) {
    YamlNode* node = todo.back();
    todo.pop_back();
    node->line += first_line - 1;
    node->end_line += first_line - 1;
    for (YamlNode& item : node->items) todo.push_back(&item);
    for (auto& [key, value] : node->members) {
      key.line += first_line - 1;
      key.end_line += first_line - 1;
      todo.push_back(&value);
    }
  }
  return std::move(builder.root);
}

}  // namespace gloss
