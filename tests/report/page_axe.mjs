// SPDX-License-Identifier: GPL-3.0-or-later
// Opens report pages in headless Chromium and says what is wrong with them: axe-core in light and dark, wide
// and narrow; labels that lie on others; links to nowhere; the page against its own security policy; time and
// size; the same without scripts; and a PDF.
//
//   npm ci --prefix tests/report/web && node tests/report/page_axe.mjs report.html...
//
// CHROMIUM names another browser than /usr/bin/chromium. Exit code 1: something is wrong.
import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(new URL("./web/", import.meta.url));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const most_milliseconds = 1000, most_bytes = 5_000_000;
const faults = [];
const complain = (file, what) => faults.push(`${file}: ${what}`);

// Labels whose lines of text share more than a hair of space; links to nowhere.
function look() {
  const boxes = [];
  const labels = document.querySelectorAll("th a, th > span, th bdi, td a:not([aria-hidden]), dt, dd, nav a, .key, .key-name");
  for (const label of labels) {
    for (const box of label.getClientRects()) if (box.width > 0 && box.height > 0) boxes.push({ label, box });
  }
  boxes.sort((a, b) => a.box.top - b.box.top);
  const overlaps = [];
  boxes.forEach((one, i) => {
    for (let j = i + 1; j < boxes.length && boxes[j].box.top < one.box.bottom - 2; ++j) {
      const other = boxes[j];
      if (one.label.contains(other.label) || other.label.contains(one.label)) continue;
      const width = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const sticky = (it) => it.label.closest("th") && getComputedStyle(it.label.closest("th")).position === "sticky";
      if (width > 2 && sticky(one) === sticky(other)) overlaps.push(`${one.label.textContent} | ${other.label.textContent}`);
    }
  });
  const nowhere = [...document.querySelectorAll("a")].map((link) => link.getAttribute("href"))
    .filter((place) => !place.startsWith("#") || !document.getElementById(place.slice(1)));
  const root = document.documentElement;
  return { overlaps, nowhere, sideways: root.scrollWidth > root.clientWidth };
}

async function examine(browser, file) {
  const url = pathToFileURL(resolve(file)).href;
  const bytes = statSync(file).size;
  if (bytes > most_bytes) complain(file, `${bytes} bytes, more than ${most_bytes}`);
  const told = [`${bytes} bytes`];
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [1200, 400]) {
      const page = await browser.newPage({ colorScheme, viewport: { width, height: 900 } });
      page.on("console", (message) => complain(file, `console: ${message.text()}`));
      page.on("pageerror", (error) => complain(file, `script: ${error.message}`));
      await page.goto(url);
      const time = await page.evaluate(() => performance.getEntriesByType("navigation")[0].loadEventEnd);
      told.push(`${colorScheme} ${width}: loaded in ${Math.round(time)} ms`);
      if (time > most_milliseconds) complain(file, `${Math.round(time)} ms to open (${colorScheme}, ${width})`);
      // What is far below is not laid out yet; nothing is to hide from the checks.
      await page.evaluate(() => document.querySelectorAll(".group, .pair").forEach((it) => { it.style.contentVisibility = "visible"; }));
      const seen = await page.evaluate(look);
      for (const overlap of seen.overlaps) complain(file, `labels overlap at ${width}: ${overlap}`);
      for (const place of seen.nowhere) complain(file, `a link to nowhere: ${place}`);
      if (seen.sideways) complain(file, `the page scrolls sideways at ${width}`);
      await page.evaluate(axe);
      const found = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
      for (const it of found.violations)
        complain(file, `axe, ${colorScheme} ${width}: ${it.id} (${it.nodes.length}): ${it.help}: ${it.nodes[0].html.slice(0, 160)}: ${it.nodes[0].failureSummary}`);
      await page.close();
    }
  }
  const context = await browser.newContext({ javaScriptEnabled: false });
  const plain = await context.newPage();
  await plain.goto(url);
  if (await plain.locator(".tool:visible").count() > 0) complain(file, "a tool shows that does nothing without scripts");
  const cell = plain.locator("td a[href^='#c'], td a[href^='#x']").first();
  if (await cell.count() > 0) {
    const place = await cell.getAttribute("href");
    await cell.evaluate((link) => link.focus());
    await plain.keyboard.press("Enter");
    const box = await plain.locator(`[id="${place.slice(1)}"]`).boundingBox();
    if (!box || box.y < -5 || box.y > 720) complain(file, `without scripts, ${place} does not come into view`);
  }
  const pdf = await plain.pdf({ preferCSSPageSize: true });
  told.push(`PDF ${pdf.length} bytes`);
  await context.close();
  console.log(`${file}: ${told.join(", ")}`);
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});
for (const file of process.argv.slice(2)) await examine(browser, file);
await browser.close();
for (const fault of faults) console.error(fault);
process.exit(faults.length > 0 ? 1 : 0);
