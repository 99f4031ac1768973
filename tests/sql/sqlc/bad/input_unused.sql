-- expect: 4: "m" is declared in in: and not used
-- name: thing :one
-- One thing.
-- in: n int, m int
-- out: k int
SELECT k FROM thing WHERE n = :n;
