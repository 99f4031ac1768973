-- expect: 5: UUID is refused
-- name: thing :one
-- One thing.
-- out: k int
SELECT k FROM thing WHERE x = UUID();
