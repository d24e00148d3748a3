// SPDX-License-Identifier: GPL-3.0-or-later
// CLD2 behind detect_language.
#include "text/language.h"

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include <algorithm>
#include <array>

namespace gloss::text {

std::string detect_language(std::string_view text) {
  constexpr std::size_t enough = std::size_t{1} << 20;
  constexpr std::size_t too_short = 24;  // bytes
  if (text.size() < too_short) return "und";
  std::size_t length = std::min(text.size(), enough);
  while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80) --length;

  const CLD2::CLDHints no_hints = {nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  std::array<CLD2::Language, 3> languages{};
  std::array<int, 3> percents{};
  std::array<double, 3> scores{};
  int text_bytes = 0;
  int valid_prefix = 0;
  bool sure = false;
  const CLD2::Language language = CLD2::ExtDetectLanguageSummaryCheckUTF8(
      text.data(), static_cast<int>(length), true, &no_hints, 0, languages.data(), percents.data(),
      scores.data(), nullptr, &text_bytes, &sure, &valid_prefix);
  if (!sure || language == CLD2::UNKNOWN_LANGUAGE) return "und";
  const std::string code = CLD2::LanguageCode(language);
  if (code == "un") return "und";
  if (code == "iw") return "he";  // CLD2 keeps the code of 1988
  return code;
}

}  // namespace gloss::text
