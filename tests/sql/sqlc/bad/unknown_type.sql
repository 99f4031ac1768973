-- expect: 4: "thing_id" has no type "number"
-- name: thing :one
-- One thing.
-- in: thing_id number
-- out: n int
SELECT n FROM thing WHERE thing_id = :thing_id;
