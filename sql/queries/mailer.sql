-- helpers/mailer: what waits, and how it ended.

-- name: mail_due :list
-- The oldest mails whose time has come.
-- in: now time
-- out: outbox_id id, mail text, subject text, body text, tries int, created_at time
SELECT outbox_id, mail, subject, body, tries, created_at FROM outbox
WHERE state = 0 AND due_at <= :now ORDER BY due_at, outbox_id LIMIT 50;

-- name: mail_claim :update
-- This mailer takes a mail: one row, or another one has it.
-- in: outbox_id id, tries int, due_at time
UPDATE outbox SET tries = tries + 1, due_at = :due_at
WHERE outbox_id = :outbox_id AND state = 0 AND tries = :tries;

-- name: mail_sent :update
-- It was handed over.
-- in: outbox_id id, now time
UPDATE outbox SET state = 1, ended_at = :now, error = NULL WHERE outbox_id = :outbox_id;

-- name: mail_failed :update
-- It was not; the next try is already set.
-- in: outbox_id id, error text
UPDATE outbox SET error = :error WHERE outbox_id = :outbox_id;

-- name: mail_given_up :update
-- It was tried often enough.
-- in: outbox_id id, error text, now time
UPDATE outbox SET state = 2, ended_at = :now, error = :error WHERE outbox_id = :outbox_id;
