// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/yaml.h"

#include <gtest/gtest.h>

#include <random>
#include <utility>

#include "base/limits.h"

namespace gloss {
namespace {

TEST(ParseYaml, RemembersPlacesInCharactersAndQuoting) {
  const auto tree = parse_yaml("codes:\n  困境: {名: 词, b: \"no\"}\nlist: [x, no]\n", "book.yaml");
  ASSERT_TRUE(tree);
  const YamlNode* dilemma = tree->find("codes")->find("困境");
  ASSERT_NE(dilemma, nullptr);
  EXPECT_EQ(dilemma->line, 2);
  EXPECT_EQ(dilemma->find("名")->column, 11);
  EXPECT_TRUE(dilemma->find("名")->plain);
  EXPECT_FALSE(dilemma->find("b")->plain);
  EXPECT_EQ(tree->find("list")->items[1].scalar, "no");
}

TEST(ParseYaml, SaysWhereValuesEnd) {
  const auto tree =
      parse_yaml("a: [x,\n  'y z'] # c\nb:\n  - plain text  # c\n  - |\n    block\n\nc: {d: 困境}\n", "x");
  ASSERT_TRUE(tree);
  const YamlNode *a = tree->find("a"), *b = tree->find("b"), *c = tree->find("c");
  EXPECT_TRUE(a->flow && c->flow && !b->flow);
  EXPECT_EQ(std::pair(a->end_line, a->end_column), std::pair(2, 9)) << "behind ]";
  EXPECT_EQ(std::pair(a->items[1].end_line, a->items[1].end_column), std::pair(2, 8)) << "behind the quote";
  EXPECT_EQ(std::pair(b->items[0].end_line, b->items[0].end_column), std::pair(4, 15)) << "before the blanks";
  EXPECT_EQ(std::pair(b->items[1].end_line, b->items[1].end_column), std::pair(8, 1))
      << "lines of a block end at the next";
  EXPECT_EQ(std::pair(b->end_line, b->end_column), std::pair(8, 1)) << "as its last item";
  EXPECT_EQ(std::pair(c->end_line, c->end_column), std::pair(8, 11)) << "in characters";
}

TEST(ParseYaml, CountsLinesFromWhereTheYamlStood) {
  const auto tree = parse_yaml("a: 1\nb: 2\n", "p.md", 2);
  EXPECT_EQ(tree->find("b")->line, 3);
  EXPECT_EQ(parse_yaml("a: [1\n", "p.md", 2).error().place.substr(0, 5), "p.md:");
}

TEST(ParseYaml, ErrorsNamePlaceAndShowTheLine) {
  const auto twice = parse_yaml("a: 1\nb: 2\na: 3\n", "book.yaml");
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().place, "book.yaml:3:1");
  EXPECT_EQ(twice.error().excerpt, "a: 3\n^");
  EXPECT_FALSE(parse_yaml("rules:\n  - *x\n", "book.yaml"));
  EXPECT_FALSE(parse_yaml("a: &x 1\nb: *x\n", "book.yaml"));
  EXPECT_FALSE(parse_yaml("a: 'open\n", "book.yaml"));
  EXPECT_FALSE(parse_yaml("a: 1\n---\nb: 2\n", "book.yaml"));
}

TEST(ParseYaml, DepthIsLimitedBeforeAnythingRecurses) {
  const auto nested = [](int depth) {
    return std::string(static_cast<std::size_t>(depth), '[') +
           std::string(static_cast<std::size_t>(depth), ']');
  };
  EXPECT_TRUE(parse_yaml(nested(limits::yaml_depth), "x"));
  EXPECT_FALSE(parse_yaml(nested(limits::yaml_depth + 1), "x"));
  EXPECT_FALSE(parse_yaml(nested(1'000'000), "x"));
  std::string dashes;
  for (int i = 0; i < 100'000; ++i) dashes += "- ";
  EXPECT_FALSE(parse_yaml(dashes + "x", "x"));
  std::string indented;
  for (int i = 0; i < 2'000; ++i) indented += std::string(static_cast<std::size_t>(i), ' ') + "a:\n";
  EXPECT_FALSE(parse_yaml(indented, "x"));
}

TEST(ParseYaml, SurvivesRandomText) {
  static constexpr std::string_view alphabet = "ab:- \n\t[]{}'\"|>&*!%@#,?~0\xE5\x9B\xB0";
  std::mt19937_64 random(3);
  int parsed = 0;
  for (int i = 0; i < 30'000; ++i) {
    std::string text(random() % 40, ' ');
    for (char& c : text) c = alphabet[random() % alphabet.size()];
    const auto tree = parse_yaml(text, "x");
    if (tree)
      ++parsed;
    else
      ASSERT_FALSE(tree.error().message.empty());
  }
  EXPECT_GT(parsed, 300);
}

TEST(CaretExcerpt, PointsUnderWideCharacters) {
  EXPECT_EQ(caret_excerpt("one\n困境 near\n", 2, 4), "困境 near\n     ^");
}

}  // namespace
}  // namespace gloss
