// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/csv_in.h"

#include <gtest/gtest.h>

#include "base/limits.h"

namespace gloss {
namespace {

TEST(ReadCsv, KnowsQuotesLineEndsAndTheLineOfEachRow) {
  const auto rows = read_csv(
      "\xEF\xBB\xBFsource,note\r\n\r\na.txt,\"two\nlines, and \"\"quotes\"\"\"\nb.txt,困境\n", "cases.csv");
  ASSERT_TRUE(rows);
  ASSERT_EQ(rows->size(), 3u);
  EXPECT_EQ((*rows)[0].fields, (std::vector<std::string>{"source", "note"}));
  EXPECT_EQ((*rows)[1].fields, (std::vector<std::string>{"a.txt", "two\nlines, and \"quotes\""}));
  EXPECT_EQ((*rows)[1].line, 3);
  EXPECT_EQ((*rows)[2].fields[1], "困境");
  EXPECT_EQ((*rows)[2].line, 5);
}

TEST(ReadCsv, GuessesSemicolonsAndTabs) {
  EXPECT_EQ((*read_csv("a;b\n1;2\n", "x"))[1].fields, (std::vector<std::string>{"1", "2"}));
  EXPECT_EQ((*read_csv("a\tb\n1\t2", "x"))[1].fields, (std::vector<std::string>{"1", "2"}));
}

TEST(ReadCsv, NamesTheLineOnWhichAQuoteOpened) {
  const auto rows = read_csv("a,b\n1,2\n3,\"never closed\n4,5\n", "cases.csv");
  ASSERT_FALSE(rows);
  EXPECT_EQ(rows.error().place, "cases.csv:3");
}

TEST(ReadCsv, RefusesStrayQuotesAndTooManyColumns) {
  const auto stray = read_csv("a,b\n1,x\"y\"\n", "cases.csv");
  ASSERT_FALSE(stray);
  EXPECT_EQ(stray.error().place, "cases.csv:2");
  std::string columns(limits::csv_columns - 1, ',');
  EXPECT_TRUE(read_csv(columns, "x"));
  EXPECT_FALSE(read_csv(columns + ",", "x"));
}

}  // namespace
}  // namespace gloss
