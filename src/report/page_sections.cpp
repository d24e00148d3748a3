// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/page_sections.h"

#include <algorithm>
#include <set>

namespace gloss::report {
namespace {

std::string place_from(const std::string& id) {
  std::string place = "report-";
  for (const char c : id.substr(0, 60)) {
    const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    place += kept ? c : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : '-';
  }
  return place;
}

void write_lines(HtmlWriter& out, const Page& page, const std::vector<std::string>& lines, const char* look) {
  for (const std::string& line : lines)
    out.line().element("p", line, {{"class", look}, {"lang", page.language_of(line)}});
}

void write_picture(HtmlWriter& out, const Page& page, const std::string& place, const PagePicture& picture) {
  if (picture.svg.empty()) {
    out.line().element("p", page.say("The picture could not be taken into this page.", "图无法放入本页。"),
                       {{"class", "note"}});
    return;
  }
  out.line().open("div", {{"class", "wide picture"},
                          {"tabindex", "0"},
                          {"role", "region"},
                          {"aria-label", std::string(page.say("Picture", "图"))},
                          {"id", place + "-v"}});
  out.append(picture.svg).close("div");
}

}  // namespace

std::vector<std::string> section_places(const std::vector<PageSection>& sections) {
  std::vector<std::string> places;
  std::set<std::string> taken;
  for (const PageSection& section : sections) {
    const std::string place = place_from(section.id);
    std::string tried = place;
    for (std::size_t number = 2; !taken.insert(tried).second; ++number)
      tried = place + "--" + std::to_string(number);
    places.push_back(tried);
  }
  return places;
}

PageSections write_sections(const Page& page, std::size_t bytes_of_rows) {
  const auto& sections = page.input.sections;
  PageSections made;
  made.places = section_places(sections);
  const auto rows = rows_with_room(sections, bytes_of_rows);
  HtmlWriter out;
  for (std::size_t i = 0; i < sections.size(); ++i) {
    const PageSection& section = sections[i];
    const std::string& place = made.places[i];
    out.line().open("section", {{"id", place}, {"class", "report"}, {"aria-labelledby", place + "_h"}});
    out.element("h2", section.title, {{"id", place + "_h"}, {"lang", page.language_of(section.title)}});
    write_lines(out, page, section.lines, "base");
    if (!section.picture.empty()) {
      const PagePicture picture = picture_on_page(section.picture, place + "_");
      write_picture(out, page, place + "_", picture);
      made.style += picture.style;
    }
    write_section_table(out, page, section, place + "_", rows[i]);
    write_lines(out, page, section.notes, "note");
    if (!section.file.empty())
      out.line()
          .open("p", {{"class", "note"}})
          .text(page.say("The same as a file: ", "同一张表的文件："))
          .element("code", section.file)
          .close("p");
    out.close("section");
  }
  made.html = out.take();
  return made;
}

}  // namespace gloss::report
