/* page_check.c -- a parent checks what was typed, and sends it. */

#include "common/crypto.h"
#include "common/str.h"
#include "absences/absences.h"
#include "q_common.h"

#define NUMBER_TRIES 3

/* What a sending may meet on its way. */
enum met { MET_NUMBER, MET_SENT, MET_DAY };

/*
 * The key of a draft also names its sending in request_key, so that a second
 * sending, by the back button or at the same moment, finds the first.
 * DB_OK: *receipt is where it led.  DB_NONE: nothing was sent yet.
 */
static enum db_rc
sent_find(struct req *r, const struct draft_key *key, struct url *receipt)
{
	struct q_request_key_find	 row;
	enum db_rc			 rc;

	rc = q_request_key_find(r->db, &r->scope, &row, &(struct q_request_key_find_in){
		.request_key = { key->v, sizeof key->v },
	});
	if (rc == DB_OK)
		*receipt = url_next(r, row.result);
	return rc;
}

/* The receipt of a draft that is gone because it was sent. */
static enum page
answered(struct req *r, const struct draft_key *key)
{
	struct url	 receipt;
	enum db_rc	 rc = sent_find(r, key, &receipt);

	if (rc == DB_NONE)
		return page_refuse(r, PAGE_NOT_FOUND, MSG_ABSENCE_DRAFT_GONE);
	return rc == DB_OK ? page_redirect(r, receipt) : page_of(r, rc);
}

static struct url
change_url(struct req *r, const struct draft_key *key, const char *field)
{
	return url_at(r, url_report_show(r, &(struct report_query){ .has_draft = true, .draft = *key }), field);
}

static void
add(struct req *r, struct check_view *v, struct answer *answers, const struct draft_key *key,
    enum msg label, const char *field, const char *value)
{
	answers[v->nanswers++] = (struct answer){
		.label = msg_text(r->lang, label),
		.value = value != NULL ? value : msg_text(r->lang, MSG_ABSENCE_NOTHING),
		.change = change_url(r, key, field),
	};
}

static const char *
children_text(struct req *r, const struct plan *p)
{
	const char	*all = NULL;

	for (size_t i = 0; i < p->nchildren; i++)
		all = words_join(r->arena, r->lang, all, words_child(r, p->children[i]->family_name,
		    p->children[i]->given_name, p->children[i]->class_name));
	return all;
}

static void
answers_fill(struct req *r, struct check_view *v, const struct absence_report *form, const struct plan *p,
    const struct draft_key *key)
{
	struct answer	*a = arena_array(r->arena, 8, sizeof *a);

	v->answers = a;
	add(r, v, a, key, MSG_ABSENCE_LABEL_CHILD, "pupil_ids", v->children);
	add(r, v, a, key, MSG_ABSENCE_LABEL_KIND, "kind", words_kind(r, form->kind));
	add(r, v, a, key, MSG_ABSENCE_LABEL_DAY, "day", words_days(r->arena, r->lang, p->days, p->ndays));
	add(r, v, a, key, MSG_ABSENCE_LABEL_REASON, "reason", words_reason(r, form->reason));
	add(r, v, a, key, MSG_ABSENCE_LABEL_SYMPTOMS, "symptoms", words_symptoms(r, (int64_t)form->symptoms));
	if (form->kind != RULES_ABSENT)
		add(r, v, a, key, form->kind == RULES_LATE ? MSG_ABSENCE_LABEL_ARRIVAL :
		    MSG_ABSENCE_LABEL_LEAVING, "at", msg_minute(r->arena, form->has_at, form->at));
	add(r, v, a, key, MSG_ABSENCE_LABEL_NOTE, "note", form->note);
}

/* GET /absences/check: every answer in the user's words. */
enum page
check_show(struct req *r, const struct check_query *in)
{
	struct absence_send_fields	*f;
	struct absence_report		 form = { 0 };
	struct check_view		 v = { 0 };
	struct plan			 plan;
	enum db_rc			 rc;

	rc = draft_read(r, &in->key, &absence_report_form, &form);
	if (rc == DB_NONE)
		return answered(r, &in->key);
	if (rc == DB_OK)
		rc = plan_make(r, &form, &plan);
	if (rc != DB_OK)
		return page_of(r, rc);
	if (plan.fault != PLAN_GOOD && plan.fault != PLAN_TAKEN)
		return page_redirect(r, change_url(r, &in->key, "day"));
	f = absence_send_show(r);
	f->key.value = str_hex(r->arena, in->key.v, sizeof in->key.v);
	f->from_on.value = staff_iso(r->arena, plan.days[0]);
	v.children = children_text(r, &plan);
	v.frame = frame_of(r, msg_format(r->arena, r->lang, MSG_ABSENCE_CHECK_TITLE, v.children, NULL));
	v.f = *f;
	v.post = url_check_send(r, NULL);
	v.back = change_url(r, &in->key, "pupil_ids");
	v.can_send = plan.fault == PLAN_GOOD;
	v.taken = (struct taken_view){ plan.taken, plan.ntaken };
	answers_fill(r, &v, &form, &plan, &in->key);
	t_absences_check(r->html, &v);
	return PAGE_OK;
}

/* One child on one day, with everything that goes with it. */
static enum db_rc
send_day(struct tx *tx, struct req *r, const struct absence_report *form, uint64_t receipt_id,
    const struct q_child_list *child, struct date day)
{
	uint64_t	 id;
	enum db_rc	 rc;

	rc = q_absence_insert(tx, &r->scope, &id, &(struct q_absence_insert_in){
		.receipt_id = receipt_id,
		.pupil_id = child->pupil_id,
		.on_date = day,
		.kind = form->kind,
		.reason = form->reason,
		.symptoms = (int64_t)form->symptoms,
		.has_at_minute = form->has_at && form->kind != RULES_ABSENT,
		.at_minute = form->at,
		.note = form->note,
		.code = rules_code(form->kind, form->reason),
		.now = r->now,
	});
	if (rc == DB_OK)
		rc = steps_record(tx, r, id, RULES_DID_REPORT, NULL);
	return rc;
}

/* This draft and this form led to this receipt; a second sending meets the same key. */
static enum db_rc
send_once(struct tx *tx, struct req *r, const struct draft_key *key, struct url receipt)
{
	enum db_rc	 rc;

	rc = q_request_key_insert(tx, &r->scope, &(struct q_request_key_insert_in){
		.request_key = { key->v, sizeof key->v },
		.body_hash = { r->body_hash, sizeof r->body_hash },
		.result = receipt.path,
		.now = r->now,
	});
	if (rc == DB_OK)
		rc = once_store(tx, r, receipt);
	return rc;
}

/* Everything of one sending in one transaction; met: where a DB_DUPLICATE came from. */
static enum db_rc
send_all(struct req *r, const struct absence_report *form, const struct plan *p, const struct draft_key *key,
    struct url *receipt, enum met *met)
{
	unsigned char	 random[RULES_NUMBER_BYTES];
	char		 number[10];
	struct tx	*tx = db_begin(r->db);
	uint64_t	 id = 0;
	enum db_rc	 rc;

	crypto_random(random, sizeof random);
	rules_number(random, number);
	*met = MET_NUMBER;
	rc = q_receipt_insert(tx, &r->scope, &id, &(struct q_receipt_insert_in){
		.number = number, .now = r->now });
	*receipt = url_receipt_show(r, &(struct receipt_query){ .has_id = true, .id = id });
	if (rc == DB_OK) {
		*met = MET_SENT;
		rc = send_once(tx, r, key, *receipt);
	}
	if (rc == DB_OK)
		*met = MET_DAY;
	for (size_t i = 0; rc == DB_OK && i < p->nchildren; i++)
		for (size_t k = 0; rc == DB_OK && k < p->ndays; k++)
			rc = send_day(tx, r, form, id, p->children[i], p->days[k]);
	if (rc == DB_OK)
		rc = notify_report(tx, r, p, id, number);
	if (rc == DB_OK)
		rc = draft_delete(tx, r, key);
	return db_end(tx, rc);
}

/* POST /absences/send: the checked report becomes reports, and a receipt. */
enum page
check_send(struct req *r, const struct absence_send *in)
{
	struct absence_report	 form = { 0 };
	struct plan		 plan;
	struct url		 receipt, check;
	enum met		 met;
	int			 tries = 0;
	enum db_rc		 rc;

	check = url_check_show(r, &(struct check_query){ .has_key = true, .key = in->key });
	rc = draft_read(r, &in->key, &absence_report_form, &form);
	if (rc == DB_NONE)
		return answered(r, &in->key);
	if (rc == DB_OK)
		rc = plan_make(r, &form, &plan);
	if (rc != DB_OK)
		return page_of(r, rc);
	if (plan.fault == PLAN_NOT_OWN)
		return steps_missing(r, DB_NONE, AUDIT_OF_PUPIL, form.pupil_ids.v[0]);
	/*
	 * Midnight passed, or somebody else reported meanwhile: look again before
	 * it is sent.  What stands in the way may be this very sending.
	 */
	if (plan.fault != PLAN_GOOD || date_compare(plan.days[0], in->from_on) != 0)
		return page_redirect(r, sent_find(r, &in->key, &receipt) == DB_OK ? receipt : check);
	do {
		rc = send_all(r, &form, &plan, &in->key, &receipt, &met);
	} while (rc == DB_DUPLICATE && met == MET_NUMBER && ++tries < NUMBER_TRIES);
	if (rc == DB_DUPLICATE && met == MET_SENT)
		return answered(r, &in->key);
	if (rc == DB_DUPLICATE && met == MET_DAY)
		return page_redirect(r, check);
	if (rc != DB_OK)
		return page_of(r, rc);
	return page_redirect(r, receipt);
}
