#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a test of pages in headless Chromium: in_browser.py GLOSS FOLDER SCRIPT.mjs [ARGUMENT...]

FOLDER keeps node_modules, installed from the lock file beside this script, between runs. CHROMIUM names another browser than the one on the
path. Exit code 77: skipped for want of a tool, said loudly."""
import fcntl
import os
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
SKIPPED = 77


def need_tools():
    wanted = {"node": "nodejs", "npm": "npm", os.environ.get("CHROMIUM", "chromium"): "chromium", "pdftotext": "poppler-utils"}
    missing = [f"{program} (package {package})" for program, package in wanted.items() if shutil.which(program) is None]
    if missing:
        print(f"SKIPPED: not installed: {', '.join(missing)}; scripts/test installs them. THIS TEST PROVED NOTHING", flush=True)
        sys.exit(SKIPPED)


def install(folder):
    """npm ci, unless what the lock file says is there. Tests run side by side: one installs, the others wait."""
    folder.mkdir(parents=True, exist_ok=True)
    lock = (HERE / "package-lock.json").read_bytes()
    installed = folder / "installed-package-lock.json"
    with open(folder / "lock", "w", encoding="utf-8") as waiting:
        fcntl.flock(waiting, fcntl.LOCK_EX)
        if installed.is_file() and installed.read_bytes() == lock:
            return
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / name, folder / name)
        command = ["npm", "ci", "--prefix", str(folder), "--no-audit", "--no-fund", "--loglevel=error"]
        for attempt in (1, 2, 3):
            if subprocess.run(command, check=False).returncode == 0:
                installed.write_bytes(lock)
                return
            print(f"npm ci failed, attempt {attempt}", flush=True)
    sys.exit("FAILED: npm ci could not install what tests/report/web/package-lock.json names")


def main():
    program, folder, script, *arguments = sys.argv[1:]
    need_tools()
    folder = pathlib.Path(folder).resolve()
    install(folder)
    os.environ.update(
        GLOSS_PROGRAM=str(pathlib.Path(program).resolve()), GLOSS_ROOT=str(ROOT), GLOSS_NODE_FOLDER=str(folder),
        GLOSS_SHARED=os.environ.get("GLOSS_SHARED", str(ROOT.parent / "shared")),
        CHROMIUM=shutil.which(os.environ.get("CHROMIUM", "chromium")))
    os.execvp("node", ["node", str(HERE / script), *arguments])


if __name__ == "__main__":
    main()
