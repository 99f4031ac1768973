-- Code sheets on paper: for the children of a class, and for the staff of a board.

-- name: sheet_class_list :list
-- The classes of this school with how many pupils a guardian registered for; mine: homeroom of this person.
-- out: class_id id, name text, pupils int, registered int, mine bool
SELECT c.class_id, c.name,
    (SELECT COUNT(*) FROM pupil p WHERE p.class_id = c.class_id AND p.active = 1) AS pupils,
    (SELECT COUNT(*) FROM pupil p WHERE p.class_id = c.class_id AND p.active = 1
        AND EXISTS (SELECT 1 FROM guardian g WHERE g.pupil_id = p.pupil_id AND g.live = 1)) AS registered,
    EXISTS (SELECT 1 FROM class_teacher t WHERE t.class_id = c.class_id
        AND t.account_id = :scope_account_id AND t.active = 1) AS mine
FROM school_class c
WHERE c.school_id = :scope_school_id AND c.active = 1
ORDER BY c.grades, c.special_needs, CHAR_LENGTH(c.name), c.name;

-- name: sheet_class_one :one
-- A class of this school.
-- in: class_id id
-- out: class_id id, name text, school_name text, school_phone text null
SELECT c.class_id, c.name, s.name AS school_name, s.phone AS school_phone
FROM school_class c
JOIN school s ON s.school_id = c.school_id
WHERE c.class_id = :class_id AND c.school_id = :scope_school_id AND c.active = 1;

-- name: sheet_pupil_list :list
-- The pupils of a class of this school; sheet_at: when the sheet that is good now was printed.
-- in: class_id id, now time
-- out: pupil_id id, family_name text, given_name text, attendance_number int null, guardians int, sheet_at time null
SELECT p.pupil_id, p.family_name, p.given_name, p.attendance_number,
    (SELECT COUNT(*) FROM guardian g WHERE g.pupil_id = p.pupil_id AND g.live = 1) AS guardians,
    (SELECT MAX(h.printed_at) FROM code_sheet h
        WHERE h.pupil_id = p.pupil_id AND h.kind = 0 AND h.ended_at IS NULL AND h.expires_at > :now) AS sheet_at
FROM pupil p
WHERE p.class_id = :class_id AND p.school_id = :scope_school_id AND p.active = 1
ORDER BY p.attendance_number, p.pupil_id;

-- name: pupil_sheets_end :update_any
-- Ends the earlier sheets of a pupil of this school.
-- in: pupil_id id, now time
UPDATE code_sheet SET ended_at = :now
WHERE pupil_id = :pupil_id AND kind = 0 AND ended_at IS NULL
    AND pupil_id IN (SELECT p.pupil_id FROM pupil p WHERE p.school_id = :scope_school_id);

-- name: pupil_sheet_insert :insert0
-- A sheet for the guardians of a child; only the hash of its code is kept.
-- in: code_hash bytes, pupil_id id, now time, expires_at time
INSERT INTO code_sheet (kind, code_hash, pupil_id, printed_by, printed_at, expires_at)
VALUES (0, :code_hash, :pupil_id, :scope_account_id, :now, :expires_at);

-- name: staff_for_sheet :one
-- A staff account of this board that a sheet may be printed for.
-- in: account_id id
-- out: account_id id, family_name text, given_name text, login_id text, state choice, school_name text null
SELECT a.account_id, a.family_name, a.given_name, a.login_id, a.state, s.name AS school_name
FROM account a
LEFT JOIN school s ON s.school_id = (SELECT MIN(r.school_id) FROM account_role r
    WHERE r.account_id = a.account_id AND r.active = 1)
WHERE a.account_id = :account_id AND a.board_id = :scope_board_id AND a.kind = 1 AND a.state IN (0, 1);

-- name: staff_sheets_end :update_any
-- Ends the earlier sheets of a staff account of this board.
-- in: account_id id, now time
UPDATE code_sheet SET ended_at = :now
WHERE account_id = :account_id AND kind = 1 AND ended_at IS NULL
    AND account_id IN (SELECT a.account_id FROM account a WHERE a.board_id = :scope_board_id);

-- name: staff_sheet_insert :insert0
-- A sheet that activates a staff account; only the hash of its code is kept.
-- in: code_hash bytes, account_id id, now time, expires_at time
INSERT INTO code_sheet (kind, code_hash, account_id, printed_by, printed_at, expires_at)
VALUES (1, :code_hash, :account_id, :scope_account_id, :now, :expires_at);
