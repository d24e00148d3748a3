#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""review.py PROGRAM: the correction sheet of the pilot corpus, filled in and saved by another program (openpyxl), comes back: every decision, code and memo."""
import csv
import io
import json
import pathlib
import sys
import tempfile

import openpyxl

from gloss import ROOT, check, gloss

ODD = ["=1+1", "+49", "@home", "007", "2026-11-30", "1e5", "TRUE", "没有\n办法", "'quoted"]


def table(project, what):
    return list(csv.DictReader(io.StringIO(gloss("export", what, "--format", "csv", "-p", project).decode("utf-8"))))


def main():
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        project, sheet, filled = root / "out/study.gloss", root / "review.xlsx", root / "filled.xlsx"
        gloss("run", ROOT / "corpora/pilot", "--codebook", ROOT / "codebooks/collaboration.yaml", "-o", root / "out")
        before = {row["coding"]: row for row in table(project, "codings")}
        gloss("export", "review", "-o", sheet, "-p", project)
        gloss("export", "review", "-o", sheet, "-p", project, expect=73)
        check([p.name for p in root.iterdir() if p.name.startswith(".")] == [], "temporary files were left")

        book = openpyxl.load_workbook(sheet)
        check(book.sheetnames == ["Review", "Codes", "How to"], book.sheetnames)
        page = book["Review"]
        columns = {cell.value: cell.column for cell in page[1]}
        check(all(cell.data_type in "sn" for row in page for cell in row), "a cell is no text")  # n: empty
        codings = [row for row in range(2, page.max_row + 1) if page.cell(row, columns["Coding"]).value]
        check({page.cell(row, columns["Coding"]).value for row in codings} == set(before), "the codings are not those of the export")
        wanted, notes = {}, []
        for i, row in enumerate(codings):
            if i % 5 < 3:
                decision = "accept" if i % 2 else "reject"
                wanted[page.cell(row, columns["Coding"]).value] = decision + "ed"
                page.cell(row, columns["Your decision"]).value = decision
            if i < len(ODD):
                page.cell(row, columns["Your memo"]).value = ODD[i]
                page.cell(row, columns["Your memo"]).data_type = "s"
                notes.append(ODD[i])
        bare = [row for row in range(2, page.max_row + 1) if row not in set(codings)]
        for row in bare[:30]:
            page.cell(row, columns["Your code"]).value = "dilemma/economic; remedy"
        page.cell(bare[30], columns["Your code"]).value = "no such code"
        book.save(filled)

        said = gloss("import", filled, "--dry-run", "-p", project, expect=2).decode("utf-8")
        check("Nothing was saved" in said and f"filled.xlsx:{bare[30]}:" in said, said)
        check(all(not row["decision"] for row in table(project, "codings")), "a dry run saved something")
        gloss("import", filled, "-p", project, expect=2)
        after = table(project, "codings")
        check({row["coding"]: row["decision"] for row in after if row["decision"]} == wanted, "decisions differ")
        check(sorted(row["code"] for row in after if row["origin"] == "coder") == 30 * ["dilemma/economic"] + 30 * ["remedy"], "codings by hand differ")
        said = sorted(memo["memo_text"] for memo in json.loads(gloss("memo", "list", "--format", "json", "-p", project))["rows"])
        check(said == sorted(notes), f"{said} {notes}")
        gloss("undo", "-p", project)
        check({row["coding"]: row for row in table(project, "codings")} == before, "undo does not give the codings before")
    print(f"{len(wanted)} decisions, 60 codings and {len(notes)} memos came back")


if __name__ == "__main__":
    main()
