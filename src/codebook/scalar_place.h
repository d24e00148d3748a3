// SPDX-License-Identifier: GPL-3.0-or-later
// Where the characters of a YAML scalar stand in the file, so that the caret under a rule is exact.
//
// YAML changes text on the way in: '' is ', \" is ", lines are folded, blocks lose their indentation. This
// walks along the file and the scalar at once and notes for every byte of the one where it came from in the
// other.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "base/yaml.h"

namespace gloss::codebook {

struct FilePlace {
  int line = 1, column = 1;  ///< column in characters
};

/// A YAML file and its lines. Borrows the text.
class YamlFile {
 public:
  explicit YamlFile(std::string_view text);
  std::string_view text() const { return text_; }
  /// Line `line` (from 1), without its end; empty where there is none.
  std::string_view line(int line) const;
  std::size_t byte_at(FilePlace place) const;
  FilePlace place_at(std::size_t byte) const;

  /// For every byte of the scalar, and for its end, the byte of the file. Empty where the two do not fit
  /// together. REQUIRES: `node` is a scalar of this file.
  std::vector<std::size_t> bytes_of(const YamlNode& node) const;
  /// The place of byte `offset` of the scalar; the node's own place where it cannot be followed.
  FilePlace place_in(const YamlNode& node, std::size_t offset) const;

 private:
  std::string_view text_;
  std::vector<std::size_t> line_starts_;
};

}  // namespace gloss::codebook
