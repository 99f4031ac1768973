-- renraku_absences: the tables and verbs of sql/queries/absences.sql, absences_staff.sql
-- and common.sql, and nothing else.  It never reads a password hash.  Repeatable.

-- Who is signed in, drafts, request keys, audit rows, mail.
GRANT SELECT, INSERT, UPDATE ON renraku.session TO 'renraku_absences'@'localhost';
GRANT SELECT (account_id, kind, login_id, mail, family_name, given_name, state, board_id, lang)
    ON renraku.account TO 'renraku_absences'@'localhost';
GRANT SELECT ON renraku.account_role TO 'renraku_absences'@'localhost';
GRANT SELECT ON renraku.board TO 'renraku_absences'@'localhost';
GRANT SELECT ON renraku.school TO 'renraku_absences'@'localhost';
GRANT SELECT, INSERT, UPDATE ON renraku.device TO 'renraku_absences'@'localhost';
GRANT SELECT, INSERT, DELETE ON renraku.form_draft TO 'renraku_absences'@'localhost';
GRANT SELECT, INSERT ON renraku.request_key TO 'renraku_absences'@'localhost';
GRANT INSERT ON renraku.audit_event TO 'renraku_absences'@'localhost';
GRANT INSERT ON renraku.outbox TO 'renraku_absences'@'localhost';

-- Children, classes and their teachers: read only.
GRANT SELECT ON renraku.guardian TO 'renraku_absences'@'localhost';
GRANT SELECT ON renraku.pupil TO 'renraku_absences'@'localhost';
GRANT SELECT ON renraku.school_class TO 'renraku_absences'@'localhost';
GRANT SELECT ON renraku.class_teacher TO 'renraku_absences'@'localhost';
GRANT SELECT ON renraku.register_code TO 'renraku_absences'@'localhost';

-- Reports: nothing is ever deleted; the history is never changed.
GRANT SELECT, INSERT ON renraku.receipt TO 'renraku_absences'@'localhost';
GRANT SELECT, INSERT, UPDATE ON renraku.absence TO 'renraku_absences'@'localhost';
GRANT SELECT, INSERT ON renraku.absence_history TO 'renraku_absences'@'localhost';

-- The register: a provisional entry goes with its report.
GRANT SELECT, INSERT, UPDATE, DELETE ON renraku.register_entry TO 'renraku_absences'@'localhost';
