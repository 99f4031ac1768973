/* page_approve.c -- the school manager decides what gets into the register (003 L2061). */

#include "absences/absences.h"

static struct approve_row
approve_row(struct req *r, const struct q_waiting_list *row, size_t i)
{
	const struct absence_query	 one = { .has_id = true, .id = row->absence_id };

	return (struct approve_row){
		.ticket = words_number(r->arena, rules_ticket(row->absence_id, row->version)),
		.ticket_id = i == 0 ? "tickets" : arena_printf(r->arena, "tickets-%zu", i),
		.confirmed = row->state == RULES_CONFIRMED,
		.corrected = row->has_corrected_at,
		.phoned = row->has_phoned_at,
		.has_number = row->has_attendance_number,
		.number = row->attendance_number,
		.on_date = row->on_date,
		.name = words_person(r, row->family_name, row->given_name),
		.class_name = row->class_name,
		.kind = words_kind(r, row->kind),
		.reason = words_reason(r, row->reason),
		.symptoms = words_symptoms(r, row->symptoms),
		.at = msg_minute(r->arena, row->has_at_minute, row->at_minute),
		.note = row->note,
		.staff_note = row->staff_note,
		.code_label = row->code_label,
		.entry = url_entry_show(r, &one),
		.reject = url_reject_show(r, &one),
	};
}

static const char *
done_text(struct req *r, const struct approve_query *in)
{
	if (!in->has_done || !in->has_already)
		return NULL;
	return msg_format(r->arena, r->lang,
	    in->already == 0 ? MSG_ABSENCE_APPROVED : MSG_ABSENCE_APPROVED_SOME,
	    words_number(r->arena, (uint64_t)in->done), words_number(r->arena, (uint64_t)in->already), NULL);
}

/* The filter; has_day: a day was asked for and could be read. */
static struct date
filter_fill(struct req *r, struct approve_query_fields *q, const struct approve_query *in,
    const struct staff_classes *classes, bool *has_day)
{
	struct date	 day = staff_day(r, in->has_on ? in->on : NULL, &q->on);

	*has_day = in->has_on && q->on.error == NULL;
	if (!in->has_on)
		q->on.value = "";
	staff_class_options(r, &q->class_id, classes, MSG_ABSENCE_ALL_CLASSES);
	return day;
}

/* What leads back to the same list after approving. */
static void
form_fill(struct req *r, struct approve_view *v, const struct approve_query *in)
{
	struct absence_approve_fields	*f = absence_approve_show(r);

	f->class_id.value = in->has_class_id ? words_number(r->arena, in->class_id) : "";
	f->on.value = in->has_on ? in->on : "";
	v->f = *f;
	v->post = url_approve_show(r, in);
}

/* GET /absences/approve: everything that waits for a decision. */
enum page
approve_show(struct req *r, const struct approve_query *in)
{
	struct approve_query_fields	*q = approve_query_show(r);
	struct approve_query		 here = *in;
	struct staff_classes		 classes;
	struct approve_view		 v = { 0 };
	struct q_waiting_list		*rows;
	struct approve_row		*out;
	struct date			 day;
	size_t				 n;
	bool				 has_day;
	enum db_rc			 rc;

	rc = staff_classes(r, in->has_class_id, in->class_id, &classes);
	if (rc != DB_OK)
		return page_of(r, rc);
	day = filter_fill(r, q, in, &classes, &has_day);
	rc = q_waiting_list(r->db, &r->scope, &rows, &n, &(struct q_waiting_list_in){
		.has_class_id = in->has_class_id, .class_id = in->class_id,
		.has_on_date = has_day, .on_date = day,
	});
	if (rc != DB_OK)
		return page_of(r, rc);
	here.has_done = here.has_already = false;
	form_fill(r, &v, &here);
	v.more = n > APPROVE_MAX;
	v.nrows = v.more ? APPROVE_MAX : n;
	out = arena_array(r->arena, n + 1, sizeof *out);
	for (size_t i = 0; i < v.nrows; i++)
		out[i] = approve_row(r, &rows[i], i);
	v.rows = out;
	v.q = *q;
	v.filter = url_approve_show(r, NULL);
	v.frame = frame_with_form(r, n == 0 ? msg_text(r->lang, MSG_ABSENCE_APPROVE_TITLE) :
	    msg_format(r->arena, r->lang, v.more ? MSG_ABSENCE_APPROVE_TITLE_MORE : MSG_ABSENCE_APPROVE_TITLE_N,
	    words_number(r->arena, v.nrows), NULL), &v.f.form);
	v.frame.done = done_text(r, in);
	t_absences_approve(r->html, &v);
	return PAGE_OK;
}

/* The waiting row of a ticket as it was seen; DB_NONE when it changed meanwhile. */
static enum db_rc
ticket_row(struct req *r, uint64_t ticket, struct approve_row *out)
{
	struct q_entry_one	 e;
	enum db_rc		 rc;

	if (rules_ticket_id(ticket) == 0)
		return DB_NONE;
	rc = q_entry_one(r->db, &r->scope, &e, &(struct q_entry_one_in){ .absence_id = rules_ticket_id(ticket) });
	if (rc != DB_OK)
		return rc;
	if (!rules_may_decide(e.state) || rules_ticket(e.absence_id, e.version) != ticket)
		return DB_NONE;
	*out = approve_row(r, &(struct q_waiting_list){
		.absence_id = e.absence_id, .version = e.version, .on_date = e.on_date, .state = e.state,
		.kind = e.kind, .reason = e.reason, .symptoms = e.symptoms,
		.has_at_minute = e.has_at_minute, .at_minute = e.at_minute, .note = e.note,
		.staff_note = e.staff_note, .code = e.code, .code_label = e.code_label,
		.family_name = e.family_name, .given_name = e.given_name,
		.has_attendance_number = e.has_attendance_number, .attendance_number = e.attendance_number,
		.class_name = e.class_name,
	}, 0);
	return DB_OK;
}

/* POST /absences/approve: nothing happens yet; the list once more, to be confirmed once. */
enum page
approve_check(struct req *r, const struct absence_approve *in)
{
	struct absence_approve_fields	*f = absence_approve_show(r);
	struct approve_check_view	 v = { 0 };
	struct approve_row		*out = arena_array(r->arena, in->tickets.n, sizeof *out);
	enum db_rc			 rc;

	for (size_t i = 0; i < in->tickets.n; i++) {
		rc = ticket_row(r, in->tickets.v[i], &out[v.nrows]);
		if (rc == DB_OK)
			v.nrows++;
		else if (rc == DB_NONE)
			v.nchanged++;
		else
			return page_of(r, rc);
	}
	f->class_id.value = in->has_class_id ? words_number(r->arena, in->class_id) : "";
	f->on.value = in->has_on ? in->on : "";
	v.f = *f;
	v.rows = out;
	v.post = url_approve_commit(r, NULL);
	v.back = url_approve_show(r, &(struct approve_query){
		.has_class_id = in->has_class_id, .class_id = in->class_id,
		.has_on = in->has_on, .on = in->on });
	v.frame = frame_of(r, msg_format(r->arena, r->lang, MSG_ABSENCE_APPROVE_CHECK_TITLE,
	    words_number(r->arena, v.nrows), NULL));
	t_absences_approve_check(r->html, &v);
	return PAGE_OK;
}

static enum db_rc
approve_one(struct tx *tx, struct req *r, uint64_t ticket, int64_t *done, int64_t *already)
{
	uint64_t	 n;
	enum db_rc	 rc;

	rc = q_absence_approve(tx, &r->scope, &n, &(struct q_absence_approve_in){
		.absence_id = rules_ticket_id(ticket),
		.version = rules_ticket_version(ticket),
		.now = r->now,
	});
	if (rc != DB_OK)
		return rc;
	if (n == 0) {
		(*already)++;
		return DB_OK;
	}
	(*done)++;
	return steps_record(tx, r, rules_ticket_id(ticket), RULES_DID_APPROVE, NULL);
}

/* POST /absences/approve/commit: each report in the version that was seen becomes final, once. */
enum page
approve_commit(struct req *r, const struct absence_approve *in)
{
	const char		*on = staff_on(r, in->on);
	struct approve_query	 back = {
		.class_id = in->class_id, .has_class_id = in->has_class_id,
		.on = on, .has_on = on != NULL,
		.has_done = true, .has_already = true,
	};
	const struct id_list	 tickets = staff_tickets(r, in->tickets);
	struct url		 result;
	struct tx		*tx = db_begin(r->db);
	enum db_rc		 rc = DB_OK;

	for (size_t i = 0; rc == DB_OK && i < tickets.n; i++)
		rc = approve_one(tx, r, tickets.v[i], &back.done, &back.already);
	result = url_approve_show(r, &back);
	if (rc == DB_OK)
		rc = once_store(tx, r, result);
	rc = db_end(tx, rc);
	if (rc != DB_OK)
		return page_of(r, rc);
	return page_redirect(r, result);
}

/* GET /absences/reject: why, for the parents to read. */
enum page
reject_show(struct req *r, const struct absence_query *in)
{
	struct absence_reject_fields	*f = absence_reject_show(r);
	struct reject_view		 v;
	struct q_entry_one		 row;
	enum db_rc			 rc;

	rc = q_entry_one(r->db, &r->scope, &row, &(struct q_entry_one_in){ .absence_id = in->id });
	if (rc != DB_OK)
		return steps_missing(r, rc, AUDIT_OF_ABSENCE, in->id);
	if (!rules_may_decide(row.state))
		return page_redirect(r, url_entry_show(r, in));
	if (!form_typed(r, &absence_reject_form))
		f->version.value = words_number(r->arena, (uint64_t)row.version);
	f->id.value = words_number(r->arena, in->id);
	v = (struct reject_view){
		.frame = frame_with_form(r, msg_text(r->lang, MSG_ABSENCE_REJECT_TITLE), &f->form),
		.f = *f,
		.post = url_reject_show(r, in),
		.back = url_entry_show(r, in),
		.name = words_person(r, row.family_name, row.given_name),
		.class_name = row.class_name,
		.kind = words_kind(r, row.kind),
		.reason = words_reason(r, row.reason),
		.note = row.note,
		.on_date = row.on_date,
	};
	t_absences_reject(r->html, &v);
	return PAGE_OK;
}

static enum db_rc
reject_write(struct req *r, const struct absence_reject *in, const struct q_entry_one *row, struct url result)
{
	struct tx	*tx = db_begin(r->db);
	enum db_rc	 rc;

	rc = q_absence_reject(tx, &r->scope, &(struct q_absence_reject_in){
		.absence_id = in->id,
		.version = in->version,
		.reason = in->reason,
		.now = r->now,
	});
	if (rc == DB_OK)
		rc = steps_record(tx, r, in->id, RULES_DID_REJECT, in->reason);
	if (rc == DB_OK)
		rc = notify_change(tx, r, NOTIFY_REJECTED, &(struct notify_one){
			.absence_id = row->absence_id,
			.pupil_id = row->pupil_id,
			.number = row->number,
			.school = row->school_name,
			.given_kana = row->given_kana,
			.given_name = row->given_name,
			.on_date = row->on_date,
		});
	if (rc == DB_OK)
		rc = once_store(tx, r, result);
	return db_end(tx, rc);
}

/* POST /absences/reject: it leaves the register, and the parents read why. */
enum page
reject_submit(struct req *r, const struct absence_reject *in)
{
	const struct absence_query	 one = { .has_id = true, .id = in->id };
	struct q_entry_one		 row;
	struct url			 result = url_entry_show(r, &one);
	enum db_rc			 rc;

	rc = q_entry_one(r->db, &r->scope, &row, &(struct q_entry_one_in){ .absence_id = in->id });
	if (rc != DB_OK)
		return steps_missing(r, rc, AUDIT_OF_ABSENCE, in->id);
	rc = reject_write(r, in, &row, result);
	if (rc == DB_NONE)
		return page_refuse(r, PAGE_CONFLICT, MSG_ABSENCE_CHANGED_MEANWHILE);
	if (rc != DB_OK)
		return page_of(r, rc);
	return page_redirect(r, result);
}
