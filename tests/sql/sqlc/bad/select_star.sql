-- expect: 5: SELECT *
-- name: thing :one
-- One thing.
-- out: k int
SELECT * FROM thing;
