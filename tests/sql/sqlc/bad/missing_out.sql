-- expect: 2: "thing" is :one and has no -- out:
-- name: thing :one
-- One thing.
SELECT n FROM thing;
