-- expect: 5: NOW is refused
-- name: thing :one
-- One thing.
-- out: k int
SELECT k FROM thing WHERE x = NOW();
