// SPDX-License-Identifier: GPL-3.0-or-later
// The compiler's state while it goes through a codebook. Private to this room: callers use tagger/compile.h.
#pragma once

#include <map>
#include <set>
#include <utility>

#include "tagger/compile.h"

namespace gloss::tagger {

/// Where what is being compiled stands in the user's file.
struct Origin {
  const std::string* text = nullptr;  ///< the whole file or query
  int line = 0, column = 0;           ///< 0: only the file is known
};

/// The unit that a `where` asks about: that of the `within` before it, else the one in force.
codebook::Unit unit_at(const codebook::Expression& where, codebook::Unit in_force);

class Compiler {
 public:
  Compiler(const codebook::Codebook* codebook, const std::string& file) : codebook_(codebook), file_(file) {
    plan_.conditions.emplace_back();
  }

  Result<void> add_codes();
  /// REQUIRES: add_codes was called.
  Result<void> add_probe(const Probe& probe);
  Result<void> add_rule(int code, const codebook::Expression& rule);
  Result<void> add_query(const codebook::Expression& query, const std::string& text);
  Result<Plan> finish(const index::Vocabulary& vocabulary, const CompileOptions& options);

 private:
  tl::unexpected<Error> fail(Error error) const { return fail(std::move(error), origin_); }
  tl::unexpected<Error> fail(Error error, const Origin& origin) const;
  tl::unexpected<Error> fail(std::string message, std::string hint = {}) const {
    return fail(Error{Fault::bad_configuration, {}, std::move(message), std::move(hint), {}});
  }

  Result<std::uint32_t> compile(const codebook::Expression& expression, codebook::Unit unit);
  Result<std::uint32_t> compile_phrase(const codebook::Expression& expression, codebook::Unit unit);
  Result<std::uint32_t> compile_list(const std::vector<codebook::Expression>& entries, codebook::Unit unit);
  Result<std::uint32_t> compile_new_list(const std::vector<codebook::Expression>& entries,
                                         codebook::Unit unit);
  Result<std::uint32_t> compile_code(const codebook::Expression& expression);
  Result<std::uint32_t> compile_negation(const codebook::Expression& expression, codebook::Unit unit);
  Result<std::uint32_t> compile_either(const codebook::Expression& expression, codebook::Unit unit);
  // compile_text.cpp
  Result<std::uint32_t> compile_exact(const codebook::Expression& expression, codebook::Unit unit);
  Result<std::uint32_t> compile_cased(const codebook::Expression& expression, codebook::Unit unit);
  Result<std::uint32_t> compile_text(const codebook::Expression& expression, codebook::Unit unit);
  std::uint32_t text_node(Op op, TextLeaf leaf, std::string key, std::vector<std::uint32_t> children,
                          codebook::Unit unit);
  Result<std::vector<std::uint32_t>> compile_operands(const codebook::Expression& expression,
                                                      codebook::Unit unit);
  Result<std::vector<std::uint32_t>> elements_of(std::string_view typed);
  /// The number of the condition where `unit` is in force; 0 always holds.
  Result<std::uint32_t> condition(const codebook::Condition& condition, codebook::Unit unit);
  Result<void> order_codes();
  Result<std::vector<std::uint32_t>> codes_named(const codebook::Expression& expression, int code) const;
  Result<void> references(const codebook::Expression& expression, int code,
                          std::set<std::uint32_t>& out) const;
  std::uint32_t add_condition(PreparedCondition condition);
  Result<PlannedRule> plan_rule(int code, int number, const codebook::Expression& expression,
                                const codebook::Condition& where, codebook::Unit unit);

  std::uint32_t element(std::vector<std::uint32_t> sets);
  std::uint32_t set_of(const WordForm& form);
  std::uint32_t single(std::uint32_t element, codebook::Unit unit);
  std::uint32_t leaf(Leaf leaf, codebook::Unit unit);
  std::uint32_t spoken(std::uint32_t node, codebook::Unit unit);
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
  /// Lists are named by many rules.
  std::map<std::pair<const std::vector<codebook::Expression>*, codebook::Unit>, std::uint32_t> list_nodes_;
  std::map<std::string, std::uint32_t> condition_numbers_;
  std::map<std::string, std::uint32_t> text_leaf_numbers_;
  std::vector<std::uint32_t> code_order_;
  std::vector<std::set<std::uint32_t>> references_;  // by code
  bool counts_characters_ = false;
};

}  // namespace gloss::tagger
