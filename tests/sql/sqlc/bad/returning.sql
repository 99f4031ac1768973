-- expect: 4: RETURNING is refused
-- name: thing :delete_any
-- All.
DELETE FROM thing WHERE k = 1 RETURNING k;
