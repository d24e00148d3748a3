// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <random>

#include "base/file.h"
#include "index/sample_sources.h"
#include "index/store_oracle.h"
#include "index/token_store.h"
#include "support/shared_data.h"

namespace gloss::index {
namespace {

namespace fs = std::filesystem;

struct Store {
  std::string folder = test::temporary_folder() + "/tokens";
  std::vector<model::Source> sources;
  test::Answers answers;

  /// Several segments, the last ones small.
  explicit Store(std::size_t texts = 12) {
    std::mt19937_64 random(21);
    for (std::size_t i = 0; i < texts; ++i)
      sources.push_back(test::source_of_lines(test::random_text(random, 12), "en"));
    auto writer = TokenStoreWriter::open(folder, "p");
    EXPECT_TRUE(writer);
    test::add_all(*writer, sources, 3);
    answers = test::expected_answers(sources);
  }
};

void put(const std::string& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc)
      .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

TEST(DamagedTokenStore, IsRefusedOrAnswersRightInFiveHundredCases) {
  const Store made;
  const auto files = list_files(made.folder);
  ASSERT_TRUE(files);
  ASSERT_GE(files->size(), 4u);
  std::mt19937_64 random(22);
  int refused = 0;
  for (int round = 0; round < 500; ++round) {
    const std::string path = made.folder + "/" + (*files)[random() % files->size()];
    const std::string good = test::slurp(path);
    std::string bad = good;
    const std::size_t at = random() % good.size();
    switch (random() % 5) {
      case 0:
        bad[at] = static_cast<char>(bad[at] ^ (1 << random() % 8));
        break;
      case 1:
        bad.resize(at);
        break;
      case 2:
        for (std::size_t i = at; i < std::min(bad.size(), at + 512); ++i)
          bad[i] = static_cast<char>(random());
        break;
      case 3:
        bad += std::string(1 + random() % 100, '\0');
        break;
      default:
        bad.clear();
    }
    if (bad.empty() && random() % 2 == 0)
      fs::remove(path);
    else
      put(path, bad);
    const auto store = TokenStore::open(made.folder, "p");
    if (store) {
      ASSERT_TRUE(test::answers_of(*store) == made.answers) << path << " round " << round;
    } else {
      ++refused;
      const Fault fault = store.error().fault;
      ASSERT_TRUE(fault == Fault::damaged || fault == Fault::missing_input || fault == Fault::bad_input)
          << store.error().line();
    }
    put(path, good);
  }
  EXPECT_GT(refused, 480) << "hardly any of these changes leaves a file as it was";
  const auto whole = TokenStore::open(made.folder, "p");
  ASSERT_TRUE(whole);
  EXPECT_TRUE(test::answers_of(*whole) == made.answers);
}

TEST(DamagedTokenStore, IsBegunAnewByTheNextWriter) {
  const Store first;
  const auto files = list_files(first.folder);
  ASSERT_TRUE(files);
  for (const std::string& name : *files) {
    const Store made;
    std::string bytes = test::slurp(made.folder + "/" + name);
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
    put(made.folder + "/" + name, bytes);
    auto writer = TokenStoreWriter::open(made.folder, "p");
    ASSERT_TRUE(writer);
    test::add_all(*writer, made.sources, 5);
    const auto store = TokenStore::open(made.folder, "p");
    ASSERT_TRUE(store) << store.error().line();
    EXPECT_TRUE(test::answers_of(*store) == made.answers) << name;
  }
}

TEST(InterruptedTokenStore, IsTheOldOneUntilTheManifestIsSwapped) {
  const Store made;
  const std::string before = test::slurp(made.folder + "/manifest");
  std::mt19937_64 random(23);
  auto more = made.sources;
  for (int i = 0; i < 3; ++i) more.push_back(test::source_of_lines(test::random_text(random, 12), "zh"));

  // Killed after the segment was written, before the rename: the new segment is there, whole or in part, the
  // manifest is the old one.
  {
    auto writer = TokenStoreWriter::open(made.folder, "p");
    ASSERT_TRUE(writer);
    test::add_all(*writer, more, 100, made.sources.size());
  }
  put(made.folder + "/manifest", before);
  put(made.folder + "/manifest.XyZ123", "gloss token st");
  const auto files = list_files(made.folder);
  ASSERT_TRUE(files);
  for (const bool in_part : {false, true}) {
    for (const std::string& name : *files)
      if (in_part && name > "seg-000004") fs::resize_file(made.folder + "/" + name, 100);
    const auto store = TokenStore::open(made.folder, "p");
    ASSERT_TRUE(store) << store.error().line();
    EXPECT_TRUE(test::answers_of(*store) == made.answers);
  }
  auto writer = TokenStoreWriter::open(made.folder, "p");
  ASSERT_TRUE(writer);
  EXPECT_EQ(list_files(made.folder)->size(), 5u) << "what the killed run left is still there";
  test::add_all(*writer, more, 1, made.sources.size());
  const auto store = TokenStore::open(made.folder, "p");
  ASSERT_TRUE(store) << store.error().line();
  EXPECT_TRUE(test::answers_of(*store) == test::expected_answers(more));
}

TEST(InterruptedTokenStore, KeepsTheOldStoreWhenTheDiskRefusesTheNewSegment) {
  const Store made;
  auto writer = TokenStoreWriter::open(made.folder, "p");
  ASSERT_TRUE(writer);
  // A folder stands where the segment should go: it cannot be removed by unlink nor opened for writing.
  fs::create_directory(made.folder + "/seg-000005");
  TextTokenizer tokenizer;
  ASSERT_TRUE(writer->add(tokenizer.tokenize(999, test::source_of_lines("one more text", "en"))));
  const auto failed = writer->commit();
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().fault, Fault::io);
  {
    const auto store = TokenStore::open(made.folder, "p");
    ASSERT_TRUE(store);
    EXPECT_TRUE(test::answers_of(*store) == made.answers);
  }
  fs::remove(made.folder + "/seg-000005");
  ASSERT_TRUE(writer->commit()) << "what was pending must still be there to try again";
  const auto store = TokenStore::open(made.folder, "p");
  ASSERT_TRUE(store);
  EXPECT_EQ(store->find(999)->cells.size(), 3u);
}

}  // namespace
}  // namespace gloss::index
