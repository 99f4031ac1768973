-- What the officers of a board see: its roster imports, its staff, its schools.

-- name: roster_list :list
-- The imports of this board, latest first.
-- out: roster_import_id id, uploaded_at time, operator text, file_name text, state choice,
-- out: added int, changed int, removed int, errors int, committed_at time null
SELECT roster_import_id, uploaded_at, operator, file_name, state,
    added, changed, removed, errors, committed_at
FROM roster_import
WHERE board_id = :scope_board_id
ORDER BY roster_import_id DESC
LIMIT 100;

-- name: roster_insert :insert
-- An uploaded ZIP that nobody has checked yet.
-- in: operator text, file_name text, sha256 bytes, zip bytes, now time
INSERT INTO roster_import (board_id, uploaded_by, operator, uploaded_at, file_name, sha256, zip, state)
VALUES (:scope_board_id, :scope_account_id, :operator, :now, :file_name, :sha256, :zip, 0);

-- name: roster_one :one
-- One import of this board.
-- in: roster_import_id id
-- out: roster_import_id id, uploaded_at time, operator text, file_name text, source_system text null, state choice,
-- out: added int, changed int, removed int, errors int, warnings int, needs_removals bool, committed_at time null
SELECT roster_import_id, uploaded_at, operator, file_name, source_system, state,
    added, changed, removed, errors, warnings, needs_removals, committed_at
FROM roster_import
WHERE roster_import_id = :roster_import_id AND board_id = :scope_board_id;

-- name: roster_finding_list :list
-- The first findings of an import of this board: errors before warnings.
-- in: roster_import_id id, most int
-- out: error bool, file text, line int, column_name text, value text, rule text
SELECT f.error, f.file, f.line, f.column_name, f.value, f.rule
FROM roster_finding f
JOIN roster_import i ON i.roster_import_id = f.roster_import_id AND i.board_id = :scope_board_id
WHERE f.roster_import_id = :roster_import_id
ORDER BY f.error DESC, f.seq
LIMIT :most;

-- name: roster_change_list :list
-- What an import of this board changes, for each school and class.
-- in: roster_import_id id
-- out: school text, class_name text, what choice, added int, changed int, removed int
SELECT c.school, c.class AS class_name, c.what, c.added, c.changed, c.removed
FROM roster_change c
JOIN roster_import i ON i.roster_import_id = c.roster_import_id AND i.board_id = :scope_board_id
WHERE c.roster_import_id = :roster_import_id
ORDER BY c.seq
LIMIT 3000;

-- name: school_list :list
-- The schools of this board; those that the latest roster no longer has come last.
-- out: school_id id, name text, identifier text null, phone text null, active bool, classes int, pupils int
SELECT s.school_id, s.name, s.identifier, s.phone, s.active,
    (SELECT COUNT(*) FROM school_class c WHERE c.school_id = s.school_id AND c.active = 1) AS classes,
    (SELECT COUNT(*) FROM pupil p WHERE p.school_id = s.school_id AND p.active = 1) AS pupils
FROM school s
WHERE s.board_id = :scope_board_id
ORDER BY s.active DESC, s.school_id
LIMIT 300;

-- name: school_one :one
-- A school of this board.
-- in: school_id id
-- out: school_id id, name text, phone text null
SELECT school_id, name, phone FROM school WHERE school_id = :school_id AND board_id = :scope_board_id;

-- name: school_phone_set :update
-- The number that parents call.
-- in: school_id id, phone text
UPDATE school SET phone = :phone WHERE school_id = :school_id AND board_id = :scope_board_id;

-- name: staff_list :list
-- Staff of this board with a role, those of the board itself first; of one school, or not activated ones, if asked.
-- in: school_id id null, waiting bool
-- out: account_id id, family_name text, given_name text, login_id text, state choice, school_name text null,
-- out: roles int, sheet_at time null
SELECT a.account_id, a.family_name, a.given_name, a.login_id, a.state, s.name AS school_name,
    (SELECT CAST(COALESCE(BIT_OR(1 << r.role), 0) AS SIGNED) FROM account_role r
        WHERE r.account_id = a.account_id AND r.active = 1) AS roles,
    (SELECT MAX(h.printed_at) FROM code_sheet h
        WHERE h.account_id = a.account_id AND h.kind = 1 AND h.ended_at IS NULL) AS sheet_at
FROM account a
LEFT JOIN school s ON s.school_id = (SELECT MIN(r.school_id) FROM account_role r
    WHERE r.account_id = a.account_id AND r.active = 1)
WHERE a.board_id = :scope_board_id AND a.kind = 1
    AND EXISTS (SELECT 1 FROM account_role r WHERE r.account_id = a.account_id AND r.active = 1)
    AND (:school_id IS NULL OR s.school_id = :school_id)
    AND (:waiting = 0 OR a.state = 0)
ORDER BY s.school_id IS NOT NULL, s.school_id, roles DESC, a.login_id
LIMIT 301;
