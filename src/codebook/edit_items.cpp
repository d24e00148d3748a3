// SPDX-License-Identifier: GPL-3.0-or-later
// Rules and examples as items that move from one code's list to another's.
#include <fmt/format.h>

#include <charconv>

#include "codebook/edit_parts.h"
#include "codebook/yaml_text.h"

namespace gloss::codebook::edit {
namespace {

bool in_block(const Entry& list) { return list.value->kind == YamlNode::Kind::list && !list.value->flow; }

/// A list's lines as they would be with one item a line.
std::string list_lines(std::string_view key, const std::vector<std::string>& items) {
  std::string lines = std::string(key) + ":\n";
  for (const std::string& item : items) lines += indented(item, 1, 3);
  return lines;
}

/// "- text" as "- rule: text" with a weight. Comments may stand above the dash.
std::string weighted(const std::string& item, double weight) {
  const std::size_t dash = item.starts_with("- ") ? 0 : item.find("\n- ") + 1;
  const std::size_t end = item.find('\n', dash) + 1;
  return item.substr(0, dash) + "- rule: " + item.substr(dash + 2, end - dash - 2) +
         indented(item.substr(end), 1, 3) + fmt::format("  weight: {}\n", weight);
}

}  // namespace

const Entry* list_of(const Entry& code, std::string_view key) {
  const Entry* list = code.find(key);
  return list == nullptr && key == "rules" ? code.find("rule") : list;
}

std::vector<std::string> items_of(const Sheet& sheet, const Entry& list) {
  const Outline& outline = sheet.outline();
  const auto raw = [&](const YamlNode& node) {
    const std::size_t begin = outline.byte_at(node.line, node.column);
    return std::string(outline.text().substr(begin, outline.byte_at(node.end_line, node.end_column) - begin));
  };
  std::vector<std::string> items;
  if (in_block(list)) {
    for (const Entry& item : list.entries) {
      const std::size_t begin = sheet.begin_of(item.first);
      items.push_back(
          indented(outline.text().substr(begin, sheet.begin_of(item.last + 1) - begin), item.column, 1));
    }
  } else if (list.value->kind == YamlNode::Kind::list) {
    for (const YamlNode& item : list.value->items) {
      const bool plain = item.kind == YamlNode::Kind::scalar && raw(item).find('\n') != std::string::npos;
      items.push_back("- " + (plain ? scalar_text(item.scalar, false) : raw(item)) + '\n');
    }
  } else {
    // key: text, or key: | with the text below; the dash stands where the key stood.
    const std::size_t begin = outline.byte_at(list.value->line, list.value->column);
    const std::string lines =
        std::string(outline.text().substr(begin, sheet.begin_of(list.last + 1) - begin));
    items.push_back("- " + lines.substr(0, lines.find('\n') + 1) +
                    indented(lines.substr(lines.find('\n') + 1), list.column, 1));
  }
  return items;
}

void add_items(Sheet& sheet, const Entry& code, std::string_view key, const std::vector<std::string>& items) {
  if (items.empty()) return;
  const Entry* list = list_of(code, key);
  if (list == nullptr) {
    add_member(sheet, code, key, list_lines(key, items));
    return;
  }
  std::string lines;
  if (in_block(*list) && !list->entries.empty()) {
    for (const std::string& item : items) lines += indented(item, 1, list->entries.back().column);
    sheet.insert_line(list->entries.back().last + 1, lines);
    return;
  }
  std::vector<std::string> all = items_of(sheet, *list);
  all.insert(all.end(), items.begin(), items.end());
  sheet.replace(sheet.begin_of(list->line), sheet.begin_of(list->last + 1),
                indented(list_lines(key, all), 1, list->column));
}

void remove_items(Sheet& sheet, const Entry& code, std::string_view key, const std::vector<int>& numbers) {
  const Entry* list = list_of(code, key);
  if (list == nullptr || numbers.empty()) return;
  std::vector<std::string> left = items_of(sheet, *list);
  for (auto number = numbers.rbegin(); number != numbers.rend(); ++number)
    left.erase(left.begin() + *number - 1);
  if (left.empty()) {
    // The list's own comment stays, and those below its items.
    const int last = in_block(*list) ? list->entries.back().last : list->last;
    sheet.replace(sheet.begin_of(list->line), sheet.begin_of(last + 1),
                  in_block(*list) && list->head ? indented(list->head->text, 1, list->column) : "");
    return;
  }
  if (in_block(*list)) {
    for (const int number : numbers) {
      const Entry& item = list->entries[static_cast<std::size_t>(number) - 1];
      sheet.remove_lines(item.first, item.last);
    }
    return;
  }
  sheet.replace(sheet.begin_of(list->line), sheet.begin_of(list->last + 1),
                indented(list_lines(key, left), 1, list->column));
}

double default_weight(const Entry& code) {
  double weight = 1;
  if (const YamlNode* node = code.value->find("weight"))
    std::from_chars(node->scalar.data(), node->scalar.data() + node->scalar.size(), weight);
  return weight;
}

std::vector<std::string> rule_items(const Sheet& sheet, const Entry& entry, const Code& code, double weight) {
  const Entry* list = list_of(entry, "rules");
  if (list == nullptr) return {};
  std::vector<std::string> items = items_of(sheet, *list);
  for (std::size_t i = 0; i < items.size(); ++i) {
    const YamlNode& node = list->value->kind == YamlNode::Kind::list ? list->value->items[i] : *list->value;
    if (code.rules[i].weight == weight || node.find("weight") != nullptr) continue;
    items[i] = node.kind == YamlNode::Kind::map
                   ? fmt::format("- rule: {}\n  weight: {}\n", quoted_scalar(code.rules[i].text),
                                 code.rules[i].weight)
                   : weighted(items[i], code.rules[i].weight);
  }
  return items;
}

}  // namespace gloss::codebook::edit
