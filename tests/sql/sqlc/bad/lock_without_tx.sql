-- expect: 2: "thing" is :list with FOR UPDATE
-- name: thing :list
-- Things.
-- out: k int
SELECT k FROM thing FOR UPDATE;
