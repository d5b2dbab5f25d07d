#!/usr/bin/env python3
"""Some of the texts of JSONL on standard input, as JSONL, in an order shuffled by a fixed seed, 6,000 characters of each at most.

usage: lang_texts.py COUNT
"""
import json
import random
import sys


def main():
    lines = [line for line in sys.stdin.read().split("\n") if line]
    random.Random(11).shuffle(lines)
    for line in lines[:int(sys.argv[1])]:
        row = json.loads(line)
        print(json.dumps({"id": str(row["id"]), "text": row["text"][:6000]}, ensure_ascii=False))


if __name__ == "__main__":
    main()
