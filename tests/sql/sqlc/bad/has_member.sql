-- expect: 4: "has_n" meets the has_ member
-- name: thing :one
-- One thing.
-- out: n int null, has_n bool
SELECT n, has_n FROM thing;
