#!/usr/bin/env python3
"""Runs html5lib's published tokenizer cases against the reader of markup and prints how many pass.

usage: html5lib.py BUILD/tests/markup

The cases lie in $HEARSAY_SHARED/data/extract, else ../shared; without them this says that it skipped.  Parse
errors are not compared: none are reported.  xmlViolation.test is left out: it asks for what XML forbids to be changed.
"""
import io
import json
import os
import re
import subprocess
import sys
import tarfile
from pathlib import Path

SHARED = Path(os.environ.get("HEARSAY_SHARED") or Path(__file__).resolve().parents[3] / "shared")
MODES = ["Data state", "RCDATA state", "RAWTEXT state", "Script data state", "PLAINTEXT state", "CDATA section state"]


def cases(path):
    unpacked = subprocess.run(["zstd", "-dcq", path], stdout=subprocess.PIPE, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(unpacked)) as tar:
        for member in sorted(tar.getmembers(), key=lambda m: m.name):
            if not member.name.endswith(".test") or "tokenizer/" not in member.name or "xmlViolation" in member.name:
                continue
            for case in json.load(tar.extractfile(member))["tests"]:
                for state in case.get("initialStates", ["Data state"]):
                    yield Path(member.name).name, case, state


def unescaped(value):
    if isinstance(value, str):
        text = re.sub(r"\\u([0-9A-Fa-f]{4})", lambda m: chr(int(m[1], 16)), value)
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass") if "\\u" in value else text
    if isinstance(value, list):
        return [unescaped(v) for v in value]
    if isinstance(value, dict):
        return {unescaped(k): unescaped(v) for k, v in value.items()}
    return value


def joined(tokens):
    """Adjacent pieces of text as one, as the cases have them."""
    out = []
    for t in tokens:
        if t[0] == "Character" and out and out[-1][0] == "Character":
            out[-1] = ["Character", out[-1][1] + t[1]]
        else:
            out.append(t)
    return out


def main():
    path = SHARED / "data/extract/html5lib-tests.tar.zst"
    if not path.exists():
        print(f"html5lib: skipped: {path} is not there (set HEARSAY_SHARED)")
        return
    todo, wire = list(cases(path)), []
    for _, case, state in todo:
        page = unescaped(case["input"]) if case.get("doubleEscaped") else case["input"]
        data = re.sub("\r\n?", "\n", page).encode("utf-8", "surrogatepass")  # as the standard does before this stage
        wire.append(f"{MODES.index(state)} {case.get('lastStartTag', '-')} {len(data)}\n".encode() + data)
    done = subprocess.run([sys.argv[1]], input=b"".join(wire), stdout=subprocess.PIPE, check=True)
    answers = done.stdout.split(b"\n")
    passed, failed = 0, []
    for (name, case, state), answer in zip(todo, answers, strict=False):
        wanted = unescaped(case["output"]) if case.get("doubleEscaped") else case["output"]
        found = joined(json.loads(answer.decode("utf-8", "surrogatepass")))
        if found == joined(wanted):
            passed += 1
        else:
            failed.append(f"{name}: {case['description']} ({state})\n    wanted {wanted}\n    found  {found}")
    print("\n".join(failed))
    print(f"html5lib tokenizer cases: {passed} of {len(todo)} pass")
    sys.exit(passed != len(todo) or not todo)


main()
