-- Statements of the staff's pages: everything inside the own school.

-- name: class_list :list
-- The classes of this school in their order; mine: homeroom of this person.
-- out: class_id id, name text, pupils int, mine bool
SELECT c.class_id, c.name,
    (SELECT COUNT(*) FROM pupil p WHERE p.class_id = c.class_id AND p.active = 1) AS pupils,
    EXISTS (SELECT 1 FROM class_teacher t WHERE t.class_id = c.class_id
        AND t.account_id = :scope_account_id AND t.active = 1) AS mine
FROM school_class c
WHERE c.school_id = :scope_school_id AND c.active = 1
ORDER BY c.grades, c.special_needs, CHAR_LENGTH(c.name), c.name;

-- name: board_list :list
-- The reports of a day: those that nobody confirmed first, withdrawn and rejected
-- ones last; of one class, of the homerooms of this person (mine), or of the school.
-- in: on_date date, class_id id null, mine bool
-- out: absence_id id, version int, state choice, kind choice, reason choice, symptoms int, at_minute int null,
-- out: note text null, staff_note text null, corrected_at time null, phoned_at time null, confirmed_at time null,
-- out: family_name text, given_name text, attendance_number int null, class_name text
SELECT a.absence_id, a.version, a.state, a.kind, a.reason, a.symptoms, a.at_minute,
    a.note, a.staff_note, a.corrected_at, a.phoned_at, a.confirmed_at,
    p.family_name, p.given_name, p.attendance_number, c.name AS class_name
FROM absence a
JOIN pupil p ON p.pupil_id = a.pupil_id
JOIN school_class c ON c.class_id = a.class_id
WHERE a.school_id = :scope_school_id AND a.on_date = :on_date
    AND (:class_id IS NULL OR a.class_id = :class_id)
    AND (:mine = 0 OR a.class_id IN (SELECT t.class_id FROM class_teacher t
        WHERE t.account_id = :scope_account_id AND t.active = 1))
ORDER BY a.state <> 0, a.state >= 3, c.grades, c.special_needs, CHAR_LENGTH(c.name), c.name,
    p.attendance_number, a.absence_id
LIMIT 300;

-- name: entry_one :one
-- One report of this school.
-- in: absence_id id
-- out: absence_id id, class_id id, on_date date, kind choice, reason choice, symptoms int, at_minute int null,
-- out: note text null, state choice, version int, reported_at time, corrected_at time null, confirmed_at time null,
-- out: phoned_at time null, staff_note text null, code text, code_label text, decided_at time null,
-- out: reject_reason text null, withdrawn_at time null, number text, pupil_id id, family_name text, given_name text,
-- out: given_kana text, attendance_number int null, class_name text, school_name text, school_phone text null
SELECT a.absence_id, a.class_id, a.on_date, a.kind, a.reason, a.symptoms, a.at_minute,
    a.note, a.state, a.version, a.reported_at, a.corrected_at, a.confirmed_at,
    a.phoned_at, a.staff_note, a.code, k.label AS code_label, a.decided_at,
    a.reject_reason, a.withdrawn_at, r.number, a.pupil_id, p.family_name, p.given_name,
    p.given_kana, p.attendance_number, c.name AS class_name, s.name AS school_name, s.phone AS school_phone
FROM absence a
JOIN receipt r ON r.receipt_id = a.receipt_id
JOIN pupil p ON p.pupil_id = a.pupil_id
JOIN school_class c ON c.class_id = a.class_id
JOIN school s ON s.school_id = a.school_id
JOIN register_code k ON k.code = a.code
WHERE a.absence_id = :absence_id AND a.school_id = :scope_school_id;

-- name: entry_history :list
-- Every step of a report of this school, the latest first; the name only of staff, the relationship only of guardians.
-- in: absence_id id
-- out: act choice, at time, family_name text null, given_name text null, relationship choice null, kind choice,
-- out: reason choice, symptoms int, at_minute int null, note text null, code_label text, words text null
SELECT h.act, h.at, w.family_name, w.given_name, o.relationship, h.kind,
    h.reason, h.symptoms, h.at_minute, h.note, k.label AS code_label, h.words
FROM absence_history h
JOIN absence a ON a.absence_id = h.absence_id AND a.school_id = :scope_school_id
JOIN register_code k ON k.code = h.code
LEFT JOIN account w ON w.account_id = h.by_account AND w.kind = 1
LEFT JOIN guardian o ON o.guardian_id = (SELECT MAX(x.guardian_id) FROM guardian x
    WHERE x.pupil_id = a.pupil_id AND x.account_id = h.by_account)
WHERE h.absence_id = :absence_id
ORDER BY h.absence_history_id DESC
LIMIT 200;

-- name: waiting_list :list
-- Reports of this school that no manager decided on, the earliest day first; of one class or one day if asked.
-- in: class_id id null, on_date date null
-- out: absence_id id, version int, on_date date, state choice, kind choice, reason choice, symptoms int,
-- out: at_minute int null, note text null, staff_note text null, corrected_at time null, phoned_at time null, code text,
-- out: code_label text, family_name text, given_name text, attendance_number int null, class_name text
SELECT a.absence_id, a.version, a.on_date, a.state, a.kind, a.reason, a.symptoms,
    a.at_minute, a.note, a.staff_note, a.corrected_at, a.phoned_at, a.code,
    k.label AS code_label, p.family_name, p.given_name, p.attendance_number, c.name AS class_name
FROM absence a
JOIN pupil p ON p.pupil_id = a.pupil_id
JOIN school_class c ON c.class_id = a.class_id
JOIN register_code k ON k.code = a.code
WHERE a.school_id = :scope_school_id AND a.state IN (0, 1)
    AND (:class_id IS NULL OR a.class_id = :class_id)
    AND (:on_date IS NULL OR a.on_date = :on_date)
ORDER BY a.on_date, c.grades, c.special_needs, CHAR_LENGTH(c.name), c.name, p.attendance_number, a.absence_id
LIMIT 101;

-- name: code_list :list
-- The register codes that a report can become.
-- out: code text, label text
SELECT code, label FROM register_code WHERE code NOT IN ('present', 'undecided') ORDER BY sort;

-- name: absence_confirm :update_any
-- The homeroom teacher has seen this version of a report.
-- in: absence_id id, version int, now time
UPDATE absence SET state = 1, confirmed_by = :scope_account_id, confirmed_at = :now, version = version + 1
WHERE absence_id = :absence_id AND school_id = :scope_school_id AND state = 0 AND (version & 65535) = :version;

-- name: absence_phone :update_any
-- Somebody of the school talked with the family; the first mark stays (AB-08).
-- in: absence_id id, now time
UPDATE absence SET phoned_by = :scope_account_id, phoned_at = :now
WHERE absence_id = :absence_id AND school_id = :scope_school_id AND state <> 4 AND phoned_at IS NULL;

-- name: absence_note :update
-- A note that only staff read.
-- in: absence_id id, note text null
UPDATE absence SET staff_note = :note
WHERE absence_id = :absence_id AND school_id = :scope_school_id;

-- name: absence_code :update
-- Another proposed code, before the decision, by compare-and-set.
-- in: absence_id id, version int, code text
UPDATE absence SET code = :code, version = version + 1
WHERE absence_id = :absence_id AND school_id = :scope_school_id AND state IN (0, 1) AND version = :version;

-- name: absence_approve :update_any
-- This version of a report becomes final; a report that nobody confirmed is confirmed by it.
-- in: absence_id id, version int, now time
UPDATE absence SET state = 2, decided_by = :scope_account_id, decided_at = :now,
    confirmed_by = COALESCE(confirmed_by, :scope_account_id), confirmed_at = COALESCE(confirmed_at, :now),
    version = version + 1
WHERE absence_id = :absence_id AND school_id = :scope_school_id AND state IN (0, 1) AND (version & 65535) = :version;

-- name: absence_reject :update
-- A report that does not get into the register, with the reason for its parents.
-- in: absence_id id, version int, reason text, now time
UPDATE absence SET state = 3, live = NULL, reject_reason = :reason, decided_by = :scope_account_id, decided_at = :now,
    version = version + 1
WHERE absence_id = :absence_id AND school_id = :scope_school_id AND state IN (0, 1) AND version = :version;

-- name: family_mails :list
-- Whom to write about a pupil of this school: every living guardian with an address.
-- in: pupil_id id
-- out: account_id id, mail text, lang choice
SELECT a.account_id, a.mail, a.lang
FROM pupil p
JOIN guardian g ON g.pupil_id = p.pupil_id AND g.live = 1
JOIN account a ON a.account_id = g.account_id AND a.state = 1 AND a.mail IS NOT NULL
WHERE p.pupil_id = :pupil_id AND p.school_id = :scope_school_id
ORDER BY a.account_id;

-- name: register_pupils :list
-- The lines of the register of a class for a month: its pupils, and those who were in it then.
-- in: class_id id, from_on date, until_on date
-- out: pupil_id id, family_name text, given_name text, attendance_number int null
SELECT p.pupil_id, p.family_name, p.given_name, p.attendance_number
FROM pupil p
WHERE p.class_id = :class_id AND p.active = 1 AND p.school_id = :scope_school_id
UNION
SELECT p.pupil_id, p.family_name, p.given_name, p.attendance_number
FROM register_entry e
JOIN pupil p ON p.pupil_id = e.pupil_id
WHERE e.class_id = :class_id AND e.on_date BETWEEN :from_on AND :until_on AND e.school_id = :scope_school_id
ORDER BY attendance_number, pupil_id;

-- name: register_list :list
-- The entries of a class for a month.
-- in: class_id id, from_on date, until_on date
-- out: pupil_id id, on_date date, code text, label text, symbol text, counts_as_absence bool,
-- out: reduces_required_days bool, final bool, absence_id id null
SELECT e.pupil_id, e.on_date, e.code, k.label, k.symbol, k.counts_as_absence,
    k.reduces_required_days, e.final, e.absence_id
FROM register_entry e
JOIN register_code k ON k.code = e.code
WHERE e.class_id = :class_id AND e.on_date BETWEEN :from_on AND :until_on AND e.school_id = :scope_school_id
ORDER BY e.pupil_id, e.on_date;

-- name: legend_list :list
-- Every code of the register with its symbol.
-- out: symbol text, label text
SELECT symbol, label FROM register_code WHERE code NOT IN ('present', 'undecided') ORDER BY sort;
