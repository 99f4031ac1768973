/* forms_people.h -- fields of the roster, staff, schools, code sheets, guardians and registration. */
#ifndef PORTAL_FORMS_PEOPLE_H
#define PORTAL_FORMS_PEOPLE_H

#include "common/param.h"

#define ROSTER_ZIP_MAX_BYTES (32 * 1024 * 1024)
#define SHEET_CODE_DIGITS 16
#define SHEETS_AT_ONCE 100
#define GUARDIANS_MAX 4				/* of one child */
#define REGISTER_PASSWORD_MAX_BYTES 200		/* crypto.h */

/* Stored in guardian.relationship. */
enum relationship { RELATION_MOTHER, RELATION_FATHER, RELATION_GRANDPARENT, RELATION_RELATIVE, RELATION_OTHER };
extern const struct choice relationships[];

/* The sentences that other pages bring along. */
extern const struct choice roster_news[];
extern const struct choice schools_news[];
extern const struct choice guardians_news[];
enum roster_news { ROSTER_NEWS_SLOW, ROSTER_NEWS_AWAY, ROSTER_NEWS_REFUSED };

/* ---- the board: roster, staff, schools ---- */

/*   type    name          need      min max            choices       ask */
#define ROSTER_UPLOAD(F)							\
  F(FILE,   zip,          REQUIRED, 1, ROSTER_ZIP_MAX_BYTES, NULL,    MSG_ASK_ROSTER_ZIP)
FORM_DECLARE(roster_upload, ROSTER_UPLOAD)

#define ROSTER_QUERY(F)								\
  F(ID,     id,           REQUIRED, 0, 0,            NULL,          MSG_WHY_BAD_REQUEST)	\
  F(CHOICE, news,         OPTIONAL, 0, 0,            roster_news,   MSG_WHY_BAD_REQUEST)
FORM_DECLARE(roster_query, ROSTER_QUERY)

#define ROSTER_CHECK(F)								\
  F(ID,     id,           REQUIRED, 0, 0,            NULL,          MSG_WHY_BAD_REQUEST)
FORM_DECLARE(roster_check, ROSTER_CHECK)

#define ROSTER_COMMIT(F)							\
  F(ID,     id,           REQUIRED, 0, 0,            NULL,          MSG_WHY_BAD_REQUEST)	\
  F(FLAG,   allow_removals, OPTIONAL, 0, 0,          NULL,          MSG_ASK_ALLOW_REMOVALS)
FORM_DECLARE(roster_commit, ROSTER_COMMIT)

#define STAFF_QUERY(F)								\
  F(ID,     school_id,    OPTIONAL, 0, 0,            NULL,          MSG_WHY_BAD_REQUEST)	\
  F(FLAG,   waiting,      OPTIONAL, 0, 0,            NULL,          MSG_WHY_BAD_REQUEST)
FORM_DECLARE(staff_query, STAFF_QUERY)

#define STAFF_SHEETS(F)								\
  F(IDS,    ids,          REQUIRED, 1, SHEETS_AT_ONCE, NULL,        MSG_ASK_STAFF_IDS)
FORM_DECLARE(staff_sheets, STAFF_SHEETS)

#define SCHOOLS_QUERY(F)							\
  F(CHOICE, news,         OPTIONAL, 0, 0,            schools_news,  MSG_WHY_BAD_REQUEST)
FORM_DECLARE(schools_query, SCHOOLS_QUERY)

#define SCHOOL_QUERY(F)								\
  F(ID,     id,           REQUIRED, 0, 0,            NULL,          MSG_WHY_BAD_REQUEST)
FORM_DECLARE(school_query, SCHOOL_QUERY)

#define SCHOOL_EDIT(F)								\
  F(ID,     id,           REQUIRED, 0, 0,            NULL,          MSG_WHY_BAD_REQUEST)	\
  F(LINE,   phone,        REQUIRED, 1, 40,           NULL,          MSG_ASK_PHONE)
FORM_DECLARE(school_edit, SCHOOL_EDIT)

/* ---- the school: code sheets, guardians ---- */

#define SHEET_QUERY(F)								\
  F(ID,     class_id,     REQUIRED, 0, 0,            NULL,          MSG_WHY_BAD_REQUEST)
FORM_DECLARE(sheet_query, SHEET_QUERY)

/* Without pupil_ids: the whole class. */
#define SHEET_PRINT(F)								\
  F(ID,     class_id,     REQUIRED, 0, 0,            NULL,          MSG_WHY_BAD_REQUEST)	\
  F(IDS,    pupil_ids,    OPTIONAL, 1, SHEETS_AT_ONCE, NULL,        MSG_ASK_PUPIL_IDS)
FORM_DECLARE(sheet_print, SHEET_PRINT)

#define GUARDIANS_QUERY(F)							\
  F(ID,     class_id,     OPTIONAL, 0, 0,            NULL,          MSG_WHY_BAD_REQUEST)	\
  F(CHOICE, news,         OPTIONAL, 0, 0,            guardians_news, MSG_WHY_BAD_REQUEST)
FORM_DECLARE(guardians_query, GUARDIANS_QUERY)

#define GUARDIAN_QUERY(F)							\
  F(ID,     id,           REQUIRED, 0, 0,            NULL,          MSG_WHY_BAD_REQUEST)
FORM_DECLARE(guardian_query, GUARDIAN_QUERY)

#define GUARDIAN_END(F)								\
  F(ID,     id,           REQUIRED, 0, 0,            NULL,          MSG_WHY_BAD_REQUEST)
FORM_DECLARE(guardian_end, GUARDIAN_END)

/* ---- parents: registration ---- */

/* A QR code brings all digits; whatever somebody typed into the address is shown again. */
#define REGISTER_QUERY(F)							\
  F(DIGITS, code,         OPTIONAL, 1, 40,           NULL,          MSG_WHY_BAD_REQUEST)
FORM_DECLARE(register_query, REGISTER_QUERY)

#define REGISTER_START(F)							\
  F(DIGITS, code,         REQUIRED, SHEET_CODE_DIGITS, SHEET_CODE_DIGITS, NULL, MSG_ASK_SHEET_CODE)
FORM_DECLARE(register_start, REGISTER_START)

/* Names in one piece go into family_name. */
#define REGISTER_PERSON(F)							\
  F(DIGITS, code,         REQUIRED, SHEET_CODE_DIGITS, SHEET_CODE_DIGITS, NULL, MSG_WHY_BAD_REQUEST)	\
  F(MAIL,   mail,         REQUIRED, 3, 190,          NULL,          MSG_ASK_MAIL)	\
  F(SECRET, password,     REQUIRED, 1, REGISTER_PASSWORD_MAX_BYTES, NULL, MSG_ASK_PASSWORD_CHOSEN)	\
  F(LINE,   family_name,  REQUIRED, 1, 50,           NULL,          MSG_ASK_FAMILY_NAME)	\
  F(LINE,   given_name,   OPTIONAL, 0, 50,           NULL,          MSG_ASK_GIVEN_NAME)	\
  F(CHOICE, relationship, REQUIRED, 0, 0,            relationships, MSG_ASK_RELATIONSHIP)	\
  F(FLAG,   consent,      REQUIRED, 0, 0,            NULL,          MSG_ASK_CONSENT)
FORM_DECLARE(register_person, REGISTER_PERSON)

#define REGISTER_CHILD(F)							\
  F(DIGITS, code,         REQUIRED, SHEET_CODE_DIGITS, SHEET_CODE_DIGITS, NULL, MSG_WHY_BAD_REQUEST)	\
  F(CHOICE, relationship, REQUIRED, 0, 0,            relationships, MSG_ASK_RELATIONSHIP)
FORM_DECLARE(register_child, REGISTER_CHILD)

#endif
