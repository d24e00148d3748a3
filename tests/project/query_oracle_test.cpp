// SPDX-License-Identifier: GPL-3.0-or-later
// Search against the rule language by the book (tests/tagger/oracle.h), on real transcripts: the same
// passages, the same spans, the same words.
#include <algorithm>
#include <fstream>
#include <map>
#include <random>
#include <set>
#include <sstream>

#include "codebook/parse_rule.h"
#include "codebook/rule_text.h"
#include "project/matches.h"
#include "project/project_texts.h"
#include "project/search.h"
#include "project/study.h"
#include "tagger/oracle.h"
#include "text/stem.h"

namespace gloss::project {
namespace {

using test::Interval;
using test::Intervals;

struct Expected {
  Intervals leaves, runs;
  friend bool operator==(const Expected&, const Expected&) = default;
};
/// By source and passage.
using Answer = std::map<std::pair<std::size_t, std::size_t>, Expected>;

std::ostream& operator<<(std::ostream& out, const Answer& answer) {
  for (const auto& [place, expected] : answer) {
    out << place.first << ':' << place.second + 1;
    for (const auto& [first, last] : expected.runs) out << ' ' << first << '-' << last;
    out << " leaves";
    for (const auto& [first, last] : expected.leaves) out << ' ' << first << '-' << last;
    out << '\n';
  }
  return out;
}

/// What differs, for a message.
std::string difference(const Answer& ours, const Answer& right) {
  std::ostringstream out;
  const auto only = [](const Answer& a, const Answer& b) {
    Answer rest;
    for (const auto& [place, expected] : a)
      if (const auto found = b.find(place); found == b.end() || !(found->second == expected))
        rest.emplace(place, expected);
    return rest;
  };
  out << "search only:\n" << only(ours, right) << "oracle only:\n" << only(right, ours);
  return out.str().substr(0, 2000);
}

class QueryOracle : public testing::Test {
 protected:
  struct Slow {
    test::Script script;
    std::vector<int> passage_first;  // its first position
    std::unique_ptr<test::Oracle> oracle;
  };

  static void SetUpTestSuite() {
    if (!test::have_shared_data()) return;
    study_ = new test::Study;
    project_ = new Project(study_->create());
    ASSERT_TRUE(add_sources(*project_, {test::shared_path("data/transcripts")}, {}));
    model::CaseTable cases;
    const auto add = [&](const char* source, const char* group, const char* year) {
      cases.rows.push_back({source, "", "", {}, {}, {{"group", group}, {"year", year}}, 0});
    };
    add("en_*", "english", "2023");
    add("en_canada*", "english", "2014");
    add("de_*", "german", "2010");
    add("es_*", "spanish", "2020");
    add("zh*", "chinese", "2022");
    add("en-zh*", "mixed", "2022");
    add("GMT*", "captions", "2024");
    const auto say = [&](const char* source, const char* speaker, const char* name, model::Role role,
                         const char* part) {
      cases.rows.push_back({source, speaker, name, role, {}, {{"part", part}}, 0});
    };
    say("en_canada*", "AA", "Witness", model::Role::interviewee, "expert");
    say("en_canada*", "Senator", "Committee", model::Role::interviewer, "chair");
    say("en_panel*", "Speaker 0", "Host", model::Role::interviewer, "host");
    say("en_panel*", "Speaker 1", "Panellist", model::Role::interviewee, "panellist");
    ASSERT_TRUE(project_->file().set_cases(cases));
    project_->forget_sources();
    codebook_.negation = codebook::default_negation();
    read_slowly();
  }
  static void TearDownTestSuite() {
    slow_.clear();
    delete project_;
    delete study_;
    project_ = nullptr;
    study_ = nullptr;
  }

  static void read_slowly() {
    const auto known = known_sources(*project_);
    ASSERT_TRUE(known);
    std::set<std::string> languages;
    for (const auto& source : *known)
      if (text::Stemmer::knows(source.facts.language)) languages.insert(source.facts.language);
    text::Positions positions;
    for (const auto& source : *known) {
      const auto whole = project_->file().read_source(source.stored.name);
      ASSERT_TRUE(whole);
      auto& slow = slow_.emplace_back();
      slow.script.facts = source.facts;
      int first = 0;
      for (const auto& passage : whole->passages) {
        const std::int32_t speaker =
            passage.turn < 0 ? -1 : whole->turns[static_cast<std::size_t>(passage.turn)].speaker;
        slow.script.passages.push_back({whole->text.substr(passage.span.begin.count, passage.span.length()),
                                        passage.turn, passage.section, speaker});
        tokenizer_.reference_positions(slow.script.passages.back().text, positions);
        slow.passage_first.push_back(first);
        first += static_cast<int>(positions.items.size());
        for (const auto& item : positions.items) texts_.back().emplace_back(positions.form(item));
        texts_.emplace_back();
      }
    }
    for (auto& slow : slow_)
      slow.oracle = std::make_unique<test::Oracle>(
          codebook_, slow.script, tokenizer_, std::vector<std::string>(languages.begin(), languages.end()));
  }

  static Answer by_the_book(const codebook::Expression& query) {
    Answer answer;
    for (std::size_t i = 0; i < slow_.size(); ++i) {
      const auto& firsts = slow_[i].passage_first;
      const auto passage_of = [&](int position) {
        return static_cast<std::size_t>(std::upper_bound(firsts.begin(), firsts.end(), position) -
                                        firsts.begin()) -
               1;
      };
      for (const Interval& hit : slow_[i].oracle->meaning(query, codebook::Unit::passage)) {
        const auto leaves = slow_[i].oracle->why(query, codebook::Unit::passage, hit).leaves;
        if (leaves.empty()) answer[{i, passage_of(hit.first)}].runs.insert(hit);
        for (const Interval& leaf : leaves) {
          Expected& expected = answer[{i, passage_of(leaf.first)}];
          expected.leaves.insert(leaf);
          expected.runs.insert(hit);
        }
      }
    }
    return answer;
  }

  static Answer ours(const Matches& matches) {
    Answer answer;
    const auto intervals = [](std::span<const tagger::Run> runs) {
      EXPECT_TRUE(std::is_sorted(runs.begin(), runs.end()));
      Intervals made;
      for (const auto run : runs) made.insert({static_cast<int>(run.first), static_cast<int>(run.last)});
      EXPECT_EQ(made.size(), runs.size());
      return made;
    };
    for (const auto& match : matches.passages) {
      const auto [at, fresh] = answer.try_emplace(
          {match.source, match.passage},
          Expected{intervals(matches.leaves_of(match)), intervals(matches.runs_of(match))});
      EXPECT_TRUE(fresh) << "a passage twice";
    }
    EXPECT_TRUE(
        std::is_sorted(matches.passages.begin(), matches.passages.end(), [](const Match& a, const Match& b) {
          return std::pair(a.source, a.passage) < std::pair(b.source, b.passage);
        }));
    return answer;
  }

  /// What search asks for: the passages first, and the leaves of single ones afterwards.
  static void expect_the_same_without_spans(const std::string& query, const Matches& right) {
    const auto passages = find_matches(*project_, query, Detail::passages);
    ASSERT_TRUE(passages) << query;
    ASSERT_EQ(passages->passages.size(), right.passages.size()) << query;
    for (std::size_t i = 0; i < right.passages.size(); ++i) {
      const Match &one = passages->passages[i], &other = right.passages[i];
      ASSERT_EQ(std::pair(one.source, one.passage), std::pair(other.source, other.passage)) << query;
      if (i % 7 != 0) continue;  // each scans its source
      const auto leaves = leaves_in(*project_, *passages, one);
      ASSERT_TRUE(leaves);
      const auto expected = right.leaves_of(other);
      ASSERT_EQ(*leaves, std::vector(expected.begin(), expected.end())) << query << ' ' << i;
    }
  }

  /// How many passages match.
  static std::size_t compare(const std::string& query) {
    const auto expression = codebook::parse_rule(query, {.file = "query"}, {.side_by_side_is_and = true});
    EXPECT_TRUE(expression) << query << ": " << expression.error().line();
    const auto matches = find_matches(*project_, query);
    EXPECT_TRUE(matches) << query << ": " << matches.error().line();
    if (!expression || !matches) return 0;
    kept_.push_back(std::make_unique<codebook::Expression>(*expression));  // the oracle remembers addresses
    const Answer right = by_the_book(*kept_.back()), found = ours(*matches);
    EXPECT_TRUE(found == right) << query << '\n' << difference(found, right);
    expect_the_same_without_spans(query, *matches);
    return found.size();
  }

  /// "source:passage score", in order.
  static std::vector<std::string> order(const Project& project, const std::string& query) {
    std::vector<std::string> hits;
    const auto answer = search(project, query, {.limit = 0});
    EXPECT_TRUE(answer) << query << ": " << answer.error().line();
    if (!answer) return hits;
    for (const auto& hit : answer->hits)
      hits.push_back(hit.source + ":" + std::to_string(hit.passage) + " " + std::to_string(hit.score));
    return hits;
  }

  static std::vector<std::string> hand_made() {
    std::vector<std::string> queries;
    std::ifstream file(test::project_path("tests/project/queries.txt"));
    for (std::string line; std::getline(file, line);)
      if (!line.empty() && !line.starts_with("#")) queries.push_back(line);
    return queries;
  }

  static inline test::Study* study_ = nullptr;
  static inline Project* project_ = nullptr;
  static inline codebook::Codebook codebook_;
  static inline text::Tokenizer tokenizer_;
  static inline std::vector<Slow> slow_;
  static inline std::vector<std::vector<std::string>> texts_{1};  // forms of each passage
  static inline std::vector<std::unique_ptr<codebook::Expression>> kept_;
};

/// Queries made of words that stand near each other in the texts.
class QueryMaker {
 public:
  QueryMaker(std::uint64_t seed, const std::vector<std::vector<std::string>>& texts)
      : random_(seed), texts_(texts) {}

  std::string query() {
    choose_passage();
    std::string made = expression(below(3));
    static const char* const units[] = {"sentence", "passage", "answer", "turn", "section", "source"};
    if (chance(25)) made += std::string(" within ") + units[below(6)];
    if (chance(25)) made += " where " + condition();
    return made;
  }

 private:
  int below(std::size_t n) { return static_cast<int>(random_() % n); }
  bool chance(int percent) { return below(100) < percent; }

  void choose_passage() {
    do passage_ = &texts_[static_cast<std::size_t>(below(texts_.size()))];
    while (passage_->size() < 8);
  }

  const std::string& form(std::size_t at) const { return (*passage_)[at % passage_->size()]; }
  std::string word() { return "\"" + form(random_()) + "\""; }

  /// Forms side by side, so that they are a phrase unless punctuation parts them.
  std::string phrase() {
    const auto at = random_() % passage_->size();
    std::string made = "\"" + form(at);
    const int more = 1 + below(2);
    for (int i = 1; i <= more; ++i) {
      if (chance(15)) made += " [0-2]";
      if (chance(10))
        made += " *";
      else if (chance(15))
        made += " {" + form(at + static_cast<std::size_t>(i)) + "|" + form(random_()) + "}";
      else
        made += " " + form(at + static_cast<std::size_t>(i));
    }
    return made + "\"";
  }

  std::string leaf() {
    const int kind = below(10);
    if (kind < 4) return word();
    if (kind < 7) return phrase();
    const std::string& one = form(random_());
    const bool letters =
        one.size() >= 5 && std::all_of(one.begin(), one.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    if (!letters) return word();
    if (kind == 7) return one.substr(0, 4) + "*";
    if (kind == 8) return one.substr(0, 2) + "?" + one.substr(3);
    return one + "~";
  }

  std::string expression(int depth) {
    if (depth <= 0) return leaf();
    const std::string a = "(" + expression(depth - 1) + ")", b = "(" + expression(depth - 1) + ")";
    const std::string distance = std::to_string(1 + below(12));
    switch (below(14)) {
      case 0:
        return a + " near/" + distance + " " + b;
      case 1:
        return a + " before/" + distance + " " + b;
      case 2:
        return a + " after/" + distance + (chance(20) ? "c " : " ") + b;
      case 3:
        return a + " not near/" + distance + " " + b;
      case 4:
        return a + " near " + b;
      case 5:
        return a + " and " + b;
      case 6:
        return a + " and not " + b;
      case 7:
        return a + " or " + b;
      case 8:
        return a + " with " + b;
      case 9:
        return a + " without " + b;
      case 10:
        return "count(" + a + ") >= " + std::to_string(1 + below(3));
      case 11:
        return "any 2 of (" + a + ", " + b + ", " + leaf() + ")";
      case 12:
        return a + (chance(50) ? " inside " : " containing ") + b;
      default:
        return (chance(50) ? "affirmed" : "negated") + a;
    }
  }

  std::string condition() {
    static const char* const conditions[] = {"role = interviewer",
                                             "role != interviewer",
                                             "role = unknown",
                                             "speaker = \"Speaker *\"",
                                             "speaker is not set",
                                             "speaker != \"*(SPD)\"",
                                             "source = \"de_*\"",
                                             "source in (\"en_*\", \"zh*\")",
                                             "kind = interview",
                                             "language = en",
                                             "language != de",
                                             "group = english",
                                             "group in (german, mixed)",
                                             "group != chinese",
                                             "year >= 2015",
                                             "year < 2020",
                                             "part is set",
                                             "section is set",
                                             "section = \"*e*\"",
                                             "part = expert"};
    std::string made = conditions[below(std::size(conditions))];
    if (chance(25)) made += std::string(" and ") + conditions[below(std::size(conditions))];
    return made;
  }

  std::mt19937_64 random_;
  const std::vector<std::vector<std::string>>& texts_;
  const std::vector<std::string>* passage_ = nullptr;
};

TEST_F(QueryOracle, AgreesOnAHundredQueriesAsPeopleTypeThem) {
  GLOSS_NEEDS_SHARED_DATA();
  const auto queries = hand_made();
  EXPECT_GE(queries.size(), 100u);
  for (const auto& query : queries) {
    const std::size_t found = compare(query);
    EXPECT_GT(found, 0u) << query << " matches nothing, which shows little";
  }
}

TEST_F(QueryOracle, AgreesOnThreeHundredGeneratedQueries) {
  GLOSS_NEEDS_SHARED_DATA();
  QueryMaker maker(20261125, texts_);
  std::size_t matching = 0;
  for (int i = 0; i < 300; ++i) matching += compare(maker.query()) > 0 ? 1 : 0;
  EXPECT_GE(matching, 150u) << "the generated queries hardly ever match: the test shows nothing";
}

TEST_F(QueryOracle, PostingsFindInEverySourceWhatAScanFinds) {
  GLOSS_NEEDS_SHARED_DATA();
  const auto tokens = project_->tokens();
  const auto known = known_sources(*project_);
  ASSERT_TRUE(tokens && known);
  std::vector<tagger::SourceView> views;
  const ProjectTexts texts(*project_);
  for (const auto& source : *known)
    views.push_back({*(*tokens)->find(source.stored.text), &source.facts, &texts});
  using Rows = std::vector<std::pair<tagger::Run, std::vector<tagger::Run>>>;
  const auto rows_of = [](const tagger::QueryHits& hits) {
    Rows rows;
    for (const auto& row : hits.rows) {
      const auto leaves = hits.leaves_of(row);
      rows.push_back({row.run, {leaves.begin(), leaves.end()}});
    }
    return rows;
  };
  QueryMaker maker(20261130, texts_);
  std::vector<std::string> queries = hand_made();
  while (queries.size() < 3'000) queries.push_back(maker.query());
  for (const char* bare :
       {"unit", "not people", "\"* of the\"", "\"[0-2] 体 育\"", "unit where role = interviewer"})
    queries.push_back(bare);
  std::size_t matching = 0;
  for (const auto& query : queries) {
    const auto expression = codebook::parse_rule(query, {.file = "query"}, {.side_by_side_is_and = true});
    ASSERT_TRUE(expression) << query << ": " << expression.error().line();
    const auto program =
        tagger::Program::compile_query(*expression, query, (*tokens)->vocabulary(), {{"en", "de", "es"}, 0});
    ASSERT_TRUE(program) << query << ": " << program.error().line();
    std::map<std::size_t, Rows> scanned, looked_up;
    for (std::size_t i = 0; i < views.size(); ++i)
      if (const auto hits = program->run_query(views[i]); !hits.rows.empty()) scanned[i] = rows_of(hits);
    program->look_up(**tokens, views, true, [&](std::size_t i, const tagger::QueryHits& hits) {
      EXPECT_TRUE(looked_up.empty() || looked_up.rbegin()->first < i) << query;
      looked_up[i] = rows_of(hits);
    });
    ASSERT_EQ(looked_up, scanned) << query;
    matching += scanned.empty() ? 0 : 1;
  }
  EXPECT_GE(matching, 1'500u) << "the queries hardly ever match: the test shows nothing";
}

TEST_F(QueryOracle, TheOrderIsTheSameInTwoRunsAndOnTwoThreads) {
  GLOSS_NEEDS_SHARED_DATA();
  const auto queries = hand_made();
  std::vector<std::vector<std::string>> first;
  for (const auto& query : queries) first.push_back(order(*project_, query));
  test::Study other;
  auto project = Project::create(other.path, other.environment(2));
  ASSERT_TRUE(project);
  ASSERT_TRUE(add_sources(*project, {test::shared_path("data/transcripts")}, {}));
  ASSERT_TRUE(project->file().set_cases(*project_->file().cases()));
  project->forget_sources();
  for (std::size_t i = 0; i < queries.size(); ++i) {
    EXPECT_EQ(order(*project_, queries[i]), first[i]) << queries[i];
    EXPECT_EQ(order(*project, queries[i]), first[i]) << queries[i];
  }
}

}  // namespace
}  // namespace gloss::project
