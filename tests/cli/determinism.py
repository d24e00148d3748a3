#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The same texts and codebook give the same bytes, on 1 or 2 threads, in any folder, locale, time zone and umask, however the files were added, and
with the index deleted."""
import os
import pathlib
import shutil
import tempfile

from gloss import BROAD, SHARED, check, environment, gloss, need_shared_data

QUERIES = ["people", "政府 and 人", "bitcoin near/5 money", "not the", "we where role = interviewee"]


def answers(project, env):
    """All that the project can be asked, as bytes."""
    out = {}
    for kind in ("csv", "json"):
        for name in (["report", "frequency"], ["report", "cooccurrence"], ["report", "cooccurrence", "--unit", "sentence"],
                     ["report", "cooccurrence", "--unit", "overlap"], ["export", "codings"], ["export", "passages"], ["sources"], ["speakers"]):
            out[" ".join([*name, kind])] = gloss(*name, "--format", kind, "-p", project, env=env)
    for query in QUERIES:
        out[query] = gloss("search", query, "--format", "json", "-n", "0", "-p", project, env=env, expect=(0, 1))
    return out


def compare(first, second, what):
    for name, bytes_ in first.items():
        check(second[name] == bytes_, f"{what}: {name} differs")


def main():
    need_shared_data()
    transcripts = SHARED / "data/transcripts"
    with tempfile.TemporaryDirectory() as here:
        here = pathlib.Path(here)
        one = environment(LANG="C", TZ="UTC")
        two = environment(LANG="de_DE.UTF-8", LC_ALL="tr_TR.UTF-8", TZ="Asia/Shanghai")
        gloss("run", transcripts, "--threads", "1", "--codebook", BROAD, "-o", here / "a", env=one, expect=2)
        first = answers(here / "a/study.gloss", one)
        check(len(first["export codings csv"]) > 200_000, "too few codings to compare")

        os.umask(0)
        other = here / "elsewhere" / "deep"
        gloss("run", transcripts, "--threads", "2", "--codebook", BROAD, "-o", other, env=two, expect=2)
        for name in ("frequency.csv", "cooccurrence.csv", "codings.csv", "report.html"):
            check((other / name).read_bytes() == (here / "a" / name).read_bytes(), f"{name} differs between two runs")
        for path in [other, *other.rglob("*")]:
            check(path.stat().st_mode & 0o077 == 0, f"{path} can be read by others")
        compare(first, answers(other / "study.gloss", two), "threads, folder, locale, time zone, umask")

        # One file after the other, backwards.
        project = here / "slow.gloss"
        gloss("new", project)
        for path in sorted(transcripts.iterdir(), reverse=True):
            if path.suffix in {".txt", ".md", ".vtt"}:
                gloss("add", path, "-p", project)
        gloss("codebook", "use", BROAD, "-p", project)
        compare(first, answers(project, one), "order of import")

        shutil.rmtree(f"{other}/study.gloss.index")
        compare(first, answers(other / "study.gloss", one), "index deleted")
        # Another run over the same folder changes nothing.
        gloss("run", transcripts, "--codebook", BROAD, "-o", other, expect=2)
        compare(first, answers(other / "study.gloss", one), "run again")
    print(f"{len(first)} answers, equal in 5 ways")


if __name__ == "__main__":
    main()
