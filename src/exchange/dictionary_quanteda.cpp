// SPDX-License-Identifier: GPL-3.0-or-later
// quanteda's YAML: keys for categories, to any depth; lists of values.
//
// Whether values are globs, regular expressions or plain words, and whether case matters, is said only where
// quanteda uses the dictionary; so the caller says it here. Regular expressions there search inside a token,
// ours match a whole word.
#include <fmt/format.h>

#include "base/yaml.h"
#include "exchange/dictionary_parts.h"
#include "text/pattern.h"

namespace gloss::exchange {
namespace {

constexpr PatternLimits quanteda_limits{"quanteda", Wildcards::star_and_question, true, false, ""};

std::string escaped(std::string_view text, std::string_view signs) {
  std::string out;
  for (const char c : text) {
    if (signs.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

/// `gover*` as a regular expression on a whole word.
std::string glob_as_regex(std::string_view word) {
  std::string out;
  for (const char c : word) {
    if (c == '*')
      out += ".*";
    else if (c == '?')
      out += '.';
    else
      out += escaped(std::string_view(&c, 1), "\\/.+()[]{}|^$");
  }
  return out;
}

/// A regular expression for each token, side by side in a sentence.
std::string regex_rule(std::string_view value, bool case_matters) {
  std::string out;
  bool several = false;
  for (const std::string_view one : split_blanks(value)) {
    several = !out.empty();
    std::string safe;
    for (std::size_t i = 0; i < one.size(); ++i) {
      if (one[i] == '/' && (i == 0 || one[i - 1] != '\\')) safe += '\\';
      safe += one[i];
    }
    const std::string regex = fmt::format("/.*({}).*/{}", safe, case_matters ? "c" : "");
    out = out.empty() ? regex : fmt::format("({} before/1 {})", out, regex);
  }
  return several ? out + " within sentence" : out;
}

/// The words of a phrase, each of which must be there in these very letters.
std::string exact_rule(const std::string& pattern) {
  std::string out = '"' + pattern + '"';
  const std::vector<std::string_view> words = split_blanks(pattern);
  if (pattern.find_first_of("*?") == std::string::npos) return '\'' + escaped(pattern, "'\\") + '\'';
  if (words.size() == 1) return '/' + glob_as_regex(pattern) + "/c";
  for (const std::string_view word : words) {
    if (word == "*") continue;
    const bool wild = word.find_first_of("*?") != std::string_view::npos;
    out += " containing " + (wild ? '/' + glob_as_regex(word) + "/c" : '\'' + escaped(word, "'\\") + '\'');
  }
  return out;
}

class QuantedaReader {
 public:
  QuantedaReader(const std::string& place, const DictionaryOptions& options)
      : place_(place), options_(options) {}

  Result<Dictionary> read(const YamlNode& root) {
    if (root.kind != YamlNode::Kind::map)
      return Err(Fault::bad_input, place_, "is no dictionary of quanteda: it must be a map of categories",
                 "write each category with a colon and its words in a list below it");
    if (root.find("codebook") != nullptr && root.find("codes") != nullptr)
      return Err(Fault::bad_input, place_, "is a codebook of Glossator already",
                 "gloss codebook check " + place_);
    GLOSS_CHECK(read_map(root, -1));
    return std::move(dictionary_);
  }

 private:
  Result<void> read_map(const YamlNode& map, int parent) {
    for (const auto& [key, value] : map.members) {
      GLOSS_TRY(const std::size_t category, add_category(dictionary_, key.scalar, parent, key.line, place_));
      GLOSS_CHECK(read_values(value, category, key));
    }
    return {};
  }

  Result<void> read_values(const YamlNode& node, std::size_t category, const YamlNode& key) {
    switch (node.kind) {
      case YamlNode::Kind::null:
        break;
      case YamlNode::Kind::scalar:
        add_value(node, category);
        break;
      case YamlNode::Kind::map:
        return read_map(node, static_cast<int>(category));
      case YamlNode::Kind::list:
        for (const YamlNode& item : node.items) {
          if (item.kind == YamlNode::Kind::list)
            lose(dictionary_, {item.line, shown(key.scalar), "a list in a list has no meaning"});
          else
            GLOSS_CHECK(read_values(item, category, key));
        }
        break;
    }
    return {};
  }

  void add_value(const YamlNode& node, std::size_t category) {
    const std::string_view value = trim_blanks(node.scalar);
    if (options_.patterns == PatternType::regex) {
      std::string problem = value.empty() ? "is empty" : std::string();
      for (const std::string_view one : split_blanks(value))
        if (const auto compiled = text::Pattern::compile(one); !compiled) problem = compiled.error().message;
      if (!problem.empty())
        lose(dictionary_, {node.line, shown(value), std::move(problem)});
      else
        dictionary_.categories[category].entries.push_back(
            {regex_rule(value, options_.case_matters), true, 1, node.line});
      return;
    }
    auto& entries = dictionary_.categories[category].entries;
    const std::size_t before = entries.size();
    add_pattern(dictionary_, category, value,
                options_.patterns == PatternType::fixed ? Wildcards::none : Wildcards::star_and_question, 1,
                node.line);
    if (entries.size() == before || !options_.case_matters) return;
    entries.back().text = exact_rule(entries.back().text);
    entries.back().is_rule = true;
  }

  const std::string& place_;
  const DictionaryOptions& options_;
  Dictionary dictionary_;
};

std::string yaml_quoted(std::string_view text) { return '"' + escaped(text, "\"\\") + '"'; }

}  // namespace

Result<Dictionary> read_quanteda(std::string_view text, const std::string& place,
                                 const DictionaryOptions& options) {
  auto root = parse_yaml(text, place);
  if (!root) {
    root.error().fault =
        root.error().fault == Fault::bad_configuration ? Fault::bad_input : root.error().fault;
    return Err(std::move(root.error()));
  }
  return QuantedaReader(place, options).read(*root);
}

WrittenDictionary write_quanteda(const Dictionary& dictionary) {
  WrittenDictionary written;
  // A category with words and categories below it becomes a list of both.
  const std::size_t count = dictionary.categories.size();
  std::vector<bool> has_children(count), has_words(count);
  for (std::size_t i = 0; i < count; ++i) {
    const DictionaryCategory& category = dictionary.categories[i];
    if (category.parent >= 0) has_children[static_cast<std::size_t>(category.parent)] = true;
    for (const DictionaryEntry& entry : category.entries) {
      if (std::string why = obstacle(entry, quanteda_limits); !why.empty())
        add_loss(written, entry, std::move(why));
      else
        has_words[i] = true;
    }
  }
  std::vector<std::size_t> indents(count);
  for (std::size_t i = 0; i < count; ++i) {
    const DictionaryCategory& category = dictionary.categories[i];
    const auto parent = static_cast<std::size_t>(category.parent);
    const bool in_list = category.parent >= 0 && has_words[parent];
    indents[i] = category.parent < 0 ? 0 : indents[parent] + (in_list ? 4 : 2);
    std::string before(indents[i], ' ');
    if (in_list) before.replace(indents[i] - 2, 1, "-");
    written.text += before + yaml_quoted(category.name) + ':';
    if (!has_words[i]) {
      written.text += has_children[i] ? "\n" : " []\n";
      continue;
    }
    written.text += '\n';
    for (const DictionaryEntry& entry : category.entries)
      if (obstacle(entry, quanteda_limits).empty())
        written.text += std::string(indents[i] + 2, ' ') + "- " + yaml_quoted(entry.text) + '\n';
  }
  return written;
}

}  // namespace gloss::exchange
