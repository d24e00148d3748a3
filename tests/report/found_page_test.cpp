// SPDX-License-Identifier: GPL-3.0-or-later
// Pages of finds and of a source, read by a strict reader, with hostile words in every place.
#include "report/found_page.h"

#include <gtest/gtest.h>

#include "report/html.h"
#include "report/source_view.h"
#include "report/strict_html.h"
#include "text/display.h"

namespace gloss::report {
namespace {

const std::vector<std::string> hostile = {"<script>alert(1)</script>",
                                          "\"><img src=x onerror=alert(1)>",
                                          "</code></h1><style>*{}</style>",
                                          "' onmouseover='alert(1)",
                                          "]]><!--",
                                          "javascript:alert(1)",
                                          "&lt;b&gt;",
                                          "\x01\x1b[2J\x7f",
                                          "\xff\xfe",
                                          "困境 & \u202e"};

void expect_inert(const std::string& html, const std::string& evil) {
  const test::StrictHtml read = test::read_strictly(html);
  EXPECT_EQ(read.fault, "") << evil;
  EXPECT_TRUE(read.scripts.empty());
  EXPECT_EQ(read.styles.size(), 1u);
  EXPECT_FALSE(read.tags.contains("img"));
  EXPECT_FALSE(read.tags.contains("a")) << "these pages lead nowhere";
  EXPECT_NE(read.text.find("default-src 'none'; style-src '" + csp_hash(read.styles[0]) + "'"),
            std::string::npos);
}

TEST(FoundPage, HostileWordsStayWordsInEveryPlace) {
  for (const auto& evil : hostile) {
    const FoundPage page{evil, evil, {evil}, "en"};
    expect_inert(search_page(page, {{evil, 1, evil, evil, {evil + evil, {{0, evil.size()}}}}}), evil);
    expect_inert(concordance_page(page, {{evil, 1, evil, {}, evil, evil, evil}}, 40), evil);
    SourceView view{evil, evil, evil, "en", {}};
    view.passages.push_back(
        {1, evil, evil, evil, evil, true, {}, evil, {{evil, evil, evil, {}, 1, 1, {0, evil.size()}}}});
    expect_inert(source_page(view), evil);
  }
}

TEST(FoundPage, MarksWhatWasFound) {
  const std::string html =
      search_page({"经费", "1 passage", {}, "zh"}, {{"a.txt", 2, "P1", "zh", {"没有经费。", {{6, 12}}}}});
  EXPECT_NE(html.find("没有<mark>经费</mark>。"), std::string::npos);
  EXPECT_NE(html.find("<html lang=\"zh\">"), std::string::npos);
  EXPECT_EQ(html, search_page({"经费", "1 passage", {}, "zh"},
                              {{"a.txt", 2, "P1", "zh", {"没有经费。", {{6, 12}}}}}));
}

ViewCoding coding(std::string code, int first, int last) {
  return {"id", code, code, {}, first, last, {0, 1}};
}

TEST(SourceView, PutsCodesInTheMarginWithSignsForTheirReach) {
  SourceView view{"p.txt", "interview", "en", "en", {}};
  view.passages.push_back({1, "00:01:00", "Interviewer", "interviewer", "Money", true, {}, "So?", {}});
  view.passages.push_back({2,
                           "",
                           "P1",
                           "interviewee",
                           "",
                           true,
                           {},
                           "There is no money in it for any of us.",
                           {coding("Means", 2, 4), coding("Money", 2, 2), coding("Money", 2, 2)}});
  view.passages.push_back({3,
                           "",
                           "P1",
                           "interviewee",
                           "",
                           false,
                           {},
                           "没有经费，也没有场地，什么都没有。",
                           {coding("Means", 2, 4)}});
  view.passages.push_back({4, "", "P1", "interviewee", "", false, {}, "Never.", {coding("Means", 2, 4)}});
  EXPECT_EQ(source_text_view(view, {.width = 44}),
            "p.txt  interview  en\n"
            "\n§ Money\n"
            "\n    Interviewer  00:01:00\n"
            " 1  So?\n"
            "\n    P1\n"
            " 2  There is no money in it for   ┌ Means\n"
            "    any of us.                    ─ Money ×2\n"
            " 3  没有经费，也没有场地，什么都  │ Means\n"
            "    没有。\n"
            " 4  Never.                        └ Means\n");
}

TEST(SourceView, KeepsTheMarginInItsColumn) {
  SourceView view{"p.txt", "interview", "en", "en", {}};
  for (int i = 1; i <= 40; ++i) {
    std::string text;
    for (int k = 0; k < i * 3 % 50; ++k)
      text += k % 3 == 0 ? "场地，" : k % 3 == 1 ? "hall " : "👩‍👩‍👧";
    text += "\x1b.";
    view.passages.push_back({i,
                             "",
                             "P1",
                             "",
                             "",
                             i % 4 == 0,
                             {},
                             text,
                             {coding("A code with a name that is much too long for a margin", i, i)}});
  }
  for (const std::size_t width : {40u, 60u, 100u}) {
    const std::string text = source_text_view(view, {.width = width});
    EXPECT_EQ(text.find('\x1b'), std::string::npos);
    std::size_t column = 0;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = text.find('\n', at);
      const std::string line = text.substr(at, end - at);
      at = end + 1;
      EXPECT_LE(text::display_width(line), width) << line;
      const std::size_t sign = line.find("─");
      if (sign == std::string::npos) continue;
      const std::size_t before = text::display_width(line.substr(0, sign));
      if (column == 0) column = before;
      EXPECT_EQ(before, column) << line;
    }
    EXPECT_GT(column, 0u);
  }
}

}  // namespace
}  // namespace gloss::report
