#!/bin/bash
# schema.sh -- writes sql/schema.sql anew: every table as it stands after the last
# migration, made by a MariaDB of its own.  Exit 1: something failed, the file is as it was.
set -eu -o pipefail
PATH=$PATH:/usr/sbin:/sbin

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
build=${BUILD_DIR:-$root/build}
place=$(mktemp -d /tmp/renraku-schema.XXXXXX)
server=
me=$(id -un)

tidy()
{
	[ -z "$server" ] || { kill "$server" 2>/dev/null && wait "$server"; } || true
	rm -rf "$place"
}
trap tidy EXIT

as_db=()
if [ "$(id -u)" = 0 ]; then
	chown mysql:mysql "$place"
	as_db=(setpriv --reuid=mysql --regid=mysql --init-groups)
fi
chmod 755 "$place"
cat >"$place/db.cnf" <<E2
!include $root/sql/mariadb.cnf

[mariadbd]
datadir = $place/db
socket = $place/db.sock
pid_file = $place/db.pid
skip_networking
innodb_buffer_pool_size = 32M
E2
cat >"$place/renraku.conf" <<E2
public_url = https://localhost
mail_from = renraku@example.jp
db_socket = $place/db.sock
secrets_dir = $place
E2
sql() { mariadb --no-defaults --default-character-set=utf8mb4 -N -B -r -u "$me" -S "$place/db.sock" "$@"; }

if ! "${as_db[@]}" mariadb-install-db "--defaults-file=$place/db.cnf" --skip-test-db --skip-name-resolve \
    --auth-root-authentication-method=socket "--auth-root-socket-user=$me" >"$place/log" 2>&1; then
	cat "$place/log" >&2
	exit 1
fi
"${as_db[@]}" mariadbd "--defaults-file=$place/db.cnf" >>"$place/log" 2>&1 &
server=$!
until sql -e 'DO 0' 2>/dev/null; do
	kill -0 "$server" || { cat "$place/log" >&2; exit 1; }
	sleep 0.1
done
openssl rand -hex 24 >"$place/renraku_ctl"
sql -e "CREATE DATABASE renraku CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;
	CREATE USER renraku_ctl@localhost IDENTIFIED BY '$(cat "$place/renraku_ctl")';
	GRANT ALL PRIVILEGES ON renraku.* TO renraku_ctl@localhost"
"$build/bin/renrakuctl" --config "$place/renraku.conf" migrate --dir "$root/sql/migrations" >/dev/null
{
	printf '%s\n' '-- Every table after the last migration.  Made by "make schema": do not edit.' '' \
	    'SET NAMES utf8mb4;' 'SET foreign_key_checks = 0;'
	sql renraku -e 'SHOW TABLES' | while read -r table; do
		printf '\n%s;\n' "$(sql renraku -e "SHOW CREATE TABLE $table" | cut -f 2- | sed 's/ AUTO_INCREMENT=[0-9]*//')"
	done
} >"$place/schema.sql"
cat "$place/schema.sql" >"$root/sql/schema.sql"
