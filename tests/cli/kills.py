#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""kill -9 at random moments of `gloss run` and `gloss add`: the project opens, verify is clean, repeating the command gives the same export. Then undo
of everything gives the first dump, redo the last."""
import pathlib
import random
import subprocess
import sys
import tempfile
import time

from gloss import BROAD, PROGRAM, ROOT, check, environment, gloss

KILLS = int(sys.argv[2]) if len(sys.argv) > 2 else 200


def make_sources(folder):
    """Twenty-five invented interviews of 20 kB, so that there is something to interrupt."""
    subprocess.run([sys.executable, ROOT / "scripts/generate_corpus.py", folder, "--megabytes", "0.5", "--file-kilobytes", "20",
                    "--chinese", "0.3"], check=True)


def exports(project):
    return gloss("export", "codings", "--format", "csv", "-p", project), gloss("search", "people or 体育局", "-n", "0", "--format", "json", "-p", project, expect=(0, 1))


def main():
    random_ = random.Random(20261125)
    with tempfile.TemporaryDirectory() as here:
        here = pathlib.Path(here)
        make_sources(here / "texts")
        begun = time.monotonic()
        gloss("run", here / "texts", "--codebook", BROAD, "-o", here / "whole")
        whole = time.monotonic() - begun
        expected = exports(here / "whole/study.gloss")
        check(len(expected[0]) > 5_000, "too few codings to compare")

        killed, finished, compared = 0, 0, 0
        out = here / "killed"
        project = out / "study.gloss"
        while killed < KILLS:
            check(finished < 3 * KILLS, f"only {killed} of {killed + finished} were killed in mid-work")
            command = (["run", here / "texts", "--codebook", BROAD, "-o", out] if killed % 2 == 0 or not project.exists()
                       else ["add", here / "texts", "-p", project])
            process = subprocess.Popen([PROGRAM, *map(str, command)], env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(random_.uniform(0, whole * 0.9))
            process.kill()
            code = process.wait()
            check(code in (0, -9), f"exit code {code}")
            killed += code == -9
            finished += code == 0
            if project.exists():
                gloss("verify", "-p", project)
            if code == 0 or killed % 8 == 0:  # go on to the end, compare, and begin again
                gloss("run", here / "texts", "--codebook", BROAD, "-o", out)
                check(exports(project) == expected, f"after {killed} kills the export differs")
                subprocess.run(["rm", "-rf", out], check=True)
                compared += 1

        project = here / "whole/study.gloss"
        last = gloss("debug", "dump", "-p", project)
        gloss("undo", "-n", "1000000", "-p", project)
        empty = here / "empty.gloss"
        gloss("new", empty)
        check(gloss("debug", "dump", "-p", project) == gloss("debug", "dump", "-p", empty), "undo of everything is not the first dump")
        gloss("redo", "-n", "1000000", "-p", project)
        check(gloss("debug", "dump", "-p", project) == last, "redo of everything is not the last dump")
        check(exports(project) == expected, "the export after undo and redo differs")
        gloss("verify", "-p", project)
    print(f"{killed} kills ({finished} more came too late); {compared} projects were finished after them and compared, all whole")


if __name__ == "__main__":
    main()
