-- Statements for live.c on a table of its own, which live.c makes.

-- name: thing_insert :insert
-- A thing of a school.
-- in: name text, n int null, kind choice, ok bool, raw bytes null, on_date date null, at time, note text null
INSERT INTO sqlc_thing (school_id, name, n, kind, ok, raw, on_date, at, note)
VALUES (:scope_school_id, :name, :n, :kind, :ok, :raw, :on_date, :at, :note);

-- name: thing_insert0 :insert0
-- A thing without wanting its number.
-- in: name text, at time
INSERT INTO sqlc_thing (school_id, name, kind, ok, at) VALUES (:scope_school_id, :name, 0, 0, :at);

-- name: thing_upsert :insert0
-- A thing, or its kind when the name is known.
-- in: name text, kind choice, at time
INSERT INTO sqlc_thing (school_id, name, kind, ok, at) VALUES (:scope_school_id, :name, :kind, 0, :at)
ON DUPLICATE KEY UPDATE kind = :kind;

-- name: thing_copy :insert_any
-- Copies the things of a kind under new names.
-- in: kind choice, mark text
INSERT INTO sqlc_thing (school_id, name, kind, ok, at)
SELECT t.school_id, CONCAT(t.name, :mark), 9, t.ok, t.at FROM sqlc_thing t
WHERE t.kind = :kind AND t.school_id = :scope_school_id;

-- name: thing :one
-- One thing by its number.
-- in: thing_id id
-- out: thing_id id, name text, n int null, kind choice, ok bool, raw bytes null, on_date date null, at time, note text null
SELECT thing_id, name, n, kind, ok, raw, on_date, at, note FROM sqlc_thing
WHERE thing_id = :thing_id AND school_id = :scope_school_id;

-- name: thing_list :list
-- All things of the school; literals hold what looks like parameters.
-- out: thing_id id, name text, mark text
SELECT thing_id, name, ':no ? "x" ?? \\ 組' AS mark FROM sqlc_thing
WHERE school_id = :scope_school_id ORDER BY thing_id;

-- name: thing_null :one
-- A column that is NULL and not declared so.
-- in: thing_id id
-- out: note text
SELECT note FROM sqlc_thing WHERE thing_id = :thing_id;

-- name: thing_huge :one
-- A number too large for a choice.
-- out: huge choice
SELECT 5000000000 AS huge;

-- name: thing_count :one
-- Things of any school.
-- out: n int
SELECT COUNT(*) AS n FROM sqlc_thing;

-- name: thing_lock :one_for_update
-- The version of a thing, locked.
-- in: thing_id id
-- out: version int
SELECT version FROM sqlc_thing WHERE thing_id = :thing_id FOR UPDATE;

-- name: thing_change :update
-- Compare and set.
-- in: thing_id id, version int, kind choice
UPDATE sqlc_thing SET kind = :kind, version = version + 1
WHERE thing_id = :thing_id AND version = :version AND school_id = :scope_school_id;

-- name: thing_same :update
-- Sets what is already there: the row counts as found.
-- in: thing_id id
UPDATE sqlc_thing SET ok = ok WHERE thing_id = :thing_id;

-- name: thing_change_any :update_any
-- Sets the kind of all things of the school.
-- in: kind choice
UPDATE sqlc_thing SET kind = :kind WHERE school_id = :scope_school_id;

-- name: thing_delete :delete
-- Takes one thing away.
-- in: thing_id id
DELETE FROM sqlc_thing WHERE thing_id = :thing_id;

-- name: thing_delete_any :delete_any
-- Takes the things of a kind away.
-- in: kind choice
DELETE FROM sqlc_thing WHERE kind = :kind;

-- name: thing_kill :one
-- The number of this connection.
-- out: n int
SELECT CONNECTION_ID() AS n;
