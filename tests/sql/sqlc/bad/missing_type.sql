-- expect: 4: "thing_id" has no type ""
-- name: thing :one
-- One thing.
-- in: thing_id
-- out: n int
SELECT n FROM thing WHERE thing_id = :thing_id;
