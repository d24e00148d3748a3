// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/abbreviations.h"

#include <unicode/localpointer.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/ures.h>

#include <algorithm>
#include <array>

#include "text/char_class.h"
#include "text/utf8_valid.h"

namespace gloss::text {
namespace {

/// The code point before byte `i`, which moves to its beginning.
char32_t step_back(std::string_view text, std::size_t& i) {
  i = before_valid(text, i);
  std::size_t at = i;
  return next_valid(text, at);
}

/// ICU's English list has words that end sentences in speech far more often than they abbreviate anything:
/// "So do I. And ..."
constexpr std::array<std::string_view, 22> ordinary_words = {
    "Act.", "All.", "As.",  "By.",   "Card.", "Do.", "Go.", "Hat.", "I.",  "In.", "Is.",
    "Jam.", "Job.", "Joe.", "Link.", "Long.", "OK.", "Ok.", "On.",  "Or.", "To.", "Up."};

bool ends_with_word(std::string_view text, std::string_view word) {
  if (!text.ends_with(word)) return false;
  std::size_t at = text.size() - word.size();
  return at == 0 || !is_solid(step_back(text, at));
}

}  // namespace

Abbreviations::Abbreviations(const std::string& language) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::LocalUResourceBundlePointer bundle(
      ures_openDirect(U_ICUDATA_NAME "-brkitr", language.c_str(), &status));
  const icu::LocalUResourceBundlePointer exceptions(
      ures_getByKey(bundle.getAlias(), "exceptions", nullptr, &status));
  const icu::LocalUResourceBundlePointer list(
      ures_getByKey(exceptions.getAlias(), "SentenceBreak", nullptr, &status));
  if (U_FAILURE(status)) return;  // ICU has none
  for (std::int32_t i = 0; i < ures_getSize(list.getAlias()); ++i) {
    std::int32_t length = 0;
    const UChar* entry = ures_getStringByIndex(list.getAlias(), i, &length, &status);
    if (U_FAILURE(status)) return;
    std::string word;
    icu::UnicodeString(entry, length).toUTF8String(word);
    if (std::find(ordinary_words.begin(), ordinary_words.end(), word) != ordinary_words.end()) continue;
    if (word.find(' ') == std::string::npos) {
      longest_ = std::max(longest_, word.size());
      words_.insert(std::move(word));
      continue;
    }
    for (std::size_t at = word.find(' '); at != std::string::npos; at = word.find(' ', at + 1))
      phrases_.emplace_back(word.substr(0, at), word.substr(at + 1));
    phrases_.emplace_back(std::move(word), "");
  }
}

bool Abbreviations::forbid(std::string_view text, std::size_t boundary) const {
  if (words_.empty()) return false;
  std::size_t end = boundary;
  for (std::size_t at = end; at > 0; end = at)
    if (!(gap_bits(step_back(text, at)) & gap_white)) break;
  const std::string_view before = text.substr(0, end);
  // The word: back to white space or the longest word, then past opening marks.
  std::size_t begin = end;
  for (std::size_t at = end; at > 0 && end - at <= longest_ + 4; begin = at)
    if (gap_bits(step_back(text, at)) & gap_white) break;
  while (begin < end) {
    std::size_t next = begin;
    if (is_solid(next_valid(text, next))) break;
    begin = next;
  }
  if (begin < end && words_.count(std::string(before.substr(begin))) > 0) return true;
  return std::any_of(phrases_.begin(), phrases_.end(), [&](const auto& phrase) {
    return ends_with_word(before, phrase.first) && text.substr(boundary).starts_with(phrase.second);
  });
}

}  // namespace gloss::text
