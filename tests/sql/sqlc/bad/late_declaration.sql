-- expect: 6: declarations behind the SQL
-- name: thing :one
-- One thing.
-- out: k int
SELECT k FROM thing;
-- in: n int
