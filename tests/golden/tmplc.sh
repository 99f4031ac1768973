#!/bin/sh
# tmplc.sh TMPLC_BINARY -- tests of the template compiler: what it makes, what it
# refuses and with which words, and what the C compiler refuses after it.
# UPDATE=1 writes the expected files anew; read the difference before you keep it.
[ $# -eq 1 ] && [ -x "$1" ] || { echo "usage: tmplc.sh TMPLC_BINARY" >&2; exit 2; }
tmplc=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
cd "$(dirname "$0")/tmplc" || exit 2
root=../../..
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
passed=0 failed=0
po="--po en=en.po --po ja-easy=ja-easy.po"
cc=gcc
warn="-std=gnu11 -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wstrict-prototypes
 -Wmissing-prototypes -Wold-style-definition -Wmissing-declarations -Wredundant-decls -Wnested-externs
 -Wpointer-arith -Wwrite-strings -Wcast-qual -Wcast-align -Wformat=2 -Wundef -Wvla -Wswitch-enum
 -Wimplicit-fallthrough -Wnull-dereference -Wdouble-promotion -Wdate-time -Werror"
gcc_only="-Wlogical-op -Wduplicated-cond -Wduplicated-branches -Wjump-misses-init"
clang_only="-Wcomma -Wassign-enum -Wconditional-uninitialized -Wunreachable-code-aggressive -Wextra-semi-stmt"
inc="-I. -I$tmp -I$root/modules"

result() { # status name [file with the reason]
	if [ "$1" -eq 0 ]; then
		passed=$((passed + 1))
		echo "ok $2"
	else
		failed=$((failed + 1))
		echo "not ok $2"
		[ -n "$3" ] && sed 's/^/# /' "$3" | head -20
	fi
}

# Compares a file with what is expected of it.
same() { # expected got name
	[ -n "$UPDATE" ] && cp "$2" "$1"
	diff -u "$1" "$2" >"$tmp/diff" 2>&1
	result $? "$3" "$tmp/diff"
}

expectation() { sed -n '1{s/^[{# ]*expect: //;s/ *}}$//;p;}' "$1"; }

# The message in $tmp/log must hold what the first line of the file expects;
# "N: words" is "FILE:N: ... words".
refused() { # status file name
	want=$(expectation "$2")
	line=${want%%:*}
	case $line in
	*[!0-9]*) ok=$(grep -cF -e "$want" "$tmp/log") ;;
	*) ok=$(grep -F -e "$2:$line:" "$tmp/log" | grep -cF -e "${want#*: }") ;;
	esac
	[ "$1" -ne 0 ] && [ -n "$want" ] && [ "$ok" -gt 0 ]
	result $? "$3" "$tmp/log"
}

$tmplc --messages $po --out-h "$tmp/messages.h" --out-c "$tmp/messages.c" messages.txt >"$tmp/log" 2>&1
result $? "messages are made" "$tmp/log"
same messages.h.expected "$tmp/messages.h" "messages: header"
same messages.c.expected "$tmp/messages.c" "messages: table"
$cc $warn $inc -O2 -c "$tmp/messages.c" -o "$tmp/messages.o" >"$tmp/log" 2>&1
result $? "messages compile" "$tmp/log"
LC_ALL=C grep -q '[^ -~	]' "$tmp/messages.c"
result $((! $?)) "messages are ASCII"
$cc $warn $inc -O2 -c render.c -o "$tmp/render.o" >"$tmp/log" 2>&1 || { cat "$tmp/log" >&2; exit 2; }

for f in ok/*.tmpl; do
	name=$(basename "$f" .tmpl)
	$tmplc $po --include views.h --out "$tmp/$name.c" "$f" >"$tmp/log" 2>&1
	result $? "$name is made" "$tmp/log"
	LC_ALL=C grep -q '[^ -~	]' "$tmp/$name.c"
	result $((! $?)) "$name is ASCII"
	$cc $warn $gcc_only $inc -O2 -c "$tmp/$name.c" -o "$tmp/$name.o" >"$tmp/log" 2>&1
	result $? "$name compiles" "$tmp/log"
	if command -v clang >/dev/null; then
		clang $warn $clang_only $inc -O2 -c "$tmp/$name.c" -o "$tmp/clang.o" >"$tmp/log" 2>&1
		result $? "$name compiles with clang" "$tmp/log"
	fi
	$cc "$tmp/$name.o" "$tmp/render.o" -o "$tmp/$name" >"$tmp/log" 2>&1 || cat "$tmp/log"
	for lang in ja en ja-easy; do
		"$tmp/$name" $lang >"$tmp/$name.html" 2>&1
		same "ok/$name.$lang.html" "$tmp/$name.html" "$name in $lang"
	done
done

for f in bad/*.tmpl; do
	rm -f "$tmp/bad.c"
	$tmplc --out "$tmp/bad.c" "$f" >"$tmp/log" 2>&1
	refused $? "$f" "refused: $(basename "$f" .tmpl)"
	[ ! -e "$tmp/bad.c" ] || result 1 "$f left a file behind"
done
printf '{{ page t_ok(struct ok_view) }}<p>人</p>{{ end }}\n' >"$tmp/one.tmpl"
for f in bad/*.po; do
	$tmplc --po "en=$f" --out "$tmp/bad.c" "$tmp/one.tmpl" >"$tmp/log" 2>&1
	refused $? "$f" "refused catalogue: $(basename "$f" .po)"
done
for f in bad/*.txt; do
	$tmplc --messages --out-h "$tmp/bad.h" --out-c "$tmp/bad.c" "$f" >"$tmp/log" 2>&1
	refused $? "$f" "refused messages: $(basename "$f" .txt)"
done

for f in nocompile/*.tmpl; do
	name=$(basename "$f" .tmpl)
	$tmplc --include views.h --out "$tmp/no.c" "$f" >"$tmp/log" 2>&1 || {
		result 1 "does not compile: $name" "$tmp/log"
		continue
	}
	LC_ALL=C $cc $warn $inc -c "$tmp/no.c" -o "$tmp/no.o" >"$tmp/log" 2>&1
	refused $? "$f" "does not compile: $name"
done

$tmplc --extract ok/messages.tmpl ok/rows.tmpl messages.txt >"$tmp/extract.pot" 2>&1
same extract.expected "$tmp/extract.pot" "extract"
msgfmt -o /dev/null --check-format --check-domain "$tmp/extract.pot" >"$tmp/log" 2>&1
result $? "msgfmt reads what is extracted" "$tmp/log"
$tmplc --missing $po ok/messages.tmpl messages.txt >"$tmp/missing" 2>&1
[ $? -eq 1 ]
result $? "missing: exit 1"
same missing.expected "$tmp/missing" "missing: list"
printf 'A = 送る\nB = 欠席の連絡\n' >"$tmp/whole.txt"
$tmplc --missing $po "$tmp/whole.txt" >"$tmp/missing" 2>&1 && [ ! -s "$tmp/missing" ]
result $? "missing: nothing" "$tmp/missing"

echo "tmplc: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
