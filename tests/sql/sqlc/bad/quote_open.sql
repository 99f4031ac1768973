-- expect: 5: a quote without its end
-- name: thing :one
-- One thing.
-- out: k int
SELECT k FROM thing WHERE n = 'x;
