-- What the importer reads of an upload; what it writes is in roster_apply.sql.

-- name: importer_upload :one_for_update
-- An upload of an officer of a board, for one request at a time.
-- in: roster_import_id id
-- out: board_id id null, state choice, zip bytes null
SELECT board_id, state, zip FROM roster_import WHERE roster_import_id = :roster_import_id FOR UPDATE;

-- name: importer_officer :one
-- Whether the account is an active officer of the board.
-- in: account_id id, board_id id
-- out: account_id id
SELECT a.account_id
FROM account a
JOIN account_role r ON r.account_id = a.account_id AND r.role = 3 AND r.active = 1
WHERE a.account_id = :account_id AND a.board_id = :board_id AND r.board_id = :board_id AND a.state = 1
LIMIT 1;

-- name: importer_audit :insert0
-- An import in the audit log; the account has no right to the other statements of common.sql.
-- in: now time, account_id id, board_id id, act int, object int, object_id id, detail text
INSERT INTO audit_event (at, account_id, org_id, address, act, object, object_id, detail)
VALUES (:now, :account_id, :board_id, 'importer', :act, :object, :object_id, :detail);
