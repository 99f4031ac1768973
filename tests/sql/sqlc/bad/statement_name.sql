-- expect: 2: "Thing" is no name
-- name: Thing :one
-- One thing.
-- out: n int
SELECT n FROM thing;
