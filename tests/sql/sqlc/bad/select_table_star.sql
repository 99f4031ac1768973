-- expect: 5: SELECT *
-- name: thing :one
-- One thing.
-- out: k int
SELECT t.* FROM thing t;
