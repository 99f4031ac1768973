-- expect: 4: "scope_school_id" comes from the struct scope
-- name: thing :one
-- One thing.
-- in: scope_school_id id
-- out: k int
SELECT k FROM thing WHERE n = :scope_school_id;
