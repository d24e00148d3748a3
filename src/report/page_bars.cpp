// SPDX-License-Identifier: GPL-3.0-or-later
// How often each code occurs: one bar per code, by branch of the codebook. The picture is a table, so the
// browser sets the labels (nothing can overlap) and a screen reader reads the numbers.
#include <algorithm>

#include "report/grouped.h"
#include "report/page_parts.h"

namespace gloss::report {
namespace {

constexpr std::int64_t bar_units = 1000;

void write_row(HtmlWriter& out, const Page& page, std::int32_t code, std::int64_t longest) {
  const auto i = static_cast<std::size_t>(code);
  const PageCode& it = page.codes[i];
  std::string looks = page.color_class(code) + " d" + std::to_string(std::min(page.depth[i], 4));
  if (page.has_children[i]) looks += " parent";
  if (it.passages == 0) looks += " none";
  out.line().open("tr", {{"id", bar_place(code)}, {"class", looks}, {"data-n", std::to_string(it.passages)}});
  out.open("th", {{"scope", "row"}});
  out.link(code_place(code), it.name, {{"lang", page.language_of(it.name)}}).close("th");
  out.open("td", {{"class", "bar"}});
  if (it.passages > 0) {
    const std::int64_t width =
        std::max<std::int64_t>(4, it.passages * bar_units / std::max<std::int64_t>(longest, 1));
    out.open_link(code_place(code), {{"tabindex", "-1"}, {"aria-hidden", "true"}});
    out.open(
        "svg",
        {{"viewBox", "0 0 1000 10"}, {"preserveAspectRatio", "none"}, {"width", "100%"}, {"height", "12"}});
    out.lone("rect", {{"width", std::to_string(width)}, {"height", "10"}});
    out.close("svg").close("a");
  }
  out.close("td");
  out.element("td", grouped(it.passages), {{"class", "n"}});
  out.element("td", it.passages == 0 ? "" : percent(it.passages, page.input.base_passages), {{"class", "n"}});
  for (const std::int64_t number : {it.codings, it.sources, it.speakers})
    out.element("td", grouped(number), {{"class", "n"}});
  out.close("tr");
}

}  // namespace

void write_bars(HtmlWriter& out, const Page& page) {
  std::int64_t longest = 0;
  for (const PageCode& code : page.codes) longest = std::max(longest, code.passages);
  out.line().open("section", {{"id", "frequency"}, {"aria-labelledby", "frequency-h"}});
  out.element("h2", page.say("How often each code occurs", "各编码的频次"), {{"id", "frequency-h"}});
  out.element(
      "p",
      page.say("A bar counts the passages of the base that carry the code. A parent, drawn hollow, counts "
               "the passages of all codes below it, each passage once. A bar opens its passages.",
               "条形表示范围内带有该编码的段落数。上级编码（空心条）计入其下所有编码的段落，"
               "每个段落只计一次。点击条形查看段落。"),
      {{"class", "note"}});
  out.line().open("p", {{"class", "tool"}, {"hidden", "hidden"}}).open("label", {{"for", "order"}});
  out.text(page.say("Order", "排序")).close("label").text(" ").open("select", {{"id", "order"}});
  out.element("option", page.say("as in the codebook", "按编码手册"), {{"value", "codebook"}});
  out.element("option", page.say("most passages first", "段落多者在前"), {{"value", "passages"}});
  out.close("select").close("p");
  open_table(out, page.say("Frequency of codes", "编码频次"), "frequency-c", "bars");
  out.open("thead").open("tr").element("th", page.say("Code", "编码"), {{"scope", "col"}});
  out.open("th", {{"scope", "col"}, {"colspan", "2"}}).text(page.say("Passages", "段落")).close("th");
  for (const auto& heading : {page.say("Share", "占比"), page.say("Codings", "编码次数"),
                              page.say("Sources", "来源"), page.say("Speakers", "说话者")})
    out.element("th", heading, {{"scope", "col"}, {"class", "n"}});
  out.close("tr").close("thead").open("tbody", {{"id", "bars"}});
  for (std::size_t i = 0; i < page.codes.size(); ++i)
    write_row(out, page, static_cast<std::int32_t>(i), longest);
  close_table(out);
  out.close("section");
}

}  // namespace gloss::report
