/* page_staff.c -- the staff of a board, and the sheets with which they begin (SN-20: only the board). */

#include "portal/people.h"

#include "q_roster_pages.h"
#include "q_sheets.h"

#define STAFF_SHOWN 300
#define SHEET_DAYS 14

/* The schools of the board as options; the first one is all of them. */
static enum db_rc
schools_fill(struct req *r, struct field *f, uint64_t chosen_id)
{
	struct q_school_list	*schools;
	struct field_option	*o;
	size_t			 n;
	enum db_rc		 rc;

	rc = q_school_list(r->db, &r->scope, &schools, &n);
	if (rc != DB_OK)
		return rc;
	o = arena_array(r->arena, n + 1, sizeof *o);
	o[0] = (struct field_option){ .value = "", .label = msg_text(r->lang, MSG_STAFF_ALL_SCHOOLS) };
	for (size_t i = 0; i < n; i++)
		o[i + 1] = (struct field_option){
			.value = people_digits(r->arena, schools[i].school_id),
			.label = schools[i].name,
			.checked = schools[i].school_id == chosen_id,
		};
	f->options = o;
	f->noptions = n + 1;
	return DB_OK;
}

static struct staff_row
staff_row_of(struct req *r, const struct q_staff_list *row, const char *box_id)
{
	return (struct staff_row){
		.id = people_digits(r->arena, row->account_id),
		.box_id = box_id,
		.name = people_name(r->arena, row->family_name, row->given_name),
		.login_id = row->login_id,
		.school = row->school_name,
		.roles = people_roles(r, (unsigned)row->roles),
		.active = row->state == ACCOUNT_ACTIVE,
		.suspended = row->state == ACCOUNT_SUSPENDED,
		.has_sheet = row->has_sheet_at && row->state == ACCOUNT_WAITING,
		.sheet_at = row->sheet_at,
	};
}

static enum db_rc
rows_fill(struct req *r, const struct staff_query *in, struct staff_view *v)
{
	struct q_staff_list	*found;
	struct staff_row	*rows;
	size_t			 n;
	enum db_rc		 rc;

	rc = q_staff_list(r->db, &r->scope, &found, &n, &(struct q_staff_list_in){
		.has_school_id = in->has_school_id,
		.school_id = in->school_id,
		.waiting = in->waiting,
	});
	if (rc != DB_OK)
		return rc;
	v->more = n > STAFF_SHOWN;
	v->nrows = v->more ? STAFF_SHOWN : n;
	rows = arena_array(r->arena, v->nrows + 1, sizeof *rows);
	for (size_t i = 0; i < v->nrows; i++)
		rows[i] = staff_row_of(r, &found[i],
		    i == 0 ? v->f.ids.id : arena_printf(r->arena, "%s-%zu", v->f.ids.id, i));
	v->rows = rows;
	return DB_OK;
}

/* GET /staff: everybody with a role in the roster. */
enum page
staff_show(struct req *r, const struct staff_query *in)
{
	struct staff_view	 v = { .q = *staff_query_show(r), .f = *staff_sheets_show(r) };
	enum db_rc		 rc;

	rc = schools_fill(r, &v.q.school_id, in->has_school_id ? in->school_id : 0);
	if (rc == DB_OK)
		rc = rows_fill(r, in, &v);
	if (rc != DB_OK)
		return page_of(r, rc);
	v.q.waiting.checked = in->waiting;
	v.frame = frame_with_form(r, msg_text(r->lang, MSG_TITLE_STAFF), &v.f.form);
	v.filter = url_link(LINK_STAFF);
	v.post = url_staff_sheets_page(r, in);
	t_portal_staff(r->html, &v);
	return PAGE_OK;
}

/* GET /staff/sheets: the same page, where a choice of nobody is shown again. */
enum page
staff_sheets_page(struct req *r, const struct staff_query *in)
{
	return staff_show(r, in);
}

/* The code is in *out and on paper only; earlier sheets of the account end. */
static enum db_rc
sheet_make(struct tx *tx, struct req *r, const struct q_staff_for_sheet *who, struct instant expires_at,
    struct staff_sheet *out)
{
	const char		*code = crypto_digits(r->arena, PORTAL_STAFF_CODE_DIGITS);
	const struct url	 u = url_activate_page(r, &(struct activate_query){ .has_code = true, .code = code });
	unsigned char		 hash[CRYPTO_HASH_BYTES];
	uint64_t		 n;
	enum db_rc		 rc;

	rc = q_staff_sheets_end(tx, &r->scope, &n, &(struct q_staff_sheets_end_in){
		.account_id = who->account_id,
		.now = r->now,
	});
	if (rc == DB_OK)
		rc = q_staff_sheet_insert(tx, &r->scope, &(struct q_staff_sheet_insert_in){
			.code_hash = people_code_hash(hash, code),
			.account_id = who->account_id,
			.now = r->now,
			.expires_at = expires_at,
		});
	*out = (struct staff_sheet){
		.name = people_name(r->arena, who->family_name, who->given_name),
		.login_id = who->login_id,
		.place = who->school_name != NULL ? who->school_name : r->session->board_name,
		.active = who->state == ACCOUNT_ACTIVE,
		.code = people_groups(r->arena, code),
		.qr = qr_markup(r, url_absolute(r, u), MSG_QR_ACTIVATE),
	};
	return rc;
}

/* POST /staff/sheets: shows the codes once, in this answer; nobody can read them later. */
enum page
staff_sheets_submit(struct req *r, const struct staff_sheets *in)
{
	const struct date	 until = date_add(r->today, SHEET_DAYS);
	struct staff_sheet	*rows = arena_array(r->arena, in->ids.n, sizeof *rows);
	struct staff_sheets_view v = { .rows = rows, .nrows = in->ids.n };
	struct q_staff_for_sheet who;
	struct tx		*tx = db_begin(r->db);
	enum db_rc		 rc = DB_OK;

	for (size_t i = 0; rc == DB_OK && i < in->ids.n; i++) {
		rc = q_staff_for_sheet(tx_db(tx), &r->scope, &who, &(struct q_staff_for_sheet_in){
			.account_id = in->ids.v[i],
		});
		if (rc == DB_OK)
			rc = sheet_make(tx, r, &who, time_of(date_add(until, 1), 0, 0), &rows[i]);
		if (rc == DB_OK)
			rc = audit(tx, AUDIT_STAFF_SHEETS_PRINTED, AUDIT_OF_ACCOUNT, in->ids.v[i], NULL);
	}
	rc = db_end(tx, rc);
	if (rc != DB_OK)
		return page_of(r, rc);
	v.frame = frame_of(r, msg_text(r->lang, MSG_TITLE_STAFF_SHEETS));
	v.frame.print_sheets = true;
	v.back = url_link(LINK_STAFF);
	v.until = msg_day_year(r->arena, r->lang, until);
	v.address = url_absolute(r, url_activate_page(r, NULL));
	t_portal_staff_sheets(r->html, &v);
	return PAGE_OK;
}
