// SPDX-License-Identifier: GPL-3.0-or-later
// The heat map: codes of two branches in the same passage. A table whose cells hold their number over one of
// five shades; the browser sets the labels, so none can lie on another.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "report/grouped.h"
#include "report/page_parts.h"

namespace gloss::report {
namespace {

constexpr std::int64_t shades = 5;

/// 1 (pale) to 5; few different numbers keep apart what little there is.
std::int64_t shade(std::int64_t number, std::int64_t largest) {
  return largest < shades ? number : (number * shades + largest - 1) / largest;
}

std::string shade_class(std::int64_t number, std::int64_t largest) {
  return fmt::format("h{}", shade(number, largest));
}

void write_legend(HtmlWriter& out, const Page& page, std::int64_t largest) {
  if (largest == 0) return;
  out.line().open("p", {{"class", "legend"}}).text(page.say("Passages: ", "段落数："));
  for (std::int64_t level = 1, low = 1; level <= shades && low <= largest; ++level) {
    std::int64_t high = low - 1;
    while (high < largest && shade(high + 1, largest) == level) ++high;
    if (high < low) continue;
    out.element("span", low == high ? grouped(low) : grouped(low) + "–" + grouped(high),
                {{"class", fmt::format("key h{}", level)}});
    out.text(" ");
    low = high + 1;
  }
  out.close("p");
}

void write_pair(HtmlWriter& out, const Page& page, const PagePair* pair, bool sums, std::int64_t largest) {
  if (pair == nullptr) {
    out.element("td", "·", {{"class", sums ? "zero parent" : "zero"}});
    return;
  }
  out.open("td", {{"class", sums ? "parent" : shade_class(pair->both, largest)}});
  std::string shared;
  if (pair->shared > 0) shared = fmt::format(" ({})", grouped(pair->shared));
  const auto& row = page.codes[static_cast<std::size_t>(pair->row)].name;
  const auto& column = page.codes[static_cast<std::size_t>(pair->column)].name;
  out.link(pair->place, grouped(pair->both) + shared,
           {{"title", fmt::format("{} × {}: {}", row, column, page.count_of_passages(pair->both))}});
  out.close("td");
}

}  // namespace

void write_heat_map(HtmlWriter& out, const Page& page, const PagePairs& pairs) {
  if (pairs.row_branch < 0) return;
  const std::string& row_name = page.codes[static_cast<std::size_t>(pairs.row_branch)].name;
  const std::string& column_name = page.codes[static_cast<std::size_t>(pairs.column_branch)].name;
  std::map<std::pair<std::int32_t, std::int32_t>, const PagePair*> at;
  std::int64_t largest = 0;
  const auto sums = [&](std::int32_t row, std::int32_t column) {
    return page.has_children[static_cast<std::size_t>(row)] ||
           page.has_children[static_cast<std::size_t>(column)];
  };
  for (const PagePair& pair : pairs.pairs) {
    at[{pair.row, pair.column}] = &pair;
    if (!sums(pair.row, pair.column)) largest = std::max(largest, pair.both);
  }
  out.line().open("section", {{"id", "together"}, {"aria-labelledby", "together-h"}});
  out.element("h2", row_name + " × " + column_name,
              {{"id", "together-h"}, {"lang", page.language_of(row_name)}});
  out.element(
      "p",
      page.say("A cell counts the passages that carry both codes, and opens them. Sums over the codes "
               "below a parent are not shaded. In brackets: passages where the two rest on the same words.",
               "单元格表示同时带有两个编码的段落数，点击可查看。上级编码的合计不着色。"
               "括号内：两个编码依据相同词语的段落数。"),
      {{"class", "note"}});
  write_legend(out, page, largest);
  open_table(out, page.say("Passages with both codes", "同时带有两个编码的段落"), "together-c", "heat");
  out.open("thead").open("tr").element(
      "th", row_name + " ↓ " + column_name + " →",
      {{"scope", "col"}, {"class", "corner"}, {"lang", page.language_of(row_name)}});
  for (const std::int32_t column : pairs.columns) {
    const std::string& name = page.codes[static_cast<std::size_t>(column)].name;
    out.open("th", {{"scope", "col"}, {"class", "column " + page.looks(column, pairs.column_branch)}});
    out.open("span")
        .link(code_place(column), name, {{"lang", page.language_of(name)}})
        .close("span")
        .close("th");
  }
  out.close("tr").close("thead").open("tbody");
  for (const std::int32_t row : pairs.rows) {
    out.line().open("tr");
    write_code_heading(out, page, row, pairs.row_branch);
    for (const std::int32_t column : pairs.columns) {
      const auto found = at.find({row, column});
      write_pair(out, page, found == at.end() ? nullptr : found->second, sums(row, column), largest);
    }
    out.close("tr");
  }
  close_table(out);
  write_left_out(out, page, pairs.rows_left_out + pairs.columns_left_out);
  out.close("section");
}

}  // namespace gloss::report
