// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/group_quality.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "project/apply_rules.h"
#include "project/code_passage.h"
#include "project/decide.h"
#include "project/memos.h"
#include "project/random_study.h"
#include "project/reports.h"

namespace gloss::project {
namespace {

using namespace gloss::test;

/// Counts how often the rules are run.
class CountsCoding final : public ProgressSink {
 public:
  void begin(std::string_view what, std::uint64_t, std::string_view) override { runs += what == "Coding"; }
  void advance(std::uint64_t total) override { bytes += total; }
  void end() override {}
  bool stopped() const override { return false; }
  int runs = 0;
  std::uint64_t bytes = 0;
};

/// Interviews of two speakers each, who are of three groups or of none; some have been worked on and read.
struct GroupStudy : Study {
  explicit GroupStudy(std::uint64_t seed) : random(seed), file(create()) {
    std::string cases = "source,speaker,case,group\n";
    for (int i = 0; i < 4; ++i) {
      std::string text;
      for (int turns = 0; turns < 3; ++turns) text += random_interview(random);
      for (std::size_t at = 0; (at = text.find("P1:", at)) != std::string::npos; ++at)
        if (random() % 2 == 0) text[at + 1] = '2';
      write(fmt::format("s{}.txt", i), text);
      for (const char* speaker : {"P1", "P2"})
        if (const auto group = random() % 4; group < 3)
          cases +=
              fmt::format("s{}.txt,{},,{}\n", i, speaker, std::array{"official", "organiser", "none"}[group]);
    }
    write("cases.csv", cases);
    must(add_sources(file, {texts()}, {}));
    const std::string where = random() % 2 == 0 ? "where: role != interviewer\n" : "";
    must(adopt_codebook(file, parsed(where + random_codebook(random)), "c.yaml"));
    work_by_hand(must(apply_rules(file)));
  }

  void work_by_hand(const CodedProject& coded) {
    std::map<model::Decision, std::vector<std::string>> decided;
    for (const CodedSource& source : coded.coded)
      for (const auto& one : source.codings)
        if (random() % 2 == 0)
          decided[random() % 3 == 0 ? model::Decision::rejected : model::Decision::accepted].push_back(
              one.coding.id);
    for (const auto& [decision, ids] : decided) must(decide(file, {.ids = ids}, decision, ""));
    const std::array codes{"a", "a/b", "c"};
    for (std::size_t i = 0; i < coded.sources.size(); ++i) {
      const std::string& name = coded.sources[i].stored.name;
      for (int n = 0; n < 6; ++n) {
        const auto passage = 1 + random() % coded.coded[i].passages.size();
        (void)add_coding(file, {.place = fmt::format("{}:{}", name, passage)}, codes[random() % 3]);
      }
      if (random() % 3 != 0) must(mark_read(file, {name}, false));
    }
  }

  std::mt19937_64 random;
  project::Project file;
};

const std::vector<std::string> wheres = {"", "speaker = P1", "source != s1.txt", "group = official"};
const std::vector<std::string> globs = {"", "a", "a/*", "c"};
const std::vector<std::string> variables = {"group", "source", "role", "speaker"};

/// The value of a variable for what a speaker says.
std::string slow_value(const KnownSource& source, std::int32_t speaker, const std::string& by) {
  if (by == "source") return source.stored.name;
  if (speaker < 0) return "";
  const auto& facts = source.facts.speakers[static_cast<std::size_t>(speaker)];
  if (by == "speaker") return facts.label;
  if (by == "role") return std::string(name_of(facts.role));
  const auto value = facts.variables.find(by);
  return value == facts.variables.end() ? "" : value->second;
}

bool slow_holds(const KnownSource& source, std::int32_t speaker, const std::string& where) {
  if (where == "speaker = P1") return slow_value(source, speaker, "speaker") == "P1";
  if (where == "source != s1.txt") return source.stored.name != "s1.txt";
  if (where == "group = official") return slow_value(source, speaker, "group") == "official";
  return true;
}

/// Passage by passage, coding by coding.
struct SlowReader {
  CodedProject coded;
  model::HandWork work;
  Selection selection;

  bool is_row(const std::string& code) const {
    const bool deep = code.find('/') != std::string::npos;
    if (selection.level == 1 && deep) return false;
    return selection.codes.empty() || selection.codes == code || (selection.codes == "a/*" && code == "a/b");
  }
  /// As which a code counts.
  std::string row_of(std::string code) const {
    while (!code.empty() && !is_row(code)) {
      const auto slash = code.rfind('/');
      code = slash == std::string::npos ? "" : code.substr(0, slash);
    }
    return code;
  }
  /// `alone`: not what counts as a row below it.
  bool is_of(const std::string& code, const std::string& row, bool alone) const {
    const std::string its = row_of(code);
    return its == row || (!alone && its.starts_with(row + "/"));
  }
  bool was_read(const std::string& source) const {
    return std::any_of(work.read.begin(), work.read.end(),
                       [&](const model::ReadMark& mark) { return mark.source == source; });
  }

  /// In passages of the group that were read: counts `row`.
  stats::Confusion count(const std::string& row, const std::string& group, bool alone) const {
    stats::Confusion table;
    for (std::size_t s = 0; s < coded.sources.size(); ++s) {
      const KnownSource& source = coded.sources[s];
      if (!was_read(source.stored.name)) continue;
      for (const SourcePassage& passage : coded.coded[s].passages) {
        if (!passage.in_base || !slow_holds(source, passage.speaker, selection.where)) continue;
        if (slow_value(source, passage.speaker, selection.by) != group) continue;
        bool hit = false, yes = false;
        for (const auto& one : coded.coded[s].codings)
          hit |= one.coding.span.overlaps(passage.span) && is_of(one.coding.code, row, alone);
        const auto meets = [&](const auto& one) {
          return one.at.source == source.stored.name && one.at.span.overlaps(passage.span) &&
                 is_of(one.code, row, alone);
        };
        for (const auto& one : work.codings) yes |= meets(one);
        for (const auto& one : work.decisions) yes |= one.decision == model::Decision::accepted && meets(one);
        ++(hit ? (yes ? table.tp : table.fp) : (yes ? table.fn : table.tn));
      }
    }
    return table;
  }
};

std::vector<std::string> slow_groups(const CodedProject& coded, const std::string& by) {
  std::set<std::string> names;
  for (const KnownSource& source : coded.sources)
    for (std::int32_t speaker = -1; speaker < static_cast<std::int32_t>(source.persons.size()); ++speaker)
      names.insert(slow_value(source, speaker, by));
  names.erase("");
  return {names.begin(), names.end()};
}

TEST(GroupQuality, IsCountedAsByASlowReader) {
  ::setenv("TMPDIR", "/dev/shm", 1);
  stats::Confusion seen;
  for (std::uint64_t seed = 1; seed <= 32; ++seed) {
    GroupStudy study(seed);
    Selection selection;
    selection.where = wheres[study.random() % 4];
    selection.codes = globs[study.random() % 4];
    selection.by = variables[study.random() % 4];
    selection.level = selection.codes.empty() ? static_cast<int>(study.random() % 2) : 0;
    SCOPED_TRACE(
        fmt::format("{}: where {}, codes {}, by {}", seed, selection.where, selection.codes, selection.by));
    const SlowReader slow{must(apply_rules(study.file)), must(study.file.file().hand_work()), selection};
    const auto groups = slow_groups(slow.coded, selection.by);
    if (groups.empty()) continue;
    std::vector<std::string> rows;
    for (const char* code : {"a", "a/b", "c"})
      if (slow.is_row(code)) rows.push_back(code);
    const auto checked = must(checked_rules(study.file, selection));
    ASSERT_EQ(checked.of_codes.size(), rows.size());
    for (std::size_t g = 0; g < groups.size(); ++g) {
      stats::Confusion pooled;
      for (std::size_t row = 0; row < rows.size(); ++row) {
        const auto table = slow.count(rows[row], groups[g], false);
        ASSERT_EQ(checked.of_codes[row][g], table) << rows[row] << ", " << groups[g];
        ASSERT_EQ(checked.read[g], table.units());
        pooled += slow.count(rows[row], groups[g], true);
      }
      ASSERT_EQ(checked.pooled[g], pooled) << groups[g];
      seen += pooled;
    }
  }
  for (const std::int64_t count : {seen.tp, seen.fp, seen.fn, seen.tn}) EXPECT_GT(count, 30);
}

/// Two groups, of which one has been read.
struct HalfRead : Study {
  HalfRead() : file(create()) {
    write("a.txt", "P1: We pool money.\n\nP1: The hall is free.\n\nP1: Debts, only debts.\n");
    write("b.txt", "P1: We integrate resources.\n\nP1: No money.\n");
    write("cases.csv", "source,speaker,case,group\na.txt,P1,Li,organiser\nb.txt,P1,Wang,official\n");
    must(add_sources(file, {texts()}, {}));
    must(adopt_codebook(file,
                        parsed("codebook: c\ncodes:\n  means:\n    codes:\n      money: {rules: [money]}\n"
                               "  hall: {rules: [hall]}\n"),
                        "c.yaml"));
  }
  std::string answer(bool for_people) {
    FrequencyRequest request;
    request.selection.by = "group";
    request.for_people = for_people;
    const auto table = must(frequency(file, request));
    return for_people ? report::as_text(table, {.width = 200}) : report::as_csv(table);
  }
  project::Project file;
};

TEST(GroupQuality, IsSaidOfEachGroupBesideItsCounts) {
  HalfRead study;
  must(add_coding(study.file, {.place = "a.txt:1"}, "means/money"));
  must(add_coding(study.file, {.place = "a.txt:3"}, "means/money"));
  must(mark_read(study.file, {"a.txt"}, true));
  const std::string text = study.answer(true);
  EXPECT_NE(text.find("organiser: 1 speaker, 1 source, 3 passages; rules checked on 3 passages read: 1 of 2 "
                      "hits confirmed, 1 of 2 codings of the readers found\n"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("official: 1 speaker, 1 source, 2 passages; rules unchecked: nobody has read a source "
                      "of it\n"),
            std::string::npos)
      << text;
  const std::string csv = study.answer(false);
  for (const char* row :
       {",read,tp,fp,fn,precision,recall\n", ",3,1,0,1,1,0.5\n", ",3,0,1,0,0,\n", ",0,,,,,\n"})
    EXPECT_NE(csv.find(row), std::string::npos) << row << " in\n" << csv;
}

TEST(GroupQuality, CostsNothingWhereNobodyHasRead) {
  HalfRead study;
  CountsCoding progress;
  auto environment = study.environment();
  environment.progress = &progress;
  study.file = must(Project::open(study.path, store::Access::read, environment));
  const auto checked = must(checked_rules(study.file, {.by = "group"}));
  EXPECT_EQ(checked.read, (std::vector<std::int64_t>{0, 0}));
  EXPECT_EQ(checked.of_codes.size(), 3u);
  EXPECT_EQ(progress.runs, 0);
}

}  // namespace
}  // namespace gloss::project
