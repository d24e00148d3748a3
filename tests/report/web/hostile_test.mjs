// SPDX-License-Identifier: GPL-3.0-or-later
// Stored cross-site scripting (reliability X3): 150 payloads in 12 places of 5 pages, each page opened as it is, and
// again without its security policy. Counted are dialogs, what calls at a server of our own, elements and attributes
// that a harmless study's page does not have, and addresses that lead out of the page.
//   in_browser.py GLOSS FOLDER hostile_test.mjs
// Before that, the test shows that it can see: each payload is set loose on a page of its own, and a report page whose
// text has lost its escapes has to be caught.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";

import { finish, launch, scratch, url_of } from "./browser.mjs";
import { make_study, outputs, places, planted, studies } from "./hostile_study.mjs";
import { fill, payloads } from "./payloads.mjs";

const faults = [];

// The server that nobody should call. Chromium's own "request" events would count what the policy stops, too.
const calls = [];
const server = createServer((request, response) => {
  calls.push(request.url);
  response.writeHead(200, { "Access-Control-Allow-Origin": "*", "Content-Type": "text/plain" }).end("called");
});
await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
const sink = `127.1:${server.address().port}`;

const browser = await launch();

/// In the page: everything that could run or load, and what is there to read.
function survey() {
  const seen = { kinds: [], scripts: [], handlers: [], leading_out: [], read: [] };
  const kinds = new Set();
  const walk = (node) => {
    for (const it of node.querySelectorAll("*")) {
      kinds.add(it.tagName.toLowerCase());
      if (it.localName === "script" && it.namespaceURI === "http://www.w3.org/1999/xhtml") seen.scripts.push(it.textContent);
      for (const { name, value } of it.attributes) {
        if (name !== "lang" && name !== "dir") kinds.add(`${it.tagName.toLowerCase()} ${name}`);
        if (name.startsWith("on")) seen.handlers.push(`${it.tagName} ${name}=${value}`);
        if (["href", "src", "action", "formaction", "data", "xlink:href"].includes(name) && !value.startsWith("#"))
          seen.leading_out.push(`${it.tagName} ${name}=${value}`);
        if (["title", "aria-label"].includes(name)) seen.read.push(value);
      }
      if (it.shadowRoot) walk(it.shadowRoot);
      if (it.content instanceof DocumentFragment) walk(it.content);
    }
  };
  walk(document);
  const words = document.createTreeWalker(document, NodeFilter.SHOW_TEXT,
    (node) => ["script", "style"].includes(node.parentNode.localName) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  // Elements with text of their own, whole: highlights cut it into pieces.
  const owners = new Set();
  while (words.nextNode()) owners.add(words.currentNode.parentNode.closest("blockquote, td, li > h2") ?? words.currentNode.parentNode);
  for (const it of owners) seen.read.push(it.textContent);
  return { ...seen, kinds: [...kinds] };
}

/// White space, controls and what stands for them (U+FFFD, \u202e, \x01) count as one blank.
const folded = (text) => text.replace(/(?:[\s\u0001-\u001f\u007f\u202a-\u202e\uFFFD]|\\u[0-9a-f]{4}|\\x[0-9a-f]{2})+/gi, " ");

/// What the promise brings, or null: a page that is on its way elsewhere may never answer.
function within(milliseconds, promise) {
  let timer;
  const late = new Promise((done) => { timer = setTimeout(() => done(null), milliseconds); });
  return Promise.race([promise.catch(() => null), late]).finally(() => clearTimeout(timer));
}

/// One page for each context, used again until something has run in it.
let dialogs = [];
const tabs = new Map();
async function tab_of(context) {
  if (tabs.has(context)) return tabs.get(context);
  const page = await context.newPage();
  page.on("dialog", (dialog) => {
    dialogs.push(dialog.message());
    dialog.dismiss().catch(() => {});
  });
  tabs.set(context, page);
  return page;
}
async function drop_tab(context) {
  if (tabs.has(context)) await within(5000, tabs.get(context).close());
  tabs.delete(context);
}

/// Opens a file and returns what happened: { dialogs, calls, survey, moved }.
async function open(context, file) {
  const page = await tab_of(context);
  dialogs = [];
  const before = calls.length, address = url_of(file);
  await page.goto(address, { waitUntil: "load", timeout: 60_000 });
  const order = page.locator("#order"), filter = page.locator("#filter");
  if (await order.count() === 1 && await filter.count() === 1) {  // the page's own script moves text about
    await order.selectOption("passages", { timeout: 2000 }).catch(() => {});
    await filter.fill("keyword", { timeout: 2000 }).catch(() => {});
    await page.waitForTimeout(150);
  }
  await page.waitForTimeout(30);
  const moved = page.url() !== address;
  const seen = await within(20_000, page.evaluate(survey));
  if (moved || seen === null || dialogs.length > 0 || calls.length > before) await drop_tab(context);
  return { dialogs, calls: calls.slice(before), survey: seen, moved };
}

/// What is wrong with a page: nothing in it may differ in kind from the harmless one.
function judge({ dialogs, calls: called, survey: seen, moved }, harmless) {
  const wrong = [...dialogs.map((it) => `a dialog says ${it}`), ...called.map((it) => `a call for ${it}`)];
  if (moved || seen === null) return [...wrong, "the page went elsewhere"];
  for (const script of seen.scripts) if (!harmless.scripts.has(script)) wrong.push(`a script: ${script.slice(0, 90)}`);
  for (const kind of seen.kinds) if (!harmless.kinds.has(kind)) wrong.push(`an element or attribute that was not to be: ${kind}`);
  wrong.push(...seen.handlers.map((it) => `a handler: ${it}`), ...seen.leading_out.map((it) => `an address: ${it}`));
  return wrong;
}

const without_policy = (html) => html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, "");

/// The page as it is and, as a copy, without its policy.
function both(file) {
  const html = readFileSync(file, "utf8"), bare = without_policy(html);
  if (bare === html) faults.push(`${file} has no security policy`);
  const copy = file.replace(/\.html$/, "-bare.html");
  writeFileSync(copy, bare);
  return [file, copy];
}

const guarded = await browser.newContext({ viewport: { width: 900, height: 700 } });
const unguarded = await browser.newContext({ viewport: { width: 900, height: 700 }, bypassCSP: true });

// The harmless study: what pages are made of.
const plain = make_study(join(scratch, "harmless"), 0, sink, true);
const harmless = {};
for (const output of outputs) {
  const made = { kinds: new Set(), scripts: new Set() };
  for (const file of output.make(plain)) {
    const { survey: seen } = await open(guarded, file);
    for (const kind of seen.kinds) made.kinds.add(kind);
    for (const script of seen.scripts) made.scripts.add(script);
  }
  harmless[output.name] = made;
}

// The payloads, each loose on pages of its own: in text, in two kinds of attributes, in a title, a style, a script.
const contexts = [(it) => `<p>${it}</p>`, (it) => `<input title="${it}">`, (it) => `<input title='${it}'>`, (it) => `<input title=\`${it}\`>`,
  (it) => `<a href="${it}">x</a>`, (it) => `<script>const it = '${it}';</script>`, (it) => `<script>const it = "${it}";</script>`,
  (it) => "<script>const it = `" + it + "`;</script>"];
const skeleton = { kinds: new Set(["html", "head", "body", "p", "title", "input", "input title", "a"]), scripts: new Set() };
let alive = 0;
const dead = [];
for (let i = 0; i < payloads.length; ++i) {
  let bites = false;
  for (let c = 0; c < contexts.length && !bites; ++c) {
    const file = join(scratch, "loose.html"), it = fill(payloads[i], 90000 + i, sink);
    writeFileSync(file, `<!DOCTYPE html><head><meta charset="utf-8"></head><body>${contexts[c](it)}`);
    const page = await tab_of(unguarded);
    dialogs = [];
    const before = calls.length;
    await page.goto(url_of(file), { waitUntil: "load", timeout: 10_000 }).catch(() => {});
    const seen = await within(2000, page.evaluate(survey));
    bites = dialogs.length > 0 || calls.length > before || seen === null || seen.handlers.length > 0 ||
      seen.leading_out.some((address) => address.includes("alert") || address.includes(sink)) ||
      [...seen.kinds].some((kind) => !skeleton.kinds.has(kind) && !["meta", "meta charset", "a href", "script"].includes(kind));
    if (seen === null) await drop_tab(unguarded);
  }
  if (bites) alive += 1;
  else dead.push(payloads[i]);
}
await drop_tab(unguarded);
console.log(`${alive} of ${payloads.length} payloads bite in this browser when nothing is escaped; not: ${dead.join("   ")}`);
if (alive < 130) faults.push(`only ${alive} payloads bite: the test would prove little`);

// The studies.
const shown = new Map();  // "place|output" -> set of payloads
let cases = 0, opened = 0, planted_page = null;
for (let s = 0; s < studies; ++s) {
  const folder = join(scratch, `study-${s}`);
  mkdirSync(folder);
  const study = make_study(folder, s, sink, false);
  const wanted = places.map((place) => study.indices.map((i) => [i, folded(planted(place, i, sink, false)).trim()]));
  for (const output of outputs) {
    for (const file of output.make(study)) {
      if (s === 0 && output === outputs[0]) planted_page = file;
      for (const [i, one] of both(file).entries()) {
        const happened = await open(i === 0 ? guarded : unguarded, one);
        opened += 1;
        for (const fault of judge(happened, harmless[output.name]))
          faults.push(`${output.name}, study ${s}, ${i === 0 ? "with" : "without"} the policy: ${fault}`);
        const read = happened.survey ? happened.survey.read.map(folded).join("\n") : "";
        places.forEach((place, p) => {
          const key = `${place}|${output.name}|${i}`;
          if (!shown.has(key)) shown.set(key, new Set());
          for (const [payload, text] of wanted[p]) if (read.includes(text)) shown.get(key).add(payload);
        });
      }
    }
  }
}

// A page that has lost its escapes: without the policy it has to be caught, and the policy alone has to hold it. (Of the
// payloads on it, that is: no policy keeps a meta refresh from leading elsewhere.)
const spoilt = [join(scratch, "spoilt.html"), join(scratch, "spoilt-bare.html")];
const escapes = { "&lt;": "<", "&gt;": ">", "&quot;": "\"", "&#39;": "'" };
const [head, ...rest] = readFileSync(planted_page, "utf8").split("<title>");
const loose = head + "<title>" + rest.join("<title>").replace(/&(?:lt|gt|quot|#39);/g, (it) => escapes[it]);
writeFileSync(spoilt[0], loose);
writeFileSync(spoilt[1], without_policy(loose));
const held = await open(guarded, spoilt[0]), caught = await open(unguarded, spoilt[1]);
const wrong = judge(caught, harmless[outputs[0].name]);
console.log(`a page without escapes: ${caught.dialogs.length} dialogs, ${caught.calls.length} calls, ${wrong.length} complaints; ` +
  `held by its policy: ${held.dialogs.length} dialogs, ${held.calls.length} calls`);
if (caught.dialogs.length === 0) faults.push("the page without escapes opened no dialog: the test is blind");
if (caught.calls.length === 0) faults.push("the page without escapes called nobody: the test is blind");
if (wrong.length < 20) faults.push("the page without escapes is hardly complained of: the test is blind");
if (held.dialogs.length + held.calls.length > 0) faults.push("the policy alone does not hold a page without escapes");

// What was shown where: a place that a page does not show proves nothing about escaping, and is said to.
console.log(`\npayloads of ${payloads.length} that were read on the page, by place ("-" = this page does not show the place; it was planted all the same)`);
console.log(["place".padEnd(12), ...outputs.map((it) => it.name.padStart(22))].join(""));
let proved = 0;
for (const place of places) {
  const cells = outputs.map((output) => {
    const counts = [0, 1].map((i) => shown.get(`${place}|${output.name}|${i}`).size);
    cases += payloads.length;
    if (output.shows.includes(place)) {
      proved += Math.min(...counts);
      if (Math.min(...counts) < payloads.length) {
        const missing = payloads.map((it, i) => `${i}: ${JSON.stringify(it)}`).filter((_, i) => !shown.get(`${place}|${output.name}|0`).has(i)).slice(0, 3);
        faults.push(`${output.name} shows ${counts.join(" and ")} of ${payloads.length} payloads in the place "${place}"; not: ${missing.join("   ")}`);
      }
    } else if (counts[0] > 0) {
      faults.push(`${output.name} shows the place "${place}" (${counts[0]} payloads): list it as shown`);
    }
    return (output.shows.includes(place) || counts[0] > 0 ? String(counts[0]) : "-").padStart(22);
  });
  console.log([place.padEnd(12), ...cells].join(""));
}
await browser.close();
server.close();
finish(faults, `${cases} cases in ${opened} openings, with and without the policy: nothing ran, nothing called; in ${proved} of them the page shows the payload`);
