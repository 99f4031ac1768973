-- Statements of the parents' pages: a parent reaches a child, a report and a
-- receipt only through a living guardian row of the own account (AB-04).

-- name: child_list :list
-- The children of this parent, the eldest first; without class_id while none is known.
-- out: pupil_id id, school_id id, class_id id null, family_name text, given_name text, given_kana text,
-- out: class_name text null, school_name text, school_phone text null
SELECT p.pupil_id, p.school_id, p.class_id, p.family_name, p.given_name, p.given_kana,
    c.name AS class_name, s.name AS school_name, s.phone AS school_phone
FROM guardian g
JOIN pupil p ON p.pupil_id = g.pupil_id AND p.active = 1
JOIN school s ON s.school_id = p.school_id
LEFT JOIN school_class c ON c.class_id = p.class_id
WHERE g.account_id = :scope_account_id AND g.live = 1
ORDER BY LEFT(p.grade, 1), p.grade DESC, p.pupil_id;

-- name: report_list :list
-- Reports on the children of this parent between two days, the latest day first.
-- in: from_on date, until_on date
-- out: absence_id id, pupil_id id, on_date date, kind choice, reason choice, symptoms int, at_minute int null,
-- out: state choice, reported_at time, confirmed_at time null, decided_at time null, withdrawn_at time null
SELECT a.absence_id, a.pupil_id, a.on_date, a.kind, a.reason, a.symptoms, a.at_minute,
    a.state, a.reported_at, a.confirmed_at, a.decided_at, a.withdrawn_at
FROM guardian g
JOIN absence a ON a.pupil_id = g.pupil_id AND a.on_date BETWEEN :from_on AND :until_on
WHERE g.account_id = :scope_account_id AND g.live = 1
ORDER BY a.on_date DESC, a.absence_id DESC
LIMIT 200;

-- name: report_one :one
-- One report on a child of this parent.
-- in: absence_id id
-- out: absence_id id, pupil_id id, on_date date, kind choice, reason choice, symptoms int, at_minute int null,
-- out: note text null, state choice, version int, reported_at time, corrected_at time null,
-- out: confirmed_at time null, decided_at time null, withdrawn_at time null, reject_reason text null,
-- out: receipt_id id, number text, family_name text, given_name text, given_kana text,
-- out: class_name text, school_name text, school_phone text null
SELECT a.absence_id, a.pupil_id, a.on_date, a.kind, a.reason, a.symptoms, a.at_minute,
    a.note, a.state, a.version, a.reported_at, a.corrected_at,
    a.confirmed_at, a.decided_at, a.withdrawn_at, a.reject_reason,
    a.receipt_id, r.number, p.family_name, p.given_name, p.given_kana,
    c.name AS class_name, s.name AS school_name, s.phone AS school_phone
FROM absence a
JOIN guardian g ON g.pupil_id = a.pupil_id AND g.account_id = :scope_account_id AND g.live = 1
JOIN receipt r ON r.receipt_id = a.receipt_id
JOIN pupil p ON p.pupil_id = a.pupil_id
JOIN school_class c ON c.class_id = a.class_id
JOIN school s ON s.school_id = a.school_id
WHERE a.absence_id = :absence_id;

-- name: report_history :list
-- The steps of a report that concern its parents, the latest first; relationship: of the guardian who
-- took the step, NULL for the school.
-- in: absence_id id
-- out: act choice, at time, mine bool, relationship choice null, kind choice, reason choice, symptoms int,
-- out: at_minute int null, note text null, words text null
SELECT h.act, h.at, h.by_account = :scope_account_id AS mine, o.relationship, h.kind, h.reason, h.symptoms,
    h.at_minute, h.note, h.words
FROM absence_history h
JOIN absence a ON a.absence_id = h.absence_id
JOIN guardian g ON g.pupil_id = a.pupil_id AND g.account_id = :scope_account_id AND g.live = 1
LEFT JOIN guardian o ON o.guardian_id = (SELECT MAX(x.guardian_id) FROM guardian x
    WHERE x.pupil_id = a.pupil_id AND x.account_id = h.by_account)
WHERE h.absence_id = :absence_id AND h.act IN (0, 1, 2, 3, 5, 6)
ORDER BY h.absence_history_id DESC
LIMIT 200;

-- name: receipt_one :one
-- A sending that holds a child of this parent.
-- in: receipt_id id
-- out: receipt_id id, number text, created_at time
SELECT r.receipt_id, r.number, r.created_at
FROM receipt r
WHERE r.receipt_id = :receipt_id AND EXISTS (SELECT 1 FROM absence a
    JOIN guardian g ON g.pupil_id = a.pupil_id AND g.account_id = :scope_account_id AND g.live = 1
    WHERE a.receipt_id = r.receipt_id);

-- name: receipt_rows :list
-- The reports of a sending, without those on other people's children.
-- in: receipt_id id
-- out: absence_id id, pupil_id id, on_date date, kind choice, at_minute int null, state choice, family_name text, given_name text,
-- out: class_name text, school_name text, school_phone text null
SELECT a.absence_id, a.pupil_id, a.on_date, a.kind, a.at_minute, a.state, p.family_name, p.given_name,
    c.name AS class_name, s.name AS school_name, s.phone AS school_phone
FROM absence a
JOIN guardian g ON g.pupil_id = a.pupil_id AND g.account_id = :scope_account_id AND g.live = 1
JOIN pupil p ON p.pupil_id = a.pupil_id
JOIN school_class c ON c.class_id = a.class_id
JOIN school s ON s.school_id = a.school_id
WHERE a.receipt_id = :receipt_id
ORDER BY LEFT(p.grade, 1), p.grade DESC, a.pupil_id, a.on_date;

-- name: receipt_insert :insert
-- One sending of this parent; the number is unique.
-- in: number text, now time
INSERT INTO receipt (number, account_id, created_at) VALUES (:number, :scope_account_id, :now);

-- name: absence_insert :insert
-- One child on one day; school and class are those of the child today.  Nothing is
-- inserted (id 0) when the child is not one of this parent.
-- in: receipt_id id, pupil_id id, on_date date, kind choice, reason choice, symptoms int, at_minute int null,
-- in: note text null, code text, now time
INSERT INTO absence (receipt_id, school_id, class_id, pupil_id, on_date, kind, reason, symptoms, at_minute,
    note, state, reported_by, reported_at, code)
SELECT :receipt_id, p.school_id, p.class_id, p.pupil_id, :on_date, :kind, :reason, :symptoms, :at_minute,
    :note, 0, g.account_id, :now, :code
FROM guardian g
JOIN pupil p ON p.pupil_id = g.pupil_id AND p.active = 1 AND p.class_id IS NOT NULL
WHERE g.pupil_id = :pupil_id AND g.account_id = :scope_account_id AND g.live = 1;

-- name: absence_correct :update
-- Other words for a report that nobody confirmed yet, by compare-and-set.
-- in: absence_id id, version int, kind choice, reason choice, symptoms int, at_minute int null,
-- in: note text null, code text, now time
UPDATE absence SET kind = :kind, reason = :reason, symptoms = :symptoms, at_minute = :at_minute,
    note = :note, code = :code, corrected_at = :now, version = version + 1
WHERE absence_id = :absence_id AND state = 0 AND version = :version
    AND EXISTS (SELECT 1 FROM guardian g WHERE g.pupil_id = absence.pupil_id
        AND g.account_id = :scope_account_id AND g.live = 1);

-- name: absence_withdraw :update
-- Takes back a report that nobody confirmed yet, by compare-and-set.
-- in: absence_id id, version int, now time
UPDATE absence SET state = 4, live = NULL, withdrawn_at = :now, version = version + 1
WHERE absence_id = :absence_id AND state = 0 AND version = :version
    AND EXISTS (SELECT 1 FROM guardian g WHERE g.pupil_id = absence.pupil_id
        AND g.account_id = :scope_account_id AND g.live = 1);

-- name: history_insert :insert0
-- One step of a report with what it says after the step; by this person.
-- in: absence_id id, act choice, words text null, now time
INSERT INTO absence_history (absence_id, act, by_account, at, kind, reason, symptoms, at_minute, note, code, words)
SELECT a.absence_id, :act, :scope_account_id, :now, a.kind, a.reason, a.symptoms, a.at_minute, a.note, a.code, :words
FROM absence a WHERE a.absence_id = :absence_id;

-- name: register_follow :insert0
-- The register says what a living report says: provisional, or final once it is approved.
-- in: absence_id id, now time
INSERT INTO register_entry (pupil_id, on_date, school_id, class_id, code, final, absence_id, changed_by, changed_at)
SELECT a.pupil_id, a.on_date, a.school_id, a.class_id, a.code, a.state = 2, a.absence_id, :scope_account_id, :now
FROM absence a WHERE a.absence_id = :absence_id AND a.live = 1
ON DUPLICATE KEY UPDATE code = VALUES(code), final = VALUES(final), absence_id = VALUES(absence_id),
    changed_by = VALUES(changed_by), changed_at = VALUES(changed_at);

-- name: register_drop :delete_any
-- A report that was withdrawn or rejected leaves the register.
-- unscoped: the report itself was changed just before in the same transaction, within its scope.
-- in: absence_id id
DELETE e FROM register_entry e
JOIN absence a ON a.pupil_id = e.pupil_id AND a.on_date = e.on_date AND a.absence_id = e.absence_id
WHERE a.absence_id = :absence_id AND a.live IS NULL AND e.final = 0;

-- name: guardian_mails :list
-- Whom to write about a child of this parent: every living guardian with an address.
-- in: pupil_id id
-- out: account_id id, mail text, lang choice
SELECT a.account_id, a.mail, a.lang
FROM guardian me
JOIN guardian g ON g.pupil_id = me.pupil_id AND g.live = 1
JOIN account a ON a.account_id = g.account_id AND a.state = 1 AND a.mail IS NOT NULL
WHERE me.pupil_id = :pupil_id AND me.account_id = :scope_account_id AND me.live = 1
ORDER BY a.account_id;
