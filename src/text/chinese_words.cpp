// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/chinese_words.h"

#include <fmt/format.h>
#include <unicode/brkiter.h>
#include <unicode/uscript.h>
#include <unicode/utext.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstdlib>

#include "base/file.h"
#include "text/code_point.h"
#include "text/fold.h"
#include "text/icu.h"
#include "text/simplified.h"

namespace gloss::text {
namespace {

constexpr float not_a_word = 1;  // logarithms of shares are at most 0

/// The word folded to Simplified; whether it is Han throughout.
bool read_han(std::string_view word, std::u32string& out) {
  out.clear();
  for (std::size_t i = 0; i < word.size();) {
    const UChar32 c = next_code_point(word, i);
    if (c < 0 || !is_han(static_cast<char32_t>(c))) return false;
    out += simplified(static_cast<char32_t>(c));
  }
  return !out.empty();
}

void append_utf8(char32_t c, std::string& out) {
  const auto byte = [&](char32_t value) { out += static_cast<char>(value); };
  if (c < 0x80) return byte(c);
  if (c < 0x800) {
    byte(0xC0 | c >> 6);
  } else {
    if (c < 0x10000) {
      byte(0xE0 | c >> 12);
    } else {
      byte(0xF0 | c >> 18);
      byte(0x80 | (c >> 12 & 0x3F));
    }
    byte(0x80 | (c >> 6 & 0x3F));
  }
  byte(0x80 | (c & 0x3F));
}

}  // namespace

bool is_han(char32_t c) {
  if ((c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF)) return true;
  if (c < 0x2E80) return false;
  UErrorCode status = U_ZERO_ERROR;
  return uscript_getScript(static_cast<UChar32>(c), &status) == USCRIPT_HAN;
}

std::string ChineseDictionary::usual_path() {
  const char* chosen = std::getenv("GLOSS_JIEBA_DICT");
  return chosen != nullptr && *chosen != '\0' ? chosen : "/usr/lib/python3/dist-packages/jieba/dict.txt";
}

ChineseDictionary::ChineseDictionary(std::size_t nodes_expected)
    : slots_(std::bit_ceil(std::max<std::size_t>(1024, 2 * nodes_expected))), frequencies_(1, 0) {
  shift_ = 64 - std::countr_zero(slots_.size());
  frequencies_.reserve(nodes_expected);
}

/// Whether there was room. Dictionaries are sorted, so most of a word's way is that of the word before it.
bool ChineseDictionary::add(std::u32string_view word, std::uint64_t frequency) {
  std::size_t shared = 0;
  while (shared < word.size() && shared < last_word_.size() && word[shared] == last_word_[shared]) ++shared;
  last_way_.resize(shared);
  std::uint32_t node = shared == 0 ? 0 : last_way_.back();
  last_word_ = word;
  for (const char32_t character : word.substr(shared)) {
    if (2 * (frequencies_.size() + 1) > slots_.size()) grow();
    const std::uint64_t key = key_of(node, character);
    std::size_t i = place(key);
    while (slots_[i] != 0 && slots_[i] >> node_bits != key) i = (i + 1) & (slots_.size() - 1);
    if (slots_[i] == 0) {
      if (frequencies_.size() > most_nodes) return false;
      slots_[i] = key << node_bits | frequencies_.size();
      frequencies_.push_back(0);
    }
    node = static_cast<std::uint32_t>(slots_[i] & most_nodes);
    last_way_.push_back(node);
  }
  words_ += frequencies_[node] == 0;
  frequencies_[node] += frequency;
  return true;
}

void ChineseDictionary::grow() {
  std::vector<std::uint64_t> old(2 * slots_.size());
  old.swap(slots_);
  --shift_;
  for (const std::uint64_t slot : old) {
    if (slot == 0) continue;
    std::size_t i = place(slot >> node_bits);
    while (slots_[i] != 0) i = (i + 1) & (slots_.size() - 1);
    slots_[i] = slot;
  }
}

void ChineseDictionary::finish() {
  std::uint64_t total = 0;
  for (const std::uint64_t frequency : frequencies_) total += frequency;
  const double log_total = std::log(static_cast<double>(std::max<std::uint64_t>(total, 1)));
  least_ = -log_total;
  scores_.reserve(frequencies_.size());
  for (const std::uint64_t frequency : frequencies_)
    scores_.push_back(frequency == 0
                          ? not_a_word
                          : static_cast<float>(std::log(static_cast<double>(frequency)) - log_total));
  frequencies_ = {};
  last_word_ = {};
  last_way_ = {};
}

Result<ChineseDictionary> ChineseDictionary::of(std::string_view lines, const std::string& name) {
  ChineseDictionary made(lines.size() / 10);
  std::u32string word;
  std::size_t number = 0;
  while (!lines.empty()) {
    ++number;
    std::string_view line = lines.substr(0, lines.find('\n'));
    lines.remove_prefix(std::min(lines.size(), line.size() + 1));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) continue;
    // The word may have blanks in it ("AT&T 3 nz" has none), so the frequency is found from the left after
    // Han.
    const std::size_t blank = line.find(' ');
    const bool han = read_han(line.substr(0, blank), word);
    if (!han && blank != std::string_view::npos) continue;
    std::uint64_t frequency = 0;
    const char* begin = line.data() + std::min(blank, line.size() - 1) + 1;
    const char* end = line.data() + line.size();
    const auto read = std::from_chars(begin, end, frequency);
    if (blank == std::string_view::npos || read.ec != std::errc() || (read.ptr != end && *read.ptr != ' ') ||
        frequency > 1'000'000'000'000)
      return Err(Fault::bad_input, fmt::format("{}:{}", name, number), "is not 'word frequency'",
                 "GLOSS_JIEBA_DICT names jieba's dict.txt");
    if (frequency > 0 && !made.add(word, frequency))
      return Err(Fault::bad_input, name, "has too many words for a dictionary", "a smaller dictionary");
  }
  made.finish();
  return made;
}

Result<ChineseDictionary> ChineseDictionary::open(const std::string& path) {
  GLOSS_TRY(const auto file, MappedFile::open(path));
  return of(file.bytes(), path);
}

ChineseDictionary ChineseDictionary::of_words(const std::vector<std::string>& words) {
  ChineseDictionary made(0);
  std::u32string characters;
  for (const std::string& word : words)
    if (read_han(fold(word), characters) && characters.size() > 1 && !made.add(characters, 1)) break;
  made.finish();
  return made;
}

struct ChineseWords::Icu {
  std::unique_ptr<icu::BreakIterator> words;
  Icu() {
    UErrorCode status = U_ZERO_ERROR;
    words.reset(icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
    check_icu(status);
  }
};

ChineseWords::ChineseWords(const ChineseDictionary* dictionary, const ChineseDictionary* whole)
    : dictionary_(dictionary), whole_(whole != nullptr && whole->words() > 0 ? whole : nullptr) {}
ChineseWords::~ChineseWords() = default;
ChineseWords::ChineseWords(ChineseWords&&) noexcept = default;
ChineseWords& ChineseWords::operator=(ChineseWords&&) noexcept = default;

void ChineseWords::cut(std::u32string_view run, std::vector<std::uint32_t>& lengths) {
  std::size_t gap = 0;
  for (std::size_t i = 0; whole_ != nullptr && i < run.size();) {
    std::uint32_t node = 0, longest = 0;
    for (std::size_t j = i; j < run.size() && (node = whole_->step(node, run[j])) != 0; ++j)
      if (whole_->is_word(node)) longest = static_cast<std::uint32_t>(j - i + 1);
    if (longest == 0) {
      ++i;
      continue;
    }
    cut_gap(run.substr(gap, i - gap), lengths);
    lengths.push_back(longest);
    gap = i += longest;
  }
  cut_gap(run.substr(gap), lengths);
}

void ChineseWords::cut_gap(std::u32string_view run, std::vector<std::uint32_t>& lengths) {
  if (run.size() < 2) {
    if (!run.empty()) lengths.push_back(1);
    return;
  }
  if (dictionary_ != nullptr) return cut_best(run, lengths);
  text_.clear();
  ends_.clear();
  for (const char32_t character : run) {
    append_utf8(character, text_);
    ends_.push_back(static_cast<std::uint32_t>(text_.size()));
  }
  cut_by_icu(text_, ends_, lengths);
}

/// From the right: the best way from each character to the end. Of equally good ones the longer word.
void ChineseWords::cut_best(std::u32string_view run, std::vector<std::uint32_t>& lengths) {
  const std::size_t n = run.size();
  best_.resize(n + 1);
  length_.resize(n);
  best_[n] = 0;
  for (std::size_t i = n; i-- > 0;) {
    double best = dictionary_->least_score() + best_[i + 1];
    std::uint32_t length = 1, node = 0;
    for (std::size_t j = i; j < n && (node = dictionary_->step(node, run[j])) != 0; ++j) {
      if (!dictionary_->is_word(node)) continue;
      const double way = dictionary_->score(node) + best_[j + 1];
      if (way < best) continue;
      best = way;
      length = static_cast<std::uint32_t>(j - i + 1);
    }
    best_[i] = best;
    length_[i] = length;
  }
  for (std::size_t i = 0; i < n; i += length_[i]) lengths.push_back(length_[i]);
}

void ChineseWords::cut_by_icu(std::string_view text, const std::vector<std::uint32_t>& ends,
                              std::vector<std::uint32_t>& lengths) {
  if (!icu_) icu_ = std::make_unique<Icu>();
  UErrorCode status = U_ZERO_ERROR;
  UText bytes = UTEXT_INITIALIZER;
  utext_openUTF8(&bytes, text.data(), static_cast<std::int64_t>(text.size()), &status);
  icu_->words->setText(&bytes, status);
  check_icu(status);
  std::uint32_t begin = 0, i = 0;  // the first character of the word; the one looked at
  for (std::int32_t edge = icu_->words->next(); edge != icu::BreakIterator::DONE;
       edge = icu_->words->next()) {
    while (i < ends.size() && ends[i] < static_cast<std::uint32_t>(edge)) ++i;
    if (i == ends.size() || ends[i] != static_cast<std::uint32_t>(edge)) continue;  // inside a character
    lengths.push_back(++i - begin);
    begin = i;
  }
  utext_close(&bytes);
}

}  // namespace gloss::text
