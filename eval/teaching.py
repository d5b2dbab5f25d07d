#!/usr/bin/env python3
"""How much the model learns from how much, and of outlets that it has not seen.  Minutes to an hour; not part of make eval.

usage: teaching.py curve             gold alone: an eighth, a quarter, half and all of PolNeAR train, scored on dev
       teaching.py soft FOLDER N...  N texts of a teacher's labels (0: all) and all gold; FOLDER is what label.py wrote
       teaching.py outlets           train alone: each outlet marked by a model that was not taught with it, beside models
                                     that were not taught with a seventh of all outlets' articles, so equally many
       teaching.py same              the same bytes twice and with one and two threads, on a sixteenth of train

Parts of train are the first of an order by hash, so that the smaller lie in the larger.  The command is $HEARSAY, else
build/hearsay; THREADS is its threads, 1 where not set.
"""
import hashlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from scorer import HEARSAY, figures, polnear, predict, write

SHAPE = ["--width", "64", "--layers", "7"]
THREADS = os.environ.get("THREADS") or "1"
EPOCHS = {8: 12, 4: 8, 2: 6, 1: 4}  # fewer texts are read more often
HEAD = f"{'':34s} articles  source  cue    content  linked"


def shuffled(rows):
    return sorted(rows, key=lambda r: hashlib.sha256(r["id"].encode()).digest())


def teach(folder, rows, *options, threads=THREADS):
    """The path of a model taught with the rows."""
    gold, out = write(Path(folder, "gold.jsonl"), rows), Path(folder, "made.model")
    subprocess.run([HEARSAY, "train", gold, *SHAPE, *options, "--threads", threads, "-o", out], check=True,
                   stderr=subprocess.DEVNULL)
    return out


def tell(name, count, scores):
    print(f"{name:34s} {count:8d}   " + "   ".join(f"{f:.3f}" for f in scores), flush=True)


def curve(folder):
    train, dev = shuffled(polnear("train")), polnear("dev")
    for part, epochs in EPOCHS.items():
        rows = train[:len(train) // part]
        model = teach(folder, rows, "--epochs", str(epochs))
        tell(f"gold, {epochs} epochs", len(rows), figures(dev, predict(dev, model)))


def soft(folder, labels, limits):
    train, dev = polnear("train"), polnear("dev")
    for limit in limits:
        some = ["--soft-limit", limit] if limit != "0" else []
        model = teach(folder, train, "--soft", labels, *some, "--soft-epochs", "6", "--epochs", "1")
        tell(f"soft {limit} for 6 epochs, gold 1", len(train), figures(dev, predict(dev, model)))


def held_out(folder, train, parts):
    """Predictions for all of train, each part by a model that was taught with the others."""
    pred = {}
    for part in parts:
        ids = {r["id"] for r in part}
        model = teach(folder, [r for r in train if r["id"] not in ids], "--epochs", str(EPOCHS[1]))
        pred.update(predict(part, model))
        print(".", end="", file=sys.stderr, flush=True)
    return pred


def outlets(folder):
    train = polnear("train")
    names = sorted({r["outlet"] for r in train})
    by_outlet = [[r for r in train if r["outlet"] == name] for name in names]
    mixed = shuffled(train)
    sevenths = [mixed[k::len(names)] for k in range(len(names))]
    without, beside = held_out(folder, train, by_outlet), held_out(folder, train, sevenths)
    print(file=sys.stderr)
    for name, rows in zip(names + ["all"], by_outlet + [train]):
        tell(f"{name}, its outlet not seen", len(rows), figures(rows, without))
        tell(f"{name}, its outlet seen", len(rows), figures(rows, beside))


def same(folder):
    train = shuffled(polnear("train"))
    rows = train[:len(train) // 16]
    sums = set()
    for threads in ("1", "1", "2"):
        made = teach(folder, rows, "--epochs", "2", threads=threads).read_bytes()
        sums.add(hashlib.sha256(made).hexdigest())
        print(f"{threads} thread{'s' if threads > '1' else ''}: {hashlib.sha256(made).hexdigest()}")
    sys.exit(len(sums) > 1)


def main():
    what, more = (sys.argv[1:2] or [""])[0], sys.argv[2:]
    if what == "soft" and len(more) < 2 or what != "soft" and more or what not in ("curve", "soft", "outlets", "same"):
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        if what != "same":
            print(HEAD)
        if what == "soft":
            soft(folder, more[0], more[1:])
        else:
            {"curve": curve, "outlets": outlets, "same": same}[what](folder)


main()
