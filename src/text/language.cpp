// SPDX-License-Identifier: GPL-3.0-or-later
// CLD2 behind detect_language.
#include "text/language.h"

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include <array>

namespace gloss::text {

namespace {

std::size_t character_start(std::string_view text, std::size_t at) {
  while (at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  return at;
}

/// A long text is judged by pieces from all over it: CLD2 is the slowest step of an import, and more text
/// makes it no surer.
std::string sample(std::string_view text) {
  constexpr std::size_t pieces = 4, piece_bytes = 1024, read_whole = 8'000;
  if (text.size() <= read_whole) return std::string(text);
  std::string sampled;
  for (std::size_t i = 0; i < pieces; ++i) {
    const std::size_t begin = character_start(text, (text.size() - piece_bytes) / (pieces - 1) * i);
    const std::size_t end = character_start(text, begin + piece_bytes);
    sampled.append(text.substr(begin, end - begin)).append("\n");
  }
  return sampled;
}

}  // namespace

std::string detect_language(std::string_view whole) {
  constexpr std::size_t too_short = 24;  // bytes
  if (whole.size() < too_short) return "und";
  const std::string text = sample(whole);

  const CLD2::CLDHints no_hints = {nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  std::array<CLD2::Language, 3> languages{};
  std::array<int, 3> percents{};
  std::array<double, 3> scores{};
  int text_bytes = 0;
  int valid_prefix = 0;
  bool sure = false;
  const CLD2::Language language = CLD2::ExtDetectLanguageSummaryCheckUTF8(
      text.data(), static_cast<int>(text.size()), true, &no_hints, 0, languages.data(), percents.data(),
      scores.data(), nullptr, &text_bytes, &sure, &valid_prefix);
  if (!sure || language == CLD2::UNKNOWN_LANGUAGE) return "und";
  const std::string code = CLD2::LanguageCode(language);
  if (code == "un") return "und";
  if (code == "iw") return "he";  // CLD2 keeps the code of 1988
  return code;
}

}  // namespace gloss::text
