-- expect: 5: a comment without its end
-- name: thing :one
-- One thing.
-- out: k int
SELECT k FROM thing /* ;
