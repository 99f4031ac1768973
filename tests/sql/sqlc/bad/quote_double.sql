-- expect: 5: a double quote
-- name: thing :one
-- One thing.
-- out: k int
SELECT k FROM thing WHERE n = "x";
