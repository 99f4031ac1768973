#!/bin/sh
# Makes the first inputs of fuzz_oneroster in the folder given, out of the small roster of the unit tests.
set -eu
[ $# -eq 1 ] || { echo "usage: oneroster_seeds.sh FOLDER" >&2; exit 2; }
from=$(dirname "$0")/../support/rosters/k12v1
mkdir -p "$1"
sep=
for file in manifest academicSessions orgs courses classes users roles enrollments; do
	printf '%s' "$sep"
	cat "$from/$file.csv"
	sep=$(printf '\036')
done >"$1/quoted"
# one byte more: the parity of the length chooses the mode
{ cat "$1/quoted"; printf '\036'; } >"$1/quoted-other-mode"
tr -d '"\r' <"$1/quoted" | sed 's/P3,P5/P3/' >"$1/plain"
sed -e 's/1\.2_JP/1.2/' -e 's/shussekiNo/ShussekiNo/' -e 's/publicFlg/PublicFlg/' "$1/quoted" >"$1/jp121"
