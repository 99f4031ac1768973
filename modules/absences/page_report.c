/* page_report.c -- a parent fills in a report: which children, what, when, why. */

#include "common/str.h"
#include "absences/absences.h"

/* The children as toggles; preselected: the only one, or the one that was asked for. */
static size_t
children_fill(struct req *r, struct field *f, const struct q_child_list *children, size_t n, uint64_t chosen)
{
	struct field_option	*o = arena_array(r->arena, n + 1, sizeof *o);
	size_t			 k = 0;

	for (size_t i = 0; i < n; i++) {
		if (!children[i].has_class_id)
			continue;
		o[k].value = words_number(r->arena, children[i].pupil_id);
		o[k].label = words_child(r, children[i].family_name, children[i].given_name,
		    children[i].class_name);
		o[k++].checked = children[i].pupil_id == chosen;
	}
	if (k == 1)
		o[0].checked = true;
	field_options(r, f, o, k);
	return k;
}

/* Today and tomorrow with their dates: relative words never stand alone (ui.md 9, 47). */
static void
days_fill(struct req *r, struct field *f)
{
	struct field_option	*o = arena_array(r->arena, f->noptions, sizeof *o);

	for (size_t i = 0; i < f->noptions; i++) {
		o[i] = f->options[i];
		if (i == DAY_TODAY || i == DAY_TOMORROW)
			o[i].label = msg_format(r->arena, r->lang, MSG_ABSENCE_DAY_WITH_DATE, o[i].label,
			    msg_day(r->arena, r->lang, date_add(r->today, i == DAY_TOMORROW)), NULL);
	}
	f->options = o;
}

/* The form filled like an earlier report. */
static void
same_fill(struct req *r, struct absence_report_fields *f, const struct q_report_one *row)
{
	field_default(r, &f->reason, absence_reasons[row->reason].value);
	field_default(r, &f->at, msg_minute(r->arena, row->has_at_minute, row->at_minute));
	field_default(r, &f->note, row->note);
	for (int i = 0; absence_symptoms[i].value != NULL; i++)
		if (((uint64_t)row->symptoms >> i & 1) != 0)
			field_default(r, &f->symptoms, absence_symptoms[i].value);
}

static enum page
report_page(struct req *r, const struct q_child_list *children, size_t n, const struct q_report_one *same,
    uint64_t chosen)
{
	struct absence_report_fields	*f = absence_report_show(r);
	struct report_view		 v;
	struct taken_view		 taken = { 0 };
	size_t				 nown;
	enum db_rc			 rc = DB_OK;

	if (str_equal(f->pupil_ids.error, msg_text(r->lang, MSG_ABSENCE_TAKEN)))
		rc = plan_taken(r, children, n, &taken);
	if (rc != DB_OK)
		return page_of(r, rc);
	nown = children_fill(r, &f->pupil_ids, children, n, same != NULL ? same->pupil_id : chosen);
	field_default(r, &f->kind, absence_kinds[same != NULL ? same->kind : RULES_ABSENT].value);
	field_default(r, &f->day, absence_days[DAY_TODAY].value);
	if (same != NULL)
		same_fill(r, f, same);
	days_fill(r, &f->day);
	v = (struct report_view){
		.frame = frame_with_form(r, msg_text(r->lang, MSG_ABSENCE_REPORT_TITLE), &f->form),
		.f = *f,
		.post = url_report_submit(r, NULL),
		.back = url_home_show(r, NULL),
		.one_child = nown == 1,
		.taken = taken,
	};
	t_absences_report(r->html, &v);
	return PAGE_OK;
}

/* GET /absences/report: the form, empty, like an earlier report, or as it was typed. */
enum page
report_show(struct req *r, const struct report_query *in)
{
	struct q_child_list	*children;
	struct q_report_one	*same = NULL;
	size_t			 n, own = 0;
	enum db_rc		 rc;

	if (in->has_same_id) {
		same = arena_alloc(r->arena, sizeof *same);
		rc = q_report_one(r->db, &r->scope, same, &(struct q_report_one_in){ .absence_id = in->same_id });
		if (rc != DB_OK)
			return steps_missing(r, rc, AUDIT_OF_ABSENCE, in->same_id);
	}
	rc = q_child_list(r->db, &r->scope, &children, &n);
	if (rc != DB_OK)
		return page_of(r, rc);
	for (size_t i = 0; i < n; i++)
		own += !in->has_child_id || children[i].pupil_id == in->child_id;
	if (n == 0)
		return page_redirect(r, url_home_show(r, NULL));
	if (own == 0)
		return steps_missing(r, DB_NONE, AUDIT_OF_PUPIL, in->child_id);
	return report_page(r, children, n, same, in->has_child_id ? in->child_id : 0);
}

/* POST /absences/report: nothing is sent yet; what was typed waits for the check page. */
enum page
report_submit(struct req *r, const struct absence_report *in)
{
	struct draft_key	 key;
	struct plan		 plan;
	enum db_rc		 rc;

	rc = plan_make(r, in, &plan);
	if (rc != DB_OK)
		return page_of(r, rc);
	switch (plan.fault) {
	case PLAN_NOT_OWN:
		return steps_missing(r, DB_NONE, AUDIT_OF_PUPIL, in->pupil_ids.v[0]);
	case PLAN_ASK_OTHER:
		return page_again(r, absence_report, other_on, MSG_ABSENCE_ASK_OTHER_ON);
	case PLAN_UNTIL_BEFORE:
		return page_again(r, absence_report, until_on, MSG_ABSENCE_UNTIL_BEFORE);
	case PLAN_WEEKEND:
		return page_again(r, absence_report, until_on, MSG_ABSENCE_WEEKEND);
	case PLAN_TAKEN:
		return page_again(r, absence_report, pupil_ids, MSG_ABSENCE_TAKEN);
	case PLAN_GOOD:
		break;
	}
	rc = draft_store(r, r->path, &key);
	if (rc != DB_OK)
		return page_of(r, rc);
	return page_redirect(r, url_check_show(r, &(struct check_query){ .has_key = true, .key = key }));
}
