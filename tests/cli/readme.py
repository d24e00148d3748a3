#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""readme.py PROGRAM [--update]: what README.md shows of commands is what they print on the pilot corpus.

In a block that begins with `$ gloss`, a line `...` stands for any number of lines, and a line that ends in ... for any rest. --update puts in what is
printed now, as many lines as there were; read the diff.
"""
import difflib
import os
import pathlib
import re
import subprocess
import sys
import tempfile

from gloss import PROGRAM, ROOT, environment

README = ROOT / "README.md"
BLOCK = re.compile(r"^```\n(\$ gloss .*?)^```$", re.MULTILINE | re.DOTALL)


def commands(block):
    """(command, shown lines), in order."""
    found = []
    for line in block.rstrip("\n").split("\n"):
        if line.startswith("$ "):
            found.append((line[2:], []))
        else:
            found[-1][1].append(line)
    return [(command, trimmed(shown)) for command, shown in found]


def trimmed(lines):
    while lines and not lines[-1].strip():
        lines = lines[:-1]
    return [line.rstrip() for line in lines]


def chunks(shown):
    """Runs of lines between lines `...`."""
    runs = [[]]
    for line in shown:
        if line == "...":
            runs.append([])
        else:
            runs[-1].append(line)
    return runs


def fits(line, printed):
    return printed.startswith(line[:-3]) if line.endswith("...") and len(line) > 3 else line == printed


def differs(shown, printed):
    """The first line that is not printed, or None."""
    runs, at = chunks(shown), 0
    for number, run in enumerate(runs):
        if not run:
            continue
        starts = [at] if number == 0 else range(at, len(printed) - len(run) + 1)
        for start in starts:
            if len(printed) >= start + len(run) and all(fits(a, b) for a, b in zip(run, printed[start:])):
                at = start + len(run)
                break
        else:
            return next((line for line in run if not any(fits(line, one) for one in printed[at:])), run[0])
    return f"{len(printed) - at} lines more are printed" if runs[-1] and at != len(printed) else None


def updated(shown, printed):
    lines, at = [], 0
    for number, run in enumerate(chunks(shown)):
        if number > 0:
            lines.append("...")
        if not run:
            continue
        start = at
        if number > 0:
            best = max(range(at, len(printed)), key=lambda i: difflib.SequenceMatcher(None, run[0], printed[i]).ratio())
            start = best
        end = len(printed) if number == 0 and len(chunks(shown)) == 1 else start + len(run)
        for i, line in enumerate(printed[start:end]):
            long = i < len(run) and run[i].endswith("...") and len(line) > len(run[i])
            lines.append(line[:len(run[i]) - 3] + "..." if long else line)
        at = end
    return lines


def main():
    text = README.read_text(encoding="utf-8")
    update = "--update" in sys.argv
    wrong = shown_commands = 0
    with tempfile.TemporaryDirectory() as folder:
        for name in ("corpora", "codebooks"):
            os.symlink(ROOT / name, pathlib.Path(folder) / name)
        env = environment(PATH=f"{PROGRAM.parent}:{os.environ['PATH']}", GLOSS_CODER=None)

        def check(match):
            nonlocal wrong, shown_commands
            out = []
            for command, shown in commands(match.group(1)):
                done = subprocess.run(["bash", "-c", command], cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
                printed = trimmed(done.stdout.decode("utf-8").split("\n"))
                shown_commands += 1
                if (line := differs(shown, printed)) is not None:
                    wrong += 1
                    print(f"$ {command}\n  shown and not printed: {line}")
                    shown = updated(shown, printed)
                out.append("\n".join([f"$ {command}", *shown]))
            return "```\n" + "\n\n".join(out) + "\n```"

        new = BLOCK.sub(check, text)
    if update:
        README.write_text(new, encoding="utf-8")
        return
    if wrong or shown_commands < 8:
        sys.exit(f"{wrong} of {shown_commands} commands of README.md print something else; readme.py PROGRAM --update, and read the diff")
    print(f"{shown_commands} commands of README.md print what it shows")


if __name__ == "__main__":
    main()
