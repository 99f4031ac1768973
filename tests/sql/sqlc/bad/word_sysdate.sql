-- expect: 5: SYSDATE is refused
-- name: thing :one
-- One thing.
-- out: k int
SELECT k FROM thing WHERE x = SYSDATE(6);
