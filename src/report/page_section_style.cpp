// SPDX-License-Identifier: GPL-3.0-or-later
// The look of the page's sections: pictures in their own width, tables with buttons in their headings, and
// the window on the rows of long ones. Colours come from the page's style sheet, light and dark.
#include "report/page_sections.h"

namespace gloss::report {

std::string_view section_style() {
  return R"css(
.reports { border-top: 1px solid var(--line); padding-top: .6rem; margin-top: .6rem; }
.picture { margin: .8rem 0 1.2rem; border: 1px solid var(--line); }
.picture svg { max-width: 100%; height: auto; min-width: min(40rem, 100%); }
.picture:focus-visible, .order:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.sortable { min-width: 60%; }
.sortable th, .sortable td { padding: .25rem .5rem; vertical-align: top; text-align: start; }
.sortable thead th { vertical-align: bottom; padding-bottom: .3rem; max-width: 16rem; }
.sortable th.n, .sortable td.n { text-align: end; }
.sortable th.n { white-space: normal; min-width: 4.5rem; }
.sortable tbody tr { border-bottom: 1px solid var(--faint); }
.sortable td { max-width: 34rem; min-width: 3rem; } .sortable td.long { min-width: 15rem; }
.sortable td a { color: inherit; }
.sortable td.d1 { padding-inline-start: 1.5rem; } .sortable td.d2 { padding-inline-start: 2.5rem; }
.sortable td.d3 { padding-inline-start: 3.5rem; } .sortable td.d4 { padding-inline-start: 4.5rem; }
.order { font: inherit; color: inherit; background: none; border: 0; padding: .3rem 0; margin: 0; text-align: inherit; cursor: pointer;
  min-height: 1.6rem; text-decoration: underline dotted 1px; text-underline-offset: .2em; }
.order:hover { color: var(--link); }
[aria-sort] .order { color: var(--ink); font-weight: 600; }
[aria-sort="ascending"] .order::after { content: " \2191" / ""; }
[aria-sort="descending"] .order::after { content: " \2193" / ""; }
.found { color: var(--soft); margin-inline-start: .6rem; white-space: nowrap; }
.window { height: min(70vh, 34rem); overflow: auto; border: 1px solid var(--line); overscroll-behavior: contain; contain: strict; }
.window table { table-layout: fixed; width: max-content; min-width: 100%; border-collapse: separate; border-spacing: 0; }
.window thead th { position: sticky; top: 0; background: var(--page); z-index: 1; max-width: none; overflow-wrap: anywhere; }
.window tbody tr { border: 0; }
.window tbody td:not(.gap) { height: 1.75rem; max-width: none; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.window .gap { padding: 0; border: 0; }
.window .odd td { background: var(--faint); }
@media screen { .unscripted { display: none; } }
@media screen {
  .report { content-visibility: auto; contain-intrinsic-size: auto 40rem; overflow-clip-margin: 8px; }
}
@media (max-width: 40rem) {
  .picture svg { min-width: 40rem; }
  .tool input { width: 100%; } .found { display: block; margin: .3rem 0 0; }
}
@media print {
  .picture { border: 0; break-inside: avoid; } .picture svg { min-width: 0; max-height: 235mm; }
  .order { text-decoration: none; } [aria-sort] .order::after { content: none; }
  .window { height: auto; overflow: visible; border: 0; contain: none; }
  .window thead th { position: static; } .window table { width: 100%; }
  .window tbody td:not(.gap) { white-space: normal; height: auto; overflow: visible; } .gap { display: none; }
  thead { display: table-header-group; } .report h2 { break-before: auto; }
}
)css";
}

}  // namespace gloss::report
