#!/bin/bash
# Makes inputs that are meant to hurt and runs `demarche clean` and `demarche code` over each of them and over all of
# them in one folder: prints seconds, peak memory, captures and problems. A row fails when the command is killed, takes
# more than 120 s, needs more than 1.5 GB, or does not read the good file that lies beside the bad one.
# A FOLDER that was made before is used again.
#   tools/hostile_inputs.sh [DEMARCHE] [FOLDER]
set -u
here=$(cd "$(dirname "$0")/.." && pwd)
demarche=${1:-$here/build/release/cli/demarche}
folder=${2:-$(mktemp -d)}
mkdir -p "$folder"
[ -e "$folder/attribute" ] || python3 - "$folder" <<'MAKE'
import gzip, io, os, random, subprocess, sys, tarfile, zipfile

folder = sys.argv[1]
good = "The envoy met the minister on Monday and left a note about the harbour. She said talks would go on.\n"
random.seed(1)


def place(name):
    path = os.path.join(folder, name.split(".")[0])
    os.makedirs(path, exist_ok=True)
    with open(os.path.join(path, "zz_good.txt"), "w") as out:
        out.write(good)
    return os.path.join(path, name)


def record(name, text):
    block = text.encode()
    return (
        f"WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Record-ID: <urn:uuid:{name}>\r\n"
        f"Content-Type: text/plain\r\nContent-Length: {len(block)}\r\n\r\n"
    ).encode() + block + b"\r\n\r\n"


with open(place("attribute.html"), "wb") as out:
    out.write(b'<!DOCTYPE html><html><body><p title="')
    for _ in range(300):
        out.write(b"a" * (1 << 20))
letters = b"a" * (64 << 20)
with open(place("gzip_bomb.gz"), "wb") as out:  # 10 GB from 10 MB
    out.write(gzip.compress(letters) * 160)
with open(place("zstd_bomb.zst"), "wb") as out:
    out.write(subprocess.run(["zstd", "-q", "-c"], input=letters, stdout=subprocess.PIPE, check=True).stdout * 160)
with open(place("lines_bomb.jsonl.gz"), "wb") as out:
    out.write(gzip.compress(b'{"id":"a","text":"') + gzip.compress(letters) * 160)
with zipfile.ZipFile(place("zip_bomb.zip"), "w", zipfile.ZIP_DEFLATED) as pack:
    pack.writestr("a_good.txt", good)
    with pack.open("bomb.txt", "w", force_zip64=True) as out:
        out.write(good.encode())
        for _ in range(40):
            out.write(letters)
    pack.writestr("z_good.txt", good)
inner = letters[: 16 << 20]
for level in range(5):
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as pack:
        for i in range(16):
            pack.writestr(f"{i}.zip" if level else f"{i}.txt", inner)
    inner = box.getvalue()
with open(place("nested_bomb.zip"), "wb") as out:
    out.write(inner)
with zipfile.ZipFile(place("million_empty.zip"), "w") as pack:
    for i in range(1000000):
        pack.writestr(f"f{i}.txt", "")
with tarfile.open(place("paths.tar"), "w") as pack:
    for name in ("../../../../tmp/demarche_escaped", "/tmp/demarche_escaped", "a/../../b.txt", "x" * 90 + ".txt"):
        info = tarfile.TarInfo(name)
        info.size = len(good)
        pack.addfile(info, io.BytesIO(good.encode()))
whole = b"".join(gzip.compress(record(f"r{i}", good * 50 + str(random.random()) + "\n")) for i in range(2000))
with open(place("truncated.warc.gz"), "wb") as out:
    out.write(whole[: len(whole) * 2 // 3 + 11])
middle = bytearray(whole)
for i in range(40):
    middle[len(whole) // 2 + i] ^= 0xA5
with open(place("corrupt_middle.warc.gz"), "wb") as out:
    out.write(middle)
with open(place("lengths.warc"), "wb") as out:
    for i in range(20000):
        out.write(record(f"r{i}", good).replace(b"Content-Length: ", b"Content-Length: 60000"))
with open(place("garbage.gz"), "wb") as out:
    out.write(gzip.compress(record("first", good)) + b"\x1f\x8b\x08\0\0\0\0\0\0\0" * 2000000)
MAKE
status=0
row() { # NAME VERB INPUT
  /usr/bin/time -f '%e %M' -o "$folder/.time" timeout 120 "$demarche" "$2" ${4:-} "$3" > "$folder/.out" 2> "$folder/.err"
  local code=$?
  read -r seconds kilobytes < <(tail -1 "$folder/.time")
  local captures problems verdict=good
  captures=$(grep -c '"kind":"article"' "$folder/.out")
  problems=$(grep -c '"kind":"problem"' "$folder/.out")
  if [ $code -gt 1 ] || [ "$kilobytes" -gt 1500000 ] || ! grep -q 'zz_good' "$folder/.out"; then
    verdict="BAD (exit $code)"
    status=1
  fi
  printf '%-18s %-6s %7s s %7s MB %8s captures %6s problems  %s\n' "$1" "$2" "$seconds" $((kilobytes / 1024)) "$captures" "$problems" "$verdict"
}
for one in "$folder"/*/; do row "$(basename "$one")" clean "$one" "--format json"; done
row everything clean "$folder" "--format json"
row everything code "$folder" "--threads 1"
[ -e /tmp/demarche_escaped ] && { echo "BAD: a path of an archive was opened"; status=1; }
[ $# -lt 2 ] && rm -r "$folder"
exit $status
