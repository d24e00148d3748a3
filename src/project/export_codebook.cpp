// SPDX-License-Identifier: GPL-3.0-or-later
// A rule that is an `or` of words, phrases and lists is what dictionaries know; gaps and { } are written out.
#include "project/export_codebook.h"

#include <iterator>
#include <set>
#include <utility>

#include "exchange/dictionary_parts.h"
#include "project/codebook_names.h"

namespace gloss::project {
namespace {

using codebook::Expression;
using codebook::PhraseItem;
using Kind = Expression::Kind;

constexpr std::size_t most_phrases = 100;  ///< that one phrase with gaps and { } may stand for

std::string with_word(const std::string& phrase, std::string_view word) {
  return phrase.empty() ? std::string(word) : phrase + ' ' + std::string(word);
}

/// All phrases that the items stand for; empty where there are too many.
std::vector<std::string> spelled_out(const std::vector<PhraseItem>& items) {
  std::vector<std::string> phrases{""};
  for (const PhraseItem& item : items) {
    std::vector<std::string> choices;
    switch (item.kind) {
      case PhraseItem::Kind::word:
        choices.push_back(item.word);
        break;
      case PhraseItem::Kind::gap:
        for (int words = item.least; words <= item.most && choices.size() <= most_phrases; ++words) {
          std::string stars;
          for (int i = 0; i < words; ++i) stars = with_word(stars, "*");
          choices.push_back(std::move(stars));
        }
        break;
      case PhraseItem::Kind::alternatives:
        for (const auto& sequence : item.alternatives) {
          std::string words;
          for (const std::string& word : sequence) words = with_word(words, word);
          choices.push_back(std::move(words));
        }
        break;
    }
    if (phrases.size() * choices.size() > most_phrases) return {};
    std::vector<std::string> longer;
    for (const std::string& phrase : phrases)
      for (const std::string& choice : choices)
        longer.push_back(choice.empty() ? phrase : with_word(phrase, choice));
    phrases = std::move(longer);
  }
  return phrases;
}

class CategoryWriter {
 public:
  CategoryWriter(const codebook::Codebook& codebook, exchange::DictionaryCategory& category)
      : codebook_(codebook), category_(category) {}

  void add(const Expression& expression, double weight, int line) {
    switch (expression.kind) {
      case Kind::word:
        return put(expression.text, false, weight, line);
      case Kind::phrase: {
        const std::vector<std::string> phrases = spelled_out(expression.items);
        if (phrases.empty()) break;
        for (const std::string& phrase : phrases) put(phrase, false, weight, line);
        return;
      }
      case Kind::list:
        if (const codebook::List* list = codebook_.find_list(expression.text))
          for (const Expression& entry : list->entries) add(entry, weight, list->line);
        return;
      case Kind::either:
        for (const Expression& operand : expression.operands) add(operand, weight, line);
        return;
      default:
        break;
    }
    put(print(expression), true, weight, line);
  }

 private:
  void put(std::string text, bool is_rule, double weight, int line) {
    if (seen_.insert(text).second) category_.entries.push_back({std::move(text), is_rule, weight, line});
  }

  const codebook::Codebook& codebook_;
  exchange::DictionaryCategory& category_;
  std::set<std::string> seen_;
};

std::string_view last_part(std::string_view id) { return id.substr(id.rfind('/') + 1); }

}  // namespace

exchange::Dictionary dictionary_of(const codebook::Codebook& codebook, std::string_view language) {
  if (language.empty()) language = codebook.languages.front();
  exchange::Dictionary dictionary;
  dictionary.title = exchange::clean_name(codebook::in_language(codebook.title, language, codebook.id));
  std::vector<TakenNames> taken(codebook.codes.size() + 1);
  for (const codebook::Code& code : codebook.codes) {
    exchange::DictionaryCategory category;
    const std::string name = exchange::clean_name(codebook::in_language(code.name, language, last_part(code.id)));
    category.name = unique_name(name, taken[static_cast<std::size_t>(code.parent + 1)]);
    category.description = std::string(codebook::in_language(code.definition, language, {}));
    category.parent = code.parent;
    category.line = code.line;
    CategoryWriter writer(codebook, category);
    for (const codebook::Rule& rule : code.rules) writer.add(rule.expression, rule.weight, rule.line);
    dictionary.categories.push_back(std::move(category));
  }
  if (!codebook.where.empty())
    dictionary.losses.push_back({0, "where: " + exchange::shown(codebook.where_text),
                                 "holds for every rule here, and cannot be written"});
  return dictionary;
}

ExportedCodebook export_codebook(const codebook::Codebook& codebook, exchange::DictionaryFormat format,
                                 std::string_view language) {
  const exchange::Dictionary dictionary = dictionary_of(codebook, language);
  exchange::WrittenDictionary written = exchange::write_dictionary(dictionary, format);
  ExportedCodebook made;
  made.text = std::move(written.text);
  made.categories = dictionary.categories.size();
  for (const auto& category : dictionary.categories) made.entries += category.entries.size();
  made.losses = dictionary.losses;
  made.losses.insert(made.losses.end(), std::make_move_iterator(written.losses.begin()),
                     std::make_move_iterator(written.losses.end()));
  return made;
}

}  // namespace gloss::project
