// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/store_oracle.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace gloss::test {

Answers expected_answers(const std::vector<model::Source>& sources) {
  Answers answers;
  text::Tokenizer tokenizer;
  text::Positions found;
  for (std::size_t s = 0; s < sources.size(); ++s) {
    const model::Source& source = sources[s];
    const std::int64_t id = text_id(s);
    auto& positions = answers.positions[id];
    auto& passages = answers.passages[id];
    for (const model::Passage& p : source.passages) {
      const std::int64_t speaker = p.turn < 0 ? -1 : source.turns[static_cast<std::size_t>(p.turn)].speaker;
      passages.push_back({static_cast<std::int64_t>(positions.size()), p.span.begin.count, p.span.end.count,
                          p.turn, p.section, speaker});
      const std::string passage = source.text.substr(p.span.begin.count, p.span.length());
      tokenizer.positions(passage, found);
      tokenizer.mark_sentences(passage, source.language, found);
      bool first = true;
      for (const auto& item : found.items) {
        const std::string form(found.form(item));
        answers.places[form].emplace_back(id, static_cast<std::uint32_t>(positions.size()));
        positions.emplace_back(form, item.flags | (first ? text::flag::passage_start : 0));
        first = false;
      }
    }
  }
  return answers;
}

Answers answers_of(const index::TokenStore& store) {
  Answers answers;
  const index::Vocabulary& vocabulary = store.vocabulary();
  std::vector<std::vector<index::TextTokens>> by_segment(store.segments());
  for (const std::int64_t text : store.texts()) {
    const auto tokens = store.find(text);
    EXPECT_TRUE(tokens.has_value());
    if (!tokens) continue;
    EXPECT_EQ(tokens->text, text);
    by_segment.at(tokens->segment).push_back(*tokens);
    auto& positions = answers.positions[text];
    for (const index::Cell cell : tokens->cells)
      positions.emplace_back(vocabulary.word(index::id_of(cell)), index::flags_of(cell));
    auto& passages = answers.passages[text];
    for (const index::PassageRow& p : tokens->passages)
      passages.push_back({p.first, p.begin, p.end, p.turn, p.section, p.speaker});
  }
  std::vector<std::uint32_t> list;
  for (std::uint32_t id = 0; id < vocabulary.size(); ++id) {
    const std::string word(vocabulary.word(id));
    EXPECT_EQ(vocabulary.find(word), id);
    std::vector<Answers::Place> places;
    for (std::uint32_t s = 0; s < store.segments(); ++s) {
      list.clear();
      store.postings(s, id, list);
      EXPECT_EQ(list.size(), store.posting_count(s, id));
      EXPECT_TRUE(std::is_sorted(list.begin(), list.end()));
      for (const std::uint32_t position : list) {
        const auto in =
            std::find_if(by_segment[s].begin(), by_segment[s].end(), [&](const index::TextTokens& t) {
              return position >= t.first && position - t.first < t.cells.size();
            });
        EXPECT_NE(in, by_segment[s].end());
        if (in != by_segment[s].end()) places.emplace_back(in->text, position - in->first);
      }
    }
    std::sort(places.begin(), places.end());
    if (!places.empty()) answers.places[word] = std::move(places);
  }
  return answers;
}

void add_all(index::TokenStoreWriter& writer, const std::vector<model::Source>& sources,
             std::size_t per_commit, std::size_t from) {
  index::TextTokenizer tokenizer;
  for (std::size_t s = from; s < sources.size(); ++s) {
    const auto added = writer.add(tokenizer.tokenize(text_id(s), sources[s]));
    ASSERT_TRUE(added) << added.error().line();
    if ((s + 1) % per_commit != 0 && s + 1 != sources.size()) continue;
    const auto committed = writer.commit();
    ASSERT_TRUE(committed) << committed.error().line();
    EXPECT_EQ(writer.pending_positions(), 0u);
  }
}

}  // namespace gloss::test
