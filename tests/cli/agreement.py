#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules against people: precision, recall and F1 per code on the hand-coded interviews of corpora/reference, each set apart.

    agreement.py PROGRAM [--only SET...] [--misses] [--all] [--readme [--update]]

Sets: `open` and `training` may be read while rules are written; `blind` and `blind-2` were made by other hands, and nobody who writes rules looks at
them. Per passage of the interviewees: a code is on a passage or it is not. Codes with at least 3 reference passages in the set count for the macro
F1 (--all shows the others, too). --misses lists the passages on which rules and people differ. --readme holds what is printed against README.md,
where it stands after the line "<!-- agreement -->": exit code 1 where they differ; --update writes it there.
"""
import argparse
import contextlib
import csv
import difflib
import io
import pathlib
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
LEAST = 3
FOLDER = {"open": "pilot", "training": "training", "blind": "pilot", "blind-2": "blind"}


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def measure(pairs):
    """(tp, fp, fn) -> precision, recall, F1; None where undefined."""
    tp, fp, fn = pairs
    precision = tp / (tp + fp) if tp + fp else None
    recall = tp / (tp + fn) if tp + fn else None
    f1 = 2 * tp / (2 * tp + fp + fn) if tp + fp + fn else None
    return precision, recall, f1


def number(value):
    return "   -" if value is None else f"{value:.2f}"


def compare(name, passages, codings, options):
    """Prints the table of one set of sources; the macro F1 and how many codes it is over."""
    reference = {}
    sources = set()
    for row in read(ROOT / f"corpora/reference/{name}.csv"):
        sources.add(row["source"])
        holders = [p for p in passages if p["source"] == row["source"] and row["quote"] in p["text"]]
        if len(holders) != 1:
            sys.exit(f"{name}.csv: {row['quote']!r} lies in {len(holders)} passages of {row['source']}")
        reference.setdefault(row["code"], set()).add(holders[0]["passage"])
    base = {p["passage"]: p for p in passages if p["source"] in sources and p["role"] != "interviewer"}
    found = {}
    for row in codings:
        if row["source"] not in sources:
            continue
        for p in base.values():
            if p["source"] == row["source"] and int(p["start"]) < int(row["end"]) and int(row["start"]) < int(p["end"]):
                found.setdefault(row["code"], set()).add(p["passage"])
    print(f"{name}: {', '.join(sorted(sources))}; {len(base)} passages")
    print(f"{'code':<40} {'n':>3} {'found':>5} {'precision':>9} {'recall':>6} {'F1':>5}")
    scores, sums = [], [0, 0, 0]
    for code in sorted(set(reference) | set(found)):
        wanted, got = reference.get(code, set()), found.get(code, set())
        counts = (len(wanted & got), len(got - wanted), len(wanted - got))
        sums = [a + b for a, b in zip(sums, counts)]
        precision, recall, f1 = measure(counts)
        if len(wanted) >= LEAST:
            scores.append(f1)
        if len(wanted) >= LEAST or options.all:
            print(f"{code:<40} {len(wanted):>3} {len(got):>5} {number(precision):>9} {number(recall):>6} {number(f1):>5}")
        if options.misses:
            for kind, ids in (("  missed", wanted - got), ("  too much", got - wanted)):
                for passage in sorted(ids):
                    print(f"{kind} {passage}: {base[passage]['text'] if passage in base else ''}")
    macro = sum(scores) / len(scores) if scores else 0.0
    precision, recall, f1 = measure(sums)
    print(f"macro F1 {macro:.2f} over {len(scores)} codes with at least {LEAST} passages; all codings together: precision {number(precision)}, "
          f"recall {number(recall)}, F1 {number(f1)}\n")
    return macro


def hold_readme(measured, update):
    """The tables of README.md are the measured ones, or the program ends with the differences."""
    print(measured)
    path = ROOT / "README.md"
    text = path.read_text(encoding="utf-8")
    head, rest = text.split("<!-- agreement -->\n```\n", 1)
    written, tail = rest.split("\n```\n", 1)
    if update:
        path.write_text(f"{head}<!-- agreement -->\n```\n{measured}\n```\n{tail}", encoding="utf-8")
    elif written != measured:
        print(*difflib.unified_diff(written.splitlines(), measured.splitlines(), "README.md", "measured", lineterm=""), sep="\n")
        sys.exit("README.md does not say what is measured; after looking at it: tests/cli/agreement.py build/check/gloss --readme --update")


def coded(folder):
    """The passages of a folder's sources and the codings of the rules."""
    from gloss import gloss
    with tempfile.TemporaryDirectory() as out:
        gloss("run", folder, "--codebook", ROOT / "codebooks/collaboration.yaml", "-o", out)
        project = f"{out}/study.gloss"
        return [list(csv.DictReader(io.StringIO(gloss("export", what, "--format", "csv", "-p", project).decode()))) for what in ("passages", "codings")]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("--only", nargs="+", choices=list(FOLDER), default=list(FOLDER), metavar="SET")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--readme", action="store_true")
    parser.add_argument("--update", action="store_true")
    options = parser.parse_args()
    sys.argv = [sys.argv[0], str(options.program)]
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed) if options.readme else contextlib.nullcontext():
        for name in options.only:
            compare(name, *coded(ROOT / "corpora" / FOLDER[name]), options)
    if options.readme:
        hold_readme(printed.getvalue().strip(), options.update)


if __name__ == "__main__":
    main()
