// SPDX-License-Identifier: GPL-3.0-or-later
// Where sentences begin.
#pragma once

#include <unicode/brkiter.h>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "text/abbreviations.h"

namespace gloss::text {

/// Sentence boundaries of UAX 29 but those after an abbreviation. Keeps what it has read for each language.
/// Not thread safe.
class SentenceFinder {
 public:
  SentenceFinder();

  /// Bytes at which sentences of `text` begin, 0 first; empty for an empty text. Valid until the next call.
  const std::vector<std::uint32_t>& starts(std::string_view text, std::string_view language);
  /// The same with ICU's own rules, which `starts` needs only for combining marks and Greek.
  const std::vector<std::uint32_t>& starts_by_icu(std::string_view text, std::string_view language);

 private:
  enum class Class : std::uint8_t;

  Class class_of(char32_t code_point);
  Class class_at(std::string_view text, std::size_t& at);
  /// Whether the text could be read by class alone; if not, starts_ is of no use.
  bool scan(std::string_view text, const Abbreviations& abbreviations);
  const Abbreviations& abbreviations(std::string_view language);
  icu::BreakIterator& iterator(std::string_view language);

  std::unique_ptr<Class[]> classes_;  // of the BMP, each found when it is first asked for
  std::map<std::string, Abbreviations, std::less<>> abbreviations_;
  std::unique_ptr<icu::BreakIterator> root_, greek_;
  std::string scratch_;
  std::vector<std::uint32_t> starts_;
};

}  // namespace gloss::text
