// SPDX-License-Identifier: GPL-3.0-or-later
// From a rule's tree to nodes: one walk, equal sub-expressions once.
#include <algorithm>
#include <utility>

#include "base/yaml.h"
#include "tagger/compiler.h"

namespace gloss::tagger {

using codebook::Expression;
using codebook::PhraseItem;
using codebook::Unit;
using Kind = codebook::Expression::Kind;

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
    case Op::exact:
    case Op::cased:
    case Op::list:
      break;
    case Op::text:
      node.can_be_bare = node.children.empty();
      break;
    case Op::spoken:
      node.can_be_bare = child(0).can_be_bare;
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

namespace {

std::uint64_t longest_match(const std::vector<PhrasePart>& parts) {
  std::uint64_t longest = 0;
  for (const PhrasePart& part : parts) {
    std::size_t most = part.most;
    for (const auto& sequence : part.alternatives) most = std::max(most, sequence.size());
    longest += most;
  }
  return longest;
}

}  // namespace

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
  if (node.index == plan_.leaves.size()) {
    if (!made.parts.empty()) made.longest = longest_match(made.parts);
    plan_.leaves.push_back(std::move(made));
  }
  return spoken(add(node), unit);
}

/// With answers as units, what the interviewer says does not match.
std::uint32_t Compiler::spoken(std::uint32_t number, Unit unit) {
  if (unit != Unit::answer) return number;
  Node node;
  node.op = Op::spoken;
  node.children = {number};
  return add(node);
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
  if (const auto known = list_nodes_.find({&entries, unit}); known != list_nodes_.end()) return known->second;
  GLOSS_TRY(const std::uint32_t made, compile_new_list(entries, unit));
  list_nodes_.emplace(std::pair(&entries, unit), made);
  return made;
}

Result<std::uint32_t> Compiler::compile_new_list(const std::vector<Expression>& entries, Unit unit) {
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
  return add(node);
}

Result<std::uint32_t> Compiler::condition(const codebook::Condition& condition, Unit unit) {
  auto prepared = prepare(condition, unit);
  if (!prepared) return fail(std::move(prepared).error());
  return add_condition(std::move(*prepared));
}

std::uint32_t Compiler::add_condition(PreparedCondition condition) {
  if (condition.empty()) return 0;
  std::string key;
  for (const PreparedTest& test : condition) {
    const codebook::Attribute& attribute = test.attribute;
    const bool of_unit = codebook::is_number(attribute.subject);
    for (const int part :
         {static_cast<int>(attribute.subject), static_cast<int>(attribute.previous), attribute.level,
          of_unit ? static_cast<int>(test.unit) : 0, static_cast<int>(test.comparison)})
      key += std::to_string(part) + ' ';
    key += attribute.name + '\0';
    for (const AttributeValue& value : test.values) key += value.folded + '\0';
    key += '\1';
    counts_characters_ |= attribute.subject == codebook::Attribute::Subject::unit_chars;
  }
  const auto [at, fresh] =
      condition_numbers_.try_emplace(std::move(key), static_cast<std::uint32_t>(plan_.conditions.size()));
  if (fresh) plan_.conditions.push_back(std::move(condition));
  return at->second;
}

Result<std::uint32_t> Compiler::compile(const Expression& expression, Unit unit) {
  if (!codebook_ && origin_.text) {
    const std::string_view before = std::string_view(*origin_.text).substr(0, expression.begin);
    origin_.column = 1 + static_cast<int>(std::count_if(before.begin(), before.end(), [](char c) {
                       return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
                     }));
  }
  Node node;
  node.unit = unit;
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
      return compile_exact(expression, unit);
    case Kind::text_literal:
    case Kind::text_regex:
      return compile_text(expression, unit);
    case Kind::regex:
      if (expression.case_sensitive) return compile_cased(expression, unit);
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
      GLOSS_TRY(node.index, condition(expression.condition, unit_at(expression, unit)));
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
}  // namespace gloss::tagger
