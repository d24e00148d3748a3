// SPDX-License-Identifier: GPL-3.0-or-later
// A picture of the heat map on the pilot's report page: in_browser.py GLOSS FOLDER picture.mjs OUT.png
import { join } from "node:path";

import { gloss, launch, root, scratch, url_of } from "./browser.mjs";

const out = process.argv[2];
gloss(["run", join(root, "corpora/pilot"), "--codebook", join(root, "codebooks/collaboration.yaml"), "-o", scratch, "--lang", "en"]);
const browser = await launch();
const page = await browser.newPage({ viewport: { width: 1120, height: 900 }, colorScheme: "light" });
await page.goto(url_of(join(scratch, "report.html")));
const { x, y, width, height } = await page.locator("#together").boundingBox();
await page.screenshot({ path: out, fullPage: true, animations: "disabled",
  clip: { x: x - 16, y: y + 40, width: width + 32, height: Math.min(height - 24, 1200) } });
await browser.close();
