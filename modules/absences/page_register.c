/* page_register.c -- the attendance register of a class for a month. */

#include "common/str.h"
#include "absences/absences.h"

static void
days_fill(struct req *r, struct register_view *v, struct date month)
{
	static const enum msg	 names[] = {
		MSG_ABSENCE_SUNDAY, MSG_ABSENCE_MONDAY, MSG_ABSENCE_TUESDAY, MSG_ABSENCE_WEDNESDAY,
		MSG_ABSENCE_THURSDAY, MSG_ABSENCE_FRIDAY, MSG_ABSENCE_SATURDAY,
	};
	const size_t		 n = (size_t)date_days_in_month(month.year, month.month);
	struct register_day	*days = arena_array(r->arena, n, sizeof *days);

	for (size_t i = 0; i < n; i++) {
		const int	 weekday = date_weekday(date_add(month, (int)i));

		days[i] = (struct register_day){
			.day = (int)i + 1,
			.weekday = msg_text(r->lang, names[weekday]),
			.weekend = weekday == 0 || weekday == 6,
		};
	}
	v->days = days;
	v->ndays = n;
}

/* Totals hold final entries only; late and early count as attended (interchange.md 3.1). */
static void
total_add(struct register_row *row, const struct q_register_list *e)
{
	const bool	 both = str_equal(e->code, "late+early");

	if (!e->final)
		return;
	row->absent += e->counts_as_absence;
	row->excused += e->reduces_required_days;
	row->late += both || str_equal(e->code, "late");
	row->early += both || str_equal(e->code, "early");
}

static struct register_row
pupil_row(struct req *r, const struct register_view *v, const struct q_register_pupils *p,
    const struct q_register_list *entries, size_t n)
{
	struct register_cell	*cells = arena_array(r->arena, v->ndays, sizeof *cells);
	struct register_row	 row = {
		.has_number = p->has_attendance_number,
		.number = p->attendance_number,
		.name = words_person(r, p->family_name, p->given_name),
		.cells = cells,
		.ncells = v->ndays,
	};

	for (size_t i = 0; i < v->ndays; i++)
		cells[i] = (struct register_cell){ .symbol = "", .weekend = v->days[i].weekend };
	for (size_t i = 0; i < n; i++) {
		if (entries[i].pupil_id != p->pupil_id)
			continue;
		cells[entries[i].on_date.day - 1].symbol = entries[i].symbol;
		cells[entries[i].on_date.day - 1].title = entries[i].label;
		cells[entries[i].on_date.day - 1].provisional = !entries[i].final;
		total_add(&row, &entries[i]);
	}
	return row;
}

static enum db_rc
rows_fill(struct req *r, struct register_view *v, uint64_t class_id, struct date month)
{
	const struct date		 last = date_add(month, (int)v->ndays - 1);
	struct q_register_pupils	*pupils;
	struct q_register_list		*entries = NULL;
	struct register_row		*rows;
	size_t				 n, nentries = 0;
	enum db_rc			 rc;

	rc = q_register_pupils(r->db, &r->scope, &pupils, &n, &(struct q_register_pupils_in){
		.class_id = class_id, .from_on = month, .until_on = last });
	if (rc == DB_OK)
		rc = q_register_list(r->db, &r->scope, &entries, &nentries, &(struct q_register_list_in){
			.class_id = class_id, .from_on = month, .until_on = last });
	if (rc != DB_OK)
		return rc;
	rows = arena_array(r->arena, n + 1, sizeof *rows);
	for (size_t i = 0; i < n; i++)
		rows[i] = pupil_row(r, v, &pupils[i], entries, nentries);
	v->rows = rows;
	v->nrows = n;
	return DB_OK;
}

static enum db_rc
legend_fill(struct req *r, struct register_view *v)
{
	struct q_legend_list	*codes;
	struct legend_row	*legend;
	size_t			 n;
	enum db_rc		 rc;

	rc = q_legend_list(r->db, &codes, &n);
	legend = arena_array(r->arena, n + 1, sizeof *legend);
	for (size_t i = 0; rc == DB_OK && i < n; i++)
		legend[i] = (struct legend_row){ codes[i].symbol, codes[i].label };
	v->legend = legend;
	v->nlegend = n;
	return rc;
}

static struct date
month_add(struct date month, int months)
{
	const int	 all = month.year * 12 + month.month - 1 + months;

	return (struct date){ (int16_t)(all / 12), (int8_t)(all % 12 + 1), 1 };
}

static const char *
month_text(struct req *r, struct date month)
{
	return msg_format(r->arena, r->lang, MSG_ABSENCE_MONTH, words_number(r->arena, (uint64_t)month.year),
	    words_number(r->arena, (uint64_t)month.month), NULL);
}

/* The months of the school year of the month shown, and the class. */
static void
filter_fill(struct req *r, struct register_view *v, const struct staff_classes *classes, struct date month)
{
	struct register_query_fields	*q = register_query_show(r);
	struct field_option		*o = arena_array(r->arena, 12, sizeof *o);
	const struct date		 april = { (int16_t)date_school_year(month), 4, 1 };

	for (int i = 0; i < 12; i++) {
		const struct date	 m = month_add(april, i);

		o[i] = (struct field_option){
			.value = arena_printf(r->arena, "%04d-%02d", m.year, m.month),
			.label = month_text(r, m),
			.checked = date_compare(m, month) == 0,
		};
	}
	q->month.options = o;
	q->month.noptions = 12;
	staff_class_options(r, &q->class_id, classes, MSG_NONE);
	v->q = *q;
}

static struct url
month_url(struct req *r, uint64_t class_id, struct date month)
{
	return url_register_show(r, &(struct register_query){
		.has_class_id = true, .class_id = class_id, .has_month = true, .month = month });
}

/* The class asked for, else the own homeroom, else the first; NULL: the school has none. */
static const struct q_class_list *
pick(struct staff_classes *classes)
{
	for (size_t i = 0; classes->picked == NULL && i < classes->n; i++)
		if (classes->v[i].mine)
			classes->picked = &classes->v[i];
	if (classes->picked == NULL && classes->n != 0)
		classes->picked = &classes->v[0];
	return classes->picked;
}

/* GET /absences/register: one line a pupil, one column a day. */
enum page
register_show(struct req *r, const struct register_query *in)
{
	const struct date		 month = in->has_month ? in->month :
	    (struct date){ r->today.year, r->today.month, 1 };
	const struct q_class_list	*c;
	struct staff_classes		 classes;
	struct register_view		 v = { 0 };
	enum db_rc			 rc;

	rc = staff_classes(r, in->has_class_id, in->class_id, &classes);
	c = rc == DB_OK ? pick(&classes) : NULL;
	if (c == NULL)
		return page_of(r, rc == DB_OK ? DB_NONE : rc);
	days_fill(r, &v, month);
	rc = rows_fill(r, &v, c->class_id, month);
	if (rc == DB_OK)
		rc = legend_fill(r, &v);
	if (rc != DB_OK)
		return page_of(r, rc);
	filter_fill(r, &v, &classes, month);
	v.filter = url_register_show(r, NULL);
	v.previous = month_url(r, c->class_id, month_add(month, -1));
	v.next = month_url(r, c->class_id, month_add(month, 1));
	v.school = r->session->school_name;
	v.class_name = c->name;
	v.month = month_text(r, month);
	v.operator_name = words_person(r, r->session->family_name, r->session->given_name);
	v.printed_at = r->now;
	v.frame = frame_of(r, msg_format(r->arena, r->lang, MSG_ABSENCE_REGISTER_TITLE, c->name, v.month, NULL));
	v.frame.print_wide = true;
	t_absences_register(r->html, &v);
	return PAGE_OK;
}
