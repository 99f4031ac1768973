-- expect: 4: "n" is declared twice
-- name: thing :one
-- One thing.
-- in: n int, n int
-- out: m int
SELECT m FROM thing WHERE n = :n;
