/* page_register.c -- a parent with a code sheet: a new account, or one more child for the account there is. */

#include "portal/people.h"
#include "portal/throttle.h"

#include "common/outbox.h"
#include "common/str.h"
#include "q_registration.h"
#include "q_signin.h"

static struct register_query
query_of(const char *code)
{
	return (struct register_query){ .has_code = code != NULL, .code = code };
}

/* The next page for a good code: of a new person, or of the parent who has signed in. */
static struct url
next_for(struct req *r, const char *code)
{
	const struct register_query	 q = query_of(code);

	return r->session != NULL ? url_register_child_page(r, &q) : url_register_person_page(r, &q);
}

/* GET /register: the digits of the sheet; a QR code fills them in. */
enum page
register_show(struct req *r, const struct register_query *in)
{
	const enum page		 staff = register_not_staff(r);
	struct register_view	 v = { .f = *register_start_show(r) };

	if (staff != PAGE_OK)
		return staff;
	if (in->has_code)
		field_default(r, &v.f.code, in->code);
	v.frame = frame_with_form(r, msg_text(r->lang, MSG_TITLE_REGISTER), &v.f.form);
	v.post = url_register_submit(r, NULL);
	v.sign_in = url_signin_page(r, &(struct signin_query){
		.has_next = true, .next = url_register_show(r, in).path });
	t_portal_register(r->html, &v);
	return PAGE_OK;
}

/* POST /register: a mistyped digit costs nothing, a code that does not exist counts. */
enum page
register_submit(struct req *r, const struct register_start *in)
{
	struct register_code_child	 child;
	enum page			 page = register_not_staff(r);
	bool				 found;

	if (page != PAGE_OK)
		return page;
	if (!crypto_digits_check(in->code))
		return page_again(r, register_start, code, MSG_CODE_MISTYPED);
	page = register_child_of(r, in->code, &found, &child);
	if (page != PAGE_OK)
		return page;
	if (!found)
		return page_again(r, register_start, code, MSG_SHEET_CODE_WRONG);
	return page_redirect(r, next_for(r, in->code));
}

/* The child of the code that this page was opened with.  PAGE_OK, or how the page ends. */
static enum page
child_of_query(struct req *r, const struct register_query *in, struct register_code_child *child)
{
	enum page	 page;
	bool		 found;

	if (!in->has_code)
		return page_redirect(r, url_link(LINK_REGISTER));
	page = register_child_of(r, in->code, &found, child);
	if (page == PAGE_OK && !found)
		page = page_refuse(r, PAGE_NOT_FOUND, MSG_SHEET_CODE_WRONG);
	return page;
}

/* GET /register/person */
enum page
register_person_page(struct req *r, const struct register_query *in)
{
	const struct register_query	 q = query_of(in->code);
	struct register_person_view	 v = { .f = *register_person_show(r) };
	struct register_code_child	 child;
	enum page			 page = register_not_staff(r);

	if (page == PAGE_OK && r->session != NULL)
		page = page_redirect(r, url_register_child_page(r, &q));
	if (page == PAGE_OK)
		page = child_of_query(r, in, &child);
	if (page != PAGE_OK)
		return page;
	field_default(r, &v.f.code, in->code);
	v.child = child.view;
	v.full = child.guardians >= GUARDIANS_MAX;
	v.frame = v.full ? frame_of(r, msg_text(r->lang, MSG_TITLE_REGISTER_PERSON)) :
	    frame_with_form(r, msg_text(r->lang, MSG_TITLE_REGISTER_PERSON), &v.f.form);
	v.post = url_register_person_page(r, &q);
	v.sign_in = url_signin_page(r, &(struct signin_query){
		.has_next = true, .next = url_register_child_page(r, &q).path });
	v.again = url_link(LINK_REGISTER);
	v.terms = url_link(LINK_TERMS);
	v.privacy = url_link(LINK_PRIVACY);
	t_portal_register_person(r->html, &v);
	return PAGE_OK;
}

static enum db_rc
write_new(struct tx *tx, struct req *r, const struct register_person *in, uint64_t pupil_id, const char *hash)
{
	const char	*token = crypto_token(r->arena);
	const struct url u = url_register_confirm_show(r, &(struct token_query){ .has_token = true, .token = token });
	unsigned char	 token_hash[CRYPTO_HASH_BYTES];
	enum db_rc	 rc;

	rc = q_register_token_insert(tx, &(struct q_register_token_insert_in){
		.token_hash = link_hash(token_hash, token),
		.mail = in->mail,
		.family_name = in->family_name,
		.given_name = in->has_given_name ? in->given_name : "",
		.password_hash = hash,
		.pupil_id = pupil_id,
		.relationship = in->relationship,
		.lang = (int)r->lang,
		.now = r->now,
		.expires_at = time_add(r->now, LINK_GOOD_S),
	});
	if (rc == DB_OK)
		rc = outbox_put(tx, 0, in->mail, msg_text(r->lang, MSG_MAIL_REGISTER_SUBJECT),
		    msg_format(r->arena, r->lang, MSG_MAIL_REGISTER_BODY, url_absolute(r, u), NULL));
	return rc;
}

/* Somebody signs in with this address: only its owner hears of it. */
static enum db_rc
write_known(struct tx *tx, struct req *r, const char *mail, const struct q_account_of_mail *who)
{
	const enum lang	 lang = (enum lang)who->lang;
	const bool	 staff = who->kind == ACCOUNT_STAFF;

	return outbox_put(tx, who->account_id, mail, msg_text(lang, MSG_MAIL_KNOWN_SUBJECT),
	    staff ? msg_text(lang, MSG_MAIL_KNOWN_STAFF_BODY) :
	    msg_format(r->arena, lang, MSG_MAIL_KNOWN_BODY, url_absolute(r, url_link(LINK_SIGN_IN)), NULL));
}

/*
 * One mail, and the same answer for an address that is known and one that is
 * not; over the limit of mails to one address none is written.
 */
static enum page
send_link(struct req *r, const struct register_person *in, uint64_t pupil_id)
{
	const char			*hash = crypto_password_hash(r->arena, in->password);
	struct q_account_of_mail	 who;
	struct tx			*tx;
	int64_t				 minutes, address_minutes;
	enum db_rc			 rc, known;

	rc = throttle_check(r, THROTTLE_MAIL, in->mail, &minutes);
	if (rc == DB_OK)
		rc = throttle_check(r, THROTTLE_MAIL_ADDRESS, r->address, &address_minutes);
	if (rc != DB_OK)
		return page_of(r, rc);
	if (address_minutes > 0)
		return throttle_refuse(r, address_minutes);
	known = q_account_of_mail(r->db, &who, &(struct q_account_of_mail_in){ .login_id = in->mail });
	if (known != DB_OK && known != DB_NONE)
		return page_of(r, known);
	tx = db_begin(r->db);
	rc = minutes == 0 ? throttle_failed(tx, r, THROTTLE_MAIL, in->mail) : DB_OK;
	if (rc == DB_OK)
		rc = throttle_failed(tx, r, THROTTLE_MAIL_ADDRESS, r->address);
	if (rc == DB_OK && minutes == 0)
		rc = known == DB_OK ? write_known(tx, r, in->mail, &who) : write_new(tx, r, in, pupil_id, hash);
	rc = db_end(tx, rc);
	if (rc != DB_OK)
		return page_of(r, rc);
	return page_redirect(r, url_register_sent_show(r, NULL));
}

/* POST /register/person */
enum page
register_person_submit(struct req *r, const struct register_person *in)
{
	const struct register_query	 q = query_of(in->code);
	struct register_code_child	 child;
	enum page			 page = register_not_staff(r);
	enum msg			 fault;

	if (page == PAGE_OK && r->session != NULL)
		page = page_redirect(r, url_register_child_page(r, &q));
	if (page == PAGE_OK)
		page = child_of_query(r, &q, &child);
	if (page != PAGE_OK)
		return page;
	if (child.guardians >= GUARDIANS_MAX)
		return page_redirect(r, url_register_person_page(r, &q));
	fault = password_fault_msg(in->password, in->mail);
	if (fault != MSG_NONE)
		return page_again(r, register_person, password, fault);
	return send_link(r, in, child.pupil_id);
}

/* GET /register/sent */
enum page
register_sent_show(struct req *r, const struct no_params *in)
{
	const struct register_sent_view	 v = {
		.frame = frame_of(r, msg_text(r->lang, MSG_TITLE_REGISTER_SENT)),
		.again = url_link(LINK_REGISTER),
		.sign_in = url_link(LINK_SIGN_IN),
	};

	(void)in;
	t_portal_register_sent(r->html, &v);
	return PAGE_OK;
}

/* GET /register/child: a parent who has signed in adds a child. */
enum page
register_child_page(struct req *r, const struct register_query *in)
{
	const struct register_query	 q = query_of(in->code);
	struct register_child_view	 v = { .f = *register_child_show(r) };
	struct register_code_child	 child;
	struct q_child_is_mine		 mine;
	enum page			 page;
	enum db_rc			 rc;

	page = child_of_query(r, in, &child);
	if (page != PAGE_OK)
		return page;
	rc = q_child_is_mine(r->db, &r->scope, &mine, &(struct q_child_is_mine_in){ .pupil_id = child.pupil_id });
	if (rc != DB_OK && rc != DB_NONE)
		return page_of(r, rc);
	v.own = rc == DB_OK;
	v.full = child.guardians >= GUARDIANS_MAX;
	field_default(r, &v.f.code, in->code);
	v.child = child.view;
	v.frame = v.own || v.full ? frame_of(r, msg_text(r->lang, MSG_TITLE_REGISTER_CHILD)) :
	    frame_with_form(r, msg_text(r->lang, MSG_TITLE_REGISTER_CHILD), &v.f.form);
	v.post = url_register_child_page(r, &q);
	v.again = url_link(LINK_REGISTER);
	v.children = url_link(LINK_ABSENCES);
	t_portal_register_child(r->html, &v);
	return PAGE_OK;
}

/* POST /register/child */
enum page
register_child_submit(struct req *r, const struct register_child *in)
{
	const struct register_query	 q = query_of(in->code);
	struct register_code_child	 child;
	struct tx			*tx;
	enum page			 page;
	enum msg			 why = MSG_NONE;
	enum db_rc			 rc;

	page = child_of_query(r, &q, &child);
	if (page != PAGE_OK)
		return page;
	tx = db_begin(r->db);
	rc = register_link(tx, r, child.pupil_id, r->session->account_id, in->relationship, &why);
	if (rc == DB_OK && why == MSG_NONE)
		rc = once_store(tx, r, url_link(LINK_ABSENCES_ADDED));
	rc = db_end(tx, rc);
	if (rc != DB_OK)
		return page_of(r, rc);
	if (why != MSG_NONE)
		return page_redirect(r, url_register_child_page(r, &q));
	return page_redirect(r, url_link(LINK_ABSENCES_ADDED));
}
