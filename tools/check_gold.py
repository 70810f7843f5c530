#!/usr/bin/env python3
"""Check hand-made article gold against the texts it speaks of.

usage: check_gold.py [FOLDER | GOLD.jsonl [TEXT_DIR]]

FOLDER holds gold.jsonl, perhaps gold-extra.jsonl, the texts and perhaps captures.jsonl; the default is
examples/october-1962 of this repository. Every problem is one line on standard error. Exit code 0 when there is
none, 1 when there is at least one, 2 when a gold file is absent or cannot be read.

Checked: the file parses and has its keys; the sentences occur in the body lines of the text, in order; every
trigger, actor, recipient and quote is an exact substring of its sentence; types, statuses, kinds and needs are
known; body, drop and other lines together are exactly the lines that are not blank, each once; dates have the form
of a date.
"""
import json
import pathlib
import re
import sys

TYPES = set("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION "
            "MOBILIZE COERCE ASSAULT".split())
STATUS = set("asserted denied hypothetical future historical".split())
KINDS = set("demand threat promise warning denial offer refusal".split())
NEEDS = {"must", "may"}
CODE = re.compile(r"([A-Z]{3})?$")
DATE = re.compile(r"(\d{4}(-\d{2}(-\d{2})?)?)?$")
KEYS = {
    "article": "file body_lines drop_lines doc_date doc_date_why sentences events quotes ledger".split(),
    "event": "sent trigger type also actor recipient status according_to need".split(),
    "quote": "sent text speaker speaker_id cue continues".split(),
    "ledger": "sent kind issuer addressee content condition deadline need".split(),
}


class Checker:
    """Collects problems, one line each."""

    def __init__(self):
        self.problems = []
        self.counts = dict.fromkeys("articles words sentences must may quotes ledger".split(), 0)

    def need(self, holds, where, what):
        if not holds:
            self.problems.append(f"{where}: {what}")
        return holds

    def keys(self, record, kind, where):
        missing = [k for k in KEYS[kind] if k not in record]
        return self.need(not missing, where, f"keys missing: {' '.join(missing)}")


def text_of(article, folder, captures):
    """The text an article's gold speaks of: a file, or the text field of a JSON Lines capture."""
    if "capture" in article:
        return captures.get(article["file"])
    path = folder / article["file"]
    if not path.is_file():
        return None
    return path.read_bytes().decode(article.get("encoding", "utf-8")).removeprefix("\ufeff")


def check_lines(check, article, text, where):
    lines = text.split("\n")
    listed = article["body_lines"] + article["drop_lines"] + article.get("other_lines", [])
    check.need(len(listed) == len(set(listed)), where, "a line is listed twice")
    filled = {number for number, line in enumerate(lines, 1) if line.strip()}
    check.need(set(listed) == filled, where, f"lines differ from the text: {sorted(set(listed) ^ filled)}")
    return lines


def check_sentences(check, article, lines, where):
    """Sentences stand in reading order in body lines and leave nothing of these lines uncovered."""
    rest = {number: lines[number - 1] for number in article["body_lines"] if number <= len(lines)}
    at, last_line = 0, 0
    for i, sentence in enumerate(article["sentences"]):
        check.need(sentence["i"] == i, where, f"sentence {i} has number {sentence['i']}")
        line = sentence.get("line", 0)
        if line not in rest:
            check.need(False, where, f"sentence {i} is on line {line}, which is no body line")
            continue
        at = at if line == last_line else 0
        found = lines[line - 1].find(sentence["text"], at)
        check.need(line >= last_line and found >= 0, where, f"sentence {i} is not in the text in order: {sentence['text'][:60]}")
        rest[line] = rest[line].replace(sentence["text"], "", 1)
        at, last_line = found + len(sentence["text"]), line
    for line, left in rest.items():
        check.need(not left.strip(), where, f"line {line} holds text of no sentence: {left.strip()[:60]}")


def check_event(check, event, sentence, where):
    check.need(event["trigger"] and event["trigger"] in sentence, where, f"trigger not in the sentence: {event['trigger']}")
    for kind in [event["type"]] + event["also"]:
        check.need(kind in TYPES, where, f"unknown type {kind}")
    check.need(event["type"] not in event["also"], where, f"also repeats the type {event['type']}")
    for status in [event["status"]] + event.get("status_also", []):
        check.need(status in STATUS, where, f"unknown status {status}")
    check.need(event["need"] in NEEDS, where, f"unknown need {event['need']}")
    for entity in event["actor"] + event["recipient"]:
        check.need(entity["text"] and entity["text"] in sentence, where, f"entity not in the sentence: {entity['text']}")
        check.need(CODE.match(entity["code"]), where, f"code {entity['code']}")
    check.counts[event["need"]] += 1


def check_article(check, article, folder, captures):
    where = article.get("file", "?")
    if not check.keys(article, "article", where):
        return
    text = text_of(article, folder, captures)
    if not check.need(text is not None, where, "no such text"):
        return
    check.need(DATE.match(article["doc_date"]), where, f"date {article['doc_date']}")
    check_sentences(check, article, check_lines(check, article, text, where), where)
    sentences = {s["i"]: s["text"] for s in article["sentences"]}
    for kind, records in (("event", article["events"]), ("quote", article["quotes"]), ("ledger", article["ledger"])):
        for record in records:
            at = f"{where}: sentence {record.get('sent')}: {kind}"
            if not check.keys(record, kind, at) or not check.need(record["sent"] in sentences, at, "no such sentence"):
                continue
            sentence = sentences[record["sent"]]
            if kind == "event":
                check_event(check, record, sentence, at)
            elif kind == "quote":
                check.need(record["text"] and record["text"] in sentence, at, f"quote not in the sentence: {record['text']}")
                check.need(record["cue"] in text, at, f"cue not in the text: {record['cue']}")
            else:
                check.need(record["kind"] in KINDS, at, f"unknown kind {record['kind']}")
                check.need(record["need"] in NEEDS, at, f"unknown need {record['need']}")
    check.counts["articles"] += 1
    check.counts["words"] += len(text.split())
    check.counts["sentences"] += len(sentences)
    check.counts["quotes"] += len(article["quotes"])
    check.counts["ledger"] += len(article["ledger"])


def read_lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def main():
    default = pathlib.Path(__file__).resolve().parent.parent / "examples" / "october-1962"
    given = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else default
    folder = given if given.is_dir() else pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else given.parent
    golds = [given] if not given.is_dir() else [given / "gold.jsonl"] + sorted(given.glob("gold-extra.jsonl"))
    check = Checker()
    try:
        store = folder / "captures.jsonl"
        captures = {c["id"]: c["text"] for c in read_lines(store)} if store.is_file() else {}
        articles = [a for gold in golds for a in read_lines(gold)]
    except (OSError, ValueError, KeyError) as error:
        print(f"check_gold.py: cannot read: {error}", file=sys.stderr)
        return 2
    names = [a.get("file") for a in articles]
    check.need(len(names) == len(set(names)), "gold", "an article is there twice")
    for article in articles:
        check_article(check, article, folder, captures)
    for problem in check.problems:
        print(problem, file=sys.stderr)
    print(" ".join(f"{name} {number}" for name, number in check.counts.items()), f"problems {len(check.problems)}")
    return 1 if check.problems else 0


if __name__ == "__main__":
    sys.exit(main())
