// SPDX-License-Identifier: GPL-3.0-or-later
// Report pages open in under a second. Runs alone: beside other tests it would measure them.
//   in_browser.py GLOSS FOLDER opening_test.mjs
import { join } from "node:path";

import { finish, launch } from "./browser.mjs";
import { most_milliseconds, opening_time } from "./page_checks.mjs";
import { write_report } from "./studies.mjs";

const browser = await launch();
const faults = [], told = [];
for (const study of ["pilot", "transcripts"]) {
  for (const language of ["en", "zh"]) {
    const time = await opening_time(browser, join(write_report(study, language), "report.html"));
    told.push(`${study}, ${language}: ${time} ms`);
    if (time > most_milliseconds) faults.push(`the page of ${study}, ${language} takes ${time} ms to open`);
  }
}
await browser.close();
finish(faults, `pages opened: ${told.join("; ")}`);
