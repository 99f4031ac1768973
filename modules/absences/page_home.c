/* page_home.c -- a parent looks at the children: today, the coming days, and what was. */

#include "absences/absences.h"

#define PAST_DAYS 14
#define SAME_DAYS 4	/* Friday's report may be repeated on Monday */

static struct home_report
home_report(struct req *r, const struct q_child_list *child, const struct q_report_list *row)
{
	return (struct home_report){
		.child = words_person(r, child->family_name, child->given_name),
		.kind = words_kind(r, row->kind),
		.reason = words_reason(r, row->reason),
		.on_date = row->on_date,
		.lamps = words_lamps(row->state, row->reported_at, row->confirmed_at,
		    row->decided_at, row->withdrawn_at),
		.view = url_view_show(r, &(struct absence_query){ .has_id = true, .id = row->absence_id }),
	};
}

/* A withdrawn report belongs to the past, whatever its day. */
static bool
is_coming(struct req *r, const struct q_report_list *row)
{
	return date_compare(row->on_date, r->today) >= 0 && row->state != RULES_WITHDRAWN;
}

/* The latest report of the last days; NULL when there is nothing to repeat. */
static const struct q_report_list *
to_repeat(struct req *r, const struct q_child_list *child, const struct q_report_list *rows, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (rows[i].pupil_id == child->pupil_id && rules_living(rows[i].state) &&
		    date_compare(rows[i].on_date, r->today) < 0)
			return date_days(rows[i].on_date, r->today) <= SAME_DAYS ? &rows[i] : NULL;
	return NULL;
}

static void
same_fill(struct req *r, struct home_child *out, const struct q_report_list *row)
{
	const enum msg	 label = date_days(row->on_date, r->today) == 1 ?
	    MSG_ABSENCE_SAME_YESTERDAY : MSG_ABSENCE_SAME_EARLIER;

	out->same_label = msg_format(r->arena, r->lang, label, msg_day(r->arena, r->lang, row->on_date), NULL);
	out->same = url_report_show(r, &(struct report_query){ .has_same_id = true, .same_id = row->absence_id });
}

static void
child_fill(struct req *r, struct home_child *out, const struct q_child_list *child,
    const struct q_report_list *rows, size_t n)
{
	struct home_report		*coming = arena_array(r->arena, n + 1, sizeof *coming);
	const struct q_report_list	*same = to_repeat(r, child, rows, n);

	*out = (struct home_child){
		.name = words_person(r, child->family_name, child->given_name),
		.class_name = child->class_name,
		.school_name = child->school_name,
		.coming = coming,
		.nothing_today = true,
	};
	for (size_t i = n; i-- > 0;) {		/* the earliest day first */
		if (rows[i].pupil_id != child->pupil_id || !is_coming(r, &rows[i]))
			continue;
		coming[out->ncoming++] = home_report(r, child, &rows[i]);
		if (date_compare(rows[i].on_date, r->today) == 0 && rules_living(rows[i].state))
			out->nothing_today = false;
	}
	if (same != NULL && out->nothing_today && child->has_class_id)
		same_fill(r, out, same);
}

static size_t
recent_fill(struct req *r, struct home_report *out, const struct q_child_list *children, size_t nchildren,
    const struct q_report_list *rows, size_t n)
{
	size_t	 nout = 0;

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < nchildren && !is_coming(r, &rows[i]); k++)
			if (children[k].pupil_id == rows[i].pupil_id)
				out[nout++] = home_report(r, &children[k], &rows[i]);
	return nout;
}

/* GET /absences: the children with their reports, and the one large button. */
enum page
home_show(struct req *r, const struct home_query *in)
{
	struct q_child_list	*children;
	struct q_report_list	*rows = NULL;
	struct home_child	*out;
	struct home_report	*recent;
	struct home_view	 v;
	size_t			 n, nrows = 0;
	enum db_rc		 rc;

	rc = q_child_list(r->db, &r->scope, &children, &n);
	if (rc == DB_OK)
		rc = q_report_list(r->db, &r->scope, &rows, &nrows, &(struct q_report_list_in){
			.from_on = date_add(r->today, -PAST_DAYS),
			.until_on = date_add(r->today, RULES_DAYS_AHEAD),
		});
	if (rc != DB_OK)
		return page_of(r, rc);
	out = arena_array(r->arena, n + 1, sizeof *out);
	recent = arena_array(r->arena, nrows + 1, sizeof *recent);
	v = (struct home_view){
		.frame = frame_of(r, msg_text(r->lang, MSG_ABSENCE_HOME_TITLE)),
		.today = r->today,
		.children = out,
		.nchildren = n,
		.report = url_report_show(r, NULL),
		.add_child = url_link(LINK_REGISTER),
		.recent = recent,
		.nrecent = recent_fill(r, recent, children, n, rows, nrows),
	};
	if (in->has_news)
		v.frame.done = msg_text(r->lang, home_news[in->news].label);
	for (size_t i = 0; i < n; i++) {
		child_fill(r, &out[i], &children[i], rows, nrows);
		v.can_report = v.can_report || children[i].has_class_id;
	}
	t_absences_home(r->html, &v);
	return PAGE_OK;
}
