// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/rule_quality.h"

#include <algorithm>
#include <map>

#include "project/club_study.h"

namespace gloss::project {
namespace {

constexpr const char* means_book = R"(codebook: book
languages: [en, zh]
where: role != interviewer
codes:
  means:
    rules: [sponsor]
    codes:
      money:
        rules: [money, '"own pockets"', 经费]
      grant:
        rules: ['grant near/6 club', debt]
        span: sentence
  paper:
    rules: ['stamp*', hall]
  nothing:
    definition: coded by hand only
)";

struct QualityStudy : test::ClubStudy {
  CodedProject coded;
  model::HandWork work;

  explicit QualityStudy(std::uint64_t seed) : ClubStudy(seed, means_book), coded(*apply_rules(project)) {
    stats::Random random(seed + 100);
    const std::vector<std::string> codes{"means", "means/money", "means/grant", "paper", "nothing", "gone"},
        coders{"anna", "ben"};
    for (std::size_t s = 0; s < coded.sources.size(); ++s) {
      const auto& source = coded.sources[s].stored;
      if (s != 3) work.read.push_back({source.name, "anna", s == 0});
      if (s == 1 || s == 2) work.read.push_back({source.name, "ben", true});
      const auto anchor = [&](text::ByteSpan span) {
        return model::Anchor{source.name, source.text, span, "", "", ""};
      };
      for (const auto& passage : coded.coded[s].passages)
        for (std::uint64_t n = random.below(3); n > 0; --n) {
          auto at = anchor(text::byte_span(passage.span.begin.count, passage.span.begin.count + 3));
          if (random.below(30) == 0) at.text += 1000;  // of an earlier version
          work.codings.push_back({at, codes[random.below(codes.size())], coders[random.below(2)]});
        }
      for (const auto& one : coded.coded[s].codings)
        if (random.below(2) == 0)
          work.decisions.push_back(
              {anchor(one.coding.span), one.coding.code, coders[random.below(2)],
               random.below(3) == 0 ? model::Decision::rejected : model::Decision::accepted, "", 0});
    }
  }

  bool has_read(const std::string& coder, const std::string& source) const {
    return std::any_of(work.read.begin(), work.read.end(), [&](const model::ReadMark& mark) {
      return mark.coder == coder && mark.source == source;
    });
  }

  /// Passage by passage, coding by coding.
  QualityRow count_slowly(int code, int rule, const std::string& against) const {
    QualityRow row;
    for (std::size_t s = 0; s < coded.sources.size(); ++s) {
      const std::string& name = coded.sources[s].stored.name;
      const auto counts = [&](const std::string& coder) {
        return (against.empty() || coder == against) && has_read(coder, name);
      };
      for (const auto& passage : coded.coded[s].passages) {
        if (!passage.in_base) continue;
        const auto meets = [&](const model::Anchor& at) {
          return at.source == name && at.text == coded.sources[s].stored.text &&
                 at.span.overlaps(passage.span);
        };
        const auto is_of = [&](const std::string& id) {
          const int found = coded.codebook->find(id);
          return found >= 0 && (rule == 0 ? coded.codebook->is_within(found, code) : found == code);
        };
        bool yes = false, hit = false, other = false;
        for (const auto& one : work.codings)
          yes = yes || (counts(one.coder) && is_of(one.code) && meets(one.at));
        for (const auto& one : work.decisions)
          yes = yes || (counts(one.coder) && one.decision == model::Decision::accepted && is_of(one.code) &&
                        meets(one.at));
        for (const auto& one : coded.coded[s].codings) {
          if (!one.coding.span.overlaps(passage.span)) continue;
          if (rule == 0 ? !coded.codebook->is_within(one.code, code) : one.code != code) continue;
          for (const auto& reason : one.coding.reasons)
            ((rule == 0 || reason.rule == rule) ? hit : other) = true;
        }
        row.hits += hit;
        if (!counts("anna") && !counts("ben")) continue;
        ++(hit ? (yes ? row.table.tp : row.table.fp) : (yes ? row.table.fn : row.table.tn));
        if (rule != 0 && hit && !other) ++(yes ? row.only_tp : row.only_fp);
      }
    }
    return row;
  }
};

TEST(RuleQualityOfProject, IsCountedAsByASlowReader) {
  std::int64_t tp = 0, fp = 0, fn = 0, alone = 0, aside = 0;
  for (std::uint64_t seed = 1; seed <= 4; ++seed)
    for (const std::string against : {"", "anna", "ben"}) {
      const QualityStudy study(seed);
      QualityOptions options;
      options.against = against;
      const auto quality = rule_quality(study.coded, study.work, options);
      ASSERT_TRUE(quality) << quality.error().line();
      ASSERT_EQ(quality->rows.size(), 13u);  // five codes, eight rules
      aside += quality->set_aside;
      for (const QualityRow& row : quality->rows) {
        const QualityRow slow = study.count_slowly(row.code, row.rule, against);
        ASSERT_EQ(row.hits, slow.hits) << row.code << " rule " << row.rule;
        ASSERT_EQ(row.table, slow.table) << row.code << " rule " << row.rule;
        ASSERT_EQ(row.only_tp, slow.only_tp) << row.code << " rule " << row.rule;
        ASSERT_EQ(row.only_fp, slow.only_fp) << row.code << " rule " << row.rule;
        ASSERT_EQ(row.table.units(), quality->passages);
        EXPECT_EQ(row.quality.precision.value, stats::quality(slow.table).precision.value);
        tp += slow.table.tp;
        fp += slow.table.fp;
        fn += slow.table.fn;
        alone += slow.only_tp;
      }
    }
  for (const std::int64_t seen : {tp, fp, fn, alone}) EXPECT_GT(seen, 50);
  EXPECT_GT(aside, 0);
}

TEST(RuleQualityOfProject, SaysWhoReadWhatAndHow) {
  const QualityStudy study(1);
  const auto all = rule_quality(study.coded, study.work, {});
  EXPECT_EQ(all->coders, (std::vector<std::string>{"anna", "ben"}));
  EXPECT_EQ(all->sources, 3);
  EXPECT_EQ(all->blind, 1);  // anna saw the rules' codings in two, which ben read blind
  QualityOptions ben;
  ben.against = "ben";
  EXPECT_EQ(rule_quality(study.coded, study.work, ben)->blind, 2);
  QualityOptions nobody;
  nobody.against = "bem";
  const auto refused = rule_quality(study.coded, study.work, nobody);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().line(), "--against: 'bem' has read no source; try: ben");
}

TEST(RuleQualityOfProject, IsUncheckedWhereNobodyHasRead) {
  QualityStudy study(2);
  study.work.read.clear();
  const auto quality = rule_quality(study.coded, study.work, {});
  ASSERT_TRUE(quality);
  EXPECT_EQ(quality->passages, 0);
  const std::string csv = report::as_csv(quality_table(study.coded, *quality, {}, ""));
  EXPECT_NE(csv.find("paper,,,unchecked,"), std::string::npos) << csv;
  EXPECT_EQ(csv.find(",checked"), std::string::npos);
  for (std::size_t line = csv.find('\n') + 1; line < csv.size(); line = csv.find('\n', line) + 1) {
    const std::size_t hits = csv.find("unchecked,", line) + std::string("unchecked,").size();
    const std::size_t end = csv.find('\n', line), rest = csv.find(',', hits);
    EXPECT_EQ(csv.substr(rest, end - rest), std::string(20, ',')) << "nothing is said to be 0: " << csv;
  }
}

TEST(RuleQualityOfProject, DrawsSourcesAgainForWiderIntervals) {
  QualityStudy study(3);
  QualityOptions options;
  options.over_sources = true;
  const auto few = rule_quality(study.coded, study.work, options);
  for (const QualityRow& row : few->rows)
    EXPECT_FALSE(row.quality.f1.interval) << "three sources tell nothing of others";
  const auto by_formula = rule_quality(study.coded, study.work, {});
  EXPECT_TRUE(by_formula->rows.front().quality.f1.interval);
  EXPECT_EQ(by_formula->rows.front().quality.f1.value, few->rows.front().quality.f1.value);
}

TEST(RuleQualityOfProject, LeavesRulesOutWhereOnlyCodesAreWanted) {
  const QualityStudy study(1);
  QualityOptions options;
  options.rules = false;
  const auto quality = rule_quality(study.coded, study.work, options);
  EXPECT_EQ(quality->rows.size(), 5u);
  for (const QualityRow& row : quality->rows) EXPECT_EQ(row.rule, 0);
}

}  // namespace
}  // namespace gloss::project
