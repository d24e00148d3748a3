// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/docx_parts.h"

#include <fmt/format.h>

#include <array>
#include <sstream>

namespace gloss::exchange::docx {
namespace {

using pugi::xml_document;
using pugi::xml_node;

constexpr const char* relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr const char* package = "http://schemas.openxmlformats.org/package/2006/";
constexpr const char* office_types = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

struct Style {
  const char *id, *name;
  const char* based_on;
  int size;  ///< half points; 0 = as what it is based on
  bool bold, italic;
  int before, after, indent;  ///< twentieths of a point
  int outline;                ///< level in the table of contents; -1 = none
  bool own = false;           ///< no word processor knows it by its name
};
constexpr std::array docx_styles = {
    Style{"Title", "Title", "Normal", 36, true, false, 0, 120, 0, -1},
    Style{"Heading1", "heading 1", "Normal", 30, true, false, 360, 120, 0, 0},
    Style{"Heading2", "heading 2", "Normal", 26, true, false, 280, 100, 0, 1},
    Style{"Heading3", "heading 3", "Normal", 23, true, false, 220, 80, 0, 2},
    Style{"Heading4", "heading 4", "Normal", 22, true, true, 180, 60, 0, 3},
    Style{"BodyText", "Body Text", "Normal", 0, false, false, 0, 120, 0, -1},
    Style{"Note", "Note", "Normal", 18, false, false, 0, 60, 0, -1, true},
    Style{"Quote", "Quote", "Normal", 0, false, false, 60, 40, 500, -1},
    Style{"QuoteSource", "Quote Source", "Quote", 18, false, false, 0, 160, 500, -1, true},
    Style{"ListBullet", "List Bullet", "Normal", 0, false, false, 0, 40, 0, -1},
    Style{"Caption", "caption", "Normal", 20, true, false, 160, 60, 0, -1},
    Style{"TableText", "Table Text", "Normal", 18, false, false, 20, 20, 0, -1, true},
};

void add_style(xml_node all, const Style& style) {
  xml_node node = all.append_child("w:style");
  node.append_attribute("w:type") = "paragraph";
  node.append_attribute("w:styleId") = style.id;
  if (style.own) node.append_attribute("w:customStyle") = 1;
  set(node, "w:name", style.name);
  set(node, "w:basedOn", style.based_on);
  node.append_child("w:qFormat");
  xml_node paragraph = node.append_child("w:pPr");
  if (style.outline >= 0) paragraph.append_child("w:keepNext");
  if (std::string_view(style.id) == "Quote") paragraph.append_child("w:keepLines");
  xml_node spacing = paragraph.append_child("w:spacing");
  spacing.append_attribute("w:before") = style.before;
  spacing.append_attribute("w:after") = style.after;
  if (style.indent > 0) paragraph.append_child("w:ind").append_attribute("w:left") = style.indent;
  if (style.outline >= 0) set(paragraph, "w:outlineLvl", style.outline);
  xml_node run = node.append_child("w:rPr");
  if (style.bold) run.append_child("w:b");
  if (style.italic) run.append_child("w:i");
  if (style.size > 0) set(run, "w:sz", style.size);
}

/// What belongs to a part: (type, target).
std::string relations_part(const std::vector<std::pair<std::string, const char*>>& targets) {
  xml_document document;
  const std::string space = std::string(package) + "relationships";
  xml_node all = begin(document, "Relationships", "xmlns", space.c_str());
  for (std::size_t i = 0; i < targets.size(); ++i) {
    xml_node node = all.append_child("Relationship");
    node.append_attribute("Id") = fmt::format("r{}", i + 1).c_str();
    node.append_attribute("Type") = targets[i].first.c_str();
    node.append_attribute("Target") = targets[i].second;
  }
  return bytes_of(document);
}

}  // namespace

std::string without_controls(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (static_cast<unsigned char>(c) >= 0x20 || c == '\t') out += c;
  // U+FFFE and U+FFFF are no characters of XML either.
  for (const std::string_view bad : {"\xEF\xBF\xBE", "\xEF\xBF\xBF"})
    for (std::size_t at; (at = out.find(bad)) != std::string::npos;) out.replace(at, 3, "\xEF\xBF\xBD");
  return out;
}

std::string bytes_of(const xml_document& document) {
  std::ostringstream out;
  document.save(out, "", pugi::format_raw, pugi::encoding_utf8);
  return out.str();
}

xml_node begin(xml_document& document, const char* root, const char* space_name, const char* space) {
  xml_node declaration = document.append_child(pugi::node_declaration);
  declaration.append_attribute("version") = "1.0";
  declaration.append_attribute("encoding") = "UTF-8";
  declaration.append_attribute("standalone") = "yes";
  xml_node node = document.append_child(root);
  node.append_attribute(space_name) = space;
  return node;
}

void set(xml_node parent, const char* name, const char* value) {
  parent.append_child(name).append_attribute("w:val") = value;
}
void set(xml_node parent, const char* name, int value) { set(parent, name, std::to_string(value).c_str()); }

void set_fonts(xml_node properties, const char* latin, const char* chinese) {
  xml_node fonts = properties.append_child("w:rFonts");
  fonts.append_attribute("w:ascii") = latin;
  fonts.append_attribute("w:hAnsi") = latin;
  fonts.append_attribute("w:cs") = latin;
  fonts.append_attribute("w:eastAsia") = chinese;
}

std::string styles_part(const std::string& language) {
  xml_document document;
  xml_node all = begin(document, "w:styles", "xmlns:w", main_space);
  xml_node run = all.append_child("w:docDefaults").append_child("w:rPrDefault").append_child("w:rPr");
  set_fonts(run, "Times New Roman", "SimSun");
  set(run, "w:sz", 22);
  xml_node languages = run.append_child("w:lang");
  languages.append_attribute("w:val") = language == "zh" ? "en-US" : "en-GB";
  languages.append_attribute("w:eastAsia") = "zh-CN";
  xml_node normal = all.append_child("w:style");
  normal.append_attribute("w:type") = "paragraph";
  normal.append_attribute("w:default") = 1;
  normal.append_attribute("w:styleId") = "Normal";
  set(normal, "w:name", "Normal");
  for (const Style& style : docx_styles) add_style(all, style);
  xml_node table = all.append_child("w:style");
  table.append_attribute("w:type") = "table";
  table.append_attribute("w:styleId") = "TableGrid";
  set(table, "w:name", "Table Grid");
  xml_node borders = table.append_child("w:tblPr").append_child("w:tblBorders");
  for (const char* side : {"w:top", "w:bottom", "w:insideH"}) {
    xml_node line = borders.append_child(side);
    line.append_attribute("w:val") = "single";
    line.append_attribute("w:sz") = 4;
    line.append_attribute("w:color") = "A0A0A0";
  }
  return bytes_of(document);
}

std::string numbering_part() {
  xml_document document;
  xml_node all = begin(document, "w:numbering", "xmlns:w", main_space);
  xml_node kind = all.append_child("w:abstractNum");
  kind.append_attribute("w:abstractNumId") = 0;
  set(kind, "w:multiLevelType", "hybridMultilevel");
  for (int level = 0; level < 4; ++level) {
    xml_node node = kind.append_child("w:lvl");
    node.append_attribute("w:ilvl") = level;
    set(node, "w:start", 1);
    set(node, "w:numFmt", "bullet");
    set(node, "w:lvlText", level % 2 == 0 ? "•" : "–");
    set(node, "w:lvlJc", "left");
    xml_node indent = node.append_child("w:pPr").append_child("w:ind");
    indent.append_attribute("w:left") = 400 * (level + 1);
    indent.append_attribute("w:hanging") = 280;
  }
  xml_node number = all.append_child("w:num");
  number.append_attribute("w:numId") = 1;
  set(number, "w:abstractNumId", 0);
  return bytes_of(document);
}

/// Without it Word lays the text out as its 2007 version did, and says so in the title bar.
std::string settings_part() {
  xml_document document;
  xml_node compatible = begin(document, "w:settings", "xmlns:w", main_space)
                            .append_child("w:compat")
                            .append_child("w:compatSetting");
  compatible.append_attribute("w:name") = "compatibilityMode";
  compatible.append_attribute("w:uri") = "http://schemas.microsoft.com/office/word";
  compatible.append_attribute("w:val") = 15;
  return bytes_of(document);
}

std::string core_part(const std::string& title) {
  xml_document document;
  const std::string space = std::string(package) + "metadata/core-properties";
  xml_node all = begin(document, "cp:coreProperties", "xmlns:cp", space.c_str());
  all.append_attribute("xmlns:dc") = "http://purl.org/dc/elements/1.1/";
  all.append_child("dc:title").text() = without_controls(title).c_str();
  return bytes_of(document);
}

std::string types_part() {
  xml_document document;
  const std::string space = std::string(package) + "content-types";
  xml_node all = begin(document, "Types", "xmlns", space.c_str());
  const auto add = [&](const char* kind, const char* key, const char* name, const std::string& type) {
    xml_node node = all.append_child(kind);
    node.append_attribute(key) = name;
    node.append_attribute("ContentType") = type.c_str();
  };
  add("Default", "Extension", "rels", "application/vnd.openxmlformats-package.relationships+xml");
  add("Default", "Extension", "xml", "application/xml");
  for (const auto& [part, type] : {std::pair{"document", "document.main"},
                                   {"styles", "styles"},
                                   {"numbering", "numbering"},
                                   {"settings", "settings"}})
    add("Override", "PartName", fmt::format("/word/{}.xml", part).c_str(),
        fmt::format("{}{}+xml", office_types, type));
  add("Override", "PartName", "/docProps/core.xml",
      "application/vnd.openxmlformats-package.core-properties+xml");
  return bytes_of(document);
}

std::string package_relations() {
  return relations_part(
      {{std::string(relations) + "/officeDocument", "word/document.xml"},
       {std::string(package) + "relationships/metadata/core-properties", "docProps/core.xml"}});
}

std::string document_relations() {
  const std::string of_office = std::string(relations) + "/";
  return relations_part({{of_office + "styles", "styles.xml"},
                         {of_office + "numbering", "numbering.xml"},
                         {of_office + "settings", "settings.xml"}});
}

}  // namespace gloss::exchange::docx
