-- expect: 5: the SELECT of "thing" has more columns than out: (1): declare "m" too
-- name: thing :one
-- One thing.
-- out: k int
SELECT k, m FROM thing;
