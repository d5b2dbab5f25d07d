#!/usr/bin/env python3
"""What the command finds in the sample articles, beside samples/expected.json.

usage: samples.py HEARSAY [--list]      --list: also what was not found

Prints the share found of each sort and exits 1 where it is under its floor below, where article text was cut
as furniture, or where articles that only share quotations were joined as copies.
"""
import json
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
FLOORS = json.loads((Path(__file__).with_name("samples-floors.json")).read_text())
WORD = re.compile(r"\w+")


def run(hearsay):
    files = sorted(str(p) for p in SAMPLES.iterdir() if p.suffix in (".txt", ".html", ".jsonl"))
    done = subprocess.run([hearsay, "run", "--json", *files], stdout=subprocess.PIPE, check=True)
    out = defaultdict(list)
    for line in done.stdout.decode("utf-8").rstrip("\n").split("\n"):
        row = json.loads(line)
        out[row["type"]].append(row)
    return out


def words(text):
    return WORD.findall(text.lower())


def overlap(a, b):
    """Share of the longer one's words that stand in the other, as bags."""
    a, b = words(a), words(b)
    rest, both = list(b), 0
    for w in a:
        if w in rest:
            rest.remove(w)
            both += 1
    return both / max(len(a), len(b), 1)


def keys(found):
    """(file, record id) of the expected form -> article id of the output."""
    out = {}
    for a in found["article"]:
        name = Path(a["input"]).name
        out[(name, a["record"] or None)] = a["id"]
    return out


def main():
    hearsay, found = sys.argv[1], run(sys.argv[1])
    expected = json.loads((SAMPLES / "expected.json").read_text(encoding="utf-8"))
    ids, missed, share, wrong = keys(found), defaultdict(list), {}, []
    key = lambda p: ids.get((p["file"], p.get("id")))

    def count(sort, items, test):
        hits = [bool(test(i)) for i in items]
        missed[sort] = [i for i, h in zip(items, hits) if not h]
        share[sort] = sum(hits) / max(len(hits), 1)

    by_article = defaultdict(list)
    for s in found["statement"]:
        by_article[s["article"]].append((" ".join(c["exact"] for c in s["content"]), s))

    def statement(e):
        whole = " ".join([e["content"], *e.get("content_more", [])])
        best = max(by_article[key(e)], key=lambda s: overlap(s[0], whole), default=None)
        return best[1] if best and overlap(best[0], whole) >= 0.5 else None

    count("statements", expected["statements"], statement)
    for field in ("speaker", "kind", "act", "evidence"):
        count(field, [e for e in expected["statements"] if statement(e)],
              lambda e, f=field: (statement(e)[f] or "") == e[f])

    def joined(rows, members, need):
        want = {(key(m), m["exact"]) for m in members}
        return any(sum(any(key_ == m["article"] and overlap(m["exact"], exact) >= 0.4 for m in r["members"])
                       for key_, exact in want) >= need for r in rows)

    count("threads", expected["threads"], lambda t: joined(found["thread"], t["members"], 2))
    figure = lambda f, m: any(x["article"] == key(m) and (x["exact"] in m["exact"] or m["exact"] in x["exact"]) for x in f["members"])
    count("figures", expected["figures"], lambda t: any(sum(figure(f, m) for m in t["members"]) >= 2 for f in found["figure"]))
    side = lambda p, e: p["article"] == key(e) and overlap(p["exact"], e["exact"]) >= 0.3
    count("disputes", expected["disputes"], lambda d: any(side(x["claim"], d["claim"]) and side(x["answer"], d["answer"])
                                                          for x in found["dispute"]))
    pairs = {frozenset((c["copy"], c["original"])) for c in found["copy"]}
    count("copies", expected["copies"], lambda c: frozenset((key(c["copy"]), key(c["original"]))) in pairs)
    count("impostors", expected["impostors"], lambda i: any(o["domain"] == i["domain"] and o["resembles"] for o in found["outlet"]))
    wrong += [f"joined as copies: {n}" for n in expected["not_copies"] if frozenset((key(n["a"]), key(n["b"]))) in pairs]

    cut = {a["id"]: [a["text"][f["start"]:f["end"]] for f in a["furniture"]] for a in found["article"]}
    strings = [{"file": f["file"], "id": f.get("id"), "exact": c} for f in expected["furniture"] for c in f["cut"]]
    text = {a["id"]: a["text"] for a in found["article"]}
    count("furniture", strings, lambda s: s["exact"] not in text[key(s)] or any(s["exact"] in c for c in cut[key(s)]))
    for e in expected["statements"]:
        if any(e["content"] in c for c in cut[key(e)]):
            wrong.append(f"cut as furniture: {e['file']}: {e['content']}")

    for sort, value in share.items():
        low = value < FLOORS.get(sort, 0)
        print(f"{sort:12s} {value:.3f}   floor {FLOORS.get(sort, 0):.3f}{'   BELOW' if low else ''}")
        wrong += [f"{sort} is below its floor"] if low else []
        if "--list" in sys.argv:
            for m in missed[sort]:
                print("      ", json.dumps(m, ensure_ascii=False)[:200])
    print("\n".join(wrong))
    sys.exit(bool(wrong))


main()
