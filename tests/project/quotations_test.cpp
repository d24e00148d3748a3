// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/quotations.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "project/all_codings.h"
#include "project/code_passage.h"
#include "project/decide.h"
#include "project/memos.h"
#include "project/random_study.h"
#include "project/reports.h"
#include "text/offset_map.h"

namespace gloss::project {
namespace {

using namespace gloss::test;

/// Random texts, rules, decisions and codings by hand.
struct QuotedStudy : RandomStudy {
  explicit QuotedStudy(std::uint64_t seed) : RandomStudy(seed + 900) {
    std::string yaml = random_codebook(random);
    if (seed % 3 == 0) yaml = "where: role != interviewer\n" + yaml;
    must(adopt_codebook(file, parsed(yaml), "c.yaml"));
    const auto coded = must(all_codings(file));
    for (std::size_t i = 0; i < coded.coded.size(); ++i) {
      for (const auto& one : coded.coded[i].codings)
        if (random() % 3 == 0)
          must(decide(file, {.ids = {one.coding.id}},
                      random() % 2 == 0 ? model::Decision::accepted : model::Decision::rejected, "why"));
      must(add_coding(file, {.place = fmt::format("s{}.txt:{}", i, 1 + random() % 8)}, "c"));
    }
  }
};

/// Columns of the table.
enum Field : std::size_t {
  code,
  group,
  speaker,
  source,
  passage,
  start,
  end,
  quote,
  text_,
  question,
  memo,
  origin,
  decision,
  exemplar,
  contrary
};

std::string words(const report::Table& table, std::size_t row, Field field) {
  const auto* found = std::get_if<std::string>(&table.rows[row][field]);
  return found == nullptr ? "" : *found;
}
std::int64_t number(const report::Table& table, std::size_t row, Field field) {
  return std::get<std::int64_t>(table.rows[row][field]);
}

std::string frozen_text(const Project& project, const std::string& name) {
  const auto sources = must(known_sources(project));
  for (const KnownSource& known : sources)
    if (known.stored.name == name) return must(project.file().read_text(known.stored.text));
  return {};
}

TEST(Quotations, AreSlicesOfTheFrozenText) {
  for (std::uint64_t seed = 0; seed < 3; ++seed)
    for (const std::string context : {"passage", "sentence", "quote"}) {
      SCOPED_TRACE(fmt::format("{} {}", seed, context));
      const QuotedStudy study(seed);
      const auto table = must(quotations(study.file, {.context = context})).table;
      ASSERT_FALSE(table.rows.empty());
      for (std::size_t r = 0; r < table.rows.size(); ++r) {
        const std::string frozen = frozen_text(study.file, words(table, r, source));
        const auto bytes =
            *text::OffsetMap(frozen).bytes({{static_cast<std::uint32_t>(number(table, r, start))},
                                            {static_cast<std::uint32_t>(number(table, r, end))}});
        EXPECT_EQ(words(table, r, quote), frozen.substr(bytes.begin.count, bytes.length()));
        const std::string shown = words(table, r, text_);
        EXPECT_NE(frozen.find(shown), std::string::npos);
        EXPECT_NE(shown.find(words(table, r, quote)), std::string::npos);
      }
    }
}

TEST(Quotations, AreAsManyAsTheFrequenciesSay) {
  for (std::uint64_t seed = 0; seed < 6; ++seed)
    for (const char* kept : {"not-rejected", "accepted"}) {
      SCOPED_TRACE(fmt::format("{} {}", seed, kept));
      const QuotedStudy study(seed);
      const Selection selection{.decision = kept};
      FrequencyRequest wanted;
      wanted.selection = selection;
      const auto frequencies = must(frequency(study.file, wanted));
      const auto answer = must(quotations(study.file, {.selection = selection}));
      EXPECT_EQ(answer.table.headers, frequencies.headers);
      EXPECT_EQ(answer.prose.headers, frequencies.headers);
      for (const auto& row : frequencies.rows) {
        const std::string id = std::get<std::string>(row[0]);
        std::set<std::tuple<std::string, std::int64_t, std::int64_t>> spans;
        std::set<std::string> sources;
        for (std::size_t r = 0; r < answer.table.rows.size(); ++r) {
          const std::string its = words(answer.table, r, code);
          if (number(answer.table, r, contrary) == 1 || (its != id && !its.starts_with(id + "/"))) continue;
          const bool is_new = spans
                                  .insert({words(answer.table, r, source), number(answer.table, r, start),
                                           number(answer.table, r, end)})
                                  .second;
          EXPECT_TRUE(is_new || id == "a");  // codes with none below: each coding once
          sources.insert(words(answer.table, r, source));
        }
        EXPECT_EQ(std::get<std::int64_t>(row[2]), static_cast<std::int64_t>(spans.size())) << id;
        EXPECT_EQ(std::get<std::int64_t>(row[4]), static_cast<std::int64_t>(sources.size())) << id;
      }
    }
}

TEST(Quotations, PutRejectedOnesUnderContraryCasesOnly) {
  std::size_t seen = 0;
  for (std::uint64_t seed = 0; seed < 5; ++seed)
    for (const char* kept : {"not-rejected", "any"}) {
      const QuotedStudy study(seed);
      const auto coded = must(all_codings(study.file));
      std::set<std::tuple<std::string, std::string, std::string>> rejected;  // code, source, quote
      std::int64_t in_base = 0;
      for (const CodedSource& its : coded.coded)
        for (const auto& one : its.codings) {
          if (one.coding.decision != model::Decision::rejected) continue;
          rejected.insert({one.coding.code, one.coding.source, one.coding.quote});
          in_base += std::any_of(its.passages.begin(), its.passages.end(), [&](const SourcePassage& p) {
            return p.in_base && p.span.overlaps(one.coding.span);
          });
        }
      const auto table = must(quotations(study.file, {.selection = {.decision = kept}})).table;
      std::int64_t rows = 0;
      for (std::size_t r = 0; r < table.rows.size(); ++r) {
        const bool is_contrary = number(table, r, contrary) == 1;
        EXPECT_EQ(is_contrary, words(table, r, decision) == "rejected");
        rows += is_contrary ? 1 : 0;
        EXPECT_TRUE(!is_contrary || rejected.contains({words(table, r, code), words(table, r, source),
                                                       words(table, r, quote)}));
      }
      EXPECT_EQ(rows, in_base);
      seen += static_cast<std::size_t>(rows);
    }
  EXPECT_GT(seen, 5u);
}

/// Hostile words, two interviews of one case, a field note.
struct FewWords : Study {
  FewWords() : file(create()) {
    write("a.txt",
          "Interviewer: Is <b>money</b>\there?\n\nP1: =money 🙂 & </p><script>x</script> | *money* `n`.\n\n"
          "P1: The money, always.\n\nP1: More money.\n");
    write("b.txt", "Interviewer: And now?\n\nP1: Money came.\n\nP2: Some money.\n");
    write("n.txt", "The hall was cold. No money for heating.\n");
    write("cases.csv", "source,speaker,case,group\na.txt,P1,Ann,official\nb.txt,P1,Ann,official\n");
    must(add_sources(file, {texts()}, {}));
    must(adopt_codebook(file,
                        parsed("codebook: c\nlanguages: [en, zh]\nwhere: role != interviewer\ncodes:\n  "
                               "money:\n    definition: What it costs.\n    rules: [money]\n  none:\n    "
                               "rules: [nothing]\n"),
                        "c.yaml"));
  }
  std::string id_at(const std::string& name, int place) const {
    const auto coded = must(all_codings(file));
    for (const CodedSource& its : coded.coded)
      for (const auto& one : its.codings)
        if (one.coding.source == name && one.coding.passage == place) return one.coding.id;
    return {};
  }
  project::Project file;
};

TEST(Quotations, KeepHostileWordsAsTheyAre) {
  const FewWords study;
  const auto answer = must(quotations(study.file, {}));
  EXPECT_EQ(words(answer.table, 0, text_), "=money 🙂 & </p><script>x</script> | *money* `n`.");
  EXPECT_EQ(words(answer.table, 0, question), "Interviewer: Is <b>money</b> here?");
  EXPECT_EQ(words(answer.table, 0, speaker), "Ann");
  EXPECT_EQ(number(answer.table, 0, passage), 2);
  const std::string html = report::as_html(answer.prose);
  EXPECT_EQ(html.find("<script>x"), std::string::npos);
  EXPECT_EQ(html.find("<b>money"), std::string::npos);
  EXPECT_EQ(report::as_csv(answer.table).find("\n=money"), std::string::npos);
}

TEST(Quotations, TakeTurnsAndPutExemplarsFirst) {
  FewWords study;
  const auto first = must(quotations(study.file, {.most = 3})).table;
  ASSERT_EQ(first.rows.size(), 4u);  // two codings in the first passage
  EXPECT_EQ(words(first, 0, source) + words(first, 2, source) + words(first, 3, source), "a.txtb.txtn.txt");
  EXPECT_EQ(words(first, 2, speaker), "P2 (b.txt)");
  must(add_memo(study.file, model::Subject::coding, study.id_at("a.txt", 4), "* 更多的钱"));
  must(add_memo(study.file, model::Subject::passage, "a.txt:4", "said twice"));
  const auto starred = must(quotations(study.file, {.most = 3}));
  EXPECT_EQ(words(starred.table, 0, quote), "money");
  EXPECT_EQ(words(starred.table, 0, text_), "More money.");
  EXPECT_EQ(words(starred.table, 0, memo), "anna: 更多的钱\nanna: said twice");
  EXPECT_EQ(number(starred.table, 0, exemplar), 1);
  EXPECT_NE(report::as_text(starred.prose, {}).find("Shown: 3 of 6."), std::string::npos);
  EXPECT_NE(
      report::as_text(starred.prose, {}).find("6 quotations (7 codings) of 2 speakers in 3 sources; most "),
      std::string::npos);
}

TEST(Quotations, StandByGroupAndSayWhoHasNone) {
  const FewWords study;
  const auto answer = must(quotations(study.file, {.selection = {.by = "group"}}));
  const std::string text = report::as_text(answer.prose, {});
  const auto official = text.find("group = official"), without = text.find("without group");
  EXPECT_LT(official, without);
  EXPECT_NE(without, std::string::npos);
  EXPECT_EQ(words(answer.table, 0, group), "official");
  EXPECT_EQ(words(answer.table, answer.table.rows.size() - 1, group), "");
  EXPECT_NE(text.find("No quotations."), std::string::npos);
}

TEST(Quotations, RefuseAnUnknownContext) {
  const FewWords study;
  EXPECT_EQ(quotations(study.file, {.context = "book"}).error().fault, Fault::usage);
}

}  // namespace
}  // namespace gloss::project
