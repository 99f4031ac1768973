/* words.c -- rows of the database as people read them. */

#include <inttypes.h>
#include <string.h>

#include "absences/absences.h"

static const char *
label(const struct req *r, const struct choice *choices, int i)
{
	for (int k = 0; choices[k].value != NULL; k++)
		if (k == i)
			return msg_text(r->lang, choices[k].label);
	return "";
}

const char *
words_kind(const struct req *r, int kind)
{
	return label(r, absence_kinds, kind);
}

const char *
words_reason(const struct req *r, int reason)
{
	return label(r, absence_reasons, reason);
}

const char *
words_state(const struct req *r, int state)
{
	static const struct choice	 states[] = {
		[RULES_RECEIVED] = { "received", MSG_ABSENCE_STATE_RECEIVED },
		[RULES_CONFIRMED] = { "confirmed", MSG_ABSENCE_STATE_CONFIRMED },
		[RULES_APPROVED] = { "approved", MSG_ABSENCE_STATE_APPROVED },
		[RULES_REJECTED] = { "rejected", MSG_ABSENCE_STATE_REJECTED },
		[RULES_WITHDRAWN] = { "withdrawn", MSG_ABSENCE_STATE_WITHDRAWN },
		{ NULL, MSG_NONE },
	};

	return label(r, states, state);
}

const char *
words_join(struct arena *arena, enum lang lang, const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return a == NULL ? b : a;
	return msg_format(arena, lang, MSG_ABSENCE_LIST, a, b, NULL);
}

const char *
words_symptoms(const struct req *r, int64_t bits)
{
	const char	*all = NULL;

	for (int i = 0; absence_symptoms[i].value != NULL; i++)
		if (((uint64_t)bits >> i & 1) != 0)
			all = words_join(r->arena, r->lang, all,
			    msg_text(r->lang, absence_symptoms[i].label));
	return all;
}

const char *
words_person(const struct req *r, const char *family, const char *given)
{
	return arena_printf(r->arena, "%s %s", family, given);
}

const char *
words_child(const struct req *r, const char *family, const char *given, const char *class_name)
{
	const char	*name = words_person(r, family, given);

	if (class_name == NULL)
		return name;
	return msg_format(r->arena, r->lang, MSG_ABSENCE_CHILD, name, class_name, NULL);
}

const char *
words_initial(struct arena *arena, const char *given_kana, const char *given_name)
{
	const char	*s = given_kana[0] != '\0' ? given_kana : given_name;
	size_t		 n = s[0] != '\0';

	while (((unsigned char)s[n] & 0xc0) == 0x80)
		n++;
	return arena_copy(arena, s, n);
}

const char *
words_days(struct arena *arena, enum lang lang, const struct date *days, size_t n)
{
	const char	*first = msg_day(arena, lang, days[0]);

	if (n == 1)
		return first;
	return msg_format(arena, lang, MSG_ABSENCE_DAYS, first, msg_day(arena, lang, days[n - 1]),
	    words_number(arena, n), NULL);
}

const char *
words_guardian(const struct req *r, int relationship)
{
	static const enum msg	 names[] = {
		MSG_ABSENCE_BY_MOTHER, MSG_ABSENCE_BY_FATHER, MSG_ABSENCE_BY_GRANDPARENT,
		MSG_ABSENCE_BY_RELATIVE, MSG_ABSENCE_BY_GUARDIAN,
	};
	const size_t		 n = sizeof names / sizeof names[0];

	return msg_text(r->lang, names[relationship >= 0 && (size_t)relationship < n ?
	    (size_t)relationship : n - 1]);
}

const char *
words_number(struct arena *arena, uint64_t n)
{
	return arena_printf(arena, "%" PRIu64, n);
}

struct lamps_view
words_lamps(int state, struct instant reported_at, struct instant confirmed_at,
    struct instant decided_at, struct instant withdrawn_at)
{
	return (struct lamps_view){
		.reported_at = reported_at,
		.confirmed_at = confirmed_at,
		.decided_at = decided_at,
		.withdrawn_at = withdrawn_at,
		.confirmed = confirmed_at.us != 0,
		.approved = state == RULES_APPROVED,
		.rejected = state == RULES_REJECTED,
		.withdrawn = state == RULES_WITHDRAWN,
	};
}

const char *
words_report(const struct req *r, const struct words_report *in)
{
	const char	*all = words_kind(r, in->kind);

	all = words_join(r->arena, r->lang, all, words_reason(r, in->reason));
	all = words_join(r->arena, r->lang, all, words_symptoms(r, in->symptoms));
	return words_join(r->arena, r->lang, all, msg_minute(r->arena, in->has_at, in->at_minute));
}
