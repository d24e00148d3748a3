// SPDX-License-Identifier: GPL-3.0-or-later
// The report page of a study, in English and in Chinese, held against everything that page_checks.mjs knows:
//   in_browser.py GLOSS FOLDER page_test.mjs pilot|transcripts|fifty-codes
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { finish, gloss, launch, root, scratch, shared, skip } from "./browser.mjs";
import { write_fifty_codes } from "./fifty_codes.mjs";
import { axe_looks, examine } from "./page_checks.mjs";

const codebook = join(root, "codebooks/collaboration.yaml");
const [study] = process.argv.slice(2);

/// What to import, with which codebook, and how `gloss run` ends.
function input_of(name) {
  if (name === "pilot") return { texts: join(root, "corpora/pilot"), codebook, status: 0 };
  if (name === "fifty-codes") return { ...write_fifty_codes(join(scratch, "fifty")), status: 0 };
  const texts = join(shared, "data/transcripts");
  if (!existsSync(texts)) skip("the real data folder ../shared is not beside the checkout");
  return { texts, codebook, status: 2 };  // some files are of formats that are refused, and listed
}

/// How much axe-core sees: both themes of both studies; the fifty codes are there for their labels.
const thoroughness = { pilot: { en: "thorough", zh: "once" }, transcripts: { en: "quick", zh: "once" }, "fifty-codes": { en: "none", zh: "none" } };

const input = input_of(study);
const browser = await launch();
const faults = [];
for (const language of ["en", "zh"]) {
  const out = join(scratch, language);
  gloss(["run", input.texts, "--codebook", input.codebook, "-o", out, "--lang", language], [input.status]);
  const codings = readFileSync(join(out, "codings.csv"), "utf8").match(/^[0-9a-f]{12},/gm).length;
  faults.push(...await examine(browser, join(out, "report.html"), `${study}, ${language}`, { codings, looks: axe_looks[thoroughness[study][language]],
    keyboard: language === "en" }));  // the order of what keys reach is the same in both
}
await browser.close();
finish(faults, `the page of ${study} stands in both languages`);
