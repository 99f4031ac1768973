-- Signing in, passwords, mail links, activation of staff, the own account.

-- name: database_ready :one
-- Whether the database answers.
-- out: ready int
SELECT 1 AS ready;

-- name: account_to_sign_in :one
-- The account of a login ID in any state, with what the first page depends on.
-- in: login_id text
-- out: account_id id, state choice, kind choice, password_hash text null, roles int
SELECT a.account_id, a.state, a.kind, a.password_hash,
    (SELECT CAST(COALESCE(BIT_OR(1 << r.role), 0) AS SIGNED) FROM account_role r
        WHERE r.account_id = a.account_id AND r.active = 1) AS roles
FROM account a
WHERE a.login_id = :login_id;

-- name: account_language_set :update_any
-- Mails come in the language of the latest sign-in.
-- in: account_id id, lang choice
UPDATE account SET lang = :lang WHERE account_id = :account_id;

-- name: own_password_hash :one
-- What the current password is compared with.
-- out: password_hash text
SELECT password_hash FROM account
WHERE account_id = :scope_account_id AND state = 1 AND password_hash IS NOT NULL;

-- name: account_password_set :update
-- A new password of an active account.
-- in: account_id id, password_hash text, now time
UPDATE account SET password_hash = :password_hash, password_at = :now
WHERE account_id = :account_id AND state = 1;

-- name: account_for_notice :one
-- Where and in which language an account gets its mail.
-- in: account_id id
-- out: login_id text, mail text null, lang choice
SELECT login_id, mail, lang FROM account WHERE account_id = :account_id;

-- name: accounts_to_remind :list
-- The active accounts that a person who forgot the password means: by login ID
-- or by verified mail address; a person may be staff and parent.
-- in: login_id text, mail text
-- out: account_id id, kind choice, mail text, lang choice
SELECT a.account_id, a.kind, a.mail, a.lang FROM account a
WHERE a.login_id = :login_id AND a.state = 1 AND a.mail IS NOT NULL
UNION
SELECT a.account_id, a.kind, a.mail, a.lang FROM account a
WHERE a.mail = :mail AND a.state = 1
LIMIT 3;

-- name: device_known :one
-- Whether the account of a login ID signed in from this browser before.
-- in: device_hash bytes, login_id text
-- out: account_id id
SELECT d.account_id FROM device d
JOIN account a ON a.account_id = d.account_id
WHERE d.device_hash = :device_hash AND a.login_id = :login_id;

-- name: throttle_read :one
-- Failures so far against one key.
-- in: throttle_key bytes
-- out: failures int, since_at time, blocked_until_at time null
SELECT failures, since_at, blocked_until_at FROM throttle WHERE throttle_key = :throttle_key;

-- name: throttle_begin :insert0
-- Makes the row of a key, so that it can be locked.
-- in: throttle_key bytes, now time
INSERT INTO throttle (throttle_key, failures, since_at) VALUES (:throttle_key, 0, :now)
ON DUPLICATE KEY UPDATE throttle_key = throttle_key;

-- name: throttle_lock :one_for_update
-- The same as throttle_read, until the transaction ends.
-- in: throttle_key bytes
-- out: failures int, since_at time, blocked_until_at time null
SELECT failures, since_at, blocked_until_at FROM throttle WHERE throttle_key = :throttle_key FOR UPDATE;

-- name: throttle_write :update
-- What one more failure leads to.
-- in: throttle_key bytes, failures int, since_at time, blocked_until_at time null
UPDATE throttle SET failures = :failures, since_at = :since_at, blocked_until_at = :blocked_until_at
WHERE throttle_key = :throttle_key;

-- name: throttle_remove :delete_any
-- Forgets the failures against a key.
-- in: throttle_key bytes
DELETE FROM throttle WHERE throttle_key = :throttle_key;

-- name: mail_token_insert :insert0
-- A link to an address of an account: purpose 0 new password, 2 proof of an address.
-- in: token_hash bytes, purpose choice, account_id id, mail text, lang choice, now time, expires_at time
INSERT INTO mail_token (token_hash, purpose, account_id, mail, lang, created_at, expires_at)
VALUES (:token_hash, :purpose, :account_id, :mail, :lang, :now, :expires_at);

-- name: mail_token_live :one
-- Whether a link can still be used.
-- in: token_hash bytes, purpose choice, now time
-- out: account_id id, mail text
SELECT t.account_id, t.mail FROM mail_token t
JOIN account a ON a.account_id = t.account_id
WHERE t.token_hash = :token_hash AND t.purpose = :purpose AND t.used_at IS NULL
    AND t.expires_at > :now AND a.state = 1;

-- name: mail_token_use :update
-- Uses a link up; DB_NONE: used already, or too late.
-- in: token_hash bytes, purpose choice, now time
UPDATE mail_token SET used_at = :now
WHERE token_hash = :token_hash AND purpose = :purpose AND used_at IS NULL AND expires_at > :now;

-- name: mail_tokens_end :update_any
-- Ends the other links of the same purpose of an account.
-- in: account_id id, purpose choice, now time
UPDATE mail_token SET used_at = :now
WHERE account_id = :account_id AND purpose = :purpose AND used_at IS NULL;

-- name: account_mail_set :update
-- A proved address of a staff account.
-- in: account_id id, mail text
UPDATE account SET mail = :mail WHERE account_id = :account_id AND kind = 1 AND state = 1;

-- name: staff_sheet_lock :one_for_update
-- A living activation sheet and its account; one that is active gets a new password with it.
-- in: code_hash bytes, now time
-- out: code_sheet_id id, account_id id, login_id text, state choice, roles int
SELECT s.code_sheet_id, a.account_id, a.login_id, a.state,
    (SELECT CAST(COALESCE(BIT_OR(1 << r.role), 0) AS SIGNED) FROM account_role r
        WHERE r.account_id = a.account_id AND r.active = 1) AS roles
FROM code_sheet s
JOIN account a ON a.account_id = s.account_id
WHERE s.code_hash = :code_hash AND s.kind = 1 AND s.ended_at IS NULL AND s.expires_at > :now
    AND a.state IN (0, 1)
FOR UPDATE;

-- name: staff_sheet_end :update
-- The sheet was used.
-- in: code_sheet_id id, now time
UPDATE code_sheet SET ended_at = :now WHERE code_sheet_id = :code_sheet_id AND ended_at IS NULL;

-- name: account_activate :update
-- Not activated becomes active; DB_NONE: suspended meanwhile.
-- in: account_id id, password_hash text, now time
UPDATE account SET state = 1, password_hash = :password_hash, password_at = :now
WHERE account_id = :account_id AND state IN (0, 1);

-- name: own_sessions :list
-- Where this person is signed in, latest first; limits by kind of account.
-- in: seen_after time, created_after time
-- out: session_id id, agent text, created_at time, seen_at time
SELECT session_id, agent, created_at, seen_at FROM session
WHERE account_id = :scope_account_id AND ended_at IS NULL
    AND seen_at > :seen_after AND created_at > :created_after
ORDER BY seen_at DESC
LIMIT 50;
