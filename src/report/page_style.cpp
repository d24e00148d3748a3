// SPDX-License-Identifier: GPL-3.0-or-later
// The page's style sheet: light, dark, paper. The codebook's colours are moved towards black or white until
// they stand out from the page (WCAG 2.2, 1.4.11: 3 to 1), and are never the colour of text.
#include <fmt/format.h>

#include <array>
#include <cmath>

#include "report/page_parts.h"
#include "report/page_sections.h"

namespace gloss::report {
namespace {

using Color = std::array<double, 3>;  // red, green, blue, 0 to 255

Color parse(const std::string& color) {
  Color parsed{};
  for (std::size_t i = 0; i < 3; ++i) parsed[i] = std::stoi(color.substr(1 + 2 * i, 2), nullptr, 16);
  return parsed;
}

std::string print(const Color& color) {
  return fmt::format("#{:02x}{:02x}{:02x}", static_cast<int>(std::lround(color[0])),
                     static_cast<int>(std::lround(color[1])), static_cast<int>(std::lround(color[2])));
}

Color mix(const Color& a, const Color& b, double share_of_b) {
  Color mixed{};
  for (std::size_t i = 0; i < 3; ++i) mixed[i] = a[i] + (b[i] - a[i]) * share_of_b;
  return mixed;
}

double luminance(const Color& color) {
  Color linear{};
  for (std::size_t i = 0; i < 3; ++i) {
    const double part = color[i] / 255;
    linear[i] = part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
  }
  return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
}

double contrast(const Color& a, const Color& b) {
  const double one = luminance(a) + 0.05, other = luminance(b) + 0.05;
  return one > other ? one / other : other / one;
}

constexpr Color black{0, 0, 0}, white{255, 255, 255}, dark_page{22, 22, 24};

/// The nearest colour on the way to `towards` that stands out from the page.
Color standing_out(const Color& color, const Color& page, const Color& towards) {
  constexpr double enough = 3.2;
  for (int step = 0; step < 20; ++step) {
    const Color tried = mix(color, towards, step / 20.0);
    if (contrast(tried, page) >= enough) return tried;
  }
  return towards;
}

std::string color_rules(const Page& page, bool dark) {
  std::string rules;
  const Color ground = dark ? dark_page : white;
  for (std::size_t i = 0; i < page.colors.size(); ++i) {
    const Color line = standing_out(parse(page.colors[i]), ground, dark ? white : black);
    rules +=
        fmt::format(".b{}{{--b:{};--t:{}}}\n", i, print(line), print(mix(ground, line, dark ? 0.30 : 0.17)));
  }
  return rules;
}

// What is far below is laid out when it comes into view, which halves the time to open; once a link has led
// somewhere, all is laid out, for only then does everything stand where it will stay.
constexpr std::string_view rules_for_all = R"css(
:root { color-scheme: light dark; --page: #fff; --ink: #1d1c1a; --soft: #5c5953; --line: #d9d5cd; --faint: #f1efea;
  --link: #1f4e79; --h1: #e9eff5; --h2: #c9d9e8; --h3: #9dbbd6; --h4: #2f6593; --h5: #173f63; --on: #fff; }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
html { font: 17px/1.55 Charter, "Bitstream Charter", "Iowan Old Style", Palatino, "Noto Serif", Georgia, "Liberation Serif",
    "Songti SC", "Noto Serif CJK SC", SimSun, serif; background: var(--page); color: var(--ink);
  -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
:lang(zh) { line-height: 1.7; }
body { margin: 0 auto; max-width: 64rem; padding: 2.5rem 1.5rem 4rem; overflow-wrap: break-word; }
a { color: var(--link); text-underline-offset: .15em; text-decoration-thickness: 1px; }
a:focus-visible, input:focus-visible, select:focus-visible, .wide:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.jump { position: absolute; left: -99rem; background: var(--page); padding: .5rem 1rem; }
.jump:focus { left: 1rem; top: .5rem; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; font-weight: 600; margin: 0; text-wrap: balance; overflow-wrap: anywhere; }
h1 { font-size: 2rem; max-width: 24em; letter-spacing: -.01em; }
h2 { font-size: 1.4rem; margin: 3.2rem 0 .4rem; padding-top: .9rem; border-top: 2px solid var(--ink); }
h3 { font-size: 1.25rem; } h4 { font-size: 1.1rem; } h5, h6 { font-size: 1rem; }
nav, .tool, table, .counts, .where, .why, .legend, .note, .base, footer, dl, .rules, .sums, .group > :first-child, .jump {
  font-family: "Helvetica Neue", Helvetica, Arial, "Liberation Sans", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
nav ul { list-style: none; margin: 1.2rem 0 0; padding: 0; display: flex; flex-wrap: wrap; gap: .3rem 1.3rem; font-size: .85rem; }
nav a { display: inline-block; padding: .2rem 0; }
.note, .base { font-size: .85rem; color: var(--soft); max-width: 46em; margin: .4rem 0 .9rem; }
.base { margin: 0 0 .2rem; }
small { font-size: .8em; color: var(--soft); font-weight: 400; }
dl { display: flex; flex-wrap: wrap; gap: 1rem 2.6rem; margin: 1rem 0 1.2rem; }
dt { font-size: .78rem; color: var(--soft); }
dd { margin: 0; font-size: 1.7rem; line-height: 1.2; font-variant-numeric: lining-nums; }
dd small { font-size: .85rem; }
.tool { font-size: .85rem; margin: .6rem 0 1rem; }
.tool input, .tool select { font: inherit; color: inherit; background: var(--page); border: 1px solid var(--soft); border-radius: 3px;
  padding: .3rem .5rem; min-height: 1.9rem; max-width: 100%; }
.wide { overflow-x: auto; max-width: 100%; }
table { border-collapse: collapse; font-size: .82rem; line-height: 1.3; }
caption { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; white-space: nowrap; }
th { font-weight: 400; text-align: start; padding: .22rem .6rem .22rem 0; }
td { padding: .22rem 0 .22rem .6rem; }
thead th { vertical-align: bottom; color: var(--soft); border-bottom: 1px solid var(--line); font-size: .9em; padding-bottom: .4rem; }
thead th.n { padding-bottom: .4rem; }
.n { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; padding: .22rem 0 .22rem .9rem; }
tbody th a, .column a { color: inherit; text-decoration: none; }
tbody th a:hover, .column a:hover { text-decoration: underline; }
.d1 { padding-inline-start: 1rem; } .d2 { padding-inline-start: 2rem; } .d3 { padding-inline-start: 3rem; } .d4 { padding-inline-start: 4rem; }
svg { display: block; overflow: visible; }
.bars, .portraits { width: 100%; }
.bars thead [colspan], .portraits thead th + th:not(.n) { padding-inline-start: .6rem; }
.bars tbody tr { border-bottom: 1px solid var(--faint); }
.bars .d0:not(:first-child) > * { padding-top: .9rem; }
.bars tbody th { width: 40%; }
.bars .d1 th { padding-inline-start: 1rem; } .bars .d2 th { padding-inline-start: 2rem; }
.bars .d3 th { padding-inline-start: 3rem; } .bars .d4 th { padding-inline-start: 4rem; }
.bars tr { padding: 0; }
.flat .d0.d0 > * { padding-top: .22rem; } .flat tr.d1 th, .flat tr.d2 th, .flat tr.d3 th, .flat tr.d4 th { padding-inline-start: 0; }
.bars .parent th { font-weight: 600; }
.bars .none { color: var(--soft); }
.bar { width: 34%; min-width: 7rem; }
.bar a { display: block; }
.bars rect { fill: var(--b); stroke: var(--b); stroke-width: 1.5px; vector-effect: non-scaling-stroke; }
.bars .parent rect { fill: var(--t); }
.bars tr:target, .p:target { background: var(--faint); }
.heat th.corner { min-width: 12rem; max-width: 20rem; }
.heat tbody th { max-width: 20rem; position: sticky; left: 0; background: var(--page); border-inline-start: 3px solid var(--b);
  padding-inline-start: .5rem; }
.heat tbody th.d1 { padding-inline-start: 1.3rem; } .heat tbody th.d2 { padding-inline-start: 2.1rem; }
.heat tbody th.d3 { padding-inline-start: 2.9rem; } .heat tbody th.d4 { padding-inline-start: 3.7rem; }
.heat th.parent { font-weight: 600; }
.heat .column { height: 13rem; padding: 0 0 .4rem; border-bottom: 3px solid var(--b); color: var(--ink); }
.column span { writing-mode: vertical-rl; transform: rotate(180deg); max-height: 12.4rem; display: block; margin: 0 auto; text-align: start;
  line-height: 1.15; }
.heat .group { text-align: center; max-width: 9rem; min-width: 6.5rem; padding: .2rem .5rem .4rem; }
.heat .group small { display: block; }
.heat td { text-align: center; min-width: 2.1rem; height: 1.9rem; padding: 0; border: 1px solid var(--page); font-variant-numeric: tabular-nums; }
.heat td a { display: block; color: var(--ink); text-decoration: none; padding: .3rem .35rem; white-space: nowrap; }
.heat td a:hover { text-decoration: underline; }
.heat td a small { color: inherit; }
.heat .zero { color: var(--soft); background: var(--faint); }
.heat .parent.zero, .heat td.parent, .heat .plain { background: none; }
.heat td.parent a { font-weight: 600; }
.h1 { background: var(--h1); } .h2 { background: var(--h2); } .h3 { background: var(--h3); }
.h4 { background: var(--h4); } .h5 { background: var(--h5); }
.heat .h4 a, .heat .h5 a, .key.h4, .key.h5 { color: var(--on); }
.legend { font-size: .8rem; color: var(--soft); margin: 0 0 .8rem; }
.key { display: inline-block; min-width: 2.2rem; text-align: center; padding: .1rem .5rem; color: var(--ink); }
.keys { margin: .1rem 0; } .keys > .key-name:first-child { font-weight: 600; } .keys > .key-name { white-space: normal; overflow-wrap: anywhere; }
.key-name { border-inline-start: 1rem solid var(--b); padding-inline-start: .35rem; margin-inline-end: .6rem; white-space: nowrap; color: var(--ink); }
.portraits tbody tr { border-bottom: 1px solid var(--faint); }
.portraits th small { display: block; }
.portraits tbody th { width: 30%; overflow-wrap: anywhere; vertical-align: middle; }
.portrait { min-width: 16rem; width: 44%; }
.portraits thead th.n { max-width: 5.5rem; white-space: normal; word-break: keep-all; overflow-wrap: break-word; }
.strip .lane { fill: var(--faint); }
.strip a rect { fill: var(--b); }
.strip a:focus-visible { outline: none; }
.strip a:focus-visible rect, .strip a:hover rect { stroke: var(--ink); stroke-width: 2.5px; vector-effect: non-scaling-stroke; }
.skip { position: absolute; left: -99rem; } .skip:focus { position: static; }
.code { margin: 1.8rem 0 0; }
.code .code { margin-inline-start: 1.2rem; }
.code > :first-child { border-bottom: 1px solid var(--line); padding-bottom: .25rem; }
.swatch { border-inline-start: .45rem solid var(--b); padding-inline-start: .5rem; }
.other { color: var(--soft); font-weight: 400; font-size: .9em; }
.counts { font-size: .8rem; color: var(--soft); margin: .35rem 0; }
code { font: .92em/1.4 "SF Mono", Menlo, Consolas, "Liberation Mono", "DejaVu Sans Mono", "Noto Sans Mono CJK SC", monospace; overflow-wrap: anywhere; }
.definition { margin: .2rem 0; max-width: 42em; font-size: .95rem; }
.rules { font-size: .78rem; margin: .5rem 0; padding-inline-start: 2.2rem; color: var(--soft); }
.rules li { margin: .15rem 0; }
.rules code { color: var(--ink); }
.sums { font-size: .8rem; margin: .4rem 0; padding-inline-start: 1.2rem; }
.group > :first-child { font-size: .85rem; margin: 1.1rem 0 .3rem; }
.passages { list-style: none; margin: 0; padding: 0; }
.p { margin: 0; padding: .7rem 0 .8rem; border-top: 1px solid var(--faint); max-width: 44em; }
.where { font-size: .76rem; color: var(--soft); margin: 0 0 .25rem; overflow-wrap: anywhere; }
.q { color: var(--soft); font-style: italic; font-size: .92rem; margin: 0 0 .25rem; white-space: pre-line; }
.q:lang(zh), i:lang(zh) { font-style: normal; }
.definition i { color: var(--soft); }
.who { font-style: normal; font-size: .8em; font-weight: 600; }
blockquote { margin: 0; white-space: pre-line; overflow-wrap: break-word; }
mark { background: var(--t); color: inherit; border-bottom: 2px solid var(--b); padding: .05em 0; }
.why { font-size: .76rem; color: var(--soft); margin: .35rem 0 0; }
.why b { color: var(--ink); }
.pair, .sums-of-pairs { margin-top: 1.8rem; }
.pair h3 .swatch + .swatch { margin-inline-start: .2rem; }
footer { margin-top: 4rem; border-top: 1px solid var(--line); font-size: .78rem; color: var(--soft); overflow-wrap: anywhere; }
@media screen {
  :where(.group, .pair, .rules, #together, #groups, #sources) { content-visibility: auto; contain-intrinsic-size: auto 30rem; overflow-clip-margin: 8px; }
  .rules { contain-intrinsic-size: auto 6rem; }
  :root:has(:target) :is(.group, .pair, .rules, section) { content-visibility: visible; }
}
@media (max-width: 40rem) {
  body { padding: 1.2rem .9rem 3rem; }
  h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; }
  dl { gap: .8rem 1.6rem; } dd { font-size: 1.35rem; }
  .bars tbody th { min-width: 10rem; }
  .portraits tbody th { min-width: 9rem; } .portrait { min-width: 11rem; }
  .heat th.corner { min-width: 8rem; } .heat tbody th { max-width: 8.5rem; }
  .code .code { margin-inline-start: .5rem; }
}
@media (prefers-contrast: more) { :root { --soft: var(--ink); --line: var(--ink); } }
@media (forced-colors: active) {
  .heat td, .key { border: 1px solid CanvasText; }
  .bars rect, .strip a rect { forced-color-adjust: none; }
  .strip .lane { fill: none; stroke: CanvasText; }
}
)css";

constexpr std::string_view rules_for_dark = R"css(
:root { --page: #161618; --ink: #e9e6e0; --soft: #aaa69e; --line: #3b3a3c; --faint: #232326; --link: #9cc3ea;
  --h1: #1c2b3a; --h2: #23415d; --h3: #2d5b84; --h4: #8db7dd; --h5: #c9e0f5; --on: #101113; }
)css";

constexpr std::string_view rules_for_paper = R"css(
@media print {
  @page { size: A4; margin: 16mm 15mm; }
  html { font-size: 9.5pt; }
  body { max-width: none; padding: 0; }
  nav, .tool, .back, .jump, .skip, .sums, .sums-of-pairs { display: none !important; }
  #together, #groups, #sources, #passages, #pairs { break-before: page; }
  a { color: inherit; text-decoration: none; }
  .wide { overflow: visible; }
  tr, .p, dl, .legend { break-inside: avoid; }
  h1, h2, h3, h4, h5, h6, .counts, .note { break-after: avoid; }
  h2 { margin-top: 1.6rem; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .heat tbody th { position: static; }
  .heat .column { height: 10rem; } .column span { max-height: 9.6rem; }
  .heat td { min-width: 1.3rem; } .heat td a { padding: .2rem .1rem; }
  .heat th.corner { min-width: 8rem; }
  .portrait { min-width: 8rem; }
  p, blockquote { orphans: 3; widows: 3; }
}
)css";

}  // namespace

std::string style_sheet(const Page& page) {
  std::string sheet(rules_for_all);
  sheet += color_rules(page, false);
  sheet += "@media screen and (prefers-color-scheme: dark) {";
  sheet += rules_for_dark;
  sheet += color_rules(page, true);
  sheet += "}\n";
  sheet += section_style();
  sheet += rules_for_paper;
  return sheet;
}

}  // namespace gloss::report
