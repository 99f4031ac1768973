-- expect: 5: a character that is not ASCII outside quotes
-- name: thing :one
-- One thing.
-- out: k int
SELECT k FROM 表;
