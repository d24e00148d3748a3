// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/token_store.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <random>
#include <thread>

#include "base/file.h"
#include "index/sample_sources.h"
#include "index/segment.h"
#include "index/store_oracle.h"
#include "support/shared_data.h"

namespace gloss::index {
namespace {

using test::add_all;
using test::answers_of;
using test::expected_answers;

std::vector<model::Source> random_sources(std::size_t count, std::size_t most_lines, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::vector<model::Source> sources;
  for (std::size_t i = 0; i < count; ++i)
    sources.push_back(test::source_of_lines(test::random_text(random, random() % most_lines),
                                            random() % 2 == 0 ? "en" : "zh"));
  return sources;
}

TokenStoreWriter writer_at(const std::string& folder, std::string_view project = "project-1") {
  auto writer = TokenStoreWriter::open(folder, project);
  EXPECT_TRUE(writer) << writer.error().line();
  return std::move(*writer);
}

TokenStore store_at(const std::string& folder, std::string_view project = "project-1") {
  auto store = TokenStore::open(folder, project);
  EXPECT_TRUE(store) << store.error().line();
  return store ? std::move(*store) : TokenStore::empty();
}

TEST(TokenStore, HoldsThePositionsOfEveryPassageOfRandomTexts) {
  const std::string folder = test::temporary_folder() + "/tokens";
  const auto sources = random_sources(40, 80, 1);
  auto writer = writer_at(folder);
  add_all(writer, sources, 1000);
  const TokenStore store = store_at(folder);
  EXPECT_EQ(store.segments(), 1u);
  EXPECT_TRUE(answers_of(store) == expected_answers(sources));
}

TEST(TokenStore, HoldsThePositionsOfRealTranscriptsInFiveLanguages) {
  GLOSS_NEEDS_SHARED_DATA();
  const std::string folder = test::temporary_folder() + "/tokens";
  std::vector<model::Source> sources;
  for (const std::string language : {"en", "zh", "es", "de", "en-zh"})
    for (const std::string& text : test::transcripts({language}))
      sources.push_back(test::source_of_lines(text, language.substr(0, 2)));
  ASSERT_GT(sources.size(), 10u);
  auto writer = writer_at(folder);
  add_all(writer, sources, 5);
  EXPECT_TRUE(answers_of(store_at(folder)) == expected_answers(sources));
}

TEST(TokenStore, AnswersTheSameFromOneSegmentOrFromManyMergedOnes) {
  const auto sources = random_sources(60, 30, 2);
  const auto expected = expected_answers(sources);
  for (const std::size_t per_commit : {1, 2, 7, 60}) {
    const std::string folder = test::temporary_folder() + "/tokens";
    auto writer = writer_at(folder);
    add_all(writer, sources, per_commit);
    const TokenStore store = store_at(folder);
    EXPECT_LE(store.segments(), 9u);
    EXPECT_TRUE(answers_of(store) == expected) << per_commit;
    std::size_t files = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder)) ++files;
    EXPECT_EQ(files, store.segments() + 1) << "segments that were merged away are still there";
  }
}

TEST(TokenStore, GoesOnWhereAnEarlierWriterEnded) {
  const std::string folder = test::temporary_folder() + "/tokens";
  const auto sources = random_sources(30, 30, 3);
  std::vector<std::string> words_before;
  for (std::size_t s = 0; s < sources.size(); ++s) {
    auto writer = writer_at(folder);
    add_all(writer, {sources.begin(), sources.begin() + static_cast<std::ptrdiff_t>(s) + 1}, 1, s);
    const TokenStore store = store_at(folder);
    for (std::uint32_t id = 0; id < words_before.size(); ++id)
      ASSERT_EQ(store.vocabulary().word(id), words_before[id]) << "an id has changed";
    for (auto id = static_cast<std::uint32_t>(words_before.size()); id < store.vocabulary().size(); ++id)
      words_before.emplace_back(store.vocabulary().word(id));
  }
  EXPECT_TRUE(answers_of(store_at(folder)) == expected_answers(sources));
}

TEST(TokenStore, KeepsAnsweringFromWhatItHasMappedWhileAWriterMerges) {
  const std::string folder = test::temporary_folder() + "/tokens";
  const auto sources = random_sources(40, 30, 4);
  const std::vector<model::Source> early(sources.begin(), sources.begin() + 8);
  auto writer = writer_at(folder);
  add_all(writer, early, 1);
  const TokenStore before = store_at(folder);
  add_all(writer, sources, 1, 8);
  EXPECT_TRUE(answers_of(before) == expected_answers(early));
  EXPECT_TRUE(answers_of(store_at(folder)) == expected_answers(sources));
}

TEST(TokenStore, CanBeOpenedAtAnyMomentOfAWritersWork) {
  const std::string folder = test::temporary_folder() + "/tokens";
  const auto sources = random_sources(80, 10, 12);
  const auto expected = expected_answers(sources);
  auto writer = writer_at(folder);
  add_all(writer, {sources[0]}, 1);
  std::atomic<bool> done = false;
  std::thread work([&] {
    add_all(writer, sources, 1, 1);
    done = true;
  });
  std::size_t seen = 1;
  while (!done) {
    const auto store = TokenStore::open(folder, "project-1");
    EXPECT_TRUE(store) << store.error().line();
    if (!store) break;
    EXPECT_GE(store->texts().size(), seen);
    seen = store->texts().size();
    const std::int64_t last = store->texts().back();
    EXPECT_EQ(store->find(last)->cells.size(), expected.positions.at(last).size());
  }
  work.join();
  EXPECT_TRUE(answers_of(store_at(folder)) == expected);
}

TEST(TokenStore, HoldsTextsWithMoreWordsThanTheTokenizerKeeps) {
  std::string many;
  for (int i = 0; i < 270'000; ++i) many += "w" + std::to_string(i * 3) + (i % 100 == 99 ? "\n" : " ");
  const std::vector<model::Source> sources{test::source_of_lines("w3 sport", "en"),
                                           test::source_of_lines(many, "en"),
                                           test::source_of_lines("sport w6 w3 hall", "en")};
  const std::string folder = test::temporary_folder() + "/tokens";
  auto writer = writer_at(folder);
  add_all(writer, sources, 1);
  const TokenStore store = store_at(folder);
  EXPECT_EQ(store.vocabulary().size(), 270'002u);
  for (const auto& [text, positions] : expected_answers(sources).positions) {
    const auto tokens = store.find(text);
    ASSERT_TRUE(tokens);
    ASSERT_EQ(tokens->cells.size(), positions.size());
    for (std::size_t p = 0; p < positions.size(); ++p)
      ASSERT_EQ(store.vocabulary().word(id_of(tokens->cells[p])), positions[p].first);
  }
}

TEST(TokenStore, TakesTextsWithoutPositionsAndWithoutPassages) {
  const std::string folder = test::temporary_folder() + "/tokens";
  const std::vector<model::Source> sources{test::source_of_lines("", "en"),
                                           test::source_of_lines("...\n🙂\n", "en"),
                                           test::source_of_lines("...\nyes\n!!\n", "en")};
  auto writer = writer_at(folder);
  add_all(writer, sources, 1);
  const TokenStore store = store_at(folder);
  EXPECT_TRUE(answers_of(store) == expected_answers(sources));
  const auto last = store.find(test::text_id(2));
  ASSERT_TRUE(last);
  ASSERT_EQ(last->passages.size(), 3u);
  EXPECT_EQ(last->passage_end(0), 0u);
  EXPECT_EQ(last->passage_end(1), 1u);
  EXPECT_EQ(last->passage_end(2), 1u);
  EXPECT_EQ(flags_of(last->cells[0]) & text::flag::passage_start, text::flag::passage_start);
}

TEST(TokenStore, IsEmptyWithoutAFolder) {
  const TokenStore store = TokenStore::empty();
  EXPECT_EQ(store.segments(), 0u);
  EXPECT_EQ(store.vocabulary().size(), 0u);
  EXPECT_FALSE(store.vocabulary().find("sport").has_value());
  EXPECT_FALSE(store.find(1).has_value());
  EXPECT_TRUE(store.texts().empty());
  EXPECT_EQ(store.bytes(), 0u);
}

TEST(TokenStore, TellsWordsAndTextsThatItDoesNotHave) {
  const std::string folder = test::temporary_folder() + "/tokens";
  auto writer = writer_at(folder);
  add_all(writer, {test::source_of_lines("the sports hall", "en")}, 1);
  const TokenStore store = store_at(folder);
  EXPECT_TRUE(store.vocabulary().find("sports").has_value());
  EXPECT_FALSE(store.vocabulary().find("sport").has_value());
  EXPECT_FALSE(store.vocabulary().find("").has_value());
  EXPECT_FALSE(store.find(11).has_value());
}

TEST(TokenStore, PassesOverATextThatIsInAlready) {
  const std::string folder = test::temporary_folder() + "/tokens";
  const auto sources = random_sources(6, 20, 5);
  auto writer = writer_at(folder);
  add_all(writer, sources, 2);
  add_all(writer, sources, 2);
  auto again = writer_at(folder);
  add_all(again, sources, 3);
  EXPECT_TRUE(answers_of(store_at(folder)) == expected_answers(sources));
}

TEST(TokenStore, CountsItsBytes) {
  const std::string folder = test::temporary_folder() + "/tokens";
  auto writer = writer_at(folder);
  add_all(writer, random_sources(20, 30, 6), 3);
  std::uintmax_t bytes = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) bytes += entry.file_size();
  EXPECT_EQ(store_at(folder).bytes(), bytes);
}

TEST(TokenStore, WritesTheSameBytesForTheSameTexts) {
  const auto sources = random_sources(25, 30, 7);
  std::vector<std::string> folders;
  for (int i = 0; i < 2; ++i) {
    folders.push_back(test::temporary_folder() + "/tokens");
    auto writer = writer_at(folders.back());
    add_all(writer, sources, 2);
  }
  for (const auto& entry : std::filesystem::directory_iterator(folders[0])) {
    const std::string name = entry.path().filename().string();
    EXPECT_EQ(test::slurp(folders[0] + "/" + name), test::slurp(folders[1] + "/" + name)) << name;
  }
}

TEST(TokenStore, IsPrivateWhateverTheUmask) {
  const std::string folder = test::temporary_folder() + "/tokens";
  const mode_t before = ::umask(0);
  auto writer = writer_at(folder);
  add_all(writer, random_sources(3, 10, 8), 1);
  ::umask(before);
  struct stat facts{};
  ASSERT_EQ(::stat(folder.c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777, 0700u);
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    ASSERT_EQ(::stat(entry.path().c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 0777, 0600u) << entry.path();
  }
}

TEST(TokenStoreWriter, WritesNothingWhereNothingIsPending) {
  const std::string folder = test::temporary_folder() + "/tokens";
  auto writer = writer_at(folder);
  ASSERT_TRUE(writer.commit());
  EXPECT_FALSE(is_folder(folder));
  const auto store = TokenStore::open(folder, "project-1");
  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().fault, Fault::missing_input);
}

TEST(TokenStoreWriter, CountsWhatIsPending) {
  auto writer = writer_at(test::temporary_folder() + "/tokens");
  TextTokenizer tokenizer;
  ASSERT_TRUE(writer.add(tokenizer.tokenize(1, test::source_of_lines("one two\nthree", "en"))));
  ASSERT_TRUE(writer.add(tokenizer.tokenize(2, test::source_of_lines("four", "en"))));
  EXPECT_EQ(writer.pending_positions(), 4u);
}

TEST(TokenStoreWriter, BeginsAnewOverAStoreOfAnotherProject) {
  const std::string folder = test::temporary_folder() + "/tokens";
  const auto old = random_sources(4, 20, 9), sources = random_sources(5, 20, 10);
  {
    auto writer = writer_at(folder, "project-1");
    add_all(writer, old, 1);
  }
  const auto other = TokenStore::open(folder, "project-2");
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().fault, Fault::bad_input);
  EXPECT_NE(other.error().message.find("another project"), std::string::npos);
  auto writer = writer_at(folder, "project-2");
  EXPECT_TRUE(answers_of(store_at(folder, "project-1")) == expected_answers(old))
      << "opening has destroyed the old store";
  add_all(writer, sources, 2);
  EXPECT_TRUE(answers_of(store_at(folder, "project-2")) == expected_answers(sources));
}

TEST(TokenStore, IsStaleWhenAnotherTokenizerMadeIt) {
  const std::string folder = test::temporary_folder() + "/tokens";
  {
    auto writer = writer_at(folder);
    add_all(writer, random_sources(2, 10, 11), 1);
  }
  std::string manifest = test::slurp(folder + "/manifest");
  const std::size_t at = manifest.find("tokenizer ") + 10;
  manifest[at] = manifest[at] == '0' ? '1' : '0';
  manifest.resize(manifest.rfind("sum "));
  char sum[32];
  std::snprintf(sum, sizeof sum, "sum %016llx\n", static_cast<unsigned long long>(word_hash(manifest)));
  std::ofstream(folder + "/manifest", std::ios::binary) << manifest << sum;
  const auto store = TokenStore::open(folder, "project-1");
  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().fault, Fault::bad_input);
  EXPECT_NE(store.error().message.find("another version"), std::string::npos);
}

}  // namespace
}  // namespace gloss::index
