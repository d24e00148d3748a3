// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "codebook/edit.h"
#include "codebook/edit_parts.h"
#include "codebook/yaml_text.h"

namespace gloss::codebook {
namespace {

std::string_view without_end(std::string_view text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.remove_suffix(1);
  return text;
}

/// What a code that is merged away said of itself, on one line; empty if it said nothing.
std::string epitaph(const Code& code) {
  std::string out;
  const auto add = [&](std::string_view what, std::string_view text) {
    std::string line(without_end(text));
    std::replace(line.begin(), line.end(), '\n', ' ');
    if (!line.empty()) out += fmt::format("; {}: {}", what, line);
  };
  for (const auto& [what, texts] : {std::pair{"name", &code.name},
                                    {"definition", &code.definition},
                                    {"include", &code.include},
                                    {"exclude", &code.exclude}})
    for (const auto& [language, text] : *texts) add(what, text);
  add("memo", code.memo);
  return out.empty() ? out : "Merged from " + code.id + out;
}

/// A memo of one or several lines, from column 1.
std::string memo_lines(std::string_view memo) {
  const bool block = memo.find('\n') != std::string_view::npos && memo.front() != ' ' &&
                     memo.front() != '\n' && memo.find_first_of("\t\r") == std::string_view::npos;
  if (!block) return "memo: " + scalar_text(memo, false) + '\n';
  return "memo: |-\n" + indented(memo, 1, 3);
}

void gather(const Entry& entry, std::vector<std::string>& comments) {
  for (const Comment& comment : entry.lead) comments.push_back(comment.text);
  if (entry.head) comments.push_back(entry.head->text);
  if (entry.end) comments.push_back(entry.end->text);
  for (const Entry& inner : entry.entries) gather(inner, comments);
  for (const Comment& comment : entry.tail) comments.push_back(comment.text);
}

/// The items of a list whose texts are not in `known` yet, which is added to.
std::vector<std::string> fresh(const std::vector<std::string>& items, const std::vector<std::string>& texts,
                               std::set<std::string>& known) {
  std::vector<std::string> made;
  for (std::size_t i = 0; i < items.size(); ++i)
    if (known.insert(texts[i]).second) made.push_back(items[i]);
  return made;
}

std::vector<std::string> printed(const std::vector<Rule>& rules) {
  std::vector<std::string> texts;
  for (const Rule& rule : rules) texts.push_back(print(rule.expression));
  return texts;
}
std::vector<std::string> texts_of(const std::vector<Example>& examples) {
  std::vector<std::string> texts;
  for (const Example& example : examples) texts.push_back(example.text);
  return texts;
}
std::set<std::string> set_of(const std::vector<std::string>& texts) { return {texts.begin(), texts.end()}; }

std::vector<std::string> example_items(const Sheet& sheet, const Entry& code, std::string_view key) {
  const Entry* list = edit::list_of(code, key);
  return list == nullptr ? std::vector<std::string>() : edit::items_of(sheet, *list);
}

/// One code goes into the other; `from` has no codes below it.
Result<std::string> merged(std::string_view text, const std::string& file, const std::string& from_id,
                           const std::string& into_id, std::vector<std::string>& notes) {
  GLOSS_TRY(Sheet sheet, Sheet::read(text, file));
  const auto code = [&](const std::string& id) -> const Code& {
    return sheet.codebook().codes[static_cast<std::size_t>(sheet.codebook().find(id))];
  };
  const Code &from = code(from_id), &into = code(into_id);
  GLOSS_TRY(const Entry* from_entry, sheet.entry_of(from_id));
  GLOSS_TRY(const Entry* into_entry, sheet.entry_of(into_id));
  edit::redirect(sheet, {{from_id, into_id}});
  auto known = set_of(printed(into.rules));
  const auto rules = fresh(edit::rule_items(sheet, *from_entry, from, edit::default_weight(*into_entry)),
                           printed(from.rules), known);
  auto known_examples = set_of(texts_of(into.examples));
  const auto examples =
      fresh(example_items(sheet, *from_entry, "examples"), texts_of(from.examples), known_examples);
  auto refused = set_of(texts_of(into.counterexamples));
  refused.insert(known_examples.begin(), known_examples.end());
  const auto counterexamples =
      fresh(example_items(sheet, *from_entry, "counterexamples"), texts_of(from.counterexamples), refused);
  const auto contrary = std::count_if(from.counterexamples.begin(), from.counterexamples.end(),
                                      [&](const Example& one) { return known_examples.contains(one.text); });
  if (contrary > 0)
    notes.push_back(fmt::format("counterexamples of \"{}\" that are examples of \"{}\" are left out: {}",
                                from_id, into_id, contrary));

  std::vector<std::string> comments;
  gather(*from_entry, comments);
  const Entry* memo = into_entry->find("memo");
  if (memo != nullptr) {
    gather(*memo, comments);
    for (const Comment& comment : memo->lead) std::erase(comments, comment.text);
  }
  for (const auto* moved : {&rules, &examples, &counterexamples})
    for (const std::string& item : *moved)
      std::erase_if(comments, [&](const std::string& comment) {
        return item.find(comment + '\n') != std::string::npos;
      });

  GLOSS_CHECK(edit::take_code(sheet, from_id));
  std::string lines;
  for (const std::string& comment : comments) lines += comment + '\n';
  std::string said(without_end(into.memo));
  if (const std::string more = epitaph(from); !more.empty()) said += (said.empty() ? "" : "\n") + more;
  if (!said.empty()) lines += memo_lines(said);
  if (memo == nullptr)
    edit::add_member(sheet, *into_entry, "memo", lines);
  else
    sheet.replace(sheet.begin_of(memo->line), sheet.begin_of(memo->last + 1),
                  indented(lines, 1, memo->column));
  std::vector<std::string> was = from.was;
  was.push_back(from_id);
  edit::add_was(sheet, *into_entry, was);
  edit::add_items(sheet, *into_entry, "rules", rules);
  edit::add_items(sheet, *into_entry, "examples", examples);
  edit::add_items(sheet, *into_entry, "counterexamples", counterexamples);
  return sheet.changed();
}

}  // namespace

Result<Edited> merge_codes(std::string_view yaml, const std::string& file, const std::string& from,
                           const std::string& into) {
  GLOSS_TRY(const edit::Opened opened, edit::open(yaml, file));
  GLOSS_TRY(const Codebook codebook, parse_codebook(opened.text, file));
  GLOSS_CHECK(edit::check_known(codebook, file, from));
  GLOSS_CHECK(edit::check_known(codebook, file, into));
  if (from == into)
    return Err(Fault::bad_configuration, file, fmt::format("\"{}\" cannot be merged into itself", from),
               "name two codes");
  if (is_at_or_below(into, from))
    return Err(Fault::bad_configuration, file,
               fmt::format("\"{}\" is below \"{}\", into which it cannot go", into, from),
               fmt::format("gloss codebook merge {} {}, then rename", into, from));
  const Code& lost = codebook.codes[static_cast<std::size_t>(codebook.find(from))];
  const Code& kept = codebook.codes[static_cast<std::size_t>(codebook.find(into))];
  for (const Code* code : {&lost, &kept})
    for (const Rule& rule : code->rules)
      for (const Code* used : {&lost, &kept})
        if (edit::refers_to(rule.expression, used->id))
          return Err(Fault::bad_configuration, fmt::format("{}:{}:{}", file, rule.line, rule.column),
                     fmt::format("a rule of \"{}\" uses <{}>; merged, the code would use itself", code->id,
                                 used->id),
                     "write what it finds into the rule, or delete it");
  std::string text = opened.text;
  Edited edited;
  for (const Code& child : codebook.codes) {
    if (parent_of(child.id) != from) continue;
    const std::string to = into + '/' + std::string(last_part(child.id));
    if (codebook.find(to) >= 0)
      return Err(Fault::bad_configuration, file,
                 fmt::format("\"{}\" would meet \"{}\", which has the same name", child.id, to),
                 fmt::format("gloss codebook merge {} {}, or rename one of them, first", child.id, to));
    GLOSS_CHECK(edit::check_new(codebook, file, to, child.id));
    GLOSS_TRY(text, edit::rename(text, file, child.id, to, {{from, into, true}}));
  }
  if (lost.span != kept.span && !lost.rules.empty())
    edited.notes.push_back(fmt::format("the rules of \"{}\" coded {}; now they code {}, as \"{}\" does", from,
                                       name_of(lost.span), name_of(kept.span), into));
  GLOSS_TRY(text, merged(text, file, from, into, edited.notes));
  GLOSS_TRY(edited.text, edit::finish(opened, std::move(text), file));
  return edited;
}

}  // namespace gloss::codebook
