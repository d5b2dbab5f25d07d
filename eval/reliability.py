#!/usr/bin/env python3
"""How often a statement of some probability is right: PolNeAR's attributions beside the predicted ones.

usage: reliability.py GOLD.jsonl PRED.jsonl [--fit] [--even | --odd]

PRED is what `tools/predict attribution` writes, each attribution with its "probability".  Right: source and content both
reach an overlap of .5 with those of one gold attribution, one to one, as score_attribution.py's linked@0.5 counts.
Prints for each tenth how many there are, their mean probability and the share that is right, and the mean distance of the
two.  --fit prints in place of it the steps for src/attribute/certainty.c, from a PRED that was written while its table
held {0, 0} and {1, 1} alone.  --even and --odd look at every other article only, so that one half fits and one half tests.
"""
import os
import sys
import types
from pathlib import Path

SHARED = Path(os.environ.get("HEARSAY_SHARED") or Path(__file__).resolve().parents[2] / "shared")
STEPS = 10


def scorer():
    """The scorer's own pieces, without its last line, which runs it."""
    source = (SHARED / "eval/score_attribution.py").read_text(encoding="utf-8").rstrip().removesuffix("main()")
    names = {}
    exec(compile(source, "score_attribution.py", "exec"), names)
    return types.SimpleNamespace(**names)


def outcomes(gold, pred, s):
    """(attribution, right) for each predicted one with a content."""
    for i, g in gold.items():
        tokens = s.Tokens(g["text"])
        spans = lambda a: (tokens.ids(a.get("source", [])), tokens.ids(a.get("content", [])))
        gs = [spans(a) for a in g["attributions"] if a.get("content")]
        ps = [a for a in pred.get(i, {}).get("attributions", []) if a.get("content")]
        pairs = []
        for k, a in enumerate(ps):
            p = spans(a)
            for n, q in enumerate(gs):
                if p[1] & q[1] and s.iou(p[0], q[0]) >= .5 and s.iou(p[1], q[1]) >= .5:
                    pairs.append((-s.iou(p[0], q[0]) - s.iou(p[1], q[1]), k, n))
        right, used = set(), set()
        for _, k, n in sorted(pairs):
            if k not in right and n not in used:
                right.add(k)
                used.add(n)
        yield from ((a, k in right) for k, a in enumerate(ps))


def fit(rows):
    """Equal shares of the raw certainties, each with the share that is right, made to climb."""
    rows = sorted((a["probability"], r) for a, r in rows)
    cut = [rows[len(rows) * k // STEPS:len(rows) * (k + 1) // STEPS] for k in range(STEPS)]
    blocks = [[sum(r for _, r in part), len(part), [sum(x for x, _ in part) / len(part)]] for part in cut if part]
    k = 0
    while k + 1 < len(blocks):  # pool adjacent violators (Ayer et al. 1955)
        if blocks[k][0] / blocks[k][1] > blocks[k + 1][0] / blocks[k + 1][1]:
            a = blocks.pop(k + 1)
            blocks[k] = [blocks[k][0] + a[0], blocks[k][1] + a[1], blocks[k][2] + a[2]]
            k = max(0, k - 1)
        else:
            k += 1
    for right, count, means in blocks:
        print(f"    {{{sum(means) / len(means):.3f}f, {right / count:.3f}f}},")


def main():
    args = [a for a in sys.argv[1:] if not a.startswith("--")]
    if len(args) != 2:
        sys.exit(__doc__)
    s = scorer()
    gold = s.load(args[0])
    half = {"--even", "--odd"} & set(sys.argv)
    for side in half:
        gold = {i: g for n, (i, g) in enumerate(sorted(gold.items())) if n % 2 == ("--odd" == side)}
    rows = list(outcomes(gold, s.load(args[1]), s))
    if "--fit" in sys.argv:
        fit(rows)
        return
    far = 0.0
    print("probability     statements   mean   right")
    for k in range(10):
        part = [(a["probability"], r) for a, r in rows if int(min(a["probability"], .9999) * 10) == k]
        if not part:
            continue
        mean, right = sum(p for p, _ in part) / len(part), sum(r for _, r in part) / len(part)
        far += abs(mean - right) * len(part) / len(rows)
        print(f"{k / 10:.1f} to {k / 10 + .1:.1f}     {len(part):10d}   {mean:.3f}  {right:.3f}")
    print(f"mean distance {far:.3f} over {len(rows)} statements")


main()
