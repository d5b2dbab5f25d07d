"""What every test of the built command stands on: a folder of its own, and the command run in it.
The test's first argument is the command."""
import os
import subprocess
import sys
import tempfile
import unittest

HEARSAY = os.path.abspath(sys.argv.pop(1))


def hearsay(*args, stdin=b"", **more):
    return subprocess.run([HEARSAY, *args], input=stdin, capture_output=True, timeout=300, check=False, **more)


class CommandTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.addCleanup(os.chdir, os.getcwd())
        os.chdir(folder.name)

    def write(self, name, content):
        with open(name, "wb") as f:
            f.write(content.encode() if isinstance(content, str) else content)
        return name

    def bytes_of(self, name):
        with open(name, "rb") as f:
            return f.read()

    def code(self, wanted, *args, **more):
        """The finished command, which must have ended with this exit code."""
        done = hearsay(*args, **more)
        self.assertEqual(done.returncode, wanted, (args, done.stderr.decode()))
        return done
