-- expect: 4: an empty list
-- name: thing :one
-- One thing.
-- in:
-- out: n int
SELECT n FROM thing;
