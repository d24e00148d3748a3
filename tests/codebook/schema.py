#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The JSON Schema and the parser judge codebooks alike: schema.py PROGRAM FILE_OF_CASES FILE...

The cases stand in one file, parted by lines "--- valid NAME", "--- invalid NAME" and "--- parser NAME" (what only the parser can
know: rules, names that lead nowhere). Each FILE is a codebook that is valid.
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import jsonschema
import yaml


class Loader(yaml.SafeLoader):
    """YAML 1.2 (core schema), as editors read it: `no` is text."""


Loader.yaml_implicit_resolvers = {}
for tag, pattern, first in [("null", r"~|null|Null|NULL|", "~nN\0"), ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
                            ("int", r"[-+]?[0-9]+", "-+0123456789"),
                            ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+0123456789.")]:
    Loader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"^(?:{pattern})$"), [*first.replace("\0", ""), *([""] if "\0" in first else [])])


def cases(path):
    kind, name, lines = None, None, []
    for line in [*path.read_text(encoding="utf-8").split("\n"), "--- end end"]:
        if line.startswith("--- "):
            if kind:
                yield kind, name, "\n".join(lines) + "\n"
            _, kind, name = line.split(" ", 2)
            lines = []
        elif kind:
            lines.append(line)


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    schema = json.loads(subprocess.run([program, "codebook", "schema"], capture_output=True, text=True, check=True).stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    todo = [*cases(pathlib.Path(sys.argv[2])), *(("valid", path, pathlib.Path(path).read_text(encoding="utf-8")) for path in sys.argv[3:])]
    faults, seen = [], {"valid": 0, "invalid": 0, "parser": 0}
    with tempfile.TemporaryDirectory() as folder:
        for kind, name, text in todo:
            seen[kind] += 1
            path = pathlib.Path(folder, "case.yaml")
            path.write_text(text, encoding="utf-8")
            done = subprocess.run([program, "codebook", "check", path], capture_output=True, text=True, check=False)
            parser = done.returncode in (0, 1)
            if not parser and done.returncode != 78:
                faults.append(f"{name}: exit code {done.returncode}: {done.stderr}")
            try:
                errors = [error.message for error in validator.iter_errors(yaml.load(text, Loader))]
            except yaml.YAMLError as error:
                errors = [str(error)]
            if parser != (kind == "valid"):
                faults.append(f"{name}: the parser says {'yes' if parser else 'no'}: {done.stderr}")
            if (not errors) != (kind != "invalid"):
                faults.append(f"{name}: the schema says {'no: ' + errors[0][:200] if errors else 'yes'}")
    if seen["valid"] < 20 or seen["invalid"] < 40:
        faults.append(f"only {seen}: the test itself is broken")
    print("\n".join(faults) or f"{seen['valid']} valid and {seen['invalid']} invalid codebooks: schema and parser agree")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
