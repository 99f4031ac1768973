/* page_confirm.c -- the link in the mail completes a registration. */

#include "portal/people.h"

#include "q_registration.h"

#define TERMS_CONSENTED "terms 1, privacy 1"	/* the editions of terms.tmpl and privacy.tmpl (PT-22) */

static enum db_rc
registration_read(struct req *r, const char *token, struct q_register_token_live *row)
{
	unsigned char	 hash[CRYPTO_HASH_BYTES];
	enum db_rc	 rc;

	rc = db_ready(r->db);
	if (rc == DB_OK)
		rc = q_register_token_live(r->db, row, &(struct q_register_token_live_in){
			.token_hash = link_hash(hash, token),
			.now = r->now,
		});
	return rc;
}

/* A GET changes nothing: the page has a button, since mail programs open links on their own. */
enum page
register_confirm_show(struct req *r, const struct token_query *in)
{
	struct register_confirm_view	 v = { .f = *token_query_show(r) };
	struct q_register_token_live	 row;
	enum db_rc			 rc;

	rc = registration_read(r, in->token, &row);
	if (rc != DB_OK && rc != DB_NONE)
		return page_of(r, rc);
	v.over = rc == DB_NONE;
	if (!v.over) {
		v.name = people_name(r->arena, row.family_name, row.given_name);
		v.mail = row.mail;
		v.child = (struct child_view){
			.school = row.school_name,
			.class_name = row.class_name,
			.initial = people_initial(r->arena, row.child_kana, row.child_given),
			.phone = row.school_phone,
		};
	}
	field_default(r, &v.f.token, in->token);
	v.frame = frame_of(r, msg_text(r->lang, v.over ? MSG_TITLE_LINK_OVER : MSG_TITLE_REGISTER_CONFIRM));
	v.post = url_register_confirm_show(r, in);
	v.again = url_link(LINK_REGISTER);
	t_portal_register_confirm(r->html, &v);
	return PAGE_OK;
}

/* The account, its role, its child, its first session.  DB_DUPLICATE: the address has an account meanwhile. */
static enum db_rc
complete(struct tx *tx, struct req *r, const char *token, const struct q_register_token_live *row, enum msg *why)
{
	uint64_t	 account_id = 0;
	enum db_rc	 rc;

	rc = link_use(tx, r, MAIL_REGISTRATION, token);
	if (rc == DB_OK)
		rc = q_parent_insert(tx, &account_id, &(struct q_parent_insert_in){
			.mail = row->mail,
			.family_name = row->family_name,
			.given_name = row->given_name,
			.password_hash = row->password_hash,
			.lang = row->lang,
			.now = r->now,
		});
	if (rc == DB_OK)
		rc = q_parent_role_insert(tx, &(struct q_parent_role_insert_in){ .account_id = account_id });
	if (rc == DB_OK)
		rc = audit(tx, AUDIT_ACCOUNT_CREATED, AUDIT_OF_ACCOUNT, account_id, TERMS_CONSENTED);
	if (rc == DB_OK)
		rc = register_link(tx, r, row->pupil_id, account_id, row->relationship, why);
	if (rc == DB_OK && *why == MSG_NONE)
		rc = session_start(tx, r, account_id);
	return rc;
}

enum page
register_confirm_submit(struct req *r, const struct token_query *in)
{
	struct q_register_token_live	 row;
	struct tx			*tx;
	enum msg			 why = MSG_NONE;
	enum db_rc			 rc;

	rc = registration_read(r, in->token, &row);
	if (rc == DB_NONE)
		return page_redirect(r, url_register_confirm_show(r, in));
	if (rc != DB_OK)
		return page_of(r, rc);
	tx = db_begin(r->db);
	rc = complete(tx, r, in->token, &row, &why);
	rc = db_end(tx, rc == DB_OK && why != MSG_NONE ? DB_NONE : rc);
	if (rc == DB_OK)
		return page_redirect(r, url_link(LINK_ABSENCES_ADDED));
	if (why != MSG_NONE)
		return page_refuse(r, PAGE_CONFLICT, why);
	if (rc == DB_DUPLICATE)
		return page_refuse(r, PAGE_CONFLICT, MSG_REGISTER_MAIL_TAKEN);
	if (rc == DB_NONE)
		return page_redirect(r, url_register_confirm_show(r, in));
	return page_of(r, rc);
}
