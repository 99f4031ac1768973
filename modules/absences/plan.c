/* plan.c -- what a filled-in report means: which children, which days, and what stands against it. */

#include "absences/absences.h"

static const struct q_child_list *
child_of(const struct q_child_list *children, size_t n, uint64_t pupil_id)
{
	for (size_t i = 0; i < n; i++)
		if (children[i].pupil_id == pupil_id)
			return &children[i];
	return NULL;
}

static struct taken_row
taken_row(struct req *r, const struct q_child_list *child, const struct q_report_list *report)
{
	return (struct taken_row){
		.child = words_child(r, child->family_name, child->given_name, child->class_name),
		.kind = words_kind(r, report->kind),
		.on_date = report->on_date,
		.view = url_view_show(r, &(struct absence_query){ .has_id = true, .id = report->absence_id }),
	};
}

/* The living reports of the coming days. */
static enum db_rc
coming(struct req *r, struct q_report_list **rows, size_t *n)
{
	size_t		 kept = 0;
	enum db_rc	 rc;

	rc = q_report_list(r->db, &r->scope, rows, n, &(struct q_report_list_in){
		.from_on = r->today,
		.until_on = date_add(r->today, RULES_DAYS_AHEAD),
	});
	for (size_t i = 0; rc == DB_OK && i < *n; i++)
		if (rules_living((*rows)[i].state))
			(*rows)[kept++] = (*rows)[i];
	*n = kept;
	return rc;
}

enum db_rc
plan_taken(struct req *r, const struct q_child_list *children, size_t nchildren, struct taken_view *out)
{
	struct q_report_list	*rows;
	struct taken_row	*taken;
	size_t			 n, ntaken = 0;
	enum db_rc		 rc;

	*out = (struct taken_view){ 0 };
	rc = coming(r, &rows, &n);
	if (rc != DB_OK)
		return rc;
	taken = arena_array(r->arena, n + 1, sizeof *taken);
	for (size_t i = n; i-- > 0;) {		/* the earliest day first */
		const struct q_child_list	*child = child_of(children, nchildren, rows[i].pupil_id);

		if (child != NULL)
			taken[ntaken++] = taken_row(r, child, &rows[i]);
	}
	*out = (struct taken_view){ taken, ntaken };
	return DB_OK;
}

static bool
has_day(const struct plan *p, struct date day)
{
	for (size_t i = 0; i < p->ndays; i++)
		if (date_compare(p->days[i], day) == 0)
			return true;
	return false;
}

static enum plan_fault
choose_children(struct req *r, const struct absence_report *in, const struct q_child_list *own,
    size_t nown, struct plan *p)
{
	p->children = arena_array(r->arena, in->pupil_ids.n + 1, sizeof *p->children);
	for (size_t i = 0; i < in->pupil_ids.n; i++) {
		const struct q_child_list	*child = child_of(own, nown, in->pupil_ids.v[i]);

		if (child == NULL || !child->has_class_id)
			return PLAN_NOT_OWN;
		p->children[p->nchildren++] = child;
	}
	return PLAN_GOOD;
}

static enum plan_fault
choose_days(struct req *r, const struct absence_report *in, struct plan *p)
{
	struct date	 from, until;

	if (in->day == DAY_OTHER && !in->has_other_on)
		return PLAN_ASK_OTHER;
	from = in->day == DAY_OTHER ? in->other_on : date_add(r->today, in->day == DAY_TOMORROW);
	until = in->has_until_on ? in->until_on : from;
	if (date_compare(until, from) < 0)
		return PLAN_UNTIL_BEFORE;
	p->ndays = rules_days(from, until, p->days);
	return p->ndays == 0 ? PLAN_WEEKEND : PLAN_GOOD;
}

enum db_rc
plan_make(struct req *r, const struct absence_report *in, struct plan *p)
{
	struct q_child_list	*own;
	struct q_report_list	*rows;
	size_t			 nown, n;
	enum db_rc		 rc;

	*p = (struct plan){ 0 };
	rc = q_child_list(r->db, &r->scope, &own, &nown);
	if (rc != DB_OK)
		return rc;
	p->fault = choose_children(r, in, own, nown, p);
	if (p->fault == PLAN_GOOD)
		p->fault = choose_days(r, in, p);
	if (p->fault != PLAN_GOOD)
		return DB_OK;
	rc = coming(r, &rows, &n);
	if (rc != DB_OK)
		return rc;
	p->taken = arena_array(r->arena, n + 1, sizeof *p->taken);
	for (size_t i = n; i-- > 0;) {
		if (!has_day(p, rows[i].on_date))
			continue;
		for (size_t k = 0; k < p->nchildren; k++)
			if (p->children[k]->pupil_id == rows[i].pupil_id)
				p->taken[p->ntaken++] = taken_row(r, p->children[k], &rows[i]);
	}
	if (p->ntaken != 0)
		p->fault = PLAN_TAKEN;
	return DB_OK;
}
