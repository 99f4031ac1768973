#!/bin/sh
# run.sh TARGET SECONDS -- fuzzes one target of build/fuzz; what it finds stays in build/fuzz/TARGET.found.
set -eu
[ $# -eq 2 ] || { echo "usage: run.sh TARGET SECONDS" >&2; exit 2; }
cd "$(dirname "$0")/../.."
name=${1#fuzz_}
work=build/fuzz/$1.work
found=build/fuzz/$1.found
rm -rf "$work" "$found"
mkdir -p "$work" "$found"
seeds=tests/fuzz/corpus/$name
if [ -f "tests/fuzz/${name}_seeds.sh" ]; then
	seeds=build/fuzz/$1.seeds
	sh "tests/fuzz/${name}_seeds.sh" "$seeds"
fi
"build/fuzz/$1" -max_total_time="$2" -timeout=10 -rss_limit_mb=1024 -print_final_stats=1 -verbosity=0 \
	-artifact_prefix="$found/" "$work" "$seeds"
rm -rf "$work"
rmdir "$found"
