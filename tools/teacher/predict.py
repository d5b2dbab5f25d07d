#!/usr/bin/env python3
"""Marks articles with the teacher, as input for the scorer of attributions.

usage: predict.py WEIGHTS MODEL.pt GOLD.jsonl PRED.jsonl

Linking is the plainest there is: every source and content goes to the nearest cue, and a cue makes one attribution.
The exact and token figures say what the teacher knows; the linked ones are a floor.
"""
import json
import sys

import torch

from model import load_model, load_tokenizer, read_docs, scores_of, viterbi
from train import load, runs


def link(sources, cues, contents):
    """[(sources, cue, contents)], all as runs of words."""
    out = [([], cue, []) for cue in cues]
    gap = lambda x, y: max(x[0] - y[1], y[0] - x[1], 0)
    for place, spans in ((0, sources), (2, contents)):
        for x in spans if cues else []:
            out[min(range(len(cues)), key=lambda k: gap(x, cues[k]))][place].append(x)
    return out


def main():
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    weights, path, gold, pred = sys.argv[1:]
    torch.set_num_threads(2)
    model, tokenizer = load_model(weights, path), load_tokenizer(weights)
    step = (model.step + model.ban).detach().numpy()
    rows = load(gold)
    docs = read_docs([r["text"] for r in rows], tokenizer)
    with open(pred, "w", encoding="utf-8") as out:
        for row, doc, s in zip(rows, docs, scores_of(model, docs)):
            found = [runs(viterbi(s[:, r], step[r])) if doc.n else [] for r in range(3)]
            span = lambda x: [int(doc.starts[x[0]]), int(doc.ends[x[1] - 1])]
            links = [{"source": [span(x) for x in a], "cue": [span(c)], "content": [span(x) for x in w]}
                     for a, c, w in link(*found)]
            out.write(json.dumps({"id": row["id"], "attributions": links}) + "\n")


if __name__ == "__main__":
    main()
