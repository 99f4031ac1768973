/* page_mail.c -- the mail address of a staff account: set only after a link to it was opened. */

#include "portal/portal.h"

#include "common/outbox.h"
#include "q_signin.h"

enum page
mail_show(struct req *r, const struct no_params *in)
{
	struct mail_view	 v = { .f = *mail_change_show(r) };

	(void)in;
	v.fixed = r->session->kind == ACCOUNT_PARENT;
	v.frame = v.fixed ? frame_of(r, msg_text(r->lang, MSG_TITLE_MAIL)) :
	    frame_with_form(r, msg_text(r->lang, MSG_TITLE_MAIL), &v.f.form);
	v.mail = r->session->mail;
	v.post = url_mail_submit(r, NULL);
	v.account = url_link(LINK_ACCOUNT);
	t_portal_mail(r->html, &v);
	return PAGE_OK;
}

enum db_rc
mail_ask_proof(struct tx *tx, struct req *r, uint64_t account_id, const char *mail, const char *token)
{
	const struct url	 u = url_mail_confirm_show(r, &(struct token_query){
		.has_token = true, .token = token });

	return outbox_put(tx, account_id, mail, msg_text(r->lang, MSG_MAIL_PROOF_SUBJECT),
	    msg_format(r->arena, r->lang, MSG_MAIL_PROOF_BODY, url_absolute(r, u), NULL));
}

enum page
mail_submit(struct req *r, const struct mail_change *in)
{
	const uint64_t	 account_id = r->session->account_id;
	const char	*token;
	struct tx	*tx;
	enum page	 page;
	enum db_rc	 rc;
	bool		 fits;

	if (r->session->kind == ACCOUNT_PARENT)
		return page_refuse(r, PAGE_FORBIDDEN, MSG_MAIL_FIXED);
	page = account_prove(r, in->current, &fits);
	if (page != PAGE_OK)
		return page;
	if (!fits)
		return page_again(r, mail_change, current, MSG_PASSWORD_CURRENT_WRONG);
	tx = db_begin(r->db);
	rc = link_make(tx, r, MAIL_PROOF, account_id, in->mail, &token);
	if (rc == DB_OK)
		rc = mail_ask_proof(tx, r, account_id, in->mail, token);
	rc = db_end(tx, rc);
	if (rc != DB_OK)
		return page_of(r, rc);
	return page_redirect(r, url_account_show(r, &(struct account_query){
		.has_news = true, .news = ACCOUNT_MAIL_SENT }));
}

/* A GET changes nothing: the page has a button, since mail programs open links on their own. */
enum page
mail_confirm_show(struct req *r, const struct token_query *in)
{
	struct mail_confirm_view	 v = { .f = *token_query_show(r) };
	struct link_owner		 owner = { 0 };
	enum db_rc			 rc;

	rc = link_read(r, MAIL_PROOF, in->token, &owner);
	if (rc != DB_OK && rc != DB_NONE)
		return page_of(r, rc);
	field_default(r, &v.f.token, in->token);
	v.over = rc == DB_NONE;
	v.mail = owner.mail;
	v.frame = frame_of(r, msg_text(r->lang, v.over ? MSG_TITLE_LINK_OVER : MSG_TITLE_MAIL_CONFIRM));
	v.post = url_mail_confirm_show(r, in);
	v.account = url_link(LINK_ACCOUNT);
	t_portal_mail_confirm(r->html, &v);
	return PAGE_OK;
}

enum page
mail_confirm_submit(struct req *r, const struct token_query *in)
{
	struct link_owner	 owner;
	struct tx		*tx;
	enum db_rc		 rc;

	rc = link_read(r, MAIL_PROOF, in->token, &owner);
	if (rc == DB_NONE)
		return page_redirect(r, url_mail_confirm_show(r, in));
	if (rc != DB_OK)
		return page_of(r, rc);
	tx = db_begin(r->db);
	rc = link_use(tx, r, MAIL_PROOF, in->token);
	if (rc == DB_OK)
		rc = q_account_mail_set(tx, &(struct q_account_mail_set_in){
			.account_id = owner.account_id,
			.mail = owner.mail,
		});
	if (rc == DB_OK)
		rc = audit(tx, AUDIT_MAIL_PROVED, AUDIT_OF_ACCOUNT, owner.account_id, NULL);
	rc = db_end(tx, rc);
	if (rc == DB_NONE)
		return page_redirect(r, url_mail_confirm_show(r, in));
	if (rc != DB_OK)
		return page_of(r, rc);
	return page_redirect(r, url_account_show(r, &(struct account_query){
		.has_news = true, .news = ACCOUNT_MAIL_SET }));
}
