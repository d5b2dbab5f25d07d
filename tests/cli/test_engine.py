#!/usr/bin/env python3
"""What marks, as its user chooses it: engines, and models that are none, cut off, damaged, newer or of another kind.
usage: test_engine.py HEARSAY MODEL"""
import json
import os
import struct
import sys
import unittest

from command import CommandTest

MODEL = os.path.abspath(sys.argv.pop(1))
TEXT = ("Orla Venn said the dam would hold. “Nobody came,” she added, and left the hall. The harbour master denied that "
        "the wall was weak. Bo Lund, who keeps the lock, thought nothing of it.\n")


class Engine(CommandTest):
    def setUp(self):
        super().setUp()
        self.write("t.txt", TEXT.encode())
        with open(MODEL, "rb") as f:
            self.model = f.read()

    def mark(self, *args):
        return self.code(0, "mark", "--whole", "t.txt", *args).stdout

    def engines(self, lines):
        return {s["engine"] for line in lines.splitlines() for s in json.loads(line)["statements"]}

    def test_engines(self):
        fast, rules = self.mark(), self.mark("--engine", "rules")
        self.assertEqual(fast, self.mark("--engine", "fast"))
        self.assertEqual(fast, self.mark("--engine=fast"))
        self.assertEqual(self.engines(fast), {"fast-1"})
        self.assertEqual(self.engines(rules), {"rules-1"})
        self.assertIn(b"--engine takes fast or rules, not 'slow'", self.code(2, "mark", "t.txt", "--engine", "slow").stderr)
        self.code(2, "read", "t.txt", "--engine", "rules")

    def test_the_carried_model_from_its_file_marks_the_same(self):
        self.assertEqual(self.mark(), self.mark("--model", MODEL))
        self.assertEqual(self.mark("--engine", "rules"), self.mark("--engine", "rules", "--model", "gone"))

    def refused(self, path, reason):
        for args in (["mark", "t.txt"], ["run", "t.txt"], ["add", "t.txt", "--ledger", "l"]):
            done = self.code(4, *args, "--model", path)
            self.assertEqual(done.stdout, b"")
            said = [line for line in done.stderr.decode().splitlines() if line.startswith("hearsay: ")]
            self.assertEqual(len(said), 1, said)
            self.assertIn(path, said[0])
            self.assertIn(reason, said[0])

    def test_models_that_are_none(self):
        self.refused("gone", "no such file or folder")
        self.refused(".", "this is no model of hearsay")
        self.refused(self.write("empty", b""), "this is no model of hearsay")
        self.refused("t.txt", "this is no model of hearsay")
        self.refused(os.path.join(os.path.dirname(MODEL), "language.model"), "this is no model of hearsay")
        self.refused(os.path.join(os.path.dirname(MODEL), "tagging.model"), "for another version of hearsay")

    def test_models_that_are_cut_off_or_too_long(self):
        for size in (100, 4096, len(self.model) // 2, len(self.model) - 1):
            self.refused(self.write("cut", self.model[:size]), "cut off" if size > 136 else "no model")
        self.refused(self.write("long", self.model + b"x"), "too long")

    def test_models_that_are_damaged_or_newer(self):
        for at in (200, len(self.model) // 2, len(self.model) - 1):
            damaged = bytearray(self.model)
            damaged[at] ^= 1
            self.refused(self.write("damaged", damaged), "its checksum is wrong")
        newer = self.model[:8] + struct.pack("<I", 99) + self.model[12:]
        self.refused(self.write("newer", newer), "of a newer version")
        other = self.model[:16] + struct.pack("<I", 1 << 30) + self.model[20:]
        self.refused(self.write("other", other), "shape is out of bounds")


unittest.main()
