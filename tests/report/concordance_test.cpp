// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/concordance.h"

#include <gtest/gtest.h>

#include <random>
#include <sstream>

#include "text/display.h"

namespace gloss::report {
namespace {

ConcordanceLine line(std::string left, std::string node, std::string right) {
  return {"a.txt", 3, "P1", {{10}, {12}}, std::move(left), std::move(node), std::move(right)};
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string one; std::getline(in, one);) lines.push_back(one);
  return lines;
}

TEST(Concordance, PutsFindsBelowEachOtherByDisplayWidth) {
  const std::string text =
      concordance_text({line("we have no ", "money", " for it"), line("我们没有", "经费", "，没有场地"),
                        line("cafe\u0301 ", "钱", "")},
                       {.width = 60});
  EXPECT_EQ(text,
            "a.txt:3  P1           we have no [money] for it\n"
            "a.txt:3  P1             我们没有 [经费] ，没有场地\n"
            "a.txt:3  P1                 cafe\u0301 [钱]\n");
}

TEST(Concordance, CutsContextsOnTheFarSideAndNamesAtTheEnd) {
  ConcordanceLine one = line("one two three four five six seven ", "x", " one two three four five six seven");
  one.source = "interviews/2023/a-very-long-name-of-a-file.txt";
  one.speaker = "Senator Hervieux-Payette";
  const std::string text = concordance_text({one}, {.width = 72, .context = 12});
  EXPECT_EQ(text, "interviews/2023/a…:3  Senator H…  …e six seven [x] one two thr…\n");
}

TEST(Concordance, AControlCharacterIsSeenAndTakesItsRoom) {
  const std::string text =
      concordance_text({line("a\x1b[2Jb\t\n c ", "no\u202e", "\x07")}, {.width = 80, .context = 16});
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_NE(text.find("\\x1b[2Jb c [no\\u202e] \\x07"), std::string::npos) << text;
}

TEST(Concordance, AllFindsBeginInOneColumnWhateverTheTexts) {
  const std::vector<std::string> pieces{"word", " ",     "经费",   "e\u0301", "👩‍👩‍👧",
                                        "ｶﾞ",   "עברית", "\u00ad", "ที่",       "—",
                                        "\n",   "\x01",  "🇩🇪"};
  std::mt19937_64 random(7);
  const auto made = [&](std::size_t most) {
    std::string text;
    for (std::size_t n = random() % most; n > 0; --n) text += pieces[random() % pieces.size()];
    return text;
  };
  for (int round = 0; round < 300; ++round) {
    std::vector<ConcordanceLine> all;
    for (int i = 0; i < 6; ++i) all.push_back(line(made(60), "[" + made(3) + "x", made(60)));
    const std::size_t width = 56 + random() % 100;
    std::size_t column = 0;
    for (const auto& one : lines_of(concordance_text(all, {.width = width}))) {
      EXPECT_LE(text::display_width(one), width) << one;
      const std::size_t before = text::display_width(one.substr(0, one.find('[')));
      if (column == 0) column = before;
      EXPECT_EQ(before, column) << one;
    }
  }
}

TEST(Concordance, ExportsIsolateWhatRunsFromRightToLeft) {
  const std::vector<ConcordanceLine> all{line("said ", "שלום", " there"), line("a", "b", "c")};
  const Table table = concordance_table(all, 0, true);
  EXPECT_EQ(table.rows[0][6], Value("\u2068שלום\u2069"));
  EXPECT_EQ(table.rows[0][5], Value("said"));
  EXPECT_EQ(table.rows[1][6], Value("b"));
  EXPECT_EQ(concordance_table(all, 0, false).rows[0][6], Value("שלום")) << "JSON keeps the text";
  EXPECT_NE(concordance_text(all, {.width = 80, .isolate = true}).find("\u2068שלום\u2069"),
            std::string::npos);
}

}  // namespace
}  // namespace gloss::report
