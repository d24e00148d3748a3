// SPDX-License-Identifier: GPL-3.0-or-later
// UAX 29 sentences with ICU's abbreviations ("Mr. Smith" is one), for the languages that have some.
#include "text/sentences.h"

#include <unicode/filteredbrk.h>
#include <unicode/utext.h>

#include <algorithm>
#include <array>

#include "text/icu.h"

namespace gloss::text {
namespace {

constexpr std::array<std::string_view, 7> with_abbreviations = {"de", "en", "es", "fr", "it", "pt", "ru"};

/// Line ends become blanks of the same length.
void unwrap(std::string& text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n' || text[i] == '\r') text[i] = ' ';
    if (text.compare(i, 2, "\u0085") == 0) text.replace(i, 2, "\u00A0");
    if (text.compare(i, 3, "\u2028") == 0 || text.compare(i, 3, "\u2029") == 0) text.replace(i, 3, "\u2003");
  }
}

}  // namespace

icu::BreakIterator& SentenceFinder::iterator(std::string_view language) {
  language = language.substr(0, language.find('-'));
  const bool filtered =
      std::find(with_abbreviations.begin(), with_abbreviations.end(), language) != with_abbreviations.end();
  if (!filtered && language != "el") language = "";  // Greek has rules of its own: its question mark is ";"
  if (const auto found = iterators_.find(language); found != iterators_.end()) return *found->second;

  UErrorCode status = U_ZERO_ERROR;
  const icu::Locale locale(std::string(language).c_str());
  std::unique_ptr<icu::BreakIterator> made(icu::BreakIterator::createSentenceInstance(locale, status));
  check_icu(status);
  if (filtered) {
    const std::unique_ptr<icu::FilteredBreakIteratorBuilder> builder(
        icu::FilteredBreakIteratorBuilder::createInstance(locale, status));
    check_icu(status);
    made.reset(builder->build(made.release(), status));
    check_icu(status);
  }
  return *iterators_.emplace(language, std::move(made)).first->second;
}

const std::vector<std::uint32_t>& SentenceFinder::starts(std::string_view text, std::string_view language) {
  starts_.clear();
  if (text.empty()) return starts_;
  scratch_.assign(text);
  unwrap(scratch_);
  icu::BreakIterator& sentences = iterator(language);
  UErrorCode status = U_ZERO_ERROR;
  UText bytes = UTEXT_INITIALIZER;
  utext_openUTF8(&bytes, scratch_.data(), static_cast<std::int64_t>(scratch_.size()), &status);
  sentences.setText(&bytes, status);
  check_icu(status);
  for (std::int32_t at = sentences.first(); at != icu::BreakIterator::DONE; at = sentences.next())
    if (static_cast<std::size_t>(at) < text.size()) starts_.push_back(static_cast<std::uint32_t>(at));
  utext_close(&bytes);
  return starts_;
}

}  // namespace gloss::text
