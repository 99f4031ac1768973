-- expect: 6: "thing_in" is also the struct of inputs of "thing"
-- name: thing :update
-- One thing.
-- in: n int
UPDATE thing SET n = :n WHERE m = 1;
-- name: thing_in :one
-- One thing.
-- out: n int
SELECT n FROM thing;
