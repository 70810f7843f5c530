#!/usr/bin/env python3
"""Writes knowledge/language/stand_ins.txt from knowledge/actors/countries.tsv.

usage: stand_ins.py COUNTRIES.tsv > stand_ins.txt

The language model must read "Norland attacked" alike whatever state is named, so every one-word name of a state, adjective, people
and capital is read as one and the same stand-in, a word the treebanks know well. Names of two words ("New_Zealand") are read as one word. Forms and lemmas in the output stay as written.
"""
import sys

COMMON_LAST = set(  # ordinary words at the end of a name
    "States Kingdom Union Republic Federation Emirates Islands Mandate Territories Territory Empire Reich See Duchy State Confederation City "
    "Communist Communists Nationalist Nationalists Sam".split())
COMMON = {"Male", "Victoria", "Bern", "Independence"}  # words first of all
STAND_INS = {"name": "Iraq", "demonym": "Iraqi", "people": "Iraqis", "metonym": "Baghdad"}


def words(cell):
    return [w.split(":")[0] for w in cell.split(";")]


def is_name(word):
    return word.isalpha() and word[0].isupper() and not word.isupper()


def is_pair(form):
    """Two words that name a state and nothing else ("New Zealand"); names with an ordinary last word read well as they are."""
    parts = form.split(" ")
    return len(parts) == 2 and all(is_name(p) and len(p) > 1 for p in parts) and parts[1] not in COMMON_LAST


def main():
    found = {kind: set() for kind in STAND_INS}
    for line in open(sys.argv[1], encoding="utf-8"):
        cells = line.rstrip("\n").split("\t")
        if line.startswith("#") or len(cells) < 6 or cells[0] == "code":
            continue
        found["name"].update([cells[1]] + words(cells[2]))
        found["demonym"].update(words(cells[3]))
        found["people"].update(w for w in words(cells[4]) if w.endswith("s"))
        found["metonym"].update(words(cells[5]))
    taken = set()
    print("# Made by tools/knowledge/stand_ins.py from knowledge/actors/countries.tsv. Do not edit.")
    print("# stand-in: forms that the language model reads as it. CC0-1.0.")
    for kind in ("name", "demonym", "people", "metonym"):
        forms = sorted(w for w in found[kind] if is_name(w) and len(w) > 2 and w not in taken and w not in COMMON)
        taken.update(forms)
        pairs = [] if kind == "metonym" else sorted(w.replace(" ", "_") for w in found[kind] if is_pair(w) and w not in taken)
        taken.update(p.replace("_", " ") for p in pairs)
        print(f"{STAND_INS[kind]}: {' '.join(forms + pairs)}")


if __name__ == "__main__":
    main()
