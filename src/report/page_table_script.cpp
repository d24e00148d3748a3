// SPDX-License-Identifier: GPL-3.0-or-later
// The second part of the page's one script: order and filter for the tables of the sections, and the window
// that shows the rows of long ones. It writes text only, and links only to places that the page itself names.
#include "report/page_sections.h"

namespace gloss::report {

std::string_view table_script() {
  return R"js(
(() => {
  const chinese = document.documentElement.lang.startsWith("zh");
  const say = (english, other) => chinese ? other : english;
  const collator = new Intl.Collator(document.documentElement.lang || "en", { numeric: true });
  const make = (tag, look, text) => {
    const it = document.createElement(tag);
    if (look) it.className = look;
    if (text) it.textContent = text;
    return it;
  };
  const grouped = (digits) => digits.replace("-", "").length < 5 ? digits : digits.replace(/\B(?=(\d{3})+$)/g, ",");

  // As the program writes numbers: exact halves go to the even digit.
  const decimals = (number, places) => {
    const size = Math.abs(number), rest = size.toFixed(60).split(".")[1].slice(places);
    let digits = size.toFixed(places);
    if (/^50*$/.test(rest) && Number(digits.at(-1)) % 2 === 1) digits = (size - 10 ** -places / 4).toFixed(places);
    return (number < 0 && Number(digits) !== 0 ? "-" : "") + digits;
  };
  const shown = (value, kind) => {
    if (value === null) return "-";
    if (typeof value === "string") return value;
    if (kind === "share") return decimals(value * 100, 1) + " %";
    return Number.isInteger(value) && kind !== "decimal" ? grouped(String(value)) : decimals(value, 3);
  };

  const compare = (a, b) => typeof a === "number" && typeof b === "number" ? a - b : collator.compare(a, b);
  // What is not defined, and empty words, stand last both ways; equals keep their order.
  const ordered = (rows, key, way) => {
    const keys = new Map(rows.map((row) => [row, key(row)]));
    const last = (value) => value === null || value === "";
    return rows.slice().sort((a, b) => {
      const x = keys.get(a), y = keys.get(b);
      if (last(x) || last(y)) return last(x) - last(y);
      return way * compare(x, y);
    });
  };

  // What both kinds of tables have: buttons in the headings, a filter, and how many rows are left.
  // rows() gives all; key(row, column) what to order by; words(row) what to look in; show(rows) shows them.
  const control = (table, box, { number, rows, key, words, show }) => {
    const headings = Array.from(table.tHead.rows[0].cells);
    let way = 0, column = -1, wanted = [], waiting = 0, order = null;
    const tool = make("p", "tool"), label = make("label", "", say("Show rows with", "只显示含有")), input = make("input");
    const found = make("span", "found");
    input.type = "search";
    input.autocomplete = "off";
    input.id = table.caption.id + "f";
    label.htmlFor = input.id;
    found.setAttribute("role", "status");
    tool.append(label, " ", input, " ", found);
    box.before(tool);
    const update = () => {
      if (order === null) order = column < 0 ? rows() : ordered(rows(), (row) => key(row, column), way);
      const left = wanted.length === 0 ? order : order.filter((row) => { const all = words(row); return wanted.every((word) => all.includes(word)); });
      const all = grouped(String(number)), some = grouped(String(left.length));
      const said = wanted.length === 0 ? all + say(" rows", " 行") : some + say(" of ", " / ") + all + say(" rows", " 行");
      if (found.textContent !== said) found.textContent = said;
      show(left);
    };
    const look = () => {
      wanted = input.value.trim().toLowerCase().split(/\s+/).filter((word) => word !== "");
      update();
    };
    input.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(look, 120); });
    input.addEventListener("keydown", (event) => {
      if (event.key === "Escape") { input.value = ""; look(); }
    });
    headings.forEach((heading, i) => {
      const button = make("button", "order", heading.textContent);
      button.type = "button";
      heading.replaceChildren(button);
      const first = heading.classList.contains("n") ? -1 : 1;  // the largest numbers first, words from A
      button.addEventListener("click", () => {
        if (column !== i) { column = i; way = first; } else if (way === first) way = -first; else column = -1;
        headings.forEach((other, j) => {
          if (j === column) other.setAttribute("aria-sort", way > 0 ? "ascending" : "descending");
          else other.removeAttribute("aria-sort");
        });
        order = null;
        update();
      });
    });
    update();
  };

  const control_plain = (table, box) => {
    const body = table.tBodies[0], all = Array.from(body.rows), words = new Map();
    const key = (row, column) => {
      const cell = row.cells[column];
      if (!cell.classList.contains("n")) return cell.textContent;
      return cell.dataset.n === undefined ? null : Number(cell.dataset.n);
    };
    const look_in = (row) => {
      if (!words.has(row)) words.set(row, Array.from(row.cells, (cell) => cell.textContent).join("\n").toLowerCase());
      return words.get(row);
    };
    const show = (rows) => {
      const left = new Set(rows);
      for (const row of all) row.hidden = !left.has(row);
      body.append(...rows);
    };
    control(table, box, { number: all.length, rows: () => all, key, words: look_in, show });
  };

  // Rows of one height, of which those in sight and a few around them exist. An empty row above and one below keep
  // the place of the others, so that the box scrolls by itself.
  const control_window = (table, box, data) => {
    const { kinds, links, places, rows } = data, body = table.tBodies[0], around = 12;
    const first_rows = body.rows.length;  // as many as there are without scripts go on paper
    const widths = kinds.map((kind, c) => {
      let most = table.tHead.rows[0].cells[c].textContent.length;
      for (const row of rows) {
        const cell = row[c];
        if (cell === null) continue;
        let wide = typeof cell === "string" ? cell.length : kind === "share" ? 7 : Number.isInteger(cell) ? 9 : 10;
        if (typeof cell === "string" && /[\u2e80-\uffff]/.test(cell)) wide *= 2;
        if (wide > most) most = wide;
      }
      return Math.min(Math.max(most, 5), 46) + 3;
    });
    const columns = make("colgroup");
    for (const width of widths) {
      const column = make("col");
      column.style.width = width + "ch";
      columns.append(column);
    }
    table.tHead.before(columns);
    box.classList.add("window");
    const above = make("tr"), below = make("tr");
    for (const gap of [above, below]) {
      gap.setAttribute("aria-hidden", "true");
      gap.append(make("td", "gap"));
      gap.firstChild.colSpan = kinds.length;
    }
    body.replaceChildren(above, below);
    table.setAttribute("aria-rowcount", rows.length + 1);
    table.tHead.rows[0].setAttribute("aria-rowindex", 1);

    let left = rows, height = 0, asked = 0, present = new Map();
    const spare = [];
    const empty_row = () => {
      const row = make("tr");
      for (const kind of kinds) row.append(make("td", kind === "text" ? "" : "n"));
      return row;
    };
    const fill = (row, index) => {
      const cells = left[index];
      row.setAttribute("aria-rowindex", index + 2);
      row.classList.toggle("odd", index % 2 === 1);
      for (let c = 0; c < cells.length; ++c) {
        const cell = row.children[c], words = shown(cells[c], kinds[c]);
        const place = links[c] && Object.hasOwn(places, words) ? places[words] : "";
        if (place !== "") {
          const link = make("a", "", words);
          link.setAttribute("href", "#" + place);
          cell.replaceChildren(link);
        } else {
          cell.textContent = words;
        }
        if (words.length > 40) cell.title = words; else if (cell.title !== "") cell.removeAttribute("title");
      }
    };
    const set_gap = (gap, count) => { gap.firstChild.style.height = count * height + "px"; gap.hidden = count === 0; };
    const draw_rows = (first, end) => {
      for (const [index, row] of present) {
        if (index >= first && index < end) continue;
        if (row.contains(document.activeElement)) box.focus({ preventScroll: true });
        present.delete(index);
        row.remove();
        spare.push(row);
      }
      let before = above;
      for (let index = first; index < end; ++index) {
        let row = present.get(index);
        if (row === undefined) {
          row = spare.pop() || empty_row();
          fill(row, index);
          present.set(index, row);
          before.after(row);
        }
        before = row;
      }
      set_gap(above, first);
      set_gap(below, left.length - end);
    };
    const draw = () => {
      asked = 0;
      const many = Math.ceil((box.clientHeight || 600) / height) + 2 * around;
      const first = Math.max(0, Math.min(Math.floor(box.scrollTop / height) - around, left.length - many));
      draw_rows(first, Math.min(left.length, first + many));
    };
    const show = (some) => {
      left = some;
      table.setAttribute("aria-rowcount", left.length + 1);
      for (const row of present.values()) { row.remove(); spare.push(row); }
      present = new Map();
      if (height === 0) {
        const trial = empty_row();
        fill(trial, 0);
        above.after(trial);
        height = trial.getBoundingClientRect().height || 26;
        trial.remove();
      }
      box.scrollTop = 0;
      draw();
    };
    box.addEventListener("scroll", () => { asked = asked || requestAnimationFrame(draw); }, { passive: true });
    window.addEventListener("resize", () => { asked = asked || requestAnimationFrame(draw); });
    window.addEventListener("beforeprint", () => draw_rows(0, Math.min(left.length, first_rows)));
    window.addEventListener("afterprint", draw);
    const words = new Map();
    const look_in = (row) => {
      if (!words.has(row)) words.set(row, row.map((value, c) => shown(value, kinds[c])).join("\n").toLowerCase());
      return words.get(row);
    };
    control(table, box, { number: rows.length, rows: () => rows, key: (row, c) => row[c], words: look_in, show });
  };

  const begin = (table) => {
    const box = table.parentElement, data = document.getElementById(table.caption.id.replace(/c$/, "rows"));
    if (data === null) {
      if (box.nextElementSibling === null || !box.nextElementSibling.matches(".first-rows")) control_plain(table, box);
      return;
    }
    const read = JSON.parse(data.textContent);
    data.remove();
    box.nextElementSibling.classList.add("unscripted");
    control_window(table, box, read);
  };
  // A table begins when it comes near, so that a page with many opens at once.
  const near = new IntersectionObserver((seen) => {
    for (const it of seen) if (it.isIntersecting) { near.unobserve(it.target); begin(it.target); }
  }, { rootMargin: "600px" });
  for (const table of document.querySelectorAll("table.sortable")) near.observe(table);
})();
)js";
}

}  // namespace gloss::report
