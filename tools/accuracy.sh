#!/bin/sh
# Prints the figures of docs/accuracy.md. usage: tools/accuracy.sh DEMARCHE SETS
# DEMARCHE: the command. SETS: a folder with treebank/*.conllu.zst, news.jsonl (captures), captures/ (texts) and captures.jsonl (their
# gold), relations.tsv (marked relations), quotes.jsonl.zst (attributions), flat.jsonl.zst (pages), pages/gold.jsonl (pages of HTML); what is not there is left out, saying so.
set -eu
demarche=$1
sets=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for treebank in "$sets"/treebank/*-test.conllu.zst; do
  [ -e "$treebank" ] || { echo "no treebanks in $sets/treebank: parse left out"; break; }
  echo "== eval parse $(basename "$treebank")"
  "$demarche" eval parse "$treebank"
done
relations() { # file rows
  [ -e "$1" ] || { echo "no $(basename "$1"): left out"; return 0; }
  for frames in "" --frames-only; do
    echo "== eval relations $(basename "$1") --ids $2 $frames"
    "$demarche" eval relations "$1" --ids "$2" $frames
  done
}
relations "$(dirname "$0")/../models/english-relations/held_out.tsv" all
relations "$sets/relations.tsv" odd
relations "$sets/relations.tsv" even
if [ -e "$sets/quotes.jsonl.zst" ]; then
  echo "== eval quotes"
  "$demarche" eval quotes "$sets/quotes.jsonl.zst"
else
  echo "no quotes.jsonl.zst: left out"
fi
if [ -e "$sets/flat.jsonl.zst" ]; then
  echo "== eval flat (trained on; held out: tools/train_clean --folds)"
  "$demarche" eval flat "$sets/flat.jsonl.zst"
else
  echo "no flat.jsonl.zst: left out"
fi
if [ -e "$sets/pages/gold.jsonl" ]; then
  echo "== eval pages (trained on; held out: tools/train_clean/train_pages --folds)"
  "$demarche" eval pages "$sets/pages/gold.jsonl"
else
  echo "no pages/gold.jsonl: left out"
fi
score() { # name texts gold
  if [ -e "$3" ]; then
    echo "== events of $1"
    "$demarche" code "$2" > "$work/records.jsonl" || true
    "$demarche" eval events "$3" "$work/records.jsonl" --texts "$2"
  else
    echo "no gold for $1: left out"
  fi
}
score "the captures of SETS" "$sets/captures" "$sets/captures.jsonl"
score "examples/october-1962" "$(dirname "$0")/../examples/october-1962" "$(dirname "$0")/../examples/october-1962/gold.jsonl"
if [ -e "$sets/news.jsonl" ]; then
  echo "== speed on $(wc -l < "$sets/news.jsonl") news articles, one thread, beside wc -w"
  "$demarche" code --threads 1 --statistics - < "$sets/news.jsonl" > /dev/null || true
  # shellcheck disable=SC3045
  bash -c 'time wc -w' < "$sets/news.jsonl"
fi
