// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/dead_words.h"

#include <algorithm>

namespace gloss::project {

using codebook::Expression;
using Kind = Expression::Kind;

CodebookWords::CodebookWords(const codebook::Codebook& codebook) {
  words_.languages = codebook.languages;
  words_.fold_accents = codebook.fold_accents;
  for (const codebook::List& list : codebook.lists) {
    of_lists_.emplace_back();
    for (const Expression& entry : list.entries) collect(entry, of_lists_.back());
  }
  for (const codebook::Code& code : codebook.codes) {
    of_rules_.emplace_back();
    for (const codebook::Rule& rule : code.rules) collect(rule.expression, of_rules_.back().emplace_back());
  }
  occurs_.assign(typed_.size(), 0);
}

void CodebookWords::add(Expression leaf, Numbers& numbers) {
  std::string typed = codebook::print(leaf);
  const auto [at, fresh] = numbers_.try_emplace(typed, typed_.size());
  if (fresh) {
    codebook::Code code;
    code.id = std::to_string(typed_.size());
    codebook::Rule rule;
    rule.expression = std::move(leaf);
    code.rules.push_back(std::move(rule));
    words_.codes.push_back(std::move(code));
    typed_.push_back(std::move(typed));
  }
  if (std::find(numbers.begin(), numbers.end(), at->second) == numbers.end()) numbers.push_back(at->second);
}

/// Words of phrases one by one; lists are looked at by themselves.
void CodebookWords::collect(const Expression& expression, Numbers& numbers) {
  const auto add_word = [&](const std::string& text) {
    Expression word;
    word.text = text;
    add(std::move(word), numbers);
  };
  switch (expression.kind) {
    case Kind::word:
      add_word(expression.text);
      return;
    case Kind::phrase:
      for (const codebook::PhraseItem& item : expression.items) {
        if (item.kind == codebook::PhraseItem::Kind::word) add_word(item.word);
        for (const auto& sequence : item.alternatives)
          for (const std::string& word : sequence) add_word(word);
      }
      return;
    case Kind::exact:
    case Kind::regex:
    case Kind::text_literal:
    case Kind::text_regex: {
      Expression leaf = expression;
      leaf.begin = leaf.end = 0;
      add(std::move(leaf), numbers);
      return;
    }
    default:
      for (const Expression& operand : expression.operands) collect(operand, numbers);
  }
}

Result<void> CodebookWords::compile(const index::Vocabulary& vocabulary, const std::string& file) {
  tagger::CompileOptions options;
  options.stem_languages = words_.languages;
  GLOSS_TRY(auto program, tagger::Program::compile(words_, vocabulary, file, options));
  program_.clear();
  program_.push_back(std::move(program));
  return {};
}

void CodebookWords::look_into(const tagger::SourceView& view) {
  for (const tagger::RuleHit& hit : program_.front().run_rules(view))
    occurs_[static_cast<std::size_t>(hit.code)] = 1;
}

std::vector<std::string> CodebookWords::dead(const Numbers& numbers) const {
  std::vector<std::string> words;
  for (const std::size_t number : numbers)
    if (!occurs_[number]) words.push_back(typed_[number]);
  return words;
}

std::vector<std::string> CodebookWords::dead_in_rule(std::size_t code, std::size_t rule,
                                                     std::size_t& all) const {
  const Numbers& numbers = of_rules_[code][rule];
  all = numbers.size();
  return dead(numbers);
}

std::vector<std::string> CodebookWords::dead_in_list(std::size_t list, std::size_t& all) const {
  all = of_lists_[list].size();
  return dead(of_lists_[list]);
}

}  // namespace gloss::project
