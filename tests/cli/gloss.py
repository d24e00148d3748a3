# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs gloss for the tests of the whole program."""
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHARED = pathlib.Path(os.environ.get("GLOSS_SHARED", ROOT.parent / "shared"))
PROGRAM = pathlib.Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else ROOT / "build/check/gloss"
BROAD = ROOT / "tests/cli/broad.yaml"  # a codebook that fires often in every language of the real transcripts

# ctest reads this exit code as "skipped".
SKIPPED = 77


def environment(**changes):
    env = {key: value for key, value in os.environ.items() if not key.startswith("GLOSS_")}
    env.update(SOURCE_DATE_EPOCH="1767225600", GLOSS_CODER="anna", NO_COLOR="1", COLUMNS="100")
    env.update({key: value for key, value in changes.items() if value is not None})
    return env


def gloss(*arguments, cwd=None, expect=0, env=None, **options):
    """Runs and checks the exit code; returns standard output as bytes."""
    done = subprocess.run([str(PROGRAM), *map(str, arguments)], cwd=cwd, env=env or environment(), capture_output=True, **options)
    expected = expect if isinstance(expect, (tuple, list, set)) else (expect,)
    if done.returncode not in expected:
        sys.exit(f"gloss {' '.join(map(str, arguments))}: exit code {done.returncode}, not {expect}\n{done.stderr.decode(errors='replace')}")
    return done.stdout


def need_shared_data():
    if not (SHARED / "data/transcripts").is_dir():
        print("SKIPPED: the real data folder ../shared is not beside the checkout; this test proved nothing")
        sys.exit(SKIPPED)


def check(condition, message):
    if not condition:
        sys.exit(f"FAILED: {message}")
