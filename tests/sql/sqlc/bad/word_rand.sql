-- expect: 5: RAND is refused
-- name: thing :one
-- One thing.
-- out: k int
SELECT k FROM thing WHERE x = RAND ();
