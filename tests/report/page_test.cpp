// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/page.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>

#include "report/html.h"
#include "report/page_parts.h"
#include "report/page_sections.h"
#include "report/random_project.h"
#include "report/strict_html.h"

namespace gloss::report {
namespace {

using test::read_strictly;
using test::StrictHtml;

PageCoding coding(std::int32_t code, std::size_t begin, std::size_t end, int rule = 1) {
  PageCoding made;
  made.code = code;
  made.span = text::byte_span(begin, end);
  made.reasons.push_back({rule, {made.span}});
  return made;
}

/// Two branches, two groups, two sources, three passages; every field of the input is filled.
PageInput small_input() {
  PageInput input;
  input.title = "Sport and government";
  input.lines = {"Base: 9 passages of 2 sources"};
  input.footer = {"Codebook: sport.yaml"};
  input.codes.resize(5);
  const std::array<const char*, 5> ids{"dilemma", "dilemma/law", "dilemma/money", "remedy", "remedy/fund"};
  for (std::size_t i = 0; i < ids.size(); ++i) {
    PageCode& code = input.codes[i];
    code.id = ids[i];
    code.name = fmt::format("Code {}", i);
    code.other_name = "双重管理";
    code.other_language = "zh";
    code.parent = i == 0 || i == 3 ? -1 : i < 3 ? 0 : 3;
    code.color = i < 3 ? "#b5462f" : "#2f6db5";
    code.definition = "What it is", code.include = "When", code.exclude = "When not";
    code.rules = {"\"two masters\"", "没登记"};
  }
  const std::array<std::int64_t, 5> passages{3, 2, 1, 1, 1};
  for (std::size_t i = 0; i < 5; ++i) {
    PageCode& code = input.codes[i];
    code.codings = code.passages = passages[i];
    code.sources = code.speakers = 1;
  }
  input.groups = {{"official", 30}, {"organiser", 6}};
  input.sources = {{"a.txt", model::Kind::interview, "en", "official", 5, 200},
                   {"b.md", model::Kind::field_note, "zh", "", 4, 100}};
  input.passages.resize(3);
  input.passages[0] = {
      0, 2, 20, "P1", 0, "Who decides?", "INT", "We answer to two masters, and pay for both.", {}};
  input.passages[0].codings = {coding(1, 10, 24), coding(4, 19, 35)};
  input.passages[1] = {0, 4, 90, "P1", 0, "", "", "No law says so.", {}};
  input.passages[1].codings = {coding(1, 0, 6, 2)};
  input.passages[2] = {1, 1, 0, "", 1, "", "", "没登记。", {}};
  input.passages[2].codings = {coding(2, 0, 9)};
  input.passages[2].codings[0].coder = "Ana";
  input.passages[2].codings[0].reasons.clear();
  input.base_passages = 36, input.base_codings = 4, input.base_speakers = 2;
  PageSection section{"circles",    "Circles", {"Unit: statements"}, {}, {}, {"What people say."},
                      "circles.csv"};
  section.table.columns = {{"cause", "Cause", Column::Kind::text}, {"n", "Statements", Column::Kind::number}};
  section.table.rows = {{"dilemma/law", std::int64_t{3}}, {"money", std::monostate{}}};
  input.sections.push_back(section);
  return input;
}

/// All places where a user's text comes in.
std::vector<std::string*> fields(PageInput& input) {
  PageCode& code = input.codes[1];
  PagePassage& passage = input.passages[0];
  PageSection& section = input.sections[0];
  return {&input.title,
          &input.lines[0],
          &input.footer[0],
          &code.id,
          &code.name,
          &code.other_name,
          &code.other_language,
          &code.color,
          &code.definition,
          &code.include,
          &code.exclude,
          &code.rules[0],
          &input.groups[0].name,
          &input.sources[0].name,
          &input.sources[0].language,
          &input.sources[0].about,
          &passage.speaker,
          &passage.question,
          &passage.question_speaker,
          &passage.text,
          &input.passages[2].codings[0].coder,
          &input.language,
          &section.id,
          &section.title,
          &section.lines[0],
          &section.notes[0],
          &section.file,
          &section.table.title,
          &section.table.columns[0].name,
          &section.table.columns[0].heading,
          &std::get<std::string>(section.table.rows[1][0])};
}

/// 30 ways to run something, each behind 5 ways to get out of where it stands.
std::vector<std::string> payloads() {
  const std::array<std::string, 30> cores{"<script>alert(1)</script>",
                                          "<ScRiPt src=//127.0.0.1/x></sCrIpT>",
                                          "<img src=x onerror=alert(1)>",
                                          "<svg onload=alert(1)>",
                                          "<svg><script>alert(1)</script></svg>",
                                          "<iframe srcdoc='<script>alert(1)</script>'>",
                                          "<iframe src=javascript:alert(1)>",
                                          "<a href=javascript:alert(1)>x</a>",
                                          "<a href=\"java\tscript:alert(1)\">x</a>",
                                          "<body onload=alert(1)>",
                                          "<details open ontoggle=alert(1)>",
                                          "<input autofocus onfocus=alert(1)>",
                                          "<video><source onerror=alert(1)>",
                                          "<math><mtext><script>alert(1)</script>",
                                          "<base href=//127.0.0.1/>",
                                          "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
                                          "<link rel=stylesheet href=//127.0.0.1/x>",
                                          "<style>@import '//127.0.0.1/x'</style>",
                                          "<object data=javascript:alert(1)>",
                                          "<embed src=//127.0.0.1/x>",
                                          "<form action=javascript:alert(1)><button>x",
                                          "<template><script>alert(1)</script></template>",
                                          " onmouseover=alert(1) x=",
                                          " onfocus=alert(1) autofocus tabindex=1 x=",
                                          " style=background:url(//127.0.0.1/x) x=",
                                          "javascript:alert(1)//",
                                          "&lt;script&gt;alert(1)&lt;/script&gt;",
                                          "\xE2\x80\xA8"
                                          "alert(1)\xE2\x80\xA9",
                                          "<\x01script>alert(1)</script\x0B>",
                                          "\xC0\xBCscript\xC0\xBE"
                                          "alert(1)\xFF<script>"};
  const std::array<std::string, 5> wrappers{"", "\">", "'>", "</style></script></title></textarea></svg>",
                                            "--><![CDATA["};
  std::vector<std::string> all;
  for (const auto& wrapper : wrappers)
    for (const auto& core : cores) all.push_back(wrapper + core);
  return all;
}

TEST(HtmlWriter, EscapesByContextAndReplacesWhatIsNotText) {
  EXPECT_EQ(html_text("a<b>&\"c\"\n\t"), "a&lt;b&gt;&amp;\"c\"\n\t");
  EXPECT_EQ(html_attribute("a<b>&\"c'`\n\t"), "a&lt;b&gt;&amp;&quot;c&#39;&#96;&#10;&#9;");
  const std::string bad = "\xEF\xBF\xBD";
  EXPECT_EQ(html_text(std::string_view("\0\x1B\x7F", 3)), bad + bad + bad);
  EXPECT_EQ(html_text("\xC2\x9B"), bad);                            // C1
  EXPECT_EQ(html_text("\xC0\xBC"), bad + bad);                      // overlong <
  EXPECT_EQ(html_text("\xED\xA0\x80"), bad + bad + bad);            // surrogate
  EXPECT_EQ(html_text("\xF4\x90\x80\x80"), bad + bad + bad + bad);  // beyond U+10FFFF
  EXPECT_EQ(html_text("\xE4\xB8"), bad + bad);                      // cut off
  EXPECT_EQ(html_text("困é🙂"), "困é🙂");
  EXPECT_EQ(HtmlWriter().element("p", "x", {{"class", "\"a\""}, {"lang", ""}}).take(),
            "<p class=\"&quot;a&quot;\">x</p>");
  EXPECT_EQ(HtmlWriter().link("c\"1", "<").take(), "<a href=\"#c&quot;1\">&lt;</a>");
}

TEST(HtmlWriter, NamesABlockAsTheSecurityPolicyDoes) {
  // Content Security Policy Level 3, 8.4: the example `alert("hello");`; and the hashes of 0 and 1 byte.
  EXPECT_EQ(csp_hash(""), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
  EXPECT_EQ(csp_hash("a"), "sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs=");
}

TEST(ReportPage, GivesTheSameBytesForTheSameInput) {
  EXPECT_EQ(report_page(small_input()), report_page(small_input()));
}

TEST(ReportPage, ShowsWhatWasCodedWithReasonsQuestionSpeakerAndSource) {
  const StrictHtml page = read_strictly(report_page(small_input()));
  ASSERT_EQ(page.fault, "");
  for (const char* expected :
       {"Sport and government", "Base: 9 passages", "Codebook: sport.yaml", "Who decides?", "INT", "a.txt",
        "P1", "rule 1", "\"two masters\"", "two masters", "Ana", "双重管理", "official"})
    EXPECT_NE(page.text.find(expected), std::string::npos) << expected;
  EXPECT_EQ(page.tags.at("h1"), 1);
  EXPECT_EQ(page.tags.at("blockquote"),
            4 + 1);  // 4 codings, each passage under each of its codes, and one pair
  for (std::size_t i = 1; i < page.headings.size(); ++i)
    EXPECT_LE(page.headings[i], page.headings[i - 1] + 1);
}

TEST(ReportPage, SaysHowManyCodingsOfRecordThereAreNotTheSumOfItsBranches) {
  // Two codes of a branch on the same words are two codings; their parent counts the words once.
  PageInput input = small_input();
  input.base_codings = 84'831;
  const StrictHtml page = read_strictly(report_page(input));
  EXPECT_NE(page.text.find("Codings\n84,831"), std::string::npos);
}

TEST(ReportPage, MarksTheCodedWordsAndTheMatchedOnes) {
  PageInput input = small_input();
  input.passages[0].codings[0].reasons[0].matched = {text::byte_span(13, 16)};
  const std::string page = report_page(input);
  EXPECT_NE(
      page.find(">We answer <mark class=\"b0\">to <b>two</b> masters</mark>, and pay for both.</blockquote>"),
      std::string::npos);
}

TEST(ReportPage, CutsPlacesOutsideThePassageAndInsideACharacter) {
  PageInput input = small_input();
  input.passages[2].codings = {coding(2, 1, 4), coding(2, 7, 4000)};
  const std::string page = report_page(input);
  EXPECT_EQ(read_strictly(page).fault, "");
  EXPECT_EQ(page.find("\xEF\xBF\xBD"), std::string::npos);
  EXPECT_NE(page.find("<mark class=\"b0\"><b>没</b></mark>登<mark class=\"b0\"><b>记。</b></mark>"),
            std::string::npos);
}

TEST(ReportPage, LeadsEveryLinkSomewhereAndNamesEveryPlaceOnce) {
  std::mt19937_64 random(7);
  for (int round = 0; round < 60; ++round) {
    PageInput input = small_input();
    if (round % 3 == 0) input.groups.clear();
    input.passages.clear();
    for (int p = static_cast<int>(random() % 40); p > 0; --p) {
      PagePassage passage;
      passage.source = p > 20 ? 0 : 1;
      passage.begin = 200 - 5 * p;
      passage.number = 41 - p;
      passage.group = input.groups.empty() ? -1 : static_cast<std::int32_t>(random() % 3) - 1;
      passage.text = "We answer to two masters, and pay for both.";
      for (std::size_t c = 1 + random() % 3; c > 0; --c)
        passage.codings.push_back(
            coding(static_cast<std::int32_t>(random() % 5), random() % 20, 20 + random() % 23));
      input.passages.push_back(passage);
    }
    PageLimits tight;
    if (round % 2 == 0) tight = {900, 900, 900};
    const StrictHtml page = read_strictly(report_page(input, tight));
    ASSERT_EQ(page.fault, "");
    for (const auto& link : page.links) {
      ASSERT_TRUE(link.starts_with('#'));
      ASSERT_EQ(page.ids.count(link.substr(1)), 1u) << link;
    }
    for (const auto& id : page.ids) ASSERT_EQ(page.ids.count(id), 1u) << id;
  }
}

TEST(ReportPage, KeepsToItsLimitsAndSaysWhatItLeavesOut) {
  PageInput input = small_input();
  const PagePassage model = input.passages[0];
  input.passages.clear();
  for (int i = 0; i < 20'000; ++i) {
    input.passages.push_back(model);
    input.passages.back().number = i + 1;
    input.passages.back().begin = i / 100;
    input.passages.back().text.append(static_cast<std::size_t>(i % 50) * 100, 'x');
  }
  const std::string page = report_page(input);
  EXPECT_LT(page.size(), 5'000'000u);
  EXPECT_GT(page.size(), 200'000u);
  const StrictHtml read = read_strictly(page);
  EXPECT_EQ(read.fault, "");
  EXPECT_NE(read.text.find(" of 20,000, evenly spread over the sources"), std::string::npos);
  EXPECT_EQ(page.find("nan"), std::string::npos);
  EXPECT_EQ(page.find("inf "), std::string::npos);
}

TEST(ReportPage, LeavesOutRowsForWhichThereIsNoRoomButNoPlaceOfALink) {
  PageInput input = small_input();
  input.codes.clear();
  input.passages.resize(1);
  input.passages[0].codings.clear();
  for (std::int32_t i = 0; i < 400; ++i) {
    PageCode code;
    code.id = fmt::format("code-{}", i);
    code.parent = i == 0 || i == 200 ? -1 : i < 200 ? (i - 1) / 9 : 200 + (i - 201) / 9;
    code.passages = code.codings = 1;
    input.codes.push_back(code);
    input.passages[0].codings.push_back(coding(i, 0, 9));
  }
  for (int round = 0; round < 2;
       ++round) {  // the second time, of the rows only the left out ones carry passages
    const StrictHtml page = read_strictly(report_page(input));
    ASSERT_EQ(page.fault, "");
    EXPECT_NE(page.text.find("codes are left out"), std::string::npos);
    for (const auto& link : page.links) ASSERT_EQ(page.ids.count(link.substr(1)), 1u) << link;
    std::erase_if(input.passages[0].codings, [](const PageCoding& one) { return one.code < 150; });
    for (std::int32_t i = 0; i < 150; ++i) {
      input.passages.push_back(input.passages[0]);
      input.passages.back().codings = {coding(i, 0, 9)};
    }
  }
}

TEST(ReportPage, StandsWithNothingInIt) {
  PageInput input;
  input.title = "Empty";
  const StrictHtml page = read_strictly(report_page(input));
  EXPECT_EQ(page.fault, "");
  for (const auto& link : page.links) EXPECT_EQ(page.ids.count(link.substr(1)), 1u) << link;
  EXPECT_EQ(page.text.find("nan"), std::string::npos);
}

TEST(ReportPage, LetsItsOwnStyleAndScriptRunAndNothingElse) {
  const std::string html = report_page(small_input());
  const StrictHtml page = read_strictly(html);
  ASSERT_EQ(page.scripts.size(), 1u);
  ASSERT_EQ(page.styles.size(), 1u);
  EXPECT_NE(html.find(fmt::format(
                "content=\"default-src &#39;none&#39;; style-src &#39;{}&#39;; script-src &#39;{}&#39;;",
                csp_hash(page.styles[0]), csp_hash(page.scripts[0]))),
            std::string::npos);
}

TEST(ReportPage, ShowsHostileTextAsTextInEveryField) {
  const std::string script = std::string(page_script()).append(table_script());
  PageInput plain = small_input();
  const std::size_t count = fields(plain).size();
  for (const std::string& payload : payloads()) {
    for (std::size_t field = 0; field < count; ++field) {
      PageInput input = small_input();
      *fields(input)[field] = payload;
      const StrictHtml page = read_strictly(report_page(input));
      ASSERT_EQ(page.fault, "") << field << ": " << payload;
      ASSERT_EQ(page.scripts, std::vector<std::string>{script}) << field << ": " << payload;
      ASSERT_EQ(page.styles.size(), 1u);
      ASSERT_EQ(page.styles[0].find("127.0.0.1"), std::string::npos) << field << ": " << payload;
      for (const auto& link : page.links) ASSERT_EQ(page.ids.count(link.substr(1)), 1u) << link;
    }
  }
}

/// The same project as both reports take it; every passage's text is as long as its place.
PageInput page_of(const CodedProject& project) {
  PageInput input;
  for (const CodeRow& row : project.codes) {
    PageCode code;
    code.id = row.id, code.name = row.name, code.parent = row.parent;
    input.codes.push_back(code);
  }
  for (const model::Kind kind : project.sources) input.sources.push_back({"s", kind, "", "", 1, 1});
  for (const BasePassage& base : project.base) {
    PagePassage passage;
    passage.source = base.place.source;
    const auto place = base.place.span;
    passage.text.assign(place.length(), 'x');
    const auto inside = [&](text::ByteSpan span) {
      const auto begin = std::max(span.begin, place.begin), end = std::min(span.end, place.end);
      return text::byte_span(begin.count - place.begin.count, end.count - place.begin.count);
    };
    for (const CodedSpan& coded : project.codings) {
      if (coded.source != base.place.source || coded.span.empty() || !coded.span.overlaps(place)) continue;
      PageCoding made;
      made.code = coded.code;
      made.span = inside(coded.span);
      made.reasons.push_back({1, {}});
      for (auto leaf = coded.leaves_begin; leaf < coded.leaves_end; ++leaf)
        if (project.leaves[leaf].overlaps(place))
          made.reasons[0].matched.push_back(inside(project.leaves[leaf]));
      passage.codings.push_back(made);
    }
    if (!passage.codings.empty()) input.passages.push_back(passage);
  }
  input.base_passages = static_cast<std::int64_t>(project.base.size());
  return input;
}

TEST(ReportPage, CountsPairsAsTheCooccurrenceReportDoes) {
  std::mt19937_64 random(2024);
  int compared = 0;
  for (int round = 0; round < 400; ++round) {
    const auto made = test::random_project(random);
    const PageInput input = page_of(made.project);
    const Page page(input);
    const PagePairs pairs = count_pairs(page);
    if (pairs.row_branch < 0) continue;
    const auto slow = test::slow_pairs(made.project, [&] {
      std::vector<UnitPlace> units;
      for (const BasePassage& passage : made.project.base) units.push_back(passage.place);
      return units;
    }());
    std::size_t expected = 0;
    for (const auto& [codes, count] : slow) {
      const bool forward =
          page.is_within(codes.first, pairs.row_branch) && page.is_within(codes.second, pairs.column_branch);
      const bool backward =
          page.is_within(codes.second, pairs.row_branch) && page.is_within(codes.first, pairs.column_branch);
      if (!forward && !backward) continue;
      ++expected;
      const auto row = forward ? codes.first : codes.second, column = forward ? codes.second : codes.first;
      const auto pair = std::find_if(pairs.pairs.begin(), pairs.pairs.end(), [&](const PagePair& one) {
        return one.row == row && one.column == column;
      });
      ASSERT_NE(pair, pairs.pairs.end());
      EXPECT_EQ(pair->both, count.both);
      EXPECT_EQ(pair->shared, count.shared);
      ++compared;
    }
    EXPECT_EQ(pairs.pairs.size(), expected);
  }
  EXPECT_GT(compared, 200);
}

}  // namespace
}  // namespace gloss::report
