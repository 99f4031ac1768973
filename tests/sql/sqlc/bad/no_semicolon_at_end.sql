-- expect: 6: "thing" has no semicolon at its end
-- name: thing :one
-- One thing.
-- out: k int
SELECT k FROM thing
