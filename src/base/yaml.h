// SPDX-License-Identifier: GPL-3.0-or-later
// YAML 1.2 (read by libyaml) as a plain tree that remembers where everything stood.
//
// Scalars stay text: `no` and `1.0` are what the author typed; only an empty value, `~` and `null` are null.
// Depth and size are limited before anything recurses, so that a hostile file is one error and not a crash.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace gloss {

struct YamlNode {
  enum class Kind { null, scalar, list, map };
  Kind kind = Kind::null;
  bool plain = false;  ///< a scalar without quotes and not a block scalar
  int line = 0;        ///< of the node's first character in the file, from 1
  int column = 0;      ///< in characters, from 1
  bool flow = false;   ///< a list in [ ] or a map in { }
  int end_line = 0;    ///< where it ends: behind the last character of a scalar, behind ] or }; a map or list
  int end_column = 0;  ///< without brackets has the end of what it holds last
  std::string scalar;
  std::vector<YamlNode> items;                         ///< of a list
  std::vector<std::pair<YamlNode, YamlNode>> members;  ///< of a map, in file order; keys are scalars, unique

  // Defined in yaml.cpp, where the pair above is complete: clang refuses the implicit ones.
  YamlNode();
  ~YamlNode();
  YamlNode(const YamlNode&);
  YamlNode(YamlNode&&) noexcept;
  YamlNode& operator=(const YamlNode&);
  YamlNode& operator=(YamlNode&&) noexcept;

  /// The member called `key`, or nullptr. REQUIRES: nothing; a node that is no map has no members.
  const YamlNode* find(std::string_view key) const;
};

/// `place` names the file; lines are counted from `first_line` (for front matter inside a file).
/// Faults: bad_configuration with line, column, excerpt and caret (syntax, duplicate key, too deep, too
/// large).
Result<YamlNode> parse_yaml(std::string_view text, const std::string& place, int first_line = 1);

/// The line `line` (from 1) of `text` and below it a caret under character `column` (from 1), aligned for
/// wide characters: what an Error's excerpt holds.
std::string caret_excerpt(std::string_view text, int line, int column);

}  // namespace gloss
