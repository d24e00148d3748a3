// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/matrix.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/csv_in.h"
#include "exchange/codings_table.h"
#include "project/all_codings.h"
#include "project/code_passage.h"
#include "project/count_codings.h"
#include "project/decide.h"
#include "project/memos.h"
#include "project/random_study.h"
#include "project/reports.h"
#include "text/offset_map.h"

namespace gloss::project {
namespace {

using namespace gloss::test;

using Sheet = std::vector<std::vector<std::string>>;  // with its headings

Sheet sheet_of(const Project& project, const MatrixRequest& request) {
  std::string csv;
  report::MatrixCsv out([&](std::string_view piece) -> Result<void> {
    csv += piece;
    return {};
  });
  must(matrix(project, request, out));
  Sheet sheet;
  for (auto& row : must(read_csv(csv, "csv"))) sheet.push_back(std::move(row.fields));
  return sheet;
}

std::size_t column_of(const Sheet& sheet, const std::string& name) {
  const auto at = std::find(sheet.front().begin(), sheet.front().end(), name);
  EXPECT_NE(at, sheet.front().end()) << name;
  return static_cast<std::size_t>(at - sheet.front().begin());
}

std::int64_t sum_of(const Sheet& sheet, const std::string& name) {
  const std::size_t column = column_of(sheet, name);
  std::int64_t sum = 0;
  for (std::size_t r = 1; r < sheet.size(); ++r) sum += std::stoll(sheet[r][column]);
  return sum;
}

MatrixRequest request_for(const std::string& unit, const std::string& cells) {
  MatrixRequest request;
  request.unit = unit;
  request.cells = cells;
  return request;
}

/// Random texts, rules, decisions and codings by hand.
struct CodedStudy : RandomStudy {
  explicit CodedStudy(std::uint64_t seed) : RandomStudy(seed + 500) {
    std::string yaml = random_codebook(random);
    if (seed % 3 == 0)
      yaml = "where: role != interviewer\n" + yaml;
    else if (seed % 5 == 1)
      yaml = "where: unit_words > 4\n" + yaml;
    must(adopt_codebook(file, parsed(yaml), "c.yaml"));
    if (seed % 2 == 0) return;
    const auto coded = must(all_codings(file));
    for (std::size_t i = 0; i < coded.coded.size(); ++i) {
      if (random() % 2 == 0) continue;
      for (const auto& one : coded.coded[i].codings)
        if (random() % 3 == 0)
          must(decide(file, {.ids = {one.coding.id}},
                      random() % 2 == 0 ? model::Decision::accepted : model::Decision::rejected, ""));
      must(add_coding(file, {.place = fmt::format("s{}.txt:{}", i, 1 + random() % 8)}, "c"));
    }
  }
};

/// Where a unit must stand and what of each code it must hold, from codings and places in bytes.
struct SlowUnit {
  std::string source;
  std::int64_t start = 0, end = 0;
  std::vector<std::set<text::ByteSpan>> spans;  // by code
};

std::vector<SlowUnit> slow_units(const Project& project, const std::string& kind) {
  const auto coded = must(all_codings(project));
  const auto counted_all = counted(coded, "");
  std::vector<report::UnitPlace> places;
  for (const auto& passage : counted_all.base) places.push_back(passage.place);
  if (kind != "passage") places = must(units_in_base(project, coded, *codebook::unit_named(kind)));
  std::vector<SlowUnit> units;
  for (const auto& place : places) {
    const auto s = static_cast<std::size_t>(place.source);
    const std::string text = must(project.file().read_text(coded.sources[s].stored.text));
    const auto points = *text::OffsetMap(text).code_points(place.span);
    SlowUnit& unit = units.emplace_back();
    unit.source = coded.sources[s].stored.name;
    unit.start = points.begin.count;
    unit.end = points.end.count;
    unit.spans.resize(counted_all.codes.size());
    for (const report::CodedSpan& coding : counted_all.codings) {
      if (coding.source != place.source || !coding.span.overlaps(place.span)) continue;
      const bool in_base =
          std::any_of(counted_all.base.begin(), counted_all.base.end(), [&](const auto& one) {
            return one.place.source == coding.source && one.place.span.overlaps(coding.span);
          });
      for (std::int32_t c = in_base ? coding.code : -1; c >= 0;
           c = counted_all.codes[static_cast<std::size_t>(c)].parent)
        unit.spans[static_cast<std::size_t>(c)].insert(coding.span);
    }
  }
  return units;
}

TEST(Matrix, HasTheCountsOfASlowOracle) {
  ::setenv("TMPDIR", "/dev/shm", 1);
  std::size_t not_zero = 0;
  for (std::uint64_t seed = 0; seed < 24; ++seed) {
    SCOPED_TRACE(seed);
    const CodedStudy study(seed);
    for (const std::string kind : {"passage", "turn", "source"}) {
      SCOPED_TRACE(kind);
      const Sheet sheet = sheet_of(study.file, request_for(kind, "count"));
      const auto slow = slow_units(study.file, kind);
      ASSERT_EQ(sheet.size(), slow.size() + 1);
      const std::size_t first = column_of(sheet, "a");
      for (std::size_t u = 0; u < slow.size(); ++u) {
        EXPECT_EQ(sheet[u + 1][column_of(sheet, "source")], slow[u].source);
        if (kind == "passage") {
          EXPECT_EQ(sheet[u + 1][column_of(sheet, "start")], std::to_string(slow[u].start));
          EXPECT_EQ(sheet[u + 1][column_of(sheet, "end")], std::to_string(slow[u].end));
        }
        for (std::size_t c = 0; c < slow[u].spans.size(); ++c) {
          EXPECT_EQ(sheet[u + 1][first + c], std::to_string(slow[u].spans[c].size())) << u << ' ' << c;
          not_zero += slow[u].spans[c].empty() ? 0 : 1;
        }
      }
    }
  }
  EXPECT_GT(not_zero, 500u);
}

TEST(Matrix, AddsUpToTheFrequencies) {
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    SCOPED_TRACE(seed);
    const CodedStudy study(seed);
    FrequencyRequest wanted;
    wanted.words = true;
    const auto frequencies = must(frequency(study.file, wanted));
    const auto& rows = frequencies.rows;  // code, name, codings, passages, sources, speakers, share, words
    const auto sheet = [&](const char* unit, const char* cells) {
      return sheet_of(study.file, request_for(unit, cells));
    };
    const Sheet passages = sheet("passage", "01"), sources = sheet("source", "01"),
                speakers = sheet("speaker", "01"), codings = sheet("source", "count");
    const auto whole = [&](std::size_t row, std::size_t column) {
      return std::get<std::int64_t>(rows[row][column]);
    };
    for (std::size_t c = 0; c < rows.size(); ++c) {
      const std::string code = std::get<std::string>(rows[c][0]);
      EXPECT_EQ(sum_of(codings, code), whole(c, 2));
      EXPECT_EQ(sum_of(passages, code), whole(c, 3));
      EXPECT_EQ(sum_of(sources, code), whole(c, 4));
      EXPECT_EQ(sum_of(speakers, code), whole(c, 5));
      for (const char* unit : {"sentence", "passage", "turn", "source", "speaker"})
        EXPECT_EQ(sum_of(sheet(unit, "words"), code), whole(c, 7)) << unit;
    }
    for (const char* unit : {"sentence", "passage", "turn", "source"})
      EXPECT_EQ(sum_of(sheet(unit, "01"), "words"), sum_of(sources, "words")) << unit;
  }
}

TEST(Matrix, AddsUpToTheCodingsExportedWhereNoneLiesInTwoUnits) {
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    const CodedStudy study(2 * seed);  // nobody has worked by hand: all codings are of record
    const auto coded = must(all_codings(study.file));
    std::map<std::string, std::int64_t> exported;
    for (const auto& row : must(codings_table(study.file, coded)).rows) {
      const std::string code = std::get<std::string>(row[6]), place = std::get<std::string>(row[2]);
      const auto base = slow_units(study.file, "passage");
      const std::int64_t start = std::get<std::int64_t>(row[4]), end = std::get<std::int64_t>(row[5]);
      for (const SlowUnit& unit : base)
        if (unit.source == std::get<std::string>(row[1]) && unit.start < end && start < unit.end)
          ++exported[code];
    }
    const Sheet sheet = sheet_of(study.file, request_for("passage", "count"));
    for (const char* leaf : {"a/b", "c"}) EXPECT_EQ(sum_of(sheet, leaf), exported[leaf]) << leaf;
  }
}

TEST(Matrix, IsTheSameWideAndLong) {
  for (std::uint64_t seed = 0; seed < 12; ++seed) {
    CodedStudy study(seed);
    for (const std::string unit : {"passage", "sentence", "answer", "turn", "source", "speaker", "case"})
      for (const std::string cells : {"01", "count", "words", "quotes"}) {
        SCOPED_TRACE(unit + " " + cells);
        MatrixRequest request = request_for(unit, cells);
        const Sheet wide = sheet_of(study.file, request);
        request.form = report::MatrixForm::long_;
        const Sheet tall = sheet_of(study.file, request);
        const std::size_t fields = tall.front().size() - 2;
        Sheet expected{tall.front()};
        for (std::size_t r = 1; r < wide.size(); ++r)
          for (std::size_t c = fields; c < wide.front().size(); ++c) {
            if (wide[r][c] == "0" || wide[r][c].empty()) continue;
            std::vector<std::string> row(wide[r].begin(), wide[r].begin() + static_cast<long>(fields));
            row.push_back(wide.front()[c]);
            row.push_back(wide[r][c]);
            expected.push_back(std::move(row));
          }
        EXPECT_EQ(tall, expected);
      }
  }
}

/// Two interviews of one case, one of a speaker without a case, and a field note; front matter in one.
struct MatrixInterviews : Study {
  MatrixInterviews() : file(create()) {
    write("a.txt",
          "Interviewer: Is there money?\n\nP1: No money 🙂 and \"no\" hall.\n\nP1: The fee, always.\n");
    write("b.md",
          "---\ndate: 2024-05-01\n---\n\nInterviewer: And now?\n\nP1: Money came.\n\nP2: Some money.\n");
    write("n.txt", "The hall was cold. No money for heating.\n");
    write("cases.csv",
          "source,speaker,case,group,start\na.txt,P1,Ann,official,1\nb.md,P1,Ann,official,1\nn.txt,,Hall,"
          "place,2\n");
    must(add_sources(file, {texts()}, {}));
    must(adopt_codebook(
        file,
        must(codebook::parse_codebook(
            "codebook: c\nlanguages: [en, zh]\nwhere: role != interviewer\ncodes:\n  want:\n    "
            "codes:\n      money:\n        rules: ['\"no money\" or money']\n      hall:\n        rules: "
            "[hall]\n  group:\n    rules: [fee]\n",
            "c.yaml")),
        "c.yaml"));
  }
  project::Project file;
};

TEST(Matrix, CarriesWhoSpeaksAndTheVariables) {
  const MatrixInterviews study;
  const Sheet sheet = sheet_of(study.file, request_for("passage", "count"));
  EXPECT_EQ(sheet[0], (std::vector<std::string>{"passage", "source", "speaker", "role", "kind", "start",
                                                "end", "case", "words", "case.group", "case.start",
                                                "source.date", "want", "want/money", "want/hall", "group"}));
  ASSERT_EQ(sheet.size(), 6u);
  EXPECT_EQ(sheet[1], (std::vector<std::string>{"a.txt:2", "a.txt", "P1", "interviewee", "interview", "34",
                                                "59", "Ann", "5", "official", "1", "", "2", "1", "1", "0"}));
  EXPECT_EQ(sheet[4][column_of(sheet, "source.date")], "2024-05-01");
  EXPECT_EQ(sheet[4][column_of(sheet, "case.group")], "") << "P2 has no case, and the source no group";
  EXPECT_EQ(sheet[5][column_of(sheet, "case.group")], "place") << "the source's own";
}

TEST(Matrix, JoinsTheSourcesOfACase) {
  const MatrixInterviews study;
  const Sheet cases = sheet_of(study.file, request_for("case", "count"));
  ASSERT_EQ(cases.size(), 2u) << "nobody speaks in the field note";
  EXPECT_EQ(cases[1], (std::vector<std::string>{"Ann", "a.txt; b.md", "P1", "interviewee", "interview", "3",
                                                "10", "official", "1", "2024-05-01", "3", "2", "1", "1"}));
  const Sheet speakers = sheet_of(study.file, request_for("speaker", "01"));
  ASSERT_EQ(speakers.size(), 3u);
  EXPECT_EQ(speakers[2][0], "P2");
  EXPECT_EQ(speakers[2][1], "b.md");
}

TEST(Matrix, QuotesWithPassageAndMemos) {
  MatrixInterviews study;
  const auto coded = must(all_codings(study.file));
  must(add_memo(study.file, model::Subject::coding, coded.coded[0].codings[0].coding.id, "as in 03"));
  const Sheet sources = sheet_of(study.file, request_for("source", "quotes"));
  EXPECT_EQ(sources[1][column_of(sources, "want")], "[2] No money\n(anna: as in 03)\n---\n[2] hall");
  EXPECT_EQ(sources[1][column_of(sources, "group")], "[3] fee");
  EXPECT_EQ(sources[2][column_of(sources, "group")], "");
  const Sheet cases = sheet_of(study.file, request_for("case", "quotes"));
  EXPECT_EQ(cases[1][column_of(cases, "want/money")],
            "[a.txt:2] No money\n(anna: as in 03)\n---\n[b.md:2] Money");
  MatrixRequest top = request_for("source", "quotes");
  top.selection.level = 1;
  const Sheet rolled = sheet_of(study.file, top);
  EXPECT_EQ(rolled[1][column_of(rolled, "want")], sources[1][column_of(sources, "want")])
      << "a memo goes with the code above";
}

TEST(Matrix, ShowsWhatIsInNoRow) {
  const MatrixInterviews study;
  report::MatrixPicture picture;
  must(matrix(study.file, request_for("case", "01"), picture));
  const std::string text = report::as_text(picture.table(), {200, false});
  EXPECT_NE(text.find("2 passages of the base in no row"), std::string::npos) << text;
}

TEST(Matrix, NarrowsAsEveryReportDoes) {
  const MatrixInterviews study;
  MatrixRequest request = request_for("passage", "01");
  request.selection.where = "group = official";
  request.selection.codes = "want";
  const Sheet sheet = sheet_of(study.file, request);
  ASSERT_EQ(sheet.size(), 4u);
  EXPECT_EQ(sheet[0].back(), "want");
  EXPECT_EQ(sum_of(sheet, "want"), 2);
}

TEST(Matrix, RefusesUnitsAndCellsThatDoNotExist) {
  const MatrixInterviews study;
  report::MatrixPicture picture;
  EXPECT_EQ(matrix(study.file, request_for("paragraph", "01"), picture).error().fault, Fault::usage);
  EXPECT_EQ(matrix(study.file, request_for("passage", "x"), picture).error().line(),
            "--cells: 'x' is nothing a cell can hold; try: 01, count, words or quotes");
}

}  // namespace
}  // namespace gloss::project
