-- expect: 5: column 1 of "thing" is called "" and out: declares "k"
-- name: thing :one
-- One thing.
-- out: k int
SELECT COUNT(*) FROM thing;
