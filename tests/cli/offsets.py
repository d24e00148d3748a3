#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every coding of every .txt and .md transcript: text[start:end] of the file, decoded and line ends folded here, equals the quote."""
import csv
import io
import tempfile

from gloss import BROAD, SHARED, check, gloss, need_shared_data


def frozen_text(path):
    """An independent reader: UTF-8 (with or without BOM), else ISO-8859-1; CRLF and CR become LF."""
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("iso-8859-1")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def main():
    need_shared_data()
    folder = SHARED / "data/transcripts"
    with tempfile.TemporaryDirectory() as out:
        gloss("run", folder, "-p", f"{out}/t.gloss", "--codebook", BROAD, "-o", f"{out}/out", expect=2)
        rows = list(csv.DictReader(io.StringIO((open(f"{out}/out/codings.csv", encoding="utf-8", newline="").read()))))
        passages = list(csv.DictReader(io.StringIO(gloss("export", "passages", "--format", "csv", "-p", f"{out}/t.gloss").decode())))
    texts = {path.name: frozen_text(path) for path in folder.iterdir() if path.suffix in {".txt", ".md"}}
    codings = 0
    for row in rows:
        if row["source"] not in texts:
            continue
        codings += 1
        slice_ = texts[row["source"]][int(row["start"]):int(row["end"])]
        quote = row["quote"]
        if quote.startswith("'") and slice_[:1] in "=+-@'\t\r":
            quote = quote[1:]  # the guard against formulas
        check(slice_ == quote, f"{row['source']} {row['start']}-{row['end']}: {slice_!r} is not {row['quote']!r}")
    for row in passages:
        if row["source"] not in texts:
            continue
        slice_ = texts[row["source"]][int(row["start"]):int(row["end"])]
        text = row["text"][1:] if row["text"].startswith("'") and slice_[:1] in "=+-@'\t\r" else row["text"]
        check(slice_ == text, f"passage {row['passage']} is not the text at its place")
        check(slice_ == slice_.strip(" \t\n") and slice_ != "", f"passage {row['passage']} is not trimmed")
    sources = {row["source"] for row in rows if row["source"] in texts}
    check(len(sources) == len(texts), f"codings in {len(sources)} of {len(texts)} transcripts only")
    check(codings > 3000, f"only {codings} codings: the codebook of this test does not fire")
    print(f"{codings} codings and {len(passages)} passages stand where they say")


if __name__ == "__main__":
    main()
