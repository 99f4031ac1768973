-- expect: 4: "thing" is :update and gives no rows
-- name: thing :update
-- Sets.
-- out: n int
UPDATE thing SET n = 1 WHERE m = 2;
