// SPDX-License-Identifier: GPL-3.0-or-later
// Which atom a piece of a condition is: the first form that fits, in the order in which KH Coder asks.
#include "exchange/khcoder_atoms.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "exchange/dictionary_parts.h"
#include "exchange/khcoder_rule.h"
#include "text/tokenizer.h"

namespace gloss::exchange {
namespace {

using Atom = KhcoderAtom;
using Token = KhcoderToken;

constexpr int default_distance = 10;
constexpr int largest_distance = 1'000'000;
constexpr std::string_view full_width_star = "＊";

struct OperatorWord {
  std::string_view written, means;
};
constexpr std::array<OperatorWord, 18> operators{{{"or", "or"},
                                                  {"|", "or"},
                                                  {"||", "or"},
                                                  {"and", "and"},
                                                  {"&", "and"},
                                                  {"&&", "and"},
                                                  {"not", "not"},
                                                  {"!", "not"},
                                                  {"<", "<"},
                                                  {"<=", "<="},
                                                  {">", ">"},
                                                  {">=", ">="},
                                                  {"=", "="},
                                                  {"==", "="},
                                                  {"+", "+"},
                                                  {"-", "-"},
                                                  {"*", "*"},
                                                  {"/", "/"}}};

std::string small_letters(std::string_view text) {
  std::string small(text);
  for (char& c : small) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return small;
}

void add_plain(std::vector<Token>& to, std::string_view piece) {
  const std::string small = small_letters(piece);
  for (const OperatorWord& one : operators) {
    if (small != one.written) continue;
    to.push_back({Token::Kind::operation, std::string(one.means), false});
    return;
  }
  if (small == "!=" || small == "<>") {
    to.push_back({Token::Kind::operation, "!=", false});
  } else if (small == "&!" || small == "|!") {
    to.push_back({Token::Kind::operation, small == "&!" ? "and" : "or", false});
    to.push_back({Token::Kind::operation, "not", false});
  } else if (!piece.empty()) {
    to.push_back({Token::Kind::atom, std::string(piece), false});
  }
}

/// Parentheses at the ends are operators where they have no partner inside: "(a", but near(a-b).
void add_piece(std::vector<Token>& to, std::string_view piece) {
  while (piece.starts_with('(')) {
    to.push_back({Token::Kind::open, "(", false});
    piece.remove_prefix(1);
  }
  std::size_t closing = 0;
  auto surplus = std::count(piece.begin(), piece.end(), ')') - std::count(piece.begin(), piece.end(), '(');
  for (; surplus > 0 && piece.ends_with(')'); --surplus, ++closing) piece.remove_suffix(1);
  add_plain(to, piece);
  for (; closing > 0; --closing) to.push_back({Token::Kind::close, ")", false});
}

std::string quoted(std::string_view text, char mark) {
  std::string out(1, mark);
  for (const char c : text) {
    if (c == mark || c == '\\') out += '\\';
    out += c;
  }
  return out + mark;
}

Atom refused_atom(std::string problem) {
  Atom atom;
  atom.problem = std::move(problem);
  return atom;
}

std::vector<std::string_view> split_at(std::string_view text, char mark) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(mark, at), text.size());
    parts.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

/// A word or several as a pattern of ours; the problem where they cannot be one.
Pattern base_forms(const std::vector<std::string_view>& words) {
  Pattern whole;
  for (const std::string_view word : words) {
    if (word.find('*') != std::string_view::npos || word.find('?') != std::string_view::npos)
      return {{}, "* and ? are no wildcards in KH Coder, but would be some here", false};
    const Pattern one = pattern_of(word, Wildcards::none);
    if (!one.usable) return {{}, fmt::format("\"{}\" {}", shown(word), one.problem), false};
    for (const std::string_view part : split_blanks(one.text)) {
      if (!whole.text.empty()) whole.text += ' ';
      whole.text += khcoder_word(part);
    }
  }
  return whole;
}

Atom pattern_atom(const std::vector<std::string_view>& words) {
  const Pattern pattern = base_forms(words);
  if (!pattern.usable) return refused_atom(pattern.problem);
  Atom atom;
  atom.text = pattern.text;
  atom.is_pattern = true;
  return atom;
}

struct Reach {
  int distance = default_distance;
  std::string within;  ///< " within sentence"
};

/// "[b15]": b = sentence, d = paragraph, digits = the distance.
std::optional<Reach> read_reach(std::string_view options) {
  Reach reach;
  if (options.empty()) return reach;
  if (!options.starts_with('[') || !options.ends_with(']')) return {};
  options = options.substr(1, options.size() - 2);
  while (!options.empty() && (options.front() == 'b' || options.front() == 'd')) {
    if (!reach.within.empty()) return {};
    reach.within = options.front() == 'b' ? " within sentence" : " within passage";
    options.remove_prefix(1);
  }
  if (options.empty()) return reach;
  const auto [end, error] = std::from_chars(options.data(), options.data() + options.size(), reach.distance);
  if (error != std::errc() || end != options.data() + options.size() || reach.distance < 1 ||
      reach.distance > largest_distance)
    return {};
  return reach;
}

/// near(a-b-c)[b8], seq(a-b); older files have + between the words.
Atom proximity(std::string_view text) {
  const bool ordered = text.starts_with("seq");
  const std::size_t open = text.find('('), close = text.rfind(')');
  const auto reach = read_reach(text.substr(close + 1));
  if (!reach)
    return refused_atom(fmt::format("{} has options that are not [n], [b], [d], [bn] or [dn]", shown(text)));
  const std::string_view inside = text.substr(open + 1, close - open - 1);
  const auto words = split_at(inside, inside.find('-') != std::string_view::npos ? '-' : '+');
  if (words.size() < 2) return refused_atom(fmt::format("{} needs two words", shown(text)));
  Atom atom;
  bool whole_characters = false;
  for (const std::string_view word : words) {
    const Pattern one = base_forms({word});
    if (!one.usable) return refused_atom(one.problem);
    const std::string leaf = '"' + one.text + '"';
    whole_characters = whole_characters || !one.text.ends_with('~');
    atom.text = atom.text.empty() ? leaf
                                  : fmt::format("({} {}/{} {})", atom.text, ordered ? "before" : "near",
                                                reach->distance, leaf);
  }
  if (!reach->within.empty()) atom.text = '(' + atom.text + reach->within + ')';
  if (whole_characters)
    atom.note =
        fmt::format("{}: the distance counts characters in this script; KH Coder counts words", shown(text));
  else if (!ordered && words.size() > 2)
    atom.note = fmt::format(
        "{}: the distance is measured from the words found so far as a whole; KH Coder "
        "measures from the last one",
        shown(text));
  return atom;
}

/// <>variable-->value, <>heading2-->title, <>variable<>.
Atom variable(std::string_view text) {
  text.remove_prefix(2);
  Atom atom;
  if (text.size() > 2 && text.ends_with("<>")) {
    atom.kind = Atom::Kind::attribute;
    atom.text = quoted(text.substr(0, text.size() - 2), '"');
    return atom;
  }
  const std::size_t arrow = text.find("-->");
  if (arrow == std::string_view::npos || arrow == 0)
    return refused_atom(fmt::format("<>{} is neither <>variable-->value nor <>variable<>", shown(text)));
  std::string_view name = text.substr(0, arrow);
  const std::string_view value = text.substr(arrow + 3);
  if (value.find_first_of("*?") != std::string_view::npos)
    return refused_atom(fmt::format("* and ? in the value \"{}\" would be wildcards here", shown(value)));
  std::string attribute = quoted(name, '"');
  for (const std::string_view heading : {"heading", "見出し"})
    if (name.starts_with(heading) && name.size() == heading.size() + 1 && name.back() >= '1' &&
        name.back() <= '5')
      attribute = fmt::format("section.{}", name.back());
  atom.kind = Atom::Kind::unit;
  atom.text = fmt::format("(unit where {} = {})", attribute, quoted(value, '"'));
  return atom;
}

}  // namespace

std::string khcoder_word(std::string_view word) {
  for (std::size_t at = 0; at < word.size();) {
    const auto lead = static_cast<unsigned char>(word[at]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t value = length == 1 ? lead : lead & (0x7Fu >> length);
    for (std::size_t i = 1; i < length && at + i < word.size(); ++i)
      value = (value << 6) | (static_cast<unsigned char>(word[at + i]) & 0x3Fu);
    if (text::is_character_script(value)) return std::string(word);
    at += length;
  }
  return std::string(word) + '~';
}

std::vector<KhcoderToken> khcoder_tokens(std::string_view condition) {
  std::vector<Token> tokens;
  while (!(condition = trim_blanks(condition)).empty()) {
    const char mark = condition.front();
    const std::size_t closing =
        mark == '"' || mark == '\'' ? condition.find(mark, 1) : std::string_view::npos;
    if (closing != std::string_view::npos && closing > 1) {
      const std::size_t keep = mark == '\'' ? 0 : 1;  // '...' keeps its marks: they tell what it is
      tokens.push_back(
          {Token::Kind::atom, std::string(condition.substr(keep, closing + 1 - 2 * keep)), true});
      condition.remove_prefix(closing + 1);
      continue;
    }
    // A quotation mark inside "('..." begins a text as well, and may hold blanks.
    std::string_view piece = first_word(condition);
    const std::size_t inner = piece.find_first_not_of('(');
    if (inner != std::string_view::npos && inner > 0 && (piece[inner] == '\'' || piece[inner] == '"'))
      piece = piece.substr(0, inner);
    add_piece(tokens, piece);
    condition.remove_prefix(piece.size());
  }
  return tokens;
}

KhcoderAtom read_khcoder_atom(const KhcoderToken& token,
                              const std::function<std::string(std::string_view)>& code) {
  std::string_view text = token.text;
  Atom atom;
  if (token.quoted && !(text.size() > 1 && text.front() == '\'')) return pattern_atom({text});
  if (text.starts_with("<>")) return variable(text);
  if (text == "lw" || text == "lc" || text == "No.") {
    atom.kind = Atom::Kind::attribute;
    atom.text = text == "lw" ? "unit.words" : text == "lc" ? "unit.chars" : "unit.number";
    return atom;
  }
  if (text.find_first_not_of("0123456789") == std::string_view::npos) {
    atom.kind = Atom::Kind::number;
    atom.text = text;
    return atom;
  }
  if (text.size() > 2 && text.front() == '\'' && text.back() == '\'') {
    atom.text = "text(" + quoted(text.substr(1, text.size() - 2), '"') + ')';
    return atom;
  }
  if (text.starts_with("<*") || text.starts_with("<＊")) {
    const std::size_t star = text[1] == '*' ? 1 : full_width_star.size();
    if (!text.ends_with('>')) return refused_atom(fmt::format("{} lacks its closing >", shown(text)));
    const std::string_view name = text.substr(1 + star, text.size() - 2 - star);
    atom.kind = Atom::Kind::unit;
    atom.text = code(name);
    if (atom.text.empty())
      return refused_atom(
          fmt::format("the code \"{}\" is not defined above, or could not be imported", shown(name)));
    return atom;
  }
  if (text.find("-->") != std::string_view::npos || text.find("->") != std::string_view::npos)
    return refused_atom(fmt::format("parts of speech and inflections ({}) are not known here", shown(text)));
  if (const std::size_t surface = text.find("=>"); surface != std::string_view::npos && surface > 0) {
    const Pattern pattern = pattern_of(text.substr(surface + 2), Wildcards::none);
    if (!pattern.usable) return refused_atom(pattern.problem);
    atom.text = pattern.text;
    atom.is_pattern = true;
    return atom;
  }
  const bool in_parentheses =
      text.find('(') != std::string_view::npos && text.find(')') != std::string_view::npos;
  if (in_parentheses && text.rfind(')') > text.find('(') &&
      (text.starts_with("near(") || text.starts_with("seq(")))
    return proximity(text);
  if (text.find('+') != std::string_view::npos && text.size() > 1) return pattern_atom(split_at(text, '+'));
  return pattern_atom({text});
}

}  // namespace gloss::exchange
