// SPDX-License-Identifier: GPL-3.0-or-later
// Word files, unpacked and read again as XML.
#include "exchange/docx_out.h"

#include <gtest/gtest.h>
#include <zip.h>

#include <map>
#include <pugixml.hpp>

#include "base/file.h"
#include "support/must.h"
#include "support/shared_data.h"

namespace gloss::exchange {
namespace {

using namespace gloss::test;
using Look = DocxRun::Look;
using Style = DocxBlock::Style;

/// The members by name.
std::map<std::string, std::string> unpacked(const std::string& bytes) {
  const std::string path = temporary_folder() + "/made.docx";
  must(write_file(path, bytes, Overwrite::yes));
  std::map<std::string, std::string> members;
  zip_t* archive = zip_open(path.c_str(), ZIP_RDONLY | ZIP_CHECKCONS, nullptr);
  for (zip_uint64_t i = 0;
       archive != nullptr && i < static_cast<zip_uint64_t>(zip_get_num_entries(archive, 0)); ++i) {
    zip_stat_t about;
    zip_stat_index(archive, i, 0, &about);
    std::string& its = members[about.name];
    its.resize(about.size);
    zip_file_t* file = zip_fopen_index(archive, i, 0);
    EXPECT_EQ(zip_fread(file, its.data(), its.size()), static_cast<zip_int64_t>(its.size()));
    zip_fclose(file);
  }
  zip_close(archive);
  return members;
}

/// The words of a paragraph, a line feed for a break.
std::string words_of(pugi::xml_node paragraph) {
  std::string words;
  for (const auto run : paragraph.children("w:r"))
    for (const auto part : run.children()) {
      if (std::string_view(part.name()) == "w:br") words += '\n';
      if (std::string_view(part.name()) == "w:t") words += part.child_value();
    }
  return words;
}

struct Docx {
  explicit Docx(const std::vector<DocxBlock>& blocks)
      : members(unpacked(must(docx_of(blocks, "A <title>", "en")))) {
    EXPECT_TRUE(
        document.load_string(members["word/document.xml"].c_str(), pugi::parse_full | pugi::parse_ws_pcdata));
    body = document.child("w:document").child("w:body");
  }
  std::map<std::string, std::string> members;
  pugi::xml_document document;
  pugi::xml_node body;
};

TEST(DocxOut, EveryPartIsXmlAndIsNamedInTheList) {
  Docx made({{Style::title, 1, {{"Findings"}}}});
  pugi::xml_document types;
  ASSERT_TRUE(types.load_string(made.members["[Content_Types].xml"].c_str()));
  for (const auto& [name, bytes] : made.members) {
    pugi::xml_document part;
    EXPECT_TRUE(part.load_string(bytes.c_str())) << name;
    const bool typed = name.ends_with(".rels") || name == "[Content_Types].xml" ||
                       types.child("Types").find_child_by_attribute("PartName", ("/" + name).c_str());
    EXPECT_TRUE(typed) << name;
  }
  for (const char* name : {"_rels/.rels", "word/_rels/document.xml.rels"}) {
    pugi::xml_document relations;
    ASSERT_TRUE(relations.load_string(made.members[name].c_str()));
    const std::string folder = name[0] == 'w' ? "word/" : "";
    for (const auto one : relations.child("Relationships").children())
      EXPECT_TRUE(made.members.contains(folder + one.attribute("Target").value()));
  }
}

TEST(DocxOut, EveryStyleThatIsUsedIsThereUnderItsName) {
  std::vector<DocxBlock> blocks;
  for (const Style style :
       {Style::title, Style::body, Style::note, Style::quotation, Style::whose, Style::item, Style::caption})
    blocks.push_back({style, 1, {{"x"}}});
  for (int level = 0; level <= 6; ++level) blocks.push_back({Style::heading, level, {{"x"}}});
  blocks.push_back({Style::table, 1, {}, {{"a"}, {"b"}}});
  Docx made(blocks);
  pugi::xml_document styles;
  ASSERT_TRUE(styles.load_string(made.members["word/styles.xml"].c_str()));
  std::size_t used = 0;
  for (const auto& found : made.document.select_nodes("//w:pStyle | //w:tblStyle")) {
    EXPECT_TRUE(styles.child("w:styles")
                    .find_child_by_attribute("w:styleId", found.node().attribute("w:val").value()));
    ++used;
  }
  EXPECT_GT(used, blocks.size());
  for (const char* name :
       {"Title", "heading 1", "heading 4", "Quote", "caption", "List Bullet", "Table Grid"}) {
    const bool named = std::any_of(
        styles.child("w:styles").begin(), styles.child("w:styles").end(), [&](pugi::xml_node style) {
          return std::string_view(style.child("w:name").attribute("w:val").value()) == name;
        });
    EXPECT_TRUE(named) << name;
  }
  EXPECT_NE(made.members["word/styles.xml"].find("w:eastAsia=\"SimSun\""), std::string::npos);
}

TEST(DocxOut, WordsStayAsTheyAreButForControls) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"  two blanks  ", "  two blanks  "},
      {"<w:t>&amp;\"']]>", "<w:t>&amp;\"']]>"},
      {"困境 🏸🏽 𠮷 a\xCC\x81", "困境 🏸🏽 𠮷 a\xCC\x81"},
      {"one\ntwo\n\nfour", "one\ntwo\n\nfour"},
      {"tab\there", "tab\there"},
      {"\x01\x1b[2J \x0b\r end", "[2J  end"},
      {"\xEF\xBF\xBE\xEF\xBF\xBF", "\xEF\xBF\xBD\xEF\xBF\xBD"},
  };
  for (const auto& [given, kept] : cases)
    for (const Look look : {Look::plain, Look::strong, Look::soft, Look::marked, Look::exact}) {
      Docx made({{Style::quotation, 1, {{given, look}}}});
      EXPECT_EQ(words_of(made.body.child("w:p")), kept);
    }
}

TEST(DocxOut, TheHeadOfATableStandsOnEveryPage) {
  Docx made({{Style::table, 1, {}, {{"Code", "Passages"}, {"a", "1"}, {"b", "2"}}, {false, true}}});
  const auto table = made.body.child("w:tbl");
  std::size_t row = 0;
  for (const auto one : table.children("w:tr")) {
    EXPECT_EQ(!one.child("w:trPr").child("w:tblHeader").empty(), row == 0);
    const auto number = one.child("w:tc").next_sibling("w:tc").child("w:p");
    EXPECT_STREQ(number.child("w:pPr").child("w:jc").attribute("w:val").value(), "right");
    ++row;
  }
  EXPECT_EQ(row, 3u);
  EXPECT_EQ(std::distance(table.child("w:tblGrid").begin(), table.child("w:tblGrid").end()), 2);
}

TEST(DocxOut, EqualBlocksGiveEqualBytes) {
  const std::vector<DocxBlock> blocks = {{Style::title, 1, {{"困境"}}},
                                         {Style::item, 2, {{"x", Look::soft}}}};
  const std::string once = must(docx_of(blocks, "t", "zh"));
  EXPECT_EQ(once, must(docx_of(blocks, "t", "zh")));
  EXPECT_NE(once, must(docx_of(blocks, "u", "zh")));
  EXPECT_TRUE(once.starts_with("PK"));
}

TEST(DocxOut, NothingAtAllIsADocumentToo) {
  Docx made({});
  EXPECT_FALSE(made.body.child("w:sectPr").empty());
}

}  // namespace
}  // namespace gloss::exchange
