"""What the benches of reading share: where pages lie, the peers' Python, a child's peak memory.

The peers (trafilatura, resiliparse) come from PyPI into build/reading-venv, pinned with all that they need in
bench/requirements.txt.
"""
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("HEARSAY_SHARED") or ROOT.parent / "shared")
HEARSAY = os.environ.get("HEARSAY") or str(ROOT / "build" / "hearsay")
PEER = ROOT / "bench" / "peer.py"
# The name on the table, and the word by which peer.py knows it.
PEERS = {"trafilatura": "trafilatura", "trafilatura fast": "fast", "resiliparse": "resiliparse"}
# Runs a command and prints its time by the clock and of the processor, its peak memory and exit status: in a small
# process, for a child is charged what it was forked from.
MEASURE = ("import resource, subprocess, sys, time; start = time.perf_counter();"
           "code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode;"
           "took, r = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN);"
           "print(took, r.ru_utime + r.ru_stime, r.ru_maxrss / 1024, code)")


def peer_python():
    """The Python that has the peers, or None where they can not be had."""
    wanted = (ROOT / "bench" / "requirements.txt").read_text(encoding="utf-8")
    venv = ROOT / "build" / "reading-venv"
    python, mark = venv / "bin" / "python", venv / "requirements.txt"
    if mark.exists() and mark.read_text(encoding="utf-8") == wanted:
        return python
    print("bench: installing trafilatura and resiliparse into build/reading-venv", file=sys.stderr)
    made = subprocess.run([sys.executable, "-m", "venv", venv], check=False)
    if made.returncode == 0:
        made = subprocess.run([python, "-m", "pip", "install", "-q", "-r", ROOT / "bench" / "requirements.txt"],
                              check=False)
    if made.returncode:
        print("bench: they can not be installed here; hearsay stands alone", file=sys.stderr)
        return None
    mark.write_text(wanted, encoding="utf-8")
    return python


def one_thread():
    """An environment in which nothing that the peers load starts threads."""
    return {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


def unpacked(name, folder):
    """The folder of one of the extraction sets, unpacked; None where the data are not at hand."""
    packed = SHARED / "data" / "extract" / f"{name}.tar.zst"
    if not packed.exists():
        return None
    subprocess.run(["tar", "--zstd", "-xf", packed, "-C", folder], check=True)
    return Path(folder, f"extract-{name}")


class Measured:
    """One run of a command: seconds by the clock and of the processor, peak memory in MB, exit status."""

    def __init__(self, args):
        done = subprocess.run([sys.executable, "-S", "-E", "-c", MEASURE, *map(str, args)], stdout=subprocess.PIPE,
                              check=True)
        seconds, processor, memory, code = done.stdout.split()
        self.seconds, self.processor, self.memory, self.code = float(seconds), float(processor), float(memory), int(code)
