-- Statements that every worker needs: who is signed in, drafts, request keys,
-- audit rows and mail.

-- name: session_by_token :one
-- The session of a cookie, living or not, with its account, roles and
-- organisation: one indexed row for each request (design.md 7).  Who has roles
-- in several schools acts in the one with the highest; the others give no right there.
-- in: token_hash bytes
-- out: session_id id, account_id id, kind choice, state choice, roles int, school_id id null, board_id id null, family_name text, given_name text, login_id text, mail text null, school_name text null, board_name text null, created_at time, seen_at time, proved_at time, ended_at time null
SELECT s.session_id, a.account_id, a.kind, a.state,
    (SELECT CAST(COALESCE(BIT_OR(1 << r.role), 0) AS SIGNED) FROM account_role r
        WHERE r.account_id = a.account_id AND r.active = 1
            AND (r.school_id IS NULL OR r.school_id = sc.school_id)) AS roles,
    sc.school_id, b.board_id,
    a.family_name, a.given_name, a.login_id, a.mail,
    sc.name AS school_name, b.name AS board_name,
    s.created_at, s.seen_at, s.proved_at, s.ended_at
FROM session s
JOIN account a ON a.account_id = s.account_id
LEFT JOIN school sc ON sc.school_id = (SELECT r.school_id FROM account_role r
    WHERE r.account_id = a.account_id AND r.active = 1 AND r.school_id IS NOT NULL
    ORDER BY r.role DESC, r.school_id LIMIT 1)
LEFT JOIN board b ON b.board_id = a.board_id
WHERE s.token_hash = :token_hash;

-- name: session_insert :insert0
-- A session that begins now.
-- in: token_hash bytes, session_id id, account_id id, agent text, address text, now time
INSERT INTO session (token_hash, session_id, account_id, agent, address, created_at, seen_at, proved_at)
VALUES (:token_hash, :session_id, :account_id, :agent, :address, :now, :now, :now);

-- name: session_seen :update_any
-- The latest request of a session, written at most once a minute.
-- in: token_hash bytes, now time, before time
UPDATE session SET seen_at = :now WHERE token_hash = :token_hash AND seen_at < :before;

-- name: session_end_one :update_any
-- Ends the session of a cookie.
-- in: token_hash bytes, now time
UPDATE session SET ended_at = :now WHERE token_hash = :token_hash AND ended_at IS NULL;

-- name: session_end_all_but :update_any
-- Ends the sessions of an account but the one of a cookie.
-- in: account_id id, token_hash bytes, now time
UPDATE session SET ended_at = :now
WHERE account_id = :account_id AND token_hash <> :token_hash AND ended_at IS NULL;

-- name: device_upsert :insert0
-- A browser from which this account signed in.
-- in: device_hash bytes, account_id id, now time
INSERT INTO device (device_hash, account_id, seen_at) VALUES (:device_hash, :account_id, :now)
ON DUPLICATE KEY UPDATE seen_at = :now;

-- name: draft_insert :insert0
-- What was typed into a form.
-- unscoped: the account may be that of a session that just timed out.
-- in: draft_key bytes, account_id id, path text, body bytes, now time, expires_at time
INSERT INTO form_draft (draft_key, account_id, path, body, created_at, expires_at)
VALUES (:draft_key, :account_id, :path, :body, :now, :expires_at);

-- name: draft_by_key :one
-- A draft of this account that is still valid.
-- in: draft_key bytes, now time
-- out: path text, body bytes
SELECT path, body FROM form_draft
WHERE draft_key = :draft_key AND account_id = :scope_account_id AND expires_at > :now;

-- name: draft_remove :delete_any
-- Ends a draft of this account.
-- in: draft_key bytes
DELETE FROM form_draft WHERE draft_key = :draft_key AND account_id = :scope_account_id;

-- name: request_key_find :one
-- What an earlier sending of the same form led to.
-- in: request_key bytes
-- out: body_hash bytes, result text
SELECT body_hash, result FROM request_key
WHERE account_id = :scope_account_id AND request_key = :request_key;

-- name: request_key_insert :insert0
-- This form led to this page.
-- in: request_key bytes, body_hash bytes, result text, now time
INSERT INTO request_key (account_id, request_key, body_hash, result, created_at)
VALUES (:scope_account_id, :request_key, :body_hash, :result, :now);

-- name: audit_insert :insert0
-- Who did what to which row.
-- in: now time, account_id id null, org_id id null, address text, act int, object int, object_id id null, detail text null
INSERT INTO audit_event (at, account_id, org_id, address, act, object, object_id, detail)
VALUES (:now, :account_id, :org_id, :address, :act, :object, :object_id, :detail);

-- name: outbox_insert :insert0
-- One mail to one person.
-- in: account_id id null, mail text, subject text, body text, now time
INSERT INTO outbox (account_id, mail, subject, body, created_at, due_at)
VALUES (:account_id, :mail, :subject, :body, :now, :now);
