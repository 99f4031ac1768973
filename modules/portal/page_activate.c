/* page_activate.c -- the code sheet of the board opens a staff account, or gives it a new password. */

#include "portal/portal.h"
#include "portal/throttle.h"

#include "common/crypto.h"
#include "q_signin.h"

enum page
activate_page(struct req *r, const struct activate_query *in)
{
	struct activate_view	 v = { .f = *activate_show(r) };

	if (in->has_code)
		field_default(r, &v.f.code, in->code);
	v.frame = frame_with_form(r, msg_text(r->lang, MSG_TITLE_ACTIVATE), &v.f.form);
	v.post = url_activate_submit(r, NULL);
	v.sign_in = url_link(LINK_SIGN_IN);
	t_portal_activate(r->html, &v);
	return PAGE_OK;
}

static enum db_rc
wait_of(struct req *r, int64_t *minutes)
{
	int64_t		 address_minutes = 0;
	enum db_rc	 rc;

	rc = throttle_check(r, THROTTLE_CODE, throttle_browser(r), minutes);
	if (rc == DB_OK)
		rc = throttle_check(r, THROTTLE_CODE_ADDRESS, r->address, &address_minutes);
	if (rc == DB_OK && address_minutes > *minutes)
		*minutes = address_minutes;
	return rc;
}

static enum page
refused(struct req *r)
{
	struct tx	*tx = db_begin(r->db);
	enum db_rc	 rc;

	rc = throttle_failed(tx, r, THROTTLE_CODE, throttle_browser(r));
	if (rc == DB_OK)
		rc = throttle_failed(tx, r, THROTTLE_CODE_ADDRESS, r->address);
	rc = db_end(tx, rc);
	if (rc != DB_OK)
		return page_of(r, rc);
	return page_again(r, activate, code, MSG_STAFF_CODE_WRONG);
}

/* The account of a locked sheet becomes active with this password, and nobody else stays signed in. */
static enum db_rc
activate(struct tx *tx, struct req *r, const struct activate *in, const struct q_staff_sheet_lock *sheet)
{
	const char	*token;
	enum db_rc	 rc;

	rc = q_account_activate(tx, &(struct q_account_activate_in){
		.account_id = sheet->account_id,
		.password_hash = crypto_password_hash(r->arena, in->password),
		.now = r->now,
	});
	if (rc == DB_OK)
		rc = q_staff_sheet_end(tx, &(struct q_staff_sheet_end_in){
			.code_sheet_id = sheet->code_sheet_id,
			.now = r->now,
		});
	if (rc == DB_OK)
		rc = password_end_all(tx, r, sheet->account_id);
	if (rc == DB_OK)
		rc = throttle_clear(tx, THROTTLE_LOGIN, sheet->login_id);
	if (rc == DB_OK && in->has_mail) {
		rc = link_make(tx, r, MAIL_PROOF, sheet->account_id, in->mail, &token);
		if (rc == DB_OK)
			rc = mail_ask_proof(tx, r, sheet->account_id, in->mail, token);
	}
	if (rc == DB_OK)
		rc = audit(tx, AUDIT_ACCOUNT_ACTIVATED, AUDIT_OF_ACCOUNT, sheet->account_id,
		    sheet->state == ACCOUNT_ACTIVE ? "new password" : NULL);
	if (rc == DB_OK)
		rc = session_start(tx, r, sheet->account_id);
	return rc;
}

enum page
activate_submit(struct req *r, const struct activate *in)
{
	struct q_staff_sheet_lock	 sheet;
	unsigned char			 hash[CRYPTO_HASH_BYTES];
	struct tx			*tx;
	int64_t				 minutes = 0;
	enum msg			 fault;
	enum db_rc			 rc;

	if (!crypto_digits_check(in->code))
		return page_again(r, activate, code, MSG_CODE_MISTYPED);
	if (!password_twice(in->password, in->again))
		return page_again(r, activate, again, MSG_PASSWORD_DIFFERS);
	rc = wait_of(r, &minutes);
	if (rc != DB_OK)
		return page_of(r, rc);
	if (minutes > 0)
		return throttle_refuse(r, minutes);
	crypto_sha256(hash, in->code, PORTAL_STAFF_CODE_DIGITS);
	tx = db_begin(r->db);
	rc = q_staff_sheet_lock(tx, &sheet, &(struct q_staff_sheet_lock_in){
		.code_hash = { hash, sizeof hash },
		.now = r->now,
	});
	fault = rc == DB_OK ? password_fault_msg(in->password, sheet.login_id) : MSG_NONE;
	if (rc == DB_OK && fault == MSG_NONE)
		rc = activate(tx, r, in, &sheet);
	rc = db_end(tx, rc);
	if (rc == DB_NONE)
		return refused(r);
	if (rc != DB_OK)
		return page_of(r, rc);
	if (fault != MSG_NONE)
		return page_again(r, activate, password, fault);
	return page_redirect(r, signin_first_page(r, (unsigned)sheet.roles));
}
