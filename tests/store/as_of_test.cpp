// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/as_of.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>

#include "base/file.h"
#include "store/sample.h"
#include "support/shared_data.h"

namespace gloss::store {
namespace {

using namespace gloss::test;

/// Does one thing out of a few, chosen by lot; whether it did something.
bool act_at_random(ProjectFile& file, std::mt19937_64& random, int step) {
  switch (random() % 6) {
    case 0:
      return file.add_source(random_source(random, fmt::format("s{}.md", step)), "o").has_value();
    case 1:
      return file.adopt_codebook(sample_codebook(fmt::format("fee{}", random() % 3))).value_or(false);
    case 2: {
      auto cases = sample_cases();
      cases.rows.resize(random() % (cases.rows.size() + 1));
      return file.set_cases(cases).value_or(false);
    }
    case 3:
      return must(file.redo()).has_value();
    default:
      return must(file.undo()).has_value();
  }
}

TEST(AsOf, IsTheProjectAsItWasAfterEachAct) {
  const FastFolders memory;
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    std::mt19937_64 random(seed);
    auto [path, file] = new_sample();
    std::vector<std::string> dumps = {must(file.dump())};
    for (int step = 0; step < 24; ++step) {
      if (step < 3) must(file.add_source(random_source(random, fmt::format("first{}.md", step)), ""));
      if (step < 3 || act_at_random(file, random, step)) dumps.push_back(must(file.dump()));
    }
    ASSERT_EQ(must(file.log()).size() + 1, dumps.size());
    const std::string now = dumps.back();
    for (std::size_t number = 0; number < dumps.size(); ++number) {
      const std::string target = temporary_folder() + "/then.gloss";
      must(file.copy_as_of(target, static_cast<std::int64_t>(number)));
      auto then = reopen(target);
      EXPECT_EQ(must(then.dump()), dumps[number]) << "seed " << seed << ", act " << number;
      EXPECT_EQ(must(then.log()).size(), number);
      EXPECT_EQ(checks_of(must(then.verify())), std::set<std::string>());
    }
    EXPECT_EQ(must(file.dump()), now) << "the project itself stays as it is";
  }
}

TEST(AsOf, HasTheSealsOfTheProject) {
  auto [path, file] = new_sample();
  must(file.add_source(sample_source("a.md"), ""));
  must(file.set_cases(sample_cases()));
  must(file.undo());
  const std::string target = temporary_folder() + "/then.gloss";
  must(file.copy_as_of(target, 2));
  const auto log = must(file.log());
  auto then = reopen(target);
  EXPECT_EQ(must(then.log()).back().seal, log[1].seal);
  EXPECT_NE(log[1].seal, log[2].seal);
  EXPECT_EQ(then.id(), file.id());
  must(then.undo());
  must(then.add_source(sample_source("b.md"), ""));
  EXPECT_EQ(must(then.log()).size(), 4u) << "it can be worked on";
}

TEST(AsOf, RefusesActsThatThereAreNotAndReplacesNothing) {
  auto [path, file] = new_sample();
  must(file.add_source(sample_source("a.md"), ""));
  const std::string target = temporary_folder() + "/then.gloss";
  for (const std::int64_t number : {-1, 2}) {
    EXPECT_EQ(file.copy_as_of(target, number).error().fault, Fault::usage);
    EXPECT_FALSE(is_file(target));
  }
  must(write_file(target, "mine", Overwrite::no));
  EXPECT_EQ(file.copy_as_of(target, 1).error().fault, Fault::cannot_create);
  EXPECT_EQ(must(read_file(target, 10)), "mine");
}

TEST(AsOf, DoesNotGoBackOverARecordThatWasChanged) {
  auto [path, file] = new_sample();
  must(file.add_source(sample_source("a.md"), ""));
  must(file.set_cases(sample_cases()));
  must(file.close());
  harm(path, "UPDATE act SET what = 'x' WHERE number = 2");
  auto harmed = reopen(path);
  const std::string target = temporary_folder() + "/then.gloss";
  EXPECT_EQ(harmed.copy_as_of(target, 1).error().fault, Fault::damaged);
  EXPECT_FALSE(is_file(target));
}

}  // namespace
}  // namespace gloss::store
