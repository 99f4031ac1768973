-- expect: 5: column 1 of "thing" is called "m" and out: declares "k"
-- name: thing :one
-- One thing.
-- out: k int, m int
SELECT m, k FROM thing;
