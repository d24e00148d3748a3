// SPDX-License-Identifier: GPL-3.0-or-later
// Reports that are read: in every form, somebody's words stay words.
#include "report/prose.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "report/html.h"
#include "report/strict_html.h"
#include "text/display.h"

namespace gloss::report {
namespace {

using Look = Run::Look;

constexpr std::string_view punctuation = R"(!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~)";

/// Reads what our writer writes between the signs of blocks and gives the words; gives up where there is any
/// other markup.
class StrictMarkdown {
 public:
  explicit StrictMarkdown(std::string_view source) : rest_(source) {
    while (!rest_.empty() && fault_.empty()) step();
  }
  const std::string& words() const { return words_; }
  const std::string& fault() const { return fault_; }

 private:
  void step() {
    if (take_any({{"&lt;", "<"}, {"&gt;", ">"}, {"&amp;", "&"}, {"&nbsp;", " "}, {"<br>", "\n"}})) return;
    if (take_any({{"<em>", ""}, {"</em>", ""}, {"<strong>", ""}, {"</strong>", ""}, {"**", ""}, {"*", ""}}))
      return;
    if (rest_[0] == '`') return code();
    if (rest_[0] == '\\') return escape();
    if (std::string_view("<>&_[]~|").find(rest_[0]) != std::string_view::npos)
      fault_ = "markup: " + std::string(rest_.substr(0, 20));
    words_ += rest_[0];
    rest_.remove_prefix(1);
  }
  bool take_any(std::initializer_list<std::pair<std::string_view, std::string_view>> all) {
    for (const auto& [sign, meaning] : all)
      if (rest_.starts_with(sign)) {
        words_ += meaning;
        rest_.remove_prefix(sign.size());
        return true;
      }
    return false;
  }
  void escape() {
    const bool good =
        rest_.size() > 1 && (punctuation.find(rest_[1]) != std::string_view::npos || rest_[1] == '\n');
    if (!good) fault_ = "a backslash before nothing";
    words_ += rest_.substr(std::min<std::size_t>(rest_.size(), 1), 1);
    rest_.remove_prefix(std::min<std::size_t>(rest_.size(), 2));
  }
  void code() {
    const std::string fence(std::min(rest_.find_first_not_of('`'), rest_.size()), '`');
    for (std::size_t end = fence.size(); (end = rest_.find(fence, end)) != std::string_view::npos;) {
      const std::size_t past = std::min(rest_.find_first_not_of('`', end), rest_.size());
      if (past - end == fence.size()) {
        words_ += rest_.substr(fence.size(), end - fence.size());
        rest_.remove_prefix(past);
        return;
      }
      end = past;
    }
    fault_ = "code without an end";
  }

  std::string_view rest_;
  std::string words_, fault_;
};

const std::vector<std::string> hostile = {"<script>alert(1)</script>",
                                          "\"><img src=x onerror=alert(1)>",
                                          "]]><!-- --",
                                          "[a](javascript:alert(1)) ![b](http://x.y/z)",
                                          "# no heading #",
                                          "1. no list\n2) at all\n- nor here\n+ or there",
                                          "---\n===\n***\n___",
                                          "    no code\n\tnor this",
                                          "`one` ``two`` ```three",
                                          "*no* **emphasis** _here_ ~~at all~~ $x^2$",
                                          "| a | table |\n| --- | --- |",
                                          "> no quotation",
                                          "&lt;b&gt; &amp;amp; &#60;",
                                          "\\ \\\\ \\n back\\",
                                          "http://x.y www.x.org ftp://z",
                                          "{#id .class} :term",
                                          "困境 🏸🏽 a\xCC\x81 “钱”，没有",
                                          "\x01\x1b[2J\x7f end",
                                          "=cmd|' /C calc'!A0"};

/// What is left of the words where blanks do not count, nor control characters.
std::string ink(std::string_view words) {
  std::string out;
  for (const char c : words)
    if (static_cast<unsigned char>(c) > 0x20 && c != 0x7F) out += c;
  return out;
}

Prose everywhere(const std::string& evil) {
  Prose prose{"en", evil, {evil}, {}, {evil}};
  for (const Look look : {Look::plain, Look::strong, Look::soft, Look::marked, Look::exact}) {
    prose.blocks.push_back(heading(1 + static_cast<int>(look), evil));
    prose.blocks.push_back(paragraph({{evil, look}, {evil}, {evil, look}}));
    prose.blocks.push_back(quotation({{"a"}, {evil, look}, {"b"}}, {{evil, look}}));
    prose.blocks.push_back(item(1, {{evil, look}}));
    prose.blocks.push_back(item(3, {{evil, look}}));
  }
  Table table;
  table.title = evil;
  table.columns = {{"a", evil}, {"b", "", Column::Kind::share}};
  table.rows = {{evil, 0.5}};
  table.notes = {evil};
  prose.blocks.push_back(table_block(table));
  return prose;
}

std::size_t times_in(const std::string& text, const std::string& words) {
  std::size_t times = 0;
  for (std::size_t at = 0; (at = text.find(words, at)) != std::string::npos; at += words.size()) ++times;
  return times;
}

constexpr std::size_t places = 1 + 1 + 1 + 5 * (1 + 3 + 2 + 2) + 4;  // title, header, note, blocks, table

TEST(Prose, HostileWordsStayWordsInMarkdown) {
  for (const std::string& evil : hostile) {
    for (const Look look : {Look::plain, Look::strong, Look::soft, Look::marked, Look::exact}) {
      Prose prose;
      prose.blocks = {paragraph({{evil, look}})};
      const StrictMarkdown read(as_markdown(prose));
      EXPECT_EQ(read.fault(), "") << evil << "\n" << as_markdown(prose);
      EXPECT_EQ(ink(read.words()), ink(evil)) << as_markdown(prose);
    }
  }
}

TEST(Prose, NoLineOfMarkdownBeginsABlockThatNobodyAskedFor) {
  for (const std::string& evil : hostile) {
    Prose prose;
    prose.blocks = {paragraph({{evil}})};
    const std::string text = as_markdown(prose);
    for (std::size_t begin = 0; begin < text.size();) {
      const std::string line = text.substr(begin, text.find('\n', begin) - begin);
      begin += line.size() + 1;
      if (line.empty()) continue;
      EXPECT_EQ(std::string_view("#>|=~ \t+").find(line[0]), std::string_view::npos) << line;
      EXPECT_FALSE(line.starts_with("- ") || line.starts_with("--") || line.starts_with("* ")) << line;
      const std::size_t digits = line.find_first_not_of("0123456789");
      const bool numbered = digits > 0 && digits != std::string::npos;
      EXPECT_FALSE(numbered && (line[digits] == '.' || line[digits] == ')')) << line;
    }
  }
}

TEST(Prose, RunsDoNotMakeMarkupTogether) {
  const auto in_markdown = [](Runs runs) {
    Prose prose;
    prose.blocks = {paragraph(std::move(runs))};
    return as_markdown(prose);
  };
  EXPECT_EQ(in_markdown({{"1"}, {". x"}}), "1\\. x\n");
  EXPECT_EQ(in_markdown({{"a\n"}, {"# x"}}), "a\\\n\\# x\n");
  EXPECT_EQ(in_markdown({{"a", Look::exact}, {"b", Look::exact}}), "`ab`\n");
  EXPECT_EQ(in_markdown({{"a", Look::strong}, {"b", Look::soft}}), "**a**<em>b</em>\n");
  EXPECT_EQ(in_markdown({{"他说"}, {"“钱”", Look::marked}, {"是"}}), "他说<strong>“钱”</strong>是\n");
  EXPECT_EQ(in_markdown({{"the"}, {" hall ", Look::marked}, {"is"}}), "the **hall** is\n");
  EXPECT_EQ(in_markdown({{"12.5 % of -3\n"}}), "12.5 % of -3\n");
}

TEST(Prose, HostileWordsStayWordsOnThePage) {
  for (const std::string& evil : hostile) {
    const std::string html = as_html(everywhere(evil));
    const test::StrictHtml read = test::read_strictly(html);
    EXPECT_EQ(read.fault, "") << evil;
    EXPECT_TRUE(read.scripts.empty());
    EXPECT_TRUE(read.links.empty());
    EXPECT_FALSE(read.tags.contains("img"));
    ASSERT_EQ(read.styles.size(), 1u);
    EXPECT_NE(read.text.find("default-src 'none'; style-src '" + csp_hash(read.styles[0]) + "'"),
              std::string::npos);
    const bool shown_as_it_is = evil.find('\x1b') == std::string::npos;
    EXPECT_TRUE(!shown_as_it_is || times_in(ink(read.text), ink(evil)) >= places) << evil;
  }
}

TEST(Prose, AnItemBelowAnotherIsInsideIt) {
  Prose prose;
  for (const int level : {1, 2, 2, 1, 3, 1}) prose.blocks.push_back(item(level, {{"x"}}));
  prose.blocks.push_back(paragraph({{"end"}}));
  const test::StrictHtml read = test::read_strictly(as_html(prose));
  EXPECT_EQ(read.fault, "");
  EXPECT_EQ(read.tags.at("ul"), 4);
  EXPECT_EQ(as_markdown(prose), "* x\n  * x\n  * x\n* x\n  * x\n* x\n\nend\n");
  EXPECT_EQ(as_text(prose, {}), "• x\n  • x\n  • x\n• x\n    • x\n• x\n\nend\n");
}

TEST(Prose, FitsTheTerminalAndSetsQuotationsApart) {
  Prose prose{"en", "Findings", {"Base: 2 passages"}, {}, {"A note."}};
  prose.blocks = {
      heading(1, "经费"),
      quotation({{"They gave us "}, {"the hall", Look::marked}, {", no more."}}, {{"P1, a.txt:2"}})};
  EXPECT_EQ(as_text(prose, {40, false}),
            "Findings\n"
            "Base: 2 passages\n"
            "\n"
            "经费\n"
            "════\n"
            "\n"
            "    They gave us [the hall], no more.\n"
            "    — P1, a.txt:2\n"
            "\n"
            "A note.\n");
  for (const std::string& evil : hostile)
    for (const std::size_t width : {20u, 33u, 80u}) {
      const std::string text = as_text(everywhere(evil + " " + evil), {width, false});
      for (std::size_t begin = 0, end; (end = text.find('\n', begin)) != std::string::npos; begin = end + 1)
        EXPECT_LE(text::display_width(text.substr(begin, end - begin)), width) << evil;
      EXPECT_EQ(text.find('\x1b'), std::string::npos);
    }
}

Table counts() {
  Table table;
  table.title = "Codes | all";
  table.headers = {"Base: 12 passages"};
  table.columns = {{"code", "-"},
                   {"name", "Code"},
                   {"passages", "Passages", Column::Kind::bar},
                   {"share", "Share", Column::Kind::share},
                   {"phi", "", Column::Kind::number}};
  table.rows = {{"d", "困境", std::int64_t{12345}, 0.6667, 0.25},
                {"d/p", "a|b*", std::int64_t{5}, 0.5, Value()},
                {"x", "last", std::int64_t{1}, Value(), -0.5}};
  table.indents = {0, 1, 0};
  table.text_order = {1, 0, 2};
  table.text_rows = 2;
  table.notes = {"Share: of the base."};
  return table;
}

TEST(Prose, ATableInMarkdownShowsWhatItsTextFormShows) {
  EXPECT_EQ(as_markdown(counts()),
            "## Codes \\| all\n"
            "\n"
            "Base: 12 passages\n"
            "\n"
            "| Code | Passages | Share | phi |\n"
            "| --- | ---: | ---: | ---: |\n"
            "| &nbsp;&nbsp;a\\|b\\* | 5 | 50.0 % | - |\n"
            "| 困境 | 12,345 | 66.7 % | 0.250 |\n"
            "\n"
            "... and 1 more\n"
            "\n"
            "Share: of the base.\n");
}

TEST(Prose, ATableOnThePageShowsTheSame) {
  Prose prose;
  prose.blocks = {table_block(counts())};
  const std::string html = as_html(prose);
  EXPECT_EQ(test::read_strictly(html).fault, "");
  EXPECT_NE(html.find("<td>\u2003a|b*</td><td class=\"number\">5</td><td class=\"number\">50.0 %</td>"),
            std::string::npos);
  EXPECT_NE(html.find("... and 1 more"), std::string::npos);
  EXPECT_EQ(html.find("last"), std::string::npos);
}

}  // namespace
}  // namespace gloss::report
