// SPDX-License-Identifier: GPL-3.0-or-later
// Search against a scan of every passage, written without the index and the matcher.
#include "project/search.h"

#include <algorithm>
#include <random>
#include <set>
#include <tuple>

#include "project/study.h"
#include "text/tokenizer.h"

namespace gloss::project {
namespace {

struct Passages {
  std::vector<std::string> names, texts;
  std::vector<text::Positions> positions;  // by the tokenizer's slow way
};

class RealSearch : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    if (!test::have_shared_data()) return;
    study_ = new test::Study;
    project_ = new Project(study_->create());
    ASSERT_TRUE(add_sources(*project_, {test::shared_path("data/transcripts")}, {}));
    const auto sources = project_->sources();
    text::Tokenizer tokenizer;
    for (const auto& stored : **sources) {
      const auto source = project_->file().read_source(stored.name);
      for (std::size_t i = 0; i < source->passages.size(); ++i) {
        const auto span = source->passages[i].span;
        passages_.names.push_back(stored.name + ":" + std::to_string(i + 1));
        passages_.texts.push_back(source->text.substr(span.begin.count, span.length()));
        tokenizer.reference_positions(passages_.texts.back(), passages_.positions.emplace_back());
      }
    }
  }
  static void TearDownTestSuite() {
    delete project_;
    delete study_;
    project_ = nullptr;
    study_ = nullptr;
  }
  static std::set<std::string> found(const std::string& query) {
    const auto answer = search(*project_, query, {.limit = 0});
    EXPECT_TRUE(answer) << query << ": " << answer.error().line();
    std::set<std::string> names;
    if (!answer) return names;
    EXPECT_EQ(answer->total, answer->hits.size());
    for (const auto& hit : answer->hits) names.insert(hit.source + ":" + std::to_string(hit.passage));
    return names;
  }
  /// Passages whose forms satisfy `wanted`.
  template <class Wanted>
  static std::set<std::string> scanned(Wanted wanted) {
    std::set<std::string> names;
    for (std::size_t i = 0; i < passages_.names.size(); ++i)
      if (wanted(passages_.positions[i])) names.insert(passages_.names[i]);
    return names;
  }
  static inline test::Study* study_ = nullptr;
  static inline Project* project_ = nullptr;
  static inline Passages passages_;
};

bool holds(const text::Positions& positions, std::string_view form) {
  return std::any_of(positions.items.begin(), positions.items.end(),
                     [&](const auto& item) { return positions.form(item) == form; });
}

TEST_F(RealSearch, FindsExactlyThePassagesThatHoldAWord) {
  GLOSS_NEEDS_SHARED_DATA();
  std::mt19937_64 random(5);
  text::Tokenizer tokenizer;
  text::Positions positions;
  int tried = 0;
  for (int i = 0; i < 400 && tried < 60; ++i) {
    tokenizer.positions(passages_.texts[random() % passages_.texts.size()], positions);
    if (positions.items.empty()) continue;
    const std::string form(positions.form(positions.items[random() % positions.items.size()]));
    static const std::set<std::string> keywords = {"and",    "or",   "not",     "near",   "before",
                                                   "after",  "with", "without", "within", "where",
                                                   "inside", "unit", "any",     "count"};
    if (keywords.contains(form) || form.find_first_of(".,'@_:/") != std::string::npos) continue;
    ++tried;
    EXPECT_EQ(found(form), scanned([&](const auto& p) { return holds(p, form); })) << form;
  }
  EXPECT_EQ(tried, 60);
}

TEST_F(RealSearch, WordsSideBySideMustAllOccur) {
  GLOSS_NEEDS_SHARED_DATA();
  EXPECT_EQ(found("people government"),
            scanned([](const auto& p) { return holds(p, "people") && holds(p, "government"); }));
  const auto without = found("people and not government");
  EXPECT_EQ(without, scanned([](const auto& p) { return holds(p, "people") && !holds(p, "government"); }));
  EXPECT_GT(without.size(), 20u);
}

TEST_F(RealSearch, PagesAreSlicesOfOneOrder) {
  GLOSS_NEEDS_SHARED_DATA();
  const auto all = search(*project_, "we or 我們", {.limit = 0});
  ASSERT_TRUE(all);
  ASSERT_GT(all->total, 100u);
  for (std::size_t first = 0; first < 60; first += 20) {
    const auto page = search(*project_, "we or 我們", {.first = first, .limit = 20});
    ASSERT_TRUE(page);
    EXPECT_EQ(page->total, all->total);
    for (std::size_t i = 0; i < 20; ++i) {
      EXPECT_EQ(page->hits[i].source, all->hits[first + i].source);
      EXPECT_EQ(page->hits[i].passage, all->hits[first + i].passage);
    }
  }
  for (std::size_t i = 1; i < all->hits.size(); ++i) {
    const auto& a = all->hits[i - 1];
    const auto& b = all->hits[i];
    EXPECT_TRUE(a.score > b.score ||
                (a.score == b.score && std::tie(a.source, a.passage) < std::tie(b.source, b.passage)));
  }
}

TEST_F(RealSearch, SpansHoldWhatWasAskedFor) {
  GLOSS_NEEDS_SHARED_DATA();
  const auto answer = search(*project_, "政府", {.limit = 0});
  ASSERT_TRUE(answer);
  ASSERT_GT(answer->total, 20u);
  for (const auto& hit : answer->hits) {
    ASSERT_FALSE(hit.spans.empty());
    for (const auto& span : hit.spans)
      EXPECT_EQ(hit.quote.substr(span.begin.count - hit.begin.count, span.length()), "政府");
  }
}

}  // namespace
}  // namespace gloss::project
