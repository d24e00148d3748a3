// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/page_parts.h"

#include <fmt/format.h>

#include <algorithm>

#include "report/base_lines.h"
#include "report/grouped.h"

namespace gloss::report {
namespace {

bool is_color(const std::string& color) {
  return color.size() == 7 && color[0] == '#' &&
         color.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string::npos;
}

/// Whether a Chinese character stands in the text, and no kana that would make it Japanese.
bool looks_chinese(std::string_view text) {
  bool han = false;
  for (std::size_t i = 0; i + 2 < text.size(); ++i) {
    const auto first = static_cast<unsigned char>(text[i]), second = static_cast<unsigned char>(text[i + 1]);
    if (first == 0xE3 && second >= 0x81 && second <= 0x83) return false;                    // U+3040..30FF
    if ((first == 0xE3 && second >= 0x90) || (first >= 0xE4 && first <= 0xE9)) han = true;  // U+3400..9FFF
  }
  return han;
}

std::string first_part(const std::string& language) { return language.substr(0, language.find('-')); }

}  // namespace

Page::Page(const PageInput& its_input) : input(its_input), codes(its_input.codes) {
  const std::size_t count = codes.size();
  depth.resize(count), branch.resize(count), has_children.resize(count), color_of.resize(count);
  own.resize(count), all.resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    PageCode& code = codes[i];
    const auto self = static_cast<std::int32_t>(i);
    if (code.name.empty()) code.name = code.id.substr(code.id.rfind('/') + 1);
    if (code.parent >= self) code.parent = -1;
    const bool outermost = code.parent < 0;
    const auto parent = static_cast<std::size_t>(outermost ? 0 : code.parent);
    depth[i] = outermost ? 0 : depth[parent] + 1;
    branch[i] = outermost ? self : branch[parent];
    if (outermost)
      branches.push_back(self);
    else
      has_children[parent] = true;
    if (!is_color(code.color)) code.color = outermost ? "#7a756c" : codes[parent].color;
    const auto color = std::find(colors.begin(), colors.end(), code.color);
    color_of[i] = static_cast<std::size_t>(color - colors.begin());
    if (color == colors.end()) colors.push_back(code.color);
  }
  bool some_without_group = false;
  for (std::size_t p = 0; p < input.passages.size(); ++p) {
    const auto passage = static_cast<std::int32_t>(p);
    const auto add = [&](PassagesOfCode& list) {
      if (list.empty() || list.back() != passage) list.push_back(passage);
    };
    for (const PageCoding& coding : input.passages[p].codings) {
      add(own[static_cast<std::size_t>(coding.code)]);
      for (auto code = coding.code; code >= 0; code = codes[static_cast<std::size_t>(code)].parent)
        add(all[static_cast<std::size_t>(code)]);
    }
    some_without_group = some_without_group || input.passages[p].group < 0;
  }
  for (const PageGroup& group : input.groups) group_names.push_back(group.name);
  if (some_without_group || input.groups.empty()) group_names.emplace_back(say("no group", "未分组"));
}

std::size_t Page::group_of(const PagePassage& passage) const {
  return passage.group < 0 ? input.groups.size() : static_cast<std::size_t>(passage.group);
}

std::int64_t Page::base_of_group(std::size_t group) const {
  if (group < input.groups.size()) return input.groups[group].passages;
  std::int64_t rest = input.base_passages;
  for (const PageGroup& other : input.groups) rest -= other.passages;
  return rest;
}

bool Page::is_within(std::int32_t code, std::int32_t ancestor) const {
  while (code >= 0 && code != ancestor) code = codes[static_cast<std::size_t>(code)].parent;
  return code >= 0;
}

std::string_view Page::say(std::string_view english, std::string_view chinese) const {
  return in_language(input.language, english, chinese);
}

std::string Page::count_of_passages(std::int64_t number) const {
  return fmt::format("{}{}", grouped(number), say(number == 1 ? " passage" : " passages", " 个段落"));
}

std::string Page::language_of(std::string_view text) const {
  return looks_chinese(text) && first_part(input.language) != "zh" ? "zh" : "";
}

std::string Page::language_of(const PageSource& source) const {
  return source.language == "und" || source.language == input.language ? "" : source.language;
}

std::string Page::color_class(std::int32_t code) const {
  return fmt::format("b{}", color_of[static_cast<std::size_t>(code)]);
}

std::string Page::looks(std::int32_t code, std::int32_t top) const {
  const auto i = static_cast<std::size_t>(code);
  const std::int32_t below = depth[i] - depth[static_cast<std::size_t>(top)];
  return fmt::format("{} d{}{}", color_class(code), std::min(below, 4), has_children[i] ? " parent" : "");
}

std::string code_place(std::int32_t code) { return fmt::format("c{}", code); }
std::string group_place(std::int32_t code, std::size_t group) { return fmt::format("c{}g{}", code, group); }
std::string passage_place(std::int32_t code, std::int32_t passage) {
  return fmt::format("c{}p{}", code, passage);
}
std::string bar_place(std::int32_t code) { return fmt::format("f{}", code); }

std::string percent(std::int64_t part, std::int64_t whole) {
  if (whole <= 0) return {};
  return fmt::format("{:.1f} %", 100.0 * static_cast<double>(part) / static_cast<double>(whole));
}

void open_table(HtmlWriter& out, std::string_view caption, const std::string& id, const std::string& look) {
  out.line().open("div", {{"class", "wide"}, {"tabindex", "0"}, {"role", "region"}, {"aria-labelledby", id}});
  out.open("table", {{"class", look}}).element("caption", caption, {{"id", id}});
}

void close_table(HtmlWriter& out) { out.close("tbody").close("table").close("div"); }

void write_code_heading(HtmlWriter& out, const Page& page, std::int32_t code, std::int32_t top) {
  const std::string& name = page.codes[static_cast<std::size_t>(code)].name;
  out.open("th", {{"scope", "row"}, {"class", page.looks(code, top)}});
  out.link(code_place(code), name, {{"lang", page.language_of(name)}}).close("th");
}

void write_rest(HtmlWriter& out, const Page& page, std::size_t shown, std::size_t all) {
  if (shown == all) return;
  const std::string_view words =
      page.say("Shown here: {} of {}, evenly spread over the sources. All of them: codings.csv.",
               "此处显示 {} 个，共 {} 个，按来源均匀抽取；全部见 codings.csv。");
  out.element("p", fmt::format(fmt::runtime(words), shown, grouped(static_cast<std::int64_t>(all))),
              {{"class", "note"}});
}

void write_left_out(HtmlWriter& out, const Page& page, std::size_t codes) {
  if (codes == 0) return;
  const std::string number = grouped(static_cast<std::int64_t>(codes));
  const std::string english =
      codes == 1 ? "One code is left out: it has no passage, or there is no room."
                 : number + " codes are left out: they have no passage, or there is no room.";
  out.element("p", page.say(english, "略去 " + number + " 个没有段落或排不下的编码。"), {{"class", "note"}});
}

}  // namespace gloss::report
