-- What a OneRoster roster changes (interchange.md 2.6).  Every statement acts for
-- a whole board, whose number roster_apply() has checked.

-- name: apply_board :one
-- The board of a district.
-- in: sourced_id text
-- out: board_id id, name text, identifier text null
SELECT board_id, name, identifier FROM board WHERE sourced_id = :sourced_id;

-- name: apply_board_lock :one_for_update
-- The same, for one import at a time.
-- in: sourced_id text
-- out: board_id id, name text, identifier text null
SELECT board_id, name, identifier FROM board WHERE sourced_id = :sourced_id FOR UPDATE;

-- name: apply_board_insert :insert
-- A board that is new here.
-- in: sourced_id text, name text, identifier text null
INSERT INTO board (sourced_id, name, identifier) VALUES (:sourced_id, :name, :identifier);

-- name: apply_board_update :update
-- Its name or code changed.
-- in: board_id id, name text, identifier text null
UPDATE board SET name = :name, identifier = :identifier WHERE board_id = :board_id;

-- name: apply_schools :list
-- Every school of the installation: an identifier of another board must be refused.
-- out: school_id id, board_id id, sourced_id text, name text, identifier text null, active bool
SELECT school_id, board_id, sourced_id, name, identifier, active FROM school ORDER BY school_id;

-- name: apply_school_insert :insert
-- A school that is new here.
-- in: board_id id, sourced_id text, name text, identifier text null
INSERT INTO school (board_id, sourced_id, name, identifier) VALUES (:board_id, :sourced_id, :name, :identifier);

-- name: apply_school_update :update
-- A school as the roster has it.
-- in: school_id id, name text, identifier text null
UPDATE school SET name = :name, identifier = :identifier, active = 1 WHERE school_id = :school_id;

-- name: apply_classes :list
-- The classes of a board, of all years.
-- in: board_id id
-- out: class_id id, school_id id, sourced_id text, school_year int, name text, grades text, special_needs bool, active bool
SELECT c.class_id, c.school_id, c.sourced_id, c.school_year, c.name, c.grades, c.special_needs, c.active
FROM school_class c
JOIN school s ON s.school_id = c.school_id
WHERE s.board_id = :board_id
ORDER BY c.class_id;

-- name: apply_class_insert :insert
-- A class that is new here.
-- in: school_id id, sourced_id text, school_year int, name text, grades text, special_needs bool
INSERT INTO school_class (school_id, sourced_id, school_year, name, grades, special_needs)
VALUES (:school_id, :sourced_id, :school_year, :name, :grades, :special_needs);

-- name: apply_class_update :update
-- A class as the roster has it.
-- in: class_id id, school_year int, name text, grades text, special_needs bool
UPDATE school_class SET school_year = :school_year, name = :name, grades = :grades,
    special_needs = :special_needs, active = 1
WHERE class_id = :class_id;

-- name: apply_class_remove :update
-- A class that the roster no longer has.
-- in: class_id id
UPDATE school_class SET active = 0 WHERE class_id = :class_id;

-- name: apply_pupils :list
-- The pupils of a board, those that left too.
-- in: board_id id
-- out: pupil_id id, school_id id, class_id id null, sourced_id text, master_id text null, family_name text,
-- out: given_name text, family_kana text, given_kana text, grade text, attendance_number int null, active bool
SELECT p.pupil_id, p.school_id, p.class_id, p.sourced_id, p.master_id, p.family_name, p.given_name,
    p.family_kana, p.given_kana, p.grade, p.attendance_number, p.active
FROM pupil p
JOIN school s ON s.school_id = p.school_id
WHERE s.board_id = :board_id
ORDER BY p.pupil_id;

-- name: apply_pupils_elsewhere :list
-- The lasting identifiers of pupils of other boards.
-- in: board_id id null
-- out: master_id text
SELECT p.master_id
FROM pupil p
JOIN school s ON s.school_id = p.school_id
WHERE NOT s.board_id <=> :board_id AND p.master_id IS NOT NULL;

-- name: apply_pupil_remove :update
-- A pupil that the roster no longer has, under an identifier that nobody else claims.
-- in: pupil_id id, sourced_id text, now time
UPDATE pupil SET active = 0, removed_at = COALESCE(removed_at, :now), sourced_id = :sourced_id
WHERE pupil_id = :pupil_id;

-- name: apply_pupil_park :update
-- Frees the identifiers of a pupil who is about to get others: two pupils may exchange theirs.
-- in: pupil_id id
UPDATE pupil SET sourced_id = CONCAT('#', pupil_id), master_id = NULL WHERE pupil_id = :pupil_id;

-- name: apply_pupil_update :update
-- A pupil as the roster has them.
-- in: pupil_id id, school_id id, class_id id null, sourced_id text, master_id text null, family_name text,
-- in: given_name text, family_kana text, given_kana text, grade text, attendance_number int null
UPDATE pupil SET school_id = :school_id, class_id = :class_id, sourced_id = :sourced_id, master_id = :master_id,
    family_name = :family_name, given_name = :given_name, family_kana = :family_kana, given_kana = :given_kana,
    grade = :grade, attendance_number = :attendance_number, active = 1, removed_at = NULL
WHERE pupil_id = :pupil_id;

-- name: apply_pupil_insert :insert0
-- A pupil who is new here.
-- in: school_id id, class_id id null, sourced_id text, master_id text null, family_name text,
-- in: given_name text, family_kana text, given_kana text, grade text, attendance_number int null
INSERT INTO pupil (school_id, class_id, sourced_id, master_id, family_name, given_name, family_kana, given_kana,
    grade, attendance_number)
VALUES (:school_id, :class_id, :sourced_id, :master_id, :family_name, :given_name, :family_kana, :given_kana,
    :grade, :attendance_number);

-- name: apply_accounts :list
-- The staff accounts of a board.
-- in: board_id id
-- out: account_id id, sourced_id text null, master_id text null, family_name text, given_name text
SELECT account_id, sourced_id, master_id, family_name, given_name
FROM account
WHERE board_id = :board_id AND kind = 1
ORDER BY account_id;

-- name: apply_login :one
-- Whose login ID this is.
-- in: login_id text
-- out: account_id id
SELECT account_id FROM account WHERE login_id = :login_id;

-- name: apply_account_insert :insert
-- A member of staff who is new here and will be activated with a code sheet.
-- in: board_id id, login_id text, sourced_id text, master_id text null, family_name text, given_name text, now time
INSERT INTO account (kind, login_id, family_name, given_name, state, board_id, sourced_id, master_id, created_at)
VALUES (1, :login_id, :family_name, :given_name, 0, :board_id, :sourced_id, :master_id, :now);

-- name: apply_account_park :update
-- Frees the identifiers of an account that is about to get others, or whose own the roster gave to somebody else.
-- in: account_id id, master_id text null
UPDATE account SET sourced_id = CONCAT('#', account_id), master_id = :master_id WHERE account_id = :account_id;

-- name: apply_account_update :update
-- A member of staff as the roster has them; the login ID stays.
-- in: account_id id, sourced_id text, master_id text null, family_name text, given_name text
UPDATE account SET sourced_id = :sourced_id, master_id = :master_id, family_name = :family_name,
    given_name = :given_name
WHERE account_id = :account_id;

-- name: apply_roles :list
-- The roles of the staff of a board, without and with force.
-- in: board_id id
-- out: account_role_id id, account_id id, role choice, school_id id null, active bool
SELECT r.account_role_id, r.account_id, r.role, r.school_id, r.active
FROM account_role r
JOIN account a ON a.account_id = r.account_id
WHERE a.board_id = :board_id AND a.kind = 1
ORDER BY r.account_role_id;

-- name: apply_role_insert :insert0
-- What an account may do where.
-- in: account_id id, role choice, board_id id, school_id id null
INSERT INTO account_role (account_id, role, board_id, school_id) VALUES (:account_id, :role, :board_id, :school_id);

-- name: apply_role_update :update
-- A role ends or comes back.
-- in: account_role_id id, active bool
UPDATE account_role SET active = :active WHERE account_role_id = :account_role_id;

-- name: apply_teachers :list
-- Who teaches the classes of a board.
-- in: board_id id
-- out: class_id id, account_id id, main bool, active bool
SELECT t.class_id, t.account_id, t.main, t.active
FROM class_teacher t
JOIN school_class c ON c.class_id = t.class_id
JOIN school s ON s.school_id = c.school_id
WHERE s.board_id = :board_id;

-- name: apply_teacher_insert :insert0
-- A teacher of a class.
-- in: class_id id, account_id id, main bool
INSERT INTO class_teacher (class_id, account_id, main) VALUES (:class_id, :account_id, :main);

-- name: apply_teacher_update :update
-- A teacher of a class as the roster has it.
-- in: class_id id, account_id id, main bool, active bool
UPDATE class_teacher SET main = :main, active = :active WHERE class_id = :class_id AND account_id = :account_id;

-- name: apply_record_findings_clear :delete_any
-- An earlier check of the same upload.
-- in: roster_import_id id
DELETE FROM roster_finding WHERE roster_import_id = :roster_import_id;

-- name: apply_record_changes_clear :delete_any
-- An earlier comparison of the same upload.
-- in: roster_import_id id
DELETE FROM roster_change WHERE roster_import_id = :roster_import_id;

-- name: apply_record_finding :insert0
-- What the check found.
-- in: roster_import_id id, seq int, error bool, file text, line int, column_name text, value text, rule text
INSERT INTO roster_finding (roster_import_id, seq, error, file, line, column_name, value, rule)
VALUES (:roster_import_id, :seq, :error, :file, :line, :column_name, :value, :rule);

-- name: apply_record_change :insert0
-- What it changes, or changed.
-- in: roster_import_id id, seq int, school text, class_name text, what choice, added int, changed int, removed int
INSERT INTO roster_change (roster_import_id, seq, school, class, what, added, changed, removed)
VALUES (:roster_import_id, :seq, :school, :class_name, :what, :added, :changed, :removed);

-- name: apply_record :update
-- How far an upload came.
-- in: roster_import_id id, board_id id null, source_system text null, state choice, added int, changed int,
-- in: removed int, errors int, warnings int, needs_removals bool, committed_at time null, committed_by id null
UPDATE roster_import SET board_id = COALESCE(board_id, :board_id), source_system = :source_system, state = :state,
    added = :added, changed = :changed, removed = :removed, errors = :errors, warnings = :warnings,
    needs_removals = :needs_removals, committed_at = :committed_at, committed_by = :committed_by
WHERE roster_import_id = :roster_import_id;
