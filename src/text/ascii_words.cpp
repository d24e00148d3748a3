// SPDX-License-Identifier: GPL-3.0-or-later
// One bit for each byte: which are letters, which digits, which marks join their neighbours. Shifts by one
// then answer the rules of UAX 29 for 64 bytes at once, and words begin and end where the bit of "in a word"
// changes.
//
// Rules WB6, WB7, WB11 and WB12 as ICU 72 has them: . and ' join letter to letter and digit to digit, comma
// and semicolon digit to digit; the colon joins nothing; @ counts as a letter. An underscore joins all of
// them (WB13a, WB13b).
#include "text/ascii_words.h"

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace gloss::text {
namespace {

constexpr std::size_t block_size = 64;

struct Masks {
  std::uint64_t letters = 0;  // @ included
  std::uint64_t digits = 0;
  std::uint64_t bare = 0;         // _ and @, which alone make no position; _ joins
  std::uint64_t joiners = 0;      // _
  std::uint64_t mid_both = 0;     // . '
  std::uint64_t mid_numbers = 0;  // , ;
};

#ifdef __SSE2__
Masks classify(const char* bytes, char* lower) {
  Masks masks;
  for (std::size_t i = 0; i < block_size; i += 16) {
    const auto c = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + i));
    const auto is = [&](char x) { return _mm_cmpeq_epi8(c, _mm_set1_epi8(x)); };
    const auto bits = [&](__m128i all) { return static_cast<std::uint64_t>(_mm_movemask_epi8(all)) << i; };
    const auto small = _mm_or_si128(c, _mm_set1_epi8(0x20));
    const auto letter = _mm_and_si128(_mm_cmpgt_epi8(small, _mm_set1_epi8('a' - 1)),
                                      _mm_cmplt_epi8(small, _mm_set1_epi8('z' + 1)));
    const auto digit =
        _mm_and_si128(_mm_cmpgt_epi8(c, _mm_set1_epi8('0' - 1)), _mm_cmplt_epi8(c, _mm_set1_epi8('9' + 1)));
    const auto at = is('@'), joiner = is('_');
    _mm_storeu_si128(reinterpret_cast<__m128i*>(lower + i),
                     _mm_or_si128(c, _mm_and_si128(letter, _mm_set1_epi8(0x20))));
    masks.letters |= bits(_mm_or_si128(letter, at));
    masks.digits |= bits(digit);
    masks.bare |= bits(_mm_or_si128(at, joiner));
    masks.joiners |= bits(joiner);
    masks.mid_both |= bits(_mm_or_si128(is('.'), is('\'')));
    masks.mid_numbers |= bits(_mm_or_si128(is(','), is(';')));
  }
  return masks;
}
#else
Masks classify(const char* bytes, char* lower) {
  Masks masks;
  for (std::size_t i = 0; i < block_size; ++i) {
    const char c = bytes[i];
    const std::uint64_t bit = std::uint64_t{1} << i;
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    lower[i] = static_cast<char>(letter ? c | 0x20 : c);
    if (letter || c == '@') masks.letters |= bit;
    if (c >= '0' && c <= '9') masks.digits |= bit;
    if (c == '@' || c == '_') masks.bare |= bit;
    if (c == '_') masks.joiners |= bit;
    if (c == '.' || c == '\'') masks.mid_both |= bit;
    if (c == ',' || c == ';') masks.mid_numbers |= bit;
  }
  return masks;
}
#endif

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '@'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_solid(std::string_view word) {
  for (const char c : word)
    if (c != '_' && c != '@' && c != '.' && c != '\'') return true;
  return false;
}

const std::array<std::uint8_t, 128>& ascii_gap_bits() {
  static const auto table = [] {
    std::array<std::uint8_t, 128> bits{};
    for (char32_t c = 0; c < 128; ++c)
      if (!text::is_solid(c)) bits[c] = gap_bits(c);
    return bits;
  }();
  return table;
}

}  // namespace

std::size_t ascii_prefix(std::string_view text) {
  std::size_t at = 0;
#ifdef __SSE2__
  for (; at + 16 <= text.size(); at += 16) {
    const int high = _mm_movemask_epi8(_mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at)));
    if (high) return at + static_cast<std::size_t>(std::countr_zero(static_cast<unsigned>(high)));
  }
#endif
  while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
  return at;
}

void add_ascii_words(std::string_view source, std::size_t begin, std::size_t end, PositionBuilder& builder,
                     Positions& out) {
  const std::array<std::uint8_t, 128>& bits = ascii_gap_bits();
  const std::size_t forms = out.forms.size();
  // The forms are the lower-cased run itself; blocks are written whole, so there is room for one more.
  out.forms.resize(forms + (end - begin) + block_size);
  char* const lower = out.forms.data() + forms;
  const auto form_begin = [&](std::size_t place) {
    return static_cast<std::uint32_t>(forms + (place - begin));
  };

  const std::size_t items_before = out.items.size();
  std::size_t word_begin = 0, gap_begin = 0;
  const auto add = [&](std::size_t word_end) {
    if (out.items.size() == items_before) {
      builder.add(word_begin, word_end, form_begin(word_begin), false);
      out.items.back().form_length = static_cast<std::uint32_t>(word_end - word_begin);
    } else {
      Gap gap;
      if (word_begin - gap_begin != 1 || source[gap_begin] != ' ')
        for (std::size_t i = gap_begin; i < word_begin; ++i)
          gap.add(bits[static_cast<unsigned char>(source[i])]);
      out.items.back().flags |= gap.bits & (flag::break_after | flag::question_after);
      out.items.push_back({static_cast<std::uint32_t>(word_begin), static_cast<std::uint32_t>(word_end),
                           form_begin(word_begin), static_cast<std::uint32_t>(word_end - word_begin),
                           static_cast<std::uint8_t>(gap.bits & (flag::break_before | flag::stop_before))});
    }
    gap_begin = word_end;
  };

  // Of the byte before the block: is it a letter, a digit, in a word; has the word a bare mark.
  std::uint64_t letter_before = 0, digit_before = 0, word_before = 0;
  bool bare = false;
  for (std::size_t block = begin; block < end; block += block_size) {
    const std::size_t size = std::min(block_size, end - block);
    Masks masks;
    if (size == block_size) {
      masks = classify(source.data() + block, lower + (block - begin));
    } else {
      std::array<char, block_size> padded{};
      std::memcpy(padded.data(), source.data() + block, size);
      masks = classify(padded.data(), lower + (block - begin));
    }
    const char after = block + block_size < end ? source[block + block_size] : ' ';
    const std::uint64_t left_letters = masks.letters << 1 | letter_before,
                        left_digits = masks.digits << 1 | digit_before;
    const std::uint64_t right_letters = masks.letters >> 1 | static_cast<std::uint64_t>(is_letter(after))
                                                                 << 63;
    const std::uint64_t right_digits = masks.digits >> 1 | static_cast<std::uint64_t>(is_digit(after)) << 63;
    const std::uint64_t between_letters = left_letters & right_letters,
                        between_digits = left_digits & right_digits;
    const std::uint64_t words = masks.letters | masks.digits | masks.joiners |
                                (masks.mid_both & (between_letters | between_digits)) |
                                (masks.mid_numbers & between_digits);
    bare = bare || masks.bare != 0;
    bool inside = word_before != 0;
    for (std::uint64_t turns = words ^ (words << 1 | word_before); turns != 0; turns &= turns - 1) {
      const std::size_t place = block + static_cast<std::size_t>(std::countr_zero(turns));
      if (!inside)
        word_begin = place;
      else if (!bare || is_solid(source.substr(word_begin, place - word_begin)))
        add(place);
      inside = !inside;
    }
    if (!inside) bare = false;
    letter_before = masks.letters >> 63;
    digit_before = masks.digits >> 63;
    word_before = words >> 63;
  }
  // A word that fills the last block to its last byte.
  if (word_before != 0 && (!bare || is_solid(source.substr(word_begin, end - word_begin)))) add(end);
  out.forms.resize(forms + (end - begin));
}

}  // namespace gloss::text
