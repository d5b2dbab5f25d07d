#!/usr/bin/env python3
"""Compiles the word lists of this folder into C tables.

usage: compile.py header OUT.h LIST.txt...     declarations of all tables
       compile.py table OUT.c LIST.txt         one table
       compile.py references OUT.c LIST.txt    the table of html-references.txt, whose keys keep their case

A list's line is `key[TAB field]...[TAB][# reason]`: at most four fields; `#` at the start of a line or
after a tab begins a comment.  Keys are lower case, sorted by bytes, and stand once.
"""
import re
import sys
from pathlib import Path

FIELDS, KEY_BYTES, ROWS_MOST = 4, 96, 65535


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
    if len(out) > ROWS_MOST:
        sys.exit(f"{path}: more than {ROWS_MOST} keys")
    return out


def fnv1a(data):
    h = 2166136261
    for byte in data:
        h = (h ^ byte) * 16777619 & 0xFFFFFFFF
    return h


def heads(keys):
    """One bit for the first letters and digits of each key, four at the most; with the shift to its number."""
    bits = 6
    while 1 << bits < 16 * len(keys):
        bits += 1
    out = [0] * (1 << bits - 3)
    for key in keys:
        head = re.match("[a-z0-9]{0,4}", key)[0].encode()
        bit = int.from_bytes(head, "big") * 2654435761 % (1 << 32) >> 32 - bits
        out[bit // 8] |= 1 << bit % 8
    return out, 32 - bits


def c_string(text):
    return '"' + "".join(c if " " <= c <= "~" and c not in '"\\?' else "".join(f"\\{b:03o}" for b in c.encode())
                         for c in text) + '"'


def c_string_bytes(data):
    return '"' + "".join(chr(b) if chr(b).isascii() and chr(b).isalnum() else f"\\{b:03o}" for b in data) + '"'


def name_of(path):
    return "hsay_lexicon__" + Path(path).stem.replace("-", "_")


def table(path):
    entries = rows(path)
    size = 4
    while size < 2 * len(entries) + 2:
        size *= 2
    slots = [0] * size
    for i, (key, _) in enumerate(entries):
        hashed = fnv1a(key.encode())
        at = hashed & (size - 1)
        while slots[at]:
            at = (at + 1) & (size - 1)
        slots[at] = hashed >> 16 << 16 | i + 1
    name, longest = name_of(path), max((key.count(" ") + 1 for key, _ in entries), default=0)
    lines = [f"/* Made by data/compile.py from {Path(path).name}. */", '#include "data/lexicons.h"', "",
             f"static const hsay_lexicon_row ROWS[{max(1, len(entries))}] = {{"]
    for key, fields in entries:
        cells = ", ".join(c_string(f) for f in fields + [""] * (FIELDS - len(fields)))
        lines.append(f"    {{{c_string(key)}, {{{cells}}}}},")
    if not entries:
        lines.append('    {"", {"", "", "", ""}},')
    bits, shift = heads([key for key, _ in entries])
    lines += ["};", "", f"static const uint32_t SLOTS[{size}] = {{{', '.join(f'{s}u' for s in slots)}}};", "",
              f"static const uint8_t HEADS[{len(bits)}] = {{{', '.join(map(str, bits))}}};", "",
              f"const hsay_lexicon {name} = {{ROWS, {len(entries)}, SLOTS, {size - 1}, {longest}, HEADS, {shift}}};", ""]
    return "\n".join(lines)


def references(path):
    """Names behind each other in one string, each with its characters; slots by FNV-1a, open addressing."""
    text, made, slots, last = bytearray(), [], [0] * 4096, b""
    for number, line in enumerate(Path(path).read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#"):
            continue
        name, points, *bare = line.split("\t")
        key, value = name.encode(), "".join(chr(int(p, 16)) for p in points.split(" ")).encode()
        if key <= last or not name.isalnum() or len(key) > 31 or bare not in ([], ["bare"]):
            sys.exit(f"{path}:{number}: out of order, or no row of a name, code points and bare")
        at, last = fnv1a(key) & 4095, key
        while slots[at]:
            at = (at + 1) & 4095
        made.append(f"    {{{len(text)}, {len(key)}, {len(value)}, {len(bare)}}},")
        slots[at] = len(made)
        text += key + value
    quoted = "\n".join("    " + c_string_bytes(text[i:i + 80]) for i in range(0, len(text), 80))
    return "\n".join([f"/* Made by data/compile.py from {Path(path).name}. */", '#include "ingest/html_reference.h"', "",
                      "const char hsay_reference__text[] =", quoted + ";", "",
                      f"const hsay_reference_row hsay_reference__rows[{len(made)}] = {{", *made, "};", "",
                      f"const uint16_t hsay_reference__slots[{len(slots)}] = {{{', '.join(map(str, slots))}}};", ""])


def header(paths):
    lines = ["/* Made by data/compile.py from the lists in data/. */", "#ifndef HSAY_DATA_LEXICONS_H",
             "#define HSAY_DATA_LEXICONS_H", "", '#include "base/lexicon.h"', ""]
    lines += [f"extern const hsay_lexicon {name_of(p)};" for p in sorted(paths)]
    return "\n".join(lines + ["", "#endif", ""])


def main():
    one = {"table": table, "references": references}
    if len(sys.argv) < 4 or sys.argv[1] not in ("header", *one):
        sys.exit(__doc__)
    made = header(sys.argv[3:]) if sys.argv[1] == "header" else one[sys.argv[1]](sys.argv[3])
    Path(sys.argv[2]).write_text(made, encoding="utf-8")


main()
