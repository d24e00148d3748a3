#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each command has a man page; each option that its help shows is in the page; each example of help and page names a real command."""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = pathlib.Path(sys.argv[1]).resolve()


def help_of(*words):
    done = subprocess.run([PROGRAM, *words, "--help"], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"gloss {' '.join(words)} --help: exit code {done.returncode}")
    return done.stdout


def listed(text):
    """Commands in a help text: lines of two blanks, a word, blanks, a summary, under headings without a dash."""
    return re.findall(r"^  ([a-z][a-z-]*) {3,}\S", text.split("\n\n", 1)[1], re.M)


def options(text):
    return set(re.findall(r"(?<![\w-])--?[a-z][a-z0-9-]*", "\n".join(line for line in text.splitlines() if re.match(r"^  -", line)))) - {"-h", "--help"}


def main():
    faults, seen = [], 0
    top = help_of()
    commands = [name for name in listed(top) if name != "paths"]
    for name in ["", *commands]:
        page_path = ROOT / f"src/cli/man/gloss{'-' + name if name else ''}.1"
        if not page_path.is_file():
            faults.append(f"{page_path.name} is missing")
            continue
        page = page_path.read_text(encoding="utf-8").replace("\\-", "-").replace("\\&", "")
        texts = {name: help_of(name) if name else top}
        parts = listed(texts[name]) if name and "SUBCOMMAND" in texts[name] else []
        for part in parts:
            texts[f"{name} {part}"] = help_of(name, part)
            if f"gloss {name} {part}" not in page:
                faults.append(f"{page_path.name}: '{name} {part}' is not in it")
        for what, text in texts.items():
            if "Example" not in text and what:
                faults.append(f"gloss {what} --help has no example")
            for option in options(text):
                seen += 1
                if not re.search(rf"(?<![\w-]){re.escape(option)}(?![\w-])", page):
                    faults.append(f"{page_path.name}: {option} of 'gloss {what}' is not in it")
        for example in re.findall(r"^(?:  )?gloss ([a-z][a-z-]*)", page.split(".SH EXAMPLES")[-1] + "\n".join(texts.values()), re.M):
            if example not in commands:
                faults.append(f"{page_path.name}: the example 'gloss {example}' names no command")
        if ".SH EXAMPLES" not in page:
            faults.append(f"{page_path.name} has no example")
    if seen < 60:
        faults.append(f"only {seen} options were found: the check itself is broken")
    print("\n".join(faults) or f"{len(commands)} commands, {seen} options: all in the manual")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
