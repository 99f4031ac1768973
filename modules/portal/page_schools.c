/* page_schools.c -- the schools of a board, and the number that their parents call. */

#include "portal/people.h"

#include "q_roster_pages.h"

enum page
schools_show(struct req *r, const struct schools_query *in)
{
	struct schools_view	 v = { .frame = frame_of(r, msg_text(r->lang, MSG_TITLE_SCHOOLS)) };
	struct q_school_list	*found;
	struct school_row	*rows;
	size_t			 n;
	enum db_rc		 rc;

	rc = q_school_list(r->db, &r->scope, &found, &n);
	if (rc != DB_OK)
		return page_of(r, rc);
	rows = arena_array(r->arena, n + 1, sizeof *rows);
	for (size_t i = 0; i < n; i++)
		rows[i] = (struct school_row){
			.name = found[i].name,
			.identifier = found[i].identifier,
			.phone = found[i].phone,
			.classes = found[i].classes,
			.pupils = found[i].pupils,
			.active = found[i].active,
			.edit = url_school_edit_page(r, &(struct school_query){
				.has_id = true, .id = found[i].school_id }),
		};
	v.rows = rows;
	v.nrows = n;
	if (in->has_news)
		v.frame.done = msg_text(r->lang, schools_news[in->news].label);
	t_portal_schools(r->html, &v);
	return PAGE_OK;
}

enum page
school_edit_page(struct req *r, const struct school_query *in)
{
	struct school_edit_view	 v = { .f = *school_edit_show(r) };
	struct q_school_one	 row;
	enum db_rc		 rc;

	rc = q_school_one(r->db, &r->scope, &row, &(struct q_school_one_in){ .school_id = in->id });
	if (rc != DB_OK)
		return page_of(r, rc);
	field_default(r, &v.f.id, people_digits(r->arena, in->id));
	field_default(r, &v.f.phone, row.phone);
	v.frame = frame_with_form(r, msg_format(r->arena, r->lang, MSG_TITLE_SCHOOL_EDIT, row.name, NULL), &v.f.form);
	v.post = url_school_edit_page(r, in);
	v.back = url_link(LINK_SCHOOLS);
	t_portal_school_edit(r->html, &v);
	return PAGE_OK;
}

enum page
school_edit_submit(struct req *r, const struct school_edit *in)
{
	const char	*phone = people_phone(r->arena, in->phone);
	struct tx	*tx;
	enum db_rc	 rc;

	if (phone == NULL)
		return page_again(r, school_edit, phone, MSG_ASK_PHONE);
	tx = db_begin(r->db);
	rc = q_school_phone_set(tx, &r->scope, &(struct q_school_phone_set_in){
		.school_id = in->id,
		.phone = phone,
	});
	if (rc == DB_OK)
		rc = audit(tx, AUDIT_SCHOOL_CHANGED, AUDIT_OF_SCHOOL, in->id, "phone");
	rc = db_end(tx, rc);
	if (rc != DB_OK)
		return page_of(r, rc);
	return page_redirect(r, url_schools_show(r, &(struct schools_query){ .has_news = true, .news = 0 }));
}
