-- expect: 2: "thing" has no WHERE
-- name: thing :delete_any
-- All.
DELETE FROM thing;
