"""The teacher of tags, trees and names: words of a sentence -> tag, features, lemma script, name label, head, relation.

The encoder is the one of model.py.  Of a word's first piece linear layers score tag, features, lemma script and name label;
heads are scored by a biaffine form (Dozat, Manning 2017), the relation by a hidden layer over both words.  The third input feature, white space there, says here
which corpus the sentence is from, since corpora differ in what they mark and how (Stymne et al. 2018): labels for others are
those of GUM.
"""
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

from model import CLS, SEP, UNK, Teacher, shape

UPOS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
NAMES = ["O"] + [f"{b}-{c}" for c in ("PER", "ORG", "LOC", "MISC") for b in "BI"]
CORPORA = {"gum": 0, "lines": 1, "partut": 2, "wnut": 3, "re3d": 4}


def script(form, lemma):
    """How a lemma is made: letters as they are or small, how many go from the end, what comes there."""
    for small in (True, False):
        f = form.lower() if small else form
        k = 0
        while k < len(f) and k < len(lemma) and f[k] == lemma[k]:
            k += 1
        if k >= len(f) - 4 and (k > 0 or len(f) <= 3):
            return f"{int(small)}{len(f) - k}{lemma[k:]}"
    return "=" + lemma


def lemma_of(form, s):
    if s[0] == "=":
        return s[1:]
    f = form.lower() if s[0] == "1" else form
    return f[:len(f) - int(s[1])] + s[2:]


class Sentence:
    def __init__(self, words, encoding, corpus):
        self.words, n = words, len(words)
        at = np.array([-1 if w is None else w for w in encoding.word_ids], np.int64)
        ids = np.array(encoding.ids, np.int64)[at >= 0]
        at = at[at >= 0]
        lost = np.setdiff1d(np.arange(n), at)
        ids, at = np.concatenate([ids, np.full(len(lost), UNK)]), np.concatenate([at, lost])
        order = np.argsort(at, kind="stable")
        self.ids, at = ids[order][:400], at[order][:400]
        self.first = np.minimum(np.searchsorted(at, np.arange(n)), len(at) - 1)
        feats = np.array([[min(shape(w), 7), 0, corpus] for w in words], np.int64)
        inside = False
        for i, w in enumerate(words):
            feats[i, 1] = inside
            if w in ('"', "“", "”", "``", "''"):
                inside, feats[i, 1] = not inside, 3 if inside else 2
        self.features = feats[at]


def read(path, tokenizer, corpus):
    """Sentences of a CoNLL-U file of lang_data.py, with their cells."""
    blocks = [[l.split("\t") for l in b.split("\n") if l] for b in open(path, encoding="utf-8").read().split("\n\n") if b.strip()]
    blocks = [b for b in blocks if len(b) <= 160]
    out = make([[r[1] for r in b] for b in blocks], tokenizer, corpus)
    for s, b in zip(out, blocks):
        s.rows = b
    return out


def make(lists, tokenizer, corpus=0):
    enc = tokenizer.encode_batch(lists, is_pretokenized=True, add_special_tokens=False)
    return [Sentence(w, e, corpus) for w, e in zip(lists, enc)]


def batch(sents):
    n, w = max(len(s.ids) for s in sents) + 2, max(len(s.words) for s in sents)
    ids, feats = np.zeros((len(sents), n), np.int64), np.zeros((len(sents), n, 3), np.int64)
    first, mask = np.zeros((len(sents), w), np.int64), np.zeros((len(sents), 1, 1, n), bool)
    for r, s in enumerate(sents):
        k = len(s.ids)
        ids[r, 0], ids[r, k + 1], ids[r, 1:k + 1] = CLS, SEP, s.ids
        feats[r, 1:k + 1] = s.features
        feats[r, :, 2] = s.features[0, 2]
        first[r, :len(s.words)] = s.first + 1
        mask[r, ..., :k + 2] = True
    return torch.from_numpy(ids), torch.from_numpy(feats), torch.from_numpy(mask), torch.from_numpy(first)


class LangTeacher(Teacher):
    def __init__(self, config, sizes, drop=0.1, arc=192, rel=192):
        super().__init__(config, drop)
        d = config["hidden_size"]
        self.head, self.step = nn.Identity(), None
        self.extra[2] = nn.Embedding(8, d)
        nn.init.normal_(self.extra[2].weight, std=0.01)
        self.tags = nn.ModuleList(nn.Linear(d, k) for k in sizes[:4])  # upos, feats, lemma, name
        self.dep, self.gov = nn.Linear(d, arc), nn.Linear(d, arc)
        self.rdep, self.rgov = nn.Linear(d, rel), nn.Linear(d, rel)
        self.arc = nn.Parameter(torch.zeros(arc + 1, arc))
        self.rel = nn.Linear(rel, sizes[4])
        self.root = nn.Parameter(torch.zeros(d))
        nn.init.normal_(self.root, std=0.02), nn.init.xavier_uniform_(self.arc)

    def forward(self, ids, feats, mask, first):
        x = super().forward(ids, feats, mask, first)
        p = 0.25 if self.training else 0.0
        tags = [t(F.dropout(x, self.drop if self.training else 0)) for t in self.tags]
        g = torch.cat([self.root.expand(x.shape[0], 1, -1), x], 1)  # candidates for a head: the root, then the words
        act = lambda layer, v: F.dropout(F.leaky_relu(layer(v), 0.1), p)
        one = lambda v: torch.cat([v, torch.ones_like(v[..., :1])], -1)
        dep, gov = act(self.dep, x), act(self.gov, g)
        arcs = one(dep) @ self.arc @ gov.transpose(1, 2) / 8
        return tags, arcs, self.rdep(x), self.rgov(g)

    def relations(self, rdep, rgov, heads):
        g = torch.gather(rgov, 1, heads[..., None].expand(-1, -1, rgov.shape[-1]))
        return self.rel(F.dropout(F.leaky_relu(rdep + g, 0.1), 0.25 if self.training else 0.0))


def load(model, weights):
    """Weights of a teacher, also of one that knew fewer corpora."""
    corpora = model.extra[2].weight.data.clone()
    corpora[:len(weights["extra.2.weight"])] = weights["extra.2.weight"]
    model.load_state_dict({**weights, "extra.2.weight": corpora})
