// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "codebook/edit.h"
#include "codebook/edit_parts.h"
#include "codebook/yaml_text.h"

namespace gloss::codebook {
namespace {

/// Sorted, each once. Fault: bad_configuration, where there is no such rule or example.
Result<std::vector<int>> checked(std::vector<int> numbers, std::size_t count, std::string_view what,
                                 const std::string& file, const std::string& code) {
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  for (const int number : numbers)
    if (number < 1 || static_cast<std::size_t>(number) > count)
      return Err(
          Fault::bad_configuration, file, fmt::format("\"{}\" has no {} {}", code, what, number),
          count == 0 ? fmt::format("leave --{}s out", what) : fmt::format("a number from 1 to {}", count));
  return numbers;
}

std::vector<std::string> picked(const std::vector<std::string>& items, const std::vector<int>& numbers) {
  std::vector<std::string> made;
  for (const int number : numbers) made.push_back(items[static_cast<std::size_t>(number) - 1]);
  return made;
}

std::string users_of(const Codebook& codebook, std::string_view id) {
  std::string out;
  for (const Code& code : codebook.codes)
    if (std::any_of(code.rules.begin(), code.rules.end(),
                    [&](const Rule& rule) { return edit::refers_to(rule.expression, id); }))
      out += (out.empty() ? "" : ", ") + code.id;
  return out;
}

}  // namespace

Result<Edited> split_code(std::string_view yaml, const std::string& file, const Split& split) {
  GLOSS_TRY(const edit::Opened opened, edit::open(yaml, file));
  GLOSS_TRY(Sheet sheet, Sheet::read(opened.text, file));
  const Codebook& codebook = sheet.codebook();
  GLOSS_CHECK(edit::check_known(codebook, file, split.code));
  const bool made = codebook.find(split.to) < 0;
  if (made) {
    GLOSS_CHECK(edit::check_new(codebook, file, split.to));
  }
  const Code& code = codebook.codes[static_cast<std::size_t>(codebook.find(split.code))];
  GLOSS_TRY(const auto rules, checked(split.rules, code.rules.size(), "rule", file, split.code));
  GLOSS_TRY(const auto examples, checked(split.examples, code.examples.size(), "example", file, split.code));
  GLOSS_TRY(const auto counterexamples,
            checked(split.counterexamples, code.counterexamples.size(), "counterexample", file, split.code));
  if (split.to == split.code || (!made && rules.empty() && examples.empty() && counterexamples.empty()))
    return Err(Fault::bad_configuration, file, fmt::format("nothing of \"{}\" would move", split.code),
               "name another code after --to, and rules, as in --rules 1,3-5");

  GLOSS_TRY(const Entry* entry, sheet.entry_of(split.code));
  const Entry* target = nullptr;
  if (!made) {
    GLOSS_TRY(target, sheet.entry_of(split.to));
  }
  const double weight = edit::default_weight(made ? *entry : *target);
  const auto items = [&](std::string_view key, const std::vector<int>& numbers) {
    if (numbers.empty()) return std::vector<std::string>();
    if (key == "rules") return picked(edit::rule_items(sheet, *entry, code, weight), numbers);
    return picked(edit::items_of(sheet, *edit::list_of(*entry, key)), numbers);
  };
  struct Part {
    std::string_view key;
    const std::vector<int>& numbers;
    std::vector<std::string> items;
  };
  const Part parts[] = {{"rules", rules, items("rules", rules)},
                        {"examples", examples, items("examples", examples)},
                        {"counterexamples", counterexamples, items("counterexamples", counterexamples)}};
  std::string lines = scalar_text(last_part(split.to), true) + ":\n";
  if (made && code.span != CodeSpan::match) lines += fmt::format("  span: {}\n", name_of(code.span));
  if (made && !rules.empty() && weight != 1) lines += fmt::format("  weight: {}\n", weight);
  for (const Part& part : parts) {
    edit::remove_items(sheet, *entry, part.key, part.numbers);
    if (made && !part.items.empty()) lines += fmt::format("  {}:\n", part.key);
    for (const std::string& item : part.items) lines += made ? indented(item, 1, 5) : "";
    if (!made) edit::add_items(sheet, *target, part.key, part.items);
  }
  if (made) {
    const bool sibling = parent_of(split.to) == parent_of(split.code);
    GLOSS_CHECK(edit::add_code(sheet, parent_of(split.to), lines, sibling ? last_part(split.code) : ""));
  }

  Edited edited;
  if (!rules.empty() && !is_at_or_below(split.to, split.code))
    if (const std::string users = users_of(codebook, split.code); !users.empty())
      edited.notes.push_back(
          fmt::format("rules of {} use <{}>, which no longer has what moved", users, split.code));
  if (!made && !rules.empty()) {
    const Code& to = codebook.codes[static_cast<std::size_t>(codebook.find(split.to))];
    if (to.span != code.span)
      edited.notes.push_back(fmt::format("the rules that moved coded {}; now they code {}, as \"{}\" does",
                                         name_of(code.span), name_of(to.span), split.to));
  }
  GLOSS_TRY(edited.text, edit::finish(opened, sheet.changed(), file));
  return edited;
}

}  // namespace gloss::codebook
