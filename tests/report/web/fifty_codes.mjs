// SPDX-License-Identifier: GPL-3.0-or-later
// A study whose page is hard to lay out: 58 codes with long names, some without a single place to break, eight
// groups and sources with long names too, and nearly every pair of codes in some passage.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const branches = ["Dilemma", "Remedy"], factors = 4, leaves = 6;
const words = ["administrative", "registration", "collaboration", "neighbourhood", "responsibility", "infrastructure", "volunteers",
  "competition", "subsidies", "supervision", "communication", "membership"];
const characters = "体育组织政府协作登记管理监督场地经费志愿者沟通机制社会影响力内部混乱信任回报";

function english(i) {
  if (i % 9 === 4) return `Responsibilityforinterorganisationalcommunicationandinfrastructure${i}`;
  const many = [0, 1, 2, 3, 4, 5].map((j) => words[(i * 5 + j * 7 + 1) % words.length]);
  return `${i}: ${many.slice(0, 3 + i % 4).join(" ")} (${many.slice(0, 1 + i % 2).join(", ")})`;
}
const chinese = (i) => `${i}${characters.slice(i % 20, i % 20 + 6 + i % 14)}`;

/// Writes the study below `folder`; returns { texts, codebook }.
export function write_fifty_codes(folder) {
  const texts = join(folder, "interviews with a rather long name");
  mkdirSync(texts, { recursive: true });
  const lines = ["codebook: fifty", "title: {en: Fifty codes with long names, zh: 五十个长名称的编码}", "languages: [en, zh]", "unit: passage",
    "where: role != interviewer", "codes:"];
  const keywords = [];
  let number = 0;
  const code = (indent, id, more) => {
    const pad = " ".repeat(indent);
    lines.push(`${pad}${id}:`, `${pad}  name: {en: ${JSON.stringify(english(number))}, zh: ${JSON.stringify(chinese(number))}}`,
      ...more.map((line) => `${pad}  ${line}`));
    ++number;
  };
  for (const branch of branches) {
    code(2, branch.toLowerCase(), [`color: "${branch === "Dilemma" ? "#b5462f" : "#2f6db5"}"`, "codes:"]);
    for (let f = 0; f < factors; ++f) {
      code(6, `factor-${f}`, ["codes:"]);
      for (let l = 0; l < leaves; ++l) {
        const keyword = `${branch.toLowerCase()}${"abcd"[f]}${"uvwxyz"[l]}`;
        keywords.push(keyword);
        code(10, `leaf-${l}`, [`definition: What ${keyword} means in this study, said in a sentence of its own.`, `rules: ['${keyword}']`]);
      }
    }
  }
  const codebook = join(folder, "fifty.yaml");
  writeFileSync(codebook, lines.join("\n") + "\n");

  const cases = ["source,speaker,case,group"];
  const half = keywords.length / 2;
  for (let source = 0; source < 8; ++source) {
    const name = `interview-${source}-with-the-chairwoman-of-an-association-of-grassroots-sport-organisations.txt`;
    const turns = [];
    for (let turn = 0; turn < 24; ++turn) {
      const said = [keywords[turn], keywords[half + (turn * 5 + source * 3) % half], keywords[half + (turn + source) % half]];
      turns.push(`Interviewer: And what about number ${turn}, ${"really ".repeat(turn % 5)}then?`,
        `P1: We had ${said[0]} and then ${said[1]}, as they say 我们也有困难, and in the end ${said[2]} all the same.`);
    }
    writeFileSync(join(texts, name), turns.join("\n\n") + "\n");
    cases.push(`${name},P1,Person ${source},${["official", "organiser of a neighbourhood association", "participant", "志愿者与社会体育指导员",
      "sports journalist", "shopkeeper", "landlord of the sports hall", "Sachbearbeiterin"][source]}`);
  }
  writeFileSync(join(texts, "cases.csv"), cases.join("\n") + "\n");
  return { texts, codebook };
}
