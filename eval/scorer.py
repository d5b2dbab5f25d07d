"""What the scripts beside this one share: where the data lie, and the pieces of the shared scorer of attributions."""
import json
import os
import subprocess
import sys
import tempfile
import types
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("HEARSAY_SHARED") or ROOT.parent / "shared")
HEARSAY = os.environ.get("HEARSAY") or str(ROOT / "build" / "hearsay")
SCORER = SHARED / "eval" / "score_attribution.py"
ROLES = ("source", "cue", "content")
FIGURES = ("exact.source", "exact.cue", "exact.content", "linked@0.5")


def scorer():
    """The scorer's own pieces, without its last line, which runs it."""
    source = SCORER.read_text(encoding="utf-8").rstrip().removesuffix("main()")
    names = {}
    exec(compile(source, SCORER.name, "exec"), names)
    return types.SimpleNamespace(**names)


def polnear(part):
    """The articles of PolNeAR's train or dev part."""
    packed = SHARED / f"data/attribution/polnear-{part}.jsonl.zst"
    done = subprocess.run(["zstd", "-dcq", packed], stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in done.stdout.decode("utf-8").split("\n") if line]


def write(path, rows):
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8")
    return path


def figures(gold, pred):
    """F1 of source, cue, content and of the statement, of articles against predictions by id."""
    with tempfile.TemporaryDirectory() as folder:
        files = [write(Path(folder, "gold"), gold),
                 write(Path(folder, "pred"), [pred[g["id"]] for g in gold if g["id"] in pred])]
        done = subprocess.run([sys.executable, SCORER, *files, "--json"], stdout=subprocess.PIPE, check=True)
    scores = json.loads(done.stdout)
    return [scores[key]["f1"] for key in FIGURES]


def predict(rows, model):
    """What `hearsay mark --model` says of the texts, by id."""
    with tempfile.TemporaryDirectory() as folder:
        texts = write(Path(folder, "texts"), [{"id": r["id"], "text": r["text"]} for r in rows])
        out = Path(folder, "pred")
        subprocess.run([sys.executable, ROOT / "tools/predict", "attribution", texts, out], check=True,
                       env={**os.environ, "HEARSAY": HEARSAY, "HEARSAY_MODEL": str(model)})
        return {r["id"]: r for r in map(json.loads, out.read_text(encoding="utf-8").split("\n")[:-1])}
