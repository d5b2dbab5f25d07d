#!/usr/bin/env python3
"""Labels words with the teacher's shares, for the network of language to learn from.

usage: lang_label.py WEIGHTS TEACHER.pt WORDS.conllu OUT.conllu [--sentences N] [--threads 2]

WORDS.conllu is what `hearsay tag` writes: its sentences and words are kept, each sentence once, of those with 4 to 60 words
N in an order shuffled by a fixed seed.  A cell holds what has a share of 4 in 100 at least, `NOUN/90 PROPN/10`, five values at
most; the relation is that to the likeliest head.
"""
import argparse
import random
import zlib

import numpy as np
import torch

from lang_model import LangTeacher, batch, lemma_of, load, make
from model import load_config, load_tokenizer

PIECES = 6000  # of a step
LEAST, MOST = 0.04, 5


def words_of(path, shortest=4, longest=60):
    """Each sentence's words, once."""
    seen, now = set(), []
    with open(path, encoding="utf-8") as f:
        for line in f:
            if line[0] == "\n":
                key = zlib.crc32("\t".join(now).encode()), len(now)
                if shortest <= len(now) <= longest and key not in seen:
                    seen.add(key)
                    yield now
                now = []
            elif line[0] != "#":
                now.append(line.split("\t", 2)[1])


def cell(p, names):
    """The likeliest values with their shares; `p` [values]."""
    best = np.argsort(-p)[:MOST]
    best = [k for k in best if p[k] >= LEAST] or list(best[:1])
    if len(best) == 1:
        return names(best[0])
    return " ".join(f"{names(k)}/{max(1, round(100 * float(p[k])))}" for k in best)


def write(out, s, tags, arcs, rels, lists):
    words = s.words
    for i, form in enumerate(words):
        lemma = cell(tags[2][i], lambda k: lemma_of(form, lists[2][k]) or form)
        cells = [str(i + 1), form, lemma, cell(tags[0][i], lambda k: lists[0][k]), "_", cell(tags[1][i], lambda k: lists[1][k]),
                 cell(arcs[i][:len(words) + 1], str), cell(rels[i], lambda k: lists[4][k]), "_",
                 "NE=" + cell(tags[3][i], lambda k: lists[3][k])]
        out.write("\t".join(cells) + "\n")
    out.write("\n")


@torch.no_grad()
def label(model, sents, lists, out):
    with torch.autocast("cpu", torch.bfloat16):
        tags, arcs, rdep, rgov = model(*batch(sents))
        n = torch.tensor([len(s.words) for s in sents])
        places = torch.arange(arcs.shape[2])
        arcs = arcs.float().masked_fill(places[None, None] > n[:, None, None], -1e4)
        arcs = arcs.masked_fill(places[None, None] == places[None, :-1, None] + 1, -1e4)
        rels = model.relations(rdep, rgov, arcs.argmax(-1))
    tags = [torch.softmax(t.float(), -1).numpy() for t in tags]
    arcs, rels = torch.softmax(arcs, -1).numpy(), torch.softmax(rels.float(), -1).numpy()
    for r, s in enumerate(sents):
        write(out, s, [t[r] for t in tags], arcs[r], rels[r], lists)


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("weights"), ap.add_argument("teacher"), ap.add_argument("words"), ap.add_argument("out")
    ap.add_argument("--sentences", type=int, default=60000)
    ap.add_argument("--threads", type=int, default=2)
    a = ap.parse_args()
    torch.set_num_threads(a.threads)
    lists = [w for w in words_of(a.words)]
    random.Random(7).shuffle(lists)
    start = torch.load(a.teacher, weights_only=True)
    model = LangTeacher(load_config(a.weights), [len(x) for x in start["lists"]])
    load(model, start["weights"])
    model.eval()
    tokenizer = load_tokenizer(a.weights)
    lists = lists[:a.sentences]
    with open(a.out, "w", encoding="utf-8") as out:
        for n in range(0, len(lists), 5000):  # like lengths together, but the file is a mixture all the way
            sents = sorted(make(lists[n:n + 5000], tokenizer), key=lambda s: len(s.ids))
            group = []
            for s in [*sents, None]:
                if group and (s is None or (len(group) + 1) * (len(s.ids) + 2) > PIECES):
                    label(model, group, start["lists"], out)
                    group = []
                group.append(s)
            print(f"{n + len(sents)} sentences", flush=True)


if __name__ == "__main__":
    main()
