// SPDX-License-Identifier: GPL-3.0-or-later
#include "codebook/sheet.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace gloss::codebook {

Result<Sheet> Sheet::read(std::string_view text, const std::string& file) {
  Sheet sheet;
  sheet.file_ = file;
  sheet.text_ = std::make_unique<std::string>(text);
  if (!text.ends_with('\n')) *sheet.text_ += '\n';
  GLOSS_TRY(sheet.codebook_, parse_codebook(*sheet.text_, file));
  GLOSS_TRY(YamlNode tree, parse_yaml(*sheet.text_, file));
  sheet.tree_ = std::make_unique<YamlNode>(std::move(tree));
  sheet.outline_ = std::make_unique<Outline>(*sheet.text_, *sheet.tree_);
  return sheet;
}

Result<const Entry*> Sheet::entry_of(std::string_view id) const {
  const Entry* at = &outline_->root;
  const auto in_brackets = [&](const Entry& entry) {
    return Err(
        Fault::bad_configuration, fmt::format("{}:{}:{}", file_, entry.line, entry.column),
        fmt::format("the code \"{}\" stands in brackets with others, where it cannot be changed alone", id),
        fmt::format("gloss codebook format {}, then again", file_));
  };
  for (std::size_t from = 0; from <= id.size();) {
    const std::size_t slash = std::min(id.find('/', from), id.size());
    const Entry* codes = at->find("codes");
    const Entry* next = codes == nullptr ? nullptr : codes->find(id.substr(from, slash - from));
    if (next == nullptr) return Err(Fault::bug, file_, fmt::format("there is no code \"{}\"", id));
    if (at->value->flow || codes->value->flow) return in_brackets(*next);
    at = next;
    from = slash + 1;
  }
  if (at->value->flow) return in_brackets(*at);
  return at;
}

std::vector<const YamlNode*> Sheet::rule_nodes(const Entry& code) {
  std::vector<const YamlNode*> nodes;
  const YamlNode* rules = code.value->find("rules");
  if (rules == nullptr) rules = code.value->find("rule");
  if (rules == nullptr) return nodes;
  if (rules->kind != YamlNode::Kind::list) return {rules};
  for (const YamlNode& item : rules->items) {
    const YamlNode* rule = item.find("rule");
    nodes.push_back(rule != nullptr ? rule : &item);
  }
  return nodes;
}

void Sheet::replace(std::size_t begin, std::size_t end, std::string text) {
  const Change change{begin, end, std::move(text)};
  const auto after = std::upper_bound(
      changes_.begin(), changes_.end(), change,
      [](const Change& a, const Change& b) { return std::pair(a.begin, a.end) < std::pair(b.begin, b.end); });
  changes_.insert(after, change);
}

void Sheet::insert_line(int before_line, std::string_view line) {
  const std::size_t at = begin_of(before_line);
  replace(at, at, std::string(line) + (line.ends_with('\n') ? "" : "\n"));
}

void Sheet::remove_lines(int first, int last) { replace(begin_of(first), begin_of(last + 1), {}); }

bool Sheet::is_inside(const Change& change, std::size_t begin, std::size_t end) {
  // What is inserted at the very beginning belongs to what stands before.
  const bool insertion = change.begin == change.end;
  return change.end <= end && (insertion && begin > 0 ? change.begin > begin : change.begin >= begin);
}

std::string Sheet::changed(std::size_t begin, std::size_t end) const {
  std::string out;
  std::size_t at = begin;
  for (const Change& change : changes_) {
    if (!is_inside(change, begin, end)) continue;
    out += text_->substr(at, change.begin - at) + change.text;
    at = change.end;
  }
  return out + text_->substr(at, end - at);
}

void Sheet::forget(std::size_t begin, std::size_t end) {
  std::erase_if(changes_, [&](const Change& change) { return is_inside(change, begin, end); });
}

std::string indented(std::string_view lines, int from, int to) {
  std::string out;
  for (std::size_t begin = 0; begin < lines.size();) {
    const std::size_t end = std::min(lines.find('\n', begin), lines.size());
    std::string_view line = lines.substr(begin, end - begin);
    if (!line.empty()) {
      if (to > from) out.append(static_cast<std::size_t>(to - from), ' ');
      const auto blanks = std::min(line.find_first_not_of(' '), line.size());
      line.remove_prefix(std::min(blanks, static_cast<std::size_t>(std::max(from - to, 0))));
      out += line;
    }
    out += '\n';
    begin = end + 1;
  }
  return out;
}

std::string_view parent_of(std::string_view id) {
  const std::size_t slash = id.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : id.substr(0, slash);
}

std::string_view last_part(std::string_view id) {
  const std::size_t slash = id.rfind('/');
  return slash == std::string_view::npos ? id : id.substr(slash + 1);
}

bool is_at_or_below(std::string_view id, std::string_view ancestor) {
  return id.starts_with(ancestor) && (id.size() == ancestor.size() || id[ancestor.size()] == '/');
}

}  // namespace gloss::codebook
