-- expect: 5: an @ variable
-- name: thing :one
-- One thing.
-- out: k int
SELECT k FROM thing WHERE n = @n;
