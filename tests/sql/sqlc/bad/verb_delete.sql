-- expect: 5: "thing" is :one and begins with DELETE
-- name: thing :one
-- One thing.
-- out: k int
DELETE FROM thing WHERE k = 1;
