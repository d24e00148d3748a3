// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/found_page.h"

#include <fmt/format.h>

#include <functional>
#include <set>

#include "report/html.h"
#include "report/source_view.h"

namespace gloss::report {
namespace {

constexpr std::string_view found_style = R"css(
:root { color-scheme: light dark; --page: #fff; --ink: #1d1c1a; --soft: #5c5953; --line: #d9d5cd; --mark: #ffe9a8; --edge: #8a6d00; }
* { box-sizing: border-box; }
html { font: 17px/1.55 Charter, "Bitstream Charter", Palatino, "Noto Serif", Georgia, "Liberation Serif", "Songti SC",
    "Noto Serif CJK SC", SimSun, serif; background: var(--page); color: var(--ink); -webkit-text-size-adjust: 100%; }
:lang(zh) { line-height: 1.7; }
body { margin: 0 auto; max-width: 46rem; padding: 2.5rem 1.5rem 4rem; }
.broad { max-width: 76rem; }
h1 { font-size: 1.6rem; line-height: 1.25; font-weight: 600; margin: 0; overflow-wrap: anywhere; }
h1 code { font: .92em/1.3 "SF Mono", Menlo, Consolas, "Liberation Mono", "DejaVu Sans Mono", "Noto Sans Mono CJK SC", monospace; }
.note, h2, th, .at { font-family: "Helvetica Neue", Helvetica, Arial, "Liberation Sans", "PingFang SC", "Microsoft YaHei",
    "Noto Sans CJK SC", sans-serif; }
.note { font-size: .85rem; color: var(--soft); margin: .5rem 0 1.4rem; }
ol { list-style: none; margin: 0; padding: 0; }
li { border-top: 1px solid var(--line); padding: .9rem 0 1rem; break-inside: avoid; }
h2 { font-size: .78rem; font-weight: 400; color: var(--soft); margin: 0 0 .25rem; overflow-wrap: anywhere; }
blockquote { margin: 0; white-space: pre-line; overflow-wrap: break-word; }
mark { background: var(--mark); color: inherit; border-bottom: 2px solid var(--edge); }
.margin { display: flex; flex-wrap: wrap; gap: .4rem 1.6rem; } .margin > div { flex: 1 1 26rem; max-width: 46rem; }
.margin ul { flex: 0 1 18rem; list-style: none; margin: 1.4rem 0 0; padding: 0; font-size: .8rem; }
.margin ul li { border: 0; border-inline-start: 3px solid var(--edge); padding: 0 0 0 .5rem; margin: 0 0 .2rem; }
.heading { font-weight: 600; font-size: 1.15rem; margin: .8rem 0 .6rem; }
.wide { overflow-x: auto; }
.wide:focus-visible { outline: 3px solid var(--edge); outline-offset: 2px; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; line-height: 1.35; }
caption { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; white-space: nowrap; }
th { font-size: .76rem; font-weight: 400; color: var(--soft); text-align: start; padding: .2rem .5rem; }
td { padding: .28rem .3rem; border-top: 1px solid var(--line); white-space: nowrap; }
.at { font-size: .76rem; color: var(--soft); padding-inline-end: .9rem; }
.left { text-align: end; } .node { text-align: center; padding: .28rem 0; }
@media screen and (prefers-color-scheme: dark) {
  :root { --page: #161618; --ink: #e9e6e0; --soft: #aaa69e; --line: #3b3a3c; --mark: #4a3c0c; --edge: #d9b53a; }
}
@media (forced-colors: active) { mark { border-bottom: 2px solid Highlight; } }
@media print { @page { size: A4; margin: 16mm 15mm; } html { font-size: 10pt; } body { max-width: none; padding: 0; } }
)css";

std::string_view say(const FoundPage& page, std::string_view english, std::string_view chinese) {
  return page.language.starts_with("zh") ? chinese : english;
}

std::string whole(const FoundPage& page, std::string_view body_class,
                  const std::function<void(HtmlWriter&)>& content) {
  HtmlWriter out;
  out.append("<!DOCTYPE html>\n").open("html", {{"lang", page.language}}).line().open("head").line();
  out.lone("meta", {{"charset", "utf-8"}}).line();
  out.lone("meta", {{"http-equiv", "Content-Security-Policy"},
                    {"content", fmt::format("default-src 'none'; style-src '{}'; base-uri 'none'; "
                                            "form-action 'none'",
                                            csp_hash(found_style))}});
  out.line().lone("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
  out.line().lone("meta", {{"name", "color-scheme"}, {"content", "light dark"}});
  out.line().lone("meta", {{"name", "referrer"}, {"content", "no-referrer"}});
  out.line().element("title", page.query).line().style(found_style).line().close("head").line();
  out.open("body", {{"class", std::string(body_class)}}).line().open("main").line();
  out.open("h1").element("code", page.query).close("h1").line();
  out.element("p", page.summary, {{"class", "note"}}).line();
  for (const auto& hint : page.hints) out.element("p", hint).line();
  content(out);
  out.close("main").line().close("body").close("html").line();
  return out.take();
}

void write_marked(HtmlWriter& out, const MarkedText& marked) {
  const std::string_view text = marked.text;
  std::size_t at = 0;
  for (const auto& [begin, end] : joined_marks(marked)) {
    out.text(text.substr(at, begin - at)).element("mark", text.substr(begin, end - begin));
    at = end;
  }
  out.text(text.substr(at));
}

std::string place_of(const std::string& source, int passage, const std::string& speaker) {
  return fmt::format("{}:{}{}{}", source, passage, speaker.empty() ? "" : " · ", speaker);
}

}  // namespace

std::string search_page(const FoundPage& page, const std::vector<FoundPassage>& passages) {
  return whole(page, "", [&](HtmlWriter& out) {
    if (passages.empty()) return;
    out.open("ol").line();
    for (const auto& one : passages) {
      out.open("li").element("h2", place_of(one.source, one.passage, one.speaker));
      out.open("blockquote", {{"lang", one.language}, {"dir", "auto"}});
      write_marked(out, one.quote);
      out.close("blockquote").close("li").line();
    }
    out.close("ol").line();
  });
}

std::string concordance_page(const FoundPage& page, const std::vector<ConcordanceLine>& lines,
                             std::size_t context) {
  return whole(page, "broad", [&](HtmlWriter& out) {
    if (lines.empty()) return;
    out.open("div", {{"class", "wide"}, {"tabindex", "0"}, {"role", "region"}, {"aria-label", page.query}});
    out.open("table").element("caption", page.query).open("thead").open("tr").line();
    const auto heading = [&](std::string_view name, std::string_view its_class) {
      out.element("th", name, {{"scope", "col"}, {"class", std::string(its_class)}});
    };
    heading(say(page, "Passage", "段落"), "");
    heading(say(page, "before", "左"), "left");
    heading(say(page, "found", "检索词"), "node");
    heading(say(page, "after", "右"), "");
    out.close("tr").close("thead").line().open("tbody").line();
    for (const auto& line : lines) {
      out.open("tr").element("td", place_of(line.source, line.passage, line.speaker), {{"class", "at"}});
      out.open("td", {{"class", "left"}}).element("bdi", left_context(line, context)).close("td");
      out.open("td", {{"class", "node"}}).element("mark", line.node, {{"dir", "auto"}}).close("td");
      out.open("td").element("bdi", right_context(line, context)).close("td").close("tr").line();
    }
    out.close("tbody").close("table").close("div").line();
  });
}

std::string source_page(const SourceView& view) {
  const FoundPage page{view.source, fmt::format("{}, {}", view.kind, view.language), {}, view.page_language};
  return whole(page, "broad", [&](HtmlWriter& out) {
    out.open("ol").line();
    for (const auto& passage : view.passages) {
      out.open("li", {{"class", "margin"}, {"id", fmt::format("p{}", passage.number)}}).open("div");
      if (!passage.heading.empty())
        out.element("p", passage.heading, {{"class", "heading"}, {"lang", view.language}});
      std::string who = fmt::format("{}", passage.number);
      for (const std::string* part : {&passage.speaker, &passage.time})
        if (!part->empty()) who += " · " + *part;
      out.element("h2", who);
      MarkedText marked{passage.text, {}};
      for (const auto& coding : passage.codings) marked.marks.push_back(coding.in_passage);
      out.open("blockquote", {{"lang", view.language}, {"dir", "auto"}});
      write_marked(out, marked);
      out.close("blockquote").close("div").line();
      if (passage.codings.empty()) {
        out.close("li").line();
        continue;
      }
      out.open("ul").line();
      std::set<std::string> listed;
      for (const auto& coding : passage.codings) {
        if (!listed.insert(coding.code).second) continue;
        out.element("li", coding.name, {{"title", coding.code}}).line();
      }
      out.close("ul").close("li").line();
    }
    out.close("ol").line();
  });
}

}  // namespace gloss::report
