// SPDX-License-Identifier: GPL-3.0-or-later
// Words, phrases, lists and cues by the book.
#include <algorithm>
#include <regex>

#include "tagger/oracle_sets.h"
#include "tagger/patterns.h"
#include "text/fold.h"
#include "text/stem.h"

namespace gloss::test {

using namespace by_the_book;

bool oracle_glob(const std::string& glob, const std::string& text, std::size_t g, std::size_t t) {
  if (g == glob.size()) return t == text.size();
  const auto next = [&](std::size_t at) {
    do ++at;
    while (at < text.size() && (text[at] & 0xC0) == 0x80);
    return at;
  };
  if (glob[g] == '*') {
    for (std::size_t at = t;; at = next(at)) {
      if (oracle_glob(glob, text, g + 1, at)) return true;
      if (at >= text.size()) return false;
    }
  }
  if (t == text.size()) return false;
  if (glob[g] == '?') return oracle_glob(glob, text, g + 1, next(t));
  return glob[g] == text[t] && oracle_glob(glob, text, g + 1, t + 1);
}

/// Without its accents, where the codebook says so. Written out for the letters that generated texts have.
std::string Oracle::bare(std::string form) const {
  if (!codebook_.fold_accents) return form;
  for (std::size_t at = 0; (at = form.find("é")) != std::string::npos;) form.replace(at, 2, "e");
  return form;
}

/// The positions of a word as typed: pattern and whether its stem is meant.
const std::vector<std::pair<std::string, bool>>& Oracle::cut(const std::string& word) {
  const auto [at, fresh] = cuts_.try_emplace(word);
  std::vector<std::pair<std::string, bool>>& all = at->second;
  if (!fresh) return all;
  if (word.find_first_of("*?") != std::string::npos) {
    // Wildcards stand in words that only hyphens cut.
    std::string piece;
    for (const char c : word + "-") {
      if (c != '-') {
        piece += c;
      } else if (!piece.empty()) {
        all.emplace_back(bare(text::fold(piece)), false);
        piece.clear();
      }
    }
    return all;
  }
  const bool stem = word.ends_with('~');
  text::Positions positions;
  tokenizer_.positions(stem ? word.substr(0, word.size() - 1) : word, positions);
  for (const auto& item : positions.items) all.emplace_back(bare(std::string(positions.form(item))), false);
  if (stem && !all.empty()) all.back().second = true;
  return all;
}

bool Oracle::form_is(const std::string& pattern, const std::string& form, bool stem) {
  if (!stem && pattern.find_first_of("*?") == std::string::npos) return pattern == form;
  const auto [at, fresh] = form_matches_[{pattern, stem}].try_emplace(form, false);
  if (fresh) {
    at->second = stem ? pattern == form : oracle_glob(pattern, form);
    for (const std::string& language : languages_) {
      text::Stemmer one(language), two(language);
      if (stem && one.stem(pattern) == two.stem(form)) at->second = true;
    }
  }
  return at->second;
}

bool Oracle::words_at(const std::vector<std::string>& words, int at, bool free, int* past) {
  const int first = at;
  for (const std::string& word : words)
    for (const auto& [pattern, stem] : cut(word)) {
      if (at >= static_cast<int>(text_.size())) return false;
      const Position& position = text_[static_cast<std::size_t>(at)];
      if (at > first || !free) {
        if (position.flags & (flag::break_before | flag::sentence_start)) return false;
      }
      if (!form_is(pattern, position.word, stem)) return false;
      ++at;
    }
  *past = at;
  return true;
}

/// `free`: a gap or nothing stands before, so punctuation may. The sentence is checked at the end, on the
/// whole.
void Oracle::phrase_from(const std::vector<PhraseItem>& items, std::size_t item, int at, bool free, int first,
                         Intervals& out) {
  if (item == items.size()) {
    const Interval found{first, at - 1};
    if (at > first && together(Unit::sentence, found, found)) out.insert(found);
    return;
  }
  const PhraseItem& now = items[item];
  if (now.kind == PhraseItem::Kind::gap) {
    for (int gap = now.least; gap <= now.most && at + gap <= static_cast<int>(text_.size()); ++gap)
      phrase_from(items, item + 1, at + gap, true, first, out);
    return;
  }
  const auto go_on = [&](const std::vector<std::string>& words) {
    int past = at;
    if (words_at(words, at, free, &past)) phrase_from(items, item + 1, past, false, first, out);
  };
  if (now.kind == PhraseItem::Kind::word) go_on({now.word});
  for (const auto& words : now.alternatives) go_on(words);
}

Intervals Oracle::leaf(const Expression& expression) {
  if (expression.kind == Kind::exact) return exact(expression.text);
  if (expression.kind == Kind::regex && expression.case_sensitive) return cased(expression.text);
  if (expression.kind == Kind::text_literal || expression.kind == Kind::text_regex) return raw(expression);
  Intervals out;
  std::vector<PhraseItem> items = expression.items;
  if (expression.kind == Kind::word) {
    items.emplace_back();
    items.back().word = expression.text;
  }
  for (int i = 0; i < static_cast<int>(text_.size()); ++i) {
    if (expression.kind == Kind::regex) {
      const std::string& form = text_[static_cast<std::size_t>(i)].word;
      const auto [at, fresh] = form_matches_[{"/" + expression.text, false}].try_emplace(form, false);
      if (fresh)
        at->second =
            std::regex_match(form, std::regex(bare(twin_of(expression.text).folded), std::regex::icase));
      if (at->second) out.insert({i, i});
    } else {
      phrase_from(items, 0, i, true, i, out);
    }
  }
  return out;
}

const Intervals& Oracle::list(const std::vector<Expression>& entries, Unit unit) {
  const auto [at, fresh] = lists_.try_emplace({&entries, unit});
  if (fresh) {
    Intervals all;
    for (const Expression& entry : entries) all.merge(Intervals(meaning(entry, unit)));
    at->second = maximal(all);
  }
  return at->second;
}

Intervals Oracle::cues_of(Interval span) {
  const codebook::Negation& negation = codebook_.negation;
  const Intervals &cues = list(negation.cues, Unit::passage), &pseudo = list(negation.pseudo, Unit::passage),
                  &stops = list(negation.stops, Unit::passage);
  const auto at = [&](int i) -> const Position& { return text_[static_cast<std::size_t>(i)]; };
  const auto edge = [&](int i) { return (at(i).flags & (flag::sentence_start | flag::stop_before)) != 0; };
  std::set<int> window;
  int words = 0, characters = 0;
  for (int i = span.first; i > 0 && !edge(i);) {
    --i;
    if (std::any_of(stops.begin(), stops.end(), [&](Interval s) { return s.second == i; })) break;
    int& used = (at(i).flags & flag::character) ? characters : words;
    if (++used > ((at(i).flags & flag::character) ? negation.before.characters : negation.before.words))
      break;
    window.insert(i);
  }
  words = characters = 0;
  for (int i = span.second + 1; i < static_cast<int>(text_.size()) && !edge(i); ++i) {
    if (std::any_of(stops.begin(), stops.end(), [&](Interval s) { return s.first == i; })) break;
    int& used = (at(i).flags & flag::character) ? characters : words;
    if (++used > ((at(i).flags & flag::character) ? negation.after.characters : negation.after.words)) break;
    window.insert(i);
  }
  Intervals counted;
  for (const Interval& q : cues) {
    bool counts = !(at(q.second).flags & flag::break_after);
    for (int i = q.first; i <= q.second; ++i) counts = counts && window.contains(i);
    for (const Interval& p : pseudo) counts = counts && !in(q, p);
    if (counts) counted.insert(q);
  }
  return counted;
}

}  // namespace gloss::test
