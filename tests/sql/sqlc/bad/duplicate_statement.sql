-- expect: 6: statement "thing" stands already in line 2
-- name: thing :one
-- One thing.
-- out: n int
SELECT n FROM thing;
-- name: thing :one
-- Again.
-- out: n int
SELECT n FROM thing;
