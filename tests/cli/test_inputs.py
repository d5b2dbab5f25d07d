#!/usr/bin/env python3
"""Inputs that are large, damaged or meant to do harm, as a user meets them: a clear error names the input, the record and
the reason, the rest is done, and a process that was killed goes on where it was.
usage: test_inputs.py HEARSAY"""
import gzip
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
import unittest

from command import HEARSAY, CommandTest

SAID = "The sluice at Tarn Hollow was closed on Friday, Edda Marsh said, and the lower road stayed dry until noon."
MEGABYTE = 1 << 20


def page(n, more=""):
    return (f"<!doctype html><html><head><title>Sluice {n}</title></head><body><article><p>{SAID}</p><p>It was the"
            f" report of day {n} from the valley, and the council had it read in the hall. {more}</p></article></body>"
            "</html>").encode()


def response(n, body=None, head="Content-Type: text/html; charset=utf-8", length=None):
    block = f"HTTP/1.1 200 OK\r\n{head}\r\n\r\n".encode() + (page(n) if body is None else body)
    top = (f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://tarn.example/{n}\r\n"
           f"Content-Length: {len(block) if length is None else length}\r\n\r\n")
    return top.encode() + block + b"\r\n\r\n"


class Inputs(CommandTest):
    def read(self, *inputs, code=0, stdin=b""):
        """Articles of `hearsay read`, and what it told."""
        done = self.code(code, "read", *inputs, stdin=stdin)
        return [json.loads(line) for line in done.stdout.splitlines()], done.stderr.decode()

    def peak_megabytes(self, *inputs):
        """Asked of a small process, for a child is charged what it was forked from."""
        with open(HEARSAY, "rb") as f:
            program = f.read()
        if b"__asan_init" in program or b"__tsan_init" in program:
            self.skipTest("a sanitizer's memory is its own")
        code = ("import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=-3, stderr=-3);"
                "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)")
        done = subprocess.run([sys.executable, "-S", "-E", "-c", code, HEARSAY, "read", "--threads", "1", *inputs],
                              capture_output=True, timeout=100, check=True)
        return int(done.stdout) / 1024

    # ---- packed files ----

    def test_gzip_cut_off_keeps_what_came_before(self):
        whole = b"".join(gzip.compress(response(n)) for n in range(5))
        self.write("cut.warc.gz", whole[:-40])
        self.write("cut.html.gz", gzip.compress(page(9, SAID * 50), 1)[:-100])
        self.write("good.html", page(7))
        articles, told = self.read("cut.warc.gz", "cut.html.gz", "good.html", code=3)
        self.assertEqual([a["title"] for a in articles], ["Sluice 0", "Sluice 1", "Sluice 2", "Sluice 3", "Sluice 7"])
        self.assertRegex(told, r"cut\.warc\.gz: .*the packed bytes are damaged or cut off")
        self.assertRegex(told, r"cut\.html\.gz: .*the packed bytes are damaged or cut off")

    def test_a_bomb_is_refused_in_bounded_memory(self):
        blank = b" " * 100 * MEGABYTE
        self.write("bomb.html.gz", gzip.compress(page(1) + blank, 1))
        self.write("bomb.warc.gz", gzip.compress(response(2, page(2) + blank), 1) + gzip.compress(response(3)))
        inner = gzip.compress(page(4) + blank, 1)
        self.write("inner.warc", response(4, inner, "Content-Type: text/html\r\nContent-Encoding: gzip") + response(5))
        articles, told = self.read("--limit-bytes", "4000000", "bomb.html.gz", "bomb.warc.gz", "inner.warc", code=3)
        self.assertEqual([a["title"] for a in articles], ["Sluice 3", "Sluice 5"])
        for name, why in (("bomb.html.gz", "the record is over the size limit"),
                          ("bomb.warc.gz: record 1", "the record is over the size limit"),
                          ("inner.warc: record 1", "the page unpacks to more than the size limit")):
            self.assertRegex(told, name.replace(".", r"\.") + ": .*" + why)
        self.assertEqual(len(self.read("bomb.html.gz", code=3)[0]), 0)  # over the usual limit, too
        self.assertLess(self.peak_megabytes("--limit-bytes", "4000000", "bomb.html.gz", "bomb.warc.gz", "inner.warc"), 60)

    def test_gzip_of_gzip(self):
        self.write("twice.html.gz", gzip.compress(gzip.compress(page(1))))
        self.write("twice.warc.gz", gzip.compress(gzip.compress(response(1))))
        self.write("good.html", page(2))
        articles, told = self.read("twice.html.gz", "twice.warc.gz", "good.html", code=3)
        self.assertEqual([a["title"] for a in articles], ["Sluice 2"])
        self.assertEqual(told.count("the file is packed more than once"), 2)

    # ---- WARC ----

    def test_wrong_lengths_cost_their_record_alone(self):
        records = [response(0), response(1, length=10), response(2), response(3, length=10 ** 18), response(4)]
        self.write("short.warc", b"".join(records[:3]))
        articles, told = self.read("short.warc", code=3)
        self.assertEqual([a["title"] for a in articles], ["Sluice 0", "Sluice 2"])
        self.assertRegex(told, r"short\.warc: record 2: bytes \d+-\d+: ")
        self.write("long.warc", b"".join(records[2:]))
        articles, told = self.read("long.warc", code=3)
        self.assertEqual(articles[0]["title"], "Sluice 2")
        self.assertRegex(told, r"long\.warc: record 2: bytes \d+-\d+: the record is over the size limit")
        self.write("none.warc", response(1).replace(b"Content-Length", b"Content-Size") + response(2))
        articles, told = self.read("none.warc", code=3)
        self.assertEqual([a["title"] for a in articles], ["Sluice 2"])
        self.assertIn("the WARC record has no length", told)

    def test_what_is_no_page_may_have_any_size(self):
        film = response(1, bytes(3 * MEGABYTE), "Content-Type: video/mp4")
        page_of_zeros = response(2, page(2) + b" " * 3 * MEGABYTE)
        self.write("film.warc.gz", b"".join(map(gzip.compress, (response(0), film, page_of_zeros, response(3)))))
        articles, told = self.read("--limit-bytes", "1000000", "film.warc.gz", code=3)
        self.assertEqual([a["record"] for a in articles], ["1", "4"])
        self.assertEqual(told.count("\n"), 1)
        self.assertRegex(told, "film.warc.gz: record 3: .*over the size limit")
        self.assertLess(self.peak_megabytes("--limit-bytes", "1000000", "film.warc.gz"), 40)

    def test_nothing_but_records_without_a_page(self):
        self.write("other.warc", response(1, b"\x89PNG", "Content-Type: image/png"))
        self.assertIn("the file holds no page", self.read("other.warc", code=3)[1])

    # ---- CDX ----

    def crawl(self):
        """A plain WARC file in the folder and a packed one below, with the place of each of six records in both."""
        os.mkdir("below")
        plain, packed, places = b"", b"", []
        for n in range(6):
            record = response(n, head="Content-Type: image/png") if n == 4 else response(n)
            member = gzip.compress(record)
            places.append((len(plain), len(record), len(packed), len(member)))
            plain, packed = plain + record, packed + member
        self.write("a.warc", plain)
        self.write("below/b.warc.gz", packed)
        return places

    def test_cdx_reads_the_records_that_it_names(self):
        places = self.crawl()
        lines = [" CDX N b a m s k r M S V g"] + [
            f"example,tarn)/{n} 20240531 https://tarn.example/{n} text/html 200 K - - {places[n][3]} {places[n][2]}"
            " below/b.warc.gz" for n in (5, 4, 1)]
        self.write("some.cdx", "\n".join(lines).encode())
        lines = ["!OpenWayback-CDXJ 1.0"] + [f"example,tarn)/{n} 20240531 " + json.dumps(
            {"filename": "crawl-data/2024/a.warc", "offset": str(places[n][0]), "length": places[n][1]}) for n in (3, 0)]
        self.write("some.cdxj.gz", gzip.compress("\n".join(lines).encode()))
        articles, told = self.read("some.cdx", "some.cdxj.gz")
        self.assertEqual([(a["title"], a["id"], a["url"][-2:]) for a in articles], [
            ("Sluice 5", f"below/b.warc.gz#@{places[5][2]}", "/5"), ("Sluice 1", f"below/b.warc.gz#@{places[1][2]}", "/1"),
            ("Sluice 3", f"a.warc#@{places[3][0]}", "/3"), ("Sluice 0", f"a.warc#@{places[0][0]}", "/0")])
        with open("a.warc", "rb") as f:
            warc = f.read()
        self.assertEqual(warc[articles[2]["input_start_byte"]:articles[2]["input_end_byte"]], page(3))
        self.assertEqual(articles[0]["input_start_byte"], places[5][2])
        self.assertEqual(told, "")
        for a, b in zip(articles, self.read(os.path.abspath("some.cdx"))[0]):  # the folder is the CDX's, not ours
            self.assertEqual(a["text"], b["text"])

    def test_a_cdx_line_that_can_not_be_used_costs_itself_alone(self):
        places = self.crawl()
        offset, length = places[1][:2]
        self.write("secret.warc", response(9))
        os.mkdir("inside")
        os.rename("a.warc", "inside/a.warc")
        os.mkfifo("inside/pipe.warc")
        good = {"filename": "a.warc", "offset": offset, "length": length}
        wrong = [
            ({"filename": "../secret.warc"}, "the line names a file outside of the CDX file's folder"),
            ({"filename": os.path.abspath("secret.warc")}, "the line names a file outside of the CDX file's folder"),
            ({"filename": "gone.warc"}, "the WARC file that the line names is not there"),
            ({"filename": "pipe.warc"}, "it is no regular file"),
            ({"offset": 10 ** 15}, "the range begins behind the end of its file"),
            ({"length": 10 ** 15}, "the range ends behind the end of its file"),
            ({"offset": offset + 3}, "no WARC record begins here"),
            ({"length": length - 40}, "the input ends within a record"),
            ({"offset": "-4"}, "the line's offset is no number"),
            ({"offset": None}, "the line's offset is no number"),
        ]
        self.write("inside/wrong.cdxj", b"".join(json.dumps({**good, **change}).encode() + b"\n" for change, _ in wrong)
                   + b'{"filename": "a.warc\n' + json.dumps(good).encode())
        articles, told = self.read("inside/wrong.cdxj", code=3)
        self.assertEqual([a["title"] for a in articles], ["Sluice 1"])
        reasons = [line.rsplit(": ", 1)[1] for line in told.splitlines()]
        self.assertEqual(reasons, [why for _, why in wrong] + ["the line's JSON is broken"])
        self.assertIn("inside/wrong.cdxj: record 3: bytes ", told)
        self.assertIn(f"inside/a.warc: record @{offset + 3}: bytes ", told)

    def test_a_folder_with_its_cdx_is_read_once(self):
        places = self.crawl()
        self.write("a.cdxj", json.dumps({"filename": "a.warc", "offset": places[0][0]}).encode())
        self.assertEqual([a["input"] for a in self.read(".")[0]], ["./a.warc"] * 5 + ["./below/b.warc.gz"] * 5)
        self.code(0, "add", "a.cdxj", "--ledger", "killed")
        again = self.code(0, "add", "a.cdxj", "--ledger", "killed")
        self.assertIn(b"1 unchanged", again.stderr)
        self.assertEqual(self.count("killed"), 1)

    # ---- encodings ----

    def read_text(self, name, content):
        self.write(name, content)
        articles, told = self.read(name)
        self.assertEqual(told, "")
        return articles[0]["text"]

    def test_pages_in_encodings_of_their_own(self):
        for encoding, named, words in (
                ("gb18030", "gb18030", "水闸在星期五关闭了，官员说，下游的道路在中午以前一直是干的，没有人受伤。"),
                ("shift_jis", "Shift_JIS", "水門は金曜日に閉じられたと職員は述べ、下の道路は正午まで乾いていた。けが人はいなかった。"),
                ("euc_jp", "EUC-JP", "水門は金曜日に閉じられたと職員は述べ、下の道路は正午まで乾いていた。けが人はいなかった。"),
                ("iso2022_jp", "ISO-2022-JP", "水門は金曜日に閉じられたと職員は述べ、下の道路は正午まで乾いていた。けが人はいなかった。"),
                ("big5", "big5", "水閘在星期五關閉了，官員說，下游的道路在中午以前一直是乾的，沒有人受傷。"),
                ("cp1251", "windows-1251", "Шлюз закрыли в пятницу, сказал смотритель, и нижняя дорога до полудня была сухой.")):
            html = f"<html><head><meta charset={named}><title>x</title></head><body><article><p>{words}</p></article></body>"
            self.assertIn(words, self.read_text(f"{encoding}.html", html.encode(encoding)), encoding)
            self.write(f"{encoding}.warc", response(1, html.replace("meta", "nota").encode(encoding),
                                                    f"Content-Type: text/html; charset={named}"))
            self.assertIn(words, self.read(f"{encoding}.warc")[0][0]["text"], encoding)

    def test_utf16_with_a_mark_and_without(self):
        html = page(1, "Où est l’éclusier ? 水門").decode()
        for encoding, mark in (("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")):
            self.assertIn("l’éclusier ? 水門", self.read_text("marked.html", mark + html.encode(encoding)))
            self.assertIn("l’éclusier ? 水門", self.read_text("bare", html.encode(encoding)))
            self.write("head.warc", response(1, html.encode(encoding), f"Content-Type: text/html; charset={encoding}"))
            self.assertIn("l’éclusier ? 水門", self.read("head.warc")[0][0]["text"])
        cut = b"\xff\xfe" + html.encode("utf-16-le")[:-1]
        self.assertIn("l’éclusier", self.read_text("odd.html", cut))

    def test_utf7_is_not_unpacked_into_markup(self):
        body = SAID + " +ADw-script+AD4-alert(1)+ADw-/script+AD4- was on the board."
        text = self.read_text("seven.html", f"<meta charset=utf-7><article><p>{body}</p></article>".encode())
        self.assertIn("+ADw-script+AD4-alert(1)", text)
        self.write("seven.warc", response(1, f"<article><p>{body}</p></article>".encode(),
                                          "Content-Type: text/html; charset=utf-7"))
        self.assertIn("+ADw-script+AD4-alert(1)", self.read("seven.warc")[0][0]["text"])

    def test_nul_bytes(self):
        sprinkled = page(1).replace(b"was closed", b"was\0 closed")
        self.assertIn("was\ufffd closed", self.read_text("some.html", sprinkled))
        self.write("zeros.html", bytes(5000))
        self.write("good.html", page(2))
        articles, told = self.read("zeros.html", "good.html", code=3)
        self.assertEqual([a["title"] for a in articles], ["Sluice 2"])
        self.assertRegex(told, r"zeros\.html: .*the file is no text in an encoding that is read")

    # ---- long runs ----

    def rows(self, ledger):
        """All that people may query: every row of every table that is not an index's."""
        db = sqlite3.connect(ledger)
        self.addCleanup(db.close)
        tables = [n for n, in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%fts%'"
                                         " AND name NOT LIKE 'sqlite%' ORDER BY name")]
        self.assertIn("statement", tables)
        found = {t: sorted(map(repr, db.execute(f"SELECT * FROM {t}"))) for t in tables}
        found["words"] = db.execute("SELECT count(*) FROM article_fts WHERE article_fts MATCH 'sluice'").fetchall()
        found["integrity"] = db.execute("PRAGMA integrity_check").fetchall()
        db.execute("INSERT INTO article_fts(article_fts, rank) VALUES('integrity-check', 1)")
        db.execute("INSERT INTO statement_fts(statement_fts, rank) VALUES('integrity-check', 1)")
        return found

    def count(self, ledger):
        try:
            with sqlite3.connect(f"file:{ledger}?mode=ro", uri=True, timeout=10) as db:
                return db.execute("SELECT count(*) FROM article").fetchone()[0]
        except sqlite3.OperationalError:
            return 0

    def kill_behind(self, wanted, *args):
        """Kills `hearsay add` once so many articles are stored, wherever it is then."""
        p = subprocess.Popen([HEARSAY, "add", *args], stderr=subprocess.DEVNULL)
        while p.poll() is None and self.count("killed") < wanted:
            time.sleep(0.001)
        p.send_signal(signal.SIGKILL)
        p.wait()

    def test_killed_again_and_again_it_ends_as_if_never_killed(self):
        """Three inputs, one packed, one damaged in the middle: each kill falls at another place of them."""
        count = 1200
        damaged = [response(n) for n in range(300)]
        damaged[150] = damaged[150].replace(b"Content-Length: ", b"Content-Length: 9")
        self.write("a.warc", b"".join(damaged))
        self.write("b.warc.gz", b"".join(gzip.compress(response(n, page(n, f"{SAID} Day {n}."))) for n in range(count)))
        self.write("c.jsonl", b"".join(json.dumps({"id": n % 40, "text": f"{SAID} {n}"}).encode() + b"\n"
                                       for n in range(300)))
        inputs = ["a.warc", "b.warc.gz", "c.jsonl"]
        self.code(3, "add", *inputs, "--ledger", "whole")
        stored = self.count("whole")
        self.assertGreater(stored, count)
        for wanted in (1, 100, 280, 500, 1100, 1450, stored - 20):
            before = self.count("killed")
            self.kill_behind(wanted, *inputs, "--ledger", "killed")
            self.assertGreaterEqual(self.count("killed"), before)
        self.code(3, "add", *inputs, "--ledger", "killed")
        self.assertEqual(self.rows("killed"), self.rows("whole"))

    def test_progress_where_it_is_asked_for(self):
        self.write("a.warc.gz", b"".join(gzip.compress(response(n)) for n in range(20)))
        size = os.path.getsize("a.warc.gz") / 1e6
        self.assertEqual(self.read("a.warc.gz")[1], "")
        told = self.read("--progress", "a.warc.gz")[1]
        self.assertRegex(told, rf"{size:.1f} MB of {size:.1f}  20 articles  \d+ articles/s\n$")
        self.assertNotIn("\r", told)


unittest.main()
