-- expect: 5: statement "thing" has no SQL
-- name: thing :one
-- One thing.
-- out: k int
;
