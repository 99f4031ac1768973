#!/bin/sh
# po.sh TMPLC_BINARY -- the translations in templates/common/po: well-formed, complete on
# every page where people choose a language, and easy Japanese that is easy (ui.md 6).
# po.sh --files lists the sources of the translations, for tmplc --extract.
[ "$1" = --files ] || { [ $# -eq 1 ] && [ -x "$1" ]; } || { echo "usage: po.sh TMPLC_BINARY" >&2; exit 2; }
[ "$1" = --files ] || tmplc=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
cd "$(dirname "$0")/../.." || exit 2
LC_ALL=C.UTF-8
export LC_ALL
po=templates/common/po
passed=0 failed=0

# Templates of the public, of parents and of the accounts that parents and staff share.
# The others are opened by staff only and stay Japanese.
templates() {
	ls templates/common/*.tmpl
	for name in accessibility account activate contact forgot help home mail password \
	    passwords privacy register reset sessions signin terms; do
		echo "templates/portal/$name.tmpl"
	done
	for name in check correct home parts receipt report view withdraw; do
		echo "templates/absences/$name.tmpl"
	done
}

# Sentences of the same pages.  messages-roster.txt is about files that only the board sends.
messages() {
	echo templates/common/messages.txt
	echo templates/portal/messages.txt
	echo templates/portal/messages_people.txt
	echo templates/absences/messages.txt
}

# Names in those files that only staff see.
staff_only='^(TITLE_(ROSTER|ROSTER_IMPORT|STAFF|STAFF_SHEETS|SCHOOLS|SCHOOL_EDIT|SHEETS|SHEETS_CLASS|SHEETS_PRINT)
TITLE_(GUARDIANS|GUARDIAN_END)
ASK_(ROSTER_ZIP|ALLOW_REMOVALS|STAFF_IDS|PHONE|PUPIL_IDS)
(STAFF|QR|IMPORT|CHANGE|ROSTER|FINDING|SCHOOLS|GUARDIANS)_[A-Z_]+
PEOPLE_LIST
NAV_(BOARD|APPROVE|REGISTER|GUARDIANS|SHEETS|ROSTER|STAFF|SCHOOLS)
ABSENCE_ASK_(CLASS|DATE|MONTH|TICKETS|STAFF_NOTE|CODE|REJECT_REASON)
ABSENCE_(REFRESH|BOARD|ENTRY|APPROVE|REGISTER)_[A-Z_]+
ABSENCE_(ALL_CLASSES|OWN_CLASSES|CONFIRMED|CONFIRMED_SOME|APPROVED|APPROVED_SOME|REJECT_TITLE|MONTH)
ABSENCE_(SUN|MON|TUES|WEDNES|THURS|FRI|SATUR)DAY)$'
staff_only=$(echo "$staff_only" | tr '\n' '|' | sed 's/|$//')

[ "$1" = --files ] && { templates; messages; exit 0; }

tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT

result() { # status name file with the reason
	if [ "$1" -eq 0 ]; then
		passed=$((passed + 1))
		echo "ok $2"
	else
		failed=$((failed + 1))
		echo "not ok $2"
		sed 's/^/# /' "$3" | head -20
	fi
}

# One line for each message: its id, a tab, its translation; \n stands as written.
flat() { # po file
	awk '
	function put() { if (id != "") print id "\t" text; id = text = "" }
	/^msgid /  { put(); at = "id"; sub(/^msgid /, "") }
	/^msgstr / { at = "text"; sub(/^msgstr /, "") }
	/^"/       { s = substr($0, 2, length($0) - 2); if (at == "id") id = id s; else text = text s }
	END        { put() }' "$1"
}

# What is read there: one sentence or line each, readings and names of values taken away.
sentences() {
	cut -f2- | perl -CSDA -Mutf8 -pe 's/\[([^]|]*)\|[^]]*\]/$1/g; s/(?<=\p{sc=Han})（[\p{Hiragana}ー]+）//g;
	    s/\{[a-z0-9_.]+\}/X/g; s/\\n/\n/g; s/([。？！])/$1\n/g' | sed 's/^[[:space:]]*//' | grep -v '^$'
}

# A copy of the messages file without what only staff see; lines keep their numbers.
shown_to_all() { # messages file
	mkdir -p "$tmp/$(dirname "$1")"
	awk -v names="$staff_only" '
	/^[A-Z]/ { off = $1 ~ names }
	/^$|^#/  { off = 0 }
	{ print off ? "#" : $0 }' "$1" >"$tmp/$1"
	echo "$tmp/$1"
}

# Kanji of the first two school years, which need no reading.
easy=一右雨円王音下火花貝学気九休玉金空月犬見五口校左三山子四糸字耳七車手十出女小上森人水正生青夕石赤千川先早草
easy=${easy}足村大男竹中虫町天田土二日入年白八百文木本名目立力林六引羽雲園遠何科夏家歌画回会海絵外角楽活間丸岩顔汽記
easy=${easy}帰弓牛魚京強教近兄形計元言原戸古午後語工公広交光考行高黄合谷国黒今才細作算止市矢姉思紙寺自時室社弱首秋週春
easy=${easy}書少場色食心新親図数西声星晴切雪船線前組走多太体台地池知茶昼長鳥朝直通弟店点電刀冬当東答頭同道読内南肉馬売買
easy=${easy}麦半番父風分聞米歩母方北毎妹万明鳴毛門夜野友用曜来里理話

for lang in en ja-easy; do
	msgfmt --check --output-file=/dev/null $po/$lang.po >"$tmp/log" 2>&1 && [ ! -s "$tmp/log" ]
	result $? "$lang: msgfmt finds nothing wrong" "$tmp/log"

	for file in $(messages); do shown_to_all "$file"; done >"$tmp/files"
	$tmplc --missing --po $lang=$po/$lang.po $(templates) $(cat "$tmp/files") >"$tmp/log" 2>&1
	status=$?
	sed -i "s|^$tmp/||" "$tmp/log"
	result $status "$lang: every page of parents and of the public is translated" "$tmp/log"

	flat $po/$lang.po | cut -f1 | sort >"$tmp/translated"
	$tmplc --extract $(templates) $(messages) >"$tmp/all.po"
	flat "$tmp/all.po" | cut -f1 | sort >"$tmp/all"
	comm -23 "$tmp/translated" "$tmp/all" >"$tmp/log"
	[ -s "$tmp/translated" ] && [ ! -s "$tmp/log" ]
	result $? "$lang: no translation of a text that is gone" "$tmp/log"
done

# The names of the languages in the language switch are written in themselves.
flat $po/en.po | grep -vE '^(日本語	日本語|やさしい日本語	やさしい日本語)$' | cut -f2- |
    grep -P '[\p{Hiragana}\p{Katakana}\p{Han}、。（）：・]' >"$tmp/log"
[ ! -s "$tmp/log" ]
result $? "en: no Japanese in the English" "$tmp/log"

flat $po/ja-easy.po | sentences >"$tmp/easy"
grep -E '^.{41,}$' "$tmp/easy" >"$tmp/log"
[ -s "$tmp/easy" ] && [ ! -s "$tmp/log" ]
result $? "ja-easy: no sentence of more than 40 characters" "$tmp/log"

cut -f1 "$tmp/all" | sentences >"$tmp/plain"
grep -E '^.{81,}$' "$tmp/plain" >"$tmp/log"
[ -s "$tmp/plain" ] && [ ! -s "$tmp/log" ]
result $? "ja: no sentence of more than 80 characters" "$tmp/log"

flat $po/ja-easy.po | cut -f2- | perl -CSDA -Mutf8 -ne '
    BEGIN { utf8::decode($easy = shift) }
    s/\[[^]|]*\|[^]]*\]//g; s/\p{sc=Han}+（[\p{Hiragana}ー]+）//g;
    print if /(?![$easy])\p{sc=Han}/' "$easy" >"$tmp/log"
[ ! -s "$tmp/log" ]
result $? "ja-easy: kanji beyond the second school year have their reading" "$tmp/log"

# Plain texts, those of messages files only, show the word of [word|reading] without the reading.
awk '
/^#: .*\.tmpl:/ { page = 1 }
/^msgstr /      { text = 1 }
text && !page && /\[[^]|]+\|/
/^$/            { page = text = 0 }' $po/ja-easy.po >"$tmp/log"
[ ! -s "$tmp/log" ]
result $? "ja-easy: no readings where they are not shown" "$tmp/log"

flat $po/ja-easy.po | cut -f2- |
    grep -E 'なければな|ないことはな|ないわけ|いたし|ござい|いただ|おります|くださいませ|られてい|されま|されて' >"$tmp/log"
[ ! -s "$tmp/log" ]
result $? "ja-easy: no double negatives, no honorific or passive forms" "$tmp/log"

echo "po: $passed passed, $failed failed"
[ $failed -eq 0 ]
