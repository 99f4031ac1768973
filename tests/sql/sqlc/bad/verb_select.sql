-- expect: 4: "thing" is :update and begins with SELECT
-- name: thing :update
-- Sets.
SELECT k FROM thing;
