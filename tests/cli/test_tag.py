#!/usr/bin/env python3
"""hearsay tag, and the training of its model, as their user meets them: what is written, and every way in which that fails.
usage: test_tag.py HEARSAY"""
import json
import os
import resource
import subprocess
import sys
import unittest

from command import HEARSAY, CommandTest

TEXT = "The keeper didn’t see Mary Baker. “We met in London,” she said.\n\nThe well-known pier held.\n"
SMALL = ("--width", "16", "--layers", "2", "--epochs", "20")
WHO, DOES, WHAT = ("Ilvo", "Marra", "Tesk", "Ondra"), ("sells", "mends", "paints", "buys"), ("boats", "nets", "oars", "lamps")


def sentence(n):
    who, does, what = WHO[n % 4], DOES[n // 4 % 4], WHAT[n // 16 % 4]
    return (f"# sent_id = s{n}\n1\t{who}\t{who}\tPROPN\t_\tNumber=Sing\t2\tnsubj\t_\tNE=B-PER\n"
            f"2\t{does}\t{does[:-1]}\tVERB\t_\tMood=Ind\t0\troot\t_\tNE=O\n"
            f"3\t{what}\t{what[:-1]}\tNOUN\t_\tNumber=Plur\t2\tobj\t_\tNE=O\n\n")


def words(text):
    """Sentences as lists of rows of ten cells."""
    found = [[line.split("\t") for line in block.split("\n") if line and line[0] != "#"] for block in text.split("\n\n")]
    return [rows for rows in found if rows]


class Tag(CommandTest):
    def gold(self, more="", name="gold.conllu"):
        return self.write(name, "".join(map(sentence, range(64))) + more)

    def assert_sound(self, text, forms):
        """Ten cells, numbers in order, one root, no circle, a name's inside behind its begin."""
        found = words(text)
        self.assertEqual([row[1] for rows in found for row in rows], forms)
        for rows in found:
            self.assertTrue(all(len(row) == 10 and all(row) for row in rows), rows)
            self.assertEqual([row[0] for row in rows], [str(n + 1) for n in range(len(rows))])
            heads = [int(row[6]) for row in rows]
            self.assertEqual(heads.count(0), 1)
            for n in range(len(rows)):
                steps = 0
                while heads[n] and steps <= len(rows):
                    n, steps = heads[n] - 1, steps + 1
                self.assertLessEqual(steps, len(rows))
            before = "O"
            for row in rows:
                label = row[9].split("|")[0].removeprefix("NE=")
                self.assertTrue(label[0] != "I" or before[2:] == label[2:], rows)
                before = label

    def test_an_article(self):
        self.write("a.txt", TEXT)
        said = self.code(0, "tag", "a.txt").stdout.decode()
        self.assert_sound(said, "The keeper did n’t see Mary Baker . “ We met in London , ” she said . "
                                "The well - known pier held .".split())
        lines = said.split("\n")
        self.assertEqual(lines[:3], ["# newdoc id = a.txt", "# newpar", "# sent_id = 1"])
        self.assertEqual([l for l in lines if l.startswith("#")][3:], ["# sent_id = 2", "# newpar", "# sent_id = 3"])
        rows = words(said)[0]
        self.assertEqual([r[3] for r in rows], "DET NOUN AUX PART VERB PROPN PROPN PUNCT".split())
        self.assertEqual([r[9] for r in rows[2:]], ["NE=O|SpaceAfter=No", "NE=O", "NE=O", "NE=B-PER",
                                                    "NE=I-PER|SpaceAfter=No", "NE=O"])
        self.code(0, "tag", "a.txt", "-o", "out")
        self.assertEqual(self.bytes_of("out").decode(), said)
        piped = self.code(0, "tag", "-", stdin=TEXT.encode()).stdout.decode()
        self.assertEqual(piped.split("\n")[1:], lines[1:])

    def test_furniture_is_left_out_and_an_id_stays_one_line(self):
        text = "The pier held all night, said the keeper.\n\nRead more: The other pier\n\nNobody was hurt in the harbour.\n"
        self.write("a.jsonl", json.dumps({"id": "x\n1\ty", "text": text}) + "\n")
        kept = self.code(0, "tag", "a.jsonl").stdout.decode()
        self.assertNotIn("\tother\t", kept)
        self.assertIn("\tother\t", self.code(0, "tag", "--whole", "a.jsonl").stdout.decode())
        self.assertEqual(kept.split("\n")[:2], ["# newdoc id = a.jsonl#x 1 y", "# newpar"])

    def test_order_of_inputs_and_threads(self):
        self.write("many.jsonl", "".join(json.dumps({"id": str(n), "text": f"{TEXT} It was day {n}."}) + "\n" for n in range(60)))
        one = self.code(0, "tag", "many.jsonl", "--threads", "1").stdout
        self.assertEqual(one, self.code(0, "tag", "many.jsonl", "--threads", "4").stdout)
        ids = [l for l in one.decode().split("\n") if l.startswith("# newdoc")]
        self.assertEqual(ids, [f"# newdoc id = many.jsonl#{n}" for n in range(60)])

    def test_words_that_were_cut_before(self):
        source = ("# sent_id = one\n# text = x\n1-2\tCan’t\t_\t_\t_\t_\t_\t_\t_\t_\n" +
                  "".join(f"{n}\t{w}\t_\t_\t_\t_\t_\t_\t_\t_\n" for n, w in enumerate(["Ca", "n’t", "go_on"], 1)) +
                  "3.1\tgone\t_\t_\t_\t_\t_\t_\t_\t_\n\n1\tStop\t_\t_\t_\t_\t_\t_\t_\t_\n")
        self.write("w.conllu", source)
        said = self.code(0, "tag", "--tokens", "w.conllu").stdout.decode()
        self.assert_sound(said, ["Ca", "n’t", "go_on", "Stop"])
        self.assertTrue(said.startswith("# sent_id = one\n1\tCa\t"))
        self.assertEqual(len(words(said)), 2)
        self.assertEqual(self.code(0, "tag", "--tokens", "-", stdin=source.encode()).stdout.decode(), said)
        self.write("again.conllu", said)
        self.assertEqual(self.code(0, "tag", "--tokens", "again.conllu").stdout.decode(), said)

    def test_a_bad_line_is_named_and_the_other_files_are_done(self):
        self.gold()
        self.write("bad.conllu", sentence(1) + "1\tnine\t_\t_\t_\t_\t_\t_\t_\n" + sentence(2))
        done = self.code(3, "tag", "--tokens", "bad.conllu", "gone.conllu", "gold.conllu")
        self.assertEqual(done.stderr.decode().splitlines(), ["hearsay: bad.conllu: line 6: this is no line of CoNLL-U",
                                                             "hearsay: gone.conllu: no such file or folder"])
        self.assertEqual(len(words(done.stdout.decode())), 65)

    def test_a_sentence_too_long_for_a_tree(self):
        for count, tree in ((256, True), (257, False)):
            self.write("w", "".join(f"{n}\tboats\t_\t_\t_\t_\t_\t_\t_\t_\n" for n in range(1, count + 1)))
            rows = words(self.code(0, "tag", "--tokens", "w").stdout.decode())[0]
            self.assertEqual([r[6] == "_" and r[7] == "_" for r in rows], [not tree] * count)
            self.assertTrue(all(r[3] != "_" for r in rows))

    def test_one_sentence_of_many_words_is_done_in_bounded_memory(self):
        if os.environ.get("UBSAN_OPTIONS"):
            self.skipTest("a sanitizer takes memory of its own")
        peaks = []
        for count in (5000, 50000):
            self.write("a.txt", "boats " * count)
            measure = ("import resource, subprocess, sys\nsubprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)\n"
                       "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)")
            done = subprocess.run([sys.executable, "-c", measure, HEARSAY, "tag", "--whole", "a.txt"], capture_output=True, check=True)
            peaks.append(int(done.stdout))
        self.assertLess(peaks[1] - peaks[0], 60000)  # KB; the scores alone would be 130,000

    def test_no_article_writes_nothing(self):
        self.write("a.jsonl", '{"text": ""}\n')
        self.assertEqual(self.code(3, "tag", "a.jsonl").stdout, b"")

    def test_models_that_are_none(self):
        self.write("a.txt", TEXT)
        self.code(0, "train", "--tags", self.gold(), *SMALL, "-o", "tags.model")
        whole = self.bytes_of("tags.model")
        self.write("cut.model", whole[:-1])
        self.write("odd.model", whole[:5000] + bytes([whole[5000] ^ 1]) + whole[5001:])
        self.write("empty.model", b"")
        gold = {"text": "Ilvo said it rained.", "attributions": [{"source": [[0, 4]], "cue": [[5, 9]], "content": [[10, 19]]}]}
        self.write("marks.jsonl", json.dumps(gold) + "\n")
        self.code(0, "train", "marks.jsonl", *SMALL, "-o", "marks.model")
        for model, reason in (("gone.model", "no such file or folder"), ("a.txt", "this is no model of hearsay"),
                              ("empty.model", "this is no model of hearsay"), ("cut.model", "the model is cut off or too long"),
                              ("odd.model", "the model is damaged: its checksum is wrong"),
                              ("marks.model", "the model was made for another version of hearsay")):
            done = self.code(4, "tag", "a.txt", "--model", model, "-o", "out")
            self.assertEqual(done.stderr.decode(), f"hearsay: {model}: {reason}\n")
            self.assertFalse(os.path.exists("out"))
        self.assertIn(b"another version", self.code(4, "mark", "a.txt", "--model", "tags.model").stderr)

    def test_a_model_of_ones_own(self):
        gold = self.gold()
        done = self.code(0, "train", "--tags", gold, "--check", gold, *SMALL, "-o", "a.model")
        said = done.stderr.decode().splitlines()
        self.assertEqual((len(said), done.stdout), (20, b""))
        right = r"right: tags [01]\.\d+ features [01]\.\d+ lemmas [01]\.\d+ names [01]\.\d+ heads [01]\.\d+ relations [01]\.\d+$"
        self.assertRegex(said[19], r"^epoch 20 of 20: loss \d+\.\d+, " + right)
        for name, more in (("b", ["--threads", "1"]), ("c", ["--threads", "2"]), ("d", ["--seed", "2"])):
            self.code(0, "train", "--tags", gold, *SMALL, *more, "-o", f"{name}.model")
        first = self.bytes_of("a.model")
        self.assertEqual([self.bytes_of(f"{n}.model") == first for n in "bcd"], [True, True, False])
        self.write("w", "".join(f"{n}\t{w}\t_\t_\t_\t_\t_\t_\t_\t_\n" for n, w in enumerate(["Tesk", "mends", "lamps"], 1)))
        rows = words(self.code(0, "tag", "--tokens", "w", "--model", "a.model").stdout.decode())[0]
        self.assertEqual([r[3] for r in rows], ["PROPN", "VERB", "NOUN"])
        self.assertEqual(sorted(os.listdir(".")), ["a.model", "b.model", "c.model", "d.model", "gold.conllu", "w"])

    def test_lessons_that_are_none(self):
        good = self.gold()
        bad = self.gold("2\tfirst\t_\t_\t_\t_\t_\t_\t_\t_\n", "bad.conllu")
        bare = self.write("bare.conllu", "1\tIlvo\t_\t_\t_\t_\t_\t_\t_\tNE=O\n")
        for args, wanted, reason in (
                ([good, bad], 3, "train: bad.conllu: line 321: this is no line of CoNLL-U"),
                ([self.write("empty", "")], 3, "train: there is no gold sentence"),
                ([bare], 3, "train: no gold sentence has a tree"),
                ([good, "gone"], 4, "train: gone: no such file or folder"),
                ([good, "--check", bad], 3, "train: bad.conllu: line 321: "),
                ([good, "--soft", "gone", "--soft-epochs", "1"], 4, "train: gone: no such file or folder")):
            self.assertIn(reason, self.code(wanted, "train", "--tags", *args, *SMALL, "-o", "m").stderr.decode())
        said = self.code(4, "train", "--tags", "gone", "-o", "nowhere/m").stderr
        self.assertEqual(said, b"hearsay: train: nowhere/m: no such file or folder\n")
        self.code(2, "train", "--tags", good, "--width", "20", "-o", "m")
        self.assertNotIn("m", os.listdir("."))

    def test_usage_and_output(self):
        self.write("a.txt", TEXT)
        for args in (["tag"], ["tag", "a.txt", "--engine", "rules"], ["mark", "a.txt", "--tokens"],
                     ["train", "--tags", "--language", "a.txt", "-o", "m"], ["train", "--tags", "-o", "m"]):
            self.assertTrue(self.code(2, *args).stderr)
        self.assertIn(b"hearsay tag", self.code(0, "tag", "--help").stdout)
        self.assertIn(b"tag INPUT", self.code(0, "--help").stdout)
        self.code(4, "tag", "a.txt", "-o", "nowhere/out")
        self.gold()
        if os.path.exists("/dev/full"):
            for args in (["a.txt"], ["--tokens", "gold.conllu", "gold.conllu"]):
                said = self.code(4, "tag", *args, "-o", "/dev/full").stderr.decode().splitlines()
                self.assertEqual(said, ["hearsay: /dev/full: No space left on device"])

        def small():
            resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
        self.write("out", "before")
        self.code(4, "tag", "--tokens", "gold.conllu", "-o", "out", preexec_fn=small)
        self.assertEqual(self.bytes_of("out"), b"before")


unittest.main()
