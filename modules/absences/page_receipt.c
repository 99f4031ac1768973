/* page_receipt.c -- a parent has sent a report: number, days, what happens next. */

#include "common/str.h"
#include "absences/absences.h"

static struct receipt_row
receipt_row(struct req *r, const struct q_receipt_rows *row)
{
	const struct absence_query	 one = { .has_id = true, .id = row->absence_id };

	return (struct receipt_row){
		.child = words_person(r, row->family_name, row->given_name),
		.kind = words_kind(r, row->kind),
		.at = msg_minute(r->arena, row->has_at_minute, row->at_minute),
		.state = words_state(r, row->state),
		.on_date = row->on_date,
		.may_withdraw = rules_may_withdraw(row->state),
		.view = url_view_show(r, &one),
		.withdraw = url_withdraw_show(r, &one),
	};
}

/* Each child once with its days; the rows of one child stand together. */
static size_t
children_fill(struct req *r, struct receipt_child *out, const struct q_receipt_rows *rows, size_t n)
{
	struct receipt_row	*days = arena_array(r->arena, n + 1, sizeof *days);
	size_t			 nout = 0;

	for (size_t i = 0; i < n; i++) {
		days[i] = receipt_row(r, &rows[i]);
		if (i == 0 || rows[i].pupil_id != rows[i - 1].pupil_id)
			out[nout++] = (struct receipt_child){
				.name = days[i].child,
				.class_name = rows[i].class_name,
				.school = rows[i].school_name,
				.rows = &days[i],
			};
		out[nout - 1].nrows++;
	}
	return nout;
}

/* Each school once, in the order of the rows. */
static size_t
schools_fill(struct phone_row *out, const struct q_receipt_rows *rows, size_t n)
{
	size_t	 nout = 0, k;

	for (size_t i = 0; i < n; i++) {
		for (k = 0; k < nout; k++)
			if (str_equal(out[k].school, rows[i].school_name))
				break;
		if (k == nout)
			out[nout++] = (struct phone_row){ rows[i].school_name, rows[i].school_phone };
	}
	return nout;
}

/* GET /absences/receipt: of a sending that holds an own child; other people's children are left out. */
enum page
receipt_show(struct req *r, const struct receipt_query *in)
{
	struct q_receipt_one	 receipt;
	struct q_receipt_rows	*rows;
	struct receipt_child	*children;
	struct phone_row	*schools;
	struct receipt_view	 v;
	size_t			 n;
	enum db_rc		 rc;

	rc = q_receipt_one(r->db, &r->scope, &receipt, &(struct q_receipt_one_in){ .receipt_id = in->id });
	if (rc != DB_OK)
		return steps_missing(r, rc, AUDIT_OF_NOTHING, in->id);
	rc = q_receipt_rows(r->db, &r->scope, &rows, &n, &(struct q_receipt_rows_in){ .receipt_id = in->id });
	if (rc != DB_OK)
		return page_of(r, rc);
	children = arena_array(r->arena, n + 1, sizeof *children);
	schools = arena_array(r->arena, n + 1, sizeof *schools);
	v = (struct receipt_view){
		.frame = frame_of(r, msg_text(r->lang, MSG_ABSENCE_RECEIPT_TITLE)),
		.number = receipt.number,
		.at = receipt.created_at,
		.children = children,
		.nchildren = children_fill(r, children, rows, n),
		.schools = schools,
		.nschools = schools_fill(schools, rows, n),
		.home = url_home_show(r, NULL),
	};
	t_absences_receipt(r->html, &v);
	return PAGE_OK;
}
