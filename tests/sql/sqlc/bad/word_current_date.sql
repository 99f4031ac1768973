-- expect: 5: CURRENT_DATE is refused
-- name: thing :one
-- One thing.
-- out: k int
SELECT k FROM thing WHERE x = current_date;
