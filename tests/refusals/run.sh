#!/bin/bash
# run.sh [CASE...] -- makes each mistake in a copy of the source and expects the
# build to refuse it with the right words.  A case is one line below: what, the
# target of make, the file, the edit (sed), and words of the message.
# With arguments only the cases whose names hold one of them run.
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
copy=$(mktemp -d) || exit 1
trap 'rm -rf "$copy"' EXIT
passed=0 failed=0
only=("$@")
export LC_ALL=C.UTF-8

result() { # status name [file with the reason]
	if [ "$1" -eq 0 ]; then
		passed=$((passed + 1))
		echo "ok - $2"
	else
		failed=$((failed + 1))
		echo "not ok - $2"
		[ -z "${3:-}" ] || sed 's/^/# /' "$3" | head -15
	fi
}

wanted() {
	local w
	[ "${#only[@]}" -gt 0 ] || return 0
	for w in "${only[@]}"; do
		case $1 in *"$w"*) return 0 ;; esac
	done
	return 1
}

build() { make -C "$copy" --no-print-directory "$1" >"$copy/log" 2>&1; }
lint() { (cd "$copy" && build/bin/houselint .) >"$copy/log" 2>&1; }

# edits FILE SED: the mistake is made; fails when the edit changes nothing.
edits() {
	cp -p "$copy/$1" "$copy/kept"
	sed -i -E "$2" "$copy/$1" && ! cmp -s "$copy/kept" "$copy/$1"
}
# Put back with a new time, so that make looks at it again.
undo() { cp "$copy/kept" "$copy/$1"; }

# refuses NAME TARGET FILE SED WORDS
refuses() {
	wanted "$1" || return 0
	if ! edits "$3" "$4"; then
		echo "the edit of $3 changes nothing" >"$copy/log"
		result 1 "$1" "$copy/log"
	elif build "$2"; then
		echo "the build took it" >"$copy/log"
		result 1 "$1" "$copy/log"
	else
		grep -qE -e "$5" "$copy/log"
		result $? "$1" "$copy/log"
	fi
	undo "$3"
}

# faults NAME FILE SED WORDS: houselint says it, with the file's name.
faults() {
	wanted "$1" || return 0
	if ! edits "$2" "$3"; then
		echo "the edit of $2 changes nothing" >"$copy/log"
		result 1 "houselint: $1" "$copy/log"
	else
		! lint && grep -E -e "$4" "$copy/log" | grep -qF "$2:"
		result $? "houselint: $1" "$copy/log"
	fi
	undo "$2"
}

cd "$root" || exit 1
mkdir "$copy/build" "$copy/tests"
cp -a Makefile modules templates sql nginx "$copy/" &&
    cp -a tests/http "$copy/tests/" &&
    cp -a build/gen build/obj build/tools build/bin build/libcommon.a "$copy/build/" || exit 1

report=modules/absences/page_report.c
check=modules/absences/page_check.c
withdraw=modules/absences/page_change.c
routes=modules/absences/routes.def
page=templates/absences/withdraw.tmpl
obj=build/obj/absences

build build/bin/absences
result $? "the copy builds as it is" "$copy/log"

refuses "page: a form field that does not exist" $obj/page_report.o $report \
    's/in->has_same_id/in->has_sane_id/' "has_sane_id"
refuses "page: an SQL parameter that does not exist" $obj/page_check.o $check \
    's/\.note = form->note/.nota = form->note/' "nota"
refuses "page: a value of another type for an SQL parameter" $obj/page_check.o $check \
    's/\.on_date = day,/.on_date = form->note,/' "on_date|invalid initializer|incompatible"
refuses "page: an outcome that nobody looks at" $obj/page_change.o $withdraw \
    's/^\treturn db_end\(tx, rc\);/\tdb_end(tx, rc);\n\treturn DB_OK;/' "warn_unused_result"
refuses "page: a write outside a transaction" $obj/page_check.o $check \
    's/q_absence_insert\(tx,/q_absence_insert(r->db,/' "struct tx"
refuses "page: an audit row outside the transaction" $obj/steps.o modules/absences/steps.c \
    's/rc = audit\(tx, AUDIT_ACCESS_REFUSED/rc = audit(r->db, AUDIT_ACCESS_REFUSED/' "struct tx"
refuses "page: an audit row that nobody looks at" $obj/steps.o modules/absences/steps.c \
    's/\trc = audit\(tx, AUDIT_ACCESS_REFUSED/\taudit(tx, AUDIT_ACCESS_REFUSED/' "warn_unused_result"
refuses "page: a redirect to a string" $obj/page_check.o $check \
    's/page_redirect\(r, receipt\)/page_redirect(r, receipt.path)/' "struct url"
refuses "page: a redirect to what somebody typed" $obj/page_report.o $report \
    's/page_redirect\(r, url_home_show\(r, NULL\)\)/page_redirect(r, r->query)/' "struct url"
refuses "page: a number in place of the scope" $obj/page_report.o $report \
    's/q_child_list\(r->db, &r->scope,/q_child_list(r->db, in->child_id,/' "struct scope"
refuses "page: an outcome that the switch forgets" $obj/page_report.o $report \
    '/^\tcase PLAN_WEEKEND:/,+1d' "PLAN_WEEKEND"
refuses "page: an address of a page that does not exist" $obj/page_report.o $report \
    's/url_home_show/url_hone_show/' "url_hone_show"
refuses "page: another form in the query of an address" $obj/page_report.o $report \
    's/struct check_query\)\{/struct receipt_query){/' "check_query|receipt_query|draft_key"
refuses "route: no permission named" $obj/main.o $routes \
    's/PERM_ABSENCE_REPORT,  +absence_report,/absence_report,/' "requires 5 arguments|macro \"ROUTE\""
refuses "route: a permission that does not exist" $obj/main.o $routes \
    's/PERM_REGISTER_READ/PERM_REGISTER_RAED/' "PERM_REGISTER_RAED"
refuses "route: an unknown form" $obj/main.o $routes \
    's/absence_report, /absence_reprot, /' "absence_reprot"
refuses "route: the page expects another form" $obj/page_report.o $routes \
    's/absence_report, /absence_correct,/' "conflicting types"
refuses "route: a page that is not there" build/bin/absences $routes \
    '/"\/absences\/view"/s/view_show/view_shaw/' "view_shaw"
refuses "route: a page that nobody routes to" $obj/page_view.o $routes \
    '/"\/absences\/view"/d' "view_show"
refuses "form: a field of an unknown type" $obj/forms.o modules/absences/forms.h \
    's/F\(TEXT,    note/F(WORDS,   note/' "param_WORDS|PARAM_WORDS"
refuses "form: a sentence that does not exist" $obj/forms.o modules/absences/forms.h \
    's/MSG_ABSENCE_ASK_NOTE/MSG_ABSENCE_ASK_NOET/' "MSG_ABSENCE_ASK_NOET"

t=build/obj/gen/absences/withdraw.o
refuses "template: a misspelt name" $t $page \
    's/\{\{ v\.reason \}\}/{{ v.raeson }}/' "withdraw.tmpl:[0-9]+.*raeson"
refuses "template: a misspelt form field" $t $page \
    's/v\.f\.version\.name/v.f.versoin.name/' "withdraw.tmpl:[0-9]+.*versoin"
refuses "template: a form that is not the page's" $t $page \
    's/form absence_withdraw\(v\.f\)/form absence_reject(v.f)/' "withdraw.tmpl:[0-9]+"
refuses "template: plain text in href" $t $page \
    's/href="\{\{ v\.back \}\}"/href="{{ v.child }}"/' "withdraw.tmpl:[0-9]+"
refuses "template: half an address" $t $page \
    's/href="\{\{ v\.back \}\}"/href="\/x\/{{ v.back }}"/' "withdraw.tmpl:[0-9]+"
refuses "template: a form written by hand" $t $page \
    's/\{\{ form absence_withdraw\(v\.f\) action=v\.post id="main" \}\}/<form method="post" action="{{ v.post }}">/' \
    "withdraw.tmpl:[0-9]+"
refuses "template: a value in a script" $t $page \
    's/<dl class="summary-list">/<script>{{ v.child }}<\/script>&/' "withdraw.tmpl:[0-9]+"
refuses "template: an event attribute" $t $page \
    's/<dl class="summary-list">/<dl onclick="{{ v.child }}">/' "withdraw.tmpl:[0-9]+"
refuses "template: a value without quotes" $t $page \
    's/<dl class="summary-list">/<dl title={{ v.child }}>/' "withdraw.tmpl:[0-9]+"
refuses "template: C in a name" $t $page \
    's/\{\{ v\.reason \}\}/{{ v.reason); abort( }}/' "withdraw.tmpl:[0-9]+"
refuses "template: a block left open" $t $page \
    's/\{\{ use p_phones\(v\.school\) \}\}/{{ if v.phone_school }}/' "withdraw.tmpl:[0-9]+"

q=build/obj/gen/q_absences.o
sqlfile=sql/queries/absences.sql
refuses "query: a parameter that is not declared" $q $sqlfile \
    's/g\.account_id = :scope_account_id AND g\.live = 1$/& AND p.pupil_id = :pupli_id/;' "absences.sql:[0-9]+.*pupli_id"
refuses "query: a declared input that is not used" $q $sqlfile \
    's/^-- in: from_on date, until_on date/&, nobody_id id/' "absences.sql:[0-9]+.*nobody_id"
refuses "query: a question mark" $q $sqlfile \
    's/WHERE a\.absence_id = :absence_id;/WHERE a.absence_id = ?;/' "absences.sql:[0-9]+"
refuses "query: the database's own clock" $q $sqlfile \
    's/BETWEEN :from_on AND :until_on/BETWEEN :from_on AND CURDATE() - :until_on/' "absences.sql:[0-9]+.*CURDATE"
refuses "query: every column" $q $sqlfile \
    's/^SELECT a\.absence_id, a\.pupil_id, a\.on_date, a\.kind, a\.reason, a\.symptoms, a\.at_minute,$/SELECT *,/' \
    "absences.sql:[0-9]+"

if wanted houselint; then
	lint
	result $? "houselint: the source as it is" "$copy/log"
	only=()
	faults "a banned function" $report \
	    's/^\tenum db_rc\t\t rc;/&\n\tstrcpy((char *)r->path, "x");/' "banned function strcpy"
	faults "memory outside the arena" $report \
	    's/arena_alloc\(r->arena, sizeof \*same\)/malloc(sizeof *same)/' "memory outside the arena malloc"
	faults "SQL in C" $report \
	    's/^static size_t$/static const char sql[] = "SELECT 1";\n&/' "SQL in C"
	faults "bytes over ASCII in C" $report \
	    '1s/a parent/保護者/' "non-ASCII byte"
	faults "an include of another module" $report \
	    's/#include "absences\/absences.h"/&\n#include "portal\/portal.h"/' "include against the direction portal"
	faults "a page without a test" $routes \
	    '$s/$/\nROUTE( GET, "\/absences\/nobody-tests-this", PERM_PUBLIC, no_params, home_show )/' \
	    "a page without a test /absences/nobody-tests-this"
	faults "a scoped table without its scope" $sqlfile \
	    's/JOIN guardian g ON g\.pupil_id = a\.pupil_id AND g\.account_id = :scope_account_id AND g\.live = 1/JOIN guardian g ON g.pupil_id = a.pupil_id/' \
	    "a scoped table without its scope"
fi

echo "refusals: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
