// SPDX-License-Identifier: GPL-3.0-or-later
// The only door to yaml-cpp. Its event interface is used, not its Node, so that depth and size are counted
// while reading, quoting is known, and aliases cannot multiply.
#include "base/yaml.h"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <set>
#include <sstream>

#include "base/limits.h"

namespace gloss {
namespace {

struct Refused {
  int line, column;
  std::string message, hint;
};

/// Builds the tree; the stack holds the containers that are open.
class Builder final : public YAML::EventHandler {
 public:
  explicit Builder(std::string_view text) : text_(text) {
    for (std::size_t at = 0; at != std::string_view::npos; at = text.find('\n', at))
      line_starts_.push_back(at == 0 ? 0 : ++at);
  }
  YamlNode root;
  std::size_t documents = 0;

  void OnDocumentStart(const YAML::Mark&) override { ++documents; }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t) override { take(node(mark, YamlNode::Kind::null)); }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    throw Refused{mark.line + 1, column_of(mark), "aliases (*name) are not allowed here",
                  "write the value out, or put text that starts with * in quotes"};
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                const std::string& value) override {
    YamlNode scalar = node(mark, YamlNode::Kind::scalar);
    scalar.scalar = value;
    scalar.plain = tag == "?";  // yaml-cpp: "?" for plain scalars, "!" for quoted and block ones
    take(std::move(scalar));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                       YAML::EmitterStyle::value) override {
    open(node(mark, YamlNode::Kind::list));
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                  YAML::EmitterStyle::value) override {
    open(node(mark, YamlNode::Kind::map));
  }
  void OnMapEnd() override { close(); }

  /// yaml-cpp counts columns in bytes.
  int column_of(const YAML::Mark& mark) const {
    const auto line = static_cast<std::size_t>(mark.line);
    if (mark.line < 0 || line >= line_starts_.size()) return 1;
    const std::string_view before =
        text_.substr(line_starts_[line], static_cast<std::size_t>(std::max(mark.column, 0)));
    return 1 + static_cast<int>(std::count_if(before.begin(), before.end(), [](char c) {
             return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
           }));
  }

 private:
  std::string_view text_;
  std::vector<std::size_t> line_starts_;
  struct Open {
    YamlNode node;
    bool has_key = false;
    YamlNode key;
    std::set<std::string> keys;
  };
  std::vector<Open> stack_;
  std::size_t nodes_ = 0;

  YamlNode node(const YAML::Mark& mark, YamlNode::Kind kind) {
    if (++nodes_ > limits::yaml_nodes)
      throw Refused{mark.line + 1, column_of(mark), "the file has too many parts", "split it"};
    YamlNode made;
    made.kind = kind;
    made.line = mark.line + 1;
    made.column = column_of(mark);
    return made;
  }
  void open(YamlNode node) {
    if (stack_.size() >= static_cast<std::size_t>(limits::yaml_depth))
      throw Refused{node.line, node.column,
                    fmt::format("is nested deeper than {} levels", limits::yaml_depth), "flatten it"};
    stack_.push_back({std::move(node), false, {}, {}});
  }
  void close() {
    YamlNode done = std::move(stack_.back().node);
    stack_.pop_back();
    take(std::move(done));
  }
  void take(YamlNode value) {
    if (stack_.empty()) {
      root = std::move(value);
      return;
    }
    Open& top = stack_.back();
    if (top.node.kind == YamlNode::Kind::list) {
      top.node.items.push_back(std::move(value));
    } else if (!top.has_key) {
      if (value.kind == YamlNode::Kind::list || value.kind == YamlNode::Kind::map)
        throw Refused{value.line, value.column, "a key must be a word, not a list or a map",
                      "put text that starts with [ or { in quotes"};
      if (!top.keys.insert(value.scalar).second)
        throw Refused{value.line, value.column, fmt::format("'{}' stands here a second time", value.scalar),
                      "join the two, or rename one"};
      top.key = std::move(value);
      top.has_key = true;
    } else {
      top.node.members.emplace_back(std::move(top.key), std::move(value));
      top.has_key = false;
    }
  }
};

/// yaml-cpp recurses once per level: count how deep flow brackets and indentation could go before it starts.
bool too_deep(std::string_view text) {
  int open = 0;
  std::size_t compact = 0;  // "- - - -" on one line nests, too
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '[' || c == '{') ++open;
    if ((c == ']' || c == '}') && open > 0) --open;
    if (c == '\n') compact = 0;
    if ((c == '-' || c == '?' || c == ':') && i + 1 < text.size() &&
        (text[i + 1] == ' ' || text[i + 1] == '\t'))
      ++compact;
    if (open > 100'000 || compact > 1'000'000) return true;
  }
  return false;
}

}  // namespace

const YamlNode* YamlNode::find(std::string_view key) const {
  for (const auto& [name, value] : members)
    if (name.scalar == key) return &value;
  return nullptr;
}

std::string caret_excerpt(std::string_view text, int line, int column) {
  std::size_t begin = 0;
  for (int i = 1; i < line; ++i) {
    const std::size_t end = text.find('\n', begin);
    if (end == std::string_view::npos) return {};
    begin = end + 1;
  }
  const std::string_view whole = text.substr(begin, text.find('\n', begin) - begin);
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
  if (shown.size() > 2000) return {};
  return escape_controls(shown) + "\n" + before + "^";
}

Result<YamlNode> parse_yaml(std::string_view text, const std::string& place, int first_line) {
  const auto fail = [&](int line, int column, std::string message, std::string hint) {
    Error error{Fault::bad_configuration, fmt::format("{}:{}:{}", place, line + first_line - 1, column),
                std::move(message), std::move(hint), caret_excerpt(text, line, column)};
    return Err(std::move(error));
  };
  if (too_deep(text)) return fail(1, 1, "is nested far too deep", "flatten it");
  Builder builder(text);
  try {
    std::istringstream stream{std::string(text)};
    YAML::Parser parser(stream);
    parser.HandleNextDocument(builder);
    if (first_line != 1) {
      std::vector<YamlNode*> todo{&builder.root};
      while (!todo.empty()) {
        YamlNode* node = todo.back();
        todo.pop_back();
        node->line += first_line - 1;
        for (YamlNode& item : node->items) todo.push_back(&item);
        for (auto& [key, value] : node->members) {
          key.line += first_line - 1;
          todo.push_back(&value);
        }
      }
    }
    return std::move(builder.root);
  } catch (const Refused& refused) {
    return fail(refused.line, refused.column, refused.message, refused.hint);
  } catch (const YAML::Exception& exception) {
    const int line = exception.mark.is_null() ? 1 : exception.mark.line + 1;
    const int column = exception.mark.is_null() ? 1 : builder.column_of(exception.mark);
    return fail(line, column, "is not proper YAML: " + exception.msg,
                "check the indentation, and put rules and texts with : # * & ! | > % @ in quotes");
  } catch (const std::bad_alloc&) {
    return Err(Fault::out_of_memory, place, "no memory to read the file");
  }
}

}  // namespace gloss
