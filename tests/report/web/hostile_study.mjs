// SPDX-License-Identifier: GPL-3.0-or-later
// Studies with a payload in every place where a user's text comes in, 25 payloads to a study; and the pages made of
// them. The harmless twin of a study has plain words in the same places.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { gloss } from "./browser.mjs";
import { fill, payloads } from "./payloads.mjs";

export const places = ["text", "code", "memo", "case", "attribute", "file name", "speaker", "project", "coder", "query", "error", "rule"];
export const per_study = 25, studies = payloads.length / per_study;

/// The number that tells which payload and place showed up or ran: 12017 is payload 17 in the last place.
export const number_of = (place, payload) => (places.indexOf(place) + 1) * 1000 + payload;

const replace = (text, pairs) => Object.entries(pairs).reduce((all, [from, to]) => all.replaceAll(from, to), text);
const without_controls = (text) => text.replace(/[\u0000-\u001f\u007f\u2028\u2029\u202c\u202e]/g, "");

/// What a place can hold of a payload. Where a character has a meaning of its own, an entity that a browser would read
/// as that character stands for it.
function fitted(place, text) {
  if (place === "text") return text;
  if (place === "file name") return replace(without_controls(text), { "/": "&sol;" });
  if (place === "speaker") {
    const label = "S" + replace(without_controls(text), { ":": "&colon;", "*": "&ast;", "[": "&lsqb;", "]": "&rsqb;" });
    if ([...label].length > 80) throw new Error(`too long for a label: ${label}`);
    return label;
  }
  if (["rule", "query", "error"].includes(place)) return replace(without_controls(text), { "\"": "&quot;" });
  return without_controls(text);
}

/// What stands in `place` for payload `i`.
export function planted(place, i, sink, harmless) {
  const number = number_of(place, i);
  return fitted(place, harmless ? `Plain${number} words` : fill(payloads[i], number, sink));
}

const cell = (text) => `"${text.replaceAll("\"", "\"\"")}"`;

/// Writes and imports study `s`; returns the numbers of its payloads, its folder, and what was planted where.
export function make_study(folder, s, sink, harmless) {
  const indices = [...Array(per_study).keys()].map((i) => s * per_study + i);
  const put = (place, i) => planted(place, i, sink, harmless);
  const texts = join(folder, "texts"), notes = join(folder, "notes"), project = join(folder, "study.gloss");
  mkdirSync(texts, { recursive: true });
  mkdirSync(notes);
  const cases = ["source,speaker,case,group,remark,warning"];
  const lines = [`codebook: hostile`, `title: ${JSON.stringify(indices.map((i) => put("project", i)).join(" "))}`, "languages: [en, zh]",
    "unit: passage", "where: role != interviewer", "codes:"];
  gloss(["new", project]);
  indices.forEach((i, at) => {
    const other = (at + per_study / 2 | 0) % per_study;
    const name = `${put("file name", i)}.txt`, speaker = put("speaker", i);
    writeFileSync(join(texts, name), `Interviewer: What do you say to ${put("text", i)}\n\n${speaker}: Well, keyword${at} and keyword${other}, ` +
      `and then ${put("text", i)} of course.\n\nInterviewer: Anything else?\n\n${speaker}: No, keyword${at}.\n`);
    cases.push([name, speaker, put("case", i), put("attribute", i), put("query", i), put("error", i)].map(cell).join(","));
    const half = at < per_study / 2;
    if (at === 0 || (!half && at - 1 < per_study / 2)) lines.push(`  branch-${half ? "a" : "b"}:`, "    codes:");
    const named = JSON.stringify(put("code", i)), memo = JSON.stringify(put("memo", i)), rule = `keyword${at} where speaker != "${put("rule", i)}"`;
    lines.push(`      code-${at}:`, `        name: {en: ${named}, zh: ${named}}`, `        definition: ${memo}`, `        include: ${memo}`,
      `        exclude: ${memo}`, `        rules: [${JSON.stringify(rule)}]`);
    const note = join(notes, `note-${at}.md`);
    writeFileSync(note, `A short note, number ${i}.\n`);
    gloss(["add", note, "-p", project, "--coder", put("coder", i)]);
  });
  writeFileSync(join(texts, "cases.csv"), cases.join("\n") + "\n");
  const codebook = join(folder, "hostile.yaml");
  writeFileSync(codebook, lines.join("\n") + "\n");
  for (const language of ["en", "zh"])
    gloss(["run", texts, "-p", project, "--codebook", codebook, "-o", join(folder, language), "--lang", language]);
  const values = (place) => indices.map((i) => `"${put(place, i)}"`).join(", ");
  return { indices, folder, project, sources: indices.map((i) => `${put("file name", i)}.txt`),
    finds: `keyword* where remark in (${values("query")})`, finds_nothing: `nowhere where warning in (${values("error")})` };
}

/// The pages that the program writes: which places each of them shows, and how it is made. Every payload has to be seen
/// in every place that is listed here.
const page = (study, name, [command, about, ...options], expected) => {
  const file = join(study.folder, name);
  gloss([command, ...options, "-p", study.project, "--format", "html", "-o", file, "--", about], expected);
  return file;
};
export const outputs = [
  { name: "report.html", shows: ["text", "code", "memo", "attribute", "file name", "speaker", "project", "rule"],
    make: (study) => [join(study.folder, "en/report.html")] },
  { name: "report.html --lang zh", shows: ["text", "code", "memo", "attribute", "file name", "speaker", "project", "rule"],
    make: (study) => [join(study.folder, "zh/report.html")] },
  { name: "search", shows: ["text", "file name", "speaker", "query", "error"],
    make: (study) => [page(study, "search.html", ["search", study.finds, "-n", "0"]),
      page(study, "search-nothing.html", ["search", study.finds_nothing], [0, 1])] },
  { name: "kwic", shows: ["text", "file name", "speaker", "query", "error"],
    make: (study) => [page(study, "kwic.html", ["kwic", study.finds, "-n", "0", "--width", "200"]),
      page(study, "kwic-nothing.html", ["kwic", study.finds_nothing], [0, 1])] },
  { name: "show", shows: ["text", "code", "file name", "speaker"],
    make: (study) => study.sources.map((source, i) => page(study, `show-${i}.html`, ["show", source])) },
];
