-- expect: 5: a ( without its )
-- name: thing :one
-- One thing.
-- out: k int
SELECT k FROM thing WHERE (n = 1;
