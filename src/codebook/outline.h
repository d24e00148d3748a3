// SPDX-License-Identifier: GPL-3.0-or-later
// A codebook file as its author sees it: entries with their lines, and whose comment each comment is.
//
// libyaml drops comments, so they are found in what lies between its nodes, and given to the entry an author
// means: behind something on the same line, to that; on a line of its own, to the entry below, or, where it
// is indented as deep as a list or map that ends above it, to that.
//
//     rules:
//       # for the entry below
//       - money     # for this entry
//       # - cash    (for the list: it ends here)
//     examples:
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/yaml.h"

namespace gloss::codebook {

struct Comment {
  std::string text;  ///< from # to the end of the line, blanks at the end gone
  std::size_t begin = 0;
  int line = 0, column = 0;
  int gap = 0;            ///< blanks before it
  std::size_t width = 0;  ///< columns of the screen before it
  bool alone = false;     ///< on a line of its own
  bool blank_before = false;
};

/// A member of a map or an item of a list.
struct Entry {
  const YamlNode* key = nullptr;  ///< nullptr: an item
  const YamlNode* value = nullptr;
  int line = 0, column = 0;     ///< of the key, or of the item's dash (in brackets: of the item)
  int first = 0, last = 0;      ///< lines from its leading comments to the end of all that is in it
  bool blank_before = false;    ///< a blank line above `line`
  std::vector<Comment> lead;    ///< above it
  std::optional<Comment> head;  ///< behind the key, the dash, [ or |
  std::optional<Comment> end;   ///< behind the value
  std::vector<Entry> entries;   ///< of the value
  std::vector<Comment> tail;    ///< below the last of `entries`

  const Entry* find(std::string_view name) const;
};

/// Bytes of a scalar in the file, without anchor and tag; for the block styles from | or >.
struct ScalarRange {
  std::size_t begin = 0, end = 0;
};

/// The outline of one file. Borrows the text and its tree.
class Outline {
 public:
  /// REQUIRES: `tree`, a map, is that of `text`; lines end with \n (plain_lines).
  Outline(std::string_view text, const YamlNode& tree);

  Entry root;                         ///< of the whole file; `value` is the map
  std::vector<std::string> preamble;  ///< lines up to --- (%YAML, comments)
  std::vector<std::string> comments;  ///< all of them, sorted

  std::string_view text() const { return text_; }
  /// Line `line` (from 1), without its end.
  std::string_view line(int line) const;
  int lines() const { return static_cast<int>(line_starts_.size()); }
  std::size_t line_begin(int line) const;
  std::size_t byte_at(int line, int column) const;
  ScalarRange range(const YamlNode& scalar) const;
  bool is_blank(int line) const;

 private:
  friend class OutlineBuilder;
  std::string_view text_;
  std::vector<std::size_t> line_starts_;
  // Where byte_at found the last place: nodes of one long line are asked for from left to right.
  mutable int known_line_ = 0, known_column_ = 0;
  mutable std::size_t known_byte_ = 0;
};

/// `text` with \n at the end of every line, without a byte order mark. Fault: bad_configuration, where a
/// sign that YAML takes for the end of a line is none for editors (a lone \r, U+0085, U+2028, U+2029).
Result<std::string> plain_lines(std::string_view text, const std::string& file);

}  // namespace gloss::codebook
