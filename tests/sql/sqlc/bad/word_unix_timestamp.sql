-- expect: 5: UNIX_TIMESTAMP is refused
-- name: thing :one
-- One thing.
-- out: k int
SELECT k FROM thing WHERE x = UNIX_TIMESTAMP();
