// SPDX-License-Identifier: GPL-3.0-or-later
// Yoshikoder .ykd (and Lexicoder's older .lcd): XML, <dictionary> with <cnode name> for categories and
// <pnode name> for patterns. The only door to pugixml.
//
// A file may come from anywhere: no DOCTYPE, so that no entity can grow; and the tree is walked with a stack
// of our own, its depth limited.
#include <fmt/format.h>

#include <algorithm>
#include <pugixml.hpp>

#include "exchange/dictionary_parts.h"

namespace gloss::exchange {
namespace {

constexpr PatternLimits yoshikoder_limits{"Yoshikoder", Wildcards::star, true, false, ""};

class YoshikoderReader {
 public:
  YoshikoderReader(std::string_view text, const std::string& place) : text_(text), place_(place) {
    for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1))
      line_ends_.push_back(at);
  }

  Result<Dictionary> read() {
    pugi::xml_document document;
    const pugi::xml_parse_result parsed = document.load_buffer(
        text_.data(), text_.size(), pugi::parse_default | pugi::parse_doctype, pugi::encoding_utf8);
    if (parsed.status == pugi::status_out_of_memory)
      return Err(Fault::out_of_memory, place_, "no memory to read the file");
    if (!parsed)
      return Err(Fault::bad_input, place_of(parsed.offset),
                 fmt::format("is not proper XML: {}", reason(parsed.description())),
                 "export the dictionary again from Yoshikoder");
    for (const pugi::xml_node node : document.children())
      if (node.type() == pugi::node_doctype)
        return Err(Fault::bad_input, place_of(node.offset_debug()),
                   "has a DOCTYPE, which no dictionary needs and which can do harm",
                   "delete the line with <!DOCTYPE");
    const pugi::xml_node root = document.child("dictionary");
    if (!root)
      return Err(Fault::bad_input, place_, "is XML, but has no <dictionary>",
                 "if it is another program's file, say which: --as NAME");
    regex_ = std::string_view(root.attribute("patternengine").value()) == "regexp";
    const pugi::xml_node top = title_node(root);
    if (top != root) dictionary_.title = clean_name(top.attribute("name").value());
    GLOSS_CHECK(walk(top));
    return std::move(dictionary_);
  }

 private:
  struct Open {
    pugi::xml_node next;
    int category = -1;
  };

  static std::string reason(std::string text) {
    if (!text.empty() && text.front() >= 'A' && text.front() <= 'Z')
      text.front() = static_cast<char>(text.front() + 32);
    return text;
  }

  /// Yoshikoder puts all categories into one that bears the dictionary's name.
  static pugi::xml_node title_node(pugi::xml_node root) {
    const pugi::xml_node only = root.first_child();
    const bool alone = only && only.next_sibling().empty() && std::string_view(only.name()) == "cnode";
    return alone && only.child("cnode") && !only.child("pnode") ? only : root;
  }

  int line_of(pugi::xml_node node) const { return line_at(node.offset_debug()); }
  int line_at(std::ptrdiff_t offset) const {
    const auto at = static_cast<std::size_t>(std::max<std::ptrdiff_t>(offset, 0));
    return static_cast<int>(std::lower_bound(line_ends_.begin(), line_ends_.end(), at) - line_ends_.begin()) +
           1;
  }
  std::string place_of(std::ptrdiff_t offset) const { return fmt::format("{}:{}", place_, line_at(offset)); }

  Result<void> walk(pugi::xml_node top) {
    std::vector<Open> stack{{top.first_child(), -1}};
    while (!stack.empty()) {
      const pugi::xml_node node = stack.back().next;
      if (!node) {
        stack.pop_back();
        continue;
      }
      stack.back().next = node.next_sibling();
      const int parent = stack.back().category;
      const std::string_view kind = node.name(), name = node.attribute("name").value();
      const int line = line_of(node);
      if (kind == "cnode") {
        GLOSS_TRY(const std::size_t category, add_category(dictionary_, name, parent, line, place_));
        dictionary_.categories[category].description =
            std::string(trim_blanks(node.attribute("desc").value()));
        stack.push_back({node.first_child(), static_cast<int>(category)});
      } else if (kind == "pnode" && parent >= 0) {
        add(static_cast<std::size_t>(parent), name, line);
      } else if (node.type() == pugi::node_element || node.type() == pugi::node_pcdata) {
        lose(dictionary_,
             {line, shown(kind.empty() ? node.value() : fmt::format("<{} {}>", kind, name)),
              kind == "pnode" ? "stands outside all categories" : "is neither <cnode> nor <pnode>"});
      }
    }
    return {};
  }

  void add(std::size_t category, std::string_view name, int line) {
    if (regex_)
      lose(dictionary_,
           {line, shown(name),
            "is a regular expression on running text (patternengine=\"regexp\"); write it into a rule: "
            "text(/.../)"});
    else
      add_pattern(dictionary_, category, name, Wildcards::star, 1, line);
  }

  std::string_view text_;
  const std::string& place_;
  std::vector<std::size_t> line_ends_;
  Dictionary dictionary_;
  bool regex_ = false;
};

std::string attribute_text(std::string_view value) {
  std::string out;
  for (const char c : value) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"')
      out += "&quot;";
    else if (c == '\n' || c == '\t')
      out += ' ';
    else
      out += c;
  }
  return out;
}

}  // namespace

Result<Dictionary> read_yoshikoder(std::string_view text, const std::string& place) {
  return YoshikoderReader(text, place).read();
}

WrittenDictionary write_yoshikoder(const Dictionary& dictionary) {
  WrittenDictionary written;
  const std::string title = dictionary.title.empty() ? "dictionary" : dictionary.title;
  written.text = fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<dictionary style=\"050805\" "
      "patternengine=\"substring\">\n  <cnode name=\"{}\" desc=\"\">\n",
      attribute_text(title));
  const std::vector<int> depths = depths_of(dictionary);
  const auto indent = [](int depth) { return std::string(static_cast<std::size_t>(depth) * 2 + 4, ' '); };
  int open = 0;
  const auto close_to = [&](int depth) {
    for (; open > depth; --open) written.text += indent(open - 1) + "</cnode>\n";
  };
  for (std::size_t i = 0; i < dictionary.categories.size(); ++i) {
    const DictionaryCategory& category = dictionary.categories[i];
    close_to(depths[i]);
    open = depths[i] + 1;
    written.text +=
        indent(depths[i]) + fmt::format("<cnode name=\"{}\" desc=\"{}\">\n", attribute_text(category.name),
                                        attribute_text(category.description));
    for (const DictionaryEntry& entry : category.entries) {
      if (std::string why = obstacle(entry, yoshikoder_limits); !why.empty())
        add_loss(written, entry, std::move(why));
      else
        written.text +=
            indent(open) + fmt::format("<pnode name=\"{}\"></pnode>\n", attribute_text(entry.text));
    }
  }
  close_to(0);
  written.text += "  </cnode>\n</dictionary>\n";
  return written;
}

}  // namespace gloss::exchange
