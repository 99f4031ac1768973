-- expect: 5: CURRENT_TIMESTAMP is refused
-- name: thing :one
-- One thing.
-- out: k int
SELECT k FROM thing WHERE x = CURRENT_TIMESTAMP;
