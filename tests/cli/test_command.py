#!/usr/bin/env python3
"""The built command as its user meets it: every exit code, streams, bad inputs, a full disk, kill -9.
usage: test_command.py HEARSAY"""
import json
import os
import resource
import signal
import sqlite3
import subprocess
import time
import unittest

from command import HEARSAY, CommandTest, hearsay

TEXT = "The gate was shut all night, Orla Venn said on Monday. “Nobody came,” she added, and left the hall."


class Command(CommandTest):
    def crawl(self, count, name="crawl.jsonl"):
        return self.write(name, "".join(
            json.dumps({"id": f"a{n}", "text": f"{TEXT} It was day {n}."}) + "\n" for n in range(count)))

    def rows(self, sql="SELECT count(*), count(DISTINCT key) FROM article", ledger="l"):
        db = sqlite3.connect(ledger)
        self.addCleanup(db.close)
        return db.execute(sql).fetchall()

    def test_usage_is_2_and_says_what_was_meant(self):
        for args in ([], ["serch"], ["add"], ["add", "x"], ["show", "--ledger", "l"], ["run", "--jsno", "x"],
                     ["run", "x", "--threads", "no"], ["run", "x", "--date", "May"], ["link", "--whole"],
                     ["mark", "x", "--field", "txt=a"], ["report", "--ledger"]):
            done = self.code(2, *args)
            self.assertEqual(done.stdout, b"")
            self.assertTrue(done.stderr)
        self.assertIn(b"did you mean 'search'", self.code(2, "serch").stderr)
        self.assertIn(b"did you mean '--json'", self.code(2, "run", "--jsno", "x").stderr)

    def test_help_and_version(self):
        for verb in ("run", "add", "link", "report", "read", "mark", "search", "show", "tag", "train"):
            self.assertIn(f"hearsay {verb}".encode(), self.code(0, verb, "--help").stdout)
        self.assertRegex(self.code(0, "--version").stdout, rb"^hearsay \d")

    def test_add_search_show(self):
        self.write("one.txt", TEXT)
        self.assertIn(b"1 added", self.code(0, "add", "one.txt", "--ledger", "l").stderr)
        self.assertIn(b"1 unchanged", self.code(0, "add", "one.txt", "--ledger", "l").stderr)
        self.write("one.txt", TEXT + " It rained.")
        self.assertIn(b"1 replaced", self.code(0, "add", "one.txt", "--ledger", "l").stderr)
        self.code(0, "link", "--ledger", "l")
        self.assertIn(b"Nobody came", self.code(0, "search", "nobody", "--ledger", "l").stdout)
        self.assertEqual(self.code(1, "search", "zebra", "--ledger", "l").stdout, b"")
        self.assertIn(b"Orla Venn", self.code(0, "show", "one.txt", "--ledger", "l").stdout)
        key = json.loads(self.code(0, "show", "one.txt", "--ledger", "l", "--json").stdout)
        self.assertIn(b"Orla", self.code(0, "show", key["hash"][:8], "--ledger", "l").stdout)
        self.code(1, "show", "two.txt", "--ledger", "l")

    def test_a_ledger_gives_back_the_line_that_read_writes(self):
        self.write("gate.html", "<html><head><meta property='article:section' content='Region'>"
                   "<meta property='article:published_time' content='2031-02-03T08:00:00+01:00'>"
                   "<meta property='article:modified_time' content='2031-02-04T09:30:00+01:00'>"
                   "<meta property='og:image' content='gate.jpg'><link rel=canonical href='https://vale.test/gate'>"
                   f"<title>Gate shut</title></head><body><article><h1>Gate shut</h1><p>{TEXT * 4}</p></article>")
        self.write("feed.xml", "<rss version='2.0'><channel><title>Vale</title><item><title>Gate</title>"
                   f"<link>https://vale.test/2</link><description>{TEXT} […]</description></item></channel></rss>")
        self.code(0, "add", "gate.html", "feed.xml", "--ledger", "l")
        for line in self.code(0, "read", "gate.html", "feed.xml").stdout.splitlines():
            read = json.loads(line)
            kept = json.loads(self.code(0, "show", read["id"], "--ledger", "l", "--json").stdout)
            self.assertTrue(kept.pop("statements"))
            self.assertEqual(kept, read)
        self.assertEqual(read["partial"], True)
        self.assertEqual(self.rows("SELECT section, updated, canonical_url, partial FROM article ORDER BY format"),
                         [(None, None, None, 1),
                          ("Region", "2031-02-04T09:30:00+01:00", "https://vale.test/gate", 0)])
        self.assertEqual(self.rows("SELECT url FROM image"), [("https://vale.test/gate.jpg",)])

    def test_several_articles_and_posts_of_one_page_are_kept_together(self):
        def article(n):
            return (f"<article data-url='https://vale.test/{n}'><h1>Gate number {n} shut</h1><p class=byline>By Ada Orrin"
                    f"</p><p>{(TEXT + ' ') * 12}</p></article>")
        self.write("grown.html", f"<title>Gate number 1 shut</title><body>{article(1)}{article(2)}{article(3)}</body>")
        post = "<div class=entry><time datetime='2031-02-03T0{}:00:00Z'></time><h3>At {}</h3><p>" + TEXT + "</p></div>"
        self.write("live.html", "<title>Gate shut: live updates</title><body><h1>Gate shut: live updates</h1><div>"
                   + "".join(post.format(i, i) for i in range(9, 4, -1)) + "</div></body>")
        self.assertIn(b"4 added", self.code(0, "add", "grown.html", "live.html", "--ledger", "l").stderr)
        lines = [json.loads(line) for line in self.code(0, "read", "grown.html", "live.html").stdout.splitlines()]
        self.assertEqual([a["id"] for a in lines], ["grown.html", "grown.html#2", "grown.html#3", "live.html"])
        self.assertEqual([p["headline"] for p in lines[3]["posts"]], [f"At {i}" for i in range(9, 4, -1)])
        for read in lines:
            kept = json.loads(self.code(0, "show", read["id"], "--ledger", "l", "--json").stdout.splitlines()[0])
            kept.pop("statements")
            self.assertEqual(kept, read)
        self.write("again.jsonl", "".join(json.dumps(a) + "\n" for a in lines))
        self.assertEqual([json.loads(line)["id"] for line in self.code(0, "read", "again.jsonl").stdout.splitlines()],
                         [a["id"] for a in lines])
        self.assertEqual(json.loads(self.code(0, "read", "again.jsonl").stdout.splitlines()[3])["posts"], lines[3]["posts"])
        self.write("grown.html", f"<title>Gate number 1 shut</title><body>{article(1)}{article(2)}</body>")
        self.code(0, "add", "grown.html", "--ledger", "l")
        self.assertEqual(self.rows("SELECT key FROM article ORDER BY key"),
                         [("grown.html",), ("grown.html#2",), ("live.html",)])

    def test_repeated_ids_are_all_kept(self):
        line = json.dumps({"id": "same", "text": TEXT}) + "\n"
        self.write("c.jsonl", line * 3)
        for said in (b"3 added", b"3 unchanged"):
            self.assertIn(said, self.code(0, "add", "c.jsonl", "--ledger", "l").stderr)
        self.assertEqual(self.rows(), [(3, 3)])

    def test_streams(self):
        lines = self.code(0, "read", "-", stdin=TEXT.encode()).stdout
        again = self.code(0, "mark", "-", stdin=lines).stdout
        self.assertIn("statements", json.loads(again))
        self.write("r.txt", "The Gate Was Shut\r\n\r\n".encode() + b"\xff" + TEXT.encode())
        lines = self.code(0, "read", "r.txt").stdout
        self.assertIn(b"input_start_byte", json.dumps(json.loads(lines)["furniture"]).encode())
        self.assertEqual(self.code(0, "read", "-", stdin=lines).stdout, lines)
        self.assertEqual(self.code(0, "mark", "-", stdin=lines).stdout, self.code(0, "mark", "r.txt").stdout)
        self.write("-odd.txt", TEXT)
        self.code(0, "mark", "--", "-odd.txt")
        self.code(2, "mark", "-odd.txt")

    def test_a_closed_pipe_is_quiet(self):
        self.crawl(2000)
        p = subprocess.Popen([HEARSAY, "mark", "crawl.jsonl"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        p.stdout.read(10)
        p.stdout.close()
        self.assertEqual(p.stderr.read(), b"")
        p.stderr.close()
        self.assertEqual(p.wait(timeout=60), 0)

    def test_bad_inputs_are_named_and_the_rest_is_done(self):
        self.write("empty.txt", b"")
        self.write("bytes.txt", b"\xff\xff " + TEXT.encode())
        self.write("wide.txt", TEXT.encode("utf-16"))
        rows = [json.dumps({"id": str(n), "text": TEXT}) for n in range(1, 11)]
        rows[6] = rows[6][:30]
        self.write("ten.jsonl", "\n".join(rows) + "\n")
        done = self.code(3, "read", "empty.txt", "bytes.txt", "wide.txt", "ten.jsonl", "gone.txt")
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual(len(lines), 11)
        self.assertEqual(lines[0]["repaired"], 2)
        self.assertEqual(lines[1]["text"], TEXT)
        said = done.stderr.decode()
        self.assertRegex(said, r"hearsay: empty.txt: .*empty")
        self.assertRegex(said, r"hearsay: ten.jsonl: record 7: bytes \d+-\d+: ")
        self.assertRegex(said, r"hearsay: gone.txt: ")
        self.assertEqual(len(said.splitlines()), 3)

    def test_a_huge_line_is_refused(self):
        good = json.dumps({"id": "good", "text": TEXT}).encode()
        with open("huge.jsonl", "wb") as f:
            f.write(good + b"\n")
            for _ in range(100):
                f.write(b"x" * 1000000)
            f.write(b"\n" + good.replace(b"good", b"last") + b"\n")
        done = self.code(3, "read", "huge.jsonl")
        self.assertEqual([json.loads(l)["record"] for l in done.stdout.splitlines()], ["good", "last"])
        self.assertIn(b"record 2", done.stderr)

    def test_unreadable_files_of_a_folder(self):
        os.chmod(".", 0o755)
        os.mkdir("d")
        self.write("d/a.txt", TEXT)
        self.write("d/b.txt", TEXT)
        os.chmod("d/b.txt", 0)
        as_nobody = {"user": 65534} if os.getuid() == 0 else {}
        try:
            done = self.code(3, "read", "d", **as_nobody)
        except PermissionError:
            self.skipTest("another user can not start the command")
        self.assertEqual(len(done.stdout.splitlines()), 1)
        self.assertIn(b"d/b.txt", done.stderr)

    def test_a_folder_gives_articles_only(self):
        os.makedirs("d/page_files")
        self.write("d/a.txt", TEXT)
        self.write("d/noending", TEXT)
        self.write("d/README.md", TEXT)
        self.write("d/page_files/style.CSS", "p { color: red }")
        self.write("d/expected.json", json.dumps({"articles": [1, 2]}, indent=2))
        self.write("d/list.json", json.dumps([{"id": "x", "text": TEXT}], indent=2))
        done = self.code(0, "add", "d", "--ledger", "l")
        self.assertIn(b"3 articles", done.stderr)
        self.assertIn(b"3 files of other kinds passed over", done.stderr)
        self.assertEqual(len(self.code(0, "read", "d/README.md").stdout.splitlines()), 1)
        self.assertIn(b"d/expected.json", self.code(3, "read", "d/expected.json").stderr)
        self.write("d/broken.json", "{\"text\": \"an article that is cut off")
        self.assertIn(b"d/broken.json", self.code(3, "read", "d").stderr)

    def test_what_a_browser_saved_beside_a_page_is_no_article(self):
        page = f"<html><head><title>Gate</title></head><body><p>{TEXT}</p></body></html>"
        os.makedirs("d/gate_files/deep")
        os.makedirs("d/mill_files")
        for name in ("gate.html", "gate_files/frame.html", "gate_files/deep/frame.html", "mill_files/mill.html"):
            self.write(f"d/{name}", page)
        inputs = [json.loads(line)["input"] for line in self.code(0, "read", "d").stdout.splitlines()]
        self.assertEqual(inputs, ["d/gate.html", "d/mill_files/mill.html"])
        self.assertTrue(self.code(0, "read", "d/gate_files").stdout)

    def test_an_unknown_outlet_is_said_to_be_unknown(self):
        self.write("one.txt", TEXT + " “Twenty people died in the flood,” he said.")
        self.write("two.txt", TEXT + " It rained. “Twenty people died in the flood,” he said.")
        self.assertIn(b"2 articles (2 of unknown outlet, named by their file)", self.code(0, "run", "one.txt", "two.txt").stdout)
        done = self.code(0, "run", "one.txt", "two.txt", "--outlet", "Vale Post")
        self.assertNotIn(b"unknown", done.stdout)

    def test_a_page_that_can_not_be_written_costs_no_summary(self):
        self.write("one.txt", TEXT)
        done = self.code(4, "run", "one.txt", "-o", "nowhere/report.html")
        self.assertIn(b"nowhere/report.html: No such file or directory", done.stderr)
        self.assertIn(b"1 article ", done.stdout)

    def test_a_ledger_that_is_not_there_is_told_so(self):
        self.assertIn(b"l: there is no such file", self.code(4, "report", "--ledger", "l").stderr)

    def test_ledgers_that_are_none(self):
        self.write("one.txt", TEXT)
        self.write("l", b"this is a text and no ledger, whatever its name may say " * 20)
        self.assertIn(b"no ledger", self.code(4, "add", "one.txt", "--ledger", "l").stderr)
        self.code(4, "search", "x", "--ledger", "gone")
        self.assertFalse(os.path.exists("gone"))
        self.code(0, "add", "one.txt", "--ledger", "n")
        db = sqlite3.connect("n")
        db.execute("PRAGMA user_version = 99")
        db.close()
        for args in (["add", "one.txt"], ["link"], ["report"], ["search", "x"]):
            self.assertIn(b"newer", self.code(4, *args, "--ledger", "n").stderr)

    def test_a_full_disk(self):
        self.crawl(3000)

        def small():
            resource.setrlimit(resource.RLIMIT_FSIZE, (600000, 600000))
        done = self.code(4, "add", "crawl.jsonl", "--ledger", "l", preexec_fn=small)
        self.assertIn(b"disk is full", done.stderr)
        self.assertEqual(self.rows("PRAGMA integrity_check"), [("ok",)])
        kept = self.rows()[0][0]
        self.assertTrue(0 < kept < 3000)
        self.code(4, "mark", "crawl.jsonl", "-o", "out", preexec_fn=small)
        self.assertFalse([n for n in os.listdir(".") if n.startswith("out")])
        if os.path.exists("/dev/full"):
            self.code(4, "mark", "crawl.jsonl", "-o", "/dev/full")

    def test_kill_at_any_moment_keeps_what_was_there(self):
        self.crawl(400)
        kept = 0
        for wait in (0.0, 0.003, 0.01, 0.02, 0.04, 0.02, 0.05, 0.1):
            p = subprocess.Popen([HEARSAY, "add", "crawl.jsonl", "--ledger", "l"], stderr=subprocess.DEVNULL)
            time.sleep(wait)
            p.send_signal(signal.SIGKILL)
            p.wait()
            if os.path.exists("l") and self.rows("SELECT count(*) FROM sqlite_schema") != [(0,)]:
                count, keys = self.rows()[0]
                self.assertEqual(count, keys)
                self.assertGreaterEqual(count, kept)
                kept = count
        self.code(0, "add", "crawl.jsonl", "--ledger", "l")
        self.assertEqual(self.rows(), [(400, 400)])
        self.assertEqual(self.rows("PRAGMA integrity_check"), [("ok",)])

    def test_a_full_disk_while_linking_keeps_the_ledger(self):
        self.crawl(300)
        self.code(0, "add", "crawl.jsonl", "--ledger", "l")
        most = os.path.getsize("l") + 1

        def small():
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        done = hearsay("link", "--ledger", "l", preexec_fn=small)
        self.assertIn(done.returncode, (0, 4))
        if done.returncode:
            self.assertIn(b"disk is full", done.stderr)
        self.assertEqual(self.rows(), [(300, 300)])
        self.code(4, "run", "crawl.jsonl", "--ledger", "m", preexec_fn=lambda: resource.setrlimit(
            resource.RLIMIT_FSIZE, (300000, 300000)))
        self.code(4, "run", "crawl.jsonl", "-o", "/dev/full")

    def test_kill_loses_nothing_and_doubles_nothing(self):
        self.crawl(3000)
        p = subprocess.Popen([HEARSAY, "add", "crawl.jsonl", "--ledger", "l"], stderr=subprocess.DEVNULL)
        for _ in range(500):
            time.sleep(0.01)
            if os.path.exists("l-wal") and os.path.getsize("l-wal") > 200000:
                break
        p.send_signal(signal.SIGKILL)
        p.wait()
        before = self.rows()[0][0]
        self.assertTrue(0 < before < 3000, before)
        done = self.code(0, "add", "crawl.jsonl", "--ledger", "l")
        self.assertIn(f"{before} unchanged".encode(), done.stderr)
        self.assertEqual(self.rows(), [(3000, 3000)])
        self.assertEqual(self.rows("SELECT count(*) FROM statement WHERE id NOT IN "
                                   "(SELECT statement_id FROM statement_span)"), [(0,)])

    def test_threads_and_order_change_no_byte(self):
        a, b = self.crawl(50, "a.jsonl"), self.crawl(40, "b.jsonl")
        first = self.code(0, "run", a, b, "--json", "--threads", "1").stdout
        self.assertEqual(first, self.code(0, "run", b, a, "--json", "--threads", "2").stdout)
        self.code(0, "run", b, a, "-o", "r.html", "--ledger", "l")
        self.assertTrue(os.path.getsize("r.html") > 1000)


unittest.main()
