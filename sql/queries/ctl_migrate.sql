-- What renrakuctl migrate knows before any other table exists.

-- name: migration_by_name :one
-- A migration that this database has seen.
-- in: name text
-- out: sha256 bytes
SELECT sha256 FROM migration WHERE name = :name;

-- name: migration_insert :insert0
-- It was applied.
-- in: name text, sha256 bytes, now time
INSERT INTO migration (name, sha256, applied_at) VALUES (:name, :sha256, :now);
