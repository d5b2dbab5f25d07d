#!/usr/bin/env python3
"""Makes a C string of a file: embed.py IN OUT.c NAME, and the hash that a Content-Security-Policy asks for."""
import base64
import hashlib
import sys
from pathlib import Path

source, target, name = sys.argv[1:]
data = Path(source).read_bytes()
digest = base64.b64encode(hashlib.sha256(data).digest()).decode()
numbers = ",".join(str(b) for b in data)
Path(target).write_text(f"""/* Made from {Path(source).name}. */
#include "report/page.h"

const char {name}_hash[] = "sha256-{digest}";
const unsigned char {name}[] = {{{numbers},0}};
""")
