/* frame.c -- the header, navigation and footer of this person's pages. */

#include "assets.h"
#include "req.h"
#include "str.h"

/* The pages of the navigation, in order; each is shown to whom holds its permission. */
static const struct { enum link link; enum perm perm; enum msg label; } entries[] = {
	{ LINK_ABSENCES, PERM_ABSENCE_REPORT, MSG_NAV_CHILDREN },
	{ LINK_BOARD, PERM_ABSENCE_BOARD, MSG_NAV_BOARD },
	{ LINK_APPROVE, PERM_ABSENCE_APPROVE, MSG_NAV_APPROVE },
	{ LINK_REGISTER_BOOK, PERM_REGISTER_READ, MSG_NAV_REGISTER },
	{ LINK_GUARDIANS, PERM_GUARDIAN_READ, MSG_NAV_GUARDIANS },
	{ LINK_SHEETS, PERM_SHEET_PRINT, MSG_NAV_SHEETS },
	{ LINK_ROSTER, PERM_ROSTER_IMPORT, MSG_NAV_ROSTER },
	{ LINK_STAFF, PERM_STAFF_SHEET, MSG_NAV_STAFF },
	{ LINK_SCHOOLS, PERM_SCHOOL_EDIT, MSG_NAV_SCHOOLS },
};

static void
nav_fill(struct req *r, struct frame_view *v)
{
	struct frame_link	*nav = arena_array(r->arena, sizeof entries / sizeof entries[0], sizeof *nav);

	v->nav = nav;
	for (size_t i = 0; i < sizeof entries / sizeof entries[0]; i++) {
		struct url	 u = url_link(entries[i].link);

		if (!access_holds(r, entries[i].perm))
			continue;
		nav[v->nnav++] = (struct frame_link){
			.url = u,
			.label = msg_text(r->lang, entries[i].label),
			.here = str_equal(r->path, u.path),
		};
	}
}

static void
person_fill(struct req *r, struct frame_view *v)
{
	const struct session	*s = r->session;

	if (s == NULL)
		return;
	v->signed_in = true;
	v->staff = s->kind == ACCOUNT_STAFF;
	v->timeout_s = v->staff ? session_left_s(r) : 0;
	v->who = arena_printf(r->arena, "%s %s", s->family_name, s->given_name);
	v->organisation = s->school_name != NULL ? s->school_name : s->board_name;
	v->sign_out_f = *no_params_show(r);
	nav_fill(r, v);
}

static void
languages_fill(struct req *r, struct frame_view *v)
{
	v->show_languages = !v->staff;
	v->lang_code = r->lang == LANG_EN ? "en" : "ja";
	v->in_ja = r->lang == LANG_JA;
	v->in_en = r->lang == LANG_EN;
	v->in_ja_easy = r->lang == LANG_JA_EASY;
	v->to_ja = url_here_in(r, LANG_JA);
	v->to_en = url_here_in(r, LANG_EN);
	v->to_ja_easy = url_here_in(r, LANG_JA_EASY);
}

struct frame_view
frame_of(struct req *r, const char *title)
{
	struct frame_view	 v = {
		.title = title,
		.environment = r->conf->environment[0] == '\0' ? NULL : r->conf->environment,
		.css = { ASSET_CSS },
		.js = { ASSET_JS },
		.home = url_first_page(r),
		.account = url_link(LINK_ACCOUNT),
		.help = url_link(LINK_HELP),
		.contact = url_link(LINK_CONTACT),
		.accessibility = url_link(LINK_ACCESSIBILITY),
		.privacy = url_link(LINK_PRIVACY),
		.terms = url_link(LINK_TERMS),
		.sign_in = url_link(LINK_SIGN_IN),
		.sign_out = url_link(LINK_SIGN_OUT),
	};

	person_fill(r, &v);
	languages_fill(r, &v);
	return v;
}

struct frame_view
frame_with_form(struct req *r, const char *title, const struct form_fields *f)
{
	struct frame_view	 v = frame_of(r, title);

	v.has_form = true;
	v.errors = f->errors;
	v.nerrors = f->nerrors;
	v.has_errors = f->nerrors != 0;
	return v;
}
