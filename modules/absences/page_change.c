/* page_change.c -- a parent corrects or withdraws a report before the school has confirmed it. */

#include "absences/absences.h"

static struct url
view_url(struct req *r, uint64_t id)
{
	return url_view_show(r, &(struct absence_query){ .has_id = true, .id = id });
}

/* Too late: why, and whom to call. */
static enum page
closed_page(struct req *r, const struct q_report_one *row, enum msg title)
{
	const bool		 phone = row->state != RULES_WITHDRAWN;
	const enum msg		 why = row->state == RULES_WITHDRAWN ? MSG_ABSENCE_CLOSED_WITHDRAWN :
	    row->state == RULES_REJECTED ? MSG_ABSENCE_CLOSED_REJECTED : MSG_ABSENCE_CLOSED_CONFIRMED;
	struct closed_view	 v = {
		.frame = frame_of(r, msg_text(r->lang, title)),
		.sentence = msg_text(r->lang, why),
		.phone_school = phone,
		.school = { row->school_name, row->school_phone },
		.view = view_url(r, row->absence_id),
	};

	t_absences_closed(r->html, &v);
	return PAGE_OK;
}

static struct notify_one
notify_of(const struct q_report_one *row)
{
	return (struct notify_one){
		.absence_id = row->absence_id,
		.pupil_id = row->pupil_id,
		.number = row->number,
		.school = row->school_name,
		.given_kana = row->given_kana,
		.given_name = row->given_name,
		.on_date = row->on_date,
	};
}

/* The form as the report stands now. */
static struct absence_correct_fields *
correct_fields(struct req *r, const struct q_report_one *row)
{
	struct absence_correct_fields	*f = absence_correct_show(r);

	if (!form_typed(r, &absence_correct_form))
		f->version.value = words_number(r->arena, (uint64_t)row->version);
	f->id.value = words_number(r->arena, row->absence_id);
	field_default(r, &f->kind, absence_kinds[row->kind].value);
	field_default(r, &f->reason, absence_reasons[row->reason].value);
	for (int i = 0; absence_symptoms[i].value != NULL; i++)
		if (((uint64_t)row->symptoms >> i & 1) != 0)
			field_default(r, &f->symptoms, absence_symptoms[i].value);
	field_default(r, &f->at, msg_minute(r->arena, row->has_at_minute, row->at_minute));
	field_default(r, &f->note, row->note);
	return f;
}

/* GET /absences/correct: the form, or whom to call when it is too late. */
enum page
correct_show(struct req *r, const struct absence_query *in)
{
	struct absence_correct_fields	*f;
	struct correct_view		 v;
	struct q_report_one		 row;
	enum db_rc			 rc;

	rc = q_report_one(r->db, &r->scope, &row, &(struct q_report_one_in){ .absence_id = in->id });
	if (rc != DB_OK)
		return steps_missing(r, rc, AUDIT_OF_ABSENCE, in->id);
	if (!rules_may_correct(row.state))
		return closed_page(r, &row, MSG_ABSENCE_CORRECT_CLOSED_TITLE);
	f = correct_fields(r, &row);
	v = (struct correct_view){
		.frame = frame_with_form(r, msg_format(r->arena, r->lang, MSG_ABSENCE_CORRECT_TITLE,
		    words_child(r, row.family_name, row.given_name, row.class_name),
		    msg_day(r->arena, r->lang, row.on_date), NULL), &f->form),
		.f = *f,
		.post = url_correct_show(r, in),
		.back = view_url(r, in->id),
		.child = words_person(r, row.family_name, row.given_name),
		.class_name = row.class_name,
		.on_date = row.on_date,
	};
	t_absences_correct(r->html, &v);
	return PAGE_OK;
}

static enum db_rc
correct_write(struct req *r, const struct absence_correct *in, const struct q_report_one *row)
{
	const struct notify_one	 one = notify_of(row);
	struct tx		*tx = db_begin(r->db);
	enum db_rc		 rc;

	rc = q_absence_correct(tx, &r->scope, &(struct q_absence_correct_in){
		.absence_id = in->id,
		.version = in->version,
		.kind = in->kind,
		.reason = in->reason,
		.symptoms = (int64_t)in->symptoms,
		.has_at_minute = in->has_at && in->kind != RULES_ABSENT,
		.at_minute = in->at,
		.note = in->note,
		.code = rules_code(in->kind, in->reason),
		.now = r->now,
	});
	if (rc == DB_OK)
		rc = steps_record(tx, r, in->id, RULES_DID_CORRECT, NULL);
	if (rc == DB_OK)
		rc = notify_change(tx, r, NOTIFY_CORRECTED, &one);
	if (rc == DB_OK)
		rc = once_store(tx, r, view_url(r, in->id));
	return db_end(tx, rc);
}

/* POST /absences/correct: other words, while nobody has confirmed the old ones. */
enum page
correct_submit(struct req *r, const struct absence_correct *in)
{
	const struct absence_query	 one = { .has_id = true, .id = in->id };
	struct q_report_one		 row;
	enum db_rc			 rc;

	rc = q_report_one(r->db, &r->scope, &row, &(struct q_report_one_in){ .absence_id = in->id });
	if (rc != DB_OK)
		return steps_missing(r, rc, AUDIT_OF_ABSENCE, in->id);
	if (!rules_may_correct(row.state))
		return page_redirect(r, url_correct_show(r, &one));
	rc = correct_write(r, in, &row);
	if (rc == DB_NONE)
		return page_refuse(r, PAGE_CONFLICT, MSG_ABSENCE_CHANGED_MEANWHILE);
	if (rc != DB_OK)
		return page_of(r, rc);
	return page_redirect(r, view_url(r, in->id));
}

/* GET /absences/withdraw: what would be withdrawn, asked once. */
enum page
withdraw_show(struct req *r, const struct absence_query *in)
{
	struct absence_withdraw_fields	*f;
	struct withdraw_view		 v;
	struct q_report_one		 row;
	enum db_rc			 rc;

	rc = q_report_one(r->db, &r->scope, &row, &(struct q_report_one_in){ .absence_id = in->id });
	if (rc != DB_OK)
		return steps_missing(r, rc, AUDIT_OF_ABSENCE, in->id);
	if (!rules_may_withdraw(row.state))
		return closed_page(r, &row, MSG_ABSENCE_WITHDRAW_CLOSED_TITLE);
	f = absence_withdraw_show(r);
	f->id.value = words_number(r->arena, in->id);
	f->version.value = words_number(r->arena, (uint64_t)row.version);
	v = (struct withdraw_view){
		.frame = frame_with_form(r, msg_text(r->lang, MSG_ABSENCE_WITHDRAW_TITLE), &f->form),
		.f = *f,
		.post = url_withdraw_show(r, in),
		.back = view_url(r, in->id),
		.child = words_person(r, row.family_name, row.given_name),
		.class_name = row.class_name,
		.kind = words_kind(r, row.kind),
		.reason = words_reason(r, row.reason),
		.on_date = row.on_date,
	};
	t_absences_withdraw(r->html, &v);
	return PAGE_OK;
}

static enum db_rc
withdraw_write(struct req *r, const struct absence_withdraw *in, const struct q_report_one *row)
{
	const struct notify_one	 one = notify_of(row);
	struct tx		*tx = db_begin(r->db);
	enum db_rc		 rc;

	rc = q_absence_withdraw(tx, &r->scope, &(struct q_absence_withdraw_in){
		.absence_id = in->id,
		.version = in->version,
		.now = r->now,
	});
	if (rc == DB_OK)
		rc = steps_record(tx, r, in->id, RULES_DID_WITHDRAW, NULL);
	if (rc == DB_OK)
		rc = notify_change(tx, r, NOTIFY_WITHDRAWN, &one);
	if (rc == DB_OK)
		rc = once_store(tx, r, view_url(r, in->id));
	return db_end(tx, rc);
}

/* POST /absences/withdraw: it leaves the register, while nobody has confirmed it. */
enum page
withdraw_submit(struct req *r, const struct absence_withdraw *in)
{
	const struct absence_query	 one = { .has_id = true, .id = in->id };
	struct q_report_one		 row;
	enum db_rc			 rc;

	rc = q_report_one(r->db, &r->scope, &row, &(struct q_report_one_in){ .absence_id = in->id });
	if (rc != DB_OK)
		return steps_missing(r, rc, AUDIT_OF_ABSENCE, in->id);
	if (!rules_may_withdraw(row.state))
		return page_redirect(r, url_withdraw_show(r, &one));
	rc = withdraw_write(r, in, &row);
	if (rc == DB_NONE)
		return page_refuse(r, PAGE_CONFLICT, MSG_ABSENCE_CHANGED_MEANWHILE);
	if (rc != DB_OK)
		return page_of(r, rc);
	return page_redirect(r, view_url(r, in->id));
}
