// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of a Word file that are the same whatever stands in it, and what all parts are written with.
#pragma once

#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gloss::exchange::docx {

inline constexpr const char* main_space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// XML 1.0 has no control characters but tab and line ends.
std::string without_controls(std::string_view text);
std::string bytes_of(const pugi::xml_document& document);
/// The root of a new part, with its name space: begin(document, "w:document", "xmlns:w", main_space).
pugi::xml_node begin(pugi::xml_document& document, const char* root, const char* space_name,
                     const char* space);
/// <name w:val="value"/>
void set(pugi::xml_node parent, const char* name, const char* value);
void set(pugi::xml_node parent, const char* name, int value);
/// Latin and Chinese letters have fonts of their own; without the second, Word takes any that it finds.
void set_fonts(pugi::xml_node properties, const char* latin, const char* chinese);

std::string styles_part(const std::string& language);
std::string numbering_part();
std::string settings_part();
std::string core_part(const std::string& title);
/// [Content_Types].xml
std::string types_part();
/// _rels/.rels and word/_rels/document.xml.rels
std::string package_relations();
std::string document_relations();

}  // namespace gloss::exchange::docx
