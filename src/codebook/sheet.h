// SPDX-License-Identifier: GPL-3.0-or-later
// A codebook file on the desk: what it says, where each code stands in it, and changes to its text that leave
// every other line as it is.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/yaml.h"
#include "codebook/codebook.h"
#include "codebook/outline.h"

namespace gloss::codebook {

class Sheet {
 public:
  /// `text`: as plain_lines gives it. Faults: those of parse_codebook.
  static Result<Sheet> read(std::string_view text, const std::string& file);

  const Codebook& codebook() const { return codebook_; }
  const Outline& outline() const { return *outline_; }
  const std::string& file() const { return file_; }

  /// The entry of a code. Fault: bad_configuration, where it stands in brackets, on a line with others.
  /// REQUIRES: there is such a code.
  Result<const Entry*> entry_of(std::string_view id) const;
  /// The scalars of a code's rules, in order: one for each of Code::rules.
  static std::vector<const YamlNode*> rule_nodes(const Entry& code);

  /// Changes do not overlap; bytes are those of the text as read.
  void replace(std::size_t begin, std::size_t end, std::string text);
  void insert_line(int before_line, std::string_view line);
  void remove_lines(int first, int last);
  std::size_t begin_of(int line) const { return outline_->line_begin(line); }
  /// The text with all changes between two bytes. REQUIRES: no change crosses their borders.
  std::string changed(std::size_t begin, std::size_t end) const;
  std::string changed() const { return changed(0, text_->size()); }
  /// Takes back the changes between two bytes, which are to be removed or moved.
  void forget(std::size_t begin, std::size_t end);

 private:
  struct Change {
    std::size_t begin, end;
    std::string text;
  };
  static bool is_inside(const Change& change, std::size_t begin, std::size_t end);

  std::string file_;
  std::unique_ptr<std::string> text_;
  std::unique_ptr<YamlNode> tree_;
  std::unique_ptr<Outline> outline_;
  Codebook codebook_;
  std::vector<Change> changes_;
};

/// Lines moved so that the one at column `from` (from 1) stands at column `to`.
std::string indented(std::string_view lines, int from, int to);

/// The part of an id before the last /, empty for a code at the top; and the part behind it.
std::string_view parent_of(std::string_view id);
std::string_view last_part(std::string_view id);
/// Whether `id` is `ancestor` or below it.
bool is_at_or_below(std::string_view id, std::string_view ancestor);

}  // namespace gloss::codebook
