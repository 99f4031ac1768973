/* absences.h -- what the files of this module say to each other. */
#ifndef ABSENCES_H
#define ABSENCES_H

#include "common/req.h"
#include "absences/forms.h"
#include "absences/rules.h"
#include "absences/views.h"
#include "q_absences.h"
#include "q_absences_staff.h"

#define ROUTES_FILE "absences/routes.def"
#include "common/routes.h"

/* Rows of a class or day that a staff page shows at most. */
#define APPROVE_MAX 100
#define BOARD_MAX 300

/* ---- words.c: rows as people read them; texts are static or in the arena ---- */

const char	*words_kind(const struct req *, int kind);
const char	*words_reason(const struct req *, int reason);
const char	*words_state(const struct req *, int state);
/* The symptoms of a set of bits in one text; NULL when there are none. */
const char	*words_symptoms(const struct req *, int64_t bits);
const char	*words_person(const struct req *, const char *family, const char *given);
/* "name (class)", for headings and toggles. */
const char	*words_child(const struct req *, const char *family, const char *given,
		    const char *class_name);
/* The first character of the reading, or of the name: all that a mail says of a child. */
const char	*words_initial(struct arena *, const char *given_kana, const char *given_name);
/* "a, b" as the language lists things; either may be NULL. */
const char	*words_join(struct arena *, enum lang, const char *a, const char *b);
/* Days in one text: the only one, or the first to the last. */
const char	*words_days(struct arena *, enum lang, const struct date *, size_t n);
/* "guardian (mother)"; never a name or an address. */
const char	*words_guardian(const struct req *, int relationship);
const char	*words_number(struct arena *, uint64_t);

struct lamps_view words_lamps(int state, struct instant reported_at, struct instant confirmed_at,
		    struct instant decided_at, struct instant withdrawn_at);

/* What a report says in one line: kind, reason, symptoms, time. */
struct words_report { int kind, reason; int64_t symptoms; bool has_at; int64_t at_minute; };
const char	*words_report(const struct req *, const struct words_report *);

/* ---- plan.c: what a filled-in report means ---- */

enum plan_fault {
	PLAN_GOOD,
	PLAN_NOT_OWN,		/* not a child of this parent, or one without a class */
	PLAN_ASK_OTHER,		/* "another day" without the day */
	PLAN_UNTIL_BEFORE,	/* ends before it begins */
	PLAN_WEEKEND,		/* no school day in it */
	PLAN_TAKEN,		/* some day already has a living report: taken */
};
struct plan {
	enum plan_fault		  fault;
	const struct q_child_list **children;	/* the chosen ones */
	size_t			  nchildren;
	struct date		  days[RULES_DAYS_MAX];
	size_t			  ndays;
	struct taken_row	 *taken;
	size_t			  ntaken;
};

/* Looks at the children and the reports that exist.  DB_OK: plan->fault tells the rest. */
enum db_rc	 plan_make(struct req *, const struct absence_report *, struct plan *) MUST_USE;

/* The coming days of these children that have a living report already. */
enum db_rc	 plan_taken(struct req *, const struct q_child_list *, size_t nchildren,
		    struct taken_view *) MUST_USE;

/* ---- steps.c: what goes with every step of a report ---- */

/*
 * After the row was changed, in its transaction: history, audit row, and the
 * register (provisional, final, or gone).  words: reason of a rejection or staff note.
 */
enum db_rc	 steps_record(struct tx *, struct req *, uint64_t absence_id, enum rules_act,
		    const char *words) MUST_USE;

/*
 * The page for a row that could not be read: DB_NONE leaves an audit row (AB-04)
 * and is a 404, whether the row is another family's or not there.
 */
enum page	 steps_missing(struct req *, enum db_rc, enum audit_object, uint64_t object_id);

/* ---- notify.c: mail to the guardians, in the language of each ---- */

/* A new report: one mail to each guardian with the children of that guardian. */
enum db_rc	 notify_report(struct tx *, struct req *, const struct plan *, uint64_t receipt_id,
		    const char *number) MUST_USE;

/* What happened to one report afterwards; the text of subject and body is `what`. */
enum notify_what { NOTIFY_CORRECTED, NOTIFY_WITHDRAWN, NOTIFY_REJECTED };
struct notify_one {
	uint64_t	 absence_id, pupil_id;
	const char	*number, *school, *given_kana, *given_name;
	struct date	 on_date;
};
enum db_rc	 notify_change(struct tx *, struct req *, enum notify_what,
		    const struct notify_one *) MUST_USE;

/* ---- staff.c: which classes a staff page shows ---- */

struct staff_classes {
	const struct q_class_list	*v;
	size_t				 n;
	const struct q_class_list	*picked;	/* NULL: several */
	bool				 has_own;	/* this person has a homeroom */
};

/* The classes of the school.  DB_NONE: class_id is none of them. */
enum db_rc	 staff_classes(struct req *, bool has_class_id, uint64_t class_id,
		    struct staff_classes *) MUST_USE;

/* Fills a select of classes; first: the label of the empty value, or MSG_NONE for none. */
void		 staff_class_options(struct req *, struct field *, const struct staff_classes *,
		    enum msg first);

/*
 * The day of a filter: as typed, or today when nothing was.  The field shows it in
 * full, or with a sentence when it is not a day (then today).
 */
struct date	 staff_day(struct req *, const char *typed, struct field *);

/* The day of a filter for an address that leads back: "2026-04-06", or NULL when it is not a day. */
const char	*staff_on(struct req *, const char *typed);

/* Tickets in one order for everybody, so that two people who act at once never lock each other out. */
struct id_list	 staff_tickets(struct req *, struct id_list);

/* "2026-04-06", for addresses. */
const char	*staff_iso(struct arena *, struct date);

/* The page of one report of the school, for GET pages of several paths. */
enum page	 entry_page(struct req *, uint64_t absence_id);

#endif
