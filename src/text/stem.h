// SPDX-License-Identifier: GPL-3.0-or-later
// Stems (Snowball), for `word~` in rules. Called once per vocabulary entry, never per token.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace gloss::text {

class Stemmer {
 public:
  /// `language`: ISO 639-1 ("en", "de", "es" ...). Languages without a stemmer (zh, ja, ...) leave words as
  /// they are.
  explicit Stemmer(std::string_view language);
  ~Stemmer();
  Stemmer(Stemmer&&) noexcept;
  Stemmer& operator=(Stemmer&&) noexcept;

  static bool knows(std::string_view language);
  /// The stem of a folded word; the view is valid until the next call. Not thread safe.
  std::string_view stem(std::string_view word);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace gloss::text
