/* views.h -- what the templates of sign-in, account and public pages are given. */
#ifndef PORTAL_VIEWS_H
#define PORTAL_VIEWS_H

#include "common/frame.h"
#include "common/parts.h"
#include "portal/forms.h"
#include "portal/views_people.h"

struct home_view {
	struct frame_view	 frame;
	struct url		 sign_in, register_child, activate, help, first_page;
};

/* Help, contact, accessibility, privacy, terms: nothing but text and links. */
struct public_view {
	struct frame_view	 frame;
	struct url		 sign_in, forgot, register_child, activate, contact, privacy, terms, help;
	const char		*public_url;
};

struct signin_view {
	struct frame_view	 frame;
	struct signin_fields	 f;
	struct url		 post, forgot, register_child, activate;
	const char		*why;		/* what sent the person here, or NULL */
};

struct forgot_view {
	struct frame_view	 frame;
	struct forgot_fields	 f;
	struct url		 post, sign_in, activate;
};

struct reset_view {
	struct frame_view	 frame;
	struct reset_fields	 f;
	struct url		 post, forgot;
	bool			 over;		/* used, or older than 30 minutes */
};

struct activate_view {
	struct frame_view	 frame;
	struct activate_fields	 f;
	struct url		 post, sign_in;
};

struct account_view {
	struct frame_view	 frame;
	const char		*family_name, *given_name, *login_id, *mail, *school, *board;
	const struct account_role {
		const char	*label;
	}			*roles;
	size_t			 nroles;
	bool			 staff, is_parent;
	struct url		 password, sessions, mail_change, children, register_child, privacy, terms;
};

struct password_view {
	struct frame_view	 frame;
	struct password_change_fields f;
	struct url		 post, account, forgot;
	const char		*login_id;
};

struct sessions_view {
	struct frame_view	 frame;
	struct no_params_fields	 f;
	struct url		 post, account;
	const struct session_row {
		const char	*browser;
		struct instant	 created_at, seen_at;
		bool		 here;
	}			*rows;
	size_t			 nrows;
	bool			 has_others;
};

struct mail_view {
	struct frame_view	 frame;
	struct mail_change_fields f;
	struct url		 post, account;
	const char		*mail;		/* the present one, or NULL */
	bool			 fixed;		/* a parent signs in with it: it stays */
};

struct mail_confirm_view {
	struct frame_view	 frame;
	struct token_query_fields f;
	struct url		 post, account;
	const char		*mail;
	bool			 over;
};

/* Password fields with their labels (templates/portal/passwords.tmpl). */
void	p_password(struct html *, const struct field *);
void	p_password_current(struct html *, const struct field *);
void	p_password_new(struct html *, const struct field *);
void	p_password_again(struct html *, const struct field *);

void	t_portal_home(struct html *, const struct home_view *);
void	t_portal_help(struct html *, const struct public_view *);
void	t_portal_contact(struct html *, const struct public_view *);
void	t_portal_accessibility(struct html *, const struct public_view *);
void	t_portal_privacy(struct html *, const struct public_view *);
void	t_portal_terms(struct html *, const struct public_view *);
void	t_portal_signin(struct html *, const struct signin_view *);
void	t_portal_forgot(struct html *, const struct forgot_view *);
void	t_portal_forgot_sent(struct html *, const struct public_view *);
void	t_portal_reset(struct html *, const struct reset_view *);
void	t_portal_activate(struct html *, const struct activate_view *);
void	t_portal_account(struct html *, const struct account_view *);
void	t_portal_password(struct html *, const struct password_view *);
void	t_portal_sessions(struct html *, const struct sessions_view *);
void	t_portal_mail(struct html *, const struct mail_view *);
void	t_portal_mail_confirm(struct html *, const struct mail_confirm_view *);

#endif
