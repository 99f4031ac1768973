/* page_guardians.c -- who is linked to the children of a class; the school can end a link. */

#include "portal/people.h"

#include "common/outbox.h"
#include "q_guardians.h"
#include "q_sheets.h"

#define NEW_S (14 * 24 * 60 * 60)	/* how long a link is called newly added */

/* Fills the choice of classes.  Returns the one to show: that asked for, the own homeroom, or the first; NULL: none. */
static const struct q_sheet_class_list *
class_choose(struct req *r, const struct guardians_query *in, const struct q_sheet_class_list *classes, size_t n,
    struct field *f)
{
	const struct q_sheet_class_list	*chosen = NULL;
	struct field_option		*o = arena_array(r->arena, n + 1, sizeof *o);

	for (size_t i = 0; i < n; i++)
		if (in->has_class_id ? classes[i].class_id == in->class_id : classes[i].mine && chosen == NULL)
			chosen = &classes[i];
	if (chosen == NULL && !in->has_class_id && n > 0)
		chosen = &classes[0];
	for (size_t i = 0; i < n; i++)
		o[i] = (struct field_option){
			.value = people_digits(r->arena, classes[i].class_id),
			.label = classes[i].name,
			.checked = &classes[i] == chosen,
		};
	f->options = o;
	f->noptions = n;
	return chosen;
}

static struct guardian_row
guardian_row_of(struct req *r, const struct q_guardian_class_list *g)
{
	return (struct guardian_row){
		.name = people_name(r->arena, g->guardian_family, g->guardian_given),
		.relation = people_relation(r, g->relationship),
		.child = people_name(r->arena, g->family_name, g->given_name),
		.since_on = time_today(g->since_at),
		.is_new = g->since_at.us > time_add(r->now, -NEW_S).us,
		.end = url_guardian_end_page(r, &(struct guardian_query){ .has_id = true, .id = g->guardian_id }),
	};
}

/* One row for each pupil, from one for each guardian. */
static void
pupils_fill(struct req *r, struct guardians_view *v, const struct q_guardian_class_list *found, size_t n)
{
	struct guardian_pupil	*rows = arena_array(r->arena, n + 1, sizeof *rows);
	struct guardian_row	*guardians = arena_array(r->arena, n + 1, sizeof *guardians);

	for (size_t i = 0; i < n; i++) {
		if (i == 0 || found[i].pupil_id != found[i - 1].pupil_id)
			rows[v->nrows++] = (struct guardian_pupil){
				.name = people_name(r->arena, found[i].family_name, found[i].given_name),
				.number = found[i].attendance_number,
				.has_number = found[i].has_attendance_number,
				.guardians = &guardians[i],
			};
		if (found[i].has_guardian_id) {
			guardians[i] = guardian_row_of(r, &found[i]);
			rows[v->nrows - 1].nguardians++;
		}
	}
	v->rows = rows;
	for (size_t i = 0; i < v->nrows; i++)
		v->registered += rows[i].nguardians != 0;
	v->missing = (int64_t)v->nrows - v->registered;
}

/* GET /guardians: names and relationships of a class; a mail address is shown to nobody (SN-10). */
enum page
guardians_show(struct req *r, const struct guardians_query *in)
{
	struct guardians_view			 v = { .q = *guardians_query_show(r) };
	struct q_sheet_class_list		*classes;
	struct q_guardian_class_list		*found;
	const struct q_sheet_class_list		*class;
	size_t					 nclasses, n;
	enum db_rc				 rc;

	rc = q_sheet_class_list(r->db, &r->scope, &classes, &nclasses);
	if (rc != DB_OK)
		return page_of(r, rc);
	class = class_choose(r, in, classes, nclasses, &v.q.class_id);
	if (class == NULL && in->has_class_id)
		return PAGE_NOT_FOUND;
	v.frame = frame_of(r, msg_text(r->lang, MSG_TITLE_GUARDIANS));
	if (in->has_news)
		v.frame.done = msg_text(r->lang, guardians_news[in->news].label);
	v.filter = url_link(LINK_GUARDIANS);
	v.may_end = access_holds(r, PERM_GUARDIAN_END);
	v.has_class = class != NULL;
	if (class != NULL) {
		rc = q_guardian_class_list(r->db, &r->scope, &found, &n, &(struct q_guardian_class_list_in){
			.class_id = class->class_id });
		if (rc != DB_OK)
			return page_of(r, rc);
		v.class_name = class->name;
		v.sheets = url_sheets_class_show(r, &(struct sheet_query){
			.has_class_id = true, .class_id = class->class_id });
		pupils_fill(r, &v, found, n);
	}
	t_portal_guardians(r->html, &v);
	return PAGE_OK;
}

static struct url
class_url(struct req *r, const struct q_guardian_one *g, bool ended)
{
	return url_guardians_show(r, &(struct guardians_query){
		.has_class_id = g->has_class_id, .class_id = g->class_id, .has_news = ended, .news = 0 });
}

/* GET /guardians/end: what ending means, before it is done. */
enum page
guardian_end_page(struct req *r, const struct guardian_query *in)
{
	struct guardian_end_view	 v = { .f = *guardian_end_show(r) };
	struct q_guardian_one		 g;
	enum db_rc			 rc;

	rc = q_guardian_one(r->db, &r->scope, &g, &(struct q_guardian_one_in){ .guardian_id = in->id });
	if (rc != DB_OK)
		return page_of(r, rc);
	field_default(r, &v.f.id, people_digits(r->arena, in->id));
	v.frame = frame_of(r, msg_text(r->lang, MSG_TITLE_GUARDIAN_END));
	v.post = url_guardian_end_page(r, in);
	v.back = class_url(r, &g, false);
	v.name = people_name(r->arena, g.guardian_family, g.guardian_given);
	v.relation = people_relation(r, g.relationship);
	v.child = people_name(r->arena, g.family_name, g.given_name);
	v.class_name = g.class_name;
	v.since_on = time_today(g.since_at);
	v.has_mail = g.mail != NULL;
	t_portal_guardian_end(r->html, &v);
	return PAGE_OK;
}

static enum db_rc
end_notice(struct tx *tx, struct req *r, const struct q_guardian_one *g)
{
	const enum lang	 lang = (enum lang)g->lang;

	if (g->mail == NULL)
		return DB_OK;
	return outbox_put(tx, g->account_id, g->mail, msg_text(lang, MSG_MAIL_GUARDIAN_ENDED_SUBJECT),
	    msg_format(r->arena, lang, MSG_MAIL_GUARDIAN_ENDED_BODY, g->school_name,
	    people_initial(r->arena, g->given_kana, g->given_name), NULL));
}

/* POST /guardians/end */
enum page
guardian_end_submit(struct req *r, const struct guardian_end *in)
{
	struct q_guardian_one	 g;
	struct tx		*tx;
	uint64_t		 n;
	enum db_rc		 rc;

	rc = q_guardian_one(r->db, &r->scope, &g, &(struct q_guardian_one_in){ .guardian_id = in->id });
	if (rc != DB_OK)
		return page_of(r, rc);
	tx = db_begin(r->db);
	rc = q_guardian_end(tx, &r->scope, &(struct q_guardian_end_in){ .guardian_id = in->id, .now = r->now });
	/* Who was shut out has the paper still, and it would open the door again. */
	if (rc == DB_OK)
		rc = q_pupil_sheets_end(tx, &r->scope, &n, &(struct q_pupil_sheets_end_in){
			.pupil_id = g.pupil_id, .now = r->now });
	if (rc == DB_OK)
		rc = end_notice(tx, r, &g);
	if (rc == DB_OK)
		rc = audit(tx, AUDIT_GUARDIAN_ENDED, AUDIT_OF_PUPIL, g.pupil_id, people_digits(r->arena, in->id));
	rc = db_end(tx, rc);
	if (rc != DB_OK)
		return page_of(r, rc);
	return page_redirect(r, class_url(r, &g, true));
}
