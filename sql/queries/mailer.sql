-- The mailer: what waits in the outbox, and how it went.

-- name: mail_due :one
-- The mail that has waited longest, of those whose time has come.
-- unscoped: the mailer serves everybody and shows nothing.
-- in: now time
-- out: outbox_id id, mail text, subject text, body text, created_at time, tries int
SELECT outbox_id, mail, subject, body, created_at, tries FROM outbox
WHERE state = 0 AND due_at <= :now ORDER BY due_at, outbox_id LIMIT 1;

-- name: mail_claim :update_any
-- One more try, with the time of the next one should this one end unheard of.
-- in: outbox_id id, tries int, now time, next_at time
UPDATE outbox SET tries = tries + 1, due_at = :next_at
WHERE outbox_id = :outbox_id AND state = 0 AND tries = :tries AND due_at <= :now;

-- name: mail_sent :update
-- The mail server or the folder has it.
-- in: outbox_id id, now time
UPDATE outbox SET state = 1, ended_at = :now, error = NULL WHERE outbox_id = :outbox_id AND state = 0;

-- name: mail_failed :update
-- This try failed; the next one is due already.
-- in: outbox_id id, error text
UPDATE outbox SET error = :error WHERE outbox_id = :outbox_id AND state = 0;

-- name: mail_given_up :update
-- It will not be tried again.
-- in: outbox_id id, error text, now time
UPDATE outbox SET state = 2, ended_at = :now, error = :error WHERE outbox_id = :outbox_id AND state = 0;
