-- A parent gets linked to a child: the code of a sheet is the proof, the mail link proves the address.

-- name: child_by_code :one
-- The child of a sheet that can still be used.
-- unscoped: whoever holds the paper may see the school, the class and one letter of the name.
-- in: code_hash bytes, now time
-- out: pupil_id id, given_name text, given_kana text, class_name text null, school_name text, school_phone text null,
-- out: guardians int
SELECT p.pupil_id, p.given_name, p.given_kana, c.name AS class_name, s.name AS school_name, s.phone AS school_phone,
    (SELECT COUNT(*) FROM guardian g WHERE g.pupil_id = p.pupil_id AND g.live = 1) AS guardians
FROM code_sheet h
JOIN pupil p ON p.pupil_id = h.pupil_id AND p.active = 1
JOIN school s ON s.school_id = p.school_id
LEFT JOIN school_class c ON c.class_id = p.class_id
WHERE h.code_hash = :code_hash AND h.kind = 0 AND h.ended_at IS NULL AND h.expires_at > :now;

-- name: child_lock :one_for_update
-- Holds the row of a child until the transaction ends, so that guardians are counted one after the other.
-- unscoped: the caller holds a code or a mail link for this child.
-- in: pupil_id id
-- out: pupil_id id
SELECT pupil_id FROM pupil WHERE pupil_id = :pupil_id AND active = 1 FOR UPDATE;

-- name: child_guardians :one
-- How many living guardians a child has, and whether this account is one of them.
-- unscoped: read under child_lock, for a child whose code or mail link the caller holds.
-- in: pupil_id id, account_id id
-- out: guardians int, own int
SELECT COUNT(*) AS guardians, COUNT(IF(account_id = :account_id, 1, NULL)) AS own
FROM guardian WHERE pupil_id = :pupil_id AND live = 1;

-- name: child_is_mine :one
-- Whether this parent is a guardian of the child already.
-- in: pupil_id id
-- out: guardian_id id
SELECT guardian_id FROM guardian
WHERE pupil_id = :pupil_id AND account_id = :scope_account_id AND live = 1;

-- name: guardian_insert :insert
-- Links a parent to a child.
-- unscoped: the account is the one that the caller signs in or has just made.
-- in: pupil_id id, account_id id, relationship choice, now time
INSERT INTO guardian (pupil_id, account_id, relationship, created_at)
VALUES (:pupil_id, :account_id, :relationship, :now);

-- name: guardian_mails :list
-- The other guardians of a child, who are told that one was added.
-- unscoped: the caller has just become a guardian of this child.
-- in: pupil_id id, account_id id
-- out: account_id id, mail text, lang choice
SELECT a.account_id, a.mail, a.lang
FROM guardian g
JOIN account a ON a.account_id = g.account_id AND a.state = 1 AND a.mail IS NOT NULL
WHERE g.pupil_id = :pupil_id AND g.live = 1 AND g.account_id <> :account_id
ORDER BY a.account_id;

-- name: child_of_notice :one
-- What the notices about a child say of it.
-- unscoped: the caller has just become a guardian of this child.
-- in: pupil_id id
-- out: given_name text, given_kana text, school_name text
SELECT p.given_name, p.given_kana, s.name AS school_name
FROM pupil p
JOIN school s ON s.school_id = p.school_id
WHERE p.pupil_id = :pupil_id;

-- name: account_of_mail :one
-- The account that signs in with this address.
-- in: login_id text
-- out: account_id id, kind choice, state choice, lang choice
SELECT account_id, kind, state, lang FROM account WHERE login_id = :login_id;

-- name: register_token_insert :insert0
-- What a person chose, until the mail link proves the address.
-- in: token_hash bytes, mail text, family_name text, given_name text, password_hash text, pupil_id id,
-- in: relationship choice, lang choice, now time, expires_at time
INSERT INTO mail_token (token_hash, purpose, mail, family_name, given_name, password_hash, pupil_id,
    relationship, lang, created_at, expires_at)
VALUES (:token_hash, 1, :mail, :family_name, :given_name, :password_hash, :pupil_id,
    :relationship, :lang, :now, :expires_at);

-- name: register_token_live :one
-- A registration that can still be completed: its link is good, and the school did not replace the sheet meanwhile.
-- unscoped: the mail link is the proof.
-- in: token_hash bytes, now time
-- out: mail text, family_name text, given_name text, password_hash text, pupil_id id, relationship choice, lang choice,
-- out: child_given text, child_kana text, class_name text null, school_name text, school_phone text null
SELECT t.mail, t.family_name, t.given_name, t.password_hash, t.pupil_id, t.relationship, t.lang,
    p.given_name AS child_given, p.given_kana AS child_kana, c.name AS class_name, s.name AS school_name,
    s.phone AS school_phone
FROM mail_token t
JOIN pupil p ON p.pupil_id = t.pupil_id AND p.active = 1
JOIN school s ON s.school_id = p.school_id
LEFT JOIN school_class c ON c.class_id = p.class_id
WHERE t.token_hash = :token_hash AND t.purpose = 1 AND t.used_at IS NULL AND t.expires_at > :now
    AND EXISTS (SELECT 1 FROM code_sheet h WHERE h.pupil_id = t.pupil_id AND h.kind = 0 AND h.ended_at IS NULL
        AND h.printed_at <= t.created_at AND h.expires_at > t.created_at);

-- name: parent_insert :insert
-- The account of a parent whose address is proved; DB_DUPLICATE: there is one meanwhile.
-- in: mail text, family_name text, given_name text, password_hash text, lang choice, now time
INSERT INTO account (kind, login_id, mail, family_name, given_name, password_hash, password_at, state, lang, created_at)
VALUES (0, :mail, :mail, :family_name, :given_name, :password_hash, :now, 1, :lang, :now);

-- name: parent_role_insert :insert0
-- The one role of a parent.
-- in: account_id id
INSERT INTO account_role (account_id, role) VALUES (:account_id, 0);
