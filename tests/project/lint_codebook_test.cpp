// SPDX-License-Identifier: GPL-3.0-or-later
// The linter against a recount by brute force: every rule as a codebook of its own.
#include "project/lint_codebook.h"

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "project/apply_rules.h"
#include "project/search.h"
#include "project/study.h"
#include "project/use_codebook.h"

namespace gloss::project {
namespace {

namespace finding = codebook::finding;

/// Codings of a rule, as source, begin, end.
using Places = std::set<std::tuple<std::size_t, std::uint32_t, std::uint32_t>>;
using PassagePlaces = std::set<std::pair<std::size_t, std::size_t>>;

struct CodedAlone {
  Places places;
  PassagePlaces passages;
};

codebook::Codebook parsed(const std::string& yaml) {
  auto linted = codebook::parse_codebook(yaml, "c.yaml");
  EXPECT_TRUE(linted) << (linted ? "" : linted.error().line());
  return std::move(*linted);
}

/// What the codebook codes, with the passages that each coding meets.
CodedAlone coded_by(Project& project, const std::string& yaml) {
  EXPECT_TRUE(adopt_codebook(project, parsed(yaml), "c.yaml"));
  const auto coded = apply_rules(project);
  EXPECT_TRUE(coded);
  CodedAlone alone;
  for (std::size_t source = 0; source < coded->coded.size(); ++source)
    for (const auto& one : coded->coded[source].codings) {
      alone.places.emplace(source, one.coding.span.begin.count, one.coding.span.end.count);
      const auto& passages = coded->coded[source].passages;
      for (std::size_t i = 0; i < passages.size(); ++i)
        if (passages[i].span.overlaps(one.coding.span)) alone.passages.emplace(source, i);
    }
  return alone;
}

bool covers(const Places& outer, const Places& inner) {
  return std::all_of(inner.begin(), inner.end(), [&](const auto& place) {
    const auto [source, begin, end] = place;
    return std::any_of(outer.begin(), outer.end(), [&, s = source, b = begin, e = end](const auto& other) {
      return std::get<0>(other) == s && std::get<1>(other) <= b && e <= std::get<2>(other);
    });
  });
}

TEST(LintCodebook, AgreesWithARecountByBruteForce) {
  std::mt19937_64 random(7);
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  const std::vector<std::string> vocabulary = {"hall", "money", "no",  "short",
                                               "club", "rain",  "key", "lights"};
  std::size_t silent = 0, shadowed = 0, broad = 0, twins = 0;
  for (int round = 0; round < 12; ++round) {
    test::Study study;
    for (int source = 0; source < 3; ++source) {
      std::string text;
      for (int passage = 0; passage < 6; ++passage) {
        text += passage % 2 == 0 ? "Interviewer: " : "P1: ";
        for (int word = 0; word < 7; ++word)
          text += (word == 0 ? "" : " ") + vocabulary[below(vocabulary.size() - 1)];
        text += ".\n\n";
      }
      study.write("s" + std::to_string(source) + ".txt", text);
    }
    Project project = study.create();
    ASSERT_TRUE(add_sources(project, {study.texts()}, {}));

    std::vector<std::vector<std::string>> rules(4);
    const auto word = [&] { return vocabulary[below(vocabulary.size())]; };
    for (auto& code : rules)
      for (int i = 0; i < 4; ++i) {
        const std::string a = word(), b = word();
        const std::vector<std::string> forms = {a,
                                                "\"" + a + " " + b + "\"",
                                                a + " near/3 " + b,
                                                a + " or " + b,
                                                a + " and " + b,
                                                a + " inside (" + a + " near/2 " + b + ")"};
        code.push_back(forms[below(forms.size())]);
      }
    rules[3] = rules[2];  // twins, if they fire enough
    const std::string head = "codebook: c\nwhere: role != interviewer\ncodes:\n";
    std::string yaml = head;
    for (std::size_t code = 0; code < rules.size(); ++code) {
      yaml += "  c" + std::to_string(code) + ":\n    rules:\n";
      for (const auto& rule : rules[code]) yaml += "      - '" + rule + "'\n";
    }
    const codebook::Codebook linted = parsed(yaml);
    const auto found = lint_codebook(project, linted, "c.yaml", {0.3, 2, SIZE_MAX});
    ASSERT_TRUE(found) << found.error().line();
    std::map<std::string, std::set<std::pair<std::string, int>>> by_kind;
    for (const auto& one : *found) by_kind[std::string(one.kind)].emplace(one.code, one.rule);

    std::vector<std::vector<CodedAlone>> alone(rules.size());
    std::vector<PassagePlaces> of_code(rules.size());
    for (std::size_t code = 0; code < rules.size(); ++code)
      for (const auto& rule : rules[code]) {
        alone[code].push_back(coded_by(project, head + "  c:\n    rules: ['" + rule + "']\n"));
        of_code[code].insert(alone[code].back().passages.begin(), alone[code].back().passages.end());
      }
    const double base = 9;  // P1 says half of 18 passages
    for (std::size_t code = 0; code < rules.size(); ++code) {
      const std::string id = "c" + std::to_string(code);
      for (std::size_t r = 0; r < rules[code].size(); ++r) {
        const std::pair<std::string, int> place(id, static_cast<int>(r + 1));
        const CodedAlone& own = alone[code][r];
        const std::string what = yaml + "code " + id + " rule " + std::to_string(r + 1);
        EXPECT_EQ(by_kind[std::string(finding::silent_rule)].contains(place), own.places.empty()) << what;
        silent += own.places.empty();
        const bool is_broad =
            static_cast<double>(own.passages.size()) > 0.3 * base && own.passages.size() >= 2;
        EXPECT_EQ(by_kind[std::string(finding::broad_rule)].contains(place), is_broad) << what;
        broad += is_broad;
        bool is_shadowed = false;
        for (std::size_t s = 0; s < rules[code].size() && !own.places.empty(); ++s)
          if (s != r && covers(alone[code][s].places, own.places))
            is_shadowed |= s < r || !covers(own.places, alone[code][s].places);
        EXPECT_EQ(by_kind[std::string(finding::shadowed_rule)].contains(place), is_shadowed) << what;
        shadowed += is_shadowed;
      }
      bool is_twin = false;
      for (std::size_t other = 0; other < code; ++other)
        is_twin |= of_code[code].size() >= 2 && of_code[code] == of_code[other];
      EXPECT_EQ(by_kind[std::string(finding::twin_codes)].contains({id, 0}), is_twin) << yaml;
      twins += is_twin;
    }
  }
  EXPECT_GT(silent, 5u);
  EXPECT_GT(shadowed, 5u);
  EXPECT_GT(broad, 5u);
  EXPECT_GT(twins, 5u);
}

TEST(LintCodebook, NamesWordsThatOccurNowhereAndTheirNeighbours) {
  test::Study study;
  study.write("a.txt", "P1: The fundings were cut. 经费不足。\n\nP1: Fundings again, and the council.\n");
  Project project = study.create();
  ASSERT_TRUE(add_sources(project, {study.texts()}, {}));
  const codebook::Codebook linted = parsed(
      "codebook: c\nlists:\n  l: [funding, counci*, 场地, 经费, \"the {council|borough}\"]\ncodes:\n  a:\n   "
      " rules:\n"
      "      - council near/9 counsel\n      - fundings or grants or /fund.*/\n");
  const auto found = lint_codebook(project, linted, "c.yaml", {});
  ASSERT_TRUE(found);
  std::vector<std::string> messages;
  for (const auto& one : *found)
    if (one.kind == finding::dead_word || one.kind == finding::silent_rule)
      messages.push_back(std::to_string(one.line) + ": " + one.message);
  EXPECT_EQ(
      messages,
      (std::vector<std::string>{
          "3: list 'l': 3 of its 7 words never occur: funding, 场地, borough; spelt nearly like funding: "
          "fundings",
          "7: rule 1 of 'a' never fires; 1 of its 2 words never occurs: counsel; spelt nearly like counsel: "
          "council",
          "8: rule 2 of 'a': 1 of its 3 words never occurs: grants"}));
}

TEST(LintCodebook, LooksForWordsAsTheCodebookFoldsThem) {
  test::Study study;
  study.write("a.txt", "P1: The cafe is ours.\n\nP1: So is US money.\n");
  Project project = study.create();
  ASSERT_TRUE(add_sources(project, {study.texts()}, {}));
  const auto dead = [&](const std::string& head) {
    const auto found = lint_codebook(
        project,
        parsed("codebook: c\n" + head + "codes:\n  a:\n    rules:\n      - caf\u00e9 or 'us' or 'US'\n"),
        "c.yaml", {});
    EXPECT_TRUE(found);
    std::string words;
    for (const auto& one : *found)
      if (one.kind == finding::dead_word) words += one.message;
    return words;
  };
  EXPECT_EQ(
      dead(""),
      "rule 1 of 'a': 2 of its 3 words never occur: caf\u00e9, 'us'; spelt nearly like caf\u00e9: cafe");
  EXPECT_EQ(dead("fold: accents\n"), "rule 1 of 'a': 1 of its 3 words never occurs: 'us'");
}

}  // namespace
}  // namespace gloss::project
