-- renrakuctl demo: an invented municipality in an empty database.

-- name: demo_staff :list
-- Every staff account with its role and class.
-- out: account_id id, login_id text, family_name text, given_name text, role choice, school_id id null, school text null, board text null, class text null
SELECT a.account_id, a.login_id, a.family_name, a.given_name, r.role, r.school_id,
    s.name AS school, b.name AS board, c.name AS class
FROM account a
JOIN account_role r ON r.account_id = a.account_id AND r.active = 1
LEFT JOIN school s ON s.school_id = r.school_id
LEFT JOIN board b ON b.board_id = r.board_id
LEFT JOIN class_teacher t ON t.account_id = a.account_id AND t.active = 1 AND t.main = 1
LEFT JOIN school_class c ON c.class_id = t.class_id
WHERE a.kind = 1
ORDER BY r.school_id, r.role DESC, a.login_id, c.class_id;

-- name: demo_pupils :list
-- Every pupil with school and class.
-- out: pupil_id id, sourced_id text, school_id id, class_id id null, family_name text, given_name text, school text, class text null
SELECT p.pupil_id, p.sourced_id, p.school_id, p.class_id, p.family_name, p.given_name,
    s.name AS school, c.name AS class
FROM pupil p
JOIN school s ON s.school_id = p.school_id
LEFT JOIN school_class c ON c.class_id = p.class_id
ORDER BY p.pupil_id;

-- name: demo_activate :update
-- An account with a password of the demonstration.
-- in: account_id id, password_hash text, now time
UPDATE account SET state = 1, password_hash = :password_hash, password_at = :now
WHERE account_id = :account_id;

-- name: demo_parent_insert :insert
-- A parent; without a password nobody can sign in as this person.
-- in: login_id text, family_name text, given_name text, password_hash text null, lang choice, now time
INSERT INTO account (kind, login_id, mail, family_name, given_name, password_hash, password_at, state, lang, created_at)
VALUES (0, :login_id, :login_id, :family_name, :given_name, :password_hash, :now, 1, :lang, :now);

-- name: demo_parent_role :insert0
-- What parents may do.
-- in: account_id id
INSERT INTO account_role (account_id, role) VALUES (:account_id, 0);

-- name: demo_guardian_insert :insert0
-- A parent and a child.
-- in: pupil_id id, account_id id, relationship choice, now time
INSERT INTO guardian (pupil_id, account_id, relationship, created_at)
VALUES (:pupil_id, :account_id, :relationship, :now);

-- name: demo_phone :update_any
-- Telephone numbers that no subscriber has.
UPDATE school SET phone = CONCAT('0120-000-', LPAD(school_id, 3, '0')) WHERE phone IS NULL;

-- name: demo_receipt_insert :insert
-- A sending.
-- in: number text, account_id id, now time
INSERT INTO receipt (number, account_id, created_at) VALUES (:number, :account_id, :now);

-- name: demo_absence_insert :insert
-- A report of today.
-- in: receipt_id id, school_id id, class_id id, pupil_id id, on_date date, kind choice, reason choice, symptoms int, at_minute int null, note text null, code text, account_id id, now time
INSERT INTO absence (receipt_id, school_id, class_id, pupil_id, on_date, kind, reason, symptoms, at_minute, note, state, reported_by, reported_at, code)
VALUES (:receipt_id, :school_id, :class_id, :pupil_id, :on_date, :kind, :reason, :symptoms, :at_minute, :note, 0, :account_id, :now, :code);

-- name: demo_history_insert :insert0
-- Its first step.
-- in: absence_id id, account_id id, now time, kind choice, reason choice, symptoms int, at_minute int null, note text null, code text
INSERT INTO absence_history (absence_id, act, by_account, at, kind, reason, symptoms, at_minute, note, code)
VALUES (:absence_id, 0, :account_id, :now, :kind, :reason, :symptoms, :at_minute, :note, :code);

-- name: demo_register_insert :insert0
-- The provisional entry.
-- in: pupil_id id, on_date date, school_id id, class_id id, code text, absence_id id, account_id id, now time
INSERT INTO register_entry (pupil_id, on_date, school_id, class_id, code, final, absence_id, changed_by, changed_at)
VALUES (:pupil_id, :on_date, :school_id, :class_id, :code, 0, :absence_id, :account_id, :now);
