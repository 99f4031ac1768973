/* page_public.c -- the pages that are nothing but text: help, contact, accessibility, privacy, terms. */

#include "portal/portal.h"

static enum page
text_page(struct req *r, enum msg title, void (*template)(struct html *, const struct public_view *))
{
	const struct public_view	 v = {
		.frame = frame_of(r, msg_text(r->lang, title)),
		.sign_in = url_link(LINK_SIGN_IN),
		.forgot = url_forgot_page(r, NULL),
		.register_child = url_link(LINK_REGISTER),
		.activate = url_activate_page(r, NULL),
		.contact = url_link(LINK_CONTACT),
		.privacy = url_link(LINK_PRIVACY),
		.terms = url_link(LINK_TERMS),
		.help = url_link(LINK_HELP),
		.public_url = r->conf->public_url,
	};

	template(r->html, &v);
	return PAGE_OK;
}

enum page
help_show(struct req *r, const struct no_params *in)
{
	(void)in;
	return text_page(r, MSG_TITLE_HELP, t_portal_help);
}

enum page
contact_show(struct req *r, const struct no_params *in)
{
	(void)in;
	return text_page(r, MSG_TITLE_CONTACT, t_portal_contact);
}

enum page
accessibility_show(struct req *r, const struct no_params *in)
{
	(void)in;
	return text_page(r, MSG_TITLE_ACCESSIBILITY, t_portal_accessibility);
}

enum page
privacy_show(struct req *r, const struct no_params *in)
{
	(void)in;
	return text_page(r, MSG_TITLE_PRIVACY, t_portal_privacy);
}

enum page
terms_show(struct req *r, const struct no_params *in)
{
	(void)in;
	return text_page(r, MSG_TITLE_TERMS, t_portal_terms);
}

enum page
forgot_sent_show(struct req *r, const struct no_params *in)
{
	(void)in;
	return text_page(r, MSG_TITLE_FORGOT_SENT, t_portal_forgot_sent);
}
