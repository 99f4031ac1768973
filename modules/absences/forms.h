/* forms.h -- every field that this module accepts, once. */
#ifndef ABSENCES_FORMS_H
#define ABSENCES_FORMS_H

#include "common/param.h"

extern const struct choice absence_kinds[];	/* enum rules_kind */
extern const struct choice absence_days[];	/* enum absence_day */
extern const struct choice absence_reasons[];	/* enum rules_reason */
extern const struct choice absence_symptoms[];	/* interchange.md 3.3, in its order */
extern const struct choice board_refreshes[];
extern const struct choice home_news[];		/* sentences that other pages bring along */

enum absence_day { DAY_TODAY, DAY_TOMORROW, DAY_OTHER };

#define VERSION_MAX 1000000000

/* ---- parents ---- */

#define HOME_QUERY(F)								\
  F(CHOICE,  news,      OPTIONAL, 0, 0,    home_news,        MSG_ABSENCE_ASK_ADDRESS)

/* child_id: preselected; same_id: filled like this earlier report; draft: filled as typed. */
#define REPORT_QUERY(F)								\
  F(ID,      child_id,  OPTIONAL, 0, 0,    NULL,             MSG_ABSENCE_ASK_ADDRESS)	\
  F(ID,      same_id,   OPTIONAL, 0, 0,    NULL,             MSG_ABSENCE_ASK_ADDRESS)	\
  F(KEY,     draft,     OPTIONAL, 0, 0,    NULL,             MSG_ABSENCE_ASK_ADDRESS)

/* Days: RULES_DAYS_AHEAD; a note is at most 500 characters. */
#define ABSENCE_REPORT(F)								\
  F(IDS,     pupil_ids, REQUIRED, 1, 10,   NULL,             MSG_ABSENCE_ASK_CHILD)	\
  F(CHOICE,  kind,      REQUIRED, 0, 0,    absence_kinds,    MSG_ABSENCE_ASK_KIND)	\
  F(CHOICE,  day,       REQUIRED, 0, 0,    absence_days,     MSG_ABSENCE_ASK_DAY)	\
  F(DATE,    other_on,  OPTIONAL, 0, 14,   NULL,             MSG_ABSENCE_ASK_OTHER_ON)	\
  F(DATE,    until_on,  OPTIONAL, 0, 14,   NULL,             MSG_ABSENCE_ASK_UNTIL_ON)	\
  F(CHOICE,  reason,    REQUIRED, 0, 0,    absence_reasons,  MSG_ABSENCE_ASK_REASON)	\
  F(CHOICES, symptoms,  OPTIONAL, 0, 0,    absence_symptoms, MSG_ABSENCE_ASK_SYMPTOMS)	\
  F(MINUTE,  at,        OPTIONAL, 0, 1439, NULL,             MSG_ABSENCE_ASK_AT)	\
  F(TEXT,    note,      OPTIONAL, 0, 500,  NULL,             MSG_ABSENCE_ASK_NOTE)

#define CHECK_QUERY(F)								\
  F(KEY,     key,       REQUIRED, 0, 0,    NULL,             MSG_ABSENCE_ASK_ADDRESS)

/* from_on: the first day as the check page showed it; "today" may have become another day. */
#define ABSENCE_SEND(F)								\
  F(KEY,     key,       REQUIRED, 0, 0,    NULL,             MSG_ABSENCE_ASK_ADDRESS)	\
  F(DATE,    from_on,   REQUIRED, 0, 0,    NULL,             MSG_ABSENCE_ASK_ADDRESS)

#define RECEIPT_QUERY(F)							\
  F(ID,      id,        REQUIRED, 0, 0,    NULL,             MSG_ABSENCE_ASK_ADDRESS)

/* One child on one day. */
#define ABSENCE_QUERY(F)							\
  F(ID,      id,        REQUIRED, 0, 0,    NULL,             MSG_ABSENCE_ASK_ADDRESS)

#define ABSENCE_CORRECT(F)								\
  F(ID,      id,        REQUIRED, 0, 0,    NULL,             MSG_ABSENCE_ASK_ADDRESS)	\
  F(INT,     version,   REQUIRED, 0, VERSION_MAX, NULL,      MSG_ABSENCE_ASK_ADDRESS)	\
  F(CHOICE,  kind,      REQUIRED, 0, 0,    absence_kinds,    MSG_ABSENCE_ASK_KIND)	\
  F(CHOICE,  reason,    REQUIRED, 0, 0,    absence_reasons,  MSG_ABSENCE_ASK_REASON)	\
  F(CHOICES, symptoms,  OPTIONAL, 0, 0,    absence_symptoms, MSG_ABSENCE_ASK_SYMPTOMS)	\
  F(MINUTE,  at,        OPTIONAL, 0, 1439, NULL,             MSG_ABSENCE_ASK_AT)	\
  F(TEXT,    note,      OPTIONAL, 0, 500,  NULL,             MSG_ABSENCE_ASK_NOTE)

#define ABSENCE_WITHDRAW(F)								\
  F(ID,      id,        REQUIRED, 0, 0,    NULL,             MSG_ABSENCE_ASK_ADDRESS)	\
  F(INT,     version,   REQUIRED, 0, VERSION_MAX, NULL,      MSG_ABSENCE_ASK_ADDRESS)

/* ---- staff ---- */

/*
 * on: a day as staff write it, read by staff_day().  all: the whole school instead of
 * the own homerooms.  done, already: counts for the sentence after confirming.
 */
#define BOARD_QUERY(F)								\
  F(ID,      class_id,  OPTIONAL, 0, 0,    NULL,             MSG_ABSENCE_ASK_CLASS)	\
  F(LINE,    on,        OPTIONAL, 0, 40,   NULL,             MSG_ABSENCE_ASK_DATE)	\
  F(FLAG,    all,       OPTIONAL, 0, 0,    NULL,             MSG_ABSENCE_ASK_ADDRESS)	\
  F(CHOICE,  refresh,   OPTIONAL, 0, 0,    board_refreshes,  MSG_ABSENCE_ASK_ADDRESS)	\
  F(INT,     done,      OPTIONAL, 0, 300,  NULL,             MSG_ABSENCE_ASK_ADDRESS)	\
  F(INT,     already,   OPTIONAL, 0, 300,  NULL,             MSG_ABSENCE_ASK_ADDRESS)

/* tickets: rules_ticket(); the rest leads back to the same board. */
#define ABSENCE_CONFIRM(F)								\
  F(IDS,     tickets,   OPTIONAL, 0, 300,  NULL,             MSG_ABSENCE_ASK_TICKETS)	\
  F(ID,      class_id,  OPTIONAL, 0, 0,    NULL,             MSG_ABSENCE_ASK_CLASS)	\
  F(LINE,    on,        OPTIONAL, 0, 40,   NULL,             MSG_ABSENCE_ASK_DATE)	\
  F(FLAG,    all,       OPTIONAL, 0, 0,    NULL,             MSG_ABSENCE_ASK_ADDRESS)	\
  F(CHOICE,  refresh,   OPTIONAL, 0, 0,    board_refreshes,  MSG_ABSENCE_ASK_ADDRESS)	\
  F(ID,      entry_id,  OPTIONAL, 0, 0,    NULL,             MSG_ABSENCE_ASK_ADDRESS)

#define ABSENCE_PHONED(F)							\
  F(ID,      id,        REQUIRED, 0, 0,    NULL,             MSG_ABSENCE_ASK_ADDRESS)

#define ABSENCE_NOTE(F)								\
  F(ID,      id,        REQUIRED, 0, 0,    NULL,             MSG_ABSENCE_ASK_ADDRESS)	\
  F(TEXT,    note,      OPTIONAL, 0, 500,  NULL,             MSG_ABSENCE_ASK_STAFF_NOTE)

#define ABSENCE_CODE(F)									\
  F(ID,      id,        REQUIRED, 0, 0,    NULL,             MSG_ABSENCE_ASK_ADDRESS)	\
  F(INT,     version,   REQUIRED, 0, VERSION_MAX, NULL,      MSG_ABSENCE_ASK_ADDRESS)	\
  F(LINE,    code,      REQUIRED, 1, 20,   NULL,             MSG_ABSENCE_ASK_CODE)

#define APPROVE_QUERY(F)							\
  F(ID,      class_id,  OPTIONAL, 0, 0,    NULL,             MSG_ABSENCE_ASK_CLASS)	\
  F(LINE,    on,        OPTIONAL, 0, 40,   NULL,             MSG_ABSENCE_ASK_DATE)	\
  F(INT,     done,      OPTIONAL, 0, 300,  NULL,             MSG_ABSENCE_ASK_ADDRESS)	\
  F(INT,     already,   OPTIONAL, 0, 300,  NULL,             MSG_ABSENCE_ASK_ADDRESS)

#define ABSENCE_APPROVE(F)								\
  F(IDS,     tickets,   REQUIRED, 1, 100,  NULL,             MSG_ABSENCE_ASK_TICKETS)	\
  F(ID,      class_id,  OPTIONAL, 0, 0,    NULL,             MSG_ABSENCE_ASK_CLASS)	\
  F(LINE,    on,        OPTIONAL, 0, 40,   NULL,             MSG_ABSENCE_ASK_DATE)

#define ABSENCE_REJECT(F)								\
  F(ID,      id,        REQUIRED, 0, 0,    NULL,             MSG_ABSENCE_ASK_ADDRESS)	\
  F(INT,     version,   REQUIRED, 0, VERSION_MAX, NULL,      MSG_ABSENCE_ASK_ADDRESS)	\
  F(TEXT,    reason,    REQUIRED, 1, 300,  NULL,             MSG_ABSENCE_ASK_REJECT_REASON)

#define REGISTER_QUERY(F)							\
  F(ID,      class_id,  OPTIONAL, 0, 0,    NULL,             MSG_ABSENCE_ASK_CLASS)	\
  F(MONTH,   month,     OPTIONAL, 0, 0,    NULL,             MSG_ABSENCE_ASK_MONTH)

FORM_DECLARE(home_query, HOME_QUERY)
FORM_DECLARE(report_query, REPORT_QUERY)
FORM_DECLARE(absence_report, ABSENCE_REPORT)
FORM_DECLARE(check_query, CHECK_QUERY)
FORM_DECLARE(absence_send, ABSENCE_SEND)
FORM_DECLARE(receipt_query, RECEIPT_QUERY)
FORM_DECLARE(absence_query, ABSENCE_QUERY)
FORM_DECLARE(absence_correct, ABSENCE_CORRECT)
FORM_DECLARE(absence_withdraw, ABSENCE_WITHDRAW)
FORM_DECLARE(board_query, BOARD_QUERY)
FORM_DECLARE(absence_confirm, ABSENCE_CONFIRM)
FORM_DECLARE(absence_phoned, ABSENCE_PHONED)
FORM_DECLARE(absence_note, ABSENCE_NOTE)
FORM_DECLARE(absence_code, ABSENCE_CODE)
FORM_DECLARE(approve_query, APPROVE_QUERY)
FORM_DECLARE(absence_approve, ABSENCE_APPROVE)
FORM_DECLARE(absence_reject, ABSENCE_REJECT)
FORM_DECLARE(register_query, REGISTER_QUERY)

#endif
