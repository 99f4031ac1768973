-- renrakuctl: the first officer, the state of the installation, housekeeping,
-- and the demonstration municipality.

-- name: ctl_board :one
-- A board by its OneRoster id.
-- in: sourced_id text
-- out: board_id id
SELECT board_id FROM board WHERE sourced_id = :sourced_id;

-- name: ctl_board_insert :insert
-- A board before its first roster.
-- in: sourced_id text, name text
INSERT INTO board (sourced_id, name) VALUES (:sourced_id, :name);

-- name: ctl_account_insert :insert
-- An account that is not activated yet.
-- in: kind choice, login_id text, family_name text, given_name text, board_id id null, now time
INSERT INTO account (kind, login_id, family_name, given_name, state, board_id, created_at)
VALUES (:kind, :login_id, :family_name, :given_name, 0, :board_id, :now);

-- name: ctl_role_insert :insert0
-- What it may do where.
-- in: account_id id, role choice, board_id id null
INSERT INTO account_role (account_id, role, board_id) VALUES (:account_id, :role, :board_id);

-- name: ctl_sheet_insert :insert0
-- A code that was printed or shown once; only its hash stays.
-- in: kind choice, code_hash bytes, pupil_id id null, account_id id null, now time, expires_at time
INSERT INTO code_sheet (kind, code_hash, pupil_id, account_id, printed_by, printed_at, expires_at)
VALUES (:kind, :code_hash, :pupil_id, :account_id, 0, :now, :expires_at);

-- name: ctl_counts :one
-- Whether there is anything yet, and what waits in the outbox.
-- in: late time
-- out: accounts int, waiting int, given_up int
SELECT (SELECT COUNT(*) FROM account) AS accounts,
    (SELECT COUNT(*) FROM outbox WHERE state = 0 AND due_at < :late) AS waiting,
    (SELECT COUNT(*) FROM outbox WHERE state = 2) AS given_up;

-- name: ctl_latest_audit :one
-- The latest deed; a clock that is behind it is wrong.
-- out: at time
SELECT at FROM audit_event ORDER BY audit_event_id DESC LIMIT 1;

-- name: ctl_tidy_drafts :delete_any
-- Forms nobody came back to.
-- in: now time
DELETE FROM form_draft WHERE expires_at < :now;

-- name: ctl_tidy_tokens :delete_any
-- Links a day after their end.
-- in: before time
DELETE FROM mail_token WHERE expires_at < :before;

-- name: ctl_tidy_throttle :delete_any
-- Counters of guesses a day after their window began.
-- in: before time
DELETE FROM throttle WHERE since_at < :before;

-- name: ctl_tidy_sessions :delete_any
-- Sessions 30 days after their end or latest request beyond the longest limit.
-- in: ended_before time, seen_before time
DELETE FROM session WHERE ended_at < :ended_before OR seen_at < :seen_before;

-- name: ctl_tidy_devices :delete_any
-- Browsers that nobody signed in from for 400 days.
-- in: before time
DELETE FROM device WHERE seen_at < :before;

-- name: ctl_tidy_keys :delete_any
-- Request keys after 30 days.
-- in: before time
DELETE FROM request_key WHERE created_at < :before;

-- name: ctl_tidy_outbox :delete_any
-- Mail 90 days after it was sent or given up.
-- in: before time
DELETE FROM outbox WHERE ended_at < :before;

-- name: ctl_tidy_zips :update_any
-- The ZIP of a roster after 90 days; its row stays.
-- in: before time
UPDATE roster_import SET zip = NULL WHERE uploaded_at < :before AND zip IS NOT NULL;
