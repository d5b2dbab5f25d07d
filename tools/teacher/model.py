"""The teacher's network and its input: article text -> word pieces with features -> B/I/O scores a role.

A "word" is a token of the scorer (a run of word characters, or one other character); every word is
cut into pieces of the vocabulary, and the score of a word is read at its first piece.  The encoder
is BERT (Devlin et al. 2019) as MiniLM uses it (Wang et al. 2020), written out so that its weights can
be read from a file; a linear-chain CRF for each role stands on top.  The vocabulary knows no
capitals, so the shape of a word, its place in quotation marks and the white space before it are
added to the input as three learned embeddings.
"""
import json
import re

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from safetensors.torch import load_file
from tokenizers import Tokenizer

ROLES = ("source", "cue", "content")
WORD = re.compile(r"\w+|[^\w\s]")
B, I, O = 0, 1, 2
CLS, SEP, UNK = 101, 102, 100
NEVER = -1e4  # the score of what may not be: I after O, I at the start


class Doc:
    """One article: word starts, pieces of all words in one array, and three features a word."""

    def __init__(self, text, encoding, spans):
        self.starts = np.array([s for s, _ in spans], np.uint32)
        self.ends = np.array([e for _, e in spans], np.uint32)
        self.n = n = len(spans)
        words = np.array([-1 if w is None else w for w in encoding.word_ids], np.int64)
        ids = np.array(encoding.ids, np.int64)[words >= 0]
        words = words[words >= 0]
        count = np.bincount(words, minlength=n) if n else np.zeros(0, np.int64)
        lost = np.flatnonzero(count == 0)  # words the normaliser removes whole
        if len(lost):
            ids = np.concatenate([ids, np.full(len(lost), UNK)])
            words = np.concatenate([words, lost])
            order = np.argsort(words, kind="stable")
            ids, words = ids[order], words[order]
            count = np.bincount(words, minlength=n)
        self.ids, self.words = ids, words
        self.first = np.concatenate([[0], np.cumsum(count)]).astype(np.int64)
        self.features = features(text, spans)
        self.labels = None


def shape(word):
    if word.isdigit():
        return 3
    if not word[0].isalnum():
        return 5
    if word.islower():
        return 0
    if word.isupper():
        return 2 if len(word) > 1 else 6
    return 1 if word[0].isupper() and not any(c.isupper() for c in word[1:]) else 4


def features(text, spans):
    """(n, 3): shape; quote state (0 outside, 1 inside, 2 opens, 3 closes); space before (0 none, 1, 2 line)."""
    out = np.zeros((len(spans), 3), np.int64)
    inside, end = False, 0
    for i, (s, e) in enumerate(spans):
        word, gap = text[s:e], text[end:s]
        space = 2 if "\n" in gap or i == 0 else 1 if gap else 0
        if space == 2:
            inside = False
        state = int(inside)
        if word == "“" or (word == '"' and not inside):
            inside, state = True, 2
        elif word == "”" or word == '"':
            inside, state = False, 3
        out[i] = shape(word), state, space
        end = e
    return out


def read_docs(texts, tokenizer):
    spans = [[m.span() for m in WORD.finditer(t)] for t in texts]
    enc = tokenizer.encode_batch([[t[s:e] for s, e in sp] for t, sp in zip(texts, spans)],
                                 is_pretokenized=True, add_special_tokens=False)
    return [Doc(t, e, sp) for t, e, sp in zip(texts, enc, spans)]


def load_tokenizer(folder):
    tok = Tokenizer.from_file(f"{folder}/tokenizer.json")
    tok.no_truncation()
    tok.no_padding()
    return tok


class Layer(nn.Module):
    def __init__(self, d, heads, inner, drop):
        super().__init__()
        self.heads, self.drop = heads, drop
        self.qkv, self.out = nn.Linear(d, 3 * d), nn.Linear(d, d)
        self.up, self.down = nn.Linear(d, inner), nn.Linear(inner, d)
        self.norm1, self.norm2 = nn.LayerNorm(d, 1e-12), nn.LayerNorm(d, 1e-12)

    def forward(self, x, mask):
        b, n, d = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4)
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        p = self.drop if self.training else 0.0
        x = self.norm1(x + F.dropout(self.out(a.transpose(1, 2).reshape(b, n, d)), p))
        return self.norm2(x + F.dropout(self.down(F.gelu(self.up(x))), p))


class Teacher(nn.Module):
    def __init__(self, config, drop=0.1):
        super().__init__()
        d = config["hidden_size"]
        self.drop = drop
        self.word = nn.Embedding(config["vocab_size"], d)
        self.place = nn.Embedding(config["max_position_embeddings"], d)
        self.kinds = nn.Parameter(torch.zeros(d))  # BERT's token type 0
        self.extra = nn.ModuleList(nn.Embedding(k, d) for k in (8, 4, 4))
        self.norm = nn.LayerNorm(d, 1e-12)
        self.layers = nn.ModuleList(Layer(d, config["num_attention_heads"], config["intermediate_size"], drop)
                                    for _ in range(config["num_hidden_layers"]))
        self.head = nn.Sequential(nn.Linear(d, d), nn.GELU(), nn.Dropout(drop), nn.Linear(d, 9))
        self.step = nn.Parameter(torch.zeros(3, 3, 3))  # role, from, to
        for e in self.extra:
            nn.init.normal_(e.weight, std=0.01)
        ban = torch.zeros(3, 3)
        ban[O, I] = NEVER
        self.register_buffer("ban", ban)

    def load_bert(self, folder):
        w = {k.removeprefix("bert."): v for k, v in load_file(f"{folder}/model.safetensors").items()}
        put = lambda p, v: p.data.copy_(v)
        put(self.word.weight, w["embeddings.word_embeddings.weight"])
        put(self.place.weight, w["embeddings.position_embeddings.weight"])
        put(self.kinds, w["embeddings.token_type_embeddings.weight"][0])
        for s in ("weight", "bias"):
            put(getattr(self.norm, s), w[f"embeddings.LayerNorm.{s}"])
            for i, l in enumerate(self.layers):
                a = f"encoder.layer.{i}."
                put(getattr(l.qkv, s), torch.cat([w[f"{a}attention.self.{x}.{s}"] for x in ("query", "key", "value")]))
                put(getattr(l.out, s), w[f"{a}attention.output.dense.{s}"])
                put(getattr(l.norm1, s), w[f"{a}attention.output.LayerNorm.{s}"])
                put(getattr(l.up, s), w[f"{a}intermediate.dense.{s}"])
                put(getattr(l.down, s), w[f"{a}output.dense.{s}"])
                put(getattr(l.norm2, s), w[f"{a}output.LayerNorm.{s}"])

    def forward(self, ids, feats, mask, first):
        """ids (b, n), feats (b, n, 3), mask (b, 1, 1, n) or None; first (b, w): the piece at which each word
        starts -> (b, w, 9): B, I, O of each role."""
        x = self.word(ids) + self.place.weight[: ids.shape[1]] + self.kinds
        for j, e in enumerate(self.extra):
            x = x + e(feats[..., j])
        x = F.dropout(self.norm(x), self.drop if self.training else 0.0)
        for layer in self.layers:
            x = layer(x, mask)
        return self.head(torch.gather(x, 1, first[..., None].expand(-1, -1, x.shape[-1])))


def batch(windows):
    """[(doc, from word, to word)] -> ids, feats, mask (None where nothing is padded), first, lengths in words."""
    size = [int(d.first[b] - d.first[a]) + 2 for d, a, b in windows]
    n, w = max(size), max(b - a for _, a, b in windows)
    ids = np.zeros((len(windows), n), np.int64)
    feats = np.zeros((len(windows), n, 3), np.int64)
    first = np.zeros((len(windows), w), np.int64)
    for r, (d, a, b) in enumerate(windows):
        p, q = d.first[a], d.first[b]
        ids[r, 0], ids[r, q - p + 1] = CLS, SEP
        ids[r, 1: q - p + 1] = d.ids[p:q]
        feats[r, 1: q - p + 1] = d.features[d.words[p:q]]
        first[r, : b - a] = d.first[a:b] - p + 1
    mask = torch.arange(n)[None, None, None, :] < torch.tensor(size)[:, None, None, None]
    return (torch.from_numpy(ids), torch.from_numpy(feats), None if bool(mask.all()) else mask,
            torch.from_numpy(first), [b - a for _, a, b in windows])


def chain(scores, lengths, step):
    """scores (b, w, 9), step (3, 3, 3) -> time-major (w, 3b, 3) scores, (3b, 3, 3) steps, (w, 3b) alive."""
    b, w, _ = scores.shape
    s = scores.float().view(b, w, 3, 3).permute(1, 0, 2, 3).reshape(w, b * 3, 3)
    alive = torch.arange(w)[:, None] < torch.tensor(lengths).repeat_interleave(3)[None]
    return s, step.repeat(b, 1, 1), alive


def forward_sum(s, step, alive):
    """log of the sum over paths: a_t(j) = s_t(j) + log sum_i exp(a_{t-1}(i) + step(i, j))."""
    a = s[0]
    for t in range(1, s.shape[0]):
        a = torch.where(alive[t][:, None], s[t] + torch.logsumexp(a[:, :, None] + step, 1), a)
    return torch.logsumexp(a, 1)


START = torch.tensor([0.0, NEVER, 0.0])


def crf_loss(model, scores, labels, lengths):
    """-log p(gold path), a mean over words; labels (b, w, 3)."""
    s, step, alive = chain(scores, lengths, model.step + model.ban)
    y = labels.permute(1, 0, 2).reshape(s.shape[0], -1)
    z = forward_sum(s, step, alive)
    gold = (s.gather(2, y[..., None])[..., 0] * alive).sum(0)
    k = torch.arange(y.shape[1])
    gold = gold + (step[k[None], y[:-1], y[1:]] * alive[1:]).sum(0)
    return (z - gold).sum() / alive.sum()


def marginals(model, scores, lengths):
    """p(word has B, I, O) for each role, (b, w, 3 roles, 3), by forward and backward sums."""
    s, step, alive = chain(scores, lengths, model.step + model.ban)
    w = s.shape[0]
    fwd, bwd = [s[0] + START], [torch.zeros_like(s[0])]
    for t in range(1, w):
        fwd.append(torch.where(alive[t][:, None], s[t] + torch.logsumexp(fwd[-1][:, :, None] + step, 1), fwd[-1]))
    for t in range(w - 1, 0, -1):
        back = torch.logsumexp(step + (s[t] + bwd[-1])[:, None, :], 2)
        bwd.append(torch.where(alive[t][:, None], back, bwd[-1]))
    p = torch.softmax(torch.stack(fwd) + torch.stack(bwd[::-1]), 2)
    return p.view(w, -1, 3, 3).transpose(0, 1)


def viterbi(scores, step):
    """Best path of one article and role: scores (n, 3) numpy, step (3, 3)."""
    n = len(scores)
    back = np.zeros((n, 3), np.int8)
    a = scores[0] + np.array([0.0, NEVER, 0.0])
    for t in range(1, n):
        m = a[:, None] + step
        back[t] = m.argmax(0)
        a = scores[t] + m[back[t], range(3)]
    path = [int(a.argmax())]
    for t in range(n - 1, 0, -1):
        path.append(int(back[t, path[-1]]))
    return path[::-1]


@torch.no_grad()
def scores_of(model, docs, size=254, overlap=64):
    """(n, 3, 3) scores of each doc; a word takes those of the window in which it stands farthest from an edge."""
    cuts = []
    for i, d in enumerate(docs):
        a = 0
        while a < d.n:
            b = min(d.n, max(a + 1, int(np.searchsorted(d.first, d.first[a] + size, "right")) - 1))
            cuts.append((i, a, b))
            if b == d.n:
                break
            a = max(a + 1, int(np.searchsorted(d.first, d.first[b] - overlap, "left")))
    out = [np.zeros((d.n, 3, 3), np.float32) for d in docs]
    depth = [np.full(d.n, -1) for d in docs]
    cuts.sort(key=lambda c: c[2] - c[1])
    for k in range(0, len(cuts), 32):
        group = cuts[k:k + 32]
        ids, feats, mask, first, _ = batch([(docs[i], a, b) for i, a, b in group])
        with torch.autocast("cpu", torch.bfloat16):
            s = model(ids, feats, mask, first).float().numpy()
        for r, (i, a, b) in enumerate(group):
            left = np.arange(b - a) if a else np.full(b - a, size)
            right = np.arange(b - a)[::-1] if b < docs[i].n else np.full(b - a, size)
            mine = np.minimum(left, right)
            better = mine > depth[i][a:b]
            out[i][a:b][better] = s[r, :b - a].reshape(-1, 3, 3)[better]
            depth[i][a:b][better] = mine[better]
    return out


def load_model(folder, path):
    model = Teacher(load_config(folder))
    model.load_state_dict(torch.load(path, weights_only=True))
    return model.eval()


def load_config(folder):
    with open(f"{folder}/config.json") as f:
        return json.load(f)
