// SPDX-License-Identifier: GPL-3.0-or-later
// Opens a report page in headless Chromium and says what is wrong with it: size; axe-core in light and
// dark, wide and narrow; labels that lie on others; links to nowhere; the page against its own security policy;
// the keyboard; the same without scripts; and on paper.
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { axe_file, run, scratch, url_of } from "./browser.mjs";

export const most_milliseconds = 1000;
const most_bytes = 5_000_000;
const axe = readFileSync(axe_file, "utf8");

// The functions below run in the page.

/// Labels whose lines of text share more than a hair of space; links to nowhere.
function look() {
  const boxes = [];
  const labels = document.querySelectorAll(
    "h1, h2, h3, h4, h5, h6, p, th a, th > span, th bdi, th small, td a:not([aria-hidden]), td.n, dt, dd, nav a, .key, .key-name");
  for (const label of labels) {
    const range = document.createRange();  // the lines of text, not the box around them
    range.selectNodeContents(label);
    const sticky = label.closest("th") && getComputedStyle(label.closest("th")).position === "sticky";
    for (const box of range.getClientRects()) if (box.width > 0 && box.height > 0) boxes.push({ label, box, sticky });
  }
  boxes.sort((a, b) => a.box.top - b.box.top);
  const overlaps = [];
  boxes.forEach((one, i) => {
    for (let j = i + 1; j < boxes.length && boxes[j].box.top < one.box.bottom - 3; ++j) {
      const other = boxes[j];
      if (one.label.contains(other.label) || other.label.contains(one.label) || one.sticky !== other.sticky) continue;
      const width = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      if (width > 2) overlaps.push(`${one.label.textContent.slice(0, 90)} | ${other.label.textContent.slice(0, 90)}`);
    }
  });
  const nowhere = [...document.querySelectorAll("a")].map((link) => link.getAttribute("href"))
    .filter((place) => !place.startsWith("#") || !document.getElementById(place.slice(1)));
  const root = document.documentElement;
  return { overlaps, labels: labels.length, nowhere, sideways: root.scrollWidth > root.clientWidth };
}

/// What is far below is not laid out yet; nothing is to hide from the checks.
function lay_out_all() {
  for (const it of document.querySelectorAll(".group, .pair, .rules, section")) it.style.contentVisibility = "visible";
}

/// Leaves one passage of each list; returns how many there were.
function cut_lists() {
  const number = document.querySelectorAll("li.p").length;
  for (const it of document.querySelectorAll("li.p:nth-child(n + 2)")) it.remove();
  return number;
}

/// Every bar and cell, by what Tab has to reach; the marks of a portrait are one stop, and arrow keys go on.
function list_bars_and_cells() {
  const links = [...document.querySelectorAll("#bars th a, #together td a, #groups td a")];
  links.forEach((link, i) => { link.dataset.stop = i; });
  const strips = [...document.querySelectorAll("svg.strip")].filter((strip) => strip.querySelector("a"));
  strips.forEach((strip, i) => { strip.querySelector("a").dataset.stop = links.length + i; });
  window.reached = new Set();
  document.addEventListener("focusin", (event) => {
    if (event.target.dataset.stop !== undefined) window.reached.add(Number(event.target.dataset.stop));
  });
  const stops = [...document.querySelectorAll("a[href], input, select, [tabindex='0']")].filter((it) => it.tabIndex >= 0);
  const last = stops.findLastIndex((it) => it.dataset.stop !== undefined);
  return { links: links.length, strips: strips.length, presses: last + 1 };
}

/// What is wrong with the place that a link has led to; nothing = "".
function judge_place(place) {
  if (location.hash !== place) return `the address is ${location.hash}`;
  const target = document.getElementById(place.slice(1));
  const top = target.getBoundingClientRect().top;
  const at_end = scrollY + innerHeight > document.documentElement.scrollHeight - 5;
  if (top < -5 || top > (at_end ? innerHeight : 200)) return `it stands ${Math.round(top)} px from the top`;
  const passage = target.matches("li.p") ? target : target.querySelector("li.p");
  if (passage === null) {
    if (target.querySelector("a") !== null) return "";  // a sum leads on to what it adds up
    return target.matches(".code") ? "" : "there is nothing to read";
  }
  if (passage.querySelector(".where bdi").textContent === "") return "the source is not said";
  if (passage.querySelector(".why").textContent.trim() === "") return "the reason is not said";
  return passage.querySelector("blockquote mark") === null ? "nothing is marked in the passage" : "";
}

/// The best of several times from the request to load and first paint; what else the machine does is not the page's fault.
export async function opening_time(browser, file) {
  const times = [];
  while (times.length < 3 || (Math.min(...times) > most_milliseconds && times.length < 10)) {
    const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
    await page.goto(url_of(file));
    times.push(await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => {
      const painted = performance.getEntriesByType("paint").map((it) => it.startTime);
      done(Math.max(performance.getEntriesByType("navigation")[0].loadEventEnd, ...painted));
    }))));
    await page.close();
  }
  return Math.round(Math.min(...times));
}

async function check_with_axe(page, look, complain) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  if (found.passes.length < 20) complain(`axe-core passed ${found.passes.length} rules only: it did not see the page`);
  for (const it of found.violations)
    complain(`axe, ${look}: ${it.id} (${it.nodes.length}): ${it.help}: ${it.nodes[0].html.slice(0, 160)}: ${it.nodes[0].failureSummary}`);
}

/// Looks where axe-core runs, which takes long on a long page. `all`: every passage is there, else one of each list.
export const axe_looks = {
  thorough: [{ colorScheme: "light", width: 1200, all: true }, { colorScheme: "dark", width: 400 }],
  quick: [{ colorScheme: "light", width: 1200 }, { colorScheme: "dark", width: 400 }],
  none: [],
};

async function check_looks(browser, file, looks, complain, told) {
  let labels = 0, passages = 0;
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [1200, 400]) {
      const page = await browser.newPage({ colorScheme, viewport: { width, height: 900 } });
      page.on("console", (message) => complain(`console: ${message.text()}`));
      page.on("pageerror", (error) => complain(`script: ${error.message}`));
      await page.goto(url_of(file));
      await page.evaluate(lay_out_all);
      if (colorScheme === "light") {
        const seen = await page.evaluate(look);
        labels = seen.labels;
        for (const overlap of seen.overlaps) complain(`labels overlap at ${width}: ${overlap}`);
        for (const place of seen.nowhere) complain(`a link to nowhere: ${place}`);
        if (seen.sideways) complain(`the page scrolls sideways at ${width}`);
      }
      const with_axe = looks.find((it) => it.colorScheme === colorScheme && it.width === width);
      if (with_axe) {
        if (!with_axe.all) passages = await page.evaluate(cut_lists);
        await check_with_axe(page, `${colorScheme} ${width}`, complain);
      }
      await page.close();
    }
  }
  if (looks.length > 0 && passages === 0) complain("there are no passages");
  told.push(`${labels} labels`);
}

async function check_keyboard(browser, file, complain, told) {
  const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
  await page.goto(url_of(file));
  const { links, strips, presses } = await page.evaluate(list_bars_and_cells);
  if (links < 10 || strips < 1) complain(`only ${links} bars and cells and ${strips} portraits`);
  for (let i = 0; i < presses; ++i) await page.keyboard.press("Tab");
  const missed = await page.evaluate((count) => [...Array(count).keys()].filter((i) => !window.reached.has(i))
    .map((i) => document.querySelector(`[data-stop="${i}"]`).textContent), links + strips);
  for (const label of missed) complain(`Tab does not reach ${label}`);

  const marks = await page.evaluate(() => {
    const all = document.querySelectorAll("svg.strip a");
    window.marks = new Set();
    for (const mark of all) mark.addEventListener("focus", () => window.marks.add(mark));
    return all.length;
  });
  for (const strip of await page.locator("svg.strip:has(a)").all()) {
    const number = await strip.evaluate((it) => {
      it.querySelector("a").focus();
      return it.querySelectorAll("a").length;
    });
    for (let i = 1; i < number; ++i) await page.keyboard.press("ArrowRight");
  }
  const met = await page.evaluate(() => window.marks.size);
  if (met !== marks) complain(`arrow keys reach ${met} of ${marks} marks`);

  // Enter, on every link of a small page, and on evenly spread ones of a large one.
  const places = await page.evaluate(() =>
    [...document.querySelectorAll("#bars th a, #together td a, #groups td a, svg.strip a")].map((link, i) => {
      link.dataset.enter = i;
      return link.getAttribute("href");
    }));
  const most = 60, step = Math.max(1, places.length / most);
  let opened = 0;
  for (let at = 0; at < places.length; at += step, ++opened) {
    const i = Math.floor(at);
    await page.evaluate((i) => document.querySelector(`[data-enter="${i}"]`).focus(), i);
    await page.keyboard.press("Enter");
    let fault = "";
    for (let tries = 0; tries < 5; ++tries) {  // far places are laid out on the way there
      fault = await page.evaluate(judge_place, places[i]);
      if (fault === "") break;
      await page.waitForTimeout(40);
    }
    if (fault !== "") complain(`Enter on ${places[i]}: ${fault}`);
  }
  await page.close();
  told.push(`Tab reached ${links} bars and cells, arrows ${marks} marks, Enter opened ${opened}`);
}

async function check_without_scripts(browser, file, complain) {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1200, height: 900 } });
  const page = await context.newPage();
  await page.goto(url_of(file));
  if (await page.locator(".tool:visible").count() > 0) complain("a tool shows that does nothing without scripts");
  if (await page.locator(".tool").count() === 0) complain("there is no tool to hide");
  for (const selector of ["#bars th a", "#together td a", "#groups td a", "svg.strip a"]) {
    const link = page.locator(selector).first();
    if (await link.count() === 0) continue;
    const place = await link.getAttribute("href");
    await link.evaluate((it) => it.focus());
    await page.keyboard.press("Enter");
    await page.waitForTimeout(100);
    const box = await page.locator(`[id="${place.slice(1)}"]`).boundingBox();
    if (!box || box.y < -5 || box.y > 720) complain(`without scripts, ${place} does not come into view`);
  }
  await context.close();
}

const squeezed = (text) => text.normalize("NFKC").replace(/[\s\u00ad\u200b]+/g, "");

/// Words of a PDF with their places: pages of { width, height, words: [{ left, right, top, bottom, text }] }.
function pages_of(pdf) {
  const out = `${pdf}.html`;
  run("pdftotext", ["-bbox", pdf, out]);
  const entities = { lt: "<", gt: ">", amp: "&", quot: "\"", apos: "'" };
  const plain = (text) => text.replace(/&(?:#(\d+)|(\w+));/g, (all, number, name) =>
    number ? String.fromCodePoint(Number(number)) : entities[name] ?? all);
  return readFileSync(out, "utf8").split("<page ").slice(1).map((page) => {
    const [, width, height] = page.match(/width="([\d.]+)" height="([\d.]+)"/).map(Number);
    const words = [...page.matchAll(/<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)<\/word>/gs)]
      .map(([, left, top, right, bottom, text]) => ({ left: +left, top: +top, right: +right, bottom: +bottom, text: plain(text) }));
    return { width, height, words };
  });
}

async function check_paper(browser, file, complain, told) {
  const page = await browser.newPage({ colorScheme: "dark", viewport: { width: 680, height: 1000 } });  // A4 less its margins
  await page.goto(url_of(file));
  const names = await page.evaluate(() => [document.querySelector("h1").textContent,
    ...[...document.querySelectorAll("#bars th a, .where bdi:first-child")].map((it) => it.textContent)]);
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await page.evaluate(lay_out_all);
  if (await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor) !== "rgb(255, 255, 255)")
    complain("paper is not white");
  for (const overlap of (await page.evaluate(look)).overlaps) complain(`labels overlap on paper: ${overlap}`);
  const pdf = join(scratch, "page.pdf");
  writeFileSync(pdf, await page.pdf({ preferCSSPageSize: true, printBackground: true }));
  await page.close();
  const pages = pages_of(pdf);
  if (pages.length < 2) complain(`the PDF has ${pages.length} pages`);
  pages.forEach(({ width, height, words }, i) => {
    if (words.length === 0) complain(`page ${i + 1} of the PDF is blank`);
    if (Math.round(width) !== 595 || Math.round(height) !== 842) complain(`page ${i + 1} of the PDF is not A4`);
    for (const word of words)
      if (word.left < 0 || word.right > width + 1 || word.top < 0 || word.bottom > height + 1)
        complain(`page ${i + 1} of the PDF cuts off "${word.text}"`);
  });
  const text = squeezed(pages.map((it) => it.words.map((word) => word.text).join("")).join(""));
  for (const name of new Set(names)) if (!text.includes(squeezed(name))) complain(`the PDF does not say "${name}"`);
  told.push(`PDF of ${pages.length} pages`);
}

/// Returns what is wrong; prints what was seen. `codings` = how many codings of record there are; `looks`: one of
/// axe_looks; `keyboard`: whether to walk through it by keys.
export async function examine(browser, file, name, { codings, looks, keyboard }) {
  const faults = [], told = [];
  const complain = (what) => faults.push(`${name}: ${what}`);
  const { size } = statSync(file);
  told.push(`${size} bytes`);
  if (size > most_bytes) complain(`${size} bytes, more than ${most_bytes}`);
  const page = await browser.newPage();
  await page.goto(url_of(file));
  const said = await page.locator("dd").nth(4).textContent();
  if (said.replace(",", "") !== String(codings)) complain(`the page says ${said} codings, codings.csv has ${codings}`);
  if (await page.locator(".q").count() === 0) complain("no passage has the question before it");
  await page.close();
  await check_looks(browser, file, looks, complain, told);
  if (keyboard) await check_keyboard(browser, file, complain, told);
  await check_without_scripts(browser, file, complain);
  await check_paper(browser, file, complain, told);
  console.log(`${name}: ${told.join("; ")}`);
  return faults;
}
