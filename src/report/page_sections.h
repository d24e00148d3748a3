// SPDX-License-Identifier: GPL-3.0-or-later
// The sections of the page that hold other reports: each a picture and a table that can be ordered and
// searched.
//
// A short table is plain HTML, to which the script adds its controls. A long one brings its first rows as
// HTML, for who has no scripts, and all of them as data, of which the script shows a window: 100,000 rows
// cost the browser as much as the forty that are seen.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/page_parts.h"

namespace gloss::report {

/// Tables of up to so many rows are plain HTML.
constexpr std::size_t most_plain_rows = 300;
/// Of a longer one, so many are.
constexpr std::size_t first_rows = 50;

/// A picture as it can stand within a page beside others.
struct PagePicture {
  std::string svg;    ///< without its style; empty = the picture is not one of ours, and is left out
  std::string style;  ///< for this picture alone
};
/// Names (ids, classes) get the place before them and styles hold below the element with that id only, so
/// that no picture dresses another or the page. REQUIRES: place is letters, digits, "-" and "_".
PagePicture picture_on_page(std::string_view svg, const std::string& place);

/// Where each section stands on the page: "report-circles". Distinct; lower-case letters, digits and hyphens.
std::vector<std::string> section_places(const std::vector<PageSection>& sections);

/// Per section, the rows of its long table that the page has room for. Short tables take what they need, the
/// others share the rest evenly.
std::vector<std::size_t> rows_with_room(const std::vector<PageSection>& sections, std::size_t most_bytes);

void write_section_table(HtmlWriter& out, const Page& page, const PageSection& section,
                         const std::string& place, std::size_t rows);

struct PageSections {
  std::string html;
  std::string style;                ///< of all pictures
  std::vector<std::string> places;  ///< by section
};
PageSections write_sections(const Page& page, std::size_t bytes_of_rows);

std::string_view section_style();
std::string_view table_script();

}  // namespace gloss::report
