-- expect: 2: kind ""
-- name: thing
-- Things.
-- out: n int
SELECT n FROM thing;
