/* page_sheets.c -- the school prints code sheets: one page of paper for each child of a class. */

#include "portal/people.h"

#include "q_sheets.h"

static const char *
rate_text(struct req *r, int64_t part, int64_t whole)
{
	return whole == 0 ? NULL : arena_printf(r->arena, "%d%%", (int)(part * 100 / whole));
}

static struct sheets_row
class_row_of(struct req *r, const struct q_sheet_class_list *c)
{
	const struct sheet_query	 q = { .has_class_id = true, .class_id = c->class_id };
	const struct guardians_query	 g = { .has_class_id = true, .class_id = c->class_id };

	return (struct sheets_row){
		.name = c->name,
		.rate = rate_text(r, c->registered, c->pupils),
		.pupils = c->pupils,
		.registered = c->registered,
		.missing = c->pupils - c->registered,
		.mine = c->mine,
		.print = url_sheets_class_show(r, &q),
		.guardians = url_guardians_show(r, &g),
	};
}

/* GET /sheets: the classes, how many families are registered (SN-26). */
enum page
sheets_show(struct req *r, const struct no_params *in)
{
	struct sheets_view		 v = { .frame = frame_of(r, msg_text(r->lang, MSG_TITLE_SHEETS)) };
	struct q_sheet_class_list	*found;
	struct sheets_row		*rows;
	size_t				 n;
	enum db_rc			 rc;

	(void)in;
	rc = q_sheet_class_list(r->db, &r->scope, &found, &n);
	if (rc != DB_OK)
		return page_of(r, rc);
	rows = arena_array(r->arena, n + 1, sizeof *rows);
	for (size_t i = 0; i < n; i++) {
		rows[i] = class_row_of(r, &found[i]);
		v.total.pupils += rows[i].pupils;
		v.total.registered += rows[i].registered;
		v.total.missing += rows[i].missing;
	}
	v.rows = rows;
	v.nrows = n;
	v.total.rate = rate_text(r, v.total.registered, v.total.pupils);
	v.today = r->today;
	t_portal_sheets(r->html, &v);
	return PAGE_OK;
}

/* GET /sheets/class: for whom; children without a guardian are chosen at first. */
enum page
sheets_class_show(struct req *r, const struct sheet_query *in)
{
	struct sheets_class_view	 v = { .f = *sheet_print_show(r) };
	struct q_sheet_class_one	 class;
	struct q_sheet_pupil_list	*found;
	struct sheet_pupil		*rows;
	size_t				 n;
	enum db_rc			 rc;

	rc = q_sheet_class_one(r->db, &r->scope, &class, &(struct q_sheet_class_one_in){ .class_id = in->class_id });
	if (rc == DB_OK)
		rc = q_sheet_pupil_list(r->db, &r->scope, &found, &n, &(struct q_sheet_pupil_list_in){
			.class_id = in->class_id, .now = r->now });
	if (rc != DB_OK)
		return page_of(r, rc);
	rows = arena_array(r->arena, n + 1, sizeof *rows);
	for (size_t i = 0; i < n; i++)
		rows[i] = (struct sheet_pupil){
			.id = people_digits(r->arena, found[i].pupil_id),
			.box_id = arena_printf(r->arena, "%s-%zu", v.f.pupil_ids.id, i),
			.name = people_name(r->arena, found[i].family_name, found[i].given_name),
			.number = found[i].attendance_number,
			.has_number = found[i].has_attendance_number,
			.guardians = found[i].guardians,
			.checked = found[i].guardians == 0,
			.has_sheet = found[i].has_sheet_at,
			.sheet_at = found[i].sheet_at,
		};
	v.rows = rows;
	v.nrows = n;
	field_default(r, &v.f.class_id, people_digits(r->arena, in->class_id));
	v.class_name = class.name;
	v.frame = frame_of(r, msg_format(r->arena, r->lang, MSG_TITLE_SHEETS_CLASS, class.name, NULL));
	v.post = url_sheets_print_submit(r, NULL);
	v.back = url_link(LINK_SHEETS);
	t_portal_sheets_class(r->html, &v);
	return PAGE_OK;
}

/* The code is in *out and on paper only; earlier sheets of the child end. */
static enum db_rc
sheet_make(struct tx *tx, struct req *r, const struct q_sheet_pupil_list *pupil, struct instant expires_at,
    struct pupil_sheet *out)
{
	const char		*code = crypto_digits(r->arena, SHEET_CODE_DIGITS);
	const struct url	 u = url_register_show(r, &(struct register_query){ .has_code = true, .code = code });
	unsigned char		 hash[CRYPTO_HASH_BYTES];
	uint64_t		 n;
	enum db_rc		 rc;

	rc = q_pupil_sheets_end(tx, &r->scope, &n, &(struct q_pupil_sheets_end_in){
		.pupil_id = pupil->pupil_id,
		.now = r->now,
	});
	if (rc == DB_OK)
		rc = q_pupil_sheet_insert(tx, &r->scope, &(struct q_pupil_sheet_insert_in){
			.code_hash = people_code_hash(hash, code),
			.pupil_id = pupil->pupil_id,
			.now = r->now,
			.expires_at = expires_at,
		});
	*out = (struct pupil_sheet){
		.name = people_name(r->arena, pupil->family_name, pupil->given_name),
		.number = pupil->attendance_number,
		.has_number = pupil->has_attendance_number,
		.code = people_groups(r->arena, code),
		.qr = qr_markup(r, url_absolute(r, u), MSG_QR_REGISTER),
	};
	return rc;
}

static bool
is_chosen(const struct sheet_print *in, uint64_t pupil_id)
{
	for (size_t i = 0; i < in->pupil_ids.n; i++)
		if (in->pupil_ids.v[i] == pupil_id)
			return true;
	return !in->has_pupil_ids;
}

/* The sheets of the chosen pupils in the order of the class.  DB_NONE: one of them is not in this class. */
static enum db_rc
sheets_make(struct tx *tx, struct req *r, const struct sheet_print *in, struct instant expires_at,
    struct pupil_sheet **out, size_t *nout)
{
	struct q_sheet_pupil_list	*pupils;
	size_t				 n;
	enum db_rc			 rc;

	*nout = 0;
	rc = q_sheet_pupil_list(tx_db(tx), &r->scope, &pupils, &n, &(struct q_sheet_pupil_list_in){
		.class_id = in->class_id, .now = r->now });
	if (rc != DB_OK)
		return rc;
	*out = arena_array(r->arena, n + 1, sizeof **out);
	for (size_t i = 0; rc == DB_OK && i < n; i++)
		if (is_chosen(in, pupils[i].pupil_id))
			rc = sheet_make(tx, r, &pupils[i], expires_at, &(*out)[(*nout)++]);
	if (rc == DB_OK && in->has_pupil_ids && *nout != in->pupil_ids.n)
		rc = DB_NONE;
	return rc;
}

/* POST /sheets/print: shows the codes once, in this answer; nobody can read them later. */
enum page
sheets_print_submit(struct req *r, const struct sheet_print *in)
{
	const struct date		 until = date_add(r->today, (int)r->conf->sheet_valid_days);
	struct sheets_print_view	 v = { 0 };
	struct q_sheet_class_one	 class;
	struct pupil_sheet		*rows = NULL;
	struct tx			*tx;
	enum db_rc			 rc;

	rc = q_sheet_class_one(r->db, &r->scope, &class, &(struct q_sheet_class_one_in){ .class_id = in->class_id });
	if (rc != DB_OK)
		return page_of(r, rc);
	tx = db_begin(r->db);
	rc = sheets_make(tx, r, in, time_of(date_add(until, 1), 0, 0), &rows, &v.nrows);
	if (rc == DB_OK)
		rc = audit(tx, AUDIT_SHEETS_PRINTED, AUDIT_OF_CLASS, in->class_id,
		    people_digits(r->arena, v.nrows));
	rc = db_end(tx, rc);
	if (rc != DB_OK)
		return page_of(r, rc);
	v.rows = rows;
	v.frame = frame_of(r, msg_format(r->arena, r->lang, MSG_TITLE_SHEETS_PRINT, class.name, NULL));
	v.frame.print_sheets = true;
	v.back = url_link(LINK_SHEETS);
	v.school = class.school_name;
	v.class_name = class.name;
	v.phone = class.school_phone;
	v.until = msg_day_year(r->arena, LANG_JA, until);
	v.until_en = msg_day_year(r->arena, LANG_EN, until);
	v.address = url_absolute(r, url_link(LINK_REGISTER));
	t_portal_sheets_print(r->html, &v);
	return PAGE_OK;
}
