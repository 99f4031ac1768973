/* register.c -- what every step of a registration asks: the child of a code, room for one more guardian. */

#include <string.h>

#include "portal/people.h"
#include "portal/throttle.h"

#include "common/outbox.h"
#include "q_registration.h"

static enum db_rc
wait_of(struct req *r, int64_t *minutes)
{
	int64_t		 address_minutes;
	enum db_rc	 rc;

	rc = db_ready(r->db);
	if (rc == DB_OK)
		rc = throttle_check(r, THROTTLE_CODE, throttle_browser(r), minutes);
	if (rc == DB_OK)
		rc = throttle_check(r, THROTTLE_CODE_ADDRESS, r->address, &address_minutes);
	if (rc == DB_OK && address_minutes > *minutes)
		*minutes = address_minutes;
	return rc;
}

static enum db_rc
count_wrong(struct req *r)
{
	struct tx	*tx = db_begin(r->db);
	enum db_rc	 rc;

	rc = throttle_failed(tx, r, THROTTLE_CODE, throttle_browser(r));
	if (rc == DB_OK)
		rc = throttle_failed(tx, r, THROTTLE_CODE_ADDRESS, r->address);
	return db_end(tx, rc);
}

enum page
register_child_of(struct req *r, const char *code, bool *found, struct register_code_child *out)
{
	struct q_child_by_code	 row;
	unsigned char		 hash[CRYPTO_HASH_BYTES];
	int64_t			 minutes;
	enum db_rc		 rc;

	*found = false;
	rc = wait_of(r, &minutes);
	if (rc != DB_OK)
		return page_of(r, rc);
	if (minutes > 0)
		return throttle_refuse(r, minutes);
	if (strlen(code) != SHEET_CODE_DIGITS || !crypto_digits_check(code))
		return PAGE_OK;
	rc = q_child_by_code(r->db, &row, &(struct q_child_by_code_in){
		.code_hash = people_code_hash(hash, code),
		.now = r->now,
	});
	if (rc == DB_NONE)
		return page_of(r, count_wrong(r));
	if (rc != DB_OK)
		return page_of(r, rc);
	*found = true;
	*out = (struct register_code_child){
		.pupil_id = row.pupil_id,
		.guardians = row.guardians,
		.view = {
			.school = row.school_name,
			.class_name = row.class_name,
			.initial = people_initial(r->arena, row.given_kana, row.given_name),
			.phone = row.school_phone,
		},
	};
	return PAGE_OK;
}

enum page
register_not_staff(struct req *r)
{
	if (r->session != NULL && r->session->kind == ACCOUNT_STAFF)
		return page_refuse(r, PAGE_FORBIDDEN, MSG_REGISTER_STAFF);
	return PAGE_OK;
}

/* The other guardians hear that one was added: school and one letter, no address of anybody. */
static enum db_rc
tell_others(struct tx *tx, struct req *r, uint64_t pupil_id, uint64_t account_id)
{
	struct q_child_of_notice	 child;
	struct q_guardian_mails		*to;
	size_t				 n = 0;
	enum db_rc			 rc;

	rc = q_child_of_notice(tx_db(tx), &child, &(struct q_child_of_notice_in){ .pupil_id = pupil_id });
	if (rc == DB_OK)
		rc = q_guardian_mails(tx_db(tx), &to, &n, &(struct q_guardian_mails_in){
			.pupil_id = pupil_id, .account_id = account_id });
	for (size_t i = 0; rc == DB_OK && i < n; i++) {
		const enum lang	 lang = (enum lang)to[i].lang;

		rc = outbox_put(tx, to[i].account_id, to[i].mail, msg_text(lang, MSG_MAIL_GUARDIAN_ADDED_SUBJECT),
		    msg_format(r->arena, lang, MSG_MAIL_GUARDIAN_ADDED_BODY, child.school_name,
		    people_initial(r->arena, child.given_kana, child.given_name), NULL));
	}
	return rc;
}

enum db_rc
register_link(struct tx *tx, struct req *r, uint64_t pupil_id, uint64_t account_id, int relationship,
    enum msg *why)
{
	struct q_child_lock		 child;
	struct q_child_guardians	 count;
	uint64_t			 guardian_id = 0;
	enum db_rc			 rc;

	*why = MSG_NONE;
	rc = q_child_lock(tx, &child, &(struct q_child_lock_in){ .pupil_id = pupil_id });
	if (rc == DB_OK)
		rc = q_child_guardians(tx_db(tx), &count, &(struct q_child_guardians_in){
			.pupil_id = pupil_id, .account_id = account_id });
	if (rc != DB_OK)
		return rc;
	if (count.own != 0 || count.guardians >= GUARDIANS_MAX) {
		*why = count.own != 0 ? MSG_REGISTER_OWN : MSG_REGISTER_FULL;
		return DB_OK;
	}
	rc = q_guardian_insert(tx, &guardian_id, &(struct q_guardian_insert_in){
		.pupil_id = pupil_id,
		.account_id = account_id,
		.relationship = relationship,
		.now = r->now,
	});
	if (rc == DB_OK)
		rc = audit(tx, AUDIT_GUARDIAN_ADDED, AUDIT_OF_PUPIL, pupil_id,
		    people_digits(r->arena, guardian_id));
	if (rc == DB_OK)
		rc = tell_others(tx, r, pupil_id, account_id);
	return rc;
}
