-- expect: 5: a colon without a name
-- name: thing :one
-- One thing.
-- out: k int
SELECT k FROM thing WHERE n := 1;
