#!/bin/bash
# localrun.sh -- a private MariaDB, the workers, the helpers and nginx under RUN_DIR.
#
# Starts everything, prints READY, stays in the foreground.  SIGINT or SIGTERM
# ends everything that it started, each in its turn, so that what was accepted is
# stored; exit 0.  Exit 1: something did not start, with its last lines.
#
# Environment:
#   PORT 8443, CERT_PORT 8444   the public and the certificate host
#   RUN_DIR build/run           all state: database, keys, mail, logs
#   BUILD_DIR build             programs and assets (build/san for sanitizers)
#   MODULES, WORKERS 4          executables behind nginx; workers of each
#   REQUEST_RATE 50, REQUEST_BURST 200, SIGN_IN_RATE 5, SIGN_IN_BURST 40
#                               requests a second from one address (nginx/limits.conf)
#   NO_DEMO=1                   no demonstration municipality
#   DEMO_SEED 1                 another seed makes another municipality
#   CLOCK_FILE                  tests: a file that sets the clock
#   CONF_EXTRA                  tests: a file whose lines are added to renraku.conf
# For tests: RUN_DIR/pid/NAME holds the process of each part (db, nginx, mailer,
# importer, or a module: its multiwatch).  While RUN_DIR/hold/NAME exists, a part that ended stays
# away; otherwise it is started again.
set -u -o pipefail
PATH=$PATH:/usr/sbin:/sbin

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
PORT=${PORT:-8443}
CERT_PORT=${CERT_PORT:-8444}
MODULES=${MODULES:-portal absences}
WORKERS=${WORKERS:-4}
HELPERS="mailer importer"
ACCOUNTS="$MODULES $HELPERS ctl"

say() { printf '%s\n' "$*"; }

absolute()	# PATH: from the caller's folder, without asking that it exists
{
	case $1 in
	/*) say "$1" ;;
	*) say "$PWD/$1" ;;
	esac
}
build=$(absolute "${BUILD_DIR:-$root/build}")
run=$(absolute "${RUN_DIR:-$root/build/run}")
clock=${CLOCK_FILE:+$(absolute "$CLOCK_FILE")}

fail() { say "localrun: $*" >&2; stop 1; }

# ---- ending ----

declare -A pid=()	# part -> process, while it runs
declare -A born=() tries=()
stopping='' stopped='' lock_held=''

ask_to_stop() { stopping=1; }

# wait_end PID SECONDS: waits for one of our processes, then kills it.
wait_end()
{
	local ticks=$(($2 * 20))
	while kill -0 "$1" 2>/dev/null && [ "$ticks" -gt 0 ]; do
		sleep 0.05
		ticks=$((ticks - 1))
	done
	kill -KILL "$1" 2>/dev/null && say "localrun: killed $1 after $2 s" >&2
	wait "$1" 2>/dev/null
}

end_part()	# NAME SIGNAL SECONDS
{
	local p=${pid[$1]:-}
	[ -n "$p" ] || return 0
	kill "-$2" "$p" 2>/dev/null
	wait_end "$p" "$3"
	unset "pid[$1]"
	rm -f "$run/pid/$1"
}

# multiwatch starts no new worker after SIGTERM, but its way to tell the present
# ones is wrong (1.0.0 of Debian sends another signal than it was told), so the
# workers ignore that and get their SIGTERM from here; again and again, because
# it may start one more in place of a worker that ended first.
end_workers()	# NAME...
{
	local name p w ticks=600 left=1
	local -A told=()
	local -a now=()
	for name; do
		[ -z "${pid[$name]:-}" ] || kill -TERM "${pid[$name]}" 2>/dev/null
	done
	while [ -n "$left" ] && [ "$ticks" -gt 0 ]; do
		left=''
		for name; do
			p=${pid[$name]:-}
			{ [ -n "$p" ] && kill -0 "$p"; } 2>/dev/null || continue
			left=1
			{ read -ra now <"/proc/$p/task/$p/children"; } 2>/dev/null
			for w in "${now[@]}"; do
				[ -n "${told[$w]:-}" ] || kill -TERM "$w" 2>/dev/null
				told[$w]=1
			done
		done
		sleep 0.05
		ticks=$((ticks - 1))
	done
	for name; do
		end_part "$name" KILL 1
	done
}

stop()	# EXIT-CODE
{
	local name
	[ -z "$stopped" ] || return 0
	stopped=1
	trap '' INT TERM HUP
	end_part step TERM 30
	end_part nginx QUIT 35
	# shellcheck disable=SC2086
	end_workers $MODULES
	for name in $HELPERS; do
		end_part "$name" TERM 20
	done
	end_part db TERM 60
	if [ -n "$lock_held" ]; then
		rm -rf "$run/pid" "$run/hold"
		[ -z "${short:-}" ] || rm -rf "$short" "$run/sockdir"
	fi
	exit "$1"
}

# ---- who, and where ----

# Commands for the two users.  root gives both away; anybody else is both.
me=$(id -un)
if [ "$(id -u)" = 0 ]; then
	app_user=www-data db_user=mysql
	as_app=(setpriv "--reuid=$app_user" "--regid=$app_user" --init-groups)
	as_db=(setpriv "--reuid=$db_user" "--regid=$db_user" --init-groups)
	user_line="user $app_user;"
else
	app_user=$me db_user=$me
	as_app=() as_db=()
	user_line=
fi
group() { id -gn "$1"; }

# Makes a folder with owner and mode.
folder() { mkdir -p "$1" && chown "$2:$3" "$1" && chmod "$4" "$1"; }

# Root may have been given a place that only root can enter (its own home).  Then the
# state lives in /var/lib, RUN_DIR leads there, and the programs are copied.
reachable() { "${as_app[@]}" test -x "$1" -a -r "$1"; }

choose_place()
{
	local place
	[ "$me" = root ] || return 0
	mkdir -p "$(dirname "$run")"
	if ! reachable "$(dirname "$run")" && [ ! -L "$run" ]; then
		[ ! -e "$run" ] || fail "$run: $app_user cannot enter it; move it away or choose RUN_DIR"
		place=$(mktemp -d /var/lib/renraku-run.XXXXXX) || fail "no place under /var/lib"
		chmod 755 "$place"
		ln -s "$place" "$run"
	fi
	run=$(realpath -m "$run")
}

choose_programs()
{
	if [ "$me" != root ] || { reachable "$root/sql" && reachable "$build/bin"; }; then
		home=$root
		return 0
	fi
	rm -rf "$run/app"
	mkdir -p "$run/app/build" "$run/app/modules/ctl"
	if ! cp -r "$root/sql" "$run/app/" ||
	    ! cp -r "$build/bin" "$build/assets" "$run/app/build/" ||
	    ! find "$root/modules/ctl" -name '*.txt' -exec cp {} "$run/app/modules/ctl/" \; ||
	    ! chmod -R a+rX "$run/app"; then
		fail "cannot copy the programs to $run/app"
	fi
	build=$run/app/build home=$run/app
}

# A socket's path has at most 107 bytes.
choose_sockets()
{
	short=
	if [ -f "$run/sockdir" ]; then	# left by a run that was killed
		short=$(cat "$run/sockdir")
		case $short in
		/tmp/renraku.*) [ -O "$short" ] && [ ! -L "$short" ] && rm -rf "$short" ;;
		esac
		rm -f "$run/sockdir"
		short=
	fi
	sock=$run/sock
	if [ "${#sock}" -gt 80 ]; then
		short=$(mktemp -d /tmp/renraku.XXXXXX) || fail "no place under /tmp"
		chmod 755 "$short"
		say "$short" >"$run/sockdir"
		sock=$short
	else
		rm -rf "$sock"
		mkdir "$sock"
	fi
	folder "$sock/db" "$db_user" "$(group "$app_user")" 0750
	folder "$sock/app" "$app_user" "$(group "$app_user")" 0700
}

prepare()
{
	local p
	for p in bin/renrakuctl assets; do
		[ -e "$build/$p" ] || fail "$build/$p is not there; run make first"
	done
	for p in mariadbd nginx spawn-fcgi multiwatch setpriv openssl curl; do
		command -v "$p" >/dev/null || fail "$p is not installed; run modules/ctl/install.sh run"
	done
	choose_place
	mkdir -p "$run" || fail "cannot make $run"
	[ -w "$run" ] || fail "$run belongs to another user"
	exec 9>"$run/lock"
	flock -n 9 || fail "another run uses $run"
	lock_held=1
	for p in "$PORT" "$CERT_PORT"; do
		! (: <"/dev/tcp/127.0.0.1/$p") 2>/dev/null || fail "port $p is taken; set PORT and CERT_PORT"
	done
	choose_programs
	choose_sockets
	rm -rf "$run/pid" "$run/hold"
	mkdir "$run/pid" "$run/hold"
	folder "$run/secrets" "$app_user" "$(group "$app_user")" 0700
	folder "$run/mail" "$app_user" "$(group "$app_user")" 0700
	folder "$run/log" "$(id -un)" "$(id -gn)" 0750
	folder "$run/tmp" "$app_user" "$(group "$app_user")" 0700
	folder "$run/nofiles" "$db_user" "$(group "$db_user")" 0500
	# The demonstration fills it in; its folder is not the application's to write.
	[ -e "$run/demo.json" ] || : >"$run/demo.json"
	chown "$app_user" "$run/demo.json" && chmod 600 "$run/demo.json"
}

# ---- files of this run ----

secret()	# FILE: a new password, once
{
	[ -s "$1" ] && return 0
	(umask 077 && openssl rand -hex 24 >"$1") && chown "$app_user" "$1"
}

write_conf()
{
	{
		say "# Made by localrun.sh at every start."
		say "environment = 訓練環境"
		say "public_url = https://localhost:$PORT"
		say "cert_url = https://localhost:$CERT_PORT"
		say "db_socket = $sock/db/db.sock"
		say "db_name = renraku"
		say "secrets_dir = $run/secrets"
		say "run_dir = $run"
		say "mail_dir = $run/mail"
		say "mail_from = renraku@example.jp"
		say "importer_socket = $sock/app/importer.sock"
		say "log_dir = $run/log"
		say "worker_deadline_s = 20"
		[ -z "$clock" ] || say "clock_file = $clock"
		[ -z "${CONF_EXTRA:-}" ] || cat "$CONF_EXTRA"
	} >"$run/renraku.conf"
	chown "$(id -un):$(group "$app_user")" "$run/renraku.conf" && chmod 640 "$run/renraku.conf"
}

write_db_conf()
{
	cat >"$run/db.cnf" <<-EOF
	!include $home/sql/mariadb.cnf

	[mariadbd]
	datadir			= $run/db
	socket			= $sock/db/db.sock
	pid_file		= $sock/db/db.pid
	skip_networking
	secure_file_priv	= $run/nofiles
	innodb_buffer_pool_size	= 128M
	EOF
	chmod 644 "$run/db.cnf"
}

write_certificate()
{
	[ -s "$run/tls/server.crt" ] && openssl x509 -checkend 86400 -noout -in "$run/tls/server.crt" >/dev/null &&
	    return 0
	folder "$run/tls" "$(id -un)" "$(id -gn)" 0755
	(umask 077 && openssl req -x509 -newkey rsa:2048 -nodes -days 397 -sha256 -subj /CN=localhost \
	    -addext "subjectAltName=DNS:localhost,IP:127.0.0.1,IP:::1" \
	    -addext "extendedKeyUsage=serverAuth" \
	    -keyout "$run/tls/server.key" -out "$run/tls/server.crt" 2>"$run/log/openssl.log") ||
	    fail "no certificate: $(tail -n 3 "$run/log/openssl.log")"
	chmod 644 "$run/tls/server.crt"
}

write_nginx()
{
	local css ipv6='#' name
	for css in "$build"/assets/renraku.????????????.css; do
		[ -e "$css" ] || fail "$css is not there; run make first"
	done
	grep -q '^0\{31\}1 ' /proc/net/if_inet6 2>/dev/null && ipv6=
	rm -rf "$run/nginx"
	cp -r "$root/nginx" "$run/nginx"
	mv "$run/nginx/renraku.conf.in" "$run/nginx/renraku.conf"
	find "$run/nginx" -type f -exec sed -i \
	    -e "s|@USER_LINE@|$user_line|g" -e "s|@RUN_DIR@|$run|g" -e "s|@LOG_DIR@|$run/log|g" \
	    -e "s|@TMP_DIR@|$run/tmp|g" -e "s|@TLS_DIR@|$run/tls|g" -e "s|@BUILD_DIR@|$build|g" \
	    -e "s|@ASSETS_CSS@|/assets/${css##*/}|g" -e "s|@PUBLIC_URL@|https://localhost:$PORT|g" \
	    -e "s|@PUBLIC_NAME@|localhost|g" -e "s|@PORT@|$PORT|g" -e "s|@CERT_PORT@|$CERT_PORT|g" \
	    -e "s|@IPV6@|$ipv6|g" -e "s|@HSTS_SECONDS@|300|g" \
	    -e "s|@REQUEST_RATE@|${REQUEST_RATE:-50}|g" -e "s|@REQUEST_BURST@|${REQUEST_BURST:-200}|g" \
	    -e "s|@SIGN_IN_RATE@|${SIGN_IN_RATE:-5}|g" -e "s|@SIGN_IN_BURST@|${SIGN_IN_BURST:-40}|g" {} +
	for name in $MODULES; do
		say "upstream $name { server unix:$sock/app/$name.sock max_fails=0; }"
	done >"$run/nginx/upstreams.conf"
	# Error pages are read by nginx's workers; the rest only by its master.
	chmod -R u+rwX,go+rX,go-w "$run/nginx"
	nginx -t -q -p "$run" -e "$run/log/nginx-error.log" -c "$run/nginx/renraku.conf" \
	    >"$run/log/nginx-start.log" 2>&1 ||
	    fail "nginx refuses its configuration: $(cat "$run/log/nginx-start.log")"
}

# ---- parts ----

# Programs get this environment and no other; sanitizers keep their options.
clean_env=("PATH=$PATH" LANG=C.UTF-8 TZ=UTC)
for name in ASAN_OPTIONS UBSAN_OPTIONS LSAN_OPTIONS; do
	[ -z "${!name:-}" ] || clean_env+=("$name=${!name}")
done

# Starts a part in a session of its own: Ctrl-C reaches only this script, and if
# this script is killed the part gets the signal named first.
spawn()	# NAME DEATH-SIGNAL user-command... -- command...
{
	local name=$1 death=$2
	local -a user=()
	shift 2
	while [ "$1" != -- ]; do
		user+=("$1")
		shift
	done
	shift
	[ "${#user[@]}" -gt 0 ] || user=(setpriv)
	(cd "$home" && exec setsid "${user[@]}" "--pdeathsig=$death" \
	    env -i "${clean_env[@]}" "$@") >>"$run/log/$name.log" 2>&1 </dev/null 9>&- &
	pid[$name]=$!
	# The shell then says nothing about how it ended; restart() does.
	[ "$name" = step ] || disown "$!"
	born[$name]=$SECONDS
	say "$!" >"$run/pid/$name"
}

start_part()	# NAME
{
	local name=$1
	case $name in
	db)
		spawn db TERM "${as_db[@]}" -- mariadbd "--defaults-file=$run/db.cnf" ;;
	nginx)
		spawn nginx QUIT -- nginx -p "$run" -e "$run/log/nginx-error.log" \
		    -c "$run/nginx/renraku.conf" -g 'daemon off;' ;;
	mailer | importer)
		spawn "$name" TERM "${as_app[@]}" -- "$build/bin/$name" --config "$run/renraku.conf" ;;
	*)
		# A worker that lives for a second counts as good; twenty bad starts in a row end it.
		spawn "$name" KILL "${as_app[@]}" -- spawn-fcgi -n -s "$sock/app/$name.sock" -M 0600 -b 511 -- \
		    /usr/bin/multiwatch -f "$WORKERS" -r 20 -t 1000 -- \
		    /usr/bin/setpriv --pdeathsig=TERM "$build/bin/$name" --config "$run/renraku.conf" ;;
	esac
}

# Runs a command to its end; a signal to us ends it.
step()	# LOG user-command... -- command...
{
	local log=$1 rc
	shift
	spawn step TERM "$@"
	wait "${pid[step]}"
	rc=$?
	[ -z "$stopping" ] || stop 0
	unset "pid[step]"
	cat "$run/log/step.log" >>"$run/log/$log.log"
	last=$(tail -n 15 "$run/log/step.log")
	rm -f "$run/log/step.log" "$run/pid/step"
	return "$rc"
}

sql() { mariadb --no-defaults --default-character-set=utf8mb4 -u "$me" -S "$sock/db/db.sock" "$@"; }

# ---- the database ----

init_db()
{
	say "making the database ..."
	rm -rf "$run/db"
	folder "$run/db" "$db_user" "$(group "$db_user")" 0700
	step db-init "${as_db[@]}" -- mariadb-install-db "--defaults-file=$run/db.cnf" \
	    --skip-test-db --skip-name-resolve --auth-root-authentication-method=socket \
	    "--auth-root-socket-user=$me" || fail "mariadb-install-db failed:
$last"
}

start_db()
{
	local ticks=600
	start_part db
	until sql -e 'DO 0' 2>/dev/null; do
		[ -z "$stopping" ] || stop 0
		if ! kill -0 "${pid[db]}" 2>/dev/null || [ "$ticks" = 0 ]; then
			fail "MariaDB did not start:
$(tail -n 15 "$run/log/db.log")"
		fi
		ticks=$((ticks - 1))
		sleep 0.1
	done
}

make_accounts()
{
	local name
	{
		say 'CREATE DATABASE IF NOT EXISTS renraku CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;'
		for name in $ACCOUNTS; do
			secret "$run/secrets/renraku_$name" || return 1
			say "CREATE USER IF NOT EXISTS 'renraku_$name'@'localhost';"
			say "ALTER USER 'renraku_$name'@'localhost' IDENTIFIED BY '$(cat "$run/secrets/renraku_$name")';"
		done
		say "GRANT ALL PRIVILEGES ON renraku.* TO 'renraku_ctl'@'localhost';"
	} | sql
}

grant()
{
	local file
	for file in "$root"/sql/grants/*.sql; do
		[ -e "$file" ] || continue
		sql renraku <"$file" || fail "the grants of $file do not apply"
	done
}

ctl()	# VERB...: as the administering account
{
	step "$1" "${as_app[@]}" -- "$build/bin/renrakuctl" --config "$run/renraku.conf" "$@" ||
	    fail "renrakuctl $1 failed:
$last"
}

# A first start that did not reach its end is begun again: nobody was told READY.
fill_db()
{
	[ -e "$run/filled" ] || init_db
	start_db
	make_accounts || fail "the database accounts could not be made"
	ctl migrate
	grant
	if [ ! -e "$run/filled" ]; then
		if [ -z "${NO_DEMO:-}" ]; then
			say "loading the demonstration municipality ..."
			ctl demo --seed "${DEMO_SEED:-1}" --names modules/ctl/demo_names.txt --out "$run/demo.json"
		fi
		: >"$run/filled"
	fi
}

# Every statement of every module against the database that is there.
check_modules()
{
	local name
	for name in $MODULES; do
		step "$name" "${as_app[@]}" -- "$build/bin/$name" --config "$run/renraku.conf" --check ||
		    fail "$name does not fit the database:
$last"
	done
}

# ---- staying up ----

# restart NAME: a part ended by itself.
restart()
{
	local name=$1 n
	unset "pid[$name]"
	say "localrun: $name ended; see $run/log/$name.log" >&2
	[ $((SECONDS - ${born[$name]})) -lt 30 ] || tries[$name]=0
	n=$((${tries[$name]:-0} + 1))
	tries[$name]=$n
	if [ -n "$ready" ] || [ "$n" -le 3 ]; then
		again[$name]=$((SECONDS + (n > 5 ? 5 : n - 1)))
	else
		fail "$name does not stay up:
$(tail -n 15 "$run/log/$name.log")"
	fi
}

# One turn: notices parts that ended, starts those whose time has come.
declare -A again=()
ready=
tend()
{
	local name p
	for name in "${!pid[@]}"; do
		p=${pid[$name]}
		kill -0 "$p" 2>/dev/null && continue
		wait "$p" 2>/dev/null
		restart "$name"
	done
	for name in "${!again[@]}"; do
		if [ -e "$run/hold/$name" ] || [ "$SECONDS" -lt "${again[$name]}" ]; then
			continue
		fi
		unset "again[$name]"
		start_part "$name"
	done
}

wait_ready()
{
	local until=$((SECONDS + 60))
	until curl -s -o /dev/null -f -m 5 --cacert "$run/tls/server.crt" "https://localhost:$PORT/readyz"; do
		[ -z "$stopping" ] || stop 0
		[ "$SECONDS" -lt "$until" ] || fail "not ready after a minute; see $run/log"
		tend
		sleep 0.1
	done
	ready=1
}

# The first account of each role; all stand in demo.json, with the addresses of this start.
print_accounts()
{
	[ -s "$run/demo.json" ] || return 0
	sed -i -e "s|\"public_url\":\"[^\"]*\"|\"public_url\":\"https://localhost:$PORT\"|" \
	    -e "s|\"cert_url\":\"[^\"]*\"|\"cert_url\":\"https://localhost:$CERT_PORT\"|" "$run/demo.json"
	say "Demonstration accounts (all of them in $run/demo.json):"
	awk -v RS='{' '
	function value(key,	s) {
		if (!match($0, "\"" key "\"[ \t\n]*:[ \t\n]*\"[^\"]*\""))
			return ""
		s = substr($0, RSTART, RLENGTH)
		sub(/^"[^"]*"[ \t\n]*:[ \t\n]*"/, "", s)
		sub(/"$/, "", s)
		return s
	}
	value("role") != "" && !(value("role") in seen) {
		seen[value("role")] = 1
		printf "  %-14s  %-32s  %s  %s\n", value("role"), value("login"), value("password"), value("organisation")
	}' "$run/demo.json"
}

main()
{
	trap ask_to_stop INT TERM HUP
	trap '' USR1	# inherited; see end_workers
	umask 022
	prepare
	write_conf
	write_db_conf
	write_certificate
	fill_db
	check_modules
	for name in $HELPERS $MODULES; do
		start_part "$name"
	done
	write_nginx
	start_part nginx
	wait_ready
	say READY
	say "  https://localhost:$PORT/       parents and schools"
	say "  https://localhost:$CERT_PORT/       facilities with a client certificate"
	print_accounts
	say "Ctrl-C ends it; the data stays in $run."
	while [ -z "$stopping" ]; do
		tend
		sleep 0.25
	done
	say "stopping ..."
	stop 0
}

main
