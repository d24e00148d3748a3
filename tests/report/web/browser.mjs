// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests in the browser share: Chromium, the program under test, a scratch folder, and how to fail.
// in_browser.py sets the environment.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(resolve(process.env.GLOSS_NODE_FOLDER, "package.json"));
export const axe_file = require.resolve("axe-core/axe.min.js");
export const root = process.env.GLOSS_ROOT;
export const shared = process.env.GLOSS_SHARED;

export const scratch = mkdtempSync(join(tmpdir(), "gloss-browser-"));
process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));

export const url_of = (file) => pathToFileURL(resolve(file)).href;

export function launch() {
  return require("playwright-core").chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync"],
  });
}

/// Runs a program and ends the test where it ends otherwise than expected; returns what it printed.
export function run(program, parts, expected = [0]) {
  const done = spawnSync(program, parts, { encoding: "utf8", maxBuffer: 1 << 28,
    env: { ...process.env, NO_COLOR: "1", COLUMNS: "100", SOURCE_DATE_EPOCH: "1767225600" } });
  if (done.error || !expected.includes(done.status)) {
    console.error(`FAILED: ${program} ${parts.join(" ")}: exit code ${done.status}\n${done.error ?? done.stderr}`);
    process.exit(1);
  }
  return done.stdout;
}
export const gloss = (parts, expected) => run(process.env.GLOSS_PROGRAM, parts, expected);

export function skip(why) {
  console.log(`SKIPPED: ${why}; THIS TEST PROVED NOTHING`);
  process.exit(77);
}

/// Ends the test: with every fault on a line of its own, or with what was proved.
export function finish(faults, proved) {
  for (const fault of faults.slice(0, 60)) console.error(`FAILED: ${fault}`);
  if (faults.length > 60) console.error(`FAILED: and ${faults.length - 60} more`);
  if (faults.length === 0) console.log(proved);
  process.exit(faults.length > 0 ? 1 : 0);
}
