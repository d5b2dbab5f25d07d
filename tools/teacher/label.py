#!/usr/bin/env python3
"""Labels texts with the teacher's probabilities, for a student to learn from.

usage: label.py WEIGHTS MODEL.pt NEWS.jsonl FOLDER [--articles N] [--words-most 1600] [--without SCORED.jsonl...]

Texts that share more than 15 in 100 of their runs of eight words with a text of SCORED are left out; files that
stand already are not made again.

Writes FOLDER/NNN.jsonl, {"id", "text"} a line, and FOLDER/NNN.bin, the same articles in the same order, each as
little-endian u32 n · n x u32 code point at which a word starts · n x 9 x u8: B, I, O of source, cue, content, each
three of them summing to 255.  Articles are taken in an order shuffled by a fixed seed.
"""
import argparse
import json
import os
import random
import re
import zlib

import numpy as np
import torch

from model import WORD, load_model, load_tokenizer, marginals, read_docs, scores_of

GROUP = 500  # articles a file
RUN, SHARED_MOST = 8, 0.15  # words of a run; share of runs at which a text is taken for one that is scored


def runs(text):
    """Hashes of all runs of RUN words."""
    words = re.findall(r"\w+", text.lower())
    return {zlib.crc32(" ".join(words[i:i + RUN]).encode()) for i in range(len(words) - RUN + 1)}


def rounded(p):
    """(n, 3, 3) probabilities -> u8 triples that sum to 255."""
    q = np.floor(p * 255).astype(np.int64)
    best = p.argmax(-1)[..., None]
    np.put_along_axis(q, best, np.take_along_axis(q, best, -1) + 255 - q.sum(-1, keepdims=True), -1)
    return q.astype(np.uint8)


@torch.no_grad()
def probabilities(model, docs, many=64):
    """(n, 3, 3) of each article, whole articles of like length at a time."""
    scores = scores_of(model, docs)
    out = [None] * len(docs)
    order = sorted(range(len(docs)), key=lambda i: docs[i].n)
    for k in range(0, len(order), many):
        group = order[k:k + many]
        lengths = [docs[i].n for i in group]
        s = np.zeros((len(group), max(lengths), 9), np.float32)
        for r, i in enumerate(group):
            s[r, :lengths[r]] = scores[i].reshape(-1, 9)
        p = marginals(model, torch.from_numpy(s), lengths).numpy()
        for r, i in enumerate(group):
            out[i] = p[r, :lengths[r]]
    return out


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("weights"), ap.add_argument("model"), ap.add_argument("news"), ap.add_argument("folder")
    ap.add_argument("--articles", type=int, default=1 << 30)
    ap.add_argument("--words-most", type=int, default=1600)
    ap.add_argument("--without", nargs="*", default=[])
    a = ap.parse_args()
    torch.set_num_threads(2)
    with open(a.news, encoding="utf-8") as f:
        rows = [json.loads(line) for line in f]
    rows = [r for r in rows if 80 <= len(WORD.findall(r["text"])) <= a.words_most]
    scored = {r for path in a.without for line in open(path, encoding="utf-8") for r in runs(json.loads(line)["text"])}
    rows = [r for r in rows if len(runs(r["text"]) & scored) <= SHARED_MOST * len(runs(r["text"]))]
    random.Random(7).shuffle(rows)
    tokenizer = load_tokenizer(a.weights)
    model = load_model(a.weights, a.model)
    os.makedirs(a.folder, exist_ok=True)
    for n in range(0, min(a.articles, len(rows)), GROUP):
        part = rows[n:n + GROUP]
        if os.path.exists(os.path.join(a.folder, f"{n // GROUP:03d}.bin")):
            continue
        docs = read_docs([r["text"] for r in part], tokenizer)
        found = probabilities(model, docs)
        name = os.path.join(a.folder, f"{n // GROUP:03d}")
        with open(name + ".part", "wb") as out:
            for doc, p in zip(docs, found):
                out.write(np.uint32(doc.n).tobytes() + doc.starts.tobytes() + rounded(p).tobytes())
        with open(name + ".jsonl", "w", encoding="utf-8") as out:
            for r in part:
                out.write(json.dumps({"id": str(r.get("id", "")), "text": r["text"]}, ensure_ascii=False) + "\n")
        os.rename(name + ".part", name + ".bin")
        print(f"{n + len(part)} articles", flush=True)


if __name__ == "__main__":
    main()
