// SPDX-License-Identifier: GPL-3.0-or-later
// The compiler's state while it goes through a codebook. Private to this room: callers use tagger/compile.h.
#pragma once

#include <set>

#include "tagger/compile.h"

namespace gloss::tagger {

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
  Result<std::uint32_t> compile_code(const codebook::Expression& expression);
  Result<std::uint32_t> compile_negation(const codebook::Expression& expression, codebook::Unit unit);
  Result<std::uint32_t> compile_either(const codebook::Expression& expression, codebook::Unit unit);
  Result<std::vector<std::uint32_t>> compile_operands(const codebook::Expression& expression,
                                                      codebook::Unit unit);
  Result<std::vector<std::uint32_t>> elements_of(std::string_view typed);
  Result<std::uint32_t> condition(const codebook::Condition& condition);
  Result<void> order_codes();
  Result<std::vector<std::uint32_t>> codes_named(const codebook::Expression& expression, int code) const;
  Result<void> references(const codebook::Expression& expression, int code,
                          std::set<std::uint32_t>& out) const;
  Result<PlannedRule> plan_rule(int code, int number, const codebook::Expression& expression,
                                const codebook::Condition& where, codebook::Unit unit);

  std::uint32_t element(std::vector<std::uint32_t> sets);
  std::uint32_t set_of(const WordForm& form);
  std::uint32_t single(std::uint32_t element, codebook::Unit unit);
  std::uint32_t leaf(Leaf leaf, codebook::Unit unit);
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

}  // namespace gloss::tagger
