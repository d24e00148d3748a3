#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds every #include of src/ against the table of rooms in ARCHITECTURE.md, and foreign headers against their owners."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]

# The header prefixes by which a foreign library is known in #include lines.
FOREIGN = {
    "tl/expected": "tl::expected", "nlohmann/": "nlohmann-json", "yaml.h": "libyaml", "csv.h": "libcsv", "openssl/": "libcrypto",
    "unicode/": "ICU", "re2/": "RE2", "libstemmer": "Snowball", "cld2/": "CLD2", "uchardet": "uchardet",
    "SQLiteCpp/": "SQLiteCpp", "sqlite3": "SQLite", "xapian": "Xapian", "xxhash": "xxHash", "CLI/": "CLI11", "pugixml": "pugixml", "xlsxwriter": "libxlsxwriter", "zip.h": "libzip", "boost/": "Boost.Math",
}


def rooms():
    table = {}
    for line in (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if len(cells) == 4 and re.fullmatch(r"`[a-z]+`", cells[0]):
            owned = set() if cells[2] == "-" else {name.strip() for name in cells[2].split(",")}
            table[cells[0].strip("`")] = (set(re.findall(r"`([a-z]+)`", cells[1])), owned)
    return table


def main():
    table = rooms()
    faults = []
    on_disk = {path.name for path in (ROOT / "src").iterdir() if path.is_dir()}
    for room in sorted(on_disk ^ set(table)):
        faults.append(f"ARCHITECTURE.md and src/ disagree about the room '{room}'")
    seen = 0
    for path in sorted((ROOT / "src").rglob("*")):
        if path.suffix not in {".h", ".cpp"} or path.parent.name not in table:
            continue
        room = path.parent.name
        allowed, owned = table[room]
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            quoted = re.match(r'\s*#include "([^"]+)"', line)
            angled = re.match(r"\s*#include <([^>]+)>", line)
            where = f"{path.relative_to(ROOT)}:{number}"
            if quoted:
                seen += 1
                target = quoted.group(1).split("/")[0]
                if target != room and target not in allowed:
                    faults.append(f"{where}: '{room}' may not include '{quoted.group(1)}'")
            elif angled:
                for prefix, library in FOREIGN.items():
                    if angled.group(1).startswith(prefix) and library not in owned:
                        faults.append(f"{where}: <{angled.group(1)}> belongs to the owner of {library}")
    if seen < 50:
        faults.append(f"only {seen} includes were found: the check itself is broken")
    print("\n".join(faults) or f"{seen} includes keep to the plan")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
