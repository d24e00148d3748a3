// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/frequency_report.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "report/random_project.h"

namespace gloss::report {
namespace {

using test::whole;

/// dilemma > policy > {dual, rent}; strategy. Two sources: an interview with two speakers, a field note.
CodedProject small_project() {
  CodedProject project;
  project.codes = {{"dilemma", "Dilemma", -1},
                   {"dilemma/policy", "", 0},
                   {"dilemma/policy/dual", "Dual management", 1},
                   {"dilemma/policy/rent", "Rent", 1},
                   {"strategy", "Strategy", -1}};
  project.sources = {model::Kind::interview, model::Kind::field_note};
  project.where = "role != interviewer";
  project.base = {{{0, text::byte_span(0, 10)}, 0},
                  {{0, text::byte_span(20, 30)}, 1},
                  {{0, text::byte_span(31, 40)}, 0},
                  {{1, text::byte_span(0, 50)}, -1}};
  return project;
}

TEST(FrequencyReport, CountsTheUnionOfWhatLiesBelowAParent) {
  CodedProject project = small_project();
  project.add(2, 0, text::byte_span(2, 5), Standing::undecided);
  project.add(3, 0, text::byte_span(2, 5), Standing::undecided);    // the same span: one for the parents
  project.add(3, 0, text::byte_span(4, 35), Standing::hand);        // three passages, two speakers
  project.add(3, 1, text::byte_span(7, 9), Standing::accepted);     // a field note has no speaker
  project.add(3, 0, text::byte_span(12, 18), Standing::undecided);  // outside the base
  project.rejected = 4;
  const Table table = frequency_report(project);
  ASSERT_EQ(table.rows.size(), 5u);
  const std::vector<std::array<std::int64_t, 4>> expected{
      {3, 4, 2, 2}, {3, 4, 2, 2}, {1, 1, 1, 1}, {3, 4, 2, 2}, {0, 0, 0, 0}};
  for (std::size_t r = 0; r < 5; ++r)
    for (std::size_t c = 0; c < 4; ++c) EXPECT_EQ(whole(table, r, 2 + c), expected[r][c]) << r << ", " << c;
  EXPECT_EQ(std::get<double>(table.rows[2][6]), 0.25);
  EXPECT_EQ(std::get<double>(table.rows[4][6]), 0.0);
  EXPECT_EQ(std::get<std::string>(table.rows[1][1]), "policy");
  EXPECT_EQ(table.indents, (std::vector<int>{0, 1, 2, 2, 0}));
  EXPECT_EQ(
      json_line(table.head),
      R"({"base":{"passages":4,"sources":2,"interview":3,"field-note":1,"where":"role != interviewer"},)"
      R"("record":{"hand":1,"accepted":1,"undecided":2,"rejected":4}})");
}

TEST(FrequencyReport, HasNoShareOfAnEmptyBase) {
  CodedProject project = small_project();
  project.base.clear();
  project.add(2, 0, text::byte_span(2, 5), Standing::undecided);
  const Table table = frequency_report(project);
  EXPECT_EQ(whole(table, 2, 2), 0);
  EXPECT_TRUE(std::holds_alternative<std::monostate>(table.rows[2][6]));
  EXPECT_EQ(table.head["base"]["sources"], 0);
}

TEST(FrequencyReport, CountsACodingOnceWhoeverMadeItByItsStrongestStanding) {
  CodedProject project = small_project();
  project.add(2, 0, text::byte_span(2, 5), Standing::undecided);
  project.add(2, 0, text::byte_span(2, 5), Standing::hand);
  const Table table = frequency_report(project);
  EXPECT_EQ(whole(table, 2, 2), 1);
  EXPECT_EQ(table.head["record"]["hand"], 1);
  EXPECT_EQ(table.head["record"]["undecided"], 0);
}

TEST(FrequencyReport, EqualsTheSlowCountOnAThousandRandomProjects) {
  std::mt19937_64 random(11);
  std::int64_t codings = 0;
  for (int round = 0; round < 1000; ++round) {
    const auto made = test::random_project(random);
    const Table table = frequency_report(made.project);
    const auto slow = test::slow_frequencies(made.project);
    ASSERT_EQ(table.rows.size(), slow.size());
    for (std::size_t r = 0; r < slow.size(); ++r)
      for (std::size_t c = 0; c < 4; ++c) {
        ASSERT_EQ(whole(table, r, 2 + c), slow[r][c])
            << "round " << round << ", code " << r << ", column " << c;
        codings += slow[r][c];
      }
  }
  EXPECT_GT(codings, 10'000);
}

TEST(FrequencyReport, DoesNotDependOnTheOrderOfCodingsAndSources) {
  std::mt19937_64 random(12);
  for (int round = 0; round < 300; ++round) {
    CodedProject project = test::random_project(random).project;
    const std::string before = as_json(frequency_report(project)) + as_text(frequency_report(project), {});
    std::vector<std::int32_t> to(project.sources.size());
    std::iota(to.begin(), to.end(), 0);
    std::shuffle(to.begin(), to.end(), random);
    std::vector<model::Kind> kinds(to.size());
    for (std::size_t s = 0; s < to.size(); ++s) kinds[static_cast<std::size_t>(to[s])] = project.sources[s];
    project.sources = kinds;
    for (BasePassage& passage : project.base)
      passage.place.source = to[static_cast<std::size_t>(passage.place.source)];
    std::stable_sort(
        project.base.begin(), project.base.end(),
        [](const BasePassage& x, const BasePassage& y) { return x.place.source < y.place.source; });
    for (CodedSpan& coding : project.codings) coding.source = to[static_cast<std::size_t>(coding.source)];
    std::shuffle(project.codings.begin(), project.codings.end(), random);
    ASSERT_EQ(as_json(frequency_report(project)) + as_text(frequency_report(project), {}), before)
        << "round " << round;
  }
}

/// Groups at random, also none; the positions of passages and codings are their bytes.
CodedProject in_groups(CodedProject project, std::mt19937_64& random) {
  project.by = "group";
  project.groups = {"official", "organiser", "nobody"};
  for (BasePassage& passage : project.base) {
    passage.group = static_cast<std::int32_t>(random() % 3) - 1;  // never "nobody"
    passage.first_word = passage.place.span.begin.count;
    passage.past_word = passage.place.span.end.count;
  }
  for (CodedSpan& coding : project.codings) {
    coding.first_word = coding.span.begin.count;
    coding.past_word = coding.span.end.count;
  }
  return project;
}

TEST(FrequencyReport, CountsEachGroupAsIfItWereTheWholeBase) {
  std::mt19937_64 random(41);
  for (int round = 0; round < 300; ++round) {
    const CodedProject project = in_groups(test::random_project(random).project, random);
    FrequencyCounter counter(project);
    counter.add(project);
    for (std::int32_t group = 0; group < 3; ++group) {
      CodedProject alone = project;
      alone.groups.clear();
      std::erase_if(alone.base, [&](const BasePassage& passage) { return passage.group != group; });
      const auto slow = test::slow_frequencies(alone);
      for (std::size_t c = 0; c < project.codes.size(); ++c) {
        const CodeCount& count = counter.of(c, group);
        ASSERT_EQ((std::array{count.codings, count.passages, count.sources, count.speakers}), slow[c])
            << "round " << round << ", group " << group << ", code " << c;
      }
      ASSERT_EQ(counter.all(group).passages, static_cast<std::int64_t>(alone.base.size()));
    }
  }
}

TEST(FrequencyReport, CountsEachCoveredWordOnce) {
  std::mt19937_64 random(42);
  std::int64_t covered = 0;
  for (int round = 0; round < 300; ++round) {
    const CodedProject project = in_groups(test::random_project(random).project, random);
    FrequencyCounter counter(project);
    counter.add(project);
    for (std::size_t c = 0; c < project.codes.size(); ++c) {
      std::int64_t words = 0;
      for (const BasePassage& passage : project.base)
        for (std::uint32_t at = passage.first_word; at < passage.past_word; ++at)
          words += std::any_of(project.codings.begin(), project.codings.end(), [&](const CodedSpan& coding) {
            std::int32_t code = coding.code;
            while (code >= 0 && code != static_cast<std::int32_t>(c))
              code = project.codes[static_cast<std::size_t>(code)].parent;
            return code >= 0 && coding.source == passage.place.source && coding.first_word <= at &&
                   at < coding.past_word;
          });
      ASSERT_EQ(counter.of(c, -1).words, words) << "round " << round << ", code " << c;
      covered += words;
    }
  }
  EXPECT_GT(covered, 10'000);
}

TEST(FrequencyReport, NamesTheSpeakersOfEachGroupFirst) {
  CodedProject project = small_project();
  project.by = "group";
  project.groups = {"official", "organiser"};
  for (std::size_t p = 0; p < 3; ++p) project.base[p].group = static_cast<std::int32_t>(p % 2);
  project.add(3, 0, text::byte_span(22, 25), Standing::undecided);
  FrequencyCounter counter(project);
  counter.add(project);
  const Table people = group_table(counter);
  EXPECT_EQ(std::get<std::string>(people.rows[3][2]), "0 of 1");
  EXPECT_EQ(std::get<std::string>(people.rows[3][4]), "1 of 1");
  const Table rows = frequency_report(counter);
  ASSERT_EQ(rows.rows.size(), 10u);
  EXPECT_EQ(std::get<std::string>(rows.rows[7][2]), "organiser");
  EXPECT_EQ(whole(rows, 7, 4), 1);
}

/// Two groups of three passages, of which the first has been read.
struct CheckedStudy {
  CheckedStudy() : counter(project()) {
    counter.add(project());
    options.checked.emplace(5, 2);
    options.checked->read = {2, 0};
    options.checked->of_codes[3][0] = {.tp = 1, .fp = 1, .fn = 0, .tn = 0};
    options.checked->of_codes[4][0] = {.tp = 0, .fp = 0, .fn = 1, .tn = 1};
    options.checked->pooled[0] = {.tp = 1, .fp = 1, .fn = 1, .tn = 7};
  }
  static CodedProject project() {
    CodedProject made = small_project();
    made.by = "group";
    made.groups = {"official", "organiser"};
    for (std::size_t p = 0; p < 3; ++p) made.base[p].group = static_cast<std::int32_t>(p % 2);
    return made;
  }
  FrequencyCounter counter;
  FrequencyOptions options;
};

TEST(FrequencyReport, SaysOfEachGroupHowWellItsRulesAreChecked) {
  CheckedStudy study;
  Table table = group_table(study.counter, study.options);
  ASSERT_EQ(table.headers.size(), 4u);
  EXPECT_EQ(
      table.headers[2],
      "official: 1 speaker, 1 source, 2 passages; rules checked on 2 passages read: 1 of 2 hits confirmed, "
      "1 of 2 codings of the readers found");
  EXPECT_EQ(table.headers[3],
            "organiser: 1 speaker, 1 source, 1 passage; rules unchecked: nobody has read a source of it");
  study.options.checked->pooled[0] = {};
  EXPECT_TRUE(group_table(study.counter, study.options)
                  .headers[2]
                  .ends_with("rules checked on 2 passages read: no hits, no codings of the readers"));
  study.options.checked->pooled[0] = {.tp = 2, .fp = 1, .fn = 3, .tn = 0};
  study.options.language = "zh";
  table = group_table(study.counter, study.options);
  EXPECT_EQ(table.headers[2],
            "official：1 位说话人，1 个来源，2 个段落；规则已核对 2 个已读段落：3 处命中中 2 处得到读者确认，"
            "读者的 5 处编码中规则找到 2 处");
  EXPECT_EQ(table.headers[3], "organiser：1 位说话人，1 个来源，1 个段落；规则未核对：该组来源尚无人读完");
  study.options.checked.reset();
  EXPECT_EQ(group_table(study.counter, study.options).headers[3],
            "organiser：1 位说话人，1 个来源，1 个段落");
}

TEST(FrequencyReport, LeavesPrecisionAndRecallUndefinedWhereNothingIsChecked) {
  CheckedStudy study;
  const Table table = frequency_report(study.counter, study.options);
  const std::size_t first = table.columns.size() - 6;
  EXPECT_EQ(table.columns[first].name, "read");
  const auto row = [&](std::size_t r) {
    Json values = Json::array();
    for (std::size_t c = first; c < table.columns.size(); ++c)
      if (const Value& value = table.rows[r][c]; const auto* count = std::get_if<std::int64_t>(&value))
        values.push_back(*count);
      else if (const auto* share = std::get_if<double>(&value))
        values.push_back(*share);
      else
        values.push_back(nullptr);
    return json_line(values);
  };
  EXPECT_EQ(row(6), "[2,1,1,0,0.5,1.0]");
  EXPECT_EQ(row(8), "[2,0,0,1,null,0.0]");            // the rules have it nowhere
  EXPECT_EQ(row(0), "[2,null,null,null,null,null]");  // nor do the readers
  EXPECT_EQ(row(7), "[0,null,null,null,null,null]");  // nobody has read
  EXPECT_EQ(
      json_line(table.head["rules_checked"]),
      R"([{"group":"official","read":2,"tp":1,"fp":1,"fn":1},{"group":"organiser","read":0,"tp":0,"fp":0,"fn":0}])");
  study.options.checked.reset();
  EXPECT_EQ(frequency_report(study.counter, study.options).columns.size(), first);
}

}  // namespace
}  // namespace gloss::report
