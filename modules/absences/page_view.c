/* page_view.c -- a parent looks at one report: how far it came, and what was said when. */

#include "absences/absences.h"

static enum msg
act_msg(int act)
{
	switch (act) {
	case RULES_DID_REPORT:
		return MSG_ABSENCE_DID_REPORT;
	case RULES_DID_CORRECT:
		return MSG_ABSENCE_DID_CORRECT;
	case RULES_DID_WITHDRAW:
		return MSG_ABSENCE_DID_WITHDRAW;
	case RULES_DID_CONFIRM:
		return MSG_ABSENCE_DID_CONFIRM;
	case RULES_DID_APPROVE:
		return MSG_ABSENCE_DID_APPROVE;
	default:
		return MSG_ABSENCE_DID_REJECT;
	}
}

/* Guardians by their relationship and never by name or address; everybody else is the school. */
static const char *
who(struct req *r, const struct q_report_history *row)
{
	if (row->mine)
		return msg_text(r->lang, MSG_ABSENCE_BY_YOU);
	if (row->has_relationship)
		return words_guardian(r, row->relationship);
	return msg_text(r->lang, MSG_ABSENCE_BY_SCHOOL);
}

static struct step
step(struct req *r, const struct q_report_history *row)
{
	const bool	 parents = row->act == RULES_DID_REPORT || row->act == RULES_DID_CORRECT;

	return (struct step){
		.at = row->at,
		.act = msg_text(r->lang, act_msg(row->act)),
		.who = who(r, row),
		.what = !parents ? NULL : words_report(r, &(struct words_report){
			row->kind, row->reason, row->symptoms, row->has_at_minute, row->at_minute }),
		.words = parents ? row->note : row->words,
	};
}

static enum db_rc
history_fill(struct req *r, uint64_t absence_id, struct history_view *out)
{
	struct q_report_history	*rows;
	struct step		*steps;
	size_t			 n;
	enum db_rc		 rc;

	rc = q_report_history(r->db, &r->scope, &rows, &n, &(struct q_report_history_in){
		.absence_id = absence_id,
	});
	steps = arena_array(r->arena, n + 1, sizeof *steps);
	for (size_t i = 0; rc == DB_OK && i < n; i++)
		steps[i] = step(r, &rows[i]);
	*out = (struct history_view){ steps, n };
	return rc;
}

static void
row_fill(struct req *r, struct report_detail_view *v, const struct q_report_one *row)
{
	const struct absence_query	 one = { .has_id = true, .id = row->absence_id };

	*v = (struct report_detail_view){
		.frame = frame_of(r, msg_format(r->arena, r->lang, MSG_ABSENCE_VIEW_TITLE,
		    words_child(r, row->family_name, row->given_name, row->class_name),
		    msg_day(r->arena, r->lang, row->on_date), NULL)),
		.child = words_person(r, row->family_name, row->given_name),
		.class_name = row->class_name,
		.number = row->number,
		.kind = words_kind(r, row->kind),
		.reason = words_reason(r, row->reason),
		.symptoms = words_symptoms(r, row->symptoms),
		.at = msg_minute(r->arena, row->has_at_minute, row->at_minute),
		.note = row->note,
		.on_date = row->on_date,
		.lamps = words_lamps(row->state, row->reported_at, row->confirmed_at,
		    row->decided_at, row->withdrawn_at),
		.reject_reason = row->reject_reason,
		.may_change = rules_may_correct(row->state),
		.after_confirming = row->state == RULES_CONFIRMED || row->state == RULES_APPROVED,
		.school = { row->school_name, row->school_phone },
		.correct = url_correct_show(r, &one),
		.withdraw = url_withdraw_show(r, &one),
		.receipt = url_receipt_show(r, &(struct receipt_query){ .has_id = true, .id = row->receipt_id }),
		.home = url_home_show(r, NULL),
	};
}

/* GET /absences/view: one child on one day. */
enum page
view_show(struct req *r, const struct absence_query *in)
{
	struct q_report_one		 row;
	struct report_detail_view	 v;
	enum db_rc			 rc;

	rc = q_report_one(r->db, &r->scope, &row, &(struct q_report_one_in){ .absence_id = in->id });
	if (rc != DB_OK)
		return steps_missing(r, rc, AUDIT_OF_ABSENCE, in->id);
	row_fill(r, &v, &row);
	rc = history_fill(r, in->id, &v.history);
	if (rc != DB_OK)
		return page_of(r, rc);
	t_absences_view(r->html, &v);
	return PAGE_OK;
}
