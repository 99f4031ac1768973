/* page_forgot.c -- a new password through a link in a mail. */

#include <string.h>

#include "portal/portal.h"
#include "portal/throttle.h"

#include "common/crypto.h"
#include "common/outbox.h"
#include "common/str.h"
#include "q_signin.h"

enum page
forgot_page(struct req *r, const struct no_params *in)
{
	struct forgot_view	 v = { .f = *forgot_show(r) };

	(void)in;
	v.frame = frame_with_form(r, msg_text(r->lang, MSG_TITLE_FORGOT), &v.f.form);
	v.post = url_forgot_submit(r, NULL);
	v.sign_in = url_link(LINK_SIGN_IN);
	v.activate = url_activate_page(r, NULL);
	t_portal_forgot(r->html, &v);
	return PAGE_OK;
}

/* One link to one account, in the language of its owner. */
static enum db_rc
remind(struct tx *tx, struct req *r, const struct q_accounts_to_remind *who)
{
	const enum lang	 lang = (enum lang)who->lang;
	const char	*token;
	struct url	 u;
	enum db_rc	 rc;

	rc = link_make(tx, r, MAIL_PASSWORD, who->account_id, who->mail, &token);
	if (rc != DB_OK)
		return rc;
	u = url_reset_page(r, &(struct token_query){ .has_token = true, .token = token });
	rc = outbox_put(tx, who->account_id, who->mail, msg_text(lang, MSG_MAIL_RESET_SUBJECT),
	    msg_format(r->arena, lang, MSG_MAIL_RESET_BODY,
	    msg_text(lang, who->kind == ACCOUNT_STAFF ? MSG_KIND_STAFF : MSG_KIND_PARENT),
	    url_absolute(r, u), NULL));
	if (rc == DB_OK)
		rc = audit(tx, AUDIT_PASSWORD_LINK_SENT, AUDIT_OF_ACCOUNT, who->account_id, NULL);
	return rc;
}

/*
 * The answer is the same for an ID that exists and one that does not, for one
 * that got a mail and one that got three already.
 */
enum page
forgot_submit(struct req *r, const struct forgot *in)
{
	const char			*login_id = signin_login_id(r, in->login_id);
	struct q_accounts_to_remind	*who = NULL;
	struct tx			*tx;
	int64_t				 minutes = 0, address_minutes = 0;
	size_t				 n = 0;
	enum db_rc			 rc;

	rc = throttle_check(r, THROTTLE_MAIL, login_id, &minutes);
	if (rc == DB_OK)
		rc = throttle_check(r, THROTTLE_MAIL_ADDRESS, r->address, &address_minutes);
	if (rc == DB_OK && address_minutes > 0)
		return throttle_refuse(r, address_minutes);
	if (rc == DB_OK)
		rc = q_accounts_to_remind(r->db, &who, &n, &(struct q_accounts_to_remind_in){
			.login_id = login_id,
			.mail = login_id,
		});
	if (rc != DB_OK)
		return page_of(r, rc);
	tx = db_begin(r->db);
	/* What comes during a wait does not lengthen it: a stranger could keep all mail from the owner. */
	rc = minutes == 0 ? throttle_failed(tx, r, THROTTLE_MAIL, login_id) : DB_OK;
	if (rc == DB_OK)
		rc = throttle_failed(tx, r, THROTTLE_MAIL_ADDRESS, r->address);
	for (size_t i = 0; rc == DB_OK && minutes == 0 && i < n; i++)
		rc = remind(tx, r, &who[i]);
	rc = db_end(tx, rc);
	if (rc != DB_OK)
		return page_of(r, rc);
	return page_redirect(r, url_forgot_sent_show(r, NULL));
}

enum page
reset_page(struct req *r, const struct token_query *in)
{
	struct reset_view	 v = { .f = *reset_show(r) };
	struct link_owner	 owner;
	enum db_rc		 rc;

	rc = link_read(r, MAIL_PASSWORD, in->token, &owner);
	if (rc != DB_OK && rc != DB_NONE)
		return page_of(r, rc);
	v.over = rc == DB_NONE;
	field_default(r, &v.f.token, in->token);
	v.frame = v.over ? frame_of(r, msg_text(r->lang, MSG_TITLE_LINK_OVER)) :
	    frame_with_form(r, msg_text(r->lang, MSG_TITLE_RESET), &v.f.form);
	v.post = url_reset_page(r, in);
	v.forgot = url_forgot_page(r, NULL);
	t_portal_reset(r->html, &v);
	return PAGE_OK;
}

/* The GET page again, which says that the link is over. */
static struct url
link_over(struct req *r, const struct reset *in)
{
	return url_reset_page(r, &(struct token_query){ .has_token = true, .token = in->token });
}

static enum db_rc
reset(struct tx *tx, struct req *r, const struct reset *in, const struct link_owner *owner,
    const char *login_id)
{
	enum db_rc	 rc;

	rc = link_use(tx, r, MAIL_PASSWORD, in->token);
	if (rc == DB_OK)
		rc = q_account_password_set(tx, &(struct q_account_password_set_in){
			.account_id = owner->account_id,
			.password_hash = crypto_password_hash(r->arena, in->password),
			.now = r->now,
		});
	if (rc == DB_OK)
		rc = password_end_all(tx, r, owner->account_id);
	if (rc == DB_OK)
		rc = throttle_clear(tx, THROTTLE_LOGIN, login_id);
	if (rc == DB_OK)
		rc = password_notice(tx, r, owner->account_id);
	if (rc == DB_OK)
		rc = audit(tx, AUDIT_PASSWORD_CHANGED, AUDIT_OF_ACCOUNT, owner->account_id, "mail link");
	return rc;
}

enum page
reset_submit(struct req *r, const struct reset *in)
{
	struct q_account_for_notice	 who;
	struct link_owner		 owner;
	struct tx			*tx;
	enum msg			 fault;
	enum db_rc			 rc;

	rc = link_read(r, MAIL_PASSWORD, in->token, &owner);
	if (rc == DB_OK)
		rc = q_account_for_notice(r->db, &who, &(struct q_account_for_notice_in){
			.account_id = owner.account_id,
		});
	if (rc == DB_NONE)
		return page_redirect(r, link_over(r, in));
	if (rc != DB_OK)
		return page_of(r, rc);
	fault = password_fault_msg(in->password, who.login_id);
	if (fault != MSG_NONE)
		return page_again(r, reset, password, fault);
	if (!password_twice(in->password, in->again))
		return page_again(r, reset, again, MSG_PASSWORD_DIFFERS);
	tx = db_begin(r->db);
	rc = db_end(tx, reset(tx, r, in, &owner, who.login_id));
	if (rc == DB_NONE)
		return page_redirect(r, link_over(r, in));
	if (rc != DB_OK)
		return page_of(r, rc);
	return page_redirect(r, url_signin_page(r, &(struct signin_query){
		.has_news = true, .news = SIGNIN_PASSWORD_SET }));
}
