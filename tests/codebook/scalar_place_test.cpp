// SPDX-License-Identifier: GPL-3.0-or-later
// The caret under a fault in a rule of a codebook, for every style of YAML scalar.
#include "codebook/scalar_place.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "codebook/codebook.h"

namespace gloss::codebook {
namespace {

/// The place of the only ^ in a file, by counting: the oracle.
std::string place_of_mark(const std::string& yaml) {
  int line = 1, column = 1;
  for (const char c : yaml) {
    if (c == '^') break;
    if (c == '\n') {
      ++line;
      column = 1;
    } else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) {
      ++column;
    }
  }
  return fmt::format("f.yaml:{}:{}", line, column);
}

class Scalars {
 public:
  explicit Scalars(std::uint64_t seed) : random_(seed) {}

  /// Terms joined by "or", one of them the ^ that means nothing.
  std::vector<std::string> terms() {
    const std::vector<std::string> kinds{"fund*",    "资金", "\"two masters\"", "'US'", "don't",
                                         "/a\\\\d/", "é",    "\"双重 管理\"",   "x"};
    std::vector<std::string> made;
    const int n = 1 + below(6);
    for (int i = 0; i < n; ++i) {
      made.push_back(kinds[static_cast<std::size_t>(below(static_cast<int>(kinds.size())))]);
      made.emplace_back("or");
    }
    made.emplace_back("^");
    for (int i = below(3); i > 0; --i) {
      made.emplace_back("or");
      made.emplace_back("经费");
    }
    return made;
  }
  std::string between(const std::string& indent, bool folds) {
    if (!folds || below(3) != 0) return below(4) == 0 ? "  " : " ";
    std::string out = below(2) == 0 ? "\n" : " \n";
    for (int i = below(4) == 0 ? 2 : 0; i > 0; --i) out += below(2) == 0 ? "\n" : "  \n";
    return out + indent + std::string(static_cast<std::size_t>(below(3)), ' ');
  }
  std::string plain(const std::string& indent) {
    std::string out;
    for (const std::string& term : terms()) {
      if (out.empty() && (term[0] == '"' || term[0] == '\'')) out += "y or ";
      if (!out.empty() && out.back() != ' ') out += between(indent, true);
      out += term;
    }
    return out;
  }
  std::string single(const std::string& indent) {
    std::string out = "'";
    for (const std::string& term : terms()) {
      if (out.size() > 1) out += between(indent, true);
      for (const char c : term) out += c == '\'' ? std::string("''") : std::string(1, c);
    }
    return out + "'";
  }
  std::string doubled(const std::string& indent) {
    std::string out = "\"";
    for (const std::string& term : terms()) {
      if (out.size() > 1)
        out += below(6) == 0 ? " \\\n" + indent : below(6) == 0 ? "\\u0020" : between(indent, true);
      for (const char c : term) {
        if (c == '"' || c == '\\') out += '\\';
        if (c == 'x' && below(2) == 0)
          out += "\\x78";
        else
          out += c;
      }
    }
    return out + "\"";
  }
  std::string block(const std::string& indent, bool folded) {
    std::string out = folded ? ">" : "|";
    if (below(3) == 0) out += "-";
    out += "\n";
    if (below(4) == 0) out += "\n";
    out += indent;
    bool first = true;
    for (const std::string& term : terms()) {
      if (!first) {
        const std::string gap = between(indent, true);
        out += gap;
      }
      out += term;
      first = false;
    }
    return out + "\n";
  }
  int below(int n) { return static_cast<int>(random_() % static_cast<std::uint64_t>(n)); }

 private:
  std::mt19937_64 random_;
};

TEST(ScalarPlace, PointsAtTheFaultInEveryStyle) {
  for (std::uint64_t seed = 0; seed < 20'000; ++seed) {
    Scalars scalars(seed);
    const std::string indent(12, ' ');
    const bool in_list = scalars.below(2) == 0;
    std::string yaml = "codebook: x\nlanguages: [zh]\ncodes:\n  困境:\n    name: 困境\n" +
                       std::string(in_list ? "    rules:\n      - b\n      - " : "    rule: ");
    switch (seed % 5) {
      case 0:
        yaml += scalars.plain(indent) + "\n";
        break;
      case 1:
        yaml += scalars.single(indent) + "\n";
        break;
      case 2:
        yaml += scalars.doubled(indent) + "\n";
        break;
      default:
        yaml += scalars.block(indent, seed % 5 == 3);
        break;
    }
    yaml += "    memo: end\n";
    if (seed % 7 == 0) {  // Windows line ends
      std::string crlf;
      for (const char c : yaml) crlf += c == '\n' ? std::string("\r\n") : std::string(1, c);
      yaml = crlf;
    }
    const auto book = parse_codebook(yaml, "f.yaml");
    ASSERT_FALSE(book) << yaml;
    ASSERT_EQ(book.error().place, place_of_mark(yaml))
        << "seed " << seed << ": " << book.error().message << "\n"
        << yaml;
    ASSERT_NE(book.error().message.find("means nothing here"), std::string::npos)
        << book.error().message << "\n"
        << yaml;
  }
}

TEST(ScalarPlace, NotesWhereRulesBegin) {
  const auto book = parse_codebook(
      "codebook: x\ncodes:\n  a:\n    rules:\n      - b\n      - '\"c d\"'\n      - \"\\\"e f\\\"\"\n      - "
      "|\n        g\n      - >-\n\n        h\n      - {rule: i, weight: 2}\n",
      "f");
  ASSERT_TRUE(book) << book.error().line();
  const std::vector<std::pair<int, int>> expected{{5, 9}, {6, 10}, {7, 10}, {9, 9}, {12, 9}, {13, 16}};
  ASSERT_EQ(book->codes[0].rules.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_EQ(book->codes[0].rules[i].line, expected[i].first) << i;
    EXPECT_EQ(book->codes[0].rules[i].column, expected[i].second) << i;
  }
}

TEST(ScalarPlace, FallsBackToTheNodeWhereTheTwoDoNotFit) {
  const YamlFile file("a: 'xyz'\n");
  YamlNode node;
  node.kind = YamlNode::Kind::scalar;
  node.line = 1;
  node.column = 4;
  node.scalar = "other";
  EXPECT_TRUE(file.bytes_of(node).empty());
  EXPECT_EQ(file.place_in(node, 2).column, 4);
  node.scalar = "xyz";
  EXPECT_EQ(file.place_in(node, 2).column, 7);
}

}  // namespace
}  // namespace gloss::codebook
