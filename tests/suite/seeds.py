#!/usr/bin/env python3
"""What the command finds in two real articles about one event, by line number: their text is not ours to hold.

usage: seeds.py HEARSAY [--list]

The articles lie in $HEARSAY_SHARED/seeds, else ../shared/seeds; without them this says that it skipped.
A check names lines of the files; a name is right when it is the fullest one, which stands in the line given.
"""
import json
import os
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

SHARED = Path(os.environ.get("HEARSAY_SHARED") or Path(__file__).resolve().parents[3] / "shared")
A, B = "newsweek.txt", "thesun.txt"
KEPT = {A: [3, 5, 7, 9, 14, 16, 18, 20, 22, 24, 26], B: [*range(1, 6), *range(7, 54)]}
# file, line of a statement, line of the file in which its speaker's fullest name stands, words of that name
SPEAKERS = [(A, 16, 3, 2), (A, 18, 3, 2), (A, 24, 22, 2), (A, 26, 22, 2), (B, 14, 13, 1), (B, 15, 13, 1), (B, 16, 13, 1),
            (B, 51, 51, 2), (B, 52, 52, 2), (B, 53, 52, 2), (B, 40, 40, 2), (B, 28, 28, 2)]
THREADS = [((A, 18), (B, 5)), ((A, 16), (B, 11)), ((A, 18), (B, 9))]
FIGURES = [((A, 5), (B, 20), "137 + 2")]
DISPUTES = [((A, 7), (A, 7))]
CHAINS = [(A, 16)]


class Article:
    def __init__(self, row):
        self.row, self.text = row, row["text"]
        self.starts = [0]
        for line in self.text.split("\n"):
            self.starts.append(self.starts[-1] + len(line) + 1)

    def line_of(self, at):
        return next(n for n, s in enumerate(self.starts) if s > at)

    def line(self, number):
        return self.text[self.starts[number - 1]:self.starts[number] - 1]


def run(hearsay):
    done = subprocess.run([hearsay, "run", "--json", *(str(SHARED / "seeds" / f) for f in (A, B))],
                          stdout=subprocess.PIPE, check=True)
    out = defaultdict(list)
    for line in done.stdout.decode("utf-8").rstrip("\n").split("\n"):
        row = json.loads(line)
        out[row["type"]].append(row)
    return out


def furniture(articles):
    for name, a in articles.items():
        cut = {i for f in a.row["furniture"] for i in range(f["start"], f["end"])}
        for n in range(1, len(a.starts)):
            at = [i for i in range(a.starts[n - 1], a.starts[n] - 1) if not a.text[i].isspace()]
            share = sum(i in cut for i in at) / max(len(at), 1)
            if at:
                kept = n in KEPT[name]
                yield (f"{name}:{n} {'kept' if kept else 'cut'}", share == 0 if kept else share > 0.99)


def checks(found):
    articles = {Path(a["input"]).name: Article(a) for a in found["article"]}
    names = {a["id"]: Path(a["input"]).name for a in found["article"]}
    yield from furniture(articles)
    at = lambda p: (names[p["article"]], articles[names[p["article"]]].line_of(p["start"]))
    by_line = defaultdict(list)
    for s in found["statement"]:
        for c in s["content"]:
            by_line[at({"article": s["article"], **c})].append(s)

    def speaker(name, line, where, words):
        full = [s["speaker"] or "" for s in by_line[(name, line)]]
        return any(len(x.split()) >= words and x in articles[name].line(where) for x in full)

    for name, line, where, words in SPEAKERS:
        yield f"{name}:{line} has the speaker of line {where}", speaker(name, line, where, words)
    pairs = [{at(m) for m in t["members"]} for t in found["thread"] if any(m["differing"] for m in t["members"])]
    for one, other in THREADS:
        yield f"{one} and {other} are a thread with words that differ", any({one, other} <= p for p in pairs)
    for one, other, why in FIGURES:
        yield f"{one} and {other} are a figure, {why}", any(
            {one, other} <= {at(m) for m in f["members"]} and why in f["why"] for f in found["figure"])
    for claim, answer in DISPUTES:
        yield f"{claim} is answered by {answer}", any(at(d["claim"]) == claim and at(d["answer"]) == answer
                                                      for d in found["dispute"])
    for name, line in CHAINS:
        yield f"{name}:{line} has a chain", any(s["chain"] and s["chain"][0] in articles[name].line(line)
                                                for s in by_line[(name, line)])


def main():
    if not (SHARED / "seeds" / A).exists():
        print(f"seeds: skipped: there are no articles in {SHARED / 'seeds'}")
        return
    results = list(checks(run(sys.argv[1])))
    wrong = [label for label, ok in results if not ok]
    print(f"seeds: {len(results) - len(wrong)} of {len(results)} checks hold")
    print("\n".join(f"    not so: {label}" for label in wrong))
    floor = json.loads(Path(__file__).with_name("samples-floors.json").read_text()).get("seeds checks wrong at most", 999)
    sys.exit(len(wrong) > floor)


main()
