// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/sample_sources.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>

#include "support/shared_data.h"
#include "text/decode.h"

namespace gloss::test {

namespace {

std::size_t below(std::mt19937_64& random, std::size_t n) { return static_cast<std::size_t>(random() % n); }

std::vector<std::string> lines_of(const std::vector<std::string>& texts) {
  std::vector<std::string> lines;
  for (const std::string& text : texts) {
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      if (end > at) lines.push_back(text.substr(at, end - at));
      at = end + 1;
    }
  }
  return lines;
}

}  // namespace

model::Source source_of_lines(std::string text, std::string language) {
  model::Source source;
  source.text = std::move(text);
  source.language = std::move(language);
  source.speakers = {
      {"Q", model::Role::interviewer}, {"P1", model::Role::interviewee}, {"P2", model::Role::interviewee}};
  const std::string_view blank = " \t\r\n";
  const std::string_view whole = source.text;
  for (std::size_t at = 0; at < whole.size();) {
    const std::size_t end = std::min(whole.find('\n', at), whole.size());
    const std::size_t first = std::min(whole.find_first_not_of(blank, at), end);
    if (first < end) {
      const std::size_t last = whole.find_last_not_of(blank, end - 1);
      model::Passage passage;
      passage.span = text::byte_span(first, last + 1);
      const auto n = static_cast<std::int32_t>(source.passages.size());
      passage.turn = n < 2 ? -1 : (n - 2) / 2;
      passage.section = n / 10 - 1;
      if (passage.turn >= static_cast<std::int32_t>(source.turns.size()))
        source.turns.push_back({passage.turn % 4 - 1, passage.span});
      source.passages.push_back(passage);
    }
    at = end + 1;
  }
  return source;
}

std::vector<model::Source> mixed_sources(const std::vector<std::string>& texts, const std::string& language,
                                         std::size_t bytes, std::size_t source_bytes, std::uint64_t seed) {
  const std::vector<std::string> lines = lines_of(texts);
  std::mt19937_64 random(seed);
  std::vector<model::Source> sources;
  for (std::size_t made = 0; made < bytes;) {
    std::string text;
    while (text.size() < source_bytes) text += lines[below(random, lines.size())] + "\n\n";
    made += text.size();
    sources.push_back(source_of_lines(std::move(text), language));
  }
  return sources;
}

std::vector<std::string> transcripts(const std::vector<std::string>& prefixes) {
  std::vector<std::string> texts;
  for (const std::string& path : files_in(shared_path("data/transcripts"), {".md", ".txt"})) {
    const std::string name = std::filesystem::path(path).filename().string();
    for (const std::string& prefix : prefixes)
      if (name.starts_with(prefix)) {
        auto decoded = text::decode(slurp(path), name, {});
        EXPECT_TRUE(decoded) << name;
        if (decoded) texts.push_back(std::move(decoded->text));
        break;
      }
  }
  return texts;
}

std::string random_text(std::mt19937_64& random, std::size_t lines) {
  constexpr std::array<std::string_view, 34> stock{"the",
                                                   "and",
                                                   "Sport",
                                                   "hall",
                                                   "don't",
                                                   "3.5",
                                                   "u.s",
                                                   "café",
                                                   "Straße",
                                                   "e\u0301te",
                                                   "K팝",
                                                   "AA制",
                                                   "@name",
                                                   "a@b.c",
                                                   "self-organised",
                                                   "我们",
                                                   "双重管理",
                                                   "体育",
                                                   "政府",
                                                   "購買",
                                                   "สวัสดี",
                                                   "🙂",
                                                   "?",
                                                   "...",
                                                   "(yes)",
                                                   "，",
                                                   "。",
                                                   "x",
                                                   "Ünïcödé",
                                                   "донаудампфшиффартсгезельшафт",
                                                   "extraordinarilylongwords",
                                                   "ｶﾞ",
                                                   "１２３",
                                                   "naïve"};
  std::string text;
  for (std::size_t line = 0; line < lines; ++line) {
    const std::size_t words = below(random, 12);
    for (std::size_t w = 0; w < words; ++w) {
      switch (below(random, 20)) {
        case 0:  // a word of any length around the 8 and 16 bytes that the form map tells apart
          text += std::string(1 + below(random, 40), static_cast<char>('a' + below(random, 3)));
          break;
        case 1:
          text += "w" + std::to_string(below(random, 5000));
          break;
        default:
          text += stock[below(random, stock.size())];
      }
      if (below(random, 6) != 0) text += ' ';
    }
    text += below(random, 4) == 0 ? "\n\n" : "\n";
  }
  return text;
}

}  // namespace gloss::test
