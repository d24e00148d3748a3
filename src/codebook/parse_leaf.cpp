// SPDX-License-Identifier: GPL-3.0-or-later
// The leaves of a rule: words, phrases, exact and regular expressions, raw text, lists, codes.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/limits.h"
#include "codebook/rule_parser.h"
#include "codebook/spelling.h"
#include "text/pattern.h"
#include "text/tokenizer.h"

namespace gloss::codebook {
namespace {

using Kind = Expression::Kind;

constexpr int largest_gap = 1000;

bool is_wildcard(char32_t c) { return c == '*' || c == '?'; }

bool is_latin_or_digit(char32_t c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c < 0x250);
}

/// Ends a word inside quotes.
bool ends_phrase_word(char32_t c) {
  return c == 0 || is_blank(c) || c == '"' || c == '{' || c == '}' || c == '[' || c == ']' || c == '|';
}

/// Punctuation that no phrase crosses (text/tokenizer.h, flag::break_before).
bool breaks_phrases(char32_t c) {
  return c == ',' || c == ';' || c == ':' || c == '!' || c == '.' || c == U'。' || c == U'…' || c == U'—';
}

/// What closes a literal that `opening` opened: “ needs ”, so that a plain " may stand inside, and the other
/// way round.
char32_t closing_of(char32_t opening) {
  switch (opening) {
    case U'“':
    case U'„':
      return U'”';
    case U'‘':
      return U'’';
    case U'「':
      return U'」';
    case U'『':
      return U'』';
    default:
      return opening;
  }
}

std::string trimmed(std::string_view text) {
  const auto blank = [](char c) { return is_blank(static_cast<unsigned char>(c)); };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return std::string(text);
}

}  // namespace

Parsed<RuleParser::Built> RuleParser::leaf(Expression node, std::size_t begin) const {
  node.begin = static_cast<std::uint32_t>(begin);
  node.end = static_cast<std::uint32_t>(offset());
  return Built{std::move(node), 1};
}

Parsed<RuleParser::Built> RuleParser::word() {
  const std::size_t from = at_;
  at_ = word_end(at_);
  if (const char32_t first = characters_[from].twin; first == '-' || first == '+') {
    const std::string rest = typed(from + 1, at_);
    return fault(
        characters_[from].byte, fmt::format("\"{}\" before a word is no operator", static_cast<char>(first)),
        first == '-' ? fmt::format("write \"and not {}\", or put the word in quotes", rest) : "leave it out");
  }
  GLOSS_CHECK(check_word(from, at_));
  GLOSS_CHECK(check_after_word(from, at_));
  Expression node;
  node.kind = Kind::word;
  node.text = typed(from, at_);
  return leaf(std::move(node), characters_[from].byte);
}

Parsed<void> RuleParser::check_word(std::size_t from, std::size_t to) const {
  const std::string shown = typed(from, to);
  const std::size_t begin = characters_[from].byte;
  if (!has_letter_or_digit(shown)) {
    if (std::all_of(shown.begin(), shown.end(), [](char c) { return c == '*' || c == '?'; }))
      return fault(begin, fmt::format("\"{}\" alone would be every word", shown),
                   "add letters: fund*; or write unit for every unit");
    if (shown == "&" || shown == "&&")
      return fault(begin, fmt::format("\"{}\" is no operator", shown), "write and");
    return fault(begin, fmt::format("\"{}\" has no letter or digit, so it matches nothing", shown),
                 fmt::format("write text(\"{}\") for raw characters", shown));
  }
  for (std::size_t i = from; i < to; ++i) {
    const Character& c = characters_[i];
    const char32_t before = i > from ? characters_[i - 1].raw : 0,
                   after = i + 1 < to ? characters_[i + 1].raw : 0;
    if (is_wildcard(c.twin)) {
      for (const char32_t neighbour : {before, after}) {
        if (!text::is_character_script(neighbour)) continue;
        std::string character;
        append_utf8(character, neighbour);
        return fault(c.byte,
                     fmt::format("\"{}\" cannot touch \"{}\": every such character is a word of its own",
                                 static_cast<char>(c.twin), character),
                     "leave it out, the text is found inside longer words anyway; narrow with \"not inside\" "
                     "or near/3");
      }
    }
    if (c.twin != '~') continue;
    if (i + 1 < to) return fault(c.byte, "\"~\" can stand only at the end of a word", "write worried~");
    if (text::is_character_script(before))
      return fault(
          c.byte, "\"~\" cannot stand after a script without word stems",
          "leave it out, the text is found inside longer words anyway; narrow with \"not inside\" or near/3");
    if (std::any_of(characters_.begin() + static_cast<std::ptrdiff_t>(from),
                    characters_.begin() + static_cast<std::ptrdiff_t>(to),
                    [](const Character& w) { return is_wildcard(w.twin); }))
      return fault(c.byte, "\"~\" does not go together with * or ?", "write fund* or funding~");
  }
  return {};
}

Parsed<void> RuleParser::check_after_word(std::size_t from, std::size_t to) const {
  const std::string shown = typed(from, to);
  const std::size_t begin = characters_[from].byte;
  switch (characters_[to].twin) {
    case '(': {
      const std::string close = nearest(shown, {"count", "affirmed", "negated", "text"});
      if (ascii_folded(shown) == "any")
        return fault(begin, "\"any\" needs a number and \"of\"", "write any 2 of (a, b, c)");
      return fault(begin, fmt::format("there is no function \"{}\"", shown),
                   close.empty()
                       ? "functions are count(...), affirmed(...), negated(...), text(...) and any 2 of (...)"
                       : fmt::format("write {}(...)", close));
    }
    case '/': {
      const std::string close = nearest(shown, {"near", "before", "after"});
      if (is_digit(ascii_folded(characters_[to + 1].raw)))
        return fault(begin, fmt::format("there is no operator \"{}/\"", shown),
                     fmt::format("write {}/5 between two terms, or put text with / in quotes",
                                 close.empty() ? "near" : close));
      return fault(characters_[to].byte, "\"/\" cannot stand inside a word without quotes",
                   fmt::format("write \"{}/...\" in quotes, or or between two words", shown));
    }
    case ':':
      return fault(characters_[to].byte, "\":\" cannot stand inside a word without quotes",
                   fmt::format("write where {} = ... for an attribute, or put the text in quotes", shown));
    case '[':
    case '{':
      return fault(characters_[to].byte,
                   fmt::format("\"{}\" is possible only inside a phrase in quotes", typed(to, to + 1)),
                   "write \"turn [0-4] off\" or \"lack of {funding|money}\"");
    case '!':
    case '=':
      return fault(characters_[to].byte, "a comparison can stand only after count(...) or in \"where\"",
                   fmt::format("write where {} = ...", shown));
    default:
      return {};
  }
}

Parsed<RuleParser::Built> RuleParser::phrase() {
  const std::size_t begin = offset();
  ++at_;
  GLOSS_TRY(Expression node, phrase_items(true));
  if (at_end())
    return fault(begin, "the quotation mark is never closed", "add a \" at the end of the phrase");
  ++at_;
  return leaf(std::move(node), begin);
}

Parsed<Expression> RuleParser::phrase_items(bool quoted) {
  const std::size_t begin = characters_[at_ - (quoted ? 1 : 0)].byte;
  Expression node;
  node.kind = Kind::phrase;
  std::size_t words = 0, crossed = 0;  // `crossed`: index of the punctuation that ends the word before
  for (skip_blanks(); !at_end(); skip_blanks()) {
    if (twin() == '"') {
      if (quoted) break;
      return fault(offset(), "a quotation mark stands inside the entry",
                   "put the whole entry in quotes, or drop the mark");
    }
    if (crossed != 0)
      return fault(characters_[crossed].byte,
                   fmt::format("no phrase goes across \"{}\"", typed(crossed, crossed + 1)),
                   "leave the words before or after it out, or write text(\"...\") for raw characters");
    PhraseItem item;
    if (twin() == '[') {
      GLOSS_TRY(item, gap());
    } else if (twin() == '{') {
      GLOSS_TRY(item, alternatives());
      ++words;
    } else if (twin() == '*' && (is_blank(twin(1)) || twin(1) == 0 || twin(1) == '"')) {
      item.kind = PhraseItem::Kind::gap;
      item.least = item.most = 1;
      ++at_;
    } else {
      GLOSS_TRY(item.word, phrase_word());
      ++words;
      if (breaks_phrases(characters_[at_ - 1].twin)) crossed = at_ - 1;
    }
    if (!is_blank(twin()) && twin() != 0 && twin() != '"')
      return fault(offset(), fmt::format("a blank is missing before \"{}\"", typed(at_, at_ + 1)),
                   twin() == '|' ? "put alternatives in braces: {funding|money}"
                                 : "separate the parts of a phrase by blanks");
    node.items.push_back(std::move(item));
  }
  if (quoted && at_end()) return node;  // the caller says that it is never closed
  if (node.items.empty())
    return fault(begin, "the phrase is empty", "write words between the quotation marks");
  if (words == 0)
    return fault(begin, "a phrase needs at least one word", "add a word, or write unit for every unit");
  if (node.items.size() == 1 && node.items.front().kind == PhraseItem::Kind::word) {
    node.kind = Kind::word;
    node.text = std::move(node.items.front().word);
    node.items.clear();
  }
  return node;
}

Parsed<Expression> RuleParser::list_entry() {
  GLOSS_CHECK(check_text());
  skip_blanks();
  if (at_end()) return fault(0, "the entry is empty", "write a word or a phrase, or delete the entry");
  const char32_t first = twin();
  std::size_t last = characters_.size() - 1;
  while (last > at_ && (is_blank(characters_[last].twin) || characters_[last].twin == 0)) --last;
  const bool closed = last > at_ && characters_[last].twin == first;
  if (first == '$' || first == '<' || ((first == '/' || first == '\'') && closed))
    return fault(offset(), "a list holds words and phrases only",
                 "put exact texts, regular expressions, lists and codes into a rule");
  const std::size_t begin = offset();
  Built entry;
  if (first == '"') {
    GLOSS_TRY(entry, phrase());
    skip_blanks();
    if (!at_end())
      return fault(offset(), "something stands after the closing quotation mark",
                   "make it an entry of its own");
  } else {
    GLOSS_TRY(Expression node, phrase_items(false));
    GLOSS_TRY(entry, leaf(std::move(node), begin));
  }
  return std::move(entry.expression);
}

Parsed<std::string> RuleParser::phrase_word() {
  const std::size_t from = at_;
  while (!ends_phrase_word(twin())) ++at_;
  if (at_ == from)
    return fault(offset(), fmt::format("\"{}\" cannot stand here", typed(at_, at_ + 1)),
                 "write gaps as [0-3] and alternatives as {funding|money}");
  GLOSS_CHECK(check_word(from, at_));
  return typed(from, at_);
}

Parsed<PhraseItem> RuleParser::gap() {
  const std::size_t begin = offset();
  const auto refused = [&](std::string message) {
    return fault(begin, std::move(message), "write [0-3] for up to three words, [2] for exactly two");
  };
  ++at_;
  skip_blanks();
  if (!is_digit(ascii_folded(raw()))) return refused("a gap in a phrase needs numbers");
  PhraseItem item;
  item.kind = PhraseItem::Kind::gap;
  GLOSS_TRY(item.least, integer("the gap", largest_gap));
  item.most = item.least;
  skip_blanks();
  if (twin() == '-' || twin() == U'–') {
    ++at_;
    skip_blanks();
    if (!is_digit(ascii_folded(raw()))) return refused("the second number of the gap is missing");
    GLOSS_TRY(item.most, integer("the gap", largest_gap));
    skip_blanks();
  }
  if (twin() != ']') return refused("the gap is never closed by ]");
  ++at_;
  if (item.most < item.least)
    return refused(fmt::format("the gap runs from {} down to {}", item.least, item.most));
  if (item.most == 0) return refused("a gap of no words is no gap");
  return item;
}

Parsed<PhraseItem> RuleParser::alternatives() {
  const std::size_t begin = offset();
  PhraseItem item;
  item.kind = PhraseItem::Kind::alternatives;
  item.alternatives.emplace_back();
  ++at_;
  for (skip_blanks(); !at_end() && twin() != '"'; skip_blanks()) {
    if (twin() == '|' || twin() == '}') {
      if (item.alternatives.back().empty())
        return fault(offset(), "an alternative is empty",
                     "write {a|b}; for words that may be missing, write two phrases with or");
      ++at_;
      if (characters_[at_ - 1].twin == '}') return item;
      item.alternatives.emplace_back();
      continue;
    }
    if (twin() == '[' || (twin() == '*' && ends_phrase_word(twin(1))))
      return fault(offset(), "a gap cannot stand inside { }", "write two phrases with or");
    if (twin() == '{')
      return fault(offset(), "{ } cannot stand inside { }", "write all alternatives side by side: {a|b|c}");
    GLOSS_TRY(std::string one, phrase_word());
    item.alternatives.back().push_back(std::move(one));
  }
  return fault(begin, "the brace is never closed", "add a } after the last alternative");
}

/// From the opening mark to the closing one; a backslash protects the mark and itself.
Parsed<std::string> RuleParser::literal(char32_t mark, std::string_view what) {
  const std::size_t begin = offset();
  const char32_t closing = closing_of(raw());
  std::string content;
  for (++at_; !at_end() && raw() != '\n'; ++at_) {
    if (raw() == '\\' && (raw(1) == closing || raw(1) == '\\' || raw(1) == mark)) {
      ++at_;
    } else if (raw() == closing && !(mark == '\'' && is_latin_or_digit(raw(1)))) {
      ++at_;
      return content;
    }
    append_utf8(content, raw());
  }
  std::string shown;
  append_utf8(shown, closing);
  return fault(begin, fmt::format("{} is never closed", what), fmt::format("add a {} at its end", shown));
}

Parsed<RuleParser::Built> RuleParser::exact() {
  const std::size_t begin = offset();
  Expression node;
  node.kind = Kind::exact;
  GLOSS_TRY(const std::string content, literal('\'', "the exact text"));
  node.text = trimmed(content);
  if (node.text.empty())
    return fault(begin, "the exact text is empty", "write 'US', or leave the quotation marks out");
  if (!has_letter_or_digit(node.text))
    return fault(begin, "an exact text without letters or digits matches nothing",
                 "write text(\"...\") for raw characters");
  return leaf(std::move(node), begin);
}

Parsed<std::string> RuleParser::regex_text(bool& case_sensitive) {
  const std::size_t begin = offset();
  const char32_t opening = raw();
  std::string content;
  bool closed = false;
  for (++at_; !at_end() && raw() != '\n'; ++at_) {
    if (raw() == '\\' && raw(1) == '/') {
      ++at_;
    } else if (raw() == '\\' && raw(1) != 0 && raw(1) != '\n') {
      append_utf8(content, raw());
      ++at_;
    } else if (raw() == '/' || raw() == opening) {
      closed = true;
      ++at_;
      break;
    }
    append_utf8(content, raw());
  }
  if (!closed)
    return fault(begin, "the regular expression is never closed",
                 "add a / at its end; a / inside is written \\/");
  const std::string flags = typed(at_, word_end(at_));
  if (!flags.empty() && ascii_folded(flags) != "c")
    return fault(offset(), fmt::format("\"{}\" is no option of a regular expression", flags),
                 "write /.../c where case matters; else nothing");
  case_sensitive = !flags.empty();
  at_ = word_end(at_);
  if (content.empty())
    return fault(begin, "the regular expression is empty", "write something between the slashes");
  if (auto pattern = text::Pattern::compile(content); !pattern)
    return fault(
        begin, pattern.error().message,
        pattern.error().hint.empty() ? "see RE2's syntax; a / inside is written \\/" : pattern.error().hint);
  return content;
}

Parsed<RuleParser::Built> RuleParser::regex() {
  const std::size_t begin = offset();
  Expression node;
  node.kind = Kind::regex;
  GLOSS_TRY(node.text, regex_text(node.case_sensitive));
  return leaf(std::move(node), begin);
}

Parsed<RuleParser::Built> RuleParser::text_function() {
  const std::size_t begin = offset();
  at_ = after_word(at_);
  const std::size_t opened = at_++;
  skip_blanks();
  Expression node;
  if (twin() == '/') {
    node.kind = Kind::text_regex;
    GLOSS_TRY(node.text, regex_text(node.case_sensitive));
  } else if (twin() == '"') {
    node.kind = Kind::text_literal;
    const std::size_t literal_at = offset();
    GLOSS_TRY(node.text, literal('"', "the text"));
    if (trimmed(node.text).empty())
      return fault(literal_at, "text(\"...\") needs a character that is no blank",
                   "write the characters to be found");
  } else {
    return fault(offset(), "text(...) takes characters in double quotes, or a regular expression",
                 "write text(\"e-mail: \") or text(/colou?r/)");
  }
  skip_blanks();
  if (at_end())
    return fault(characters_[opened].byte, "the parenthesis of \"text(\" is never closed", "add a )");
  if (twin() != ')') return fault(offset(), "text(...) takes one text", "write text(\"a\") or text(\"b\")");
  ++at_;
  return leaf(std::move(node), begin);
}

Parsed<RuleParser::Built> RuleParser::list() {
  const std::size_t begin = offset();
  const std::size_t from = ++at_;
  while (is_name_character(twin())) ++at_;
  if (at_ == from)
    return fault(begin, "the name of a list is missing after \"$\"", "write $money for the list \"money\"");
  if (is_word_character(twin()))
    return fault(offset(), fmt::format("\"{}\" cannot follow a list", typed(at_, at_ + 1)),
                 "write it at the words in the list");
  Expression node;
  node.kind = Kind::list;
  node.text = typed(from, at_);
  return leaf(std::move(node), begin);
}

Parsed<RuleParser::Built> RuleParser::code() {
  const std::size_t begin = offset();
  std::string content;
  for (++at_; !at_end() && raw() != '\n' && twin() != '<' && twin() != '>'; ++at_)
    append_utf8(content, twin() == '/' || twin() == '*' ? twin() : raw());
  if (twin() != '>')
    return fault(begin, "the name of a code is never closed",
                 "write <dilemma/policy>; comparisons stand after count(...)");
  ++at_;
  Expression node;
  node.kind = Kind::code;
  node.text = trimmed(content);
  if (node.text.ends_with("/*")) {
    node.descendants_only = true;
    node.text = trimmed(std::string_view(node.text).substr(0, node.text.size() - 2));
  }
  if (node.text.empty())
    return fault(begin, "the name of a code is missing",
                 "write <dilemma/policy>, or <*> for every other code");
  if (node.text.size() > limits::name_bytes)
    return fault(begin, fmt::format("the name of a code is longer than {} bytes", limits::name_bytes),
                 "shorten it");
  if ((node.text != "*" || node.descendants_only) && node.text.find('*') != std::string::npos)
    return fault(begin, "\"*\" can stand only alone or at the end, after \"/\"", "write <*> or <dilemma/*>");
  if (node.text.front() == '/' || node.text.back() == '/' || node.text.find("//") != std::string::npos)
    return fault(begin, "a part of the code's name is empty", "write <dilemma/policy>");
  return leaf(std::move(node), begin);
}

}  // namespace gloss::codebook
