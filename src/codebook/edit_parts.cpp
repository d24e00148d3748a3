// SPDX-License-Identifier: GPL-3.0-or-later
#include "codebook/edit_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "codebook/keys.h"
#include "codebook/rule_text.h"
#include "codebook/scalar_place.h"
#include "codebook/spelling.h"
#include "codebook/yaml_text.h"

namespace gloss::codebook::edit {
namespace {

std::ptrdiff_t rank_of(std::string_view key) {
  return std::find(keys::code.begin(), keys::code.end(), key) - keys::code.begin();
}

/// The column of a code's members; of those to come, where it has none.
int inner_column(const Entry& code) {
  return code.entries.empty() ? code.column + 2 : code.entries.front().column;
}

std::string list_text(const std::vector<std::string>& ids) {
  std::string out;
  for (const std::string& id : ids) out += (out.empty() ? "" : ", ") + scalar_text(id, true);
  return '[' + out + ']';
}

/// A scalar's text inside quotes of its own kind.
std::string escaped(std::string_view text, char quote) {
  std::string out;
  for (const char c : text) {
    if (quote == '"' && (c == '"' || c == '\\')) out += '\\';
    if (quote == '\'' && c == '\'') out += '\'';
    out += c;
  }
  return out;
}

struct Spot {
  std::size_t begin, end;  // in the rule's text
  std::string name;        // what shall stand there
};

void find_references(const Expression& expression, std::string_view rule,
                     const std::vector<Redirection>& redirections, std::vector<Spot>& spots) {
  if (expression.kind == Expression::Kind::code)
    for (const auto& [from, to, group] : redirections) {
      if (group ? !expression.descendants_only || expression.text != from
                : !is_at_or_below(expression.text, from))
        continue;
      const std::size_t at = rule.find(expression.text, expression.begin);
      if (at != std::string_view::npos)
        spots.push_back({at, at + expression.text.size(), to + expression.text.substr(from.size())});
      break;
    }
  for (const Expression& operand : expression.operands) find_references(operand, rule, redirections, spots);
}

void rewrite_rule(Sheet& sheet, const YamlFile& yaml, const YamlNode& node, std::vector<Spot> spots) {
  const std::string_view text = sheet.outline().text();
  const ScalarRange range = sheet.outline().range(node);
  const char sign = text[range.begin];
  const bool quoted = sign == '\'' || sign == '"';
  const auto bytes = yaml.bytes_of(node);
  std::sort(spots.begin(), spots.end(), [](const Spot& a, const Spot& b) { return a.begin < b.begin; });
  const bool unsafe = node.plain && std::any_of(spots.begin(), spots.end(), [](const Spot& spot) {
                        return !is_safe_plain(spot.name, true);
                      });
  if (bytes.empty() || unsafe) {  // anew, on one line
    std::string rule;
    std::size_t at = 0;
    for (const Spot& spot : spots) {
      rule += node.scalar.substr(at, spot.begin - at) + spot.name;
      at = spot.end;
    }
    rule += node.scalar.substr(at);
    sheet.replace(range.begin, range.end, quoted_scalar(rule));
    return;
  }
  for (const Spot& spot : spots)
    sheet.replace(bytes[spot.begin], bytes[spot.end], quoted ? escaped(spot.name, sign) : spot.name);
}

bool stands_apart(const Sheet& sheet, const Entry& codes) {
  return std::any_of(codes.entries.begin(), codes.entries.end(), [&](const Entry& code) {
    return &code != &codes.entries.front() && sheet.outline().is_blank(code.first - 1);
  });
}

}  // namespace

Result<void> check_known(const Codebook& codebook, const std::string& file, const std::string& id) {
  if (codebook.find(id) >= 0) return {};
  for (const Code& code : codebook.codes)
    if (std::find(code.was.begin(), code.was.end(), id) != code.was.end())
      return Err(Fault::bad_configuration, file, fmt::format("\"{}\" has another id now", id), code.id);
  std::vector<std::string> ids;
  for (const Code& code : codebook.codes) ids.push_back(code.id);
  std::string close = nearest(id, ids);
  for (const std::string& one : ids)
    if (close.empty() && one.ends_with('/' + id)) close = one;
  return Err(Fault::bad_configuration, file, fmt::format("there is no code \"{}\"", id),
             close.empty() ? "write its whole id, as in dilemma/policy" : close);
}

Result<void> check_new(const Codebook& codebook, const std::string& file, const std::string& id,
                       std::string_view allowed) {
  if (codebook.find(id) >= 0)
    return Err(Fault::bad_configuration, file, fmt::format("there is a code \"{}\" already", id),
               "another name, or gloss codebook merge");
  for (const Code& code : codebook.codes) {
    if (!allowed.empty() && is_at_or_below(code.id, allowed)) continue;
    if (std::find(code.was.begin(), code.was.end(), id) != code.was.end())
      return Err(Fault::bad_configuration, file,
                 fmt::format("\"{}\" is an earlier id of \"{}\"", id, code.id),
                 "another name: an earlier id leads to one code only");
  }
  const std::string_view part = last_part(id);
  const auto characters = characters_of(part);
  if (part.empty() || std::any_of(characters.begin(), characters.end() - 1, [](const Character& c) {
        return c.twin == '<' || c.twin == '>' || c.twin == '*' || c.twin == '/' || c.raw < ' ';
      }))
    return Err(Fault::bad_configuration, file, fmt::format("\"{}\" cannot be the id of a code", id),
               "letters, digits, - and _, with / between a code and the one above it");
  if (!parent_of(id).empty() && codebook.find(parent_of(id)) < 0) {
    GLOSS_CHECK(check_known(codebook, file, std::string(parent_of(id))));
  }
  return {};
}

void add_member(Sheet& sheet, const Entry& code, std::string_view key, const std::string& lines) {
  if (lines.empty()) return;
  const std::string text = indented(lines, 1, inner_column(code));
  if (code.entries.empty()) {
    if (!code.value->scalar.empty()) {  // ~ or null
      const ScalarRange range = sheet.outline().range(*code.value);
      sheet.replace(range.begin, range.end, {});
    }
    sheet.insert_line(code.line + 1, text);
    return;
  }
  const Entry* before = nullptr;
  for (const Entry& entry : code.entries)
    if (rank_of(entry.key->scalar) < rank_of(key)) before = &entry;
  sheet.insert_line(before != nullptr ? before->last + 1 : code.entries.front().first, text);
}

void add_was(Sheet& sheet, const Entry& code, const std::vector<std::string>& ids,
             std::string_view forgotten) {
  const Entry* was = code.find("was");
  std::vector<std::string> all;
  if (was != nullptr && was->value->kind == YamlNode::Kind::scalar) all.push_back(was->value->scalar);
  if (was != nullptr)
    for (const YamlNode& item : was->value->items) all.push_back(item.scalar);
  const std::size_t before = all.size();
  std::erase(all, forgotten);
  const bool fewer = all.size() < before;
  all.insert(all.end(), ids.begin(), ids.end());
  if (was == nullptr) {
    if (!all.empty()) add_member(sheet, code, "was", "was: " + list_text(all));
    return;
  }
  if (!was->value->flow && was->value->kind == YamlNode::Kind::list && !fewer && !was->entries.empty()) {
    std::string lines;
    for (const std::string& id : ids) lines += "- " + scalar_text(id, false) + '\n';
    sheet.insert_line(was->entries.back().last + 1, indented(lines, 1, was->entries.back().column));
    return;
  }
  const Outline& outline = sheet.outline();
  const YamlNode& value = *was->value;
  const std::size_t colon = outline.text().find(':', outline.range(*was->key).end);
  const std::size_t end = outline.byte_at(value.end_line, value.end_column);
  if (value.flow && !fewer && before > 0) {
    const YamlNode& last = value.items.back();
    const std::size_t at = outline.byte_at(last.end_line, last.end_column);
    std::string more = list_text(ids);
    sheet.replace(at, at, ", " + more.substr(1, more.size() - 2));
    return;
  }
  if (all.empty())
    sheet.remove_lines(was->line, was->last);
  else
    sheet.replace(colon + 1, end, ' ' + list_text(all));
}

void redirect(Sheet& sheet, const std::vector<Redirection>& redirections) {
  const YamlFile yaml(sheet.outline().text());
  const std::vector<Code>& codes = sheet.codebook().codes;
  std::size_t next = 0;
  // Codes come in the order of the file, each before those below it.
  const auto visit = [&](const auto& self, const Entry& container) -> void {
    const Entry* below = container.find("codes");
    if (below == nullptr) return;
    for (const Entry& code : below->entries) {
      const Code& known = codes[next++];
      const auto nodes = Sheet::rule_nodes(code);
      for (std::size_t i = 0; i < nodes.size(); ++i) {
        std::vector<Spot> spots;
        find_references(known.rules[i].expression, known.rules[i].text, redirections, spots);
        if (!spots.empty()) rewrite_rule(sheet, yaml, *nodes[i], std::move(spots));
      }
      self(self, code);
    }
  };
  visit(visit, sheet.outline().root);
}

bool refers_to(const Expression& expression, std::string_view id) {
  return (expression.kind == Expression::Kind::code && expression.text == id &&
          !expression.descendants_only) ||
         std::any_of(expression.operands.begin(), expression.operands.end(),
                     [&](const Expression& operand) { return refers_to(operand, id); });
}

Result<void> add_code(Sheet& sheet, std::string_view parent, const std::string& lines,
                      std::string_view behind) {
  const Entry* above = &sheet.outline().root;
  if (!parent.empty()) {
    GLOSS_TRY(above, sheet.entry_of(parent));
  }
  const Entry* codes = above->find("codes");
  if (codes == nullptr) {
    add_member(sheet, *above, "codes", "codes:\n" + indented(lines, 1, 3));
    return {};
  }
  if (codes->value->flow)
    return Err(Fault::bad_configuration, fmt::format("{}:{}:{}", sheet.file(), codes->line, codes->column),
               "the codes stand in brackets, where none can be added",
               fmt::format("gloss codebook format {}, then again", sheet.file()));
  if (codes->entries.empty()) {
    sheet.insert_line(codes->line + 1, indented(lines, 1, codes->column + 2));
    return {};
  }
  const Entry* last = &codes->entries.back();
  for (const Entry& code : codes->entries)
    if (!behind.empty() && code.key->scalar == behind) last = &code;
  const std::string gap = stands_apart(sheet, *codes) ? "\n" : "";
  sheet.insert_line(last->last + 1, gap + indented(lines, 1, last->column));
  return {};
}

Result<std::string> take_code(Sheet& sheet, std::string_view id) {
  GLOSS_TRY(const Entry* entry, sheet.entry_of(id));
  const Entry* above = &sheet.outline().root;
  if (!parent_of(id).empty()) {
    GLOSS_TRY(above, sheet.entry_of(parent_of(id)));
  }
  const Entry& codes = *above->find("codes");
  int first = entry->first, last = entry->last;
  const std::size_t begin = sheet.begin_of(first), end = sheet.begin_of(last + 1);
  std::string lines = indented(sheet.changed(begin, end), entry->column, 1);
  sheet.forget(begin, end);
  if (sheet.outline().is_blank(first - 1))
    --first;
  else if (entry == &codes.entries.front() && codes.entries.size() > 1 && sheet.outline().is_blank(last + 1))
    ++last;
  sheet.remove_lines(first, last);
  if (codes.entries.size() == 1 && above != &sheet.outline().root && !codes.head)
    sheet.remove_lines(codes.line, codes.line);
  return lines;
}

Result<Opened> open(std::string_view yaml, const std::string& file) {
  GLOSS_TRY(std::string text, plain_lines(yaml, file));
  const std::size_t end = yaml.find('\n');
  return Opened{std::move(text), end != std::string_view::npos && end > 0 && yaml[end - 1] == '\r',
                yaml.starts_with("\xEF\xBB\xBF")};
}

Result<std::string> finish(const Opened& opened, std::string text, const std::string& file) {
  GLOSS_TRY(const Sheet before, Sheet::read(opened.text, file));
  auto after = Sheet::read(text, file);
  if (!after) {
    Error error = std::move(after.error());
    error.place = file;
    error.message = "the change would make a file that is no codebook: " + error.message;
    return Err(std::move(error));
  }
  const auto& had = before.outline().comments;
  const auto& has = after->outline().comments;
  if (!std::includes(has.begin(), has.end(), had.begin(), had.end()))
    return Err(Fault::bad_configuration, file, "a comment inside brackets would be lost",
               fmt::format("gloss codebook format {}, then again", file));
  std::string out = opened.mark ? "\xEF\xBB\xBF" : "";
  for (const char c : text) {
    if (c == '\n' && opened.windows) out += '\r';
    out += c;
  }
  return out;
}

}  // namespace gloss::codebook::edit
