// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/passage_index.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <set>
#include <thread>

#include "base/file.h"
#include "index/sample_sources.h"
#include "index/store_oracle.h"
#include "support/shared_data.h"

namespace gloss::index {
namespace {

namespace fs = std::filesystem;

/// Texts with the numbers that the store would give their passages: from 1, gaps of 3 between texts.
struct Texts {
  std::vector<TokenizedText> texts;
  std::vector<std::int64_t> first;

  explicit Texts(const std::vector<model::Source>& sources) {
    TextTokenizer tokenizer;
    std::int64_t next = 1;
    for (std::size_t s = 0; s < sources.size(); ++s) {
      texts.push_back(tokenizer.tokenize(test::text_id(s), sources[s]));
      first.push_back(next);
      next += static_cast<std::int64_t>(texts.back().passages.size()) + 3;
    }
  }
  void add_to(PassageIndexWriter& writer, std::size_t from, std::size_t to) const {
    for (std::size_t i = from; i < to; ++i) {
      const auto added = writer.add(texts[i], first[i], "interview", "zh");
      ASSERT_TRUE(added) << added.error().line();
    }
  }
};

std::vector<model::Source> random_sources(std::size_t count, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::vector<model::Source> sources;
  for (std::size_t i = 0; i < count; ++i)
    sources.push_back(test::source_of_lines(test::random_text(random, 25), "en"));
  return sources;
}

PassageIndexWriter index_writer_at(const std::string& folder) {
  auto writer = PassageIndexWriter::open(folder, "p");
  EXPECT_TRUE(writer) << writer.error().line();
  return std::move(*writer);
}

/// The index of all texts, made in one go.
std::string made_index(const Texts& texts) {
  const std::string folder = test::temporary_folder() + "/passages";
  auto writer = index_writer_at(folder);
  texts.add_to(writer, 0, texts.texts.size());
  EXPECT_TRUE(writer.commit());
  return folder;
}

/// All passages with at least one of the words, by score, then by id.
Result<std::vector<Ranked>> rank_all(const PassageIndex& index, const std::vector<std::string>& words) {
  std::vector<std::int64_t> ids;
  std::vector<std::uint32_t> order;
  for (std::int64_t id = 1; id < 4'000; ++id) {
    ids.push_back(id);
    order.push_back(static_cast<std::uint32_t>(id));
  }
  auto ranked = index.rank(words, ids, order, ids.size());
  if (ranked) std::erase_if(*ranked, [](const Ranked& hit) { return hit.score == 0; });
  return ranked;
}

std::set<std::int64_t> ranked_passages(const PassageIndex& index, const std::vector<std::string>& words) {
  const auto ranked = rank_all(index, words);
  EXPECT_TRUE(ranked) << ranked.error().line();
  std::set<std::int64_t> passages;
  if (!ranked) return passages;
  for (const Ranked& hit : *ranked) EXPECT_TRUE(passages.insert(hit.passage).second);
  return passages;
}

std::string form_of(const TokenizedText& text, Cell cell) {
  return text.words.substr(text.word_begin[id_of(cell)],
                           text.word_begin[id_of(cell) + 1] - text.word_begin[id_of(cell)]);
}

/// For every word, and every pair of neighbouring characters: the passages that hold it.
std::map<std::string, std::set<std::int64_t>> passages_by_word(const Texts& all) {
  std::map<std::string, std::set<std::int64_t>> found;
  for (std::size_t t = 0; t < all.texts.size(); ++t) {
    const TokenizedText& text = all.texts[t];
    std::size_t passage = 0;
    for (std::size_t p = 0; p < text.local.size(); ++p) {
      while (passage + 1 < text.passages.size() && text.passages[passage + 1].first <= p) ++passage;
      const std::int64_t id = all.first[t] + static_cast<std::int64_t>(passage);
      const Cell cell = text.local[p];
      found[form_of(text, cell)].insert(id);
      if (p == text.passages[passage].first || (flags_of(cell) & text::flag::break_before) != 0) continue;
      if ((flags_of(cell) & text::flag::character) != 0 &&
          (flags_of(text.local[p - 1]) & text::flag::character) != 0)
        found[form_of(text, text.local[p - 1]) + form_of(text, cell)].insert(id);
    }
  }
  return found;
}

TEST(PassageIndex, FindsExactlyThePassagesThatHoldAWord) {
  GLOSS_NEEDS_SHARED_DATA();
  std::vector<model::Source> sources;
  for (const std::string& text : test::transcripts({"en_", "zh", "en-zh"}))
    sources.push_back(test::source_of_lines(text, "zh"));
  const Texts texts(sources);
  const auto opened = PassageIndex::open(made_index(texts), "p");
  ASSERT_TRUE(opened) << opened.error().line();

  const auto truth = passages_by_word(texts);
  std::vector<std::string> words, pairs;
  for (const auto& [word, passages] : truth)
    (word.size() == 6 && word[0] >= '\xE4' ? pairs : words).push_back(word);
  std::mt19937_64 random(31);
  std::shuffle(words.begin(), words.end(), random);
  std::shuffle(pairs.begin(), pairs.end(), random);
  ASSERT_GT(pairs.size(), 150u);
  words.resize(250);
  words.insert(words.end(), pairs.begin(), pairs.begin() + 150);
  for (const std::string& word : words) ASSERT_EQ(ranked_passages(*opened, {word}), truth.at(word)) << word;
  EXPECT_TRUE(ranked_passages(*opened, {"nosuchwordanywhere"}).empty());
  EXPECT_TRUE(ranked_passages(*opened, {}).empty());

  // Several words: all passages with at least one.
  for (std::size_t i = 0; i + 1 < words.size(); i += 2) {
    std::set<std::int64_t> either = truth.at(words[i]);
    either.insert(truth.at(words[i + 1]).begin(), truth.at(words[i + 1]).end());
    ASSERT_EQ(ranked_passages(*opened, {words[i], words[i + 1]}), either);
  }
}

/// BM25 as Xapian defines it for its default parameters (k1 = 1, b = 0.5, length normalised by the mean and
/// not below 0.5), from counts of our own.
TEST(PassageIndex, ScoresByBm25AndRoundsToSixDigits) {
  const Texts texts(random_sources(12, 32));
  const auto opened = PassageIndex::open(made_index(texts), "p");
  ASSERT_TRUE(opened);
  std::map<std::int64_t, double> length;
  std::map<std::int64_t, double> count;
  const auto truth = passages_by_word(texts);
  for (std::size_t t = 0; t < texts.texts.size(); ++t) {
    const TokenizedText& text = texts.texts[t];
    for (std::size_t i = 0; i < text.passages.size(); ++i) {
      const std::int64_t id = texts.first[t] + static_cast<std::int64_t>(i);
      length[id] = 0;
      const std::size_t end = i + 1 < text.passages.size() ? text.passages[i + 1].first : text.local.size();
      for (std::size_t p = text.passages[i].first; p < end; ++p) {
        length[id] += 1;
        if (form_of(text, text.local[p]) == "café") count[id] += 1;
        const bool follows =
            p > text.passages[i].first && (flags_of(text.local[p]) & text::flag::break_before) == 0;
        if (follows && (flags_of(text.local[p]) & flags_of(text.local[p - 1]) & text::flag::character) != 0)
          length[id] += 1;
      }
    }
  }
  double mean = 0;
  for (const auto& [id, n] : length) mean += n;
  const auto passages = static_cast<double>(length.size());
  mean /= passages;
  const auto holding = static_cast<double>(count.size());
  ASSERT_GT(count.size(), 10u);
  double idf = (passages - holding + 0.5) / (holding + 0.5);
  if (idf < 2) idf = idf * 0.5 + 1;

  const auto ranked = rank_all(*opened, {"café"});
  ASSERT_TRUE(ranked);
  ASSERT_EQ(ranked->size(), count.size());
  for (const Ranked& hit : *ranked) {
    const double tf = count.at(hit.passage), normal = std::max(length.at(hit.passage) / mean, 0.5);
    EXPECT_NEAR(hit.score, std::log(idf) * 2 * tf / (tf + 0.5 + 0.5 * normal), 1e-5) << hit.passage;
    const double scale = std::pow(10, 5 - std::floor(std::log10(hit.score)));
    EXPECT_NEAR(hit.score * scale, std::round(hit.score * scale), 1e-4);
  }
  EXPECT_TRUE(std::is_sorted(ranked->begin(), ranked->end(), [](const Ranked& a, const Ranked& b) {
    return a.score != b.score ? a.score > b.score : a.passage < b.passage;
  }));
}

TEST(PassageIndex, RanksTheSameInWhateverOrderAndPortionsTextsCame) {
  const Texts texts(random_sources(20, 33));
  const auto one = PassageIndex::open(made_index(texts), "p");
  ASSERT_TRUE(one);
  const std::string folder = test::temporary_folder() + "/passages";
  for (const auto& [from, to] :
       std::vector<std::pair<std::size_t, std::size_t>>{{10, 15}, {0, 3}, {15, 20}, {3, 10}}) {
    auto writer = index_writer_at(folder);
    texts.add_to(writer, from, to);
    texts.add_to(writer, from, to);  // passed over
    ASSERT_TRUE(writer.commit());
  }
  const auto many = PassageIndex::open(folder, "p");
  ASSERT_TRUE(many) << many.error().line();
  EXPECT_EQ(many->texts(), one->texts());
  EXPECT_EQ(many->texts().size(), 20u);
  EXPECT_EQ(many->texts().front(), 10);
  EXPECT_EQ(many->passages(), one->passages());
  for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
           {"the"}, {"sport", "hall"}, {"政府", "体", "café"}, {"donтt"}, {"双重管理", "and", "the"}}) {
    const auto a = rank_all(*one, words), b = rank_all(*many, words);
    ASSERT_TRUE(a && b);
    ASSERT_EQ(a->size(), b->size());
    for (std::size_t i = 0; i < a->size(); ++i) {
      ASSERT_EQ((*a)[i].passage, (*b)[i].passage);
      ASSERT_EQ((*a)[i].score, (*b)[i].score);
    }
  }
}

TEST(PassageIndex, TakesWordsOfEveryLength) {
  std::string text;
  for (std::size_t length = 195; length <= 260; ++length) text += std::string(length, 'q') + "\n";
  const Texts texts({test::source_of_lines(text, "en")});
  const auto opened = PassageIndex::open(made_index(texts), "p");
  ASSERT_TRUE(opened) << opened.error().line();
  for (std::size_t length = 195; length <= 260; ++length)
    EXPECT_EQ(ranked_passages(*opened, {std::string(length, 'q')}),
              std::set<std::int64_t>{static_cast<std::int64_t>(length) - 194});
}

TEST(PassageIndex, SaysWhatIsMissingStaleOrAnothers) {
  const std::string folder = made_index(Texts(random_sources(2, 34)));
  const auto other = PassageIndex::open(folder, "q");
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().fault, Fault::bad_input);
  const auto none = PassageIndex::open(folder + "/nowhere", "p");
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().fault, Fault::missing_input);
}

TEST(PassageIndex, IsPrivateWhateverTheUmask) {
  const mode_t before = ::umask(0);
  const std::string folder = made_index(Texts(random_sources(2, 35)));
  ::umask(before);
  struct stat facts{};
  ASSERT_EQ(::stat(folder.c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777, 0700u);
  for (const auto& entry : fs::directory_iterator(folder)) {
    ASSERT_EQ(::stat(entry.path().c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 0777, 0600u) << entry.path();
  }
}

TEST(PassageIndexWriter, RefusesNumbersThatXapianCannotHold) {
  const Texts texts({test::source_of_lines("one\ntwo\n", "en")});
  auto writer = index_writer_at(test::temporary_folder() + "/passages");
  EXPECT_FALSE(writer.add(texts.texts[0], 0, "interview", "en"));
  EXPECT_FALSE(writer.add(texts.texts[0], std::int64_t{UINT32_MAX}, "interview", "en"));
  EXPECT_TRUE(writer.add(texts.texts[0], 1, "interview", "en"));
}

TEST(PassageIndexWriter, SealsWhatItCommittedWhenItIsStopped) {
  const Texts texts(random_sources(6, 36));
  const std::string folder = test::temporary_folder() + "/passages";
  {
    auto writer = index_writer_at(folder);
    texts.add_to(writer, 0, 3);
    ASSERT_TRUE(writer.commit());
    texts.add_to(writer, 3, 6);  // and never committed
  }
  const auto opened = PassageIndex::open(folder, "p");
  ASSERT_TRUE(opened) << opened.error().line();
  EXPECT_EQ(opened->texts(), (std::vector<std::int64_t>{10, 20, 30}));
  auto writer = index_writer_at(folder);
  texts.add_to(writer, 0, 6);
  ASSERT_TRUE(writer.commit());
  EXPECT_EQ(PassageIndex::open(folder, "p")->texts().size(), 6u);
}

TEST(PassageIndexWriter, MakesAnIndexAnewThatAKilledOneLeft) {
  const Texts texts(random_sources(6, 37));
  const std::string folder = made_index(texts);
  const pid_t child = ::fork();
  if (child == 0) {
    auto writer = PassageIndexWriter::open(folder, "p");
    TextTokenizer tokenizer;
    const auto more = tokenizer.tokenize(777, test::source_of_lines("one more text", "en"));
    if (writer && writer->add(more, 9000, "interview", "en")) ::_exit(0);
    ::_exit(1);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  ASSERT_EQ(status, 0);
  const auto opened = PassageIndex::open(folder, "p");
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().fault, Fault::damaged);
  auto writer = index_writer_at(folder);
  texts.add_to(writer, 0, 6);
  ASSERT_TRUE(writer.commit());
  const auto anew = PassageIndex::open(folder, "p");
  ASSERT_TRUE(anew) << anew.error().line();
  EXPECT_EQ(anew->texts().size(), 6u);
}

TEST(PassageIndex, CanBeReadWhileAWriterIsAtWork) {
  const Texts texts(random_sources(6, 38));
  const std::string folder = test::temporary_folder() + "/passages";
  auto writer = index_writer_at(folder);
  texts.add_to(writer, 0, 3);
  ASSERT_TRUE(writer.commit());
  texts.add_to(writer, 3, 6);
  const auto during = PassageIndex::open(folder, "p");
  ASSERT_TRUE(during) << during.error().line();
  EXPECT_EQ(during->texts().size(), 3u);
  ASSERT_TRUE(writer.commit());
  EXPECT_FALSE(rank_all(*during, {"the"})->empty()) << "one commit behind must still answer";
  EXPECT_EQ(PassageIndex::open(folder, "p")->texts().size(), 6u);
}

TEST(PassageIndex, CanBeOpenedAtAnyMomentOfAWritersWork) {
  const Texts texts(random_sources(40, 41));
  const std::string folder = test::temporary_folder() + "/passages";
  {
    auto writer = index_writer_at(folder);
    texts.add_to(writer, 0, 1);
    ASSERT_TRUE(writer.commit());
  }
  std::atomic<bool> done = false;
  std::thread work([&] {
    for (std::size_t i = 1; i < texts.texts.size(); ++i) {
      auto writer = PassageIndexWriter::open(folder, "p");
      EXPECT_TRUE(writer) << writer.error().line();
      if (!writer) break;
      EXPECT_TRUE(writer->add(texts.texts[i], texts.first[i], "interview", "en"));
      EXPECT_TRUE(writer->commit());
    }
    done = true;
  });
  std::size_t seen = 1;
  while (!done) {
    const auto opened = PassageIndex::open(folder, "p");
    EXPECT_TRUE(opened) << opened.error().line();
    if (!opened) break;
    EXPECT_GE(opened->texts().size(), seen);
    seen = opened->texts().size();
  }
  work.join();
  EXPECT_EQ(PassageIndex::open(folder, "p")->texts().size(), texts.texts.size());
}

TEST(DamagedPassageIndex, IsRefusedOrAnswersRight) {
  const Texts texts(random_sources(10, 39));
  const std::string folder = made_index(texts);
  const auto files = list_files(folder);
  ASSERT_TRUE(files);
  std::set<std::int64_t> right;
  {
    const auto whole = PassageIndex::open(folder, "p");
    ASSERT_TRUE(whole);
    right = ranked_passages(*whole, {"the", "政府"});
  }
  std::mt19937_64 random(40);
  int refused = 0;
  for (int round = 0; round < 300; ++round) {
    const std::string path = folder + "/" + (*files)[random() % files->size()];
    const std::string good = test::slurp(path);
    if (good.empty()) continue;  // the lock
    std::string bad = good;
    const std::size_t at = random() % good.size();
    const auto kind = random() % 3;
    if (kind == 0) bad[at] = static_cast<char>(bad[at] ^ (1 << random() % 8));
    if (kind == 1) bad.resize(at);
    if (kind == 2)
      fs::remove(path);
    else
      std::ofstream(path, std::ios::binary | std::ios::trunc) << bad;
    const auto opened = PassageIndex::open(folder, "p");
    if (opened) {
      ASSERT_EQ(ranked_passages(*opened, {"the", "政府"}), right) << path;
    } else {
      ++refused;
      ASSERT_TRUE(opened.error().fault == Fault::damaged || opened.error().fault == Fault::missing_input)
          << opened.error().line();
    }
    std::ofstream(path, std::ios::binary | std::ios::trunc) << good;
  }
  EXPECT_GT(refused, 150);
  EXPECT_TRUE(PassageIndex::open(folder, "p"));
}

}  // namespace
}  // namespace gloss::index
