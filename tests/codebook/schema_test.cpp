// SPDX-License-Identifier: GPL-3.0-or-later
// The schema knows the keys that the parser knows. That the two judge files alike is tested by schema.py.
#include "codebook/schema.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "base/json.h"
#include "codebook/keys.h"
#include "support/shared_data.h"

namespace gloss::codebook {
namespace {

void expect_keys(const Json& properties, std::span<const std::string_view> known) {
  std::vector<std::string> in_schema, in_parser(known.begin(), known.end());
  for (const auto& [key, value] : properties.items()) {
    in_schema.push_back(key);
    EXPECT_TRUE(value.contains("description")) << key << ": editors would show nothing";
  }
  std::sort(in_schema.begin(), in_schema.end());
  std::sort(in_parser.begin(), in_parser.end());
  EXPECT_EQ(in_schema, in_parser);
}

TEST(Schema, HasTheKeysOfTheParserAndNoOthers) {
  const Json schema = Json::parse(schema_text());
  const Json& parts = schema["$defs"];
  expect_keys(schema["properties"], keys::codebook);
  expect_keys(parts["code"]["properties"], keys::code);
  expect_keys(schema["properties"]["negation"]["properties"], keys::negation);
  expect_keys(parts["window"]["oneOf"][1]["properties"], keys::window);
  expect_keys(parts["rule"]["oneOf"][1]["properties"], keys::rule);
}

TEST(Schema, IsTheFileBesideTheCodebooks) {
  EXPECT_EQ(schema_text(), test::slurp(test::project_path("codebooks/codebook.schema.json")));
}

}  // namespace
}  // namespace gloss::codebook
