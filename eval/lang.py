#!/usr/bin/env python3
"""Scores CoNLL-U against a treebank on the same words, and names against lines of token and label.

usage: lang.py tree GOLD.conllu PRED.conllu [--genre NAME]   tags, features, lemmas, heads; JSON
       lang.py names GOLD.conll PRED.conllu                  F1 of person, organisation, place; JSON
       lang.py words GOLD.conll OUT.conllu                   the tokens, for `hearsay tag --tokens`

All words count, marks too.  LAS counts the relation up to its colon, as CoNLL 2018's evaluation does; `las full` all of
it.  A name counts where first word, last word and class are right.
"""
import json
import sys
from collections import Counter


def lines(path):
    with open(path, encoding="utf-8") as f:
        yield from (line.rstrip("\n") for line in f)


def treebank(path, genre=None):
    """Rows of words, sentence after sentence; with `genre` of the documents of that genre alone."""
    inside, of = True, []
    for line in lines(path):
        if line.startswith("# newdoc id") and genre:
            inside = f"_{genre}_" in line
        cells = line.split("\t")
        of.append((inside, cells) if cells[0].isdigit() else None)
    return of


def tree(gold_path, pred_path, genre=None):
    gold = [g for g in treebank(gold_path, genre) if g]
    pred = [p[1] for p in treebank(pred_path) if p]
    if len(gold) != len(pred) or any(g[1] != p[1] for (_, g), p in zip(gold, pred)):
        sys.exit("the words are not the same")
    count = Counter()
    for (inside, g), p in zip(gold, pred):
        if not inside:
            continue
        count["words"] += 1
        head, plain = g[6] == p[6], g[7].split(":")[0] == p[7].split(":")[0]
        for key, right in (("upos", g[3] == p[3]), ("features", g[5] == p[5]), ("lemmas", g[2] == p[2]), ("uas", head),
                           ("las", head and plain), ("las full", head and g[7] == p[7])):
            count[key] += right
    return {k: count[k] / count["words"] for k in ("upos", "features", "lemmas", "uas", "las", "las full")}


def labelled(path):
    """(token, label) lines; None between sentences."""
    for line in lines(path):
        cells = line.split()
        yield (cells[0], cells[-1]) if len(cells) > 1 else None


def words(source, target):
    with open(target, "w", encoding="utf-8") as out:
        n = 0
        for pair in [*labelled(source), None]:
            if pair:
                n += 1
                out.write("\t".join([str(n), pair[0], *"________"]) + "\n")
            elif n:
                out.write("\n")
                n = 0


def spans(labels):
    """(first, end, class) of runs of B and I; of a corpus that knows I alone, too."""
    out, at = set(), None
    for i, label in enumerate([*labels, "O"]):
        if at and (label == "O" or label[0] == "B" or label[2:] != at[1]):
            out.add((at[0], i, at[1]))
            at = None
        if label != "O" and not at:
            at = (i, label[2:])
    return out


def of_sentences(pairs):
    out, now = [], []
    for pair in [*pairs, None]:
        if pair:
            now.append(pair)
        elif now:
            out.append(now)
            now = []
    return out


def figures(found):
    """F1 of (gold spans, found spans) pairs, in all and a class."""
    hit, gold, pred = Counter(), Counter(), Counter()
    for g, p in found:
        for kind in ("PER", "ORG", "LOC"):
            a, b = {s for s in g if s[2] == kind}, {s for s in p if s[2] == kind}
            hit[kind] += len(a & b)
            gold[kind] += len(a)
            pred[kind] += len(b)
    f1 = lambda h, g, p: 2 * h / (g + p) if g + p else 0.0
    out = {"names": f1(hit.total(), gold.total(), pred.total()), "precision": hit.total() / max(1, pred.total()),
           "recall": hit.total() / max(1, gold.total())}
    return {**out, **{k: f1(hit[k], gold[k], pred[k]) for k in ("PER", "ORG", "LOC")}}


def names(gold_path, pred_path):
    gold = of_sentences(labelled(gold_path))
    cells = (line.split("\t") for line in lines(pred_path) if not line.startswith("#"))
    pred = of_sentences((c[1], c[9].split("|")[0][3:]) if len(c) > 1 else None for c in cells)
    if [[w for w, _ in s] for s in gold] != [[w for w, _ in s] for s in pred]:
        sys.exit("the words are not the same")
    return figures((spans([l for _, l in g]), spans([l for _, l in p])) for g, p in zip(gold, pred))


def main():
    args = sys.argv[1:]
    genre = args.pop(args.index("--genre") + 1) if "--genre" in args else None
    args = [a for a in args if a != "--genre"]
    if len(args) != 3 or args[0] not in ("tree", "names", "words"):
        sys.exit(__doc__)
    if args[0] == "words":
        words(*args[1:])
    else:
        print(json.dumps(tree(*args[1:], genre) if args[0] == "tree" else names(*args[1:])))


if __name__ == "__main__":
    main()
