#!/bin/sh
# Runs every fuzz target of a byte reader for SECONDS (3600 unless said) under libFuzzer and the address sanitizer, one after the other
# or, with a second argument, so many at once. New inputs land in build/fuzz-corpus/TARGET, crashes in build/fuzz-crashes/TARGET. Needs
# clang and libclang-rt. Ends with 1 when a target crashed.
#   tools/fuzz.sh [SECONDS] [AT_ONCE] [TARGET...]
set -eu
cd "$(dirname "$0")/.."
seconds=${1:-3600}
at_once=${2:-1}
shift $(($# < 2 ? $# : 2))
targets=${*:-text jsonl html delimited feed ninjs warc compressed archive mhtml}
cmake --preset fuzz -DCMAKE_CXX_FLAGS=-fsanitize=address >/dev/null
# shellcheck disable=SC2046
cmake --build --preset fuzz --target $(for target in $targets; do echo "fuzz_$target"; done)
for target in $targets; do mkdir -p "build/fuzz-corpus/$target" "build/fuzz-crashes/$target"; done
echo "$targets" | tr ' ' '\n' | xargs -P "$at_once" -I TARGET build/fuzz/tests/fuzz/fuzz_TARGET -max_total_time="$seconds" -timeout=60 \
  -rss_limit_mb=2000 -max_len=20000 -artifact_prefix=build/fuzz-crashes/TARGET/ build/fuzz-corpus/TARGET tests/fuzz/corpus/TARGET
