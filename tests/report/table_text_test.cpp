// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <random>
#include <sstream>

#include "report/cooccurrence_report.h"
#include "report/frequency_report.h"
#include "report/grouped.h"
#include "report/random_project.h"
#include "report/table.h"
#include "text/display.h"

namespace gloss::report {
namespace {

using Kind = Column::Kind;

Table small_table() {
  Table table;
  table.title = "Code frequencies";
  table.headers = {"Base: 12 passages of 2 sources; where role != interviewer"};
  table.columns = {{"code", "-"},
                   {"name", "Code"},
                   {"codings", "Codings", Kind::number},
                   {"passages", "Passages", Kind::bar},
                   {"share", "Share", Kind::share},
                   {"phi", "Phi", Kind::number}};
  table.rows = {{"d", "困境", std::int64_t{12345}, std::int64_t{8}, 0.6667, 0.25},
                {"d/p", "双重管理体制", std::int64_t{7}, std::int64_t{5}, 0.4166, -0.0001},
                {"d/v", "Venues 🏸 and halls", std::int64_t{1}, std::int64_t{1}, 1.0 / 12, -0.5},
                {"s", "Exit", std::int64_t{0}, std::int64_t{0}, 0.0, Value()}};
  table.indents = {0, 1, 1, 0};
  table.notes = {"Share: of the passages of the base."};
  return table;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::string without_colors(std::string line) {
  for (std::size_t at; (at = line.find('\x1b')) != std::string::npos;)
    line.erase(at, line.find('m', at) - at + 1);
  return line;
}

TEST(TableText, AlignsByDisplayWidth) {
  EXPECT_EQ(as_text(small_table(), {80, false}),
            "Code frequencies\n"
            "Base: 12 passages of 2 sources; where role != interviewer\n"
            "\n"
            "Code                   Codings  Passages       Share     Phi\n"
            "─────────────────────  ───────  ────────────  ──────  ──────\n"
            "困境                    12,345  8 ██████████  66.7 %   0.250\n"
            "  双重管理体制               7  5 ██████▎     41.7 %   0.000\n"
            "  Venues 🏸 and halls        1  1 █▎           8.3 %  -0.500\n"
            "Exit                         0  0              0.0 %       -\n"
            "\n"
            "Share: of the passages of the base.\n");
}

TEST(TableText, GivesUpWidthOfTextAndBarsButNoDigit) {
  EXPECT_EQ(as_text(small_table(), {40, false}),
            "Code frequencies\n"
            "Base: 12 passages of 2 sources; where\n"
            "  role != interviewer\n"
            "\n"
            "Code      Codings Passages  Share    Phi\n"
            "───────── ─────── ──────── ────── ──────\n"
            "困境       12,345        8 66.7 %  0.250\n"
            "  双重管…       7        5 41.7 %  0.000\n"
            "  Venues…       1        1  8.3 % -0.500\n"
            "Exit            0        0  0.0 %      -\n"
            "\n"
            "Share: of the passages of the base.\n");
  const std::string narrow = as_text(small_table(), {24, false});
  EXPECT_NE(narrow.find("12,345"), std::string::npos);
  EXPECT_NE(narrow.find("(no room for: Share,\n  Phi)\n"), std::string::npos) << narrow;
}

TEST(TableText, ShowsRowsInTheirTextOrderAndCountsTheRest) {
  Table table;
  table.columns = {{"name", "Name"}, {"n", "", Kind::number}};
  for (std::int64_t i = 0; i < 30; ++i) table.rows.push_back({"r" + std::to_string(i), i});
  table.text_order = {29, 3, 7};
  table.text_rows = 2;
  EXPECT_EQ(as_text(table, {80, false}), "Name   n\n────  ──\nr29   29\nr3     3\n... and 1 more\n");
  EXPECT_EQ(as_csv(table).substr(0, 16), "name,n\nr0,0\nr1,1");
}

TEST(TableText, StepsBackWhereNothingOccurs) {
  const auto lines = lines_of(as_text(small_table(), {80, true}));
  EXPECT_TRUE(lines.at(0).starts_with("\x1b[1m"));
  EXPECT_TRUE(lines.at(8).starts_with("\x1b[2mExit")) << lines.at(8);
  EXPECT_EQ(lines.at(6).find('\x1b'), std::string::npos);
  std::string plain;
  for (const auto& line : lines) plain += without_colors(line) + "\n";
  EXPECT_EQ(plain, as_text(small_table(), {80, false}));
}

TEST(TableText, LetsNoTextCommandTheTerminal) {
  Table table;
  table.title = "t\x1b[2J";
  table.columns = {{"name", "N\x07"}};
  table.rows = {{std::string("a\x1b]0;x\x07 b\u202Ec\n\td")}};
  table.notes = {"n\u2028"};
  const std::string text = as_text(table, {80, false});
  for (const char c : text) EXPECT_TRUE(c == '\n' || static_cast<unsigned char>(c) >= 0x20) << text;
  for (const char* sign : {"\u202E", "\u2028"}) EXPECT_EQ(text.find(sign), std::string::npos);
  EXPECT_EQ(lines_of(text).size(), 7u) << text;  // the cell is one line
}

TEST(TableText, GroupsDigitsFromFiveOn) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(9999), "9999");
  EXPECT_EQ(grouped(-9999), "-9999");
  EXPECT_EQ(grouped(10000), "10,000");
  EXPECT_EQ(grouped(123456), "123,456");
  EXPECT_EQ(grouped(-123456), "-123,456");
  EXPECT_EQ(grouped(1234567), "1,234,567");
  EXPECT_EQ(grouped(INT64_MIN), "-9,223,372,036,854,775,808");
}

TEST(TableText, NeverGoesBeyondTheTerminal) {
  std::mt19937_64 random(31);
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  const std::vector<std::string> pieces{
      "Trust",    " ",    "双重管理体制", "🏸", "👩‍👩‍👧", "e\u0301", "组织", "-",
      "\x1b[31m", "한국", "ｗ",           "\n"};
  int bars = 0, cuts = 0;
  for (int t = 0; t < 3000; ++t) {
    Table table;
    const auto words = [&](std::size_t most) {
      std::string made;
      for (std::size_t n = below(most + 1); n > 0; --n) made += pieces[below(pieces.size())];
      return made;
    };
    table.title = words(20);
    table.headers = {words(40), words(3)};
    table.notes = {words(30)};
    for (std::size_t c = 1 + below(8); c > 0; --c)
      table.columns.push_back({"c" + std::to_string(c), words(3), static_cast<Kind>(below(4))});
    table.columns.front().kind = Kind::text;
    for (std::size_t r = below(8); r > 0; --r) {
      std::vector<Value> row;
      for (const Column& column : table.columns) {
        if (column.kind == Kind::text)
          row.emplace_back(words(8));
        else if (below(3) == 0)
          row.emplace_back();
        else if (column.kind == Kind::share)
          row.emplace_back(static_cast<double>(below(1001)) / 1000);
        else
          row.emplace_back(static_cast<std::int64_t>(below(30'000)));
      }
      table.rows.push_back(std::move(row));
      table.indents.push_back(static_cast<int>(below(4)));
    }
    for (const std::size_t width : {40u, 80u, 120u}) {
      const std::string text = as_text(table, {width, false});
      bars += text.find("█") != std::string::npos;
      cuts += text.find("…") != std::string::npos;
      for (const std::string& line : lines_of(text)) {
        ASSERT_LE(text::display_width(line), width) << "[" << line << "]\n" << text;
      }
    }
  }
  EXPECT_GT(bars, 500);
  EXPECT_GT(cuts, 500);
}

TEST(TableText, FitsTheReportsOnRandomProjects) {
  std::mt19937_64 random(32);
  for (int round = 0; round < 200; ++round) {
    const auto made = test::random_project(random);
    for (const std::string language : {"en", "zh"}) {
      FrequencyOptions frequency;
      frequency.language = language;
      CooccurrenceOptions pairs;
      pairs.language = language;
      pairs.measures = {"npmi", "dice", "b_given_a"};
      const auto cooccurrence = cooccurrence_report(made.project, pairs);
      ASSERT_TRUE(cooccurrence);
      for (const std::size_t width : {40u, 80u, 120u})
        for (const auto& line : lines_of(as_text(frequency_report(made.project, frequency), {width, false}) +
                                         as_text(*cooccurrence, {width, false})))
          ASSERT_LE(text::display_width(line), width) << line;
    }
  }
}

}  // namespace
}  // namespace gloss::report
