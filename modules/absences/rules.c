/* rules.c -- decisions about absence reports, without any input or output. */

#include "common/time.h"
#include "rules.h"

#define VERSION_BITS 16

bool
rules_may_correct(int state)
{
	return state == RULES_RECEIVED;
}

bool
rules_may_withdraw(int state)
{
	return state == RULES_RECEIVED;
}

bool
rules_may_confirm(int state)
{
	return state == RULES_RECEIVED;
}

bool
rules_may_decide(int state)
{
	return state == RULES_RECEIVED || state == RULES_CONFIRMED;
}

bool
rules_living(int state)
{
	return state == RULES_RECEIVED || state == RULES_CONFIRMED || state == RULES_APPROVED;
}

const char *
rules_code(int kind, int reason)
{
	if (kind == RULES_LATE)
		return "late";
	if (kind == RULES_EARLY)
		return "early";
	switch (reason) {
	case RULES_UNWELL:
	case RULES_HOSPITAL:
	case RULES_INFECTION:
		return "sick";
	case RULES_MOURNING:
		return "mourning";
	default:
		return "other";
	}
}

size_t
rules_days(struct date from, struct date until, struct date days[RULES_DAYS_MAX])
{
	const int	 last = date_days(from, until);
	size_t		 n = 0;

	if (last == 0) {
		days[0] = from;
		return 1;
	}
	for (int i = 0; i <= last && n < RULES_DAYS_MAX; i++) {
		const struct date	 day = date_add(from, i);
		const int		 weekday = date_weekday(day);

		if (weekday != 0 && weekday != 6)
			days[n++] = day;
	}
	return n;
}

void
rules_number(const unsigned char random[RULES_NUMBER_BYTES], char out[10])
{
	/* Thirty-two of them, so that every byte is fair. */
	static const char	 letters[] = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
	size_t			 at = 0;

	for (size_t i = 0; i < RULES_NUMBER_BYTES; i++) {
		if (i == 4)
			out[at++] = '-';
		out[at++] = letters[random[i] % (sizeof letters - 1)];
	}
	out[at] = '\0';
}

uint64_t
rules_ticket(uint64_t absence_id, int64_t version)
{
	return absence_id << VERSION_BITS | ((uint64_t)version & ((1u << VERSION_BITS) - 1));
}

uint64_t
rules_ticket_id(uint64_t ticket)
{
	return ticket >> VERSION_BITS;
}

int64_t
rules_ticket_version(uint64_t ticket)
{
	return (int64_t)(ticket & ((1u << VERSION_BITS) - 1));
}
