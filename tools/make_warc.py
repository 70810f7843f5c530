#!/usr/bin/env python3
"""Makes a WARC file of response records from a folder of HTML pages, repeating them as often as it takes.

  tools/make_warc.py PAGES OUT [--records N] [--urls FILE.jsonl]

OUT ends in .warc, .warc.gz (one gzip member a record) or .warc.zst (one frame a record, by the zstd command).
--urls: JSON Lines with "id" (the page's file name without its ending) and "url". Python 3, standard library only.
The same arguments give the same bytes."""

import argparse
import gzip
import json
import pathlib
import subprocess
import sys
import uuid


def addresses(path):
    """Page name -> address."""
    urls = {}
    if path:
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                if row.get("url"):
                    urls[str(row.get("id"))] = row["url"]
    return urls


def record(number, page, url):
    """One response record (ISO 28500)."""
    message = (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
        + f"Content-Length: {len(page)}\r\n\r\n".encode()
        + page
    )
    name = uuid.uuid5(uuid.NAMESPACE_URL, f"{number} {url}")
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\n"
        f"WARC-Record-ID: <urn:uuid:{name}>\r\n"
        "WARC-Date: 2031-05-06T07:08:09Z\r\n"
        f"WARC-Target-URI: {url}\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(message)}\r\n\r\n"
    )
    return head.encode() + message + b"\r\n\r\n"


def packer(out):
    """What makes a record into the bytes that are written."""
    if out.endswith(".gz"):
        return lambda one: gzip.compress(one, 6, mtime=0)
    if out.endswith(".zst"):
        return lambda one: subprocess.run(
            ["zstd", "-q", "-c", "-3"], input=one, stdout=subprocess.PIPE, check=True
        ).stdout
    return lambda one: one


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("pages")
    arguments.add_argument("out")
    arguments.add_argument("--records", type=int, default=0, help="0 = each page once")
    arguments.add_argument("--urls")
    given = arguments.parse_args()
    pages = sorted(path for path in pathlib.Path(given.pages).rglob("*") if path.is_file())
    if not pages:
        sys.exit(f"make_warc: no pages under {given.pages}")
    urls = addresses(given.urls)
    pack = packer(given.out)
    read = {}  # pages that were read already
    total = 0
    with open(given.out, "wb") as out:
        for number in range(given.records or len(pages)):
            path = pages[number % len(pages)]
            if path not in read:
                read[path] = path.read_bytes()
            url = urls.get(path.stem, f"https://pages.example/{path.name}")
            one = record(number, read[path], url)
            total += len(one)
            out.write(pack(one))
    print(f"{given.records or len(pages)} records, {total} bytes uncompressed")


if __name__ == "__main__":
    main()
