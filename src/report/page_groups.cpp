// SPDX-License-Identifier: GPL-3.0-or-later
// Codes by group: how many of a group's passages carry a code, in numbers and as a share of its passages.
#include <fmt/format.h>

#include <algorithm>

#include "report/grouped.h"
#include "report/page_parts.h"

namespace gloss::report {
namespace {

constexpr int share_shades = 5;
constexpr std::int64_t small_group = 20;  // passages: in smaller groups a share says too little to be shaded

using Counts = std::vector<std::vector<std::int64_t>>;  // passages, per code and group

Counts count_groups(const Page& page) {
  Counts counts(page.codes.size(), std::vector<std::int64_t>(page.group_names.size()));
  for (std::size_t code = 0; code < page.codes.size(); ++code)
    for (const std::int32_t passage : page.all[code])
      ++counts[code][page.group_of(page.input.passages[static_cast<std::size_t>(passage)])];
  return counts;
}

double share(const Page& page, std::int64_t passages, std::size_t group) {
  const std::int64_t base = page.base_of_group(group);
  return base > 0 ? static_cast<double>(passages) / static_cast<double>(base) : 0.0;
}

double largest_share(const Page& page, const Counts& counts) {
  double largest = 0;
  for (std::size_t code = 0; code < counts.size(); ++code) {
    if (page.has_children[code]) continue;
    for (std::size_t group = 0; group < counts[code].size(); ++group)
      if (page.base_of_group(group) >= small_group)
        largest = std::max(largest, share(page, counts[code][group], group));
  }
  return largest;
}

void write_cell(HtmlWriter& out, const Page& page, std::int32_t code, std::size_t group, std::int64_t number,
                double largest) {
  const bool sum = page.has_children[static_cast<std::size_t>(code)];
  const bool small = page.base_of_group(group) < small_group;
  if (number == 0) {
    out.element("td", "·", {{"class", sum || small ? "zero plain" : "zero"}});
    return;
  }
  const double part = share(page, number, group) / largest;
  int level = 1;
  while (level < share_shades && part * share_shades > level) ++level;
  out.open("td", {{"class", sum ? "parent" : small ? "plain" : fmt::format("h{}", level)}});
  out.open_link(group_place(code, group)).text(grouped(number));
  out.element("small", " " + percent(number, page.base_of_group(group))).close("a").close("td");
}

void write_head(HtmlWriter& out, const Page& page) {
  out.open("thead").open("tr");
  out.element("th", page.say("Code", "编码"), {{"scope", "col"}, {"class", "corner"}});
  for (std::size_t group = 0; group < page.group_names.size(); ++group) {
    const std::string& name = page.group_names[group];
    out.open("th", {{"scope", "col"}, {"class", "group"}});
    out.element("span", name, {{"lang", page.language_of(name)}});
    out.element("small", " n = " + grouped(page.base_of_group(group))).close("th");
  }
  out.close("tr").close("thead");
}

}  // namespace

void write_groups(HtmlWriter& out, const Page& page) {
  if (page.input.groups.empty()) return;
  const Counts counts = count_groups(page);
  const double largest = largest_share(page, counts);
  out.line().open("section", {{"id", "groups"}, {"aria-labelledby", "groups-h"}});
  out.element("h2", page.say("Codes by group", "各组的编码"), {{"id", "groups-h"}});
  const std::string_view note = page.say(
      "Each cell: passages, and their share of the group's passages in the base. Shaded by share, the "
      "darkest "
      "at {:.1f} %; not shaded are sums over the codes below a parent, and groups of less than {} passages.",
      "单元格：段落数及其占该组段落的比例。按比例着色，最深为 {:.1f} %；上级编码的合计和不足 {} "
      "个段落的组不着色。");
  out.element("p", fmt::format(fmt::runtime(note), 100 * largest, small_group), {{"class", "note"}});
  open_table(out, page.say("Passages by code and group", "各组各编码的段落"), "groups-c", "heat");
  write_head(out, page);
  out.open("tbody");
  std::size_t left_out = 0;
  for (std::size_t i = 0; i < page.codes.size(); ++i) {
    if (page.all[i].empty()) {
      ++left_out;
      continue;
    }
    const auto code = static_cast<std::int32_t>(i);
    out.line().open("tr");
    write_code_heading(out, page, code, page.branch[i]);
    for (std::size_t group = 0; group < page.group_names.size(); ++group)
      write_cell(out, page, code, group, counts[i][group], largest);
    out.close("tr");
  }
  close_table(out);
  write_left_out(out, page, left_out);
  out.close("section");
}

}  // namespace gloss::report
