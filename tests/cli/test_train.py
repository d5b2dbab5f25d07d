#!/usr/bin/env python3
"""hearsay train as its user meets it: a small model from made-up texts, and every way in which that fails.
usage: test_train.py HEARSAY"""
import json
import os
import resource
import signal
import subprocess
import time
import unittest

from command import HEARSAY, CommandTest

PEOPLE = ["Orla Venn", "Tam Brisk", "Ines Karrow", "Bo Lund", "Mara Quill"]
CUES = ["said", "warned", "noted", "insisted"]
CONTENTS = ["the dam would hold", "the ferry was late again", "no one had asked the harbour", "the old quay must close"]
SMALL = ("--width", "16", "--layers", "2", "--epochs", "60")


def lesson(n):
    source, cue, content = PEOPLE[n % 5], CUES[n % 4], CONTENTS[n // 4 % 4]
    text = f"{source} {cue} {content}. It rained on day {n}."
    at = [len(source), len(source) + 1 + len(cue), len(source) + 2 + len(cue) + len(content)]
    return {"id": str(n), "text": text, "attributions": [
        {"source": [[0, at[0]]], "cue": [[at[0] + 1, at[1]]], "content": [[at[1] + 1, at[2]]]}]}


class Train(CommandTest):
    def gold(self, count=120, name="gold.jsonl", more=""):
        with open(name, "w", encoding="utf-8") as f:
            f.write("".join(json.dumps(lesson(n)) + "\n" for n in range(count)) + more)
        return name

    def files(self):
        return sorted(os.listdir("."))

    def test_a_model_that_marks(self):
        gold = self.gold()
        done = self.code(0, "train", gold, "--check", gold, *SMALL, "-o", "a.model")
        said = done.stderr.decode().splitlines()
        self.assertEqual(len(said), 60)
        self.assertRegex(said[59], r"^epoch 60 of 60: loss \d+\.\d+, exact F1 source [01]\.\d+ cue [01]\.\d+ content [01]\.\d+$")
        losses = [float(line.split("loss ")[1].split(",")[0]) for line in said]
        self.assertLess(losses[59], losses[0] / 2)
        self.assertEqual(done.stdout, b"")
        self.assertEqual(self.files(), ["a.model", "gold.jsonl"])
        self.code(0, "train", gold, *SMALL, "--threads", "1", "-o", "b.model")
        self.code(0, "train", gold, *SMALL, "--seed", "2", "-o", "c.model")
        first = self.bytes_of("a.model")
        self.assertEqual(first, self.bytes_of("b.model"))
        self.assertNotEqual(first, self.bytes_of("c.model"))
        with open("t.txt", "w", encoding="utf-8") as f:
            f.write("Bo Lund warned the ferry was late again. It rained.\n")
        self.code(0, "mark", "--whole", "t.txt", "--model", "a.model")

    def test_usage(self):
        gold = self.gold(3)
        for args in (["-o", "m"], [gold], [gold, "-o", "m", "--soft", "x"], [gold, "-o", "m", "--width", "20"],
                     [gold, "-o", "m", "--width", "1024"], [gold, "-o", "m", "--layers", "13"],
                     [gold, "-o", "m", "--epochs", "0"], [gold, "-o", "m", "--engine", "rules"]):
            self.assertTrue(self.code(2, "train", *args).stderr, args)
        self.assertIn(b"multiple of 16", self.code(2, "train", gold, "-o", "m", "--width", "20").stderr)
        self.assertEqual(self.files(), [gold])

    def test_a_place_that_can_not_be_written_is_told_before_anything_is_read(self):
        for place, reason in (("nowhere/m", b"nowhere/m: no such file or folder"), (".", b".: it is a folder")):
            said = self.code(4, "train", "gone.jsonl", "-o", place).stderr
            self.assertIn(reason, said)
            self.assertNotIn(b"gone.jsonl", said)

    def test_word_lists_likewise(self):
        with open("lists", "w", encoding="utf-8") as f:
            f.write("no line of a list\n")
        for place, lists, wanted, reason in (
                ("nowhere/m", "lists", 4, b"train: nowhere/m: no such file"),
                ("m", "lists", 3, b"train: lists: line 1: "), ("m", "gone", 4, b"train: gone: no such file")):
            self.assertIn(reason, self.code(wanted, "train", "--language", lists, "-o", place).stderr)
        self.assertEqual(self.files(), ["lists"])

    def test_lessons_that_are_none_are_named(self):
        good, line = self.gold(2), self.gold(2, "line.jsonl", more='{"text": "No list."}\n')
        long = self.gold(1, "long.jsonl", more=json.dumps({"text": "so " * 40000, "attributions": []}) + "\n")
        empty = self.gold(0, "empty.jsonl")
        for args, wanted, reason in (
                ([good, line], 3, b"train: line.jsonl: line 3: no text with attributions"),
                ([good, long], 3, b"train: long.jsonl: line 2: the text is longer than is taken"),
                ([empty], 3, b"there is no gold text"),
                ([good, "gone.jsonl"], 4, b"train: gone.jsonl: no such file or folder"),
                ([good, "--check", line], 3, b"train: line.jsonl: line 3: "),
                ([good, "--soft", "soft", "--soft-epochs", "1"], 4, b"train: soft/000.bin: no such file or folder")):
            self.assertIn(reason, self.code(wanted, "train", *args, *SMALL, "-o", "m").stderr)
        self.assertNotIn("m", self.files())

    def test_a_full_disk_leaves_what_was_there(self):
        gold = self.gold(5)
        with open("m", "w", encoding="utf-8") as f:
            f.write("before")

        def small():
            resource.setrlimit(resource.RLIMIT_FSIZE, (60000, 60000))
        said = self.code(4, "train", gold, *SMALL, "-o", "m", preexec_fn=small).stderr
        self.assertIn(b"m: the disk is full", said)
        self.assertEqual(self.bytes_of("m"), b"before")
        self.assertEqual(self.files(), ["gold.jsonl", "m"])
        if os.path.exists("/dev/full"):
            self.code(4, "train", gold, *SMALL, "-o", "/dev/full")

    def test_stopped_training_leaves_nothing(self):
        gold = self.gold(400)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
            p = subprocess.Popen([HEARSAY, "train", gold, "--epochs", "100000", "-o", "m"], stderr=subprocess.PIPE)
            time.sleep(0.3)
            p.send_signal(number)
            p.stderr.close()
            self.assertEqual(p.wait(timeout=60), -number)
            self.assertEqual(self.files(), [gold])


unittest.main()
