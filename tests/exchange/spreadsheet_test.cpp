// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/spreadsheet.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <zip.h>

#include <memory>
#include <random>

#include "base/file.h"
#include "base/limits.h"
#include "support/must.h"
#include "support/shared_data.h"

namespace gloss::exchange {
namespace {

using namespace gloss::test;

constexpr std::int64_t some_day = 1'767'225'600;

struct Spreadsheet : ::testing::Test {
  std::string folder = temporary_folder();
  std::string written(const std::vector<Sheet>& sheets) { return must(xlsx_of(sheets, some_day, folder)); }

  /// A ZIP of these members, not compressed where they are `as_they_are`.
  std::string zipped(const std::vector<std::pair<std::string, std::string>>& members,
                     bool as_they_are = false) {
    const std::string path = folder + "/made.zip";
    zip_t* archive = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, nullptr);
    for (const auto& [name, bytes] : members) {
      const auto at =
          zip_file_add(archive, name.c_str(), zip_source_buffer(archive, bytes.data(), bytes.size(), 0), 0);
      if (as_they_are) zip_set_file_compression(archive, static_cast<zip_uint64_t>(at), ZIP_CM_STORE, 0);
    }
    EXPECT_EQ(zip_close(archive), 0);
    return must(read_file(path, std::size_t{1} << 30));
  }
  std::string by_hand(const std::string& sheet_xml, bool as_they_are = false) {
    const std::string head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    const std::string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const std::string types = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    const std::string relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const std::string package = "http://schemas.openxmlformats.org/package/2006/";
    return zipped(
        {{"[Content_Types].xml",
          head + "<Types xmlns=\"" + package +
              "content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-"
              "package.relationships+xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"" +
              types + "sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"" + types +
              "styles+xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"" + types +
              "worksheet+xml\"/></Types>"},
         {"_rels/.rels", head + "<Relationships xmlns=\"" + package +
                             "relationships\"><Relationship Id=\"r1\" Type=\"" + relation +
                             "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"},
         {"xl/workbook.xml",
          head + "<workbook xmlns=\"" + main + "\" xmlns:r=\"" + relation +
              "\"><sheets><sheet name=\"One\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"},
         {"xl/_rels/workbook.xml.rels",
          head + "<Relationships xmlns=\"" + package + "relationships\"><Relationship Id=\"r1\" Type=\"" +
              relation + "/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"" +
              relation + "/styles\" Target=\"/xl/styles.xml\"/></Relationships>"},
         {"xl/styles.xml",
          head + "<styleSheet xmlns=\"" + main +
              "\"><numFmts><numFmt numFmtId=\"170\" formatCode=\"[Red]0.0&quot;days&quot;\"/><numFmt "
              "numFmtId=\"171\" formatCode=\"dd/mm/yy\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf "
              "numFmtId=\"14\"/><xf numFmtId=\"170\"/><xf numFmtId=\"171\"/></cellXfs></styleSheet>"},
         {"xl/worksheets/sheet1.xml",
          head + "<worksheet xmlns=\"" + main + "\"><sheetData>" + sheet_xml + "</sheetData></worksheet>"}},
        as_they_are);
  }
};

TEST_F(Spreadsheet, ReadsBackWhatWasWritten) {
  const std::vector<std::string> cells = {"money",
                                          "=1+1",
                                          "@SUM(A1)",
                                          "-2",
                                          "+3",
                                          "007",
                                          "http://example.org",
                                          "没有钱，真的",
                                          "a\nb",
                                          "  in  ",
                                          "\"x\"",
                                          "<b>&amp;",
                                          "😀 👩‍👩‍👧",
                                          "2026-11-30",
                                          "_x000D_",
                                          "1e400",
                                          "TRUE",
                                          "'quoted",
                                          "tab\there",
                                          "a very old hall"};
  Sheet sheet{"Review", {{"One", 10, false, {}, {}}, {"Two", 20, true, {"accept", "reject"}, {}}}, {}};
  for (const std::string& cell : cells) sheet.rows.push_back({cell, cell + "!"});
  sheet.rows.push_back({"", "only here"});
  const auto read =
      must(read_xlsx(written({sheet, {"Codes", {{"Code", 30, false, {}, {}}}, {{"a/b"}}}}), "x"));
  ASSERT_EQ(read.size(), 2u);
  EXPECT_EQ(read[0].name, "Review");
  EXPECT_EQ(read[1].name, "Codes");
  ASSERT_EQ(read[0].rows.size(), cells.size() + 2);
  EXPECT_EQ(read[0].rows[0].fields, (std::vector<std::string>{"One", "Two"}));
  for (std::size_t i = 0; i < cells.size(); ++i) {
    EXPECT_EQ(read[0].rows[i + 1].fields, (std::vector<std::string>{cells[i], cells[i] + "!"}));
    EXPECT_EQ(read[0].rows[i + 1].line, static_cast<int>(i + 2));
  }
  EXPECT_EQ(read[0].rows.back().fields, (std::vector<std::string>{"", "only here"}));
  EXPECT_EQ(must(list_files(folder)).size(), 0u) << "temporary files";
}

TEST_F(Spreadsheet, IsTheSameForTheSameSheets) {
  const Sheet sheet{"S", {{"One", 10, false, {}, {}}}, {{"a"}, {"信任"}}};
  EXPECT_EQ(written({sheet}), written({sheet}));
}

TEST_F(Spreadsheet, CutsWhatNoCellHolds) {
  const std::string longest(cell_characters - 1, 'x');
  Sheet sheet{
      "S", {{"One", 10, false, {}, {}}}, {{longest}, {longest + "y"}, {longest + "yz"}, {"bell\a rings"}}};
  const auto read = must(read_xlsx(written({sheet}), "x"));
  EXPECT_EQ(read[0].rows[1].fields[0], longest);
  EXPECT_EQ(read[0].rows[2].fields[0], longest + "…");
  EXPECT_EQ(read[0].rows[3].fields[0], longest + "…");
  EXPECT_EQ(read[0].rows[4].fields[0], "bell rings");
  sheet.rows.assign(sheet_rows + 1, {"x"});
  EXPECT_EQ(xlsx_of({sheet}, some_day, folder).error().fault, Fault::usage);
}

TEST_F(Spreadsheet, TakesWhatOtherProgramsWrite) {
  const auto read =
      must(read_xlsx(by_hand("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Passage</t></is></c><c "
                             "r=\"C1\"><v>12</v></c></row>"
                             "<row r=\"3\"><c r=\"B3\"><v>0.5</v></c><c r=\"D3\" t=\"b\"><v>1</v></c></row>"
                             "<row r=\"4\"><c r=\"A4\" t=\"str\"><f>\"a\"&amp;\"b\"</f><v>ab</v></c>"
                             "<c r=\"B4\"><f>1+1</f><v>2</v></c></row>"
                             "<row><c><v>7</v></c><c t=\"inlineStr\"><is><r><t>a</t></r><r><t "
                             "xml:space=\"preserve\"> b_x000A_c</t></r></is></c></row>"),
                     "x"));
  ASSERT_EQ(read.size(), 1u);
  ASSERT_EQ(read[0].rows.size(), 4u);
  EXPECT_EQ(read[0].rows[0].fields, (std::vector<std::string>{"Passage", "", "12"}));
  EXPECT_EQ(read[0].rows[1].line, 3);
  EXPECT_EQ(read[0].rows[1].fields, (std::vector<std::string>{"", "0.5", "", "TRUE"}));
  EXPECT_EQ(read[0].rows[2].fields, (std::vector<std::string>{"ab", "2"}));
  EXPECT_EQ(read[0].rows[3].line, 5);
  EXPECT_EQ(read[0].rows[3].fields, (std::vector<std::string>{"7", "a b\nc"}));
}

TEST_F(Spreadsheet, ShowsDaysAsDates) {
  const auto read = must(read_xlsx(
      by_hand("<row r=\"1\"><c r=\"A1\" s=\"1\"><v>46356</v></c><c r=\"B1\" s=\"2\"><v>46356</v></c>"
              "<c r=\"C1\" s=\"3\"><v>60</v></c><c r=\"D1\" s=\"1\"><v>61.75</v></c><c r=\"E1\" "
              "s=\"1\"><v>0.25</v></c><c r=\"F1\" s=\"9\"><v>1.5</v></c><c r=\"G1\" "
              "s=\"1\"><v>-3</v></c></row>"),
      "x"));
  EXPECT_EQ(read[0].rows[0].fields,
            (std::vector<std::string>{"2026-11-30", "46356", "1900-02-28", "1900-03-01 18:00:00", "06:00:00",
                                      "1.5", "-3"}));
}

TEST_F(Spreadsheet, RefusesWhatIsNone) {
  const std::string bomb(std::size_t{257} << 20, '\0');
  const std::string good = written({{"S", {{"One", 10, false, {}, {}}}, {{"a"}}}});
  struct Bad {
    std::string bytes, word;
  };
  std::vector<Bad> all = {{"", "no workbook"},
                          {"PK\x03\x04", "damaged"},
                          {"Passage,Your code\n", "damaged"},
                          {good.substr(0, good.size() / 2), "damaged"},
                          {zipped({{"a.txt", "hello"}}), "no workbook"},
                          {zipped({{"xl/workbook.xml", bomb}}), "too large"},
                          {zipped({{"xl/workbook.xml", bomb.substr(0, 2u << 20)}}), "too large"},
                          {by_hand("<row r=\"1\"><c r=\"A1\"><v>1</v></row>"), "sheet1.xml"}};
  for (const Bad& bad : all) {
    const auto read = read_xlsx(bad.bytes, "sheet.xlsx");
    ASSERT_FALSE(read) << bad.word;
    EXPECT_EQ(read.error().fault, Fault::bad_input);
    EXPECT_EQ(read.error().place, "sheet.xlsx");
    EXPECT_NE(read.error().message.find(bad.word), std::string::npos) << read.error().line();
    EXPECT_FALSE(read.error().hint.empty());
  }
}

TEST_F(Spreadsheet, HoldsItsLimits) {
  using Members = std::vector<std::pair<std::string, std::string>>;
  for (const std::size_t more : {0u, 1u}) {
    Members members;
    for (std::size_t i = 0; i < limits::zip_members + more; ++i)
      members.emplace_back(fmt::format("{}", i), "");
    const auto read = read_xlsx(zipped(members), "x");
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().message.find("parts; at most") != std::string::npos, more == 1)
        << read.error().line();
  }
  // A member that is packed to one part in 200, and one that is packed a little better.
  std::mt19937_64 random(1);
  std::string noise(64 * 1024, '\0');
  for (char& c : noise) c = static_cast<char>(random());
  for (const bool too_much : {false, true}) {
    const std::string member = noise + std::string(noise.size() * (too_much ? 260 : 240), '\0');
    const auto read = read_xlsx(zipped({{"xl/workbook.xml", member}}), "x");
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().message.find("too large") != std::string::npos, too_much) << read.error().line();
  }
}

TEST_F(Spreadsheet, IsReadHoweverDeepItsPartsAre) {
  std::string deep;
  for (int i = 0; i < 1'000'000; ++i) deep += "<x>";
  for (int i = 0; i < 1'000'000; ++i) deep += "</x>";
  const auto read = must(read_xlsx(by_hand("<row><c><v>1</v></c></row>" + deep, true), "x"));
  EXPECT_EQ(read[0].rows.size(), 1u);
  EXPECT_FALSE(read_xlsx(by_hand(deep.substr(0, 3'000'000), true), "x"));
}

TEST_F(Spreadsheet, SurvivesDamage) {
  Sheet sheet{"S", {{"One", 10, false, {}, {}}, {"Two", 10, false, {}, {}}}, {}};
  for (int i = 0; i < 40; ++i) sheet.rows.push_back({fmt::format("a{}", i), "信任"});
  const std::string good = written({sheet});
  std::mt19937_64 random(5);
  int refused = 0;
  for (int i = 0; i < 600; ++i) {
    std::string bad = good;
    for (std::size_t n = 1 + random() % 4; n > 0; --n)
      bad[random() % bad.size()] = static_cast<char>(random());
    if (i % 3 == 0) bad.resize(random() % bad.size());
    refused += read_xlsx(bad, "x") ? 0 : 1;
  }
  EXPECT_GT(refused, 200);
}

}  // namespace
}  // namespace gloss::exchange
