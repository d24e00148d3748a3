#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""watch.py PROGRAM: `gloss codebook watch` beside an editor: each save is told by what it changes, a broken one by its fault, and neither ends the watch."""
import os
import pathlib
import queue
import signal
import subprocess
import sys
import tempfile
import threading

from gloss import PROGRAM, environment, gloss

PATIENCE = 60  # seconds for one answer; it comes in less than one

TEXT = "Interviewer: And the hall?\n\nP1: The hall is locked. No money, no trust.\n\nP1: We ask for money every year.\n\nP1: Nobody trusts us.\n"
BOOK = "codebook: c\nwhere: role != interviewer\ncodes:\n  money:\n    rules:\n      - {}\n  trust:\n    rules: [trust*]\n"


def main():
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        (root / "texts").mkdir()
        (root / "texts/a.txt").write_text(TEXT, encoding="utf-8")
        book = root / "book.yaml"

        def save(text):
            (root / "new").write_text(text, encoding="utf-8")
            os.replace(root / "new", book)

        save(BOOK.format("money"))
        gloss("run", root / "texts", "--codebook", book, "-o", root / "out")
        watch = subprocess.Popen([PROGRAM, "codebook", "watch", book, "-p", root / "out/study.gloss"], stdout=subprocess.PIPE,
                                 stderr=subprocess.STDOUT, env=environment(), text=True, encoding="utf-8")
        lines = queue.Queue()
        threading.Thread(target=lambda: [lines.put(line.rstrip("\n")) for line in watch.stdout], daemon=True).start()

        def expect(*wanted):
            for want in wanted:
                while not (line := lines.get(timeout=PATIENCE)):
                    pass
                if want not in line:
                    watch.kill()
                    sys.exit(f"expected {want!r}, got {line!r}")

        expect("watching")
        save(BOOK.format("hall"))
        expect("money: 2 → 1 passages, 0 gained, 1 lost", "- a.txt:3", "ms)")
        save(BOOK.format("hall or year or trusts"))
        expect("money: 1 → 3 passages, 2 gained, 0 lost", "+ a.txt:3", "+ a.txt:4", "ms)")
        save(BOOK.format("'hall near/'"))
        expect("book.yaml:6:", "- ", "^")
        save(BOOK.format("hall") + "  new: {rules: [locked]}\n")
        expect("more than rules changed")
        save(BOOK.format("hall") + "  new: {rules: [<money>]}\n")
        expect("new: 1 → 1 passages", "ms)")
        watch.send_signal(signal.SIGINT)
        if watch.wait(PATIENCE) != 0:
            sys.exit(f"exit code {watch.returncode} after Ctrl-C")
    print("five saves were followed, one broken one was told")


if __name__ == "__main__":
    main()
