-- expect: 5: :scope_town_id is not in the scope
-- name: thing :one
-- One thing.
-- out: k int
SELECT k FROM thing WHERE n = :scope_town_id;
