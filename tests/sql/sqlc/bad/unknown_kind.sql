-- expect: 2: kind ":many"
-- name: thing :many
-- Things.
-- out: n int
SELECT n FROM thing;
