#!/bin/sh
# sqlc.sh SQLC: what sqlc must refuse and what it must make.
#
# Each sqlc/bad/NAME.sql says in its first line how the message must begin
# behind "FILE:"; no output file may appear.  Each other sqlc/*.sql and each
# file of sql/queries must become C that gcc and clang take without a warning.
set -u

sqlc=${1:?usage: sqlc.sh SQLC}
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

common="-std=gnu11 -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion
 -Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition -Wmissing-declarations
 -Wredundant-decls -Wnested-externs -Wpointer-arith -Wwrite-strings -Wcast-qual -Wcast-align
 -Wformat=2 -Wundef -Wvla -Wswitch-enum -Wimplicit-fallthrough -Wnull-dereference
 -Wdouble-promotion -Wdate-time -Werror -O2"
gcc_only="-Wlogical-op -Wduplicated-cond -Wduplicated-branches -Wjump-misses-init
 -Wformat-signedness -Wtrampolines -Walloc-zero -Warith-conversion"
clang_only="-Wcomma -Wassign-enum -Wconditional-uninitialized -Wloop-analysis
 -Wunreachable-code-aggressive -Wshorten-64-to-32 -Wextra-semi-stmt"

# result STATUS NAME: counts and prints one line.
result() {
	if [ "$1" -eq 0 ]; then
		passed=$((passed + 1))
		echo "ok - $2"
	else
		failed=$((failed + 1))
		echo "not ok - $2"
	fi
}

# refuses FILE: exit 1, one line that begins as the file expects, no output.
refuses() {
	expect=$(sed -n '1s/^-- expect: //p' "$1")
	rm -f "$work/q.h" "$work/q.c"
	said=$("$sqlc" --out-h "$work/q.h" --out-c "$work/q.c" "$1" 2>&1)
	[ $? -eq 1 ] || return 1
	[ -n "$expect" ] && [ ! -e "$work/q.h" ] && [ ! -e "$work/q.c" ] || return 1
	[ "$(printf '%s\n' "$said" | wc -l)" -eq 1 ] || return 1
	case $said in
	"$1:$expect"*) return 0 ;;
	esac
	echo "# said: $said"
	return 1
}

# compiles FILE: both compilers take what sqlc makes of it.
compiles() {
	name=$(basename "$1" .sql)
	"$sqlc" --out-h "$work/q_$name.h" --out-c "$work/q_$name.c" "$1" || return 1
	# The flags are lists of words.
	# shellcheck disable=SC2086
	gcc $common $gcc_only -I "$root/modules" -I "$work" -c \
	    -o "$work/gcc.o" "$work/q_$name.c" || return 1
	# shellcheck disable=SC2086
	clang $common $clang_only -I "$root/modules" -I "$work" -c \
	    -o "$work/clang.o" "$work/q_$name.c"
}

# misuse BODY: 0 when a caller with this body compiles, against q_live.h made above.
misuse() {
	printf '#include "q_live.h"\nvoid f(struct db *db, struct tx *tx, struct scope s);\nvoid\nf(struct db *db, struct tx *tx, struct scope s)\n{\n\tuint64_t n = 0;\n\t(void)db; (void)tx; (void)s; (void)n;\n%s\n}\n' \
	    "$1" >"$work/misuse.c"
	# shellcheck disable=SC2086
	gcc $common -I "$root/modules" -I "$work" -c -o "$work/misuse.o" \
	    "$work/misuse.c" 2>"$work/misuse.err"
}

for f in "$here"/sqlc/bad/*.sql; do
	refuses "$f"
	result $? "refused: $(basename "$f" .sql)"
done
for f in "$here"/sqlc/*.sql "$root"/sql/queries/*.sql; do
	[ -e "$f" ] || continue
	compiles "$f"
	result $? "compiles: $(basename "$f")"
done

misuse 'if (q_thing_delete(tx, &(struct q_thing_delete_in){ 1 }) != DB_OK) return;'
result $? "a write with a transaction and a looked-at outcome compiles"
! misuse 'q_thing_delete(tx, &(struct q_thing_delete_in){ 1 });'
result $? "an outcome that nobody looks at does not compile"
! misuse 'if (q_thing_delete(db, &(struct q_thing_delete_in){ 1 }) != DB_OK) return;'
result $? "a write outside a transaction does not compile"
! misuse 'if (q_thing_change_any(tx, 7, &n, &(struct q_thing_change_any_in){ 1 }) != DB_OK) return;'
result $? "a number in place of the scope does not compile"

"$sqlc" >"$work/usage" 2>&1
[ $? -eq 2 ] && grep -q '^usage: ' "$work/usage"
result $? "usage"
"$sqlc" --out-h "$work/q.h" --out-c "$work/q.c" "$work/missing.sql" >"$work/usage" 2>&1
[ $? -eq 1 ] && grep -q 'missing.sql: ' "$work/usage"
result $? "a file that is not there"

echo "sqlc: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
