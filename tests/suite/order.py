#!/usr/bin/env python3
"""The same inputs give the same bytes: 2,000 articles of all forms, one and two threads, in any order.

usage: order.py HEARSAY [COUNT]

The articles are made from the samples: sentences drawn from them by a fixed sequence, with copies, quotations,
furniture and equal dates, as .txt, .html and .jsonl.  Compares what `run --json` prints and the page it writes.
"""
import hashlib
import html
import json
import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
OUTLETS = ["Morrow Gazette", "Harbour Courier", "Northern Lantern", "Sable Wire"]
FURNITURE = ["READ MORE ON THE CROSSING", "Sign up for our newsletter", "Share this article"]


def paragraphs():
    out = []
    for path in sorted(SAMPLES.glob("*.txt")):
        out += [p.strip() for p in path.read_text(encoding="utf-8").split("\n") if len(p.strip()) > 80]
    for line in (SAMPLES / "crawl.jsonl").read_text(encoding="utf-8").splitlines():
        out += [p.strip() for p in re.split(r"\n+", json.loads(line)["text"]) if len(p.strip()) > 80]
    return out


def articles(count):
    draw, pool, made = random.Random(7), paragraphs(), []
    for n in range(count):
        body = draw.sample(pool, 8) if n % 5 or not made else draw.choice(made)["body"][:6]
        made.append({"n": n, "title": f"Report number {n % 300} from the strait", "body": body,
                     "date": f"2024-10-{9 + n % 3:02d}", "outlet": OUTLETS[n % len(OUTLETS)]})
    return made


def page(a):
    ps = "".join(f"<p>{html.escape(p)}</p>" for p in a["body"])
    return (f'<html><head><title>{a["title"]}</title><meta property="article:published_time" content="{a["date"]}">'
            f'<meta property="og:site_name" content="{a["outlet"]}"></head><body><nav>Home News</nav><article>'
            f'<h1>{a["title"]}</h1>{ps}</article><footer>Contact</footer></body></html>')


def lay_out(folder, made):
    lines = []
    for a in made:
        name = folder / f"article-{a['n']:04d}"
        if a["n"] % 3 == 0:
            body = a["body"][:4] + [FURNITURE[a["n"] % len(FURNITURE)]] + a["body"][4:]
            name.with_suffix(".txt").write_text("\n\n".join([a["title"]] + body) + "\n", encoding="utf-8")
        elif a["n"] % 3 == 1:
            name.with_suffix(".html").write_text(page(a), encoding="utf-8")
        else:
            lines.append(json.dumps({"id": f"a{a['n']}", "title": a["title"], "date": a["date"],
                                     "outlet": a["outlet"], "text": "\n\n".join(a["body"])}, ensure_ascii=False))
    half = len(lines) // 2
    (folder / "one.jsonl").write_text("\n".join(lines[:half]) + "\n", encoding="utf-8")
    (folder / "two.jsonl").write_text("\n".join(lines[half:]) + "\n", encoding="utf-8")
    return sorted(str(p) for p in folder.iterdir())


def run(hearsay, inputs, threads, work):
    page_path = work / "page.html"
    done = subprocess.run([hearsay, "run", "--json", "--threads", str(threads), *inputs], stdout=subprocess.PIPE, check=False)
    again = subprocess.run([hearsay, "run", "--threads", str(threads), "-o", str(page_path), *inputs],
                           stdout=subprocess.PIPE, check=False)
    if done.returncode or again.returncode:
        sys.exit(f"hearsay run ended with {done.returncode} and {again.returncode}")
    parts = (done.stdout, again.stdout.replace(str(work).encode(), b""), page_path.read_bytes())
    return [hashlib.sha256(p).hexdigest()[:16] for p in parts], done.stdout.count(b"\n")


def main():
    hearsay, count = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 2000
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as work:
        inputs = lay_out(Path(folder), articles(count))
        shuffled = random.Random(11).sample(inputs, len(inputs))
        results = [run(hearsay, order, threads, Path(work))
                   for order, threads in ((inputs, 1), (inputs, 2), (inputs[::-1], 2), (shuffled, 1))]
    same = all(r == results[0] for r in results)
    print(f"{count} articles, {results[0][1]} lines: {'the same bytes' if same else 'the bytes differ'}")
    for r in results:
        print("   ", *r[0])
    sys.exit(not same)


main()
