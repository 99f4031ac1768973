-- expect: 5: LAST_INSERT_ID is refused
-- name: thing :one
-- One thing.
-- out: k int
SELECT k FROM thing WHERE x = LAST_INSERT_ID();
