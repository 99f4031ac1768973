-- expect: 6: :m is not declared
-- name: thing :one
-- One thing.
-- in: n int
-- out: k int
SELECT k FROM thing WHERE n = :n AND m = :m;
