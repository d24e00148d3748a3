// SPDX-License-Identifier: GPL-3.0-or-later
// The head of a codebook: languages, options, negation, lists.
#include "codebook/reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>
#include <utility>

#include "base/hash.h"
#include "base/limits.h"
#include "codebook/keys.h"
#include "codebook/place.h"
#include "codebook/spelling.h"

namespace gloss::codebook {
namespace {

constexpr int largest_window = 1000;

bool is_language(std::string_view code) {
  const std::size_t dash = std::min(code.find('-'), code.size());
  const auto letter = [](char c) { return c >= 'a' && c <= 'z'; };
  const auto letter_or_digit = [&](char c) {
    return letter(c) || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  };
  return (dash == 2 || dash == 3) &&
         std::all_of(code.begin(), code.begin() + static_cast<std::ptrdiff_t>(dash), letter) &&
         std::all_of(code.begin() + static_cast<std::ptrdiff_t>(dash), code.end(), letter_or_digit) &&
         code.back() != '-';
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : ", ") + word;
  return out;
}

}  // namespace

CodebookReader::CodebookReader(std::string_view yaml, const std::string& file, const YamlNode& root)
    : yaml_(yaml), file_(file), root_(root) {
  codebook_.negation = default_negation();
}

Result<Codebook> CodebookReader::read() {
  if (root_.kind != YamlNode::Kind::map)
    return fail(FilePlace{1, 1}, "is no codebook: it must be a map with \"codebook:\" and \"codes:\"",
                "start with codebook: NAME");
  GLOSS_CHECK(check_keys(root_, keys::codebook, "a codebook"));
  GLOSS_CHECK(read_languages());
  GLOSS_CHECK(read_options());
  if (const YamlNode* node = root_.find("negation")) GLOSS_CHECK(read_negation(*node));
  if (const YamlNode* node = root_.find("lists")) GLOSS_CHECK(read_lists(*node));
  const YamlNode* codes = root_.find("codes");
  if (codes == nullptr)
    return fail(FilePlace{1, 1}, "has no \"codes:\"", "add codes: and below it one name for each code");
  GLOSS_CHECK(read_codes(*codes, -1));
  GLOSS_CHECK(check_earlier_ids());
  if (ReferenceFault found = check_references(codebook_, references_); found.reference != nullptr)
    return fail(*found.reference->rule,
                RuleFault{found.reference->offset, std::move(found.message), std::move(found.hint)});
  return std::move(codebook_);
}

Result<void> CodebookReader::read_languages() {
  const YamlNode* one = root_.find("language");
  const YamlNode* several = root_.find("languages");
  if (one != nullptr && several != nullptr)
    return fail(*one, "\"language:\" and \"languages:\" do not go together", "write languages: [en, zh]");
  const YamlNode* node = several != nullptr ? several : one;
  codebook_.languages = {"en"};
  if (node == nullptr) return {};
  codebook_.languages.clear();
  const auto add = [&](const YamlNode& item) -> Result<void> {
    GLOSS_TRY(std::string code, text(item, "a language"));
    if (!is_language(code))
      return fail(item, fmt::format("\"{}\" is no language code", code), "write en, zh, de, ... (ISO 639)");
    if (std::find(codebook_.languages.begin(), codebook_.languages.end(), code) != codebook_.languages.end())
      return fail(item, fmt::format("the language {} stands here twice", code), "delete one");
    codebook_.languages.push_back(std::move(code));
    return {};
  };
  if (node->kind != YamlNode::Kind::list) return add(*node);
  for (const YamlNode& item : node->items) GLOSS_CHECK(add(item));
  if (codebook_.languages.empty())
    return fail(*node, "the list of languages is empty", "write languages: [en]");
  return {};
}

Result<void> CodebookReader::read_options() {
  const YamlNode* id = root_.find("codebook");
  if (id == nullptr) return fail(FilePlace{1, 1}, "has no \"codebook:\"", "start with codebook: NAME");
  GLOSS_TRY(codebook_.id, text(*id, "the codebook's name"));
  GLOSS_CHECK(check_id_part(*id));
  if (const YamlNode* node = root_.find("title")) {
    GLOSS_TRY(codebook_.title, localized(*node, "the title"));
  }
  if (const YamlNode* node = root_.find("unit")) {
    GLOSS_TRY(const std::string name, text(*node, "the unit"));
    const auto unit = unit_named(name);
    const std::vector<std::string> known{"sentence", "passage", "answer", "turn", "section", "source"};
    if (!unit) {
      const std::string close = nearest(name, known);
      return fail(*node, fmt::format("there is no unit \"{}\"", name),
                  close.empty() ? "write one of " + joined(known) : "write " + close);
    }
    codebook_.unit = *unit;
  }
  if (const YamlNode* node = root_.find("where")) {
    GLOSS_CHECK(check_rule_scalar(*node, "\"where\""));
    codebook_.where_text = node->scalar;
    auto condition = RuleParser(node->scalar, {}).condition_alone();
    if (!condition) return fail(*node, std::move(condition.error()));
    codebook_.where = std::move(*condition);
  }
  if (const YamlNode* node = root_.find("fold")) {
    GLOSS_TRY(const std::string fold, text(*node, "\"fold\""));
    if (fold != "case" && fold != "accents")
      return fail(
          *node, fmt::format("\"fold: {}\" is not possible", fold),
          "write fold: accents to match cafe and café alike; case, width and Traditional characters are "
          "always folded");
    codebook_.fold_accents = fold == "accents";
  }
  if (const YamlNode* node = root_.find("overlap")) {
    GLOSS_TRY(const std::string name, text(*node, "\"overlap\""));
    if (name == "merge")
      codebook_.overlap = Overlap::merge;
    else if (name == "drop")
      codebook_.overlap = Overlap::drop;
    else if (name == "all")
      codebook_.overlap = Overlap::all;
    else
      return fail(*node, fmt::format("\"overlap: {}\" is not possible", name), "write merge, drop or all");
  }
  if (const YamlNode* node = root_.find("conflict")) {
    GLOSS_TRY(const std::string name, text(*node, "\"conflict\""));
    if (name == "none")
      codebook_.conflict = Conflict::none;
    else if (name == "longest")
      codebook_.conflict = Conflict::longest;
    else
      return fail(*node, fmt::format("\"conflict: {}\" is not possible", name), "write none or longest");
  }
  return {};
}

Result<void> CodebookReader::read_negation(const YamlNode& node) {
  if (node.kind != YamlNode::Kind::map)
    return fail(node, "\"negation:\" must be a map", "write negation: {cues: [no, not], before: 4}");
  GLOSS_CHECK(check_keys(node, keys::negation, "\"negation:\""));
  Negation& negation = codebook_.negation;
  for (const auto& [key, value] : node.members) {
    if (key.scalar == "before") {
      GLOSS_CHECK(read_window(value, negation.before));
    } else if (key.scalar == "after") {
      GLOSS_CHECK(read_window(value, negation.after));
    } else {
      auto& to = key.scalar == "cues"     ? negation.cues
                 : key.scalar == "pseudo" ? negation.pseudo
                                          : negation.stops;
      GLOSS_TRY(to, entries(value, fmt::format("\"{}:\"", key.scalar)));
    }
  }
  return {};
}

Result<void> CodebookReader::read_window(const YamlNode& node, Window& window) {
  if (node.kind != YamlNode::Kind::map) {  // one number for words and characters
    GLOSS_TRY(window.words, whole_number(node, "the window"));
    window.characters = window.words;
    return {};
  }
  GLOSS_CHECK(check_keys(node, keys::window, "a window"));
  for (const auto& [key, value] : node.members) {
    GLOSS_TRY((key.scalar == "words" ? window.words : window.characters), whole_number(value, "the window"));
  }
  return {};
}

Result<void> CodebookReader::read_lists(const YamlNode& node) {
  if (node.kind == YamlNode::Kind::null) return {};
  if (node.kind != YamlNode::Kind::map)
    return fail(node, "\"lists:\" must be a map from names to words",
                "write lists: and below it money: [fund*, cash]");
  for (const auto& [key, value] : node.members) {
    const std::vector<Character> characters = characters_of(key.scalar);
    for (std::size_t i = 0; i + 1 < characters.size(); ++i)
      if (!is_name_character(characters[i].twin) || characters[i].twin != characters[i].raw)
        return fail(key, fmt::format("\"{}\" cannot be the name of a list", key.scalar),
                    "use letters, digits, - and _, as in $own-money");
    if (key.scalar.empty() || key.scalar.size() > limits::name_bytes)
      return fail(key, "the name of a list is empty or too long", "use a short word");
    List list;
    list.name = key.scalar;
    list.line = key.line;
    list.column = key.column;
    GLOSS_TRY(list.entries, entries(value, fmt::format("the list \"{}\"", key.scalar)));
    if (list.entries.empty())
      return fail(key, fmt::format("the list \"{}\" is empty", key.scalar), "add words, or delete it");
    codebook_.lists.push_back(std::move(list));
  }
  return {};
}

Result<std::vector<Expression>> CodebookReader::entries(const YamlNode& node, const std::string& what) {
  if (node.kind != YamlNode::Kind::list)
    return fail(node, fmt::format("{} must be a list of words and phrases", what),
                "write [fund*, cash, \"not enough\"]");
  std::vector<Expression> made;
  for (const YamlNode& item : node.items) {
    if (item.kind != YamlNode::Kind::scalar)
      return fail(item, fmt::format("an entry of {} is no text", what), "put it in quotes");
    auto entry = RuleParser(item.scalar, {}).list_entry();
    if (!entry) return fail(item, std::move(entry.error()));
    made.push_back(std::move(*entry));
  }
  return made;
}

Result<std::string> CodebookReader::text(const YamlNode& node, const std::string& what) const {
  if (node.kind == YamlNode::Kind::null || (node.kind == YamlNode::Kind::scalar && node.scalar.empty())) {
    const bool comment = yaml_.line(node.line).find('#') != std::string_view::npos;
    return fail(node, fmt::format("{} is empty", what),
                comment ? "put it in quotes: after a blank, # begins a comment"
                        : "write something, or delete the line");
  }
  if (node.kind != YamlNode::Kind::scalar) {
    const std::size_t byte = yaml_.byte_at({node.line, node.column});
    const char first = byte < yaml_.text().size() ? yaml_.text()[byte] : ' ';
    const bool map = node.kind == YamlNode::Kind::map;
    return fail(node, fmt::format("{} must be text, not a {}", what, map ? "map" : "list"),
                first == '{' || first == '['
                    ? fmt::format("put it in quotes: in YAML, {} begins a {}", first, map ? "map" : "list")
                : map ? "put it in quotes: in YAML, a colon and a blank make a map"
                      : "put it on one line, in quotes");
  }
  return node.scalar;
}

Result<Localized> CodebookReader::localized(const YamlNode& node, const std::string& what) const {
  Localized made;
  if (node.kind != YamlNode::Kind::map) {
    GLOSS_TRY(std::string plain, text(node, what));
    made.emplace(codebook_.languages.front(), std::move(plain));
    return made;
  }
  for (const auto& [key, value] : node.members) {
    if (std::find(codebook_.languages.begin(), codebook_.languages.end(), key.scalar) ==
        codebook_.languages.end())
      return fail(key,
                  fmt::format("\"{}\" is none of the codebook's languages ({})", key.scalar,
                              joined(codebook_.languages)),
                  is_language(key.scalar) ? fmt::format("write languages: [{}, {}] at the top",
                                                        joined(codebook_.languages), key.scalar)
                                          : "put the text in quotes if it holds a colon");
    GLOSS_TRY(std::string translated, text(value, what));
    made.emplace(key.scalar, std::move(translated));
  }
  return made;
}

Result<double> CodebookReader::number(const YamlNode& node, const std::string& what) const {
  GLOSS_TRY(const std::string digits, text(node, what));
  double value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size() || !std::isfinite(value))
    return fail(node, fmt::format("{} must be a number, not \"{}\"", what, digits), "write 2 or 0.5");
  return value;
}

Result<int> CodebookReader::whole_number(const YamlNode& node, const std::string& what) const {
  GLOSS_TRY(const std::string digits, text(node, what));
  int value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size() || value < 0 || value > largest_window)
    return fail(
        node, fmt::format("{} must be a whole number from 0 to {}, not \"{}\"", what, largest_window, digits),
        "write before: 4, or before: {words: 4, characters: 10}");
  return value;
}

Result<void> CodebookReader::check_keys(const YamlNode& map, std::span<const std::string_view> known,
                                        const std::string& what) const {
  for (const auto& [key, value] : map.members) {
    if (std::find(known.begin(), known.end(), key.scalar) != known.end()) continue;
    const std::vector<std::string> names(known.begin(), known.end());
    const std::string close = nearest(key.scalar, names);
    return fail(
        key, fmt::format("{} has no \"{}:\"", what, key.scalar),
        close.empty() ? fmt::format("write one of {}", joined(names)) : fmt::format("write {}:", close));
  }
  return {};
}

tl::unexpected<Error> CodebookReader::fail(FilePlace place, std::string message, std::string hint) const {
  return Err(configuration_error(file_, place.line, place.column, std::move(message), std::move(hint),
                                 excerpt(yaml_.text(), place.line, place.column)));
}

tl::unexpected<Error> CodebookReader::fail(const YamlNode& node, std::string message,
                                           std::string hint) const {
  return fail(FilePlace{node.line, node.column}, std::move(message), std::move(hint));
}

tl::unexpected<Error> CodebookReader::fail(const YamlNode& node, RuleFault fault) const {
  return fail(yaml_.place_in(node, fault.offset), std::move(fault.message), std::move(fault.hint));
}

}  // namespace gloss::codebook
