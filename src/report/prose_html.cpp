// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>

#include "report/html.h"
#include "report/prose.h"
#include "report/shown_table.h"

namespace gloss::report {
namespace {

constexpr std::string_view prose_style = R"css(
:root { color-scheme: light dark; --page: #fff; --ink: #1d1c1a; --soft: #5c5953; --line: #d9d5cd; --mark: #ffe9a8; --edge: #8a6d00; }
* { box-sizing: border-box; }
html { font: 17px/1.55 Charter, "Bitstream Charter", Palatino, "Noto Serif", Georgia, "Liberation Serif", "Songti SC",
    "Noto Serif CJK SC", SimSun, serif; background: var(--page); color: var(--ink); -webkit-text-size-adjust: 100%; }
:lang(zh) { line-height: 1.7; }
main { margin: 0 auto; max-width: 44rem; padding: 2.5rem 1.5rem 4rem; }
h1, h2, h3, h4, h5 { line-height: 1.25; font-weight: 600; margin: 2.2rem 0 .5rem; overflow-wrap: anywhere; break-after: avoid; }
h1 { font-size: 1.7rem; margin-top: 0; } h2 { font-size: 1.4rem; border-bottom: 1px solid var(--line); padding-bottom: .2rem; }
h3 { font-size: 1.17rem; } h4, h5 { font-size: 1rem; }
.note, th, td.number, figcaption, caption { font-family: "Helvetica Neue", Helvetica, Arial, "Liberation Sans", "PingFang SC",
    "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
.note { font-size: .85rem; color: var(--soft); margin: .3rem 0; }
p { margin: .6rem 0; } p, li > span, blockquote { white-space: pre-line; overflow-wrap: break-word; }
figure { margin: 1rem 0 1.2rem; padding-inline-start: 1rem; border-inline-start: 3px solid var(--line); break-inside: avoid; }
blockquote { margin: 0; } figcaption { font-size: .8rem; color: var(--soft); margin-top: .25rem; white-space: pre-line; }
mark { background: var(--mark); color: inherit; border-bottom: 2px solid var(--edge); }
code { font: .88em/1.3 "SF Mono", Menlo, Consolas, "Liberation Mono", "DejaVu Sans Mono", "Noto Sans Mono CJK SC", monospace;
    overflow-wrap: anywhere; }
ul { margin: .4rem 0; padding-inline-start: 1.3rem; }
.wide { overflow-x: auto; margin: 1rem 0; } .wide:focus-visible { outline: 3px solid var(--edge); outline-offset: 2px; }
table { border-collapse: collapse; font-size: .88rem; line-height: 1.35; }
caption { text-align: start; font-size: .85rem; font-weight: 600; padding-bottom: .4rem; }
th { font-size: .78rem; font-weight: 400; color: var(--soft); text-align: start; vertical-align: bottom; padding: .2rem .6rem .2rem 0; }
td { border-top: 1px solid var(--line); padding: .25rem .6rem .25rem 0; vertical-align: top; }
.number { text-align: end; font-variant-numeric: tabular-nums; }
@media screen and (prefers-color-scheme: dark) {
  :root { --page: #161618; --ink: #e9e6e0; --soft: #aaa69e; --line: #3b3a3c; --mark: #4a3c0c; --edge: #d9b53a; }
}
@media (forced-colors: active) { mark { border-bottom: 2px solid Highlight; } }
@media print { @page { size: A4; margin: 18mm 18mm; } html { font-size: 10.5pt; } main { max-width: none; padding: 0; } thead { display: table-header-group; } }
)css";

void write_runs(HtmlWriter& out, const Runs& runs) {
  for (const Run& run : runs) switch (run.look) {
      case Run::Look::plain:
        out.text(run.text);
        break;
      case Run::Look::strong:
        out.element("strong", run.text);
        break;
      case Run::Look::soft:
        out.element("em", run.text);
        break;
      case Run::Look::marked:
        out.element("mark", run.text);
        break;
      case Run::Look::exact:
        out.element("code", run.text);
        break;
    }
}

void write_heading(HtmlWriter& out, int level, const Runs& runs) {
  const auto with = [&](Literal tag) {
    out.open(tag);
    write_runs(out, runs);
    out.close(tag).line();
  };
  switch (std::clamp(level, 1, 4)) {
    case 1:
      return with("h2");
    case 2:
      return with("h3");
    case 3:
      return with("h4");
    default:
      return with("h5");
  }
}

void write_notes(HtmlWriter& out, const std::vector<std::string>& lines) {
  for (const auto& line : lines) out.element("p", line, {{"class", "note"}}).line();
}

void write_table(HtmlWriter& out, const Table& table) {
  const ShownTable cells = shown(table);
  out.open("div", {{"class", "wide"}, {"tabindex", "0"}, {"role", "region"}, {"aria-label", table.title}});
  out.open("table").line();
  if (!table.title.empty()) out.element("caption", table.title).line();
  out.open("thead").open("tr");
  for (std::size_t c = 0; c < cells.headings.size(); ++c)
    out.element("th", cells.headings[c], {{"scope", "col"}, {"class", cells.is_text[c] ? "" : "number"}});
  out.close("tr").close("thead").line().open("tbody").line();
  for (const auto& row : cells.rows) {
    out.open("tr");
    for (std::size_t c = 0; c < row.cells.size(); ++c) {
      std::string indent;
      for (int i = 0; c == 0 && i < row.indent; ++i) indent += "\u2003";
      out.element("td", indent + row.cells[c], {{"class", cells.is_text[c] ? "" : "number"}});
    }
    out.close("tr").line();
  }
  out.close("tbody").close("table").close("div").line();
  if (cells.left_out > 0)
    out.element("p", fmt::format("... and {} more", cells.left_out), {{"class", "note"}}).line();
  write_notes(out, table.notes);
}

/// How deep lists are open, so that items of one level share a list.
class ItemLists {
 public:
  explicit ItemLists(HtmlWriter& out) : out_(out) {}
  /// An item of that level comes; its text follows.
  void next(int level) {
    level = std::clamp(level, 1, 8);
    if (level <= depth_) out_.close("li").line();
    for (; depth_ > level; --depth_) out_.close("ul").close("li").line();
    for (; depth_ < level; ++depth_) {
      out_.open("ul").line();
      if (depth_ + 1 < level) out_.open("li");  // a level was passed over
    }
    out_.open("li");
  }
  void end() {
    for (; depth_ > 0; --depth_) out_.close("li").close("ul").line();
  }

 private:
  HtmlWriter& out_;
  int depth_ = 0;
};

void write_block(HtmlWriter& out, const ProseBlock& block) {
  using What = ProseBlock::Kind;
  switch (block.kind) {
    case What::heading:
      return write_heading(out, block.level, block.runs);
    case What::quotation:
      out.open("figure").open("blockquote", {{"dir", "auto"}});
      write_runs(out, block.runs);
      out.close("blockquote");
      if (!block.whose.empty()) {
        out.open("figcaption");
        write_runs(out, block.whose);
        out.close("figcaption");
      }
      out.close("figure").line();
      return;
    case What::table:
      return write_table(out, block.table);
    case What::paragraph:
    case What::item:
      out.open("p");
      write_runs(out, block.runs);
      out.close("p").line();
      return;
  }
}

}  // namespace

std::string as_html(const Prose& prose) {
  HtmlWriter out;
  out.append("<!DOCTYPE html>\n").open("html", {{"lang", prose.language}}).line().open("head").line();
  out.lone("meta", {{"charset", "utf-8"}}).line();
  out.lone("meta",
           {{"http-equiv", "Content-Security-Policy"},
            {"content", fmt::format("default-src 'none'; style-src '{}'; base-uri 'none'; form-action 'none'",
                                    csp_hash(prose_style))}});
  out.line().lone("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
  out.line().lone("meta", {{"name", "color-scheme"}, {"content", "light dark"}});
  out.line().lone("meta", {{"name", "referrer"}, {"content", "no-referrer"}});
  out.line().element("title", prose.title).line().style(prose_style).line().close("head").line();
  out.open("body").line().open("main").line().element("h1", prose.title).line();
  write_notes(out, prose.headers);
  ItemLists lists(out);
  for (const ProseBlock& block : prose.blocks) {
    if (block.kind != ProseBlock::Kind::item) {
      lists.end();
      write_block(out, block);
      continue;
    }
    lists.next(block.level);
    out.open("span");
    write_runs(out, block.runs);
    out.close("span");
  }
  lists.end();
  write_notes(out, prose.notes);
  out.close("main").line().close("body").close("html").line();
  return out.take();
}

}  // namespace gloss::report
