-- expect: 3: a comment with /* or */
-- name: thing :one
-- Ends */ here.
-- out: n int
SELECT n FROM thing;
