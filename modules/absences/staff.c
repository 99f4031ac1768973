/* staff.c -- which classes and which day a staff page shows. */

#include "absences/absences.h"

enum db_rc
staff_classes(struct req *r, bool has_class_id, uint64_t class_id, struct staff_classes *out)
{
	struct q_class_list	*rows;
	size_t			 n;
	enum db_rc		 rc;

	rc = q_class_list(r->db, &r->scope, &rows, &n);
	if (rc != DB_OK)
		return rc;
	*out = (struct staff_classes){ .v = rows, .n = n };
	for (size_t i = 0; i < n; i++) {
		out->has_own = out->has_own || rows[i].mine;
		if (has_class_id && rows[i].class_id == class_id)
			out->picked = &rows[i];
	}
	return has_class_id && out->picked == NULL ? DB_NONE : DB_OK;
}

void
staff_class_options(struct req *r, struct field *f, const struct staff_classes *classes, enum msg first)
{
	struct field_option	*o = arena_array(r->arena, classes->n + 1, sizeof *o);
	size_t			 n = 0;

	if (first != MSG_NONE)
		o[n++] = (struct field_option){
			.value = "",
			.label = msg_text(r->lang, first),
			.checked = classes->picked == NULL,
		};
	for (size_t i = 0; i < classes->n; i++)
		o[n++] = (struct field_option){
			.value = words_number(r->arena, classes->v[i].class_id),
			.label = classes->v[i].name,
			.checked = &classes->v[i] == classes->picked,
		};
	f->options = o;
	f->noptions = n;
}

const char *
staff_iso(struct arena *arena, struct date d)
{
	return arena_printf(arena, "%04d-%02d-%02d", d.year, d.month, d.day);
}

struct date
staff_day(struct req *r, const char *typed, struct field *f)
{
	struct date	 day = r->today;

	if (typed != NULL && !date_parse(typed, r->today, &day)) {
		f->value = typed;
		f->error = msg_text(r->lang, MSG_ABSENCE_ASK_DATE);
		f->error_id = arena_printf(r->arena, "%s-error", f->id);
		return r->today;
	}
	f->value = staff_iso(r->arena, day);
	return day;
}

const char *
staff_on(struct req *r, const char *typed)
{
	struct date	 day;

	return typed != NULL && date_parse(typed, r->today, &day) ? staff_iso(r->arena, day) : NULL;
}

struct id_list
staff_tickets(struct req *r, struct id_list tickets)
{
	uint64_t	*v = arena_array(r->arena, tickets.n + 1, sizeof *v);
	size_t		 n = 0, k;

	for (size_t i = 0; i < tickets.n; i++) {
		if (rules_ticket_id(tickets.v[i]) == 0)
			continue;
		for (k = n++; k > 0 && v[k - 1] > tickets.v[i]; k--)
			v[k] = v[k - 1];
		v[k] = tickets.v[i];
	}
	return (struct id_list){ v, n };
}
