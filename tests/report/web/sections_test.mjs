// SPDX-License-Identifier: GPL-3.0-or-later
// The sections of a report page: order, filter, the window on 100,000 rows, the same without scripts, and nothing
// that the page's own security policy forbids.
//   in_browser.py GLOSS FOLDER sections_test.mjs SECTIONS_PAGE
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { axe_file, finish, launch, run, scratch, url_of } from "./browser.mjs";

const program = process.argv[2], many = 100_000;
const most_milliseconds_per_frame = 50;
const faults = [];
const expect = (stands, what) => { if (!stands) faults.push(what); };

function page_with(rows, language) {
  const file = join(scratch, `sections-${rows}-${language}.html`);
  writeFileSync(file, run(program, [String(rows), language]));
  return file;
}

async function opened(browser, file, options) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
  page.on("console", (message) => faults.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`script: ${error.message}`));
  await page.addInitScript(() => { window.violations = []; document.addEventListener("securitypolicyviolation", (it) => window.violations.push(it.violatedDirective)); });
  await page.goto(url_of(file));
  return page;
}

const cells = (page, section, column) => page.locator(`#report-${section} tbody tr:not([aria-hidden]):not([hidden]) td:nth-child(${column})`).allTextContents();
const number = (text) => text === "-" ? null : Number(text.replace(/[,%]/g, ""));

/// What is not defined stands last, the others rise or fall.
function is_ordered(texts, way) {
  const numbers = texts.map(number), first_undefined = numbers.indexOf(null);
  const defined = first_undefined < 0 ? numbers : numbers.slice(0, first_undefined);
  return numbers.slice(defined.length).every((it) => it === null) && defined.every((it, i) => i === 0 || way * (it - defined[i - 1]) >= 0);
}

async function check_plain_table(page) {
  await page.locator("#report-circles").scrollIntoViewIfNeeded();
  const found = page.locator("#report-circles .found"), button = page.locator("#report-circles th button").nth(4);
  await found.waitFor();
  const as_written = await cells(page, "circles", 2);
  expect(as_written.length === 20, `the plain table has ${as_written.length} rows`);
  for (const [sort, way] of [["descending", -1], ["ascending", 1]]) {
    await button.focus();
    await page.keyboard.press("Enter");
    expect(await page.locator("#report-circles th").nth(4).getAttribute("aria-sort") === sort, `aria-sort is not ${sort}`);
    expect(is_ordered(await cells(page, "circles", 5), way), `the plain table is not ${sort}`);
  }
  await page.keyboard.press("Enter");
  expect((await cells(page, "circles", 2)).join() === as_written.join(), "the third press does not bring back the first order");
  await page.locator("#report-circles input").fill("(7)");
  await page.waitForTimeout(250);
  expect(/^1 of 20 rows$/.test(await found.textContent()), `the filter says ${await found.textContent()}`);
  await page.keyboard.press("Escape");
  const link = page.locator("#report-circles td a").first(), place = await link.getAttribute("href");
  await link.click();
  expect(await page.evaluate(() => location.hash) === place, "a code does not lead to its passages");
}

async function check_window(page, told) {
  await page.evaluate(() => document.getElementById("report-statements").scrollIntoView());
  const box = page.locator("#report-statements .window"), found = page.locator("#report-statements .found");
  await box.waitFor();
  expect((await found.textContent()).startsWith("100,000 rows"), `the window says ${await found.textContent()}`);
  expect(await page.locator("#report-statements table").getAttribute("aria-rowcount") === String(many + 1), "aria-rowcount");
  expect(await page.locator("#report-statements .first-rows").isHidden(), "the line on the first rows is still there");
  const started = Date.now();
  await page.locator("#report-statements th button").nth(2).click();
  await page.waitForTimeout(0);
  const sorting = Date.now() - started;
  expect(is_ordered(await cells(page, "statements", 3), -1), "the window is not descending");
  const frames = await box.evaluate(async (it) => {
    const times = [];
    const frame = () => new Promise(requestAnimationFrame);
    let before = await frame();
    for (let i = 0; i < 120; ++i) {
      it.scrollTop += i < 60 ? 90 : it.scrollHeight / 70;  // as a wheel does, then as a dragged bar does
      const now = await frame();
      times.push(now - before);
      before = now;
    }
    return times.sort((a, b) => a - b);
  });
  const median = frames[60];
  expect(median < most_milliseconds_per_frame, `a frame of scrolling takes ${median} ms`);
  await box.focus();
  await page.keyboard.press("End");
  await page.waitForFunction((last) => document.querySelector(`#report-statements tr[aria-rowindex="${last}"]`) !== null, many + 1, { timeout: 5000 })
    .catch(() => faults.push("the End key does not lead to the last row"));
  await page.locator("#report-statements input").fill("(99999)");
  await page.waitForFunction(() => document.querySelector("#report-statements .found").textContent === "1 of 100,000 rows", null, { timeout: 5000 })
    .catch(async () => faults.push(`the filter says ${await found.textContent()}`));
  expect((await cells(page, "statements", 2)).join().includes("(99999)"), "the filter shows another row");
  const nodes = await page.locator("#report-statements tr").count();
  expect(nodes < 120, `the window keeps ${nodes} rows`);
  told.push(`sorting ${sorting} ms`, `frame ${median.toFixed(1)} ms, slowest ${frames.at(-1).toFixed(1)} ms`);
}

/// The window writes numbers as the program does.
async function check_numbers(browser) {
  const file = page_with(400, "en");
  const with_scripts = await opened(browser, file, {}), context = await browser.newContext({ javaScriptEnabled: false });
  const without = await context.newPage();
  await without.goto(url_of(file));
  await with_scripts.evaluate(() => document.getElementById("report-statements").scrollIntoView());
  await with_scripts.locator("#report-statements .window").waitFor();
  const written = await without.locator("#report-statements tbody tr").evaluateAll((rows) => rows.map((row) => [...row.cells].map((it) => it.textContent).join("|")));
  const windowed = await with_scripts.locator("#report-statements tbody tr:not([aria-hidden])").evaluateAll((rows) => rows.map((row) => [...row.cells].map((it) => it.textContent).join("|")));
  expect(written.length === 50, `without scripts there are ${written.length} rows`);
  expect(await without.locator("#report-statements .first-rows").isVisible(), "without scripts, nothing says where the rest is");
  const same = Math.min(windowed.length, 40);
  expect(same >= 25 && written.slice(0, same).join("\n") === windowed.slice(0, same).join("\n"), "the window writes rows otherwise than the program");
  await context.close();
  await with_scripts.close();
}

async function check_axe(browser, file, colorScheme, width) {
  const page = await opened(browser, file, { colorScheme, viewport: { width, height: 900 } });
  await page.evaluate(() => { for (const it of document.querySelectorAll("section")) it.style.contentVisibility = "visible"; });
  for (const id of ["circles", "statements"]) {
    await page.evaluate((it) => document.getElementById(`report-${it}`).scrollIntoView(), id);
    await page.locator(`#report-${id} .found`).waitFor();
  }
  await page.evaluate(readFileSync(axe_file, "utf8"));
  const found = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  for (const it of found.violations) faults.push(`axe, ${colorScheme} ${width}: ${it.id}: ${it.nodes[0].html.slice(0, 160)}: ${it.nodes[0].failureSummary}`);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), `the page scrolls sideways at ${width}`);
  await page.close();
}

const browser = await launch(), told = [];
const file = page_with(many, "en");
const page = await opened(browser, file, {});
expect(await page.evaluate(() => [...document.querySelectorAll("nav a")].some((it) => it.hash === "#report-statements")), "the navigation leaves out a section");
await check_plain_table(page);
await check_window(page, told);
await page.evaluate(() => document.querySelectorAll("section.report")[2].scrollIntoView());
await page.waitForTimeout(200);
expect(await page.evaluate(() => window.hacked === undefined), "hostile text ran");
expect((await page.evaluate(() => window.violations)).length === 0, "the page breaks its own security policy");
await page.close();
await check_numbers(browser);
for (const [colorScheme, width] of [["light", 1280], ["dark", 390]]) await check_axe(browser, page_with(400, "en"), colorScheme, width);
await browser.close();
finish(faults, `sections stand; ${told.join("; ")}`);
