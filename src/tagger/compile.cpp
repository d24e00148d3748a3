// SPDX-License-Identifier: GPL-3.0-or-later
// The compiler: one walk over each rule's tree.
#include "tagger/compile.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "base/yaml.h"

namespace gloss::tagger {
namespace {

using codebook::CodeSpan;
using codebook::Expression;
using codebook::PhraseItem;
using codebook::Unit;
using Kind = codebook::Expression::Kind;

/// Where what is being compiled stands in the user's file.
struct Origin {
  const std::string* text = nullptr;  ///< the whole file or query
  int line = 0, column = 0;           ///< 0: only the file is known
};

class Compiler {
 public:
  Compiler(const codebook::Codebook* codebook, const std::string& file) : codebook_(codebook), file_(file) {
    plan_.conditions.emplace_back();
  }

  Result<void> add_codes();
  Result<void> add_query(const Expression& query, const std::string& text);
  Result<Plan> finish(const index::Vocabulary& vocabulary, const CompileOptions& options);

 private:
  tl::unexpected<Error> fail(Error error) const { return fail(std::move(error), origin_); }
  tl::unexpected<Error> fail(Error error, const Origin& origin) const;
  tl::unexpected<Error> fail(std::string message, std::string hint = {}) const {
    return fail(Error{Fault::bad_configuration, {}, std::move(message), std::move(hint), {}});
  }

  Result<std::uint32_t> compile(const Expression& expression, Unit unit);
  Result<std::uint32_t> compile_phrase(const Expression& expression, Unit unit);
  Result<std::uint32_t> compile_list(const std::vector<Expression>& entries, Unit unit);
  Result<std::uint32_t> compile_code(const Expression& expression);
  Result<std::uint32_t> compile_negation(const Expression& expression, Unit unit);
  Result<std::uint32_t> compile_either(const Expression& expression, Unit unit);
  Result<std::vector<std::uint32_t>> compile_operands(const Expression& expression, Unit unit);
  Result<std::vector<std::uint32_t>> elements_of(std::string_view typed);
  Result<std::uint32_t> condition(const codebook::Condition& condition);
  Result<void> order_codes();
  Result<std::vector<std::uint32_t>> codes_named(const Expression& expression, int code) const;
  Result<void> references(const Expression& expression, int code, std::set<std::uint32_t>& out) const;
  Result<PlannedRule> plan_rule(int code, int number, const Expression& expression,
                                const codebook::Condition& where, Unit unit);

  std::uint32_t element(std::vector<std::uint32_t> sets);
  std::uint32_t set_of(const WordForm& form);
  std::uint32_t single(std::uint32_t element, Unit unit);
  std::uint32_t leaf(Leaf leaf, Unit unit);
  std::uint32_t add(Node node);
  void find_query_words(std::uint32_t node, std::set<std::uint32_t>& elements) const;

  const codebook::Codebook* codebook_;
  const std::string& file_;
  Origin origin_;
  int code_ = -1;  // being compiled
  Plan plan_;
  WordCutter cutter_;
  WordSets sets_;
  std::vector<Origin> set_origins_;                                      // where a set was first wanted
  std::map<std::vector<std::uint32_t>, std::uint32_t> element_numbers_;  // by sets
  std::vector<std::vector<std::uint32_t>> element_sets_;                 // by number
  std::map<std::vector<std::uint32_t>, std::uint32_t> leaf_numbers_;     // by description
  std::map<std::vector<std::uint32_t>, std::uint32_t> node_numbers_;     // by description
  std::map<std::string, std::uint32_t> condition_numbers_;
  std::vector<std::uint32_t> code_order_;
  std::vector<std::set<std::uint32_t>> references_;  // by code
  bool counts_characters_ = false;
};

tl::unexpected<Error> Compiler::fail(Error error, const Origin& origin) const {
  error.place = file_;
  if (origin.line > 0) {
    error.place += ":" + std::to_string(origin.line) + ":" + std::to_string(origin.column);
    if (origin.text && !origin.text->empty())
      error.excerpt = caret_excerpt(*origin.text, origin.line, origin.column);
  }
  return Err(std::move(error));
}

std::uint32_t Compiler::set_of(const WordForm& form) {
  const std::uint32_t set = sets_.want(form);
  if (set == set_origins_.size()) set_origins_.push_back(origin_);
  return set;
}

std::uint32_t Compiler::element(std::vector<std::uint32_t> sets) {
  std::sort(sets.begin(), sets.end());
  sets.erase(std::unique(sets.begin(), sets.end()), sets.end());
  const auto [at, fresh] =
      element_numbers_.try_emplace(sets, static_cast<std::uint32_t>(element_sets_.size()));
  if (fresh) element_sets_.push_back(std::move(sets));
  return at->second;
}

Result<std::vector<std::uint32_t>> Compiler::elements_of(std::string_view typed) {
  auto forms = cutter_.cut(typed);
  if (!forms) return fail(std::move(forms).error());
  std::vector<std::uint32_t> elements;
  for (const WordForm& form : *forms) elements.push_back(element({set_of(form)}));
  return elements;
}

std::uint32_t Compiler::add(Node node) {
  std::vector<std::uint32_t> key = {static_cast<std::uint32_t>(node.op),
                                    static_cast<std::uint32_t>(node.unit),
                                    node.negative,
                                    node.in_characters,
                                    static_cast<std::uint32_t>(node.distance),
                                    static_cast<std::uint32_t>(node.number),
                                    static_cast<std::uint32_t>(node.comparison),
                                    node.index,
                                    static_cast<std::uint32_t>(node.children.size())};
  key.insert(key.end(), node.children.begin(), node.children.end());
  key.insert(key.end(), node.codes.begin(), node.codes.end());
  const auto number = static_cast<std::uint32_t>(plan_.nodes.size());
  const auto [at, fresh] = node_numbers_.try_emplace(std::move(key), number);
  if (!fresh) return at->second;

  const auto child = [&](std::size_t i) -> const Node& { return plan_.nodes[node.children[i]]; };
  const auto count_bare = [&] {
    return std::count_if(node.children.begin(), node.children.end(),
                         [&](std::uint32_t c) { return plan_.nodes[c].can_be_bare; });
  };
  const auto all = static_cast<std::ptrdiff_t>(node.children.size());
  const auto any_bulky = [&] {
    return std::any_of(node.children.begin(), node.children.end(),
                       [&](std::uint32_t c) { return plan_.nodes[c].bulky; });
  };
  switch (node.op) {
    case Op::leaf:
      break;
    case Op::spoken:
      break;
    case Op::list:
      break;
    case Op::code:
      node.bulky = true;
      for (const std::uint32_t code : node.codes)
        for (const PlannedRule& rule : plan_.rules)
          if (rule.code == static_cast<int>(code) && plan_.nodes[rule.node].can_be_bare)
            node.can_be_bare = true;
      break;
    case Op::unit:
      node.can_be_bare = node.bulky = true;
      break;
    case Op::either:
    case Op::lifted:
      node.unit_valued = node.op == Op::lifted;
      node.can_be_bare = count_bare() > 0;
      node.bulky = node.unit_valued || any_bulky();
      break;
    case Op::both:
      node.unit_valued = node.bulky = true;
      node.can_be_bare = count_bare() == all;
      break;
    case Op::none:
      node.unit_valued = node.bulky = node.can_be_bare = true;
      break;
    case Op::near:
    case Op::before:
    case Op::after:
      node.can_be_bare = node.negative ? child(0).can_be_bare : count_bare() == all;
      node.bulky = node.negative ? child(0).bulky : any_bulky();
      break;
    case Op::inside:
    case Op::containing:
    case Op::overlapping:
    case Op::with:
      node.can_be_bare = node.negative ? child(0).can_be_bare : count_bare() == all;
      node.bulky = child(0).bulky;
      break;
    case Op::count:
      node.unit_valued = node.bulky = true;
      node.can_be_bare = child(0).can_be_bare || compare(0, node.comparison, node.number);
      break;
    case Op::any_of:
      node.unit_valued = node.bulky = true;
      node.can_be_bare = count_bare() >= node.number;
      break;
    case Op::negation:
    case Op::where:
      node.unit_valued = node.op == Op::where && child(0).unit_valued;
      node.can_be_bare = child(0).can_be_bare;
      node.bulky = child(0).bulky;
      break;
  }
  plan_.nodes.push_back(std::move(node));
  return number;
}

std::uint32_t Compiler::leaf(Leaf made, Unit unit) {
  std::vector<std::uint32_t> key = {made.single, made.element};
  for (const PhrasePart& part : made.parts) {
    key.insert(key.end(),
               {part.gap, part.least, part.most, static_cast<std::uint32_t>(part.alternatives.size())});
    for (const auto& sequence : part.alternatives) {
      key.push_back(static_cast<std::uint32_t>(sequence.size()));
      key.insert(key.end(), sequence.begin(), sequence.end());
    }
  }
  Node node;
  node.index = leaf_numbers_.try_emplace(std::move(key), static_cast<std::uint32_t>(plan_.leaves.size()))
                   .first->second;
  if (node.index == plan_.leaves.size()) plan_.leaves.push_back(std::move(made));
  const std::uint32_t number = add(node);
  if (unit != Unit::answer) return number;
  Node spoken;
  spoken.op = Op::spoken;
  spoken.children = {number};
  return add(spoken);
}

std::uint32_t Compiler::single(std::uint32_t element, Unit unit) {
  Leaf made;
  made.single = true;
  made.element = element;
  return leaf(std::move(made), unit);
}

Result<std::uint32_t> Compiler::compile_phrase(const Expression& expression, Unit unit) {
  std::vector<PhrasePart> parts;
  for (const PhraseItem& item : expression.items) {
    PhrasePart part;
    switch (item.kind) {
      case PhraseItem::Kind::gap:
        part.gap = true;
        part.least = static_cast<std::uint32_t>(std::max(item.least, 0));
        part.most = static_cast<std::uint32_t>(std::max(item.most, item.least));
        break;
      case PhraseItem::Kind::word: {
        GLOSS_TRY(auto sequence, elements_of(item.word));
        part.alternatives.push_back(std::move(sequence));
        break;
      }
      case PhraseItem::Kind::alternatives: {
        std::vector<std::uint32_t> one_position;
        for (const auto& words : item.alternatives) {
          std::vector<std::uint32_t> sequence;
          for (const std::string& word : words) {
            auto forms = cutter_.cut(word);
            if (!forms) return fail(std::move(forms).error());
            for (const WordForm& form : *forms) sequence.push_back(set_of(form));
          }
          if (sequence.size() == 1) {
            one_position.push_back(sequence.front());
            continue;
          }
          for (std::uint32_t& set : sequence) set = element({set});
          if (!sequence.empty()) part.alternatives.push_back(std::move(sequence));
        }
        if (!one_position.empty())
          part.alternatives.insert(part.alternatives.begin(), {element(std::move(one_position))});
        if (part.alternatives.empty()) return fail("the alternatives of a phrase are empty");
        break;
      }
    }
    parts.push_back(std::move(part));
  }
  if (std::all_of(parts.begin(), parts.end(), [](const PhrasePart& part) { return part.gap; }))
    return fail("a phrase needs at least one word");
  if (parts.size() == 1 && parts[0].alternatives.size() == 1 && parts[0].alternatives[0].size() == 1)
    return single(parts[0].alternatives[0][0], unit);
  Leaf made;
  made.parts = std::move(parts);
  return leaf(std::move(made), unit);
}

/// One node for all entries; single words share a leaf, so a list of words costs no more than one word.
Result<std::uint32_t> Compiler::compile_list(const std::vector<Expression>& entries, Unit unit) {
  Expression either;
  either.kind = Kind::either;
  either.operands = entries;
  GLOSS_TRY(const std::uint32_t all, compile_either(either, unit));
  if (plan_.nodes[all].op == Op::leaf && plan_.leaves[plan_.nodes[all].index].single) return all;
  Node node;
  node.op = Op::list;
  node.children =
      plan_.nodes[all].op == Op::either ? plan_.nodes[all].children : std::vector<std::uint32_t>{all};
  return add(node);
}

Result<std::uint32_t> Compiler::compile_either(const Expression& expression, Unit unit) {
  GLOSS_TRY(const auto operands, compile_operands(expression, unit));
  Node node;
  node.op = Op::either;
  const bool lifted = std::any_of(operands.begin(), operands.end(),
                                  [&](std::uint32_t o) { return plan_.nodes[o].unit_valued; });
  if (lifted) {
    node.op = Op::lifted;
    node.unit = unit;
    node.children = operands;
    std::sort(node.children.begin(), node.children.end());
    return add(node);
  }
  // Nested `or` is one; words of one position are one leaf.
  std::vector<std::uint32_t> sets;
  for (const std::uint32_t operand : operands) {
    const Node& inner = plan_.nodes[operand];
    std::vector<std::uint32_t> parts =
        inner.op == Op::either ? inner.children : std::vector<std::uint32_t>{operand};
    for (const std::uint32_t part : parts) {
      const Node& piece = plan_.nodes[part];
      if (piece.op != Op::leaf || !plan_.leaves[piece.index].single) {
        node.children.push_back(part);
        continue;
      }
      const auto& more = element_sets_[plan_.leaves[piece.index].element];
      sets.insert(sets.end(), more.begin(), more.end());
    }
  }
  if (!sets.empty()) node.children.push_back(single(element(std::move(sets)), Unit::passage));
  std::sort(node.children.begin(), node.children.end());
  node.children.erase(std::unique(node.children.begin(), node.children.end()), node.children.end());
  return node.children.size() == 1 ? node.children.front() : add(node);
}

Result<std::vector<std::uint32_t>> Compiler::compile_operands(const Expression& expression, Unit unit) {
  std::vector<std::uint32_t> operands;
  for (const Expression& operand : expression.operands) {
    GLOSS_TRY(const std::uint32_t node, compile(operand, unit));
    operands.push_back(node);
  }
  return operands;
}

Result<std::vector<std::uint32_t>> Compiler::codes_named(const Expression& expression, int code) const {
  if (!codebook_) return fail("a query has no codes", "search for words, or give a codebook");
  std::vector<std::uint32_t> codes;
  const int named = expression.text == "*" ? -1 : codebook_->find(expression.text);
  if (expression.text != "*" && named < 0) return fail("there is no code '" + expression.text + "'");
  for (int i = 0; i < static_cast<int>(codebook_->codes.size()); ++i) {
    const bool wanted = named < 0
                            ? i != code
                            : codebook_->is_within(i, named) && !(expression.descendants_only && i == named);
    if (wanted) codes.push_back(static_cast<std::uint32_t>(i));
  }
  return codes;
}

Result<std::uint32_t> Compiler::compile_code(const Expression& expression) {
  Node node;
  node.op = Op::code;
  GLOSS_TRY(node.codes, codes_named(expression, code_));
  return add(node);
}

Result<std::uint32_t> Compiler::compile_negation(const Expression& expression, Unit unit) {
  const codebook::Negation& negation = codebook_ ? codebook_->negation : codebook::default_negation();
  Node node;
  node.op = Op::negation;
  node.negative = expression.kind == Kind::negated;
  GLOSS_TRY(node.children, compile_operands(expression, unit));
  for (const auto* entries : {&negation.cues, &negation.pseudo, &negation.stops}) {
    std::uint32_t list = no_index;
    if (!entries->empty()) {
      GLOSS_TRY(list, compile_list(*entries, Unit::passage));
    }
    node.children.push_back(list);
  }
  const std::vector<std::uint32_t> children = node.children;
  // `add` looks at the children; those that are not there have no node.
  node.children.resize(1);
  const std::uint32_t what = children[0];
  std::vector<std::uint32_t> key = {static_cast<std::uint32_t>(Op::negation), node.negative};
  key.insert(key.end(), children.begin(), children.end());
  const auto number = static_cast<std::uint32_t>(plan_.nodes.size());
  const auto [at, fresh] = node_numbers_.try_emplace(std::move(key), number);
  if (!fresh) return at->second;
  node.can_be_bare = plan_.nodes[what].can_be_bare;
  node.bulky = plan_.nodes[what].bulky;
  node.children = children;
  plan_.nodes.push_back(std::move(node));
  return number;
}

Result<std::uint32_t> Compiler::condition(const codebook::Condition& condition) {
  if (condition.empty()) return 0;
  std::string key;
  for (const codebook::Test& test : condition) {
    key += test.attribute + '\0' + static_cast<char>('a' + static_cast<int>(test.comparison));
    for (const std::string& value : test.values) key += value + '\0';
    key += '\1';
  }
  const auto [at, fresh] =
      condition_numbers_.try_emplace(std::move(key), static_cast<std::uint32_t>(plan_.conditions.size()));
  if (fresh) {
    auto prepared = prepare(condition);
    if (!prepared) return fail(std::move(prepared).error());
    plan_.conditions.push_back(std::move(*prepared));
  }
  return at->second;
}

Result<std::uint32_t> Compiler::compile(const Expression& expression, Unit unit) {
  Node node;
  node.unit = unit;
  const auto not_available = [&](const std::string& what) {
    return fail(what + " is not available in this version",
                "use words, wildcards and phrases; they match any case");
  };
  switch (expression.kind) {
    case Kind::word: {
      GLOSS_TRY(auto sequence, elements_of(expression.text));
      if (sequence.size() == 1) return single(sequence[0], unit);
      Leaf made;
      made.parts.push_back({false, 0, 0, {std::move(sequence)}});
      return leaf(std::move(made), unit);
    }
    case Kind::phrase:
      return compile_phrase(expression, unit);
    case Kind::exact:
      return not_available("'" + expression.text + "' (exact case)");
    case Kind::text_literal:
      return not_available("text(\"" + expression.text + "\")");
    case Kind::text_regex:
      return not_available("text(/" + expression.text + "/)");
    case Kind::regex:
      if (expression.case_sensitive) return not_available("/" + expression.text + "/c (exact case)");
      return single(element({set_of({WordForm::Kind::regex, expression.text})}), unit);
    case Kind::list: {
      const codebook::List* list = codebook_ ? codebook_->find_list(expression.text) : nullptr;
      if (!codebook_) return fail("a query has no lists", "write the words with 'or'");
      if (!list) return fail("there is no list '" + expression.text + "'");
      const Origin here = std::exchange(origin_, {&codebook_->text, list->line, list->column});
      GLOSS_TRY(const std::uint32_t made, compile_list(list->entries, unit));
      origin_ = here;
      return made;
    }
    case Kind::code:
      return compile_code(expression);
    case Kind::unit:
      node.op = Op::unit;
      return add(node);
    case Kind::either:
      return compile_either(expression, unit);
    case Kind::affirmed:
    case Kind::negated:
      return compile_negation(expression, unit);
    case Kind::within:
      return compile(expression.operands.at(0), expression.unit);
    case Kind::where: {
      GLOSS_TRY(node.children, compile_operands(expression, unit));
      GLOSS_TRY(node.index, condition(expression.condition));
      node.op = Op::where;
      node.unit = Unit::passage;
      return add(node);
    }
    default:
      break;
  }
  GLOSS_TRY(node.children, compile_operands(expression, unit));
  node.negative = expression.negative;
  switch (expression.kind) {
    case Kind::both:
      node.op = Op::both;
      std::sort(node.children.begin(), node.children.end());
      break;
    case Kind::none:
      node.op = Op::none;
      break;
    case Kind::near:
    case Kind::before:
    case Kind::after:
      node.op = expression.kind == Kind::near     ? Op::near
                : expression.kind == Kind::before ? Op::before
                                                  : Op::after;
      node.distance = expression.distance.value_or(-1);
      node.in_characters = expression.in_characters && expression.distance;
      counts_characters_ |= node.in_characters;
      if (node.op == Op::after && !node.negative) {
        node.op = Op::before;
        std::swap(node.children.at(0), node.children.at(1));
      }
      if (node.op == Op::near && !node.negative) std::sort(node.children.begin(), node.children.end());
      break;
    case Kind::inside:
      node.op = Op::inside;
      break;
    case Kind::containing:
      node.op = Op::containing;
      break;
    case Kind::overlapping:
      node.op = Op::overlapping;
      break;
    case Kind::with:
      node.op = Op::with;
      break;
    case Kind::without:
      node.op = Op::with;
      node.negative = true;
      break;
    case Kind::count:
      node.op = Op::count;
      node.number = expression.number;
      node.comparison = expression.comparison;
      break;
    case Kind::any_of:
      node.op = Op::any_of;
      node.number = expression.number;
      break;
    default:
      return fail("a rule of an unknown kind");
  }
  return add(node);
}

Result<void> Compiler::references(const Expression& expression, int code,
                                  std::set<std::uint32_t>& out) const {
  if (expression.kind == Kind::code) {
    GLOSS_TRY(const auto codes, codes_named(expression, code));
    out.insert(codes.begin(), codes.end());
  }
  for (const Expression& operand : expression.operands) GLOSS_CHECK(references(operand, code, out));
  return {};
}

/// Codes after the codes they refer to. An explicit stack: a chain of codes may be as long as the codebook.
Result<void> Compiler::order_codes() {
  const auto& codes = codebook_->codes;
  references_.assign(codes.size(), {});
  std::set<std::uint32_t> named;
  for (std::size_t i = 0; i < codes.size(); ++i) {
    for (const codebook::Rule& rule : codes[i].rules) {
      origin_ = {&codebook_->text, rule.line, rule.column};
      GLOSS_CHECK(references(rule.expression, static_cast<int>(i), references_[i]));
    }
    named.insert(references_[i].begin(), references_[i].end());
  }
  enum class Mark : std::uint8_t { fresh, open, done };
  std::vector<Mark> marks(codes.size(), Mark::fresh);
  for (std::uint32_t root = 0; root < codes.size(); ++root) {
    std::vector<std::uint32_t> stack = {root};
    while (!stack.empty()) {
      const std::uint32_t code = stack.back();
      if (marks[code] != Mark::fresh) {
        if (marks[code] == Mark::open) {
          marks[code] = Mark::done;
          code_order_.push_back(code);
          if (named.contains(code)) plan_.referenced.push_back(code);
        }
        stack.pop_back();
        continue;
      }
      marks[code] = Mark::open;
      for (const std::uint32_t other : references_[code]) {
        if (marks[other] == Mark::open) {
          const codebook::Code& at = codes[code];
          origin_ = {&codebook_->text, at.rules.front().line, at.rules.front().column};
          return fail("code '" + at.id + "' refers to '" + codes[other].id + "', which refers back to it");
        }
        if (marks[other] == Mark::fresh) stack.push_back(other);
      }
    }
  }
  return {};
}

Result<PlannedRule> Compiler::plan_rule(int code, int number, const Expression& expression,
                                        const codebook::Condition& where, Unit unit) {
  PlannedRule planned;
  planned.code = code;
  planned.number = number;
  // Conditions and units around the whole rule are taken off it: they are tested on the rule's own spans.
  codebook::Condition all = where;
  const Expression* inner = &expression;
  while (inner->kind == Kind::where || inner->kind == Kind::within) {
    if (inner->kind == Kind::where) all.insert(all.end(), inner->condition.begin(), inner->condition.end());
    if (inner->kind == Kind::within) unit = inner->unit;
    inner = &inner->operands.at(0);
  }
  GLOSS_TRY(planned.condition, condition(all));
  GLOSS_TRY(planned.node, compile(*inner, unit));
  const Node& node = plan_.nodes[planned.node];
  planned.of_leaves = node.op == Op::leaf ||
                      (node.op == Op::either &&
                       std::all_of(node.children.begin(), node.children.end(),
                                   [&](std::uint32_t child) { return plan_.nodes[child].op == Op::leaf; }));
  return planned;
}

Result<void> Compiler::add_codes() {
  origin_ = {};
  GLOSS_CHECK(condition(codebook_->where));
  GLOSS_CHECK(order_codes());
  for (const std::uint32_t code : code_order_) {
    code_ = static_cast<int>(code);
    int number = 0;
    for (const codebook::Rule& rule : codebook_->codes[code].rules) {
      origin_ = {&codebook_->text, rule.line, rule.column};
      GLOSS_TRY(auto planned, plan_rule(code_, ++number, rule.expression, codebook_->where, codebook_->unit));
      plan_.rules.push_back(std::move(planned));
    }
  }
  std::sort(plan_.rules.begin(), plan_.rules.end(), [](const PlannedRule& a, const PlannedRule& b) {
    return std::tie(a.code, a.number) < std::tie(b.code, b.number);
  });
  plan_.first_rule.push_back(0);
  for (std::size_t code = 0; code < codebook_->codes.size(); ++code) {
    plan_.first_rule.push_back(plan_.first_rule.back() +
                               static_cast<std::uint32_t>(codebook_->codes[code].rules.size()));
    plan_.spans.push_back(codebook_->codes[code].span);
  }
  plan_.before = codebook_->negation.before;
  plan_.after = codebook_->negation.after;
  plan_.overlap = codebook_->overlap;
  plan_.conflict = codebook_->conflict;
  return {};
}

Result<void> Compiler::add_query(const Expression& query, const std::string& text) {
  origin_ = {&text, 1, 1};
  GLOSS_TRY(auto planned, plan_rule(0, 1, query, {}, Unit::passage));
  planned.of_leaves = false;  // a query wants every span, and its nodes for the reasons
  plan_.rules.push_back(std::move(planned));
  plan_.first_rule = {0, 1};
  plan_.spans = {CodeSpan::match};
  plan_.overlap = codebook::Overlap::all;
  plan_.before = codebook::default_negation().before;
  plan_.after = codebook::default_negation().after;
  return {};
}

/// Elements of the leaves that can bring a match about: not those of what is excluded.
void Compiler::find_query_words(std::uint32_t number, std::set<std::uint32_t>& elements) const {
  if (number == no_index) return;
  const Node& node = plan_.nodes[number];
  if (node.op == Op::leaf) {
    const Leaf& leaf = plan_.leaves[node.index];
    if (leaf.single) elements.insert(leaf.element);
    for (const PhrasePart& part : leaf.parts)
      for (const auto& sequence : part.alternatives) elements.insert(sequence.begin(), sequence.end());
    return;
  }
  if (node.op == Op::none) return;
  const bool first_only = node.op == Op::negation || node.negative;
  for (std::size_t i = 0; i < node.children.size() && (i == 0 || !first_only); ++i)
    find_query_words(node.children[i], elements);
}

Result<Plan> Compiler::finish(const index::Vocabulary& vocabulary, const CompileOptions& options) {
  std::uint32_t blame = 0;
  if (auto resolved = sets_.resolve(vocabulary, options.stem_languages, options.wildcard_limit, blame);
      !resolved)
    return fail(std::move(resolved).error(), set_origins_[blame]);
  plan_.elements.resize(element_sets_.size());
  for (std::size_t number = 0; number < element_sets_.size(); ++number) {
    const auto& sets = element_sets_[number];
    Ids& ids = plan_.elements[number];
    for (const std::uint32_t set : sets) ids.insert(ids.end(), sets_.ids(set).begin(), sets_.ids(set).end());
    if (sets.size() < 2) continue;
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  }
  plan_.parents.resize(plan_.nodes.size());
  plan_.leaf_nodes.assign(plan_.leaves.size(), no_index);
  for (std::uint32_t i = 0; i < plan_.nodes.size(); ++i) {
    if (plan_.nodes[i].op == Op::leaf) plan_.leaf_nodes[plan_.nodes[i].index] = i;
    for (const std::uint32_t child : plan_.nodes[i].children)
      if (child != no_index) plan_.parents[child].push_back(i);
  }
  if (counts_characters_) {
    plan_.characters.resize(vocabulary.size());
    for (std::uint32_t id = 0; id < vocabulary.size(); ++id) {
      const std::string_view word = vocabulary.word(id);
      const auto count = std::count_if(word.begin(), word.end(),
                                       [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
      plan_.characters[id] = static_cast<std::uint8_t>(std::clamp<std::ptrdiff_t>(count, 1, 255));
    }
  }
  if (!codebook_ && !plan_.nodes[plan_.rules[0].node].can_be_bare) {
    std::set<std::uint32_t> elements;
    find_query_words(plan_.rules[0].node, elements);
    std::set<std::uint32_t> ids;
    for (const std::uint32_t number : elements)
      ids.insert(plan_.elements[number].begin(), plan_.elements[number].end());
    plan_.words.assign(ids.begin(), ids.end());
  }
  return std::move(plan_);
}

}  // namespace

Result<Plan> plan_codebook(const codebook::Codebook& codebook, const index::Vocabulary& vocabulary,
                           const std::string& file, const CompileOptions& options) {
  Compiler compiler(&codebook, file);
  GLOSS_CHECK(compiler.add_codes());
  return compiler.finish(vocabulary, options);
}

Result<Plan> plan_query(const codebook::Expression& query, const std::string& text,
                        const index::Vocabulary& vocabulary, const CompileOptions& options) {
  const std::string file = "query";
  Compiler compiler(nullptr, file);
  GLOSS_CHECK(compiler.add_query(query, text));
  return compiler.finish(vocabulary, options);
}

}  // namespace gloss::tagger
