#!/usr/bin/env python3
"""Treebanks and entity corpora as lessons: CoNLL-U in which the last column also says `NE=B-PER`.

usage: lang_data.py TREEBANK-FOLDER NER-FOLDER OUT-FOLDER [--titles titles.txt]

Writes gum-{train,dev}, lines-train, partut-train, wnut-train, re3d-train as NAME.conllu.  The classes of names are PER
ORG LOC MISC.  In GUM, whose mentions are all phrases, a mention is a name where its title in an encyclopedia stands in it
or its head is a proper noun; the name is that title, else the proper nouns around the head.  re3d marks phrases, too: of one that
is not a name throughout nothing is said.  A cell that is not known is `_`; a form without a tree has head `_`.
"""
import argparse
import os
import re
import subprocess
import sys
import urllib.parse
from collections import namedtuple

Word = namedtuple("Word", "form lemma upos feats head rel ne")
CLASS = {"person": "PER", "organization": "ORG", "place": "LOC", "object": "MISC", "event": "MISC", "abstract": "MISC"}
RE3D = {"Person": "PER", "Organisation": "ORG", "Location": "LOC", "Nationality": "MISC"}
SMALL = {"of", "for", "and", "the", "al", "-", ".", "&", "’", "'", "’s", "'s"}
WNUT = {"person": "PER", "location": "LOC", "corporation": "ORG", "group": "ORG", "product": "MISC", "creative-work": "MISC"}


def text_of(path):
    if path.endswith(".zst"):
        return subprocess.run(["zstd", "-dcq", path], stdout=subprocess.PIPE, check=True).stdout.decode("utf-8")
    with open(path, encoding="utf-8") as f:
        return f.read()


def sentences(text):
    """Lists of rows of ten cells; ranges and empty nodes are left out."""
    for block in text.split("\n\n"):
        rows = [l.split("\t") for l in block.split("\n") if l and l[0] != "#"]
        rows = [r for r in rows if r[0].isdigit()]
        if rows:
            yield rows


def mentions(doc):
    """(class, title, first, last, rows) of each mention that GUM marks, over sentences of one text."""
    for rows in doc:
        open_, found = [], []
        for i, row in enumerate(rows):
            m = re.search(r"(?:^|\|)Entity=([^|]*)", row[9])
            for part in re.findall(r"\([^()]*\)?|[^()]*\)", m.group(1)) if m else []:
                if part[0] == "(":
                    open_.append((part[1:].rstrip(")").split("-", 7), i))
                if part[-1] == ")":
                    key = part.strip("()").split("-")[0]
                    for k in range(len(open_) - 1, -1, -1):
                        if open_[k][0][0] == key:
                            fields, start = open_.pop(k)
                            found.append((fields[1], fields[7] if len(fields) > 7 else "", start, i))
                            break
        yield rows, sorted(found, key=lambda f: (f[2], -f[3]))


def plain(words):
    return re.sub(r"[\W_]", "", "".join(words)).lower()


def titled(rows, title, first, last):
    """The place of an encyclopedia's title within the mention."""
    want = plain(re.sub(r"\(.*", "", urllib.parse.unquote(title)))
    for size in range(last - first + 1, 0, -1):
        for a in range(first, last - size + 2):
            if want and plain(r[1] for r in rows[a:a + size]) == want and any(r[1][0].isupper() for r in rows[a:a + size]):
                return a, a + size - 1
    return None


def around_head(rows, kind, first, last):
    """The head with what is joined to it as a name."""
    heads = [i for i in range(first, last + 1) if not first <= int(rows[i][6]) - 1 <= last]
    if len(heads) != 1 or rows[heads[0]][3] != "PROPN":
        return None
    a = b = h = heads[0]

    def joined(i):
        head, rel = int(rows[i][6]) - 1, rows[i][7].split(":")[0]
        named = rows[i][3] in ("PROPN", "NUM") or rows[i][1][0].isupper() or rows[i][1] in ("-", "'s", "&", ".")
        return named and (a <= head <= b or head == i + 1 or head == i - 1) and rel in ("compound", "flat", "amod", "nummod", "punct", "case", "nmod", "goeswith")

    while a > first and joined(a - 1):
        a -= 1
    while b < last and rows[b + 1][7].split(":")[0] in ("flat", "goeswith", "nummod", "punct", "compound") and rows[b + 1][3] in ("PROPN", "NUM", "PUNCT"):
        if rows[b + 1][3] == "PUNCT" and not (rows[b + 1][1] in "-&." and b + 2 <= last and rows[b + 2][3] == "PROPN"):
            break
        b += 1
    if kind in ("organization", "place", "object", "event") and b + 2 <= last and rows[b + 1][1] == "of":
        end = b + 2 + (rows[b + 2][1] == "the")
        if end <= last and rows[end][3] == "PROPN":
            b = end
            while b < last and rows[b + 1][3] == "PROPN":
                b += 1
    return a, b


def gum_names(text, titles):
    for rows, found in mentions(sentences(text)):
        ne = ["O"] * len(rows)
        for kind, title, first, last in found:
            place = kind in CLASS and ((titled(rows, title, first, last) if title else None) or around_head(rows, kind, first, last))
            if not place:
                continue
            a, b = place
            while kind == "person" and a <= b and rows[a][1].lower().rstrip(".") in titles:
                a += 1
            if kind == "person" and "Number=Plur" in rows[b][5]:
                kind = "object"  # a people, a family
            while a < b and rows[a][1].lower() in ("the", "a", "an"):
                a += 1
            while b > a and rows[b][1] in ("'s", "’s", "-", ","):
                b -= 1
            if a > b or any(n != "O" for n in ne[a:b + 1]) or not rows[a][1][0].isalnum():
                continue
            ne[a:b + 1] = ["B-" + CLASS[kind]] + ["I-" + CLASS[kind]] * (b - a)
        yield [Word(r[1], r[2], r[3], r[5], r[6], r[7], n) for r, n in zip(rows, ne)]


def tree_words(text):
    for rows in sentences(text):
        yield [Word(r[1], r[2], r[3], r[5], r[6], r[7], "_") for r in rows]


def named_words(text, classes):
    """Token and BIO label a line; what is of no class of ours is outside."""
    for block in re.split(r"\n\s*\n", text):
        pairs = [l.split() for l in block.split("\n") if l.strip()]
        pairs = [(p[0], p[-1]) for p in pairs if len(p) >= 2]
        names = [n[:2] + classes[n[2:]] if n[2:] in classes else "O" for _, n in pairs]
        if pairs:
            yield [Word(p[0], "_", "_", "_", "_", "_", n) for p, n in zip(pairs, names)]


PRONOUNS = {"i", "we", "he", "she", "it", "they", "you", "us", "my", "our", "his", "her", "their"}


def is_name(words):
    return words[0].lower() not in PRONOUNS and all(w[0].isupper() or w.lower() in SMALL for w in words) and words[0][0].isupper() and words[-1][0].isupper()


def whole_names(sents, titles):
    """The phrases that are names throughout, without "the"; words of all other phrases are not known."""
    for words in sents:
        ne, at = [w.ne for w in words], 0
        while at < len(words):
            end = at + 1
            while end < len(words) and ne[at][0] == "B" and ne[end][0] == "I":
                end += 1
            if ne[at][0] == "B":
                first = at + (words[at].form.lower() == "the" and end > at + 1)
                part = [w.form for w in words[first:end]]
                told = any(p.lower() in titles for p in part) and ne[at] == "B-PER"
                good = is_name(part) and not told
                ne[first:end] = ([ne[at]] + ["I-" + ne[at][2:]] * (end - first - 1)) if good else ["_"] * (end - first)
                ne[at:first] = ["O"] * (first - at) if good else ["_"] * (first - at)
            at = end
        yield [w._replace(ne=n) for w, n in zip(words, ne)]


def write(path, sents):
    count = 0
    with open(path, "w", encoding="utf-8") as out:
        for words in sents:
            for i, w in enumerate(words, 1):
                out.write(f"{i}\t{w.form}\t{w.lemma}\t{w.upos}\t_\t{w.feats}\t{w.head}\t{w.rel}\t_\t{'_' if w.ne == '_' else 'NE=' + w.ne}\n")
            out.write("\n")
            count += 1
    print(f"{path}: {count} sentences", file=sys.stderr)


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("treebank"), ap.add_argument("ner"), ap.add_argument("out")
    ap.add_argument("--titles", default=os.path.join(os.path.dirname(__file__), "../../data/titles.txt"))
    a = ap.parse_args()
    os.makedirs(a.out, exist_ok=True)
    titles = {l.split("\t")[0].strip().rstrip(".") for l in text_of(a.titles).split("\n") if l and l[0] != "#"}
    for part in ("train", "dev"):
        write(f"{a.out}/gum-{part}.conllu", gum_names(text_of(f"{a.treebank}/gum-{part}.conllu.zst"), titles))
    for name in ("lines", "partut"):
        write(f"{a.out}/{name}-train.conllu", tree_words(text_of(f"{a.treebank}/{name}-train.conllu.zst")))
    write(f"{a.out}/wnut-train.conllu", named_words(text_of(f"{a.ner}/wnut17-train.conll"), WNUT))
    write(f"{a.out}/re3d-train.conllu", whole_names(named_words(text_of(f"{a.ner}/re3d-train.conll"), RE3D), titles))


if __name__ == "__main__":
    main()
