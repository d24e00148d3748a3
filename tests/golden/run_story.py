#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
r"""Golden stories of the command line: files, commands, what they print, exit codes.

    # a remark
    < interviews/p1.txt         a file, until the line <
    Interviewer: How is it going?
    <
    $ gloss add interviews      a command, run by bash in a fresh folder; standard error is shown with standard output
    ...what it prints...
    \# of the answer           a printed line that could be taken for one of these has a backslash before it
    = 2                         its exit code, where it is not 0

run_story.py PROGRAM STORY checks; with --update it writes what is printed now, and the diff is the review.
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]


def items(text):
    """("#", remark), ("<", name, content) and ("$", command), in order; what commands print is passed over."""
    lines = iter(text.split("\n"))
    for line in lines:
        if line.startswith("#"):
            yield "#", line
        elif line.startswith("< "):
            content = []
            for inner in lines:
                if inner == "<":
                    break
                content.append(inner)
            yield "<", line[2:].strip(), content
        elif line.startswith("$ "):
            yield "$", line[2:]


def guarded(line):
    return "\\" + line if line.startswith(("#", "< ", "$ ", "\\")) else line


def play(program, story):
    """The story as it goes now, and how many commands it has."""
    out, commands = [], 0
    env = {key: value for key, value in os.environ.items() if not key.startswith("GLOSS_")}
    env.update(PATH=f"{program.parent}:{env['PATH']}", SOURCE_DATE_EPOCH="1767225600", GLOSS_CODER="anna", NO_COLOR="1", COLUMNS="100",
               LC_ALL="C.UTF-8", ROOT=str(ROOT))
    with tempfile.TemporaryDirectory() as folder:
        for kind, what, *rest in items(story.read_text(encoding="utf-8")):
            if kind == "#":
                out.append(what)
            elif kind == "<":
                path = pathlib.Path(folder, what)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text("\n".join(rest[0]) + "\n", encoding="utf-8")
                out += [f"< {what}", *rest[0], "<"]
            else:
                commands += 1
                done = subprocess.run(["bash", "-c", what], cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                      stderr=subprocess.STDOUT, check=False)
                printed = done.stdout.decode("utf-8", errors="backslashreplace").replace(str(ROOT), "ROOT").replace(folder, "HERE")
                printed = re.sub(r"[ \t]+\n", "\n", printed).rstrip("\n")
                out += [f"$ {what}", *(map(guarded, printed.split("\n")) if printed else [])]
                if done.returncode != 0:
                    out.append(f"= {done.returncode}")
                out.append("")
    return "\n".join(out).rstrip("\n") + "\n", commands


def main():
    program, story = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
    now, commands = play(program, story)
    if commands == 0:
        sys.exit(f"{story} has no command")
    if "--update" in sys.argv:
        story.write_text(now, encoding="utf-8")
        return
    if now != story.read_text(encoding="utf-8"):
        import difflib
        sys.stdout.writelines(difflib.unified_diff(story.read_text(encoding="utf-8").splitlines(True), now.splitlines(True), "expected", "printed"))
        sys.exit(1)
    print(f"{commands} commands print what they should")


if __name__ == "__main__":
    main()
