-- expect: 5: CURDATE is refused
-- name: thing :one
-- One thing.
-- out: k int
SELECT k FROM thing WHERE x = CURDATE();
