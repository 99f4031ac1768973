-- expect: 6: statement "thing" has no SQL
-- name: thing :one
-- One thing.
-- out: k int

-- name: other :one
-- Other.
-- out: k int
SELECT k FROM thing;
