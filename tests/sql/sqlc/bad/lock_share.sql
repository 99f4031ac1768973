-- expect: 5: SHARE locks end in deadlocks
-- name: thing :one
-- One thing.
-- out: k int
SELECT k FROM thing LOCK IN SHARE MODE;
