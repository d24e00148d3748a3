// SPDX-License-Identifier: GPL-3.0-or-later
// Regular expressions: with required_runs.h the only door to RE2. Linear time, bounded memory, no
// look-behind.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace gloss::text {

class Pattern {
 public:
  /// Limits: limits::regex_*. Fault: bad_configuration with RE2's reason.
  static Result<Pattern> compile(std::string_view expression);
  /// For folded text: any case, literal characters folded (text/fold_expression.h). The same fault.
  static Result<Pattern> compile_folded(std::string_view expression);
  /// For the tables of patterns in our own source. REQUIRES: a valid expression.
  explicit Pattern(std::string_view expression);
  ~Pattern();
  Pattern(Pattern&&) noexcept;
  Pattern& operator=(Pattern&&) noexcept;

  /// Whether the whole of `text` matches.
  bool matches(std::string_view text) const;
  /// Whether `text` begins with a match; `groups` receives the whole match and the groups (views into `text`,
  /// data() == nullptr where a group took no part).
  bool match_start(std::string_view text, std::vector<std::string_view>* groups = nullptr) const;
  /// Leftmost match at or after `from`. Thread safe, as are all const members.
  bool find(std::string_view text, std::size_t from, std::vector<std::string_view>* groups = nullptr) const;
  /// The same; `match` receives the whole match only, which is quicker.
  bool find_match(std::string_view text, std::size_t from, std::string_view& match) const;
  /// The expression as it was compiled.
  const std::string& expression() const;

 private:
  struct Impl;
  explicit Pattern(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace gloss::text
