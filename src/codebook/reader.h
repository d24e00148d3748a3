// SPDX-License-Identifier: GPL-3.0-or-later
// From the YAML tree of a codebook to a Codebook. One object reads one file.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/yaml.h"
#include "codebook/codebook.h"
#include "codebook/rule_parser.h"
#include "codebook/scalar_place.h"

namespace gloss::codebook {

/// A $list or <code> in a rule, to be looked up once all names are known.
struct Reference {
  int code = 0;  ///< whose rule it stands in
  bool to_list = false;
  bool descendants_only = false;
  std::string name;
  const YamlNode* rule = nullptr;
  std::uint32_t offset = 0;  ///< in the rule
};

/// A name that leads nowhere, or a circle.
struct ReferenceFault {
  const Reference* reference = nullptr;
  std::string message, hint;
};
/// The first fault in file order, `reference` = nullptr where there is none.
ReferenceFault check_references(const Codebook& codebook, const std::vector<Reference>& references);

class CodebookReader {
 public:
  /// REQUIRES: all outlive the reader; `root` is the tree of `yaml`.
  CodebookReader(std::string_view yaml, const std::string& file, const YamlNode& root);
  Result<Codebook> read();

 private:
  // reader.cpp
  Result<void> read_languages();
  Result<void> read_options();
  Result<void> read_negation(const YamlNode& node);
  Result<void> read_window(const YamlNode& node, Window& window);
  Result<void> read_lists(const YamlNode& node);
  Result<std::vector<Expression>> entries(const YamlNode& node, const std::string& what);

  // read_code.cpp
  Result<void> read_codes(const YamlNode& node, int parent);
  Result<void> read_code(const YamlNode& key, const YamlNode& node, int parent);
  Result<void> read_rules(const YamlNode& key, const YamlNode& node, double weight);
  Result<void> read_rule(const YamlNode& node, double weight);
  Result<void> read_examples(const YamlNode& node, const std::string& what, std::vector<Example>& to);
  Result<void> read_was(const YamlNode& node, Code& code);
  Result<void> read_color(const YamlNode& key, const YamlNode& node, Code& code);
  Result<void> check_earlier_ids();
  Result<void> check_id_part(const YamlNode& key) const;
  Result<void> check_rule_scalar(const YamlNode& node, const std::string& what) const;
  void collect_references(const Expression& expression, const YamlNode& rule);

  // values
  Result<std::string> text(const YamlNode& node, const std::string& what) const;
  Result<Localized> localized(const YamlNode& node, const std::string& what) const;
  Result<double> number(const YamlNode& node, const std::string& what) const;
  Result<int> whole_number(const YamlNode& node, const std::string& what) const;
  Result<void> check_keys(const YamlNode& map, std::span<const std::string_view> known,
                          const std::string& what) const;

  tl::unexpected<Error> fail(FilePlace place, std::string message, std::string hint) const;
  tl::unexpected<Error> fail(const YamlNode& node, std::string message, std::string hint) const;
  tl::unexpected<Error> fail(const YamlNode& node, RuleFault fault) const;

  YamlFile yaml_;
  const std::string& file_;
  const YamlNode& root_;
  Codebook codebook_;
  std::vector<Reference> references_;
  std::vector<const YamlNode*> was_nodes_;  ///< one for every earlier id, in code order
  std::size_t rules_ = 0;
};

}  // namespace gloss::codebook
