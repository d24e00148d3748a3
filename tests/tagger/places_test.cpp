// SPDX-License-Identifier: GPL-3.0-or-later
#include "tagger/places.h"

#include <gtest/gtest.h>

#include "tagger/generate.h"
#include "text/fold.h"

namespace gloss::test {
namespace {

TEST(Places, LeadBackToTheBytesOfEveryPosition) {
  text::Tokenizer tokenizer;
  text::Positions positions;
  std::size_t seen = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    Generator generator(seed);
    const Script script = generator.script(60);
    MemoryVocabulary vocabulary;
    const MemorySource source(script, tokenizer, vocabulary);
    const auto view = source.view();
    tagger::Places places(source.text(), view.tokens);
    for (std::size_t p = script.passages.size();
         p-- > 0;) {  // backwards, so that nothing held is right by chance
      const auto& row = view.tokens.passages[p];
      tokenizer.positions(script.passages[p].text, positions);
      for (std::uint32_t i = 0; i < positions.items.size(); ++i) {
        const auto& item = positions.items[i];
        EXPECT_EQ(view.tokens.passage_of(row.first + i), p);
        EXPECT_EQ(places.span({row.first + i, row.first + i}),
                  text::byte_span(row.begin + item.begin, row.begin + item.end));
        ++seen;
      }
    }
    if (view.tokens.cells.empty()) continue;
    const auto last = static_cast<std::uint32_t>(view.tokens.cells.size() - 1);
    const text::ByteSpan whole = places.span({0, last});
    EXPECT_EQ(whole.begin, places.span({0, 0}).begin);
    EXPECT_EQ(whole.end, places.span({last, last}).end);
  }
  EXPECT_GT(seen, 5000u);
}

TEST(Places, QuoteWhatIsThere) {
  Script script;
  script.passages = {{"🙂 Ｆｕｎｄ, “Straße”", -1, -1, -1}, {"環境。", -1, -1, -1}};
  text::Tokenizer tokenizer;
  MemoryVocabulary vocabulary;
  const MemorySource source(script, tokenizer, vocabulary);
  EXPECT_EQ(source.quote({0, 0}), "Ｆｕｎｄ");
  EXPECT_EQ(source.quote({0, 1}), "Ｆｕｎｄ, “Straße");
  EXPECT_EQ(source.quote({2, 3}), "環境");
  EXPECT_EQ(source.quote({1, 2}), "Straße”\n\n環");
}

}  // namespace
}  // namespace gloss::test
