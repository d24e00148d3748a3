// SPDX-License-Identifier: GPL-3.0-or-later
// Words, wildcards, stems and regular expressions against the vocabulary.
#include "tagger/word_sets.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "model/cases.h"
#include "text/accents.h"
#include "text/pattern.h"
#include "text/stem.h"

namespace gloss::tagger {
namespace {

// Letters without case that no folding changes stand for * and ? while the tokenizer looks for word
// boundaries.
constexpr std::array<std::string_view, 5> stand_ins = {"\u01C0", "\u01C1", "\u01C2", "\u01C3", "\u01BB"};

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
    text.replace(at, from.size(), to);
}

bool has_wildcard(std::string_view form) { return form.find_first_of("*?") != std::string_view::npos; }

/// A vocabulary as if nobody wrote accents: several ids may have one word.
class PlainVocabulary final : public index::Vocabulary {
 public:
  explicit PlainVocabulary(const index::Vocabulary& all) {
    for (std::uint32_t id = 0; id < all.size(); ++id) words_.push_back(text::without_accents(all.word(id)));
  }
  std::uint32_t size() const override { return static_cast<std::uint32_t>(words_.size()); }
  std::string_view word(std::uint32_t id) const override { return words_[id]; }
  std::optional<std::uint32_t> find(std::string_view) const override { return std::nullopt; }

 private:
  std::vector<std::string> words_;
};

/// The bytes before the first wildcard.
std::string_view literal_prefix(std::string_view glob) { return glob.substr(0, glob.find_first_of("*?")); }

}  // namespace

Result<std::vector<WordForm>> WordCutter::cut(std::string_view typed) {
  std::string word(typed);
  const bool stem = word.size() > 1 && word.ends_with('~');
  if (stem) word.pop_back();
  std::string_view star, mark;
  if (has_wildcard(word)) {
    for (const std::string_view candidate : stand_ins) {
      if (word.find(candidate) != std::string::npos) continue;
      (star.empty() ? star : mark) = candidate;
      if (!mark.empty()) break;
    }
    replace_all(word, "*", star);
    replace_all(word, "?", mark);
  }
  tokenizer_.positions(word, positions_);
  std::vector<WordForm> forms;
  for (const text::Positions::Item& item : positions_.items) {
    WordForm made{WordForm::Kind::plain, std::string(positions_.form(item))};
    if (!star.empty()) {
      replace_all(made.form, star, "*");
      replace_all(made.form, mark, "?");
      if (has_wildcard(made.form)) made.kind = WordForm::Kind::glob;
    }
    forms.push_back(std::move(made));
  }
  if (forms.empty())
    return Err(Fault::bad_configuration, {},
               "'" + std::string(typed) + "' has no letter or digit, so it can never match");
  const auto is_character = [&](std::size_t i) {
    return (positions_.items[i].flags & text::flag::character) != 0;
  };
  for (std::size_t i = 0; i < forms.size(); ++i) {
    if (forms[i].kind != WordForm::Kind::glob) continue;
    const auto& items = positions_.items;
    const bool left = i > 0 && is_character(i - 1) && items[i - 1].end == items[i].begin;
    const bool right = i + 1 < forms.size() && is_character(i + 1) && items[i].end == items[i + 1].begin;
    if (left || right || is_character(i))
      return Err(Fault::bad_configuration, {},
                 "'" + std::string(typed) + "': * and ? do not go with characters of scripts without spaces",
                 "leave the wildcard out: a literal matches inside longer words anyway");
  }
  if (stem) {
    if (is_character(forms.size() - 1) || forms.back().kind == WordForm::Kind::glob)
      return Err(Fault::bad_configuration, {},
                 "'" + std::string(typed) + "': ~ needs a whole word of a script with spaces",
                 "leave the ~ out");
    forms.back().kind = WordForm::Kind::stem;
  }
  return forms;
}

const text::Positions& WordCutter::positions(std::string_view text) {
  tokenizer_.positions(text, positions_);
  return positions_;
}

std::uint32_t WordSets::want(const WordForm& form) {
  const auto [at, fresh] = numbers_.try_emplace(form, static_cast<std::uint32_t>(forms_.size()));
  if (fresh) forms_.push_back(form);
  return at->second;
}

Result<void> WordSets::resolve(const index::Vocabulary& vocabulary,
                               const std::vector<std::string>& stem_languages, std::size_t wildcard_limit,
                               bool accents, std::uint32_t& blame) {
  ids_.assign(forms_.size(), {});
  for (std::uint32_t set = 0; set < forms_.size(); ++set) {
    if (forms_[set].kind == WordForm::Kind::cased_regex)
      resolve_holding(vocabulary, set, text::runs_of_expression(forms_[set].form, true));
    if (forms_[set].kind == WordForm::Kind::holding) resolve_holding(vocabulary, set, {{forms_[set].form}});
  }
  std::optional<PlainVocabulary> plain;
  if (!accents) {
    plain.emplace(vocabulary);
    for (WordForm& form : forms_)
      if (form.kind != WordForm::Kind::cased_regex && form.kind != WordForm::Kind::holding)
        form.form = text::without_accents(form.form);
  }
  const index::Vocabulary& words = plain ? static_cast<const index::Vocabulary&>(*plain) : vocabulary;
  for (std::uint32_t set = 0; set < forms_.size(); ++set) {
    if (forms_[set].kind == WordForm::Kind::plain && accents) {
      if (const auto id = vocabulary.find(forms_[set].form)) ids_[set].push_back(*id);
    } else if (forms_[set].kind == WordForm::Kind::regex) {
      blame = set;
      GLOSS_CHECK(resolve_regex(words, set));
    }
  }
  if (!accents) resolve_plain(words);
  resolve_globs(words);
  resolve_stems(words, stem_languages);
  for (std::uint32_t set = 0; set < forms_.size(); ++set) {
    std::sort(ids_[set].begin(), ids_[set].end());
    ids_[set].erase(std::unique(ids_[set].begin(), ids_[set].end()), ids_[set].end());
    if (wildcard_limit == 0 || forms_[set].kind != WordForm::Kind::glob || ids_[set].size() <= wildcard_limit)
      continue;
    blame = set;
    return Err(Fault::bad_configuration, {},
               "'" + forms_[set].form + "' stands for " + std::to_string(ids_[set].size()) +
                   " different words, more than " + std::to_string(wildcard_limit),
               "write more letters beside the wildcard");
  }
  return {};
}

/// Plain forms, and those of stems, where several ids may have one word.
void WordSets::resolve_plain(const index::Vocabulary& vocabulary) {
  std::unordered_map<std::string_view, std::vector<std::uint32_t>> wanted;
  for (std::uint32_t set = 0; set < forms_.size(); ++set)
    if (forms_[set].kind == WordForm::Kind::plain || forms_[set].kind == WordForm::Kind::stem)
      wanted[forms_[set].form].push_back(set);
  for (std::uint32_t id = 0; id < vocabulary.size(); ++id)
    if (const auto found = wanted.find(vocabulary.word(id)); found != wanted.end())
      for (const std::uint32_t set : found->second) ids_[set].push_back(id);
}

// Globs are kept under their first two bytes, so a word meets only those that could fit it.
void WordSets::resolve_globs(const index::Vocabulary& vocabulary) {
  struct Glob {
    std::uint32_t set;
    std::string_view prefix;
    bool only_prefix;  // `prefix*`
  };
  std::unordered_map<std::uint32_t, std::vector<Glob>> by_two;
  std::array<std::vector<Glob>, 256> by_one;
  std::vector<Glob> anywhere;
  const auto byte = [](char c) { return static_cast<std::uint32_t>(static_cast<unsigned char>(c)); };
  bool any = false;
  for (std::uint32_t set = 0; set < forms_.size(); ++set) {
    if (forms_[set].kind != WordForm::Kind::glob) continue;
    any = true;
    const std::string_view prefix = literal_prefix(forms_[set].form);
    const Glob glob{set, prefix,
                    forms_[set].form.size() == prefix.size() + 1 && forms_[set].form.back() == '*'};
    if (prefix.size() >= 2)
      by_two[byte(prefix[0]) << 8 | byte(prefix[1])].push_back(glob);
    else if (prefix.size() == 1)
      by_one[byte(prefix[0])].push_back(glob);
    else
      anywhere.push_back(glob);
  }
  if (!any) return;
  std::vector<const std::vector<Glob>*> two(65536, nullptr);
  for (const auto& [key, globs] : by_two) two[key] = &globs;
  for (std::uint32_t id = 0; id < vocabulary.size(); ++id) {
    const std::string_view word = vocabulary.word(id);
    const auto meet = [&](const std::vector<Glob>& globs) {
      for (const Glob& glob : globs)
        if (word.starts_with(glob.prefix) &&
            (glob.only_prefix || model::glob_matches(forms_[glob.set].form, word)))
          ids_[glob.set].push_back(id);
    };
    if (word.size() >= 2)
      if (const auto* globs = two[byte(word[0]) << 8 | byte(word[1])]) meet(*globs);
    if (!word.empty()) meet(by_one[byte(word[0])]);
    meet(anywhere);
  }
}

void WordSets::resolve_stems(const index::Vocabulary& vocabulary, const std::vector<std::string>& languages) {
  std::vector<std::uint32_t> sets;
  for (std::uint32_t set = 0; set < forms_.size(); ++set)
    if (forms_[set].kind == WordForm::Kind::stem) sets.push_back(set);
  if (sets.empty()) return;
  for (const std::uint32_t set : sets)
    if (const auto id = vocabulary.find(forms_[set].form)) ids_[set].push_back(*id);
  for (const std::string& language : languages) {
    if (!text::Stemmer::knows(language)) continue;
    text::Stemmer stemmer(language);
    std::unordered_map<std::string, std::vector<std::uint32_t>> wanted;
    for (const std::uint32_t set : sets) wanted[std::string(stemmer.stem(forms_[set].form))].push_back(set);
    std::string stem;
    for (std::uint32_t id = 0; id < vocabulary.size(); ++id) {
      stem = stemmer.stem(vocabulary.word(id));
      if (const auto found = wanted.find(stem); found != wanted.end())
        for (const std::uint32_t set : found->second) ids_[set].push_back(id);
    }
  }
}

Result<void> WordSets::resolve_regex(const index::Vocabulary& vocabulary, std::uint32_t set) {
  GLOSS_TRY(const text::Pattern pattern, text::Pattern::compile_folded(forms_[set].form));
  for (std::uint32_t id = 0; id < vocabulary.size(); ++id)
    if (pattern.matches(vocabulary.word(id))) ids_[set].push_back(id);
  return {};
}

/// The words that hold a run of each clause.
void WordSets::resolve_holding(const index::Vocabulary& vocabulary, std::uint32_t set,
                               const text::RequiredRuns& runs) {
  for (std::uint32_t id = 0; id < vocabulary.size(); ++id) {
    const std::string_view word = vocabulary.word(id);
    const bool holds = std::all_of(runs.begin(), runs.end(), [&](const std::vector<std::string>& clause) {
      return std::any_of(clause.begin(), clause.end(),
                         [&](const std::string& run) { return word.find(run) != std::string_view::npos; });
    });
    if (holds) ids_[set].push_back(id);
  }
}

}  // namespace gloss::tagger
