#!/bin/bash
# leash.sh COMMAND... -- runs it to its end and gives its exit code.  When our
# standard input closes, because whoever started us is gone, it gets SIGTERM.
exec 3<&0
"$@" </dev/null 3<&- &
child=$!
trap 'kill -TERM $child 2>/dev/null' TERM INT HUP
{ while read -r _ <&3; do :; done; kill -TERM $child 2>/dev/null; } &
watch=$!
exec 3<&-
wait $child
code=$?
while kill -0 $child 2>/dev/null; do
	wait $child
	code=$?
done
kill $watch 2>/dev/null
exit $code
