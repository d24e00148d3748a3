// SPDX-License-Identifier: GPL-3.0-or-later
// Chinese literals in real transcripts: what the rules find is what a plain search for the characters finds.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "support/shared_data.h"
#include "tagger/places.h"
#include "tagger/script.h"
#include "text/fold.h"

namespace gloss::test {
namespace {

struct Character {
  char32_t code_point = 0;
  std::size_t begin = 0, end = 0;
};

/// REQUIRES: valid UTF-8.
std::vector<Character> characters_of(std::string_view text) {
  std::vector<Character> all;
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t code_point = length == 1 ? lead : lead & (0x7Fu >> length);
    for (std::size_t k = 1; k < length; ++k)
      code_point = (code_point << 6) | (static_cast<unsigned char>(text[i + k]) & 0x3Fu);
    all.push_back({code_point, i, i + length});
    i += length;
  }
  return all;
}

bool is_han(char32_t c) { return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF); }

/// What D6 lets stand between the neighbours of a phrase: white space, joining marks, quotation marks,
/// brackets; and symbols.
bool is_bridged(char32_t c) {
  static const std::u32string_view marks =
      U" \t\n\u3000\u00A0-\u2010\u2011'"
      U"\u2018\u2019\"\u201C\u201D\u00AB\u00BB\u300C\u300D\u300E\u300F\u300A\u300B\u3008\u3009"
      U"()[]{}\u3010\u3011\u00B7\u30FB_/&@#%*\\+=<>~$^`|\u200B\u2192\u00A9\u00AE\u00B0\u00D7";
  return marks.find(c) != std::u32string_view::npos || (c >= 0x2190 && c <= 0x2BFF) ||
         (c >= 0x1F000 && c <= 0x1FAFF);
}

/// A folded passage without what is bridged, and where each of its bytes came from.
struct Searchable {
  std::string text;
  std::vector<text::ByteSpan> origin;  // by byte of `text`
};

Searchable searchable(std::string_view passage) {
  const text::FoldedText folded(passage);
  Searchable made;
  for (const Character& c : characters_of(folded.text())) {
    if (is_bridged(c.code_point)) continue;
    made.text += folded.text().substr(c.begin, c.end - c.begin);
    made.origin.resize(made.text.size(), folded.source_span(c.begin, c.end));
  }
  return made;
}

std::vector<std::string> paragraphs_of(const std::string& text) {
  std::vector<std::string> all;
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = text.find("\n\n", begin);
    if (end == std::string::npos) end = text.size();
    if (end > begin) all.push_back(text.substr(begin, end - begin));
    begin = end + 2;
  }
  return all;
}

TEST(Chinese, LiteralsAreFoundWhereAPlainSearchFindsThem) {
  GLOSS_NEEDS_SHARED_DATA();
  std::vector<std::string> paragraphs, runs;
  for (const std::string& path : files_in(shared_path("data/transcripts"), {".md"})) {
    if (path.find("/zh") == std::string::npos && path.find("en-zh") == std::string::npos) continue;
    for (const std::string& paragraph : paragraphs_of(slurp(path))) paragraphs.push_back(paragraph);
  }
  ASSERT_GT(paragraphs.size(), 200u);
  for (const std::string& paragraph : paragraphs) {
    std::size_t begin = 0, end = 0;
    for (const Character& c : characters_of(paragraph)) {
      if (is_han(c.code_point)) {
        if (c.begin != end) begin = c.begin;
        end = c.end;
        if (end - begin >= 6) runs.push_back(paragraph.substr(begin, end - begin));
      }
    }
  }
  std::mt19937_64 random(20261125);
  std::set<std::string> literals;
  while (literals.size() < 300) {
    const std::string& run = runs[random() % runs.size()];
    const std::size_t length = std::min<std::size_t>(run.size() / 3, 1 + random() % 6);
    literals.insert(run.substr(run.size() - 3 * length));
  }

  codebook::Codebook codebook;
  for (const std::string& literal : literals) {
    codebook::Code code;
    code.id = "c" + std::to_string(codebook.codes.size());
    code.rules.emplace_back();
    code.rules.back().expression.text = literal;
    codebook.codes.push_back(code);
  }
  Script script;
  script.facts.language = "zh";
  for (const std::string& paragraph : paragraphs) script.passages.push_back({paragraph, -1, -1, -1});
  text::Tokenizer tokenizer;
  MemoryVocabulary vocabulary;
  const MemorySource source(script, tokenizer, vocabulary);
  auto program = tagger::Program::compile(codebook, vocabulary, "c.yaml", {});
  ASSERT_TRUE(program);
  const std::vector<tagger::Hit> found = program->run(source.view());
  std::set<std::tuple<int, std::size_t, std::size_t>> engine, search;
  tagger::Places places(source.text(), source.view().tokens);
  for (const tagger::Hit& hit : found) {
    const text::ByteSpan span = places.span(hit.run);
    engine.insert({hit.code, span.begin.count, span.end.count});
  }
  EXPECT_EQ(engine.size(), found.size());
  std::size_t place = 0;
  for (const std::string& paragraph : paragraphs) {
    const Searchable in = searchable(paragraph);
    int code = 0;
    for (const std::string& literal : literals) {
      const std::string folded = text::fold(literal);
      for (std::size_t at = in.text.find(folded); at != std::string::npos; at = in.text.find(folded, at + 1))
        search.insert(
            {code, place + in.origin[at].begin.count, place + in.origin[at + folded.size() - 1].end.count});
      ++code;
    }
    place += paragraph.size() + 2;
  }
  EXPECT_GT(search.size(), 1000u);
  EXPECT_EQ(engine, search);
}

}  // namespace
}  // namespace gloss::test
