-- expect: 4: "m" is declared in out: and not selected
-- name: thing :one
-- One thing.
-- out: k int, m int
SELECT k FROM thing;
