// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/suggest_terms.h"

#include <cmath>
#include <set>

#include "codebook/parse_rule.h"
#include "project/club_study.h"
#include "project/matches.h"
#include "stats/keyness.h"
#include "text/tokenizer.h"

namespace gloss::project {
namespace {

constexpr const char* money_book = R"(codebook: book
languages: [en, zh]
where: role != interviewer
codes:
  money:
    rules: [money, '"own pockets"', 经费]
  paper:
    rules: ['stamp*']
)";

struct MoneyStudy : test::ClubStudy {
  explicit MoneyStudy(std::uint64_t seed) : ClubStudy(seed, money_book) {}
  SuggestedTerms suggest(const SuggestOptions& options) const {
    const auto coded = apply_rules(project);
    EXPECT_TRUE(coded);
    const auto suggested = suggest_terms(project, *coded, options);
    EXPECT_TRUE(suggested) << suggested.error().line();
    return suggested ? *suggested : SuggestedTerms{};
  }
};

/// A passage of the base, cut into positions again.
struct SlowPassage {
  std::vector<std::string> forms;
  std::vector<bool> joins,
      own;  // whether a phrase may come from the position before; whether a rule looks for it
  bool carries = false;
};

std::vector<std::string> cut(const std::string& text) {
  text::Positions positions;
  text::Tokenizer().positions(text, positions);
  std::vector<std::string> forms;
  for (const auto& item : positions.items) forms.emplace_back(positions.form(item));
  return forms;
}

std::vector<SlowPassage> read_slowly(const Project& project, const CodedProject& coded) {
  const std::vector<std::vector<std::string>> own{{"money"}, {"own", "pockets"}, {"经", "费"}};
  std::vector<SlowPassage> all;
  text::Tokenizer tokenizer;
  for (std::size_t s = 0; s < coded.sources.size(); ++s) {
    const auto source = project.file().read_source(coded.sources[s].stored.name);
    for (const auto& passage : coded.coded[s].passages) {
      if (!passage.in_base) continue;
      const std::string text = source->text.substr(passage.span.begin.count, passage.span.length());
      text::Positions positions;
      tokenizer.positions(text, positions);
      tokenizer.mark_sentences(text, source->language, positions);
      SlowPassage one;
      for (const auto& item : positions.items) {
        one.forms.emplace_back(positions.form(item));
        one.joins.push_back(!(item.flags & (text::flag::break_before | text::flag::sentence_start)));
      }
      one.own.assign(one.forms.size(), false);
      for (std::size_t i = 0; i < one.forms.size(); ++i)
        for (const auto& words : own) {
          bool stands = i + words.size() <= one.forms.size();
          for (std::size_t k = 0; stands && k < words.size(); ++k)
            stands = one.forms[i + k] == words[k] && (k == 0 || one.joins[i + k]);
          for (std::size_t k = 0; stands && k < words.size(); ++k) one.own[i + k] = true;
          one.carries = one.carries || stands;
        }
      all.push_back(std::move(one));
    }
  }
  return all;
}

struct SlowCount {
  std::uint32_t hits = 0, passages = 0, in_code = 0, adds = 0;
  stats::KeyTable key;
};

SlowCount count_slowly(const std::vector<SlowPassage>& passages, const std::vector<std::string>& term) {
  SlowCount count;
  for (const SlowPassage& one : passages) {
    std::uint32_t here = 0;
    for (std::size_t i = 0; i + term.size() <= one.forms.size(); ++i) {
      bool stands = true;
      for (std::size_t k = 0; k < term.size(); ++k)
        stands = stands && one.forms[i + k] == term[k] && !one.own[i + k] && (k == 0 || one.joins[i + k]);
      here += stands;
    }
    const auto free = std::count(one.own.begin(), one.own.end(), false);
    (one.carries ? count.key.n1 : count.key.n2) += free;
    (one.carries ? count.key.f1 : count.key.f2) += here;
    count.hits += here;
    if (here == 0) continue;
    ++count.passages;
    ++(one.carries ? count.in_code : count.adds);
  }
  return count;
}

TEST(SuggestTerms, CountsAsASlowReaderCounts) {
  int marks = 0, others = 0;
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    const MoneyStudy random(seed);
    const auto coded = apply_rules(random.project);
    ASSERT_TRUE(coded);
    const auto passages = read_slowly(random.project, *coded);
    const SuggestedTerms suggested = random.suggest({.code = "money", .against = "", .limit = 0});
    EXPECT_EQ(suggested.passages,
              std::count_if(passages.begin(), passages.end(), [](const auto& p) { return p.carries; }));
    EXPECT_FALSE(suggested.decided);
    std::set<std::string> seen;
    for (const SuggestedTerm& term : suggested.terms) {
      const SlowCount slow = count_slowly(passages, cut(term.term));
      ASSERT_EQ(term.hits, slow.hits) << term.term;
      ASSERT_EQ(term.passages, slow.passages) << term.term;
      ASSERT_EQ(term.in_code, slow.in_code) << term.term;
      ASSERT_EQ(term.adds, slow.adds) << term.term;
      EXPECT_EQ(term.missed, 0u);  // what the rules say is all there is
      EXPECT_TRUE(seen.insert(term.term).second) << term.term;
      if (term.kind != SuggestedTerm::Kind::mark) {
        ++others;
        continue;
      }
      ++marks;
      EXPECT_NEAR(*term.g2, *stats::key_g2(slow.key), 1e-9);
      EXPECT_NEAR(*term.log_ratio, *stats::log_ratio(slow.key, stats::WhereZero::add_half), 1e-9);
      EXPECT_NEAR(*term.at_least, *stats::log_ratio_at_least(slow.key), 1e-9);
      EXPECT_GE(*term.g2, stats::g2_at_1_permille);
    }
    // No word that marks the code is forgotten, but those that stand only in a longer mark, or that mark it
    // less than a part.
    for (const std::string word : {"club", "hall", "grant", "debt", "stamp", "the", "we"}) {
      const SlowCount slow = count_slowly(passages, {word});
      const auto g2 = stats::key_g2(slow.key), ratio = stats::log_ratio(slow.key, stats::WhereZero::add_half);
      const bool marks_it = slow.key.f1 >= 3 && g2 && *g2 >= stats::g2_at_1_permille && *ratio >= 1;
      const bool suggested_it = std::any_of(
          suggested.terms.begin(), suggested.terms.end(),
          [&](const auto& term) { return term.kind == SuggestedTerm::Kind::mark && term.term == word; });
      EXPECT_EQ(marks_it, suggested_it) << word << " seed " << seed;
    }
  }
  EXPECT_GT(marks, 10);
  EXPECT_GE(others, 3);
}

TEST(SuggestTerms, GivesRulesThatFindWhatTheyPromise) {
  const MoneyStudy random(11);
  const auto coded = apply_rules(random.project);
  int compared = 0;
  for (const SuggestedTerm& term : random.suggest({.code = "money", .against = ""}).terms) {
    const auto matches = find_matches(random.project, term.rule + " where role != interviewer");
    ASSERT_TRUE(matches) << term.rule;
    // The engine also finds what stands across a word of the rules.
    EXPECT_GE(matches->passages.size(), term.passages) << term.rule;
    if (cut(term.term).size() == 1) {
      EXPECT_EQ(matches->passages.size(), term.passages) << term.rule;
    }
    ++compared;
  }
  EXPECT_GT(compared, 3);
}

TEST(SuggestTerms, LeavesOutWhatTheRulesLookForAlready) {
  const MoneyStudy random(3);
  for (const SuggestedTerm& term : random.suggest({.code = "money", .against = "", .limit = 0}).terms) {
    EXPECT_EQ(term.term.find("money"), std::string::npos);
    EXPECT_EQ(term.term.find("own pockets"), std::string::npos);
    EXPECT_EQ(term.term.find("经费"), std::string::npos);
  }
}

TEST(SuggestTerms, IsTheSameOnAnyNumberOfThreadsAndInAnyOrderOfImport) {
  MoneyStudy random(5);
  const SuggestOptions options{.code = "money", .against = ""};
  const std::string expected = report::as_csv(as_table(random.suggest(options)));
  EXPECT_GT(expected.size(), 200u);

  test::Study other;
  Project project = *Project::create(other.path, other.environment(3));
  for (const char* name : {"t3.txt", "t1.txt", "t0.txt", "t2.txt"})
    ASSERT_TRUE(add_sources(project, {random.study.texts() + "/" + name}, {}));
  auto parsed = codebook::parse_codebook(money_book, "book.yaml");
  ASSERT_TRUE(adopt_codebook(project, *parsed, "book.yaml"));
  const auto coded = apply_rules(project);
  ASSERT_TRUE(coded);
  EXPECT_EQ(report::as_csv(as_table(*suggest_terms(project, *coded, options))), expected);
}

TEST(SuggestTerms, ComparesWithAnotherCodeWhereAsked) {
  const MoneyStudy random(2);
  const SuggestedTerms all = random.suggest({.code = "money", .against = ""}),
                       rival = random.suggest({.code = "money", .against = "paper"});
  EXPECT_GT(rival.others, 0);
  EXPECT_LT(rival.others, all.others);
  EXPECT_EQ(rival.passages, all.passages);
}

TEST(SuggestTerms, SaysWhichCodeWasMeant) {
  const MoneyStudy random(1);
  const auto coded = apply_rules(random.project);
  const auto refused = suggest_terms(random.project, *coded, {.code = "mony", .against = ""});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().line(), "mony: is no code of the codebook; try: money");
  EXPECT_EQ(refused.error().fault, Fault::missing_input);
  EXPECT_FALSE(suggest_terms(random.project, *coded, {.code = "money", .against = "nothing"}));
}

}  // namespace
}  // namespace gloss::project
