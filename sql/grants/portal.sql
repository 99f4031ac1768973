-- renraku_portal: the tables and verbs of its statements, and nothing else.

-- What every worker needs (sql/queries/common.sql).
GRANT SELECT ON renraku.account TO 'renraku_portal'@'localhost';
GRANT SELECT ON renraku.account_role TO 'renraku_portal'@'localhost';
GRANT SELECT ON renraku.school TO 'renraku_portal'@'localhost';
GRANT SELECT ON renraku.board TO 'renraku_portal'@'localhost';
GRANT SELECT, INSERT, UPDATE ON renraku.session TO 'renraku_portal'@'localhost';
GRANT SELECT, INSERT, UPDATE ON renraku.device TO 'renraku_portal'@'localhost';
GRANT SELECT, INSERT, DELETE ON renraku.form_draft TO 'renraku_portal'@'localhost';
GRANT SELECT, INSERT ON renraku.request_key TO 'renraku_portal'@'localhost';
GRANT INSERT ON renraku.audit_event TO 'renraku_portal'@'localhost';
GRANT INSERT ON renraku.outbox TO 'renraku_portal'@'localhost';

-- Sign-in, passwords, activation (sql/queries/signin.sql).
GRANT UPDATE (password_hash, password_at, state, mail, lang) ON renraku.account TO 'renraku_portal'@'localhost';
GRANT SELECT, INSERT, UPDATE, DELETE ON renraku.throttle TO 'renraku_portal'@'localhost';
GRANT SELECT, INSERT, UPDATE ON renraku.mail_token TO 'renraku_portal'@'localhost';
GRANT SELECT, UPDATE ON renraku.code_sheet TO 'renraku_portal'@'localhost';

-- Roster uploads, staff and schools of a board (sql/queries/roster_pages.sql).  It never reads a ZIP back.
GRANT INSERT, SELECT (roster_import_id, board_id, uploaded_at, operator, file_name, source_system, state, added, changed,
    removed, errors, warnings, needs_removals, committed_at) ON renraku.roster_import TO 'renraku_portal'@'localhost';
GRANT SELECT ON renraku.roster_finding TO 'renraku_portal'@'localhost';
GRANT SELECT ON renraku.roster_change TO 'renraku_portal'@'localhost';
GRANT UPDATE (phone) ON renraku.school TO 'renraku_portal'@'localhost';
GRANT SELECT ON renraku.school_class TO 'renraku_portal'@'localhost';
GRANT SELECT ON renraku.class_teacher TO 'renraku_portal'@'localhost';
GRANT SELECT ON renraku.pupil TO 'renraku_portal'@'localhost';

-- Code sheets (sql/queries/sheets.sql).
GRANT INSERT ON renraku.code_sheet TO 'renraku_portal'@'localhost';

-- Guardians and registration (sql/queries/guardians.sql, registration.sql): a link ends, it is never deleted.
GRANT SELECT, INSERT, UPDATE (live, ended_at, ended_by) ON renraku.guardian TO 'renraku_portal'@'localhost';
-- Parents only: it cannot write the board of an account or the place of a role (SN-20).
GRANT INSERT (kind, login_id, mail, family_name, given_name, password_hash, password_at, state, lang, created_at)
    ON renraku.account TO 'renraku_portal'@'localhost';
GRANT INSERT (account_id, role) ON renraku.account_role TO 'renraku_portal'@'localhost';
