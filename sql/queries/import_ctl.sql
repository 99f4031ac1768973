-- What renrakuctl import-oneroster adds to roster_apply.sql.

-- name: import_ctl_insert :insert
-- A ZIP that was given on the command line.
-- in: operator text, file_name text, sha256 bytes, zip bytes, now time
INSERT INTO roster_import (operator, uploaded_at, file_name, sha256, zip, state)
VALUES (:operator, :now, :file_name, :sha256, :zip, 0);
