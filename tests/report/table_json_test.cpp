// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <random>

#include "base/json.h"
#include "report/table.h"

namespace gloss::report {
namespace {

TEST(TableJson, PutsTheHeadBeforeTheRowsAndKeepsTheOrderOfFields) {
  Table table;
  table.head["unit"] = "passage";
  table.head["base"] = Json{{"passages", 2}};
  table.columns = {{"code", "Code"}, {"", "Name"}, {"share", "-", Column::Kind::share}};
  table.rows = {{std::string("a/b"), std::string("B"), 0.5},
                {std::string("双\"\n"), std::string("C"), Value()}};
  EXPECT_EQ(as_json(table),
            "{\n  \"schema\": 1,\n  \"unit\": \"passage\",\n  \"base\": {\"passages\":2},\n  \"rows\": [\n"
            "    {\"code\": \"a/b\", \"share\": 0.5},\n"
            "    {\"code\": \"双\\\"\\n\", \"share\": null}\n  ]\n}\n");
  table.rows.clear();
  EXPECT_EQ(parse_json(as_json(table), "table")->at("rows").size(), 0u);
}

TEST(TableJson, IsReadBackAsItWasWritten) {
  std::mt19937_64 random(6);
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  const std::vector<std::string> pieces{"=",    "\"", "\\",     "\n", "\x01", "</script>",
                                        "管理", "🏸", "\u2028", " ",  "a",    "\x7F"};
  for (int t = 0; t < 1000; ++t) {
    Table table;
    for (std::size_t c = 1 + below(5); c > 0; --c) table.columns.push_back({"c" + std::to_string(c), ""});
    for (std::size_t r = below(6); r > 0; --r) {
      std::vector<Value> row;
      for (std::size_t c = 0; c < table.columns.size(); ++c) {
        std::string text;
        for (std::size_t n = below(6); n > 0; --n) text += pieces[below(pieces.size())];
        const Value any[] = {Value(), static_cast<std::int64_t>(random()), std::bit_cast<double>(random()),
                             text};
        row.push_back(any[below(4)]);
      }
      table.rows.push_back(std::move(row));
    }
    const auto read = parse_json(as_json(table), "table");
    ASSERT_TRUE(read);
    ASSERT_EQ((*read)["schema"], 1);
    ASSERT_EQ((*read)["rows"].size(), table.rows.size());
    for (std::size_t r = 0; r < table.rows.size(); ++r)
      for (std::size_t c = 0; c < table.columns.size(); ++c) {
        const Json& found = (*read)["rows"][r][table.columns[c].name];
        const Value& value = table.rows[r][c];
        if (const auto* text = std::get_if<std::string>(&value)) {
          ASSERT_EQ(found.get<std::string>(), *text);
        } else if (const auto* whole = std::get_if<std::int64_t>(&value)) {
          ASSERT_EQ(found.get<std::int64_t>(), *whole);
        } else if (const auto* number = std::get_if<double>(&value);
                   number != nullptr && std::isfinite(*number)) {
          ASSERT_EQ(found.get<double>(), *number);
        } else {
          ASSERT_TRUE(found.is_null());
        }
      }
  }
}

}  // namespace
}  // namespace gloss::report
