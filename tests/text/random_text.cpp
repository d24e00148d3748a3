// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/random_text.h"

#include <array>
#include <string_view>

namespace gloss::test {
namespace {

constexpr std::array<std::string_view, 64> ascii = {
    "a",  "B",   "don",   "t",  "s",  "We", "x1", "Q",    "3",  "42", "0",  "1st", " ",    " ", " ",  "\n",
    ".",  ".",   "'",     "'",  ",",  ";",  ":",  "_",    "_",  "@",  "-",  "?",   "!",    "(", ")",  "\"",
    "/",  "&",   "#",     "%",  "*",  "\\", "+",  "<",    "=",  "~",  "$",  "^",   "`",    "|", "\t", "\r\n",
    "U.", "e.g", "no-no", "..", "--", "  ", "Mr", ". He", "?'", "'.", "A.", "{",   "\x01", "Z", "z",  "\x7F"};

constexpr std::array<std::string_view, 120> others = {"é",        "É",
                                                      "ü",        "ß",
                                                      "ẞ",        "İ",
                                                      "ı",        "ﬁ",
                                                      "ﬀi",       "ñ",
                                                      "ø",        "œ",
                                                      "Ж",        "д",
                                                      "Σ",        "ς",
                                                      "Ω",        "ա",
                                                      "՚",        "א",
                                                      "ב\u05B8",  "״",
                                                      "ﻻ",        "ﷺ",
                                                      "ع",        "؟",
                                                      "،",        "؛",
                                                      "٣",        "٫",
                                                      "٬",        "我",
                                                      "们",       "環",
                                                      "境",       "說",
                                                      "𠮷",       "〇",
                                                      "々",       "〆",
                                                      "の",       "あ",
                                                      "か\u3099", "カ",
                                                      "ー",       "ｶﾞ",
                                                      "ｶ",        "ﾟ",
                                                      "・",       "･",
                                                      "゛",       "한",
                                                      "국",       "가",
                                                      "\u1100",   "\u1161",
                                                      "\u11A8",   "ㄱ",
                                                      "ไ",        "น",
                                                      "้ํ",         "ำ",
                                                      "๓",        "ກ",
                                                      "ຳ",        "ក",
                                                      "្",         "မ",
                                                      "ာ",        "\u0301",
                                                      "\u0323",   "\u0308",
                                                      "\u0338",   "\u200D",
                                                      "\u200C",   "\u200B",
                                                      "\u00AD",   "\uFEFF",
                                                      "\uFE0F",   "👍",
                                                      "🏽",       "👩‍👩‍👧",
                                                      "🇩🇪",       "☺",
                                                      "©",        "㈱",
                                                      "㍿",       "⒈",
                                                      "㏂",       "½",
                                                      "²",        "①",
                                                      "❶",        "№",
                                                      "ª",        "Ⅷ",
                                                      "’",        "‘",
                                                      "“",        "”",
                                                      "–",        "—",
                                                      "…",        "·",
                                                      "•",        "\u00A0",
                                                      "\u3000",   "\u2028",
                                                      "\u0085",   "，",
                                                      "。",       "、",
                                                      "：",       "．",
                                                      "？",       "Ａ",
                                                      "３",       "「",
                                                      "」",       "＿"};

constexpr std::array<char32_t, 12> block_starts = {0x00A0, 0x0300, 0x0370, 0x0590, 0x0E00, 0x1000,
                                                   0x1E00, 0x2000, 0x3000, 0xAC00, 0xFE00, 0xFF00};

/// Any code point; half of them from the blocks that matter.
char32_t any(std::mt19937_64& random) {
  for (;;) {
    const auto c = static_cast<char32_t>(
        random() % 2 ? block_starts[random() % block_starts.size()] + random() % 256 : random() % 0x32000);
    if (c != 0 && (c < 0xD800 || c > 0xDFFF)) return c;
  }
}

}  // namespace

void append_utf8(std::string& out, char32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | c >> 6);
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | c >> 12);
    out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | c >> 18);
    out += static_cast<char>(0x80 | (c >> 12 & 0x3F));
    out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

std::string random_ascii(std::mt19937_64& random, unsigned pieces) {
  std::string out;
  for (auto left = 1 + random() % pieces; left > 0; --left) out += ascii[random() % ascii.size()];
  return out;
}

std::string random_text(std::mt19937_64& random, unsigned pieces) {
  std::string out;
  const auto foreign = random() % 16;  // how many of 16 pieces are not ASCII
  const bool wild = random() % 4 == 0;
  for (auto left = 1 + random() % pieces; left > 0; --left) {
    if (random() % 16 >= foreign)
      out += ascii[random() % ascii.size()];
    else if (wild && random() % 2)
      append_utf8(out, any(random));
    else
      out += others[random() % others.size()];
  }
  return out;
}

}  // namespace gloss::test
