// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/word_layer.h"

#include <algorithm>

#include "text/function_words.h"
#include "text/tokenizer.h"
#include "text/utf8_valid.h"

namespace gloss::project {
namespace {

constexpr std::uint32_t longest_word = 255;  // a WordLengths entry

bool is_one_character(index::Cell cell) { return (index::flags_of(cell) & text::flag::character) != 0; }

/// Whether nothing stands between the position and the one before that ends a run.
bool goes_on(index::Cell cell) {
  constexpr std::uint8_t ends =
      text::flag::break_before | text::flag::sentence_start | text::flag::passage_start;
  return is_one_character(cell) && (index::flags_of(cell) & ends) == 0;
}

/// Words and phrases as they are typed, wherever in the rule they stand.
void collect_words(const codebook::Expression& expression, std::vector<std::string>& words) {
  if (expression.kind == codebook::Expression::Kind::word) words.push_back(expression.text);
  if (expression.kind == codebook::Expression::Kind::phrase && expression.items.size() == 1 &&
      expression.items.front().kind == codebook::PhraseItem::Kind::word)
    words.push_back(expression.items.front().word);
  for (const auto& operand : expression.operands) collect_words(operand, words);
}

std::vector<std::string> words_of_rules(const codebook::Codebook& codebook) {
  std::vector<std::string> words;
  for (const auto& code : codebook.codes)
    for (const auto& rule : code.rules) collect_words(rule.expression, words);
  for (const auto& list : codebook.lists)
    for (const auto& entry : list.entries) collect_words(entry, words);
  return words;
}

}  // namespace

void WordLayer::look_at(const index::Vocabulary& vocabulary) {
  vocabulary_ = &vocabulary;
  scripts_.assign(vocabulary.size(), Script::other);
  letters_.assign(vocabulary.size(), 0);
  for (std::uint32_t id = 0; id < vocabulary.size(); ++id) {
    const std::string_view form = vocabulary.word(id);
    if (static_cast<unsigned char>(form.front()) < 0xE0) continue;  // no such script below U+0800
    std::size_t end = 0;
    const char32_t first = text::next_valid(form, end);
    if (!text::is_character_script(first)) continue;
    Script& script = scripts_[id];
    script = text::is_han(first) ? Script::han
             : (first >= 0xAC00 && first <= 0xD7FF) || (first >= 0x1100 && first <= 0x11FF) ||
                     (first >= 0x3130 && first <= 0x318F) || (first >= 0xA960 && first <= 0xA97F)
                 ? Script::hangul
             : first >= 0x3000 ? Script::kana
                               : Script::cluster;
    if (script != Script::han) continue;
    has_han_ = true;
    if (end == form.size()) letters_[id] = first;
  }
}

Result<WordLayer> WordLayer::of(const index::Vocabulary& vocabulary, const codebook::Codebook& codebook,
                                const std::string& dictionary_path) {
  WordLayer layer;
  layer.look_at(vocabulary);
  layer.terms_.emplace(text::ChineseDictionary::of_words(layer.has_han_ ? words_of_rules(codebook)
                                                                        : std::vector<std::string>()));
  if (!layer.has_han_) return layer;
  auto dictionary = text::ChineseDictionary::open(dictionary_path);
  if (dictionary) {
    layer.cuts_.emplace(std::move(*dictionary));
    layer.dictionary_path_ = dictionary_path;
  } else if (dictionary.error().fault != Fault::missing_input) {
    return Err(std::move(dictionary.error()));
  }
  return layer;
}

WordLayer::Cutter::Cutter(const WordLayer& layer)
    : layer_(layer), words_(layer.cuts_ ? &*layer.cuts_ : nullptr, &*layer.terms_) {}

void WordLayer::Cutter::cut(const index::TextTokens& tokens, const std::vector<bool>& wanted,
                            WordLengths& lengths) {
  lengths.clear();
  for (std::size_t p = 0; p < tokens.passages.size(); ++p) {
    if (!wanted[p]) continue;
    const std::uint32_t past = tokens.passage_end(p);
    for (std::uint32_t i = tokens.passages[p].first; i < past;) {
      const std::uint32_t begin = i++;
      if (!is_one_character(tokens.cells[begin])) continue;
      while (i < past && goes_on(tokens.cells[i])) ++i;
      if (i - begin == 1) continue;
      if (lengths.empty()) lengths.assign(tokens.cells.size(), 1);
      cut_run(tokens.cells, begin, i, lengths);
    }
  }
}

/// A run is cut where the script changes, but Japanese is Han and kana together.
void WordLayer::Cutter::cut_run(std::span<const index::Cell> cells, std::uint32_t begin, std::uint32_t end,
                                WordLengths& lengths) {
  const auto script = [&](std::uint32_t i) { return layer_.scripts_[index::id_of(cells[i])]; };
  const auto japanese = [](Script one) { return one == Script::han || one == Script::kana; };
  while (begin < end) {
    const Script first = script(begin);
    std::uint32_t past = begin;
    bool plain = true;  // Chinese
    run_.clear();
    for (; past < end && (script(past) == first || (japanese(first) && japanese(script(past)))); ++past) {
      run_ += layer_.letters_[index::id_of(cells[past])];
      plain = plain && run_.back() != 0;
    }
    found_.clear();
    if (plain) {
      words_.cut(run_, found_);
    } else if (first == Script::hangul) {
      found_.assign(past - begin, 1);
    } else {
      bytes_.clear();
      ends_.clear();
      for (std::uint32_t i = begin; i < past; ++i) {
        bytes_ += layer_.vocabulary_->word(index::id_of(cells[i]));
        ends_.push_back(static_cast<std::uint32_t>(bytes_.size()));
      }
      words_.cut_by_icu(bytes_, ends_, found_);
    }
    place(begin, lengths);
    begin = past;
  }
}

void WordLayer::Cutter::place(std::uint32_t begin, WordLengths& lengths) const {
  for (std::uint32_t left : found_)
    while (left > 0) {
      const std::uint32_t length = std::min(left, longest_word);
      lengths[begin] = static_cast<std::uint8_t>(length);
      std::fill_n(lengths.begin() + begin + 1, length - 1, std::uint8_t{0});
      begin += length;
      left -= length;
    }
}

std::uint32_t WordLayer::longer(std::uint32_t number, std::uint32_t id) {
  std::uint32_t& found = steps_.at(std::uint64_t{number} << 24 | id);
  if (found == 0) {
    longer_words_.emplace_back(number, id);
    found = static_cast<std::uint32_t>(longer_words_.size());
  }
  return vocabulary_->size() + found - 1;
}

std::string WordLayer::word(std::uint32_t number) const {
  if (number < vocabulary_->size()) return std::string(vocabulary_->word(number));
  const auto [shorter, last] = longer_words_[number - vocabulary_->size()];
  return word(shorter).append(vocabulary_->word(last));
}

bool WordLayer::is_function_word(std::uint32_t number) {
  if (number >= function_words_.size()) function_words_.resize(size());
  std::uint8_t& known = function_words_[number];
  if (known == 0) known = text::is_function_word(word(number)) ? 2 : 1;
  return known == 2;
}

}  // namespace gloss::project
