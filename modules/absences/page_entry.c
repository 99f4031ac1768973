/* page_entry.c -- staff look at one report: phoned, a note, the proposed code. */

#include "common/str.h"
#include "absences/absences.h"

static enum msg
act_msg(int act)
{
	static const enum msg	 names[] = {
		[RULES_DID_REPORT] = MSG_ABSENCE_DID_REPORT,
		[RULES_DID_CORRECT] = MSG_ABSENCE_DID_CORRECT,
		[RULES_DID_WITHDRAW] = MSG_ABSENCE_DID_WITHDRAW,
		[RULES_DID_CONFIRM] = MSG_ABSENCE_DID_CONFIRM,
		[RULES_DID_PHONE] = MSG_ABSENCE_DID_PHONE,
		[RULES_DID_APPROVE] = MSG_ABSENCE_DID_APPROVE,
		[RULES_DID_REJECT] = MSG_ABSENCE_DID_REJECT,
		[RULES_DID_NOTE] = MSG_ABSENCE_DID_NOTE,
		[RULES_DID_CODE] = MSG_ABSENCE_DID_CODE,
	};

	return act >= 0 && act <= RULES_DID_CODE ? names[act] : MSG_NONE;
}

static struct step
step(struct req *r, const struct q_entry_history *row)
{
	const bool	 parents = row->act == RULES_DID_REPORT || row->act == RULES_DID_CORRECT;
	const bool	 coded = row->act == RULES_DID_CODE || row->act == RULES_DID_APPROVE;
	struct step	 s = {
		.at = row->at,
		.act = msg_text(r->lang, act_msg(row->act)),
		.who = row->family_name != NULL && row->given_name != NULL ?
		    words_person(r, row->family_name, row->given_name) :
		    words_guardian(r, row->has_relationship ? row->relationship : -1),
		.words = parents ? row->note : row->words,
	};

	if (parents)
		s.what = words_report(r, &(struct words_report){
			row->kind, row->reason, row->symptoms, row->has_at_minute, row->at_minute });
	else if (coded)
		s.what = row->code_label;
	return s;
}

static enum db_rc
history_fill(struct req *r, uint64_t absence_id, struct history_view *out)
{
	struct q_entry_history	*rows;
	struct step		*steps;
	size_t			 n;
	enum db_rc		 rc;

	rc = q_entry_history(r->db, &r->scope, &rows, &n, &(struct q_entry_history_in){
		.absence_id = absence_id,
	});
	steps = arena_array(r->arena, n + 1, sizeof *steps);
	for (size_t i = 0; rc == DB_OK && i < n; i++)
		steps[i] = step(r, &rows[i]);
	*out = (struct history_view){ steps, n };
	return rc;
}

static enum db_rc
codes_fill(struct req *r, struct field *f, const char *present)
{
	struct q_code_list	*rows;
	struct field_option	*o;
	size_t			 n;
	enum db_rc		 rc;

	rc = q_code_list(r->db, &rows, &n);
	o = arena_array(r->arena, n + 1, sizeof *o);
	for (size_t i = 0; rc == DB_OK && i < n; i++)
		o[i] = (struct field_option){
			.value = rows[i].code,
			.label = rows[i].label,
			.checked = str_equal(rows[i].code, present),
		};
	f->options = o;
	f->noptions = n;
	return rc;
}

static void
row_fill(struct req *r, struct entry_view *v, const struct q_entry_one *row)
{
	v->name = words_person(r, row->family_name, row->given_name);
	v->class_name = row->class_name;
	v->has_number = row->has_attendance_number;
	v->number = row->attendance_number;
	v->receipt = row->number;
	v->kind = words_kind(r, row->kind);
	v->reason = words_reason(r, row->reason);
	v->symptoms = words_symptoms(r, row->symptoms);
	v->at = msg_minute(r->arena, row->has_at_minute, row->at_minute);
	v->note = row->note;
	v->code_label = row->code_label;
	v->on_date = row->on_date;
	v->lamps = words_lamps(row->state, row->reported_at, row->confirmed_at,
	    row->decided_at, row->withdrawn_at);
	v->reject_reason = row->reject_reason;
	v->staff_note = row->staff_note;
	v->phoned = row->has_phoned_at;
	v->phoned_at = row->phoned_at;
	v->corrected = row->has_corrected_at;
	v->corrected_at = row->corrected_at;
	v->may_confirm = rules_may_confirm(row->state);
	v->may_phone = row->state != RULES_WITHDRAWN && !row->has_phoned_at;
	v->may_decide = rules_may_decide(row->state) && access_holds(r, PERM_ABSENCE_APPROVE);
	v->ticket = words_number(r->arena, rules_ticket(row->absence_id, row->version));
}

static void
forms_fill(struct req *r, struct entry_view *v, const struct q_entry_one *row)
{
	const struct absence_query	 one = { .has_id = true, .id = row->absence_id };
	const char			*id = words_number(r->arena, row->absence_id);

	v->confirm_f = *absence_confirm_show(r);
	v->confirm_f.entry_id.value = id;
	v->phoned_f = *absence_phoned_show(r);
	v->phoned_f.id.value = id;
	v->note_f = *absence_note_show(r);
	v->note_f.id.value = id;
	if (!form_typed(r, &absence_note_form) && row->staff_note != NULL)
		v->note_f.note.value = row->staff_note;
	v->code_f = *absence_code_show(r);
	v->code_f.id.value = id;
	v->code_f.version.value = words_number(r->arena, (uint64_t)row->version);
	v->approve_f = *absence_approve_show(r);
	v->confirm = url_board_confirm(r, NULL);
	v->mark_phoned = url_entry_phoned(r, NULL);
	v->write_note = url_note_show(r, &one);
	v->change_code = url_entry_code(r, NULL);
	v->approve = url_approve_check(r, NULL);
	v->reject = url_reject_show(r, &one);
	v->board = url_board_show(r, &(struct board_query){
		.has_class_id = true, .class_id = row->class_id,
		.has_on = true, .on = staff_iso(r->arena, row->on_date) });
}

enum page
entry_page(struct req *r, uint64_t absence_id)
{
	struct entry_view	 v = { 0 };
	struct q_entry_one	 row;
	const char		*title;
	enum db_rc		 rc;

	rc = q_entry_one(r->db, &r->scope, &row, &(struct q_entry_one_in){ .absence_id = absence_id });
	if (rc != DB_OK)
		return steps_missing(r, rc, AUDIT_OF_ABSENCE, absence_id);
	row_fill(r, &v, &row);
	forms_fill(r, &v, &row);
	rc = codes_fill(r, &v.code_f.code, row.code);
	if (rc == DB_OK)
		rc = history_fill(r, absence_id, &v.history);
	if (rc != DB_OK)
		return page_of(r, rc);
	title = msg_format(r->arena, r->lang, MSG_ABSENCE_ENTRY_TITLE, v.class_name, v.name,
	    msg_day(r->arena, r->lang, row.on_date), NULL);
	v.frame = frame_of(r, title);
	if (form_typed(r, &absence_note_form))
		v.frame = frame_with_form(r, title, &v.note_f.form);
	t_absences_entry(r->html, &v);
	return PAGE_OK;
}

/* GET /absences/entry: one report with its history. */
enum page
entry_show(struct req *r, const struct absence_query *in)
{
	return entry_page(r, in->id);
}

/* GET /absences/note: the same page, where a note that did not pass is shown again. */
enum page
note_show(struct req *r, const struct absence_query *in)
{
	return entry_page(r, in->id);
}

static struct url
entry_url(struct req *r, uint64_t id)
{
	return url_entry_show(r, &(struct absence_query){ .has_id = true, .id = id });
}

/* POST /absences/phoned: somebody talked with the family; a second mark changes nothing. */
enum page
entry_phoned(struct req *r, const struct absence_phoned *in)
{
	struct q_entry_one	 row;
	struct tx		*tx;
	uint64_t		 n;
	enum db_rc		 rc;

	rc = q_entry_one(r->db, &r->scope, &row, &(struct q_entry_one_in){ .absence_id = in->id });
	if (rc != DB_OK)
		return steps_missing(r, rc, AUDIT_OF_ABSENCE, in->id);
	tx = db_begin(r->db);
	rc = q_absence_phone(tx, &r->scope, &n, &(struct q_absence_phone_in){
		.absence_id = in->id, .now = r->now });
	if (rc == DB_OK && n != 0)
		rc = steps_record(tx, r, in->id, RULES_DID_PHONE, NULL);
	rc = db_end(tx, rc);
	if (rc != DB_OK)
		return page_of(r, rc);
	return page_redirect(r, entry_url(r, in->id));
}

/* POST /absences/note: a note that only staff read; empty takes it away. */
enum page
note_submit(struct req *r, const struct absence_note *in)
{
	struct tx	*tx = db_begin(r->db);
	enum db_rc	 rc;

	rc = q_absence_note(tx, &r->scope, &(struct q_absence_note_in){
		.absence_id = in->id, .note = in->note });
	if (rc == DB_OK)
		rc = steps_record(tx, r, in->id, RULES_DID_NOTE, in->note);
	rc = db_end(tx, rc);
	if (rc != DB_OK)
		return steps_missing(r, rc, AUDIT_OF_ABSENCE, in->id);
	return page_redirect(r, entry_url(r, in->id));
}

static bool
known_code(const struct q_code_list *codes, size_t n, const char *code)
{
	for (size_t i = 0; i < n; i++)
		if (str_equal(codes[i].code, code))
			return true;
	return false;
}

/* POST /absences/code: another proposed code; the register shows it, still provisional. */
enum page
entry_code(struct req *r, const struct absence_code *in)
{
	struct q_code_list	*codes;
	struct q_entry_one	 row;
	struct tx		*tx;
	size_t			 n;
	enum db_rc		 rc;

	rc = q_entry_one(r->db, &r->scope, &row, &(struct q_entry_one_in){ .absence_id = in->id });
	if (rc != DB_OK)
		return steps_missing(r, rc, AUDIT_OF_ABSENCE, in->id);
	rc = q_code_list(r->db, &codes, &n);
	if (rc != DB_OK)
		return page_of(r, rc);
	if (!known_code(codes, n, in->code))
		return page_refuse(r, PAGE_BAD_REQUEST, MSG_ABSENCE_ASK_CODE);
	if (str_equal(row.code, in->code))
		return page_redirect(r, entry_url(r, in->id));
	tx = db_begin(r->db);
	rc = q_absence_code(tx, &r->scope, &(struct q_absence_code_in){
		.absence_id = in->id, .version = in->version, .code = in->code });
	if (rc == DB_OK)
		rc = steps_record(tx, r, in->id, RULES_DID_CODE, NULL);
	rc = db_end(tx, rc);
	if (rc == DB_NONE)
		return page_refuse(r, PAGE_CONFLICT, MSG_ABSENCE_CHANGED_MEANWHILE);
	if (rc != DB_OK)
		return page_of(r, rc);
	return page_redirect(r, entry_url(r, in->id));
}
