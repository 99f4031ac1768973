-- expect: 2: "thing" is :one_for_update without FOR UPDATE
-- name: thing :one_for_update
-- Things.
-- out: k int
SELECT k FROM thing;
