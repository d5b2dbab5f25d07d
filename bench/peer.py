"""One of the peers as a process of its own; runs under build/reading-venv.

usage: peer.py trafilatura|fast|resiliparse FOLDER          waits for a line, reads all pages once, prints the
                                                            seconds of the processor and the peak memory in MB; again
                                                            for each further line
       peer.py trafilatura|fast|resiliparse FOLDER OUT      writes the prediction that the scorers take

Bytes go in as they lie on disk; each peer finds the encoding in its own way.
"""
import json
import resource
import sys
import time
from pathlib import Path


def trafilatura_text(fast):
    from trafilatura import extract
    return lambda page: extract(page, fast=fast, include_comments=False)


def trafilatura_row(fast):
    from trafilatura import bare_extraction

    def row(page):
        found = bare_extraction(page, fast=fast, include_comments=False, with_metadata=True)
        if found is None:
            return {"text": ""}
        return {"text": found.text or "", "title": found.title, "authors": (found.author or "").split("; "),
                "date": found.date}
    return row


def resiliparse_text():
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding

    def text(page):
        html = bytes_to_str(page, detect_encoding(page, from_html_meta=True))
        return extract_plain_text(html, main_content=True, preserve_formatting=True)
    return text


def resiliparse_row():
    text = resiliparse_text()
    return lambda page: {"text": text(page)}


def quiet(reader, page):
    try:
        return reader(page)
    except Exception:  # a page that a peer can not read scores as empty
        return None


def main():
    which, folder = sys.argv[1:3]
    pages = sorted(Path(folder).glob("*.html"))
    if len(sys.argv) > 3:
        reader = resiliparse_row() if which == "resiliparse" else trafilatura_row(which == "fast")
        with open(sys.argv[3], "w", encoding="utf-8") as out:
            for p in pages:
                row = quiet(reader, p.read_bytes()) or {"text": ""}
                out.write(json.dumps({"id": p.stem, **row}, ensure_ascii=False) + "\n")
        return
    reader = resiliparse_text() if which == "resiliparse" else trafilatura_text(which == "fast")
    print("ready", flush=True)
    for _ in sys.stdin:
        start = time.process_time()
        for p in pages:
            quiet(reader, p.read_bytes())
        took = time.process_time() - start
        print(took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, flush=True)


main()
