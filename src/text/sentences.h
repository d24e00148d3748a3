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

namespace gloss::text {

/// Keeps an iterator for each language it was asked for. Not thread safe.
class SentenceFinder {
 public:
  /// Bytes at which sentences of `text` begin, 0 first; empty for an empty text. The result is valid until
  /// the next call.
  const std::vector<std::uint32_t>& starts(std::string_view text, std::string_view language);

 private:
  icu::BreakIterator& iterator(std::string_view language);

  std::map<std::string, std::unique_ptr<icu::BreakIterator>, std::less<>> iterators_;
  std::string scratch_;
  std::vector<std::uint32_t> starts_;
};

}  // namespace gloss::text
