#!/usr/bin/env python3
"""Compiles the word lists of this folder into C tables.

usage: compile.py header OUT.h LIST.txt...     declarations of all tables
       compile.py table OUT.c LIST.txt         one table

A list's line is `key[TAB field]...[TAB][# reason]`: at most four fields; `#` at the start of a line or
after a tab begins a comment.  Keys are lower case, sorted by bytes, and stand once.
"""
import re
import sys
from pathlib import Path

FIELDS, KEY_BYTES = 4, 96


def rows(path):
    out, last = [], ""
    for number, line in enumerate(Path(path).read_text(encoding="utf-8").splitlines(), 1):
        cells = re.sub(r"(^|\t+)#.*", "", line).rstrip().split("\t")
        if not cells[0]:
            continue
        key, fields = cells[0], cells[1:]
        where = f"{path}:{number}"
        if key != key.lower() or key != " ".join(key.split()):
            sys.exit(f"{where}: the key {key!r} is not lower case with single spaces")
        if len(key.encode()) >= KEY_BYTES or len(fields) > FIELDS:
            sys.exit(f"{where}: the key is too long or there are more than {FIELDS} fields")
        if key.encode() <= last.encode():
            sys.exit(f"{where}: {key!r} does not stand after {last!r}: sort the list by bytes")
        out.append((key, fields))
        last = key
    return out


def fnv1a(data):
    h = 2166136261
    for byte in data:
        h = (h ^ byte) * 16777619 & 0xFFFFFFFF
    return h


def c_string(text):
    return '"' + "".join(c if " " <= c <= "~" and c not in '"\\?' else "".join(f"\\{b:03o}" for b in c.encode())
                         for c in text) + '"'


def name_of(path):
    return "hsay_lexicon__" + Path(path).stem.replace("-", "_")


def table(path):
    entries = rows(path)
    size = 4
    while size < 2 * len(entries) + 2:
        size *= 2
    slots = [0] * size
    for i, (key, _) in enumerate(entries):
        at = fnv1a(key.encode()) & (size - 1)
        while slots[at]:
            at = (at + 1) & (size - 1)
        slots[at] = i + 1
    name, longest = name_of(path), max((key.count(" ") + 1 for key, _ in entries), default=0)
    lines = [f"/* Made by data/compile.py from {Path(path).name}. */", '#include "data/lexicons.h"', "",
             f"static const hsay_lexicon_row ROWS[{max(1, len(entries))}] = {{"]
    for key, fields in entries:
        cells = ", ".join(c_string(f) for f in fields + [""] * (FIELDS - len(fields)))
        lines.append(f"    {{{c_string(key)}, {{{cells}}}}},")
    if not entries:
        lines.append('    {"", {"", "", "", ""}},')
    lines += ["};", "", f"static const uint32_t SLOTS[{size}] = {{{', '.join(map(str, slots))}}};", "",
              f"const hsay_lexicon {name} = {{ROWS, {len(entries)}, SLOTS, {size - 1}, {longest}}};", ""]
    return "\n".join(lines)


def header(paths):
    lines = ["/* Made by data/compile.py from the lists in data/. */", "#ifndef HSAY_DATA_LEXICONS_H",
             "#define HSAY_DATA_LEXICONS_H", "", '#include "base/lexicon.h"', ""]
    lines += [f"extern const hsay_lexicon {name_of(p)};" for p in sorted(paths)]
    return "\n".join(lines + ["", "#endif", ""])


def main():
    if len(sys.argv) < 4 or sys.argv[1] not in ("header", "table"):
        sys.exit(__doc__)
    made = header(sys.argv[3:]) if sys.argv[1] == "header" else table(sys.argv[3])
    Path(sys.argv[2]).write_text(made, encoding="utf-8")


main()
