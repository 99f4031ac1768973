-- expect: 4: "nul" behind the type of "n"
-- name: thing :one
-- One thing.
-- out: n int nul
SELECT n FROM thing;
