// SPDX-License-Identifier: GPL-3.0-or-later
// WordStat .cat: a tree by tabs; a line that ends in "(1)" is a word, a phrase or a rule with its weight, any
// other a category.
#include <fmt/format.h>

#include <charconv>
#include <map>
#include <optional>

#include "base/number.h"
#include "exchange/dictionary_parts.h"
#include "exchange/wordstat_rule.h"

namespace gloss::exchange {
namespace {

constexpr PatternLimits wordstat_limits{"WordStat", Wildcards::star_and_question, false, true, "()@#_\t"};
constexpr std::size_t blanks_of_a_tab = 1000;  // deeper than any run of blanks

struct WordstatLine {
  std::string_view text;
  std::optional<double> weight;
};

/// "BANK* (1)" -> BANK*, 1.
WordstatLine weighted(std::string_view content) {
  const std::size_t open = content.rfind('(');
  if (!content.ends_with(')') || open == std::string_view::npos || open == 0) return {content, {}};
  const std::string_view digits = content.substr(open + 1, content.size() - open - 2);
  double weight = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), weight);
  if (digits.empty() || error != std::errc() || end != digits.data() + digits.size() ||
      digits.find_first_not_of("0123456789.-") != std::string_view::npos)
    return {content, {}};
  return {trim_blanks(content.substr(0, open)), weight};
}

std::string folded(std::string_view name) {
  std::string small(trim_blanks(name));
  for (char& c : small) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c == '_' ? ' ' : c;
  return small;
}

struct WaitingRule {
  std::size_t category = 0;
  std::string_view text;
  double weight = 1;
  int line = 0;
};

/// Rules may name categories that come later, so they are read last.
void read_rules(Dictionary& dictionary, const std::vector<WaitingRule>& waiting) {
  std::map<std::string, std::size_t> by_name;
  for (std::size_t i = 0; i < dictionary.categories.size(); ++i)
    by_name.try_emplace(folded(dictionary.categories[i].name), i);
  const auto reference = [&](std::string_view name) {
    const auto found = by_name.find(folded(name));
    return found == by_name.end() ? std::string() : fmt::format("<#{}>", found->second);
  };
  for (const WaitingRule& rule : waiting) {
    WordstatRule read = read_wordstat_rule(rule.text, reference);
    if (read.text.empty()) {
      lose(dictionary, {rule.line, shown(rule.text), std::move(read.problem)});
      continue;
    }
    dictionary.categories[rule.category].entries.push_back(
        {std::move(read.text), true, rule.weight, rule.line});
  }
  if (!waiting.empty())
    lose(dictionary, {waiting.front().line, shown(waiting.front().text),
                      "this and other rules are read by WordStat's public pages: /S3 as at most 3 "
                      "words apart within a sentence; try some on a text you know"});
}

}  // namespace

Result<Dictionary> read_wordstat(std::string_view text, const std::string& place) {
  Dictionary dictionary;
  std::vector<std::pair<std::size_t, std::size_t>> open;  // indentation and category, outermost first
  std::vector<WaitingRule> waiting;
  int number = 0;
  for (const std::string_view line : split_lines(text)) {
    ++number;
    const std::string_view content = trim_blanks(line);
    if (content.empty()) continue;
    // Tabs tell the level; blanks do only where there are none.
    const std::string_view before = line.substr(0, static_cast<std::size_t>(content.data() - line.data()));
    std::size_t indentation = 0;
    for (const char c : before) indentation += c == '\t' ? blanks_of_a_tab : 0;
    if (indentation == 0) indentation = before.size();
    while (!open.empty() && open.back().first >= indentation) open.pop_back();
    const WordstatLine read = weighted(content);
    if (!read.weight) {
      GLOSS_TRY(const std::size_t category,
                add_category(dictionary, read.text, open.empty() ? -1 : static_cast<int>(open.back().second),
                             number, place));
      open.emplace_back(indentation, category);
    } else if (open.empty()) {
      lose(dictionary, {number, shown(content), "stands outside all categories"});
    } else if (is_wordstat_rule(read.text)) {
      waiting.push_back({open.back().second, read.text, *read.weight, number});
    } else {
      std::string pattern(read.text);
      for (char& c : pattern) c = c == '_' ? ' ' : c;
      add_pattern(dictionary, open.back().second, pattern, Wildcards::star_and_question, *read.weight,
                  number);
    }
  }
  read_rules(dictionary, waiting);
  return dictionary;
}

WrittenDictionary write_wordstat(const Dictionary& dictionary) {
  WrittenDictionary written;
  const std::vector<int> depths = depths_of(dictionary);
  for (std::size_t i = 0; i < dictionary.categories.size(); ++i) {
    const DictionaryCategory& category = dictionary.categories[i];
    std::string name = category.name;
    if (weighted(name).weight) name += '.';  // "Level (1)" would be read as a word
    const std::string indent(static_cast<std::size_t>(depths[i]), '\t');
    written.text += indent + name + '\n';
    for (const DictionaryEntry& entry : category.entries) {
      std::string why = obstacle(entry, wordstat_limits);
      std::string pattern = entry.text;
      for (char& c : pattern) c = c == ' ' ? '_' : c;
      if (why.empty() && is_wordstat_rule(entry.text)) why = "WordStat would take it for a rule";
      if (why.empty())
        written.text += indent + '\t' + pattern + " (" + shortest(entry.weight) + ")\n";
      else
        add_loss(written, entry, std::move(why));
    }
  }
  return written;
}

}  // namespace gloss::exchange
