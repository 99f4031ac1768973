-- Statements that the server accepts and that do not fit their declarations.

-- name: misfit_type :one
-- A sum is a DECIMAL.
-- out: total int
SELECT SUM(n) AS total FROM sqlc_thing;

-- name: misfit_bytes :one
-- A text declared as bytes.
-- out: name bytes
SELECT name FROM sqlc_thing;

-- name: misfit_table :one
-- A table that is not there.
-- out: x int
SELECT x FROM sqlc_nowhere;
