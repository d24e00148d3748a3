// SPDX-License-Identifier: GPL-3.0-or-later
// The page's one script. Everything on the page works without it; it adds a filter, an order, and arrow keys
// in the portraits. It reads no data but the page's own text, and writes text only.
#include "report/page_parts.h"

namespace gloss::report {

std::string_view page_script() {
  return R"js(
"use strict";
(() => {
  const all = (selector, within) => Array.from((within || document).querySelectorAll(selector));
  for (const tool of all(".tool")) tool.hidden = false;

  const order = document.getElementById("order"), bars = document.getElementById("bars");
  const rows = all("tr", bars);
  order.addEventListener("change", () => {
    const sorted = rows.slice();
    if (order.value === "passages") sorted.sort((a, b) => b.dataset.n - a.dataset.n);
    bars.classList.toggle("flat", order.value === "passages");
    bars.append(...sorted);
  });

  const filter = document.getElementById("filter"), found = document.getElementById("found");
  const passages = all("li.p"), parts = all(".group, .pair, .code");
  let words = null, waiting = 0;
  const show = () => {
    const wanted = filter.value.trim().toLowerCase();
    words = words || passages.map((it) => it.textContent.toLowerCase());
    let number = 0;
    passages.forEach((it, i) => {
      it.hidden = wanted !== "" && !words[i].includes(wanted);
      if (!it.hidden) number += 1;
    });
    for (const part of parts) part.hidden = wanted !== "" && !part.querySelector("li.p:not([hidden])");
    found.textContent = wanted === "" ? "" : number + found.dataset.of + passages.length;
  };
  filter.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(show, 120); });
  filter.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { filter.value = ""; show(); }
  });
  // A link to a passage that the filter hides shows all passages again.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    const place = link && document.getElementById(link.getAttribute("href").slice(1));
    if (place && place.closest("[hidden]")) { filter.value = ""; show(); }
  });

  // One stop of the Tab key per portrait; arrow keys go from mark to mark.
  for (const strip of all("svg.strip")) {
    const marks = all("a", strip);
    marks.forEach((mark, i) => mark.setAttribute("tabindex", i === 0 ? "0" : "-1"));
    strip.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      const at = marks.indexOf(document.activeElement);
      if (!step || at < 0) return;
      event.preventDefault();
      const next = marks[(at + step + marks.length) % marks.length];
      marks[at].setAttribute("tabindex", "-1");
      next.setAttribute("tabindex", "0");
      next.focus();
    });
  }
})();
)js";
}

}  // namespace gloss::report
