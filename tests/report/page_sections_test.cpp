// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/page_sections.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>

#include "report/strict_html.h"

namespace gloss::report {
namespace {

using test::read_strictly;
using test::StrictHtml;

PageSection section_with(std::size_t rows, const std::string& cell = "law") {
  PageSection section{"words", "Words", {"Unit: words"}, {}, {}, {}, "words.csv"};
  section.table.columns = {{"code", "Code", Column::Kind::text}, {"share", "Share", Column::Kind::share}};
  for (std::size_t i = 0; i < rows; ++i) section.table.rows.push_back({cell, static_cast<double>(i) / 1000});
  return section;
}

PageInput input_with(std::vector<PageSection> sections) {
  PageInput input;
  input.title = "Study";
  PageCode code;
  code.id = "law";
  input.codes = {code, code};
  input.codes[1].id = "never-used";
  PagePassage passage;
  passage.text = "A law.";
  passage.codings.resize(1);
  passage.codings[0].span = text::byte_span(2, 5);
  input.sources.resize(1);
  input.passages = {passage};
  input.sections = std::move(sections);
  return input;
}

std::size_t times(std::string_view part, std::string_view whole) {
  std::size_t count = 0;
  for (auto at = whole.find(part); at != std::string_view::npos; at = whole.find(part, at + 1)) ++count;
  return count;
}

TEST(PageSections, ComeInOrderWithNavigationHeadingsNotesAndFile) {
  PageInput input = input_with({section_with(3), section_with(2)});
  input.sections[1].id = "circles", input.sections[1].title = "Circles",
  input.sections[1].notes = {"A note."};
  const std::string html = report_page(input);
  const StrictHtml page = read_strictly(html);
  ASSERT_EQ(page.fault, "");
  EXPECT_LT(html.find("id=\"report-words\""), html.find("id=\"report-circles\""));
  for (const char* expected :
       {"<a href=\"#report-words\">Words</a>", "<a href=\"#report-circles\">Circles</a>", ">Circles</h2>",
        "Unit: words", "A note.", "<code>words.csv</code>"})
    EXPECT_NE(html.find(expected), std::string::npos) << expected;
  for (const auto& link : page.links) EXPECT_EQ(page.ids.count(link.substr(1)), 1u) << link;
  for (std::size_t i = 1; i < page.headings.size(); ++i)
    EXPECT_LE(page.headings[i], page.headings[i - 1] + 1);
}

TEST(PageSections, HavePlacesOfTheirOwnWhateverTheirIds) {
  std::vector<PageSection> sections(6);
  const std::array<const char*, 6> ids{"words", "words", "Words", "words--2", "a b\"<", ""};
  for (std::size_t i = 0; i < ids.size(); ++i) sections[i] = section_with(1), sections[i].id = ids[i];
  EXPECT_EQ(section_places(sections),
            (std::vector<std::string>{"report-words", "report-words--2", "report-words--3",
                                      "report-words--2--2", "report-a-b--", "report-"}));
  const StrictHtml page = read_strictly(report_page(input_with(sections)));
  ASSERT_EQ(page.fault, "");
  for (const auto& id : page.ids) EXPECT_EQ(page.ids.count(id), 1u) << id;
}

TEST(PageSections, LinkCodesToTheirPassagesInColumnsOfCodesOnly) {
  const auto cells_of = [](const std::string& cell, const std::string& column) {
    PageInput input = input_with({section_with(1, cell)});
    input.sections[0].table.columns[0].name = column;
    return report_page(input);
  };
  EXPECT_NE(cells_of("law", "code").find("<td><a href=\"#c0\">law</a></td>"), std::string::npos);
  EXPECT_NE(cells_of("law", "effect").find("<td><a href=\"#c0\">law</a></td>"), std::string::npos);
  EXPECT_NE(cells_of("law", "word").find("<td>law</td>"), std::string::npos);
  EXPECT_NE(cells_of("laws", "code").find("<td>laws</td>"), std::string::npos);
  EXPECT_NE(cells_of("never-used", "code").find("<td>never-used</td>"), std::string::npos);
}

TEST(PageSections, ShowUpTo300RowsAsHtmlAndOfMoreTheFirstAndAllAsData) {
  const std::string plain = report_page(input_with({section_with(most_plain_rows)}));
  EXPECT_EQ(times("<td>", plain), most_plain_rows);
  EXPECT_EQ(plain.find("application/json\" id"), std::string::npos);
  PageInput input = input_with({section_with(1000)});
  input.sections[0].table.rows[7][1] = std::monostate{};
  const std::string longer = report_page(input);
  EXPECT_EQ(times("<td>", longer), first_rows);
  EXPECT_NE(longer.find("Shown here: the first 50 of 1000 rows. The rest is in words.csv."),
            std::string::npos);
  EXPECT_EQ(longer.find("This page has room"), std::string::npos);
  const std::string start = "id=\"report-words_-rows\">";
  const std::size_t begin = longer.find(start);
  ASSERT_NE(begin, std::string::npos);
  const Json data = Json::parse(
      longer.substr(begin + start.size(), longer.find("</script>", begin) - begin - start.size()));
  EXPECT_EQ(data["rows"].size(), 1000u);
  EXPECT_EQ(data["rows"][0], Json({"law", 0}));
  EXPECT_EQ(data["rows"][7], Json({"law", nullptr}));
  EXPECT_EQ(data["rows"][999][1], 0.999);
  EXPECT_EQ(data["kinds"], Json({"text", "share"}));
  EXPECT_EQ(data["places"], Json({{"law", "c0"}}));
}

TEST(PageSections, KeepToTheBytesForRowsAndSayWhatIsLeftOut) {
  const std::vector<PageSection> sections{section_with(400), section_with(20'000), section_with(40'000),
                                          section_with(9)};
  const auto rows = rows_with_room(sections, 400'000);
  EXPECT_EQ(rows[0], 400u);  // the small one whole, the others alike
  EXPECT_GT(rows[1], 5'000u);
  EXPECT_LT(rows[1], 20'000u);
  EXPECT_NEAR(static_cast<double>(rows[1]), static_cast<double>(rows[2]), 100);
  PageLimits limits;
  limits.bytes_of_rows = 400'000;
  const std::string html = report_page(input_with(sections), limits);
  EXPECT_LT(html.size(), 500'000u);
  EXPECT_NE(html.find("20,000 rows: order and filter take in these only. All are in words.csv."),
            std::string::npos);
}

TEST(PageSections, HoldHostileCellsOfDataAsText) {
  for (const char* payload : {"</script><script>alert(1)</script>", "<!--<script>", "]]>", "\xE2\x80\xA8",
                              "\\u003c/script>", "\xFF\"\\"}) {
    PageInput input = input_with({section_with(400, payload)});
    const StrictHtml page = read_strictly(report_page(input));
    ASSERT_EQ(page.fault, "") << payload;
    ASSERT_EQ(page.scripts.size(), 2u) << payload;
    EXPECT_EQ(page.scripts[0].find('<'), std::string::npos);
    EXPECT_EQ(page.scripts[1], std::string(page_script()).append(table_script()));
  }
}

constexpr std::string_view picture =
    "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\" role=\"img\" "
    "aria-label=\"T\">"
    "<title>T &lt;b></title><desc>D</desc><style>text,.a "
    ".b{fill:red}@media(prefers-color-scheme:dark){.b{fill:blue}}"
    "</style><defs><pattern id=\"h1\"/></defs><rect class=\"a b\" fill=\"url(#h1)\" style=\"fill:#123\"/>"
    "<metadata>made</metadata></svg>\n";

TEST(PagePicture, HasNamesAndStylesOfItsOwn) {
  std::string svg(picture);
  svg.replace(svg.find("&lt;b>"), 6, "&lt;b&gt;");
  const PagePicture made = picture_on_page(svg, "p");
  EXPECT_EQ(made.svg,
            "<svg viewBox=\"0 0 9 9\" role=\"img\" aria-labelledby=\"p-title p-desc\"><title "
            "id=\"p-title\">T &lt;b&gt;</title>"
            "<desc id=\"p-desc\">D</desc><defs><pattern id=\"p-h1\"/></defs>"
            "<rect class=\"v-a v-b v-look0\" fill=\"url(#p-h1)\"/></svg>");
  EXPECT_EQ(made.style,
            "#p-v text,#p-v .v-a .v-b{fill:red}\n@media screen and (prefers-color-scheme:dark){\n#p-v "
            ".v-b{fill:blue}\n}\n"
            "#p-v .v-look0{fill:#123}\n");
}

TEST(PagePicture, IsLeftOutWhereItHoldsWhatOursDoNot) {
  for (const char* inside :
       {"<script>alert(1)</script>", "<image href=\"//x\"/>", "<rect onload=\"alert(1)\"/>",
        "<a href=\"javascript:x\"></a>", "<rect fill=\"url(//x)\"/>", "<style>@import 'x';</style>",
        "<style>a{b:url(x)}</style>", "<style>a{b:c}}</style>", "<style>a{b:c}<!--</style>",
        "<foreignObject></foreignObject>", "<g>", "</g>", "<!-- -->", "</svg><p>", "<rect x=1/>"})
    EXPECT_EQ(picture_on_page(fmt::format("<svg>{}</svg>", inside), "p").svg, "") << inside;
  EXPECT_EQ(picture_on_page("", "p").svg, "");
  EXPECT_EQ(picture_on_page("<svg><rect/></svg>", "p").svg,
            "<svg role=\"img\" aria-labelledby=\"p-title\"><rect/></svg>");
  EXPECT_EQ(picture_on_page("<svg><rect style=\"fill:&quot;}\"/></svg>", "p").style, "");
}

TEST(PagePicture, IsLetInByTheSecurityPolicyWithItsStyle) {
  PageInput input = input_with({section_with(1), section_with(2)});
  for (PageSection& section : input.sections)
    section.picture = "<svg><title>T</title><style>rect{fill:red}</style><rect id=\"r\"/></svg>";
  const std::string html = report_page(input);
  const StrictHtml page = read_strictly(html);
  ASSERT_EQ(page.fault, "");
  ASSERT_EQ(page.styles.size(), 2u);
  EXPECT_NE(html.find(fmt::format("style-src &#39;{}&#39; &#39;{}&#39;; script-src", csp_hash(page.styles[0]),
                                  csp_hash(page.styles[1]))),
            std::string::npos);
  for (const auto& id : page.ids) EXPECT_EQ(page.ids.count(id), 1u) << id;
}

}  // namespace
}  // namespace gloss::report
