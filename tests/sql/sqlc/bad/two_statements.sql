-- expect: 5: two statements under the name "thing"
-- name: thing :one
-- One thing.
-- out: k int
SELECT k FROM thing; DELETE FROM thing WHERE k = 1;
