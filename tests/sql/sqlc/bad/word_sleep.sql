-- expect: 5: SLEEP is refused
-- name: thing :one
-- One thing.
-- out: k int
SELECT k FROM thing WHERE x = SLEEP(1);
