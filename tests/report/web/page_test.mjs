// SPDX-License-Identifier: GPL-3.0-or-later
// The report page of a study, in English and in Chinese, held against everything that page_checks.mjs knows:
//   in_browser.py GLOSS FOLDER page_test.mjs pilot|transcripts|fifty-codes
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { finish, launch } from "./browser.mjs";
import { axe_looks, examine } from "./page_checks.mjs";
import { write_report } from "./studies.mjs";

const [study] = process.argv.slice(2);

/// How much axe-core sees: both themes of the two studies; the fifty codes are there for their labels.
const thoroughness = { pilot: { en: "thorough", zh: "quick" }, transcripts: { en: "quick", zh: "quick" }, "fifty-codes": { en: "none", zh: "none" } };

const browser = await launch();
const faults = [];
for (const language of ["en", "zh"]) {
  const out = write_report(study, language);
  const codings = readFileSync(join(out, "codings.csv"), "utf8").match(/^[0-9a-f]{12},/gm).length;
  faults.push(...await examine(browser, join(out, "report.html"), `${study}, ${language}`, { codings, looks: axe_looks[thoroughness[study][language]],
    keyboard: study !== "fifty-codes" && language === "en" }));  // what keys reach is the same in both languages
}
await browser.close();
finish(faults, `the page of ${study} stands in both languages`);
