-- expect: 6: "thing" has no semicolon
-- name: thing :one
-- One thing.
-- out: k int
SELECT k FROM thing
-- name: other :one
-- Other.
-- out: k int
SELECT k FROM thing;
