// SPDX-License-Identifier: GPL-3.0-or-later
// Patterns of other programs as ours, and the small things that all readers do.
#include "exchange/dictionary_parts.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/limits.h"
#include "text/char_class.h"
#include "text/tokenizer.h"

namespace gloss::exchange {
namespace {

constexpr std::string_view no_break_space = "\xC2\xA0", ideographic_space = "\xE3\x80\x80";
constexpr std::size_t bytes_shown = 80;
constexpr std::size_t longest_pattern = 4096;

/// How many bytes of a blank stand at the start of `text`: 0 where there is none.
std::size_t blank_at(std::string_view text) {
  if (text.empty()) return 0;
  if (text.front() == ' ' || (text.front() >= '\t' && text.front() <= '\r')) return 1;
  if (text.starts_with(no_break_space)) return no_break_space.size();
  return text.starts_with(ideographic_space) ? ideographic_space.size() : 0;
}

std::size_t blank_before_end(std::string_view text) {
  if (text.empty()) return 0;
  if (text.back() == ' ' || (text.back() >= '\t' && text.back() <= '\r')) return 1;
  if (text.ends_with(no_break_space)) return no_break_space.size();
  return text.ends_with(ideographic_space) ? ideographic_space.size() : 0;
}

bool is_control(char32_t c) { return c < ' ' || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029; }

/// Calls take(code point, its bytes) for each character. REQUIRES: UTF-8, which all readers are given.
template <class Take>
void for_each_character(std::string_view text, Take take) {
  for (std::size_t at = 0; at < text.size();) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    const std::string_view bytes = text.substr(at, length);
    char32_t value = length == 1 ? lead : lead & (0x7Fu >> length);
    for (const char byte : bytes.substr(1)) value = (value << 6) | (static_cast<unsigned char>(byte) & 0x3Fu);
    take(value, bytes);
    at += bytes.size();
  }
}

bool has_letter_or_digit(std::string_view word) {
  bool found = false;
  for_each_character(word, [&](char32_t c, std::string_view) { found = found || text::is_solid(c); });
  return found;
}

/// Signs that shape a phrase in our language and cannot be searched in it.
bool shapes_phrases(char32_t c) {
  switch (c) {
    case '"':
    case '{':
    case '}':
    case '[':
    case ']':
    case '|':
    case U'｛':
    case U'｝':
    case U'［':
    case U'］':
    case U'｜':
    case U'＂':
      return true;
    default:
      return false;
  }
}

struct Word {
  std::string text;
  std::string problem;
  bool usable = true;
};

Word refused_word(std::string problem) { return {{}, std::move(problem), false}; }

/// A word with its wildcards. A * beside a character of a script without blanks is left out there: our
/// literals are found inside longer words anyway.
Word word_of(std::string_view foreign, Wildcards wildcards) {
  struct Letter {
    char32_t code_point;
    std::string_view bytes;
  };
  std::vector<Letter> letters;
  for_each_character(foreign, [&](char32_t c, std::string_view bytes) { letters.push_back({c, bytes}); });
  Word word;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    const char32_t c = letters[i].code_point;
    if (shapes_phrases(c))
      return refused_word("quotation marks, [ ] { } and | take no position in a text and cannot be searched");
    if (c == '~') return refused_word("~ stands for a word's stem here and cannot be searched");
    const bool star = c == '*', question = c == '?';
    if (!star && !question) {
      word.text += letters[i].bytes;
      continue;
    }
    const bool wild = question ? wildcards == Wildcards::star_and_question
                               : wildcards == Wildcards::star || wildcards == Wildcards::star_and_question ||
                                     (wildcards == Wildcards::star_at_end && i + 1 == letters.size());
    if (!wild)
      return refused_word(
          fmt::format("{} is no wildcard there, but would be one here", static_cast<char>(c)));
    const auto whole = [&](std::size_t at) {
      return at < letters.size() && text::is_character_script(letters[at].code_point);
    };
    if (!whole(i + 1) && (i == 0 || !whole(i - 1))) {
      word.text += static_cast<char>(c);
    } else if (question) {
      return refused_word("? beside a character of a script without blanks cannot be searched");
    } else {
      word.problem = "the * is left out: such characters are found inside longer words anyway";
    }
  }
  return word;
}

}  // namespace

std::vector<std::string_view> split_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

std::string_view trim_blanks(std::string_view text) {
  while (const std::size_t bytes = blank_at(text)) text.remove_prefix(bytes);
  while (const std::size_t bytes = blank_before_end(text)) text.remove_suffix(bytes);
  return text;
}

std::string_view first_word(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && blank_at(text.substr(end)) == 0) ++end;
  return text.substr(0, end);
}

std::vector<std::string_view> split_blanks(std::string_view text) {
  std::vector<std::string_view> words;
  for (text = trim_blanks(text); !text.empty(); text = trim_blanks(text)) {
    words.push_back(first_word(text));
    text.remove_prefix(words.back().size());
  }
  return words;
}

std::string shown(std::string_view text) {
  text = trim_blanks(text).substr(0, bytes_shown * 5);  // a character that this cuts is never reached
  std::string out;
  for_each_character(text, [&](char32_t c, std::string_view bytes) {
    if (out.size() > bytes_shown) return;
    out += is_control(c) ? std::string_view(" ") : bytes;
  });
  if (out.size() > bytes_shown) out += "...";
  return out;
}

std::string clean_name(std::string_view text) {
  std::string out;
  bool full = false;
  for_each_character(trim_blanks(text), [&](char32_t c, std::string_view bytes) {
    full = full || out.size() + bytes.size() > limits::name_bytes;
    if (!full) out += is_control(c) ? std::string_view(" ") : bytes;
  });
  out = std::string(trim_blanks(out));
  return out.empty() ? "category" : out;
}

void lose(Dictionary& to, DictionaryLoss loss) {
  if (to.losses.size() < limits::dictionary_losses)
    to.losses.push_back(std::move(loss));
  else if (to.losses.size() == limits::dictionary_losses)
    to.losses.push_back({loss.line, "from here on", "more was lost than is listed"});
}

Pattern pattern_of(std::string_view foreign, Wildcards wildcards) {
  const auto unusable = [](std::string problem) { return Pattern{{}, std::move(problem), false}; };
  if (foreign.size() > longest_pattern)
    return unusable(fmt::format("is longer than {} bytes", longest_pattern));
  const std::vector<std::string_view> words = split_blanks(foreign);
  const bool any_word = wildcards == Wildcards::star || wildcards == Wildcards::star_and_question;
  Pattern pattern;
  bool solid = false;
  for (const std::string_view one : words) {
    Word word;
    if (any_word &&
        one.find_first_not_of(wildcards == Wildcards::star ? "*" : "*?") == std::string_view::npos) {
      // ?* is a word of at least one letter: any word.
      if (one.find('*') == std::string_view::npos || std::count(one.begin(), one.end(), '?') > 1)
        return unusable("a word of so many letters, whatever they are, cannot be searched");
      word.text = "*";
    } else if (!has_letter_or_digit(one)) {
      pattern.problem = fmt::format("\"{}\" takes no position in a text and is left out", shown(one));
      continue;
    } else {
      word = word_of(one, wildcards);
      solid = true;
    }
    if (!word.usable) return unusable(std::move(word.problem));
    if (!word.problem.empty()) pattern.problem = std::move(word.problem);
    pattern.text += (pattern.text.empty() ? "" : " ") + word.text;
  }
  if (!solid)
    return unusable(pattern.text.empty() ? "has no letter or digit, so it takes no position in a text"
                                         : "would be every word");
  return pattern;
}

void add_pattern(Dictionary& to, std::size_t category, std::string_view foreign, Wildcards wildcards,
                 double weight, int line) {
  Pattern pattern = pattern_of(foreign, wildcards);
  if (!pattern.problem.empty()) lose(to, {line, shown(foreign), std::move(pattern.problem)});
  if (!pattern.usable) return;
  to.categories[category].entries.push_back({std::move(pattern.text), false, weight, line});
}

Result<std::size_t> add_category(Dictionary& to, std::string_view name, int parent, int line,
                                 const std::string& place) {
  const std::string where = fmt::format("{}:{}", place, line);
  if (to.categories.size() >= limits::dictionary_categories)
    return Err(Fault::bad_input, where,
               fmt::format("there are more than {} categories", limits::dictionary_categories),
               "split the dictionary");
  int depth = 1;
  for (int above = parent; above >= 0; above = to.categories[static_cast<std::size_t>(above)].parent) ++depth;
  if (depth > limits::dictionary_depth)
    return Err(Fault::bad_input, where,
               fmt::format("categories are nested deeper than {} levels", limits::dictionary_depth),
               "flatten the dictionary");
  DictionaryCategory category;
  category.name = clean_name(name);
  category.parent = parent;
  category.line = line;
  to.categories.push_back(std::move(category));
  return to.categories.size() - 1;
}

std::vector<int> depths_of(const Dictionary& dictionary) {
  std::vector<int> depths;
  for (const DictionaryCategory& category : dictionary.categories)
    depths.push_back(category.parent < 0 ? 0 : depths[static_cast<std::size_t>(category.parent)] + 1);
  return depths;
}

std::string path_of(const Dictionary& dictionary, std::size_t category, std::string_view between) {
  std::string path = dictionary.categories[category].name;
  for (int above = dictionary.categories[category].parent; above >= 0;
       above = dictionary.categories[static_cast<std::size_t>(above)].parent)
    path = dictionary.categories[static_cast<std::size_t>(above)].name + std::string(between) + path;
  return path;
}

std::string obstacle(const DictionaryEntry& entry, const PatternLimits& limits) {
  if (entry.is_rule) return fmt::format("{} has no such rules", limits.program);
  if (entry.weight != 1 && !limits.weights) return fmt::format("{} has no weights", limits.program);
  const std::vector<std::string_view> words = split_blanks(entry.text);
  for (const std::string_view word : words) {
    if (word == "*") {
      if (!limits.any_word) return fmt::format("{} has no sign for any one word", limits.program);
      continue;
    }
    if (word.ends_with('~')) return fmt::format("{} knows no stems", limits.program);
    if (word.find('?') != std::string_view::npos && limits.wildcards != Wildcards::star_and_question)
      return fmt::format("{} has no sign for any one letter", limits.program);
    const std::size_t star = word.find('*');
    if (star != std::string_view::npos &&
        (limits.wildcards == Wildcards::none ||
         (limits.wildcards == Wildcards::star_at_end && star + 1 != word.size())))
      return fmt::format(
          "{} has {}", limits.program,
          limits.wildcards == Wildcards::none ? "no wildcards" : "wildcards at the end of a word only");
  }
  if (const std::size_t at = entry.text.find_first_of(limits.forbidden); at != std::string::npos)
    return fmt::format("\"{}\" has another meaning in a file of {}", entry.text[at], limits.program);
  return {};
}

void add_loss(WrittenDictionary& to, const DictionaryEntry& entry, std::string reason) {
  to.losses.push_back({entry.line, shown(entry.text), std::move(reason)});
}

}  // namespace gloss::exchange
