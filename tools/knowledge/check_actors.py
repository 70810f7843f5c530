#!/usr/bin/env python3
"""Checks the tables of knowledge/actors.

usage: check_actors.py [FOLDER] [--names]

Prints one line per finding and a summary. Exit status 1 when a table is broken (columns, codes, sectors, dates, ids);
double names and overlapping terms are listed (--names) or counted, for a person to judge.
"""
import collections
import pathlib
import re
import sys

COLUMNS = {
    "countries.tsv": "code name aliases demonyms people metonyms from to id",
    "regions.tsv": "name aliases code kind flags",
    "organisations.tsv": "id code sector name aliases heads country from to",
    "groups.tsv": "id name aliases code sector heads",
    "roles.tsv": "phrase sector office kind",
    "people.tsv": "id name aliases gender office of sector from to",
}
SECTORS = set(
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC".split()
)
INTERNATIONAL = {"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"}
# One holder at a time, in every state.
SINGLE = {"president", "prime minister", "foreign minister", "chancellor", "king", "queen", "pope", "supreme leader"}
DATE = re.compile(r"^\d{4}(-\d{2}(-\d{2})?)?$")


class Checker:
    def __init__(self, folder):
        self.folder = folder
        self.errors = []
        self.notes = []
        self.rows = {}

    def error(self, where, text):
        self.errors.append(f"{where}: {text}")

    def read(self, name):
        rows, header = [], None
        for number, line in enumerate((self.folder / name).read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            cells = line.split("\t")
            if header is None:
                header = cells
                if cells != COLUMNS[name].split():
                    self.error(f"{name}:{number}", f"found columns {cells}, expected {COLUMNS[name]}")
                continue
            where = f"{name}:{number}"
            if len(cells) != len(header):
                self.error(where, f"found {len(cells)} cells, expected {len(header)}")
                continue
            if any(cell != cell.strip() for cell in cells):
                self.error(where, "found blanks around a cell")
            rows.append((where, dict(zip(header, cells))))
        self.rows[name] = rows

    def check_dates(self):
        for rows in self.rows.values():
            for where, row in rows:
                since, until = row.get("from", ""), row.get("to", "")
                for date in (since, until):
                    if date and not DATE.match(date):
                        self.error(where, f"found the date '{date}', expected YYYY[-MM[-DD]]")
                if since and until and since[: len(until)] > until[: len(since)]:
                    self.error(where, f"found '{since}' after '{until}'")

    def check_codes(self):
        states = {row["code"] for _, row in self.rows["countries.tsv"]}
        bodies = {row["id"] for _, row in self.rows["organisations.tsv"]}
        for name, rows in self.rows.items():
            for where, row in rows:
                if row.get("sector", "") not in SECTORS | {""}:
                    self.error(where, f"found the sector '{row['sector']}'")
                code = row.get("code", "")
                if code and code not in states and not (code in INTERNATIONAL and name in ("organisations.tsv", "groups.tsv")):
                    self.error(where, f"found the code '{code}'")
                if row.get("country", "") and row["country"] not in states:
                    self.error(where, f"found the country '{row['country']}'")
                if "of" in row and row["of"] not in states and row["of"] not in bodies:
                    self.error(where, f"found the office of '{row['of']}', no state or organisation")
                if row.get("sector") == "ELI" and row.get("office", "") in SINGLE:
                    self.error(where, "found ELI for an office; dates say when it is over")

    def check_ids(self):
        owners = {}
        for name in ("countries.tsv", "organisations.tsv", "groups.tsv", "people.tsv"):
            for where, row in self.rows[name]:
                key = row["id"]
                if not re.match(r"^[a-z0-9][a-z0-9-]*$", key):
                    self.error(where, f"found the id '{key}', expected lower-case letters, digits and hyphens")
                old = owners.setdefault(key, (name, row["name"], where))
                if old[2] != where and not (name == "people.tsv" == old[0] and old[1] == row["name"]):
                    self.error(where, f"found the id '{key}' of {old[2]} again")
        phrases = {}
        for where, row in self.rows["roles.tsv"]:
            if row["phrase"] in phrases:
                self.error(where, f"found '{row['phrase']}' of {phrases[row['phrase']]} again")
            phrases[row["phrase"]] = where

    def check_names(self):
        owners = collections.defaultdict(dict)
        for name, rows in self.rows.items():
            if name == "roles.tsv":
                continue
            for where, row in rows:
                key = row.get("id") or f"{row['name']} ({row.get('code', '')})"
                cells = [row["name"], row["aliases"], row.get("demonyms", ""), row.get("people", ""), row.get("metonyms", "")]
                for alias in ";".join(cells).split(";"):
                    alias = re.sub(r":[A-Z]{3}$", "", alias.strip())
                    single = name == "people.tsv" and " " not in alias
                    if alias and not single:
                        owners[alias][key] = (where, row.get("code", ""), name)
        for alias, found in sorted(owners.items()):
            codes = {code for _, code, _ in found.values()}
            people = sum(table == "people.tsv" for _, _, table in found.values())
            if len(found) > 1 and (len(codes) > 1 or people > 1):
                self.notes.append(f"name '{alias}': " + ", ".join(f"{k} {v[0]}" for k, v in sorted(found.items())))

    def check_terms(self):
        offices = collections.defaultdict(list)
        for where, row in self.rows["people.tsv"]:
            if row["office"] in SINGLE and len(row["of"]) == 3 and row["from"]:
                offices[row["of"], row["office"]].append((row["from"], row["to"] or "9999", row["name"], where))
        for (state, office), terms in sorted(offices.items()):
            terms.sort()
            for first, second in zip(terms, terms[1:]):
                shared = min(len(first[1]), len(second[0]))
                if first[2] != second[2] and first[1][:shared] > second[0][:shared]:
                    self.notes.append(f"terms {state} {office}: {first[2]} to {first[1]}, {second[2]} from {second[0]} ({second[3]})")

    def run(self):
        for name in COLUMNS:
            self.read(name)
        self.check_dates()
        self.check_codes()
        self.check_ids()
        self.check_names()
        self.check_terms()


def main():
    options = [a for a in sys.argv[1:] if a.startswith("--")]
    places = [a for a in sys.argv[1:] if not a.startswith("--")]
    folder = pathlib.Path(places[0]) if places else pathlib.Path(__file__).resolve().parents[2] / "knowledge" / "actors"
    checker = Checker(folder)
    checker.run()
    for error in checker.errors:
        print(error)
    if "--names" in options:
        for note in checker.notes:
            print(note)
    people = {row["id"] for _, row in checker.rows["people.tsv"]}
    counts = ", ".join(f"{name} {len(rows)}" for name, rows in checker.rows.items())
    print(f"rows: {counts}; people {len(people)}; errors {len(checker.errors)}; to judge {len(checker.notes)}")
    return 1 if checker.errors else 0


if __name__ == "__main__":
    sys.exit(main())
