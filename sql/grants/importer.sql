-- renraku_importer: the tables and verbs of its statements, and nothing else.

-- The upload, its findings and counts (sql/queries/importer.sql, roster_apply.sql).  It makes none.
GRANT SELECT (roster_import_id, board_id, state, zip),
    UPDATE (board_id, source_system, state, added, changed, removed, errors, warnings, needs_removals,
    committed_at, committed_by) ON renraku.roster_import TO 'renraku_importer'@'localhost';
GRANT SELECT (roster_import_id), INSERT, DELETE ON renraku.roster_finding TO 'renraku_importer'@'localhost';
GRANT SELECT (roster_import_id), INSERT, DELETE ON renraku.roster_change TO 'renraku_importer'@'localhost';

-- What a roster changes: rows are marked, never deleted.
GRANT SELECT, INSERT, UPDATE ON renraku.board TO 'renraku_importer'@'localhost';
GRANT SELECT, INSERT, UPDATE (name, identifier, active) ON renraku.school TO 'renraku_importer'@'localhost';
GRANT SELECT, INSERT, UPDATE ON renraku.school_class TO 'renraku_importer'@'localhost';
GRANT SELECT, INSERT, UPDATE ON renraku.pupil TO 'renraku_importer'@'localhost';
GRANT SELECT, INSERT, UPDATE ON renraku.account_role TO 'renraku_importer'@'localhost';
GRANT SELECT, INSERT, UPDATE ON renraku.class_teacher TO 'renraku_importer'@'localhost';

-- Accounts without their secrets: it never reads or sets a password.
GRANT SELECT (account_id, kind, login_id, family_name, given_name, state, board_id, sourced_id, master_id),
    INSERT (kind, login_id, family_name, given_name, state, board_id, sourced_id, master_id, created_at),
    UPDATE (sourced_id, master_id, family_name, given_name)
    ON renraku.account TO 'renraku_importer'@'localhost';

-- Who did it.
GRANT INSERT ON renraku.audit_event TO 'renraku_importer'@'localhost';
