#!/bin/sh
# install.sh run|test -- the Debian 12 packages that the product, or its tests too,
# are built and run with.  As root or with "sudo -n" it installs what is missing;
# otherwise it prints the one line to run and ends with 1.  Nothing missing: it
# does nothing.  Services of newly installed packages are not started: the local
# run starts its own.
set -eu

RUN="gcc make pkg-config libc6-dev libfcgi-dev libmariadb-dev libsodium-dev libssl-dev
	libutf8proc-dev libseccomp-dev libgmime-3.0-dev libcurl4-openssl-dev libarchive-dev
	libqrencode-dev mariadb-server nginx-light spawn-fcgi multiwatch openssl curl
	ca-certificates util-linux gettext"
TEST="clang libclang-rt-14-dev llvm libcmocka-dev chromium fonts-noto-cjk python3 w3m nodejs npm"

case ${1:-} in
run)	wanted=$RUN ;;
test)	wanted="$RUN $TEST" ;;
*)	echo "usage: install.sh run|test" >&2; exit 2 ;;
esac

# Prints those of the given packages that are not installed.  Programs that are
# here by another way than a package count as well.
missing()
{
	for package; do
		case $package in
		nodejs)	command -v node >/dev/null && continue ;;
		npm|clang|python3)
			command -v "$package" >/dev/null && continue ;;
		esac
		echo "$package"
	done | {
		names=$(cat)
		[ -n "$names" ] || exit 0
		# shellcheck disable=SC2086
		here=$(dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' $names 2>/dev/null |
		    sed -n 's/^ii *//p') || true
		for package in $names; do
			printf '%s\n' "$here" | grep -qxF "$package" || printf ' %s' "$package"
		done
	}
}

# shellcheck disable=SC2086
need=$(missing $wanted)
[ -n "$need" ] || exit 0

if [ "$(id -u)" = 0 ]; then
	as_root=
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
	as_root="sudo -n"
else
	echo "Some packages are missing.  Run this once, then try again:" >&2
	echo "  sudo apt-get update && sudo apt-get install -y --no-install-recommends$need" >&2
	exit 1
fi

# A freshly installed nginx would take port 80 and MariaDB would start a second
# server; policy-rc.d is Debian's way to say no, and goes away afterwards.
policy=/usr/sbin/policy-rc.d
if [ ! -e $policy ]; then
	printf '#!/bin/sh\nexit 101\n' | $as_root tee $policy >/dev/null
	trap '$as_root rm -f $policy' EXIT
	trap 'exit 1' HUP INT TERM
	$as_root chmod 755 $policy
fi
echo "installing:$need"
$as_root apt-get update -qq
# shellcheck disable=SC2086
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $need >/dev/null
if command -v systemctl >/dev/null; then
	for unit in nginx mariadb; do
		case "$need " in
		*" $unit-"*)	$as_root systemctl disable --quiet $unit 2>/dev/null || true ;;
		esac
	done
fi
