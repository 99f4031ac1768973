-- Who is linked to the children of a school.

-- name: guardian_class_list :list
-- The pupils of a class of this school, one row for each living guardian; without one when there is none.
-- in: class_id id
-- out: pupil_id id, family_name text, given_name text, attendance_number int null, guardian_id id null,
-- out: guardian_family text null, guardian_given text null, relationship choice null, since_at time null
SELECT p.pupil_id, p.family_name, p.given_name, p.attendance_number, g.guardian_id,
    a.family_name AS guardian_family, a.given_name AS guardian_given, g.relationship, g.created_at AS since_at
FROM pupil p
LEFT JOIN guardian g ON g.pupil_id = p.pupil_id AND g.live = 1
LEFT JOIN account a ON a.account_id = g.account_id
WHERE p.class_id = :class_id AND p.school_id = :scope_school_id AND p.active = 1
ORDER BY p.attendance_number, p.pupil_id, g.guardian_id;

-- name: guardian_one :one
-- A living link to a pupil of this school, with what the notice to the guardian needs.
-- in: guardian_id id
-- out: guardian_id id, account_id id, pupil_id id, relationship choice, since_at time, guardian_family text,
-- out: guardian_given text, mail text null, lang choice, family_name text, given_name text, given_kana text,
-- out: class_id id null, class_name text null, school_name text
SELECT g.guardian_id, g.account_id, g.pupil_id, g.relationship, g.created_at AS since_at,
    a.family_name AS guardian_family, a.given_name AS guardian_given, a.mail, a.lang,
    p.family_name, p.given_name, p.given_kana, p.class_id, c.name AS class_name, s.name AS school_name
FROM guardian g
JOIN account a ON a.account_id = g.account_id
JOIN pupil p ON p.pupil_id = g.pupil_id AND p.school_id = :scope_school_id
JOIN school s ON s.school_id = p.school_id
LEFT JOIN school_class c ON c.class_id = p.class_id
WHERE g.guardian_id = :guardian_id AND g.live = 1;

-- name: guardian_end :update
-- The school ends a link; DB_NONE: it was ended meanwhile.
-- in: guardian_id id, now time
UPDATE guardian SET live = NULL, ended_at = :now, ended_by = :scope_account_id
WHERE guardian_id = :guardian_id AND live = 1
    AND pupil_id IN (SELECT p.pupil_id FROM pupil p WHERE p.school_id = :scope_school_id);
