// SPDX-License-Identifier: GPL-3.0-or-later
// The studies whose report pages are looked at.
import { existsSync } from "node:fs";
import { join } from "node:path";

import { gloss, root, scratch, shared, skip } from "./browser.mjs";
import { write_fifty_codes } from "./fifty_codes.mjs";

const codebook = join(root, "codebooks/collaboration.yaml");

/// What to import, with which codebook, and how `gloss run` ends.
function input_of(name) {
  if (name === "pilot") return { texts: join(root, "corpora/pilot"), codebook, status: 0 };
  if (name === "fifty-codes") return { ...write_fifty_codes(join(scratch, "fifty")), status: 0 };
  const texts = join(shared, "data/transcripts");
  if (!existsSync(texts)) skip("the real data folder ../shared is not beside the checkout");
  return { texts, codebook, status: 2 };  // some files are of formats that are refused, and listed
}

/// Runs the main job on "pilot", "transcripts" or "fifty-codes"; returns the folder with report.html.
export function write_report(study, language) {
  const input = input_of(study);
  const out = join(scratch, `${study}-${language}`);
  gloss(["run", input.texts, "--codebook", input.codebook, "-o", out, "--lang", language], [input.status]);
  return out;
}
