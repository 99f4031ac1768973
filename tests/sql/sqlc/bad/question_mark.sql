-- expect: 5: a ? in the SQL
-- name: thing :one
-- One thing.
-- out: k int
SELECT k FROM thing WHERE n = ?;
