-- expect: 4: "On_Date" is no name
-- name: thing :one
-- One thing.
-- out: On_Date date
SELECT On_Date FROM thing;
