// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/docx_out.h"

#include <fmt/format.h>

#include <algorithm>
#include <pugixml.hpp>
#include <string_view>

#include "exchange/docx_parts.h"
#include "exchange/zip_out.h"

namespace gloss::exchange {
namespace {

using docx::set;
using pugi::xml_document;
using pugi::xml_node;

void add_run(xml_node paragraph, const DocxRun& run) {
  using Look = DocxRun::Look;
  if (run.text.empty()) return;
  xml_node node = paragraph.append_child("w:r");
  if (run.look != Look::plain) {
    xml_node properties = node.append_child("w:rPr");
    if (run.look == Look::exact) docx::set_fonts(properties, "Liberation Mono", "SimSun");
    if (run.look == Look::strong) properties.append_child("w:b");
    if (run.look == Look::soft) properties.append_child("w:i");
    if (run.look == Look::marked) {
      set(properties, "w:u", "single");
      xml_node shade = properties.append_child("w:shd");
      shade.append_attribute("w:val") = "clear";
      shade.append_attribute("w:color") = "auto";
      shade.append_attribute("w:fill") = "FFF2B8";
    }
  }
  std::string_view rest = run.text;
  while (true) {
    const std::size_t end = rest.find('\n');
    xml_node text = node.append_child("w:t");
    text.append_attribute("xml:space") = "preserve";
    text.text() = docx::without_controls(rest.substr(0, end)).c_str();
    if (end == std::string_view::npos) return;
    node.append_child("w:br");
    rest.remove_prefix(end + 1);
  }
}

std::string style_id(const DocxBlock& block) {
  using Kind = DocxBlock::Style;
  switch (block.style) {
    case Kind::title:
      return "Title";
    case Kind::heading:
      return fmt::format("Heading{}", std::clamp(block.level, 1, 4));
    case Kind::note:
      return "Note";
    case Kind::quotation:
      return "Quote";
    case Kind::whose:
      return "QuoteSource";
    case Kind::item:
      return "ListBullet";
    case Kind::caption:
      return "Caption";
    case Kind::table:
      return "TableText";
    case Kind::body:
      break;
  }
  return "BodyText";
}

void add_paragraph(xml_node body, const DocxBlock& block) {
  xml_node paragraph = body.append_child("w:p");
  xml_node properties = paragraph.append_child("w:pPr");
  set(properties, "w:pStyle", style_id(block).c_str());
  if (block.style == DocxBlock::Style::item) {
    xml_node list = properties.append_child("w:numPr");
    set(list, "w:ilvl", std::clamp(block.level, 1, 4) - 1);
    set(list, "w:numId", 1);
  }
  for (const DocxRun& run : block.runs) add_run(paragraph, run);
}

void add_cell(xml_node row, const std::string& text, bool number, bool head) {
  xml_node cell = row.append_child("w:tc");
  xml_node width = cell.append_child("w:tcPr").append_child("w:tcW");
  width.append_attribute("w:w") = 0;
  width.append_attribute("w:type") = "auto";
  xml_node paragraph = cell.append_child("w:p");
  xml_node properties = paragraph.append_child("w:pPr");
  set(properties, "w:pStyle", "TableText");
  if (number) set(properties, "w:jc", "right");
  add_run(paragraph, {text, head ? DocxRun::Look::strong : DocxRun::Look::plain});
}

void add_table(xml_node body, const DocxBlock& block) {
  if (block.rows.empty()) return;
  xml_node table = body.append_child("w:tbl");
  xml_node properties = table.append_child("w:tblPr");
  set(properties, "w:tblStyle", "TableGrid");
  xml_node width = properties.append_child("w:tblW");
  width.append_attribute("w:w") = 0;
  width.append_attribute("w:type") = "auto";
  xml_node grid = table.append_child("w:tblGrid");
  for (std::size_t c = 0; c < block.rows.front().size(); ++c) grid.append_child("w:gridCol");
  for (std::size_t r = 0; r < block.rows.size(); ++r) {
    xml_node row = table.append_child("w:tr");
    xml_node of_row = row.append_child("w:trPr");
    of_row.append_child("w:cantSplit");
    if (r == 0) of_row.append_child("w:tblHeader");
    for (std::size_t c = 0; c < block.rows[r].size(); ++c)
      add_cell(row, block.rows[r][c], c < block.numbers.size() && block.numbers[c], r == 0);
  }
  set(body.append_child("w:p").append_child("w:pPr"), "w:pStyle", "BodyText");
}

std::string document_part(const std::vector<DocxBlock>& blocks) {
  xml_document document;
  xml_node body = docx::begin(document, "w:document", "xmlns:w", docx::main_space).append_child("w:body");
  for (const DocxBlock& block : blocks)
    block.style == DocxBlock::Style::table ? add_table(body, block) : add_paragraph(body, block);
  xml_node section = body.append_child("w:sectPr");
  xml_node size = section.append_child("w:pgSz");  // A4
  size.append_attribute("w:w") = 11906;
  size.append_attribute("w:h") = 16838;
  xml_node margin = section.append_child("w:pgMar");
  for (const char* side : {"w:top", "w:right", "w:bottom", "w:left"}) margin.append_attribute(side) = 1304;
  for (const char* side : {"w:header", "w:footer"}) margin.append_attribute(side) = 709;
  margin.append_attribute("w:gutter") = 0;
  return docx::bytes_of(document);
}

}  // namespace

Result<std::string> docx_of(const std::vector<DocxBlock>& blocks, const std::string& title,
                            const std::string& language) {
  return zip_of({{"[Content_Types].xml", docx::types_part()},
                 {"_rels/.rels", docx::package_relations()},
                 {"word/document.xml", document_part(blocks)},
                 {"word/_rels/document.xml.rels", docx::document_relations()},
                 {"word/styles.xml", docx::styles_part(language)},
                 {"word/numbering.xml", docx::numbering_part()},
                 {"word/settings.xml", docx::settings_part()},
                 {"docProps/core.xml", docx::core_part(title)}});
}

}  // namespace gloss::exchange
