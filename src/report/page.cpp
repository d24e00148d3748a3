// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/page.h"

#include <fmt/format.h>

#include <algorithm>

#include "report/grouped.h"
#include "report/page_parts.h"
#include "report/page_sections.h"

namespace gloss::report {
namespace {

void write_head(HtmlWriter& out, const Page& page, const std::string& style,
                const std::string& style_of_pictures, const std::string& script) {
  const std::string pictures =
      style_of_pictures.empty() ? "" : fmt::format(" '{}'", csp_hash(style_of_pictures));
  out.open("head").line().lone("meta", {{"charset", "utf-8"}});
  out.line().lone(
      "meta",
      {{"http-equiv", "Content-Security-Policy"},
       {"content", fmt::format("default-src 'none'; style-src '{}'{}; script-src '{}'; img-src data:; "
                               "base-uri 'none'; form-action 'none'",
                               csp_hash(style), pictures, csp_hash(script))}});
  out.line().lone("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
  out.line().lone("meta", {{"name", "color-scheme"}, {"content", "light dark"}});
  out.line().lone("meta", {{"name", "referrer"}, {"content", "no-referrer"}});
  out.line().element("title", page.input.title);
  out.line().style(style);
  if (!style_of_pictures.empty()) out.line().style(style_of_pictures);
  out.line().close("head");
}

void write_navigation(HtmlWriter& out, const Page& page, const PagePairs& pairs,
                      const PageSections& sections) {
  out.line()
      .open("nav", {{"aria-label", std::string(page.say("Parts of this page", "本页内容"))}})
      .open("ul");
  const auto item = [&](std::string_view place, std::string_view name) {
    out.open("li").link(place, name).close("li");
  };
  item("coded", page.say("What was coded", "编码范围"));
  item("frequency", page.say("Frequencies", "频次"));
  if (pairs.row_branch >= 0) item("together", page.say("Together", "共现"));
  if (!page.input.groups.empty()) item("groups", page.say("Groups", "分组"));
  item("sources", page.say("Portraits", "画像"));
  item("passages", page.say("Passages by code", "按编码看段落"));
  if (!pairs.pairs.empty()) item("pairs", page.say("Passages by pair", "按编码对看段落"));
  out.close("ul");
  if (!sections.places.empty()) out.line().open("ul", {{"class", "reports"}});
  for (std::size_t i = 0; i < sections.places.size(); ++i)
    item(sections.places[i], page.input.sections[i].title);
  if (!sections.places.empty()) out.close("ul");
  out.close("nav");
}

void write_filter(HtmlWriter& out, const Page& page) {
  out.line().open("p", {{"class", "tool"}, {"hidden", "hidden"}}).open("label", {{"for", "filter"}});
  out.text(page.say("Show passages with", "只显示含有")).close("label").text(" ");
  out.lone("input", {{"id", "filter"}, {"type", "search"}, {"autocomplete", "off"}});
  out.text(" ")
      .element("span", "",
               {{"id", "found"}, {"role", "status"}, {"data-of", std::string(page.say(" of ", " / "))}})
      .close("p");
}

}  // namespace

void write_summary(HtmlWriter& out, const Page& page) {
  const PageInput& input = page.input;
  out.line().open("section", {{"id", "coded"}, {"aria-labelledby", "coded-h"}});
  out.element("h2", page.say("What was coded", "编码范围"), {{"id", "coded-h"}}).line().open("dl");
  const auto number = [&](std::string_view name, std::int64_t value, const std::string& more) {
    out.open("div").element("dt", name).open("dd").text(grouped(value));
    if (!more.empty()) out.element("small", " " + more);
    out.close("dd").close("div");
  };
  const auto coded = static_cast<std::int64_t>(input.passages.size());
  const auto used =
      std::count_if(page.own.begin(), page.own.end(), [](const auto& own) { return !own.empty(); });
  number(page.say("Sources", "来源"), static_cast<std::int64_t>(input.sources.size()), "");
  number(page.say("Speakers", "说话者"), input.base_speakers, "");
  number(page.say("Passages", "段落"), input.base_passages, "");
  number(page.say("Coded passages", "已编码段落"), coded, percent(coded, input.base_passages));
  number(page.say("Codings", "编码次数"), input.base_codings, "");
  number(page.say("Codes in use", "用到的编码"), used,
         fmt::format("{}{}", page.say("of ", "共 "), page.codes.size()));
  out.close("dl");
  for (const std::string& line : input.lines) out.line().element("p", line, {{"class", "base"}});
  out.close("section");
}

std::string report_page(const PageInput& input, const PageLimits& limits) {
  const Page page(input);
  const PagePairs pairs = count_pairs(page);
  const PassageLists lists = passages_by_code(page, limits.bytes_by_code);
  const PageSections sections = write_sections(page, limits.bytes_of_rows);
  const std::string style = style_sheet(page);
  const std::string script = std::string(page_script()).append(table_script());
  HtmlWriter out;
  out.append("<!DOCTYPE html>\n").open("html", {{"lang", input.language}}).line();
  write_head(out, page, style, sections.style, script);
  out.line().open("body").line().link("main", page.say("Skip to the report", "跳到正文"),
                                      {{"class", "jump"}});
  out.line().open("header").element("h1", input.title, {{"lang", page.language_of(input.title)}});
  write_navigation(out, page, pairs, sections);
  out.close("header").line().open("main", {{"id", "main"}});
  write_summary(out, page);
  write_bars(out, page);
  write_heat_map(out, page, pairs);
  write_groups(out, page);
  write_portraits(out, page, lists, limits.bytes_of_portraits);
  out.line().open("section", {{"id", "passages"}, {"aria-labelledby", "passages-h"}});
  out.element("h2", page.say("Passages by code", "按编码看段落"), {{"id", "passages-h"}});
  out.element(
      "p",
      page.say("Coded words are tinted in the colour of the branch; the words that a rule matched are bold. "
               "Before a passage stands what somebody else said last.",
               "被编码的文字以所属类别的颜色标出，规则匹配到的词语加粗；段落之前是对方的上一句话。"),
      {{"class", "note"}});
  write_filter(out, page);
  out.append(lists.html).close("section");
  if (!pairs.pairs.empty()) {
    out.line().open("section", {{"id", "pairs"}, {"aria-labelledby", "pairs-h"}});
    out.element("h2", page.say("Passages by pair of codes", "按编码对看段落"), {{"id", "pairs-h"}});
    out.append(passages_by_pair(page, pairs, limits.bytes_by_pair)).close("section");
  }
  out.append(sections.html).line().close("main").line().open("footer");
  for (const std::string& line : input.footer) out.element("p", line);
  out.close("footer").line().script(script).line().close("body").close("html").line();
  return out.take();
}

}  // namespace gloss::report
