/* page_account.c -- the own account: what is known, password, other browsers. */

#include "portal/portal.h"
#include "portal/throttle.h"

#include "common/crypto.h"
#include "q_signin.h"

#define MINUTE_S 60
#define DAY_S (24 * 60 * 60)

static void
roles_fill(struct req *r, struct account_view *v)
{
	static const enum msg	 labels[ROLE_COUNT] = {
		[ROLE_PARENT] = MSG_ROLE_PARENT,
		[ROLE_TEACHER] = MSG_ROLE_TEACHER,
		[ROLE_SCHOOL_MANAGER] = MSG_ROLE_SCHOOL_MANAGER,
		[ROLE_BOARD_OFFICER] = MSG_ROLE_BOARD_OFFICER,
	};
	struct account_role	*roles = arena_array(r->arena, ROLE_COUNT, sizeof *roles);

	for (size_t i = 0; i < ROLE_COUNT; i++)
		if ((r->session->roles & ROLE_BIT(i)) != 0)
			roles[v->nroles++].label = msg_text(r->lang, labels[i]);
	v->roles = roles;
}

enum page
account_show(struct req *r, const struct account_query *in)
{
	const struct session	*s = r->session;
	struct account_view	 v = {
		.frame = frame_of(r, msg_text(r->lang, MSG_TITLE_ACCOUNT)),
		.family_name = s->family_name,
		.given_name = s->given_name,
		.login_id = s->login_id,
		.mail = s->mail,
		.school = s->school_name,
		.board = s->board_name,
		.staff = s->kind == ACCOUNT_STAFF,
		.is_parent = access_holds(r, PERM_CHILD_ADD),
		.password = url_password_show(r, NULL),
		.sessions = url_sessions_show(r, NULL),
		.mail_change = url_mail_show(r, NULL),
		.children = url_link(LINK_ABSENCES),
		.register_child = url_link(LINK_REGISTER),
		.privacy = url_link(LINK_PRIVACY),
		.terms = url_link(LINK_TERMS),
	};

	if (in->has_news)
		v.frame.done = msg_text(r->lang, account_news[in->news].label);
	roles_fill(r, &v);
	t_portal_account(r->html, &v);
	return PAGE_OK;
}

/* To the account page with a sentence of success. */
static enum page
back_with(struct req *r, enum account_news news)
{
	return page_redirect(r, url_account_show(r, &(struct account_query){
		.has_news = true,
		.news = (int)news,
	}));
}

enum page
password_show(struct req *r, const struct no_params *in)
{
	struct password_view	 v = { .f = *password_change_show(r) };

	(void)in;
	v.frame = frame_with_form(r, msg_text(r->lang, MSG_TITLE_PASSWORD), &v.f.form);
	v.login_id = r->session->login_id;
	v.post = url_password_submit(r, NULL);
	v.account = url_link(LINK_ACCOUNT);
	v.forgot = url_forgot_page(r, NULL);
	t_portal_password(r->html, &v);
	return PAGE_OK;
}

/*
 * The current password is asked for again (design.md 7), and guessing it from an
 * open session is throttled like guessing it at the sign-in page; for each session
 * apart, so that a stranger who guesses there does not keep the owner out here.
 */
enum page
account_prove(struct req *r, const char *password, bool *fits)
{
	const char			*what = arena_printf(r->arena, "%s\nsession %llu", r->session->login_id,
	    (unsigned long long)r->session->session_id);
	struct q_own_password_hash	 row;
	struct tx			*tx;
	int64_t				 minutes;
	enum db_rc			 rc;

	*fits = false;
	rc = throttle_check(r, THROTTLE_DEVICE, what, &minutes);
	if (rc == DB_OK && minutes > 0)
		return throttle_refuse(r, minutes);
	if (rc == DB_OK)
		rc = q_own_password_hash(r->db, &r->scope, &row);
	if (rc != DB_OK)
		return page_of(r, rc);
	*fits = crypto_password_check(row.password_hash, password);
	if (*fits)
		return PAGE_OK;
	tx = db_begin(r->db);
	rc = throttle_failed(tx, r, THROTTLE_DEVICE, what);
	return page_of(r, db_end(tx, rc));
}

static enum db_rc
change(struct tx *tx, struct req *r, const struct password_change *in)
{
	const uint64_t	 account_id = r->session->account_id;
	uint64_t	 n;
	enum db_rc	 rc;

	rc = q_account_password_set(tx, &(struct q_account_password_set_in){
		.account_id = account_id,
		.password_hash = crypto_password_hash(r->arena, in->password),
		.now = r->now,
	});
	if (rc == DB_OK)
		rc = session_end_others(tx, r, account_id, &n);
	if (rc == DB_OK)
		rc = password_end_links(tx, r, account_id);
	if (rc == DB_OK)
		rc = throttle_clear(tx, THROTTLE_LOGIN, r->session->login_id);
	if (rc == DB_OK)
		rc = password_notice(tx, r, account_id);
	if (rc == DB_OK)
		rc = audit(tx, AUDIT_PASSWORD_CHANGED, AUDIT_OF_ACCOUNT, account_id, NULL);
	return rc;
}

enum page
password_submit(struct req *r, const struct password_change *in)
{
	const enum msg	 fault = password_fault_msg(in->password, r->session->login_id);
	struct tx	*tx;
	enum page	 page;
	enum db_rc	 rc;
	bool		 fits;

	if (fault != MSG_NONE)
		return page_again(r, password_change, password, fault);
	if (!password_twice(in->password, in->again))
		return page_again(r, password_change, again, MSG_PASSWORD_DIFFERS);
	page = account_prove(r, in->current, &fits);
	if (page != PAGE_OK)
		return page;
	if (!fits)
		return page_again(r, password_change, current, MSG_PASSWORD_CURRENT_WRONG);
	tx = db_begin(r->db);
	rc = db_end(tx, change(tx, r, in));
	if (rc != DB_OK)
		return page_of(r, rc);
	return back_with(r, ACCOUNT_PASSWORD_CHANGED);
}

/* Sessions that still work: the limits are those of session.c. */
static struct q_own_sessions_in
living(const struct req *r)
{
	const struct conf	*c = r->conf;

	if (r->session->kind == ACCOUNT_STAFF)
		return (struct q_own_sessions_in){
			.seen_after = time_add(r->now, -c->staff_idle_minutes * MINUTE_S),
			.created_after = time_add(r->now, -c->staff_absolute_hours * 60 * MINUTE_S),
		};
	return (struct q_own_sessions_in){
		.seen_after = time_add(r->now, -c->parent_idle_days * DAY_S),
		.created_after = time_add(r->now, -c->parent_absolute_days * DAY_S),
	};
}

static struct session_row
session_row_of(struct req *r, const struct q_own_sessions *s)
{
	const char	*name = agent_name(r->arena, s->agent);

	return (struct session_row){
		.browser = name != NULL ? name : msg_text(r->lang, MSG_AGENT_UNKNOWN),
		.created_at = s->created_at,
		.seen_at = s->seen_at,
		.here = s->session_id == r->session->session_id,
	};
}

enum page
sessions_show(struct req *r, const struct no_params *in)
{
	const struct q_own_sessions_in	 limits = living(r);
	struct sessions_view		 v = { .f = *no_params_show(r) };
	struct q_own_sessions		*found;
	struct session_row		*rows;
	size_t				 n;
	enum db_rc			 rc;

	(void)in;
	rc = q_own_sessions(r->db, &r->scope, &found, &n, &limits);
	if (rc != DB_OK)
		return page_of(r, rc);
	rows = arena_array(r->arena, n + 1, sizeof *rows);
	for (size_t i = 0; i < n; i++)
		if (found[i].session_id == r->session->session_id)
			rows[v.nrows++] = session_row_of(r, &found[i]);
	for (size_t i = 0; i < n; i++)
		if (found[i].session_id != r->session->session_id)
			rows[v.nrows++] = session_row_of(r, &found[i]);
	v.rows = rows;
	v.has_others = n > 1;
	v.frame = frame_of(r, msg_text(r->lang, MSG_TITLE_SESSIONS));
	v.post = url_sessions_end_submit(r, NULL);
	v.account = url_link(LINK_ACCOUNT);
	t_portal_sessions(r->html, &v);
	return PAGE_OK;
}

enum page
sessions_end_submit(struct req *r, const struct no_params *in)
{
	struct tx	*tx = db_begin(r->db);
	uint64_t	 n = 0;
	enum db_rc	 rc;

	(void)in;
	rc = session_end_others(tx, r, r->session->account_id, &n);
	if (rc == DB_OK)
		rc = audit(tx, AUDIT_SESSIONS_ENDED, AUDIT_OF_ACCOUNT, r->session->account_id,
		    arena_printf(r->arena, "%llu", (unsigned long long)n));
	rc = db_end(tx, rc);
	if (rc != DB_OK)
		return page_of(r, rc);
	return back_with(r, ACCOUNT_SESSIONS_ENDED);
}
