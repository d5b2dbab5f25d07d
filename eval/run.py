#!/usr/bin/env python3
"""Scores the shipped command on the shared data and holds the figures against eval/floors.json.

usage: run.py [--pin] [NAME...]      NAME: attribution events evidence evidence-news aeb wcxb-dev trafilatura
                                     language tags names

The data lie in $HEARSAY_SHARED, else ../shared beside the repository; without them this says that it
skipped and exits 0.  A figure below its floor exits 1.  --pin raises floors to what was measured, less
half a point; a floor never falls.  Beside the figures stand the constant answers: what the most
frequent value would score; and beside tags and names what spaCy's small pipeline says of the same
words, where $HEARSAY_SPACY is a Python that has it (bench/spacy makes build/bench-venv/bin/python).
Speed is of one thread, reading and marking, start included.
"""
import json
import math
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from operator import eq
from pathlib import Path

import lang

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("HEARSAY_SHARED") or ROOT.parent / "shared")
FLOORS = ROOT / "eval" / "floors.json"
HEARSAY = os.environ.get("HEARSAY") or str(ROOT / "build" / "hearsay")
SLACK = 0.005
PEER = os.environ.get("HEARSAY_SPACY")


def call(*args):
    done = subprocess.run([str(a) for a in args], stdout=subprocess.PIPE, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, args))}: exit {done.returncode}")
    return done.stdout.decode("utf-8")


def predict(what, source, work):
    out = work / f"{what}-{source.name}.pred"
    call(sys.executable, ROOT / "tools" / "predict", what, source, out)
    return out


def scored(scorer, *args):
    return json.loads(call(sys.executable, SHARED / "eval" / scorer, *args, "--json"))


def rows(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def attribution(work):
    gold = work / "polnear-dev.jsonl"
    gold.write_text(call("zstd", "-dcq", SHARED / "data/attribution/polnear-dev.jsonl.zst"), encoding="utf-8")
    res = scored("score_attribution.py", gold, predict("attribution", gold, work))
    out = {f"{role} exact": res[f"exact.{role}"]["f1"] for role in ("source", "cue", "content")}
    out["linked@0.5"] = res["linked@0.5"]["f1"]
    return out


def events(work):
    gold = SHARED / "data/gold"
    articles, marks = gold / "articles-dev.jsonl", gold / "events-dev.jsonl"
    res = scored("gold.py", "score", articles, marks, predict("events", articles, work))
    out = {k: res[k]["f1"] for k in ("statements", "evidence", "threads", "figures", "disputes")}
    out.update({f"right {k}": v["share"] or 0.0 for k, v in res["right"].items()})
    return out


def events_constants():
    events_ = rows(SHARED / "data/gold/events-dev.jsonl")
    for key, values in (("act", [s["act"] for e in events_ for s in e["statements"]]),
                        ("evidence", [s["evidence"] for e in events_ for s in e["statements"]]),
                        ("verdict", [f["verdict"] for e in events_ for f in e["figures"]])):
        value, n = Counter(values).most_common(1)[0]
        print(f"    always {key} {value:28s} {n / len(values):.4f}")


def evidence_of(name):
    def run(work):
        gold = SHARED / "data/gold" / name
        res = scored("score_evidence.py", gold, predict("evidence", gold, work))
        return {"found": res["found"], "evidence": res["evidence"]["f1"], "words": res["words"] or 0.0}
    return run


def extraction_of(name):
    def run(work):
        call("tar", "--zstd", "-xf", SHARED / f"data/extract/{name}.tar.zst", "-C", work)
        folder = work / f"extract-{name}"
        res = scored("score_extraction.py", folder / "gold.jsonl", predict("extraction", folder, work))
        parts = {"body": "f1", "segments": "f1", "title": "exact", "date": "exact", "author": "exact"}
        out = {k: res[k][f] for k, f in parts.items() if k in res}
        if "body" in res:
            out["body exact"] = res["body"]["exact"]
        return out
    return run


def languages(texts):
    """What `read` says of each text, alone: nothing is stated beside it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "texts.jsonl"
        path.write_text("".join(json.dumps({"text": t}, ensure_ascii=False) + "\n" for t in texts), encoding="utf-8")
        found = [json.loads(line)["lang"] for line in call(HEARSAY, "read", "--whole", path).split("\n") if line]
    if len(found) != len(texts):
        sys.exit(f"language: {len(found)} answers to {len(texts)} texts")
    return found


def shortened(text, words):
    """The first words; of a text without spaces as many letters as three a word."""
    cut = text.split()[:words]
    return " ".join(cut) if len(text.split()) * 20 > len(text) else text[:3 * words]


def of_own_texts():
    """Texts of ours in each language, whole and cut to few words."""
    gold = [line.split("\t") for line in (ROOT / "eval/language-texts.tsv").read_text(encoding="utf-8").splitlines()
            if not line.startswith("#")]
    codes, texts = [g for g, _ in gold], [t for _, t in gold]
    found, right = languages(texts), defaultdict(list)
    for g, f in zip(codes, found):
        right[g].append(g == f)
    out = {"own texts": sum(map(sum, right.values())) / len(gold),
           "own texts, by language": sum(sum(r) / len(r) for r in right.values()) / len(right)}
    said = hits = 0
    for words in (2, 3, 5, 8):
        cut = languages([shortened(t, words) for t in texts])
        some = [g == f for g, f in zip(codes, cut) if f != "und"]
        out[f"{words} words: answered"] = len(some) / len(gold)
        said, hits = said + len(some), hits + sum(some)
    return {**out, "few words: right of answered": hits / said}


def stated_language(page):
    found = re.search(rb"<html[^>]*?\blang\s*=\s*[\"']?([A-Za-z]+)", page[:20000], re.I)
    return found.group(1).decode().lower() if found else None


def of_pages(work):
    """The pages of many languages, read without a word of the page; and the sentences of four."""
    call("tar", "--zstd", "-xf", SHARED / "data/extract/trafilatura.tar.zst", "-C", work)
    by_eye = dict(line.split("\t") for line in (ROOT / "eval/language-pages.tsv").read_text().splitlines()
                  if not line.startswith("#"))
    pages = [json.loads(line) for line in call(HEARSAY, "read", work / "extract-trafilatura/html").split("\n") if line]
    gold, texts = [], []
    for a in pages:
        code = by_eye.get(Path(a["input"]).stem) or stated_language(Path(a["input"]).read_bytes())
        if code != "-":
            gold.append(code)
            texts.append(body(a))
    found = languages(texts)
    return {"pages": sum(map(eq, gold, found)) / len(gold), "pages answered": 1 - found.count("und") / len(found),
            **of_sentences(work)}


def of_sentences(work):
    call("tar", "--zstd", "-xf", SHARED / "data/language/subjectivity-train-dev.tar.zst", "-C", work)
    gold, texts = [], []
    for path in sorted(work.glob("*/*_??.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines()[1:]:
            gold.append(path.stem[-2:])
            texts.append(line.split("\t")[1])
    found = languages(texts)
    some = [g == f for g, f in zip(gold, found) if f != "und"]
    return {"sentences answered": len(some) / len(gold), "sentences: right of answered": sum(some) / len(some)}


def of_legacy_pages(work):
    """Our texts as pages in the encodings of before UTF-8, which name none: how many are read letter by letter."""
    python, gold = {"CP874": "cp874", "CP932": "cp932", "CP949": "cp949"}, {}
    folder = work / "legacy"
    folder.mkdir()
    encodings = {cells[0]: cells[1:] for line in (ROOT / "data/legacy-encodings.txt").read_text().splitlines()
                 if not line.startswith("#") for cells in [line.split("\t")]}
    for number, line in enumerate((ROOT / "eval/language-texts.tsv").read_text(encoding="utf-8").splitlines()):
        code, _, text = line.partition("\t")
        for name in encodings.get(code, ["WINDOWS-1252"]):
            try:
                page = f"<html><body><article><p>{text}</p></article></body></html>".encode(python.get(name, name))
            except UnicodeEncodeError:  # a script or a mark that pages of then could not write
                continue
            if not page.isascii():
                (folder / f"{number}-{name}.html").write_bytes(page)
                gold[f"{number}-{name}"] = text
    read = [json.loads(line) for line in call(HEARSAY, "read", "--whole", folder).split("\n") if line]
    hits = sum(gold[Path(a["input"]).stem].split() == a["text"].split() for a in read)
    return {"legacy pages": hits / len(gold)}


def language(work):
    return {**of_own_texts(), **of_legacy_pages(work), **of_pages(work)}


def tagged(words, gold, score, shared):
    """The command's answer to words that were cut before; beside it the peer's, of the figures that it shares."""
    out = words.with_suffix(".out")
    call(HEARSAY, "tag", "--tokens", words, "-o", out)
    found = score(gold, out)
    if PEER:
        call(PEER, ROOT / "eval" / "spacy_names.py", words, out)
        theirs = score(gold, out)
        for key in shared:
            print(f"    spaCy sm: {key:25s} {theirs[key]:.4f}")
    return found


def of_tree(gold, pred):
    whole, news = lang.tree(gold, pred), lang.tree(gold, pred, "news")
    out = {k: whole[k] for k in ("upos", "features", "lemmas", "uas", "las")}
    return {**out, **{f"{k}, news": news[k] for k in ("upos", "las")}}


def tags(work):
    gold = work / "gum-test.conllu"
    gold.write_text(call("zstd", "-dcq", SHARED / "data/treebank/gum-test.conllu.zst"), encoding="utf-8")
    return tagged(gold, gold, of_tree, ("upos", "lemmas", "upos, news"))


def of_names(gold, pred):
    found = lang.names(gold, pred)
    return {k: found[k] for k in ("names", "PER", "ORG", "LOC")}


def names(work):
    gold, words = SHARED / "data/ner/wikigold.conll", work / "wikigold.conllu"
    lang.words(gold, words)
    return tagged(words, gold, of_names, ("names", "PER", "ORG", "LOC"))


def body(article):
    """The text without its furniture."""
    text, at, kept = article["text"], 0, []
    for f in article["furniture"]:
        kept.append(text[at:f["start"]])
        at = f["end"]
    return "\n".join(kept + [text[at:]]).strip() or text


SETS = {"attribution": attribution, "events": events, "evidence": evidence_of("evidence-dev.jsonl"),
        "evidence-news": evidence_of("evidence-news-dev.jsonl"), "aeb": extraction_of("aeb"),
        "wcxb-dev": extraction_of("wcxb-dev"), "trafilatura": extraction_of("trafilatura"),
        "language": language, "tags": tags, "names": names}


def speed(work):
    def timed(label, args, articles, size):
        start = time.perf_counter()
        subprocess.run([HEARSAY, *args, "--threads", "1"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                       check=False)
        took = time.perf_counter() - start
        print(f"    {label:35s} {articles / took:8.0f} articles/s {size / took / 1e6:8.2f} MB/s")

    print("speed, one thread")
    sample = work / "speed.jsonl"
    lines = [json.dumps({"id": str(i), "text": r["text"]}, ensure_ascii=False)
             for i, r in enumerate(rows(SHARED / "data/gold/articles-dev.jsonl") * 20)]
    sample.write_text("\n".join(lines) + "\n", encoding="utf-8")
    timed("mark, texts", ["mark", str(sample)], len(lines), sample.stat().st_size)
    pages = work / "extract-aeb" / "html"
    if pages.is_dir():
        files = list(pages.glob("*.html"))
        timed("read, pages", ["read", str(pages)], len(files), sum(f.stat().st_size for f in files))


def report(name, figures, floors, pin):
    print(name)
    low = []
    for key, value in figures.items():
        floor = floors.setdefault(name, {}).get(key, 0.0)
        bad = value < floor
        low += [f"{name} {key}: {value:.4f} is below its floor {floor:.4f}"] if bad else []
        print(f"    {key:35s} {value:.4f}   floor {floor:.4f}{'   BELOW' if bad else ''}")
        if pin and value - SLACK > floor:
            floors[name][key] = math.floor((value - SLACK) * 1000) / 1000
    return low


def main():
    pin, names = "--pin" in sys.argv, [a for a in sys.argv[1:] if not a.startswith("--")]
    if any(n not in SETS for n in names):
        sys.exit(__doc__)
    if not (SHARED / "eval").is_dir():
        print(f"eval: skipped: there are no data in {SHARED} (set HEARSAY_SHARED)")
        return
    floors, low = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}, []
    with tempfile.TemporaryDirectory() as folder:
        for name in names or SETS:
            low += report(name, SETS[name](Path(folder)), floors, pin)
            if name == "events":
                events_constants()
        speed(Path(folder))
    if pin:
        FLOORS.write_text(json.dumps(floors, indent=2) + "\n")
    print("\n".join(low))
    sys.exit(bool(low))


main()
