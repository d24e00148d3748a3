// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/agreement.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "project/all_codings.h"
#include "project/code_passage.h"
#include "project/decide.h"
#include "project/memos.h"
#include "project/study.h"
#include "project/use_codebook.h"
#include "stats/random.h"
#include "support/must.h"

namespace gloss::project {
namespace {

using namespace gloss::test;

constexpr const char* two_coders_book =
    "codebook: c\nwhere: role != interviewer\ncodes:\n  means:\n    rules: [sponsor]\n    codes:\n      "
    "money:\n"
    "        rules: [money, 经费]\n  trust:\n    rules: [trust*]\n  hand:\n    definition: by hand only\n";
const std::vector<std::string> codes_of_book{"means", "means/money", "trust", "hand"};

/// Six interviews; anna has done the first five, ben the first four; both code at random, by hand and by
/// accepting what the rules find.
struct TwoCoders : Study {
  explicit TwoCoders(std::uint64_t seed) : random(seed), file(create()) {
    const std::vector<std::string> words{"money", "trust", "hall", "经费", "sponsor", "ça", "🙂"};
    for (int s = 0; s < 6; ++s) {
      std::string text;
      for (int turn = 0; turn < 12; ++turn) {
        text += turn % 3 == 0 ? "Interviewer:" : "P1:";
        for (std::uint64_t n = 2 + random.below(8); n > 0; --n)
          text += " " + words[random.below(words.size())];
        text += ".\n\n";
      }
      write(fmt::format("s{}.txt", s), text);
    }
    must(add_sources(file, {texts()}, {}));
    must(adopt_codebook(file, must(codebook::parse_codebook(two_coders_book, "c.yaml")), "c.yaml"));
    work("anna", 5, 0);
    work("ben", 4, 2);
  }

  void become(const std::string& who) {
    must(file.close());
    Environment environment = this->environment();
    environment.who = who;
    file = must(Project::open(path, store::Access::write, environment));
  }
  /// The first `blind` of them without a look at what the rules find.
  void work(const std::string& who, int done, int blind) {
    become(who);
    const CodedProject coded = must(all_codings(file));
    for (int s = 0; s < done; ++s) {
      const std::string name = fmt::format("s{}.txt", s);
      for (int passage = 1; passage <= 12; ++passage)
        if (random.below(3) == 0)
          static_cast<void>(add_coding(file, {.place = fmt::format("{}:{}", name, passage)},
                                       codes_of_book[random.below(codes_of_book.size())]));
      for (const auto& one : coded.coded[static_cast<std::size_t>(s)].codings)
        if (s >= blind && one.coding.origin == model::Origin::rule && random.below(2) == 0)
          must(decide(file, {.ids = {one.coding.id}},
                      random.below(3) == 0 ? model::Decision::rejected : model::Decision::accepted, ""));
      must(mark_read(file, {name}, s < blind));
    }
  }

  /// Whether `who` (empty: the rules) gave the passage the code or one below it.
  bool gave(const std::string& who, const CodedProject& rules, const model::HandWork& work,
            std::size_t source, text::ByteSpan passage, const std::string& code) const {
    const auto fits = [&](const std::string& its) { return its == code || its.starts_with(code + "/"); };
    const std::string& name = rules.sources[source].stored.name;
    if (who.empty())
      return std::any_of(rules.coded[source].codings.begin(), rules.coded[source].codings.end(),
                         [&](const SourceCoding& one) {
                           return fits(one.coding.code) && one.coding.span.overlaps(passage);
                         });
    for (const auto& one : work.codings)
      if (one.coder == who && one.at.source == name && fits(one.code) && one.at.span.overlaps(passage))
        return true;
    for (const auto& one : work.decisions)
      if (one.coder == who && one.decision == model::Decision::accepted && one.at.source == name &&
          fits(one.code) && one.at.span.overlaps(passage))
        return true;
    return false;
  }

  stats::Random random;
  project::Project file;
};

struct FourCounts {
  double both = 0, first = 0, second = 0, neither = 0;
};

FourCounts count_slowly(const TwoCoders& study, const std::string& a, const std::string& b,
                        std::size_t sources, const std::string& code) {
  const CodedProject rules = must(apply_rules(study.file));
  const model::HandWork work = must(study.file.file().hand_work());
  FourCounts counts;
  for (std::size_t s = 0; s < sources; ++s)
    for (const auto& passage : rules.coded[s].passages) {
      if (!passage.in_base) continue;
      const bool x = study.gave(a, rules, work, s, passage.span, code),
                 y = study.gave(b, rules, work, s, passage.span, code);
      ++(x ? (y ? counts.both : counts.first) : (y ? counts.second : counts.neither));
    }
  return counts;
}

report::Value cell(const report::Table& table, std::size_t row, const std::string& name) {
  for (std::size_t c = 0; c < table.columns.size(); ++c)
    if (table.columns[c].name == name) return table.rows.at(row).at(c);
  throw std::out_of_range(name);
}

void compare(const report::Table& table, std::size_t row, const FourCounts& slow, const std::string& a,
             const std::string& b) {
  const double n = slow.both + slow.first + slow.second + slow.neither;
  const double x = slow.both + slow.first, y = slow.both + slow.second, yes = x + y, all = 2 * n;
  const double differ = (slow.first + slow.second) / n;
  EXPECT_EQ(std::get<std::int64_t>(cell(table, row, "units")), static_cast<std::int64_t>(n));
  EXPECT_EQ(std::get<std::int64_t>(cell(table, row, "coded_" + a)), static_cast<std::int64_t>(x));
  EXPECT_EQ(std::get<std::int64_t>(cell(table, row, "coded_" + b)), static_cast<std::int64_t>(y));
  EXPECT_EQ(std::get<std::int64_t>(cell(table, row, "all")), static_cast<std::int64_t>(slow.both));
  EXPECT_NEAR(std::get<double>(cell(table, row, "percent")), 1 - differ, 1e-12);
  ASSERT_GT(yes, 0);
  EXPECT_NEAR(std::get<double>(cell(table, row, "alpha")),
              1 - differ / (2 * yes * (all - yes) / (all * (all - 1))), 1e-9);
  const double chance = (x * y + (n - x) * (n - y)) / (n * n);
  EXPECT_NEAR(std::get<double>(cell(table, row, "kappa")), (1 - differ - chance) / (1 - chance), 1e-9);
}

TEST(AgreementOfProject, IsCountedAsByASlowReaderOnWhatBothHaveDone) {
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    SCOPED_TRACE(seed);
    const TwoCoders study(seed);
    const auto table = must(agreement(study.file, {}));
    ASSERT_EQ(table.rows.size(), 5u);
    for (std::size_t row = 0; row < 4; ++row)
      compare(table, row, count_slowly(study, "anna", "ben", 4, codes_of_book[row]), "anna", "ben");
    EXPECT_EQ(table.head["sources"], 4);
    EXPECT_EQ(table.head["left_out"], 1) << "only anna has done the fifth";
    EXPECT_EQ(table.head["coders"][0]["not_blind"], 4);
    EXPECT_EQ(table.head["coders"][1]["not_blind"], 2);
  }
}

TEST(AgreementOfProject, TakesTheRulesForACoder) {
  const TwoCoders study(4);
  const auto table = must(agreement(study.file, {.coders = {"anna"}, .with_rules = true}));
  for (std::size_t row = 0; row < 3; ++row)
    compare(table, row, count_slowly(study, "anna", "", 5, codes_of_book[row]), "anna", "rules");
  EXPECT_EQ(table.head["sources"], 5);
  const std::string text = report::as_text(table, {120, false});
  EXPECT_NE(text.find("anna*, rules"), std::string::npos) << text;
  EXPECT_EQ(must(agreement(study.file, {.with_rules = true})).head["coders"].size(), 3u);
}

TEST(AgreementOfProject, CountsOnlyWhatIsSelected) {
  const TwoCoders study(5);
  const auto top = must(agreement(study.file, {.codes = "means/**"}));
  ASSERT_EQ(top.rows.size(), 2u);
  compare(top, 0, count_slowly(study, "anna", "ben", 4, "means/money"), "anna", "ben");
  const auto level = must(agreement(study.file, {.level = 1}));
  ASSERT_EQ(level.rows.size(), 4u);
  compare(level, 0, count_slowly(study, "anna", "ben", 4, "means"), "anna", "ben");
  const auto one = must(agreement(study.file, {.where = "source = s1.txt"}));
  EXPECT_EQ(one.head["sources"], 1);
}

TEST(AgreementOfProject, CountsCharactersNotBytes) {
  const TwoCoders study(6);
  const auto table = must(agreement(study.file, {.unit = "characters"}));
  const CodedProject rules = must(apply_rules(study.file));
  const model::HandWork work = must(study.file.file().hand_work());
  std::int64_t characters = 0, of_anna = 0;
  for (std::size_t s = 0; s < 4; ++s) {
    const std::string text = must(study.file.file().read_text(rules.sources[s].stored.text));
    for (const auto& passage : rules.coded[s].passages)
      for (auto at = passage.span.begin.count; passage.in_base && at < passage.span.end.count; ++at) {
        if ((static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) continue;
        ++characters;
        of_anna += study.gave("anna", rules, work, s, text::byte_span(at, at + 1), "means");
      }
  }
  EXPECT_EQ(std::get<std::int64_t>(cell(table, 0, "units")), characters);
  EXPECT_EQ(std::get<std::int64_t>(cell(table, 0, "coded_anna")), of_anna);
  EXPECT_EQ(table.head["unit"], "characters");
  std::int64_t with_words = 0;  // answers of one sentence each; one that is all smileys has none
  for (std::size_t s = 0; s < 4; ++s) {
    const std::string text = must(study.file.file().read_text(rules.sources[s].stored.text));
    for (const auto& passage : rules.coded[s].passages) {
      const std::string words = text.substr(passage.span.begin.count, passage.span.length());
      with_words += passage.in_base && words.find_first_not_of("🙂 .") != std::string::npos;
    }
  }
  EXPECT_EQ(must(agreement(study.file, {.unit = "sentence"})).head["units"], with_words);
  EXPECT_EQ(must(agreement(study.file, {.unit = "source"})).head["units"], 4);
}

TEST(AgreementOfProject, ListsWhereTheyDiffer) {
  const TwoCoders study(7);
  const auto table =
      must(agreement(study.file, {.form = AgreementRequest::Form::disagreements, .codes = "hand"}));
  const FourCounts slow = count_slowly(study, "anna", "ben", 4, "hand");
  EXPECT_EQ(table.rows.size(), static_cast<std::size_t>(slow.first + slow.second));
  const CodedProject rules = must(apply_rules(study.file));
  const model::HandWork work = must(study.file.file().hand_work());
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const auto words = [&](const char* name) { return std::get<std::string>(cell(table, row, name)); };
    const std::string passage = words("passage");
    const auto s = static_cast<std::size_t>(passage.at(1) - '0');
    const auto p = static_cast<std::size_t>(std::stoi(passage.substr(passage.find(':') + 1))) - 1;
    const text::ByteSpan span = rules.coded[s].passages.at(p).span;
    EXPECT_TRUE(study.gave(words("coded_by"), rules, work, s, span, "hand")) << passage;
    EXPECT_FALSE(study.gave(words("not_by"), rules, work, s, span, "hand")) << passage;
    const std::string text = must(study.file.file().read_text(rules.sources[s].stored.text));
    EXPECT_NE(text.substr(span.begin.count, span.length()).find(words("quote")), std::string::npos);
  }
  const auto confusion = must(agreement(study.file, {.form = AgreementRequest::Form::confusion}));
  EXPECT_FALSE(confusion.rows.empty());
}

TEST(AgreementOfProject, RefusesWhatCannotBeCompared) {
  TwoCoders study(8);
  const auto refused = [&](const AgreementRequest& request, const std::string& words) {
    const auto result = agreement(study.file, request);
    ASSERT_FALSE(result) << words;
    EXPECT_NE(result.error().line().find(words), std::string::npos) << result.error().line();
  };
  refused({.coders = {"anna"}}, "two who have done the same sources");
  refused({.coders = {"anna", "bem"}}, "'bem' has done no source; try: ben");
  refused({.unit = "chapter"}, "'chapter' is none of");
  refused({.codes = "nosuch"}, "no code matches");
  study.become("carla");
  must(mark_read(study.file, {"s5.txt"}, true));
  refused({}, "no source is done by all of anna, ben, carla");
}

}  // namespace
}  // namespace gloss::project
