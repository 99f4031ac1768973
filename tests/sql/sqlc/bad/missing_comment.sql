-- expect: 2: statement "thing" has no comment
-- name: thing :one
-- out: n int
SELECT n FROM thing;
