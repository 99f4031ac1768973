-- expect: 3: a comment that is not plain ASCII
-- name: thing :one
-- 欠席
-- out: n int
SELECT n FROM thing;
