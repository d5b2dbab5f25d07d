#!/usr/bin/env python3
"""Fine-tunes the teacher of tags, trees and names on what lang_data.py wrote; figures on gum-dev.

usage: lang_train.py WEIGHTS LESSONS-FOLDER OUT.pt [--epochs 3] [--rate 3e-4] [--only CORPUS...] [--start MODEL.pt]
"""
import argparse
import json
import math
import random
import time

import numpy as np
import torch
import torch.nn.functional as F

from lang_model import CORPORA, NAMES, UPOS, LangTeacher, batch, load, read, script
from model import load_config, load_tokenizer

PIECES = 3000  # of a step
MOST = {"feats": 160, "lemma": 500}


def labels(sents, known):
    """(w, 6) of each sentence: upos, feats, lemma, name, relation, head; -1 where it is not known."""
    for s in sents:
        s.y = np.full((len(s.rows), 6), -1, np.int64)
        for i, r in enumerate(s.rows):
            cells = [r[3], r[5] if r[3] != "_" else None, script(r[1], r[2]) if r[3] != "_" else None, r[9][3:], r[7]]
            s.y[i, :5] = [known[k].get(c, -1) for k, c in enumerate(cells)]
            if r[6] != "_":
                s.y[i, 5] = int(r[6])


def top(values, most=10 ** 6):
    count = {}
    for v in values:
        count[v] = count.get(v, 0) + 1
    return sorted(count, key=lambda v: (-count[v], v))[:most]


def losses(model, sents):
    tags, arcs, rdep, rgov = model(*batch(sents))
    w = arcs.shape[1]
    y = torch.full((len(sents), w, 6), -1)
    alive = torch.zeros(len(sents), 1, w + 1, dtype=torch.bool)
    for r, s in enumerate(sents):
        y[r, :len(s.y)] = torch.from_numpy(s.y)
        alive[r, 0, :len(s.y) + 1] = True
    arcs = arcs.float().masked_fill(~alive, -1e4)
    scores = [*[t.float() for t in tags], model.relations(rdep, rgov, y[..., 5].clamp(min=0)).float(), arcs]
    weight = [1, .7, .7, 1.5, 1, 1]
    total = 0
    for k, (s, u) in enumerate(zip(scores, weight)):
        if (y[..., k] >= 0).any():
            total = total + u * F.cross_entropy(s.flatten(0, 1), y[..., k].flatten(), ignore_index=-1)
    return total


@torch.no_grad()
def check(model, sents, known):
    plain = {v: k.split(":")[0] for k, v in known[4].items()}
    hit, count, name = np.zeros(5), 0, [0, 0, 0]
    order = sorted(sents, key=lambda s: len(s.words))
    for k in range(0, len(order), 32):
        part = order[k:k + 32]
        with torch.autocast("cpu", torch.bfloat16):
            tags, arcs, rdep, rgov = model(*batch(part))
        for r, s in enumerate(part):
            n = len(s.y)
            head = arcs[r, :n, :n + 1].float().argmax(-1)
            rel = model.relations(rdep[r:r + 1, :n].float(), rgov[r:r + 1].float(), head[None])[0].argmax(-1).numpy()
            t = [x[r, :n].float().argmax(-1).numpy() for x in tags]
            right = head.numpy() == s.y[:, 5]
            same = np.array([plain[a] == plain.get(b) for a, b in zip(rel, s.y[:, 4])])
            hit += [(t[0] == s.y[:, 0]).sum(), (t[1] == s.y[:, 1]).sum(), (t[2] == s.y[:, 2]).sum(), right.sum(), (right & same).sum()]
            count += n
            a, b = spans(t[3]), spans(s.y[:, 3])
            name = [name[0] + len(a & b), name[1] + len(a), name[2] + len(b)]
    return [round(float(x), 4) for x in hit / count] + [round(2 * name[0] / max(1, name[1] + name[2]), 4)]


def spans(path):
    out, at = set(), None
    for i, v in enumerate([*path, 0]):
        inside = v > 0 and v % 2 == 0 and at is not None and v == at[1] + 1
        if at is not None and not inside:
            out.add((at[0], i, at[1])) if at[1] < 7 else None
            at = None
        if v > 0 and at is None:
            at = (i, v if v % 2 else v - 1)
    return out


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("weights"), ap.add_argument("lessons"), ap.add_argument("out")
    ap.add_argument("--epochs", type=int, default=3)
    ap.add_argument("--rate", type=float, default=3e-4)
    ap.add_argument("--stop", type=int, help="epochs after which to stop, of those that the plan of rates is made for")
    ap.add_argument("--only", nargs="*", default=list(CORPORA))
    ap.add_argument("--start", help="a teacher to go on with, and whose labels to keep")
    ap.add_argument("--threads", type=int, default=2)
    a = ap.parse_args()
    random.seed(1), torch.manual_seed(1), torch.set_num_threads(a.threads)
    tokenizer = load_tokenizer(a.weights)
    train = [s for c, k in CORPORA.items() if c in a.only for s in read(f"{a.lessons}/{c}-train.conllu", tokenizer, k)]
    dev = read(f"{a.lessons}/gum-dev.conllu", tokenizer, 0)
    rows = [r for s in train for r in s.rows if r[3] != "_"]
    lists = [UPOS, top((r[5] for r in rows), MOST["feats"]), top((script(r[1], r[2]) for r in rows), MOST["lemma"]), NAMES,
             top(r[7] for r in rows)]
    start = torch.load(a.start, weights_only=True) if a.start else None
    lists = start["lists"] if start else lists
    known = [{v: k for k, v in enumerate(x)} for x in lists]
    labels(train, known), labels(dev, known)
    model = LangTeacher(load_config(a.weights), [len(x) for x in lists])
    if start:
        load(model, start["weights"])
    else:
        model.load_bert(a.weights)
    old = ("word.", "place.", "kinds", "norm.", "layers.")
    base = [p for n, p in model.named_parameters() if n.startswith(old[1:])]
    fresh = [p for n, p in model.named_parameters() if not n.startswith(old)]
    model.word.weight.requires_grad_(False)  # of words that the lessons lack, too, something is known
    opt = torch.optim.AdamW([{"params": base, "lr": a.rate}, {"params": fresh, "lr": a.rate * 5}], weight_decay=0.01, fused=True)
    total = a.epochs * int(sum(len(s.words) for s in train) * 1.4 / PIECES)
    plan = torch.optim.lr_scheduler.LambdaLR(
        opt, lambda n: min(1, (n + 1) / (0.08 * total)) * max(0.02, 0.5 * (1 + math.cos(math.pi * min(1, n / total)))))
    began = time.time()
    for epoch in range(a.stop or a.epochs):
        model.train()
        order = sorted(train, key=lambda s: len(s.ids) + random.random() * 6)
        groups, size = [[]], 0
        for s in order:
            if groups[-1] and (len(groups[-1]) + 1) * (len(s.ids) + 2) > PIECES:
                groups.append([])
            groups[-1].append(s)
        random.shuffle(groups)
        mean = 0.0
        for n, group in enumerate(groups):
            with torch.autocast("cpu", torch.bfloat16):
                loss = losses(model, group)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            opt.step(), plan.step(), opt.zero_grad()
            mean += (loss.item() - mean) / min(n + 1, 50)
            if n % 10 == 0:
                print(f"epoch {epoch} {n}/{len(groups)} loss {mean:.3f} {time.time() - began:.0f} s", flush=True)
        torch.save({"lists": lists, "weights": model.state_dict()}, a.out)
        model.eval()
        print(f"epoch {epoch} upos feats lemma uas las names", *check(model, dev, known), flush=True)


if __name__ == "__main__":
    main()
