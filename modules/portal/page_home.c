/* page_home.c -- what the service is, and whether it works. */

#include "portal/portal.h"

#include "q_signin.h"

enum page
home_show(struct req *r, const struct no_params *in)
{
	struct home_view	 v = {
		.frame = frame_of(r, msg_text(r->lang, MSG_TITLE_HOME)),
		.sign_in = url_link(LINK_SIGN_IN),
		.register_child = url_link(LINK_REGISTER),
		.activate = url_activate_page(r, NULL),
		.help = url_link(LINK_HELP),
		.first_page = url_first_page(r),
	};

	(void)in;
	t_portal_home(r->html, &v);
	return PAGE_OK;
}

/* GET /readyz: for the machine that watches this one; the database has to answer. */
enum page
ready_show(struct req *r, const struct no_params *in)
{
	static const unsigned char	 ready[] = "ready\n", away[] = "away\n";
	struct q_database_ready		 row;
	enum db_rc			 rc;

	(void)in;
	r->content_type = "text/plain; charset=utf-8";
	rc = db_ready(r->db);
	if (rc == DB_OK)
		rc = q_database_ready(r->db, &row);
	if (rc != DB_OK) {
		r->raw = (struct bytes){ away, sizeof away - 1 };
		return PAGE_AWAY;
	}
	r->raw = (struct bytes){ ready, sizeof ready - 1 };
	return PAGE_OK;
}
