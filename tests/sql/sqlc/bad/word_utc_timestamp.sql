-- expect: 5: UTC_TIMESTAMP is refused
-- name: thing :one
-- One thing.
-- out: k int
SELECT k FROM thing WHERE x = UTC_TIMESTAMP;
