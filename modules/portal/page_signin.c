/* page_signin.c -- a person signs in, and out. */

#include <string.h>

#include "portal/portal.h"
#include "portal/throttle.h"

#include "common/crypto.h"
#include "common/str.h"
#include "q_signin.h"

enum page
signin_page(struct req *r, const struct signin_query *in)
{
	struct signin_view	 v = { .f = *signin_show(r) };

	if (r->session != NULL && r->method == METHOD_GET)
		return page_redirect(r, url_next(r, in->next));
	if (in->has_next) {
		field_default(r, &v.f.next, in->next);
		v.why = msg_text(r->lang, MSG_NEWS_SIGN_IN_FIRST);
	}
	if (in->has_draft) {
		field_default(r, &v.f.kept, str_hex(r->arena, in->draft.v, sizeof in->draft.v));
		v.why = msg_text(r->lang, MSG_NEWS_FORM_KEPT);
	}
	v.frame = frame_with_form(r, msg_text(r->lang, MSG_TITLE_SIGNIN), &v.f.form);
	if (in->has_news && r->method == METHOD_GET)
		v.frame.done = msg_text(r->lang, signin_news[in->news].label);
	v.post = url_signin_submit(r, NULL);
	v.forgot = url_forgot_page(r, NULL);
	v.register_child = url_link(LINK_REGISTER);
	v.activate = url_activate_page(r, NULL);
	t_portal_signin(r->html, &v);
	return PAGE_OK;
}

/* What url_next() says to a person with these roles, whose session begins with this answer. */
static struct url
next_for(const struct req *r, unsigned roles, const char *next)
{
	struct session	 s = { .roles = roles };
	struct req	 as = *r;

	as.session = &s;
	return url_next(&as, next);
}

struct url
signin_first_page(const struct req *r, unsigned roles)
{
	return next_for(r, roles, NULL);
}

/* Where a sign-in leads: the page that asked for it, with the form that was kept, or the first one. */
static struct url
onward(struct req *r, const struct signin *in, unsigned roles)
{
	const char	*next = in->next;

	if (in->has_next && in->has_kept)
		next = arena_printf(r->arena, "%s%sdraft=%s", next, strchr(next, '?') == NULL ? "?" : "&",
		    str_hex(r->arena, in->kept.v, sizeof in->kept.v));
	return next_for(r, roles, in->has_next ? next : NULL);
}

/* What guards this try: the ID, or the ID with this browser when its owner signed in here before. */
struct guard { enum throttle_rule rule; const char *what; };

static enum db_rc
guard_of(struct req *r, const char *login_id, struct guard *g)
{
	struct q_device_known	 row;
	unsigned char		 hash[CRYPTO_HASH_BYTES];
	enum db_rc		 rc;

	*g = (struct guard){ THROTTLE_LOGIN, login_id };
	if (r->cookie_device == NULL)
		return DB_OK;
	crypto_hash_text(hash, "device", r->cookie_device);
	rc = q_device_known(r->db, &row, &(struct q_device_known_in){
		.device_hash = { hash, sizeof hash },
		.login_id = login_id,
	});
	if (rc == DB_OK)
		*g = (struct guard){ THROTTLE_DEVICE,
		    arena_printf(r->arena, "%s\n%s", login_id, r->cookie_device) };
	return rc == DB_NONE ? DB_OK : rc;
}

static enum db_rc
wait_of(struct req *r, const struct guard *g, int64_t *minutes)
{
	int64_t		 address_minutes = 0;
	enum db_rc	 rc;

	rc = throttle_check(r, g->rule, g->what, minutes);
	if (rc == DB_OK)
		rc = throttle_check(r, THROTTLE_ADDRESS, r->address, &address_minutes);
	if (rc == DB_OK && address_minutes > *minutes)
		*minutes = address_minutes;
	return rc;
}

static enum page
refused(struct req *r, const struct guard *g, uint64_t account_id)
{
	struct tx	*tx = db_begin(r->db);
	enum db_rc	 rc;

	rc = throttle_failed(tx, r, g->rule, g->what);
	if (rc == DB_OK)
		rc = throttle_failed(tx, r, THROTTLE_ADDRESS, r->address);
	if (rc == DB_OK)
		rc = audit(tx, AUDIT_SIGN_IN_REFUSED, AUDIT_OF_ACCOUNT, account_id, NULL);
	rc = db_end(tx, rc);
	if (rc != DB_OK)
		return page_of(r, rc);
	return page_again(r, signin, password, MSG_SIGN_IN_WRONG);
}

static enum page
accepted(struct req *r, const struct signin *in, const struct guard *g,
    const struct q_account_to_sign_in *who)
{
	struct tx	*tx = db_begin(r->db);
	uint64_t	 n;
	enum db_rc	 rc;

	rc = throttle_clear(tx, g->rule, g->what);
	if (rc == DB_OK)
		rc = q_account_language_set(tx, &n, &(struct q_account_language_set_in){
			.account_id = who->account_id,
			.lang = (int)r->lang,
		});
	if (rc == DB_OK)
		rc = session_start(tx, r, who->account_id);
	if (rc == DB_OK)
		rc = audit(tx, AUDIT_SIGNED_IN, AUDIT_OF_ACCOUNT, who->account_id, NULL);
	rc = db_end(tx, rc);
	if (rc != DB_OK)
		return page_of(r, rc);
	return page_redirect(r, onward(r, in, (unsigned)who->roles));
}

const char *
signin_login_id(struct req *r, const char *typed)
{
	char	*s = str_nfkc(r->arena, typed);

	if (strchr(s, '@') == NULL)
		return s;
	for (char *c = s; *c != '\0'; c++)
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c - 'A' + 'a');
	return s;
}

/*
 * One sentence and one amount of work for every way to fail: an unknown ID, a
 * wrong password, an account that is suspended or not activated yet.
 */
enum page
signin_submit(struct req *r, const struct signin *in)
{
	const char			*login_id = signin_login_id(r, in->login_id);
	struct q_account_to_sign_in	 who = { 0 };
	struct guard			 g;
	int64_t				 minutes = 0;
	enum db_rc			 rc;
	bool				 fits;

	rc = guard_of(r, login_id, &g);
	if (rc == DB_OK)
		rc = wait_of(r, &g, &minutes);
	if (rc != DB_OK)
		return page_of(r, rc);
	if (minutes > 0)
		return throttle_refuse(r, minutes);
	rc = q_account_to_sign_in(r->db, &who, &(struct q_account_to_sign_in_in){
		.login_id = login_id,
	});
	if (rc != DB_OK && rc != DB_NONE)
		return page_of(r, rc);
	fits = crypto_password_check(rc == DB_OK ? who.password_hash : NULL, in->password);
	if (rc != DB_OK || !fits || who.state != ACCOUNT_ACTIVE)
		return refused(r, &g, rc == DB_OK ? who.account_id : 0);
	return accepted(r, in, &g, &who);
}

enum page
signout_submit(struct req *r, const struct no_params *in)
{
	struct tx	*tx;
	enum db_rc	 rc;

	(void)in;
	if (r->session != NULL) {
		tx = db_begin(r->db);
		rc = session_end(tx, r);
		if (rc == DB_OK)
			rc = audit(tx, AUDIT_SIGNED_OUT, AUDIT_OF_ACCOUNT, r->session->account_id, NULL);
		rc = db_end(tx, rc);
		if (rc != DB_OK)
			return page_of(r, rc);
	}
	/* The person is nobody from here on: the sign-in page must not lead back. */
	return page_redirect(r, url_signin_page(r, &(struct signin_query){
		.has_news = true,
		.news = SIGNIN_SIGNED_OUT,
	}));
}
