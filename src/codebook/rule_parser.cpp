// SPDX-License-Identifier: GPL-3.0-or-later
// Operators of the rule language, loose to tight: where, within, or, and, not, relations, parentheses.
#include "codebook/rule_parser.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/limits.h"
#include "codebook/spelling.h"

namespace gloss::codebook {
namespace {

using Kind = Expression::Kind;

constexpr std::size_t rule_bytes = limits::MiB;
constexpr int largest_number = 1'000'000;

struct RelationWord {
  std::string_view word;
  Kind kind;
  bool takes_distance, takes_not;
};
constexpr std::array<RelationWord, 8> relations{{{"near", Kind::near, true, true},
                                                 {"before", Kind::before, true, true},
                                                 {"after", Kind::after, true, true},
                                                 {"inside", Kind::inside, false, true},
                                                 {"containing", Kind::containing, false, true},
                                                 {"overlapping", Kind::overlapping, false, true},
                                                 {"with", Kind::with, false, false},
                                                 {"without", Kind::without, false, false}}};

const RelationWord* relation_named(std::string_view word) {
  const auto* found =
      std::find_if(relations.begin(), relations.end(), [&](const RelationWord& r) { return r.word == word; });
  return found == relations.end() ? nullptr : found;
}

}  // namespace

RuleParser::RuleParser(std::string_view text, const RuleSyntax& syntax)
    : text_(text.substr(0, rule_bytes + 1)), syntax_(syntax), characters_(characters_of(text_)) {}

Parsed<void> RuleParser::check_text() const {
  const std::size_t most = syntax_.side_by_side_is_and ? limits::query_bytes : rule_bytes;
  if (text_.size() > most)
    return fault(0, fmt::format("is longer than {} bytes", most),
                 "split it into several, or put words into a list");
  for (std::size_t i = 0; i + 1 < characters_.size(); ++i) {
    const Character& c = characters_[i];
    if (c.raw == not_utf8) return fault(c.byte, "is not UTF-8 here", "save the file as UTF-8");
    if ((c.raw < ' ' && !is_blank(c.raw)) || (c.raw >= 0x7F && c.raw < 0xA0 && c.raw != 0x85))
      return fault(c.byte, fmt::format("holds the control character U+{:04X}", static_cast<unsigned>(c.raw)),
                   "delete it");
  }
  return {};
}

Parsed<Expression> RuleParser::rule() {
  GLOSS_CHECK(check_text());
  skip_blanks();
  if (at_end())
    return fault(0, syntax_.side_by_side_is_and ? "the query is empty" : "the rule is empty",
                 "write a word, or a phrase in quotes");
  GLOSS_TRY(Built whole, expr());
  if (!at_end()) return leftover();
  return std::move(whole.expression);
}

Parsed<RuleParser::Built> RuleParser::wrap(Expression node, std::vector<Built> operands, std::size_t begin) {
  Built built;
  for (Built& operand : operands) {
    built.height = std::max(built.height, operand.height + 1);
    node.operands.push_back(std::move(operand.expression));
  }
  if (built.height > limits::rule_depth)
    return fault(begin, fmt::format("is nested deeper than {} levels", limits::rule_depth),
                 "put parts of it into codes of their own and use <code>");
  node.begin = static_cast<std::uint32_t>(begin);
  std::size_t last = at_;  // blanks before the next operator are not part of it
  while (last > 0 && is_blank(characters_[last - 1].twin)) --last;
  node.end = characters_[last].byte;
  built.expression = std::move(node);
  return built;
}

Parsed<RuleParser::Built> RuleParser::expr() {
  skip_blanks();
  const std::size_t begin = offset();
  GLOSS_TRY(Built left, either());
  const auto wrapped = [&](Expression node) {
    std::vector<Built> operand;
    operand.push_back(std::move(left));
    return wrap(std::move(node), std::move(operand), begin);
  };
  skip_blanks();
  if (take_keyword("within")) {
    Expression node;
    node.kind = Kind::within;
    GLOSS_TRY(node.unit, unit_name());
    GLOSS_TRY(left, wrapped(std::move(node)));
    skip_blanks();
    if (keyword() == "within")
      return fault(offset(), "\"within\" can stand here only once",
                   "use parentheses: (a within sentence) within passage");
  }
  bool has_where = false;
  for (skip_blanks(); take_keyword("where"); skip_blanks()) {
    Expression node;
    node.kind = Kind::where;
    GLOSS_TRY(node.condition, condition());
    GLOSS_TRY(left, wrapped(std::move(node)));
    has_where = true;
  }
  if (has_where && keyword() == "within")
    return fault(offset(), "\"within\" must stand before \"where\"",
                 "a within sentence where role = interviewee");
  return left;
}

Parsed<Unit> RuleParser::unit_name() {
  skip_blanks();
  const std::string name = keyword();
  if (const auto unit = unit_named(name)) {
    at_ = after_word(at_);
    return *unit;
  }
  constexpr std::string_view all = "sentence, passage, answer, turn, section or source";
  if (!is_word_character(twin()))
    return fault(offset(), "a unit is missing after \"within\"", fmt::format("write {}", all));
  if (is_digit(ascii_folded(raw())))
    return fault(offset(), "\"within\" takes a unit, not a distance",
                 "write near/5 for a distance of 5 words");
  const std::vector<std::string> known{"sentence", "passage", "answer",    "turn",
                                       "section",  "source",  "paragraph", "document"};
  const std::string close = nearest(name, known);
  return fault(
      offset(), fmt::format("there is no unit \"{}\"", typed(at_, word_end(at_))),
      close.empty() ? fmt::format("write {}", all) : fmt::format("write {} (units are {})", close, all));
}

Parsed<RuleParser::Built> RuleParser::either() {
  skip_blanks();
  const std::size_t begin = offset();
  std::vector<Built> operands;
  do {
    GLOSS_TRY(Built operand, both());
    operands.push_back(std::move(operand));
    skip_blanks();
  } while (take_keyword("or"));
  if (operands.size() == 1) return std::move(operands.front());
  Expression node;
  node.kind = Kind::either;
  return wrap(std::move(node), std::move(operands), begin);
}

Parsed<RuleParser::Built> RuleParser::both() {
  skip_blanks();
  const std::size_t begin = offset();
  std::vector<Built> operands;
  while (true) {
    const std::size_t start = at_;
    GLOSS_TRY(Built operand, negation());
    const bool is_unit = operand.expression.kind == Kind::unit;
    operands.push_back(std::move(operand));
    skip_blanks();
    if (take_keyword("and")) continue;
    const bool beside = syntax_.side_by_side_is_and && (starts_operand() || keyword() == "not");
    if (!beside) break;
    // "work unit": nobody who types this in a search box means every unit that has "work".
    if (is_unit || keyword() == "unit")
      return fault(characters_[is_unit ? start : at_].byte, "\"unit\" alone means every unit, not the word",
                   "put the word in quotes: \"unit\"");
  }
  if (operands.size() == 1) return std::move(operands.front());
  Expression node;
  node.kind = Kind::both;
  return wrap(std::move(node), std::move(operands), begin);
}

Parsed<RuleParser::Built> RuleParser::negation() {
  skip_blanks();
  std::vector<std::size_t> begins;
  for (std::size_t begin = offset(); take_keyword("not"); begin = offset()) {
    begins.push_back(begin);
    if (begins.size() > static_cast<std::size_t>(limits::rule_depth))
      return fault(begins.front(), fmt::format("is nested deeper than {} levels", limits::rule_depth),
                   "two \"not\" in a row change nothing but the unit; leave them out");
    skip_blanks();
  }
  GLOSS_TRY(Built operand, relation());
  for (; !begins.empty(); begins.pop_back()) {
    Expression node;
    node.kind = Kind::none;
    std::vector<Built> one;
    one.push_back(std::move(operand));
    GLOSS_TRY(operand, wrap(std::move(node), std::move(one), begins.back()));
  }
  return operand;
}

Parsed<RuleParser::Built> RuleParser::relation() {
  skip_blanks();
  const std::size_t begin = offset();
  GLOSS_TRY(Built left, primary());
  for (skip_blanks(); at_relation(); skip_blanks()) {
    Expression node;
    GLOSS_CHECK(relation_operator(node));
    std::vector<Built> operands;
    operands.push_back(std::move(left));
    GLOSS_TRY(Built right, primary());
    operands.push_back(std::move(right));
    GLOSS_TRY(left, wrap(std::move(node), std::move(operands), begin));
  }
  return left;
}

Parsed<void> RuleParser::relation_operator(Expression& node) {
  const std::size_t from = at_;
  node.negative = take_keyword("not");
  skip_blanks();
  const std::size_t word_at = at_;
  const RelationWord* found = relation_named(keyword());
  if (node.negative && !found->takes_not)
    return fault(offset(), fmt::format("\"not {}\" is not possible", found->word),
                 fmt::format("write {}", found->kind == Kind::with ? "without" : "with"));
  take_keyword(found->word);
  node.kind = found->kind;
  if (twin() == '/') {
    if (!found->takes_distance)
      return fault(offset(), fmt::format("\"{}\" takes no distance", found->word),
                   "near/5, before/5 and after/5 do");
    ++at_;
    GLOSS_TRY(const int distance,
              integer(fmt::format("the distance after \"{}/\"", found->word), largest_number));
    if (distance == 0)
      return fault(characters_[at_ - 1].byte, "a distance of 0 is not possible: neighbours are 1 apart",
                   fmt::format("write {}/1", found->word));
    node.distance = distance;
    if (ascii_folded(raw()) == 'c') {
      node.in_characters = true;
      ++at_;
    }
    if (is_word_character(twin()))
      return fault(offset(), fmt::format("\"{}\" is no distance", typed(word_at, at_ + 1) + "..."),
                   fmt::format("write {}/{} for words or {}/{}c for characters", found->word, distance,
                               found->word, distance));
  }
  last_operator_ = typed(from, at_);
  return {};
}

Parsed<RuleParser::Built> RuleParser::primary() {
  skip_blanks();
  if (syntax_.side_by_side_is_and && ++terms_ > limits::query_terms)
    return fault(offset(), fmt::format("has more than {} terms", limits::query_terms), "split the query");
  if (at_any_of()) return any_of();
  if (at_function()) {
    const std::string name = keyword();
    if (name == "count") return count();
    if (name == "affirmed") return polarity(Kind::affirmed);
    if (name == "negated") return polarity(Kind::negated);
    return text_function();
  }
  switch (twin()) {
    case '(':
      return parenthesis();
    case '"':
      return phrase();
    case '\'':
      return exact();
    case '/':
      return regex();
    case '$':
      return list();
    case '<':
      return code();
    default:
      break;
  }
  if (!is_word_character(twin())) return no_operand();
  const std::string name = keyword();
  if (name == "unit") {
    Expression node;
    node.kind = Kind::unit;
    const std::size_t begin = offset();
    at_ += name.size();
    return leaf(std::move(node), begin);
  }
  if (is_keyword(name)) return no_operand();
  return word();
}

Parsed<void> RuleParser::close(std::size_t opened, std::string_view what) {
  skip_blanks();
  if (twin() == ')') {
    ++at_;
    --nesting_;
    return {};
  }
  if (at_end())
    return fault(characters_[opened].byte, fmt::format("the parenthesis of {} is never closed", what),
                 "add a )");
  return leftover();
}

Parsed<RuleParser::Built> RuleParser::parenthesis() {
  const std::size_t opened = at_++;
  if (++nesting_ > limits::rule_depth)
    return fault(characters_[opened].byte, fmt::format("is nested deeper than {} levels", limits::rule_depth),
                 "put parts of it into codes of their own and use <code>");
  last_operator_ = "(";
  skip_blanks();
  if (twin() == ')')
    return fault(characters_[opened].byte, "the parentheses are empty", "write something between them");
  GLOSS_TRY(Built inner, expr());
  GLOSS_CHECK(close(opened, "\"(\""));
  return inner;
}

Parsed<RuleParser::Built> RuleParser::count() {
  const std::size_t begin = offset();
  at_ = after_word(at_);
  GLOSS_TRY(Built inner, parenthesis());
  skip_blanks();
  if (!at_comparison())
    return fault(offset(), "\"count(...)\" needs a comparison",
                 "write count(a) >= 2, with = != < <= > or >=");
  Expression node;
  node.kind = Kind::count;
  GLOSS_TRY(node.comparison, comparison());
  skip_blanks();
  GLOSS_TRY(node.number, integer("the number of \"count(...)\"", largest_number));
  if (is_word_character(twin()))
    return fault(offset(), "only a whole number can stand here", "write count(a) >= 2");
  std::vector<Built> operand;
  operand.push_back(std::move(inner));
  return wrap(std::move(node), std::move(operand), begin);
}

Parsed<RuleParser::Built> RuleParser::any_of() {
  const std::size_t begin = offset();
  at_ = after_word(at_);
  const std::size_t number_at = offset();
  Expression node;
  node.kind = Kind::any_of;
  GLOSS_TRY(node.number, integer("the number after \"any\"", largest_number));
  skip_blanks();
  at_ = after_word(at_);  // of
  if (twin() != '(')
    return fault(offset(), "a list in parentheses is missing after \"of\"", "write any 2 of (a, b, c)");
  const std::size_t opened = at_;
  if (++nesting_ > limits::rule_depth)
    return fault(offset(), fmt::format("is nested deeper than {} levels", limits::rule_depth),
                 "put parts of it into codes of their own and use <code>");
  std::vector<Built> operands;
  do {
    last_operator_ = typed(at_, at_ + 1);
    ++at_;
    GLOSS_TRY(Built operand, either());
    operands.push_back(std::move(operand));
    skip_blanks();
  } while (twin() == ',');
  if (const std::string word = keyword(); word == "within" || word == "where")
    return fault(offset(), fmt::format("\"{}\" needs parentheses of its own here", word),
                 "write any 2 of ((a within sentence), b), or put it behind the list");
  GLOSS_CHECK(close(opened, "\"any ... of (\""));
  if (node.number == 0) return fault(number_at, "any 0 of them would be every unit", "write at least 1");
  if (static_cast<std::size_t>(node.number) > operands.size())
    return fault(number_at, fmt::format("asks for {} of only {}", node.number, operands.size()),
                 fmt::format("write at most {}", operands.size()));
  return wrap(std::move(node), std::move(operands), begin);
}

Parsed<RuleParser::Built> RuleParser::polarity(Kind kind) {
  const std::size_t begin = offset();
  at_ = after_word(at_);
  GLOSS_TRY(Built inner, parenthesis());
  Expression node;
  node.kind = kind;
  std::vector<Built> operand;
  operand.push_back(std::move(inner));
  return wrap(std::move(node), std::move(operand), begin);
}

tl::unexpected<RuleFault> RuleParser::no_operand() const {
  const std::string word = keyword();
  if (!word.empty() && is_keyword(word)) {
    const std::string shown = typed(at_, at_ + word.size());
    const std::string hint = fmt::format("put it in quotes if you mean the word: \"{}\"", shown);
    if (const RelationWord* found = relation_named(word);
        found != nullptr && last_operator_.empty() && characters_[at_ + word.size()].twin == '(')
      return fault(offset(), fmt::format("\"{}\" stands between its two sides", shown),
                   fmt::format("write a {}{} b", word, found->takes_distance ? "/5" : ""));
    if (last_operator_.empty() || last_operator_ == "(")
      return fault(offset(), fmt::format("something is missing before \"{}\"", shown), hint);
    return fault(offset(),
                 fmt::format("something is missing between \"{}\" and \"{}\"", last_operator_, shown), hint);
  }
  const std::string what =
      last_operator_.empty() ? "at the start" : fmt::format("after \"{}\"", last_operator_);
  if (at_end() || twin() == ')' || twin() == ',')
    return fault(offset(), fmt::format("something is missing {}", what),
                 "add a word, a phrase in quotes, a $list or a <code>");
  return leftover();
}

tl::unexpected<RuleFault> RuleParser::leftover() const {
  const char32_t c = twin();
  const std::string shown = operand_shown();
  if (c == '<' && (is_digit(ascii_folded(raw(1))) || is_blank(twin(1)) || twin(1) == '='))
    return fault(offset(), "a comparison can stand only after count(...) or in \"where\"",
                 "write count(a) >= 2, or where age >= 40");
  if (c == '/' && (is_blank(twin(1)) || twin(1) == 0))
    return fault(offset(), "\"/\" stands alone",
                 "write near/5 without a blank, or a regular expression as /colou?r/");
  if (starts_operand()) {
    std::size_t from = at_;  // the word before, to show the phrase that may be meant
    while (from > 0 && is_blank(characters_[from - 1].twin)) --from;
    const std::size_t to = from;
    while (from > 0 && is_word_character(characters_[from - 1].twin)) --from;
    const std::string before = typed(from, to);
    if (ascii_folded(last_operator_) == "within" && unit_named(before))
      return fault(offset(), fmt::format("\"{}\" cannot follow \"within {}\"", shown, before),
                   "put parentheses around the part that \"within\" belongs to");
    if (ascii_folded(before) == "any" || keyword() == "of")
      return fault(offset(), "\"any\" needs a number, \"of\" and a list", "write any 2 of (a, b, c)");
    if (is_word_character(c) && twin(word_end(at_) - at_) == '/')
      if (auto no_such = check_after_word(at_, word_end(at_)); !no_such)
        return Err(std::move(no_such.error()));
    if (is_word_character(c) && !has_letter_or_digit(shown))
      if (auto no_word = check_word(at_, word_end(at_)); !no_word) return Err(std::move(no_word.error()));
    const bool two_words = !before.empty() && is_word_character(c);
    return fault(
        offset(), "two terms stand side by side without an operator",
        two_words
            ? fmt::format("put quotes around a phrase: \"{} {}\", or write and, or, near/5 between them",
                          before, shown)
            : "put quotes around a phrase, or write and, or, near/5 between them");
  }
  if (keyword() == "not")
    return fault(offset(), "\"not\" cannot stand between two terms",
                 "write \"a and not b\" or \"a without b\"");
  switch (c) {
    case ')':
      return fault(offset(), "there is no ( for this )", "delete it, or add the ( before");
    case '[':
    case ']':
    case '{':
    case '}':
      return fault(offset(), fmt::format("\"{}\" is possible only inside a phrase in quotes", shown),
                   "write \"turn [0-4] off\" or \"lack of {funding|money}\"");
    case '|':
      return fault(offset(), "\"|\" is possible only inside { } in quotes", "write or");
    case '!':
      return fault(offset(), "\"!\" is no operator", "write not");
    case ',':
      return fault(offset(), "a comma separates only the parts of \"any 2 of (a, b)\"", "write or");
    case ':':
      return fault(offset(), "\":\" is no operator",
                   "write \"where role = interviewee\" for attributes, or put the text in quotes");
    case '=':
    case '>':
      return fault(offset(), "a comparison can stand only after count(...) or in \"where\"",
                   "write count(a) >= 2, or where age >= 40");
    default:
      break;
  }
  if (const std::string word = keyword(); !word.empty() && is_keyword(word))
    return fault(offset(), fmt::format("\"{}\" cannot stand here", typed(at_, at_ + word.size())),
                 "use parentheses to show what belongs together");
  return fault(offset(), fmt::format("\"{}\" means nothing here", shown), "put text that holds it in quotes");
}

bool RuleParser::at_relation() const {
  const std::string word = keyword();
  if (relation_named(word) != nullptr) return true;
  return word == "not" && relation_named(keyword_at(after_word(at_))) != nullptr;
}

bool RuleParser::at_function() const {
  const std::string word = keyword();
  if (word != "count" && word != "affirmed" && word != "negated" && word != "text") return false;
  return characters_[after_word(at_)].twin == '(';
}

bool RuleParser::at_any_of() const {
  if (keyword() != "any") return false;
  const std::size_t number = after_word(at_);
  const std::string digits = keyword_at(number);
  if (digits.empty() ||
      !std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; }))
    return false;
  return keyword_at(after_word(number)) == "of";
}

bool RuleParser::starts_operand() const {
  const char32_t c = twin();
  if (c == '(' || c == '"' || c == '\'' || c == '/' || c == '$' || c == '<') return true;
  if (!is_word_character(c)) return false;
  const std::string word = keyword();
  return word == "unit" || !is_keyword(word);
}

}  // namespace gloss::codebook
