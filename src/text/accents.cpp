// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/accents.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uscript.h>

#include <algorithm>

#include "text/code_point.h"
#include "text/icu.h"

namespace gloss::text {
namespace {

std::string normalized(const icu::Normalizer2& form, std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  std::string out;
  icu::StringByteSink<std::string> sink(&out, static_cast<std::int32_t>(text.size()));
  form.normalizeUTF8(0, {text.data(), static_cast<std::int32_t>(text.size())}, sink, nullptr, status);
  check_icu(status);
  return out;
}

bool loses_accents(UChar32 letter) {
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(letter, &status);
  return U_SUCCESS(status) && (script == USCRIPT_LATIN || script == USCRIPT_GREEK);
}

}  // namespace

std::string without_accents(std::string_view text) {
  const bool ascii =
      std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (ascii) return std::string(text);
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* const apart = icu::Normalizer2::getNFDInstance(status);
  const icu::Normalizer2* const together = icu::Normalizer2::getNFCInstance(status);
  check_icu(status);
  const std::string marked = normalized(*apart, text);
  std::string plain;
  bool bare = false;  // whether the letter at hand loses its marks
  for (std::size_t at = 0; at < marked.size();) {
    const std::size_t begin = at;
    const UChar32 c = next_code_point(marked, at);
    const bool mark = c >= 0x300 && c <= 0x36F;
    if (!mark) bare = loses_accents(c);
    if (!mark || !bare) plain.append(marked, begin, at - begin);
  }
  return normalized(*together, plain);
}

}  // namespace gloss::text
