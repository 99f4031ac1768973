/* rules.h -- decisions about absence reports, without any input or output. */
#ifndef ABSENCES_RULES_H
#define ABSENCES_RULES_H

#include "common/types.h"

/* As they are stored; the order of the lists in forms.c. */
enum rules_kind { RULES_ABSENT, RULES_LATE, RULES_EARLY };
enum rules_reason {
	RULES_UNWELL, RULES_HOSPITAL, RULES_FAMILY, RULES_MOURNING, RULES_INFECTION, RULES_OTHER,
};
enum rules_state {
	RULES_RECEIVED, RULES_CONFIRMED, RULES_APPROVED, RULES_REJECTED, RULES_WITHDRAWN,
};
enum rules_act {
	RULES_DID_REPORT, RULES_DID_CORRECT, RULES_DID_WITHDRAW, RULES_DID_CONFIRM, RULES_DID_PHONE,
	RULES_DID_APPROVE, RULES_DID_REJECT, RULES_DID_NOTE, RULES_DID_CODE,
};

/* Days ahead that a report may reach; and so many days one report holds at most. */
#define RULES_DAYS_AHEAD 14
#define RULES_DAYS_MAX (RULES_DAYS_AHEAD + 1)

/*
 * What may be done with a report in this state.  A parent corrects and withdraws
 * until the homeroom teacher has confirmed; afterwards the telephone.  A school
 * manager may decide on a report that nobody confirmed yet: approving it then
 * stands for both (003 L2061 asks for the approval of a manager, not for a
 * confirmation before it).
 */
bool	 rules_may_correct(int state);
bool	 rules_may_withdraw(int state);
bool	 rules_may_confirm(int state);
bool	 rules_may_decide(int state);	/* approve, reject, change the code */
bool	 rules_living(int state);	/* holds its day: not rejected, not withdrawn */

/*
 * The register code that the parent's words suggest (interchange.md 3.1).
 * Suspension of attendance is never suggested: it is the principal's decision
 * (School Health and Safety Act, article 19).  Static.
 */
const char *rules_code(int kind, int reason);

/*
 * The days of a report from `from` to `until` (the same day for a single one):
 * Monday to Friday, but a single day as it is.  days: room for RULES_DAYS_MAX.
 * Returns how many; 0 when until is before from, or nothing but weekend lies between.
 */
size_t	 rules_days(struct date from, struct date until, struct date days[RULES_DAYS_MAX]);

/*
 * The number of a receipt from eight random bytes: XXXX-XXXX without the
 * letters and digits that people mistake for each other (0 O 1 I).
 */
#define RULES_NUMBER_BYTES 8
void	 rules_number(const unsigned char random[RULES_NUMBER_BYTES], char out[10]);

/*
 * A report together with the version that a person saw, as one number for a
 * checkbox: what changed meanwhile is then not confirmed unseen.  The low 16
 * bits hold the version.
 */
uint64_t rules_ticket(uint64_t absence_id, int64_t version);
uint64_t rules_ticket_id(uint64_t ticket);
int64_t	 rules_ticket_version(uint64_t ticket);

#endif
