/* page_board.c -- the homeroom teacher's morning: who is away, and "I have seen it". */

#include "absences/absences.h"

/* What a board shows: one class, the own homerooms, or the school. */
struct cover { bool mine; const struct q_class_list *one; };

static struct cover
cover_of(const struct req *r, const struct board_query *in, const struct staff_classes *classes)
{
	return (struct cover){
		.one = classes->picked,
		.mine = classes->picked == NULL && classes->has_own && !in->has_all &&
		    !access_holds(r, PERM_ABSENCE_APPROVE),
	};
}

/* The classes covered, in words, and how many pupils are in them. */
static void
cover_fill(struct req *r, struct board_view *v, const struct cover *cover, const struct staff_classes *classes)
{
	const char	*names = NULL;
	size_t		 covered = 0;

	for (size_t i = 0; i < classes->n; i++) {
		const struct q_class_list	*c = &classes->v[i];

		if (cover->one != NULL ? c != cover->one : cover->mine && !c->mine)
			continue;
		covered++;
		v->npupils += (uint64_t)c->pupils;
		if (cover->one != NULL || cover->mine)
			names = words_join(r->arena, r->lang, names, c->name);
	}
	v->show_class = covered > 1;
	v->covers = names != NULL ? names : msg_text(r->lang, MSG_ABSENCE_ALL_CLASSES);
}

static struct board_row
board_row(struct req *r, const struct q_board_list *row, size_t i)
{
	return (struct board_row){
		.ticket = words_number(r->arena, rules_ticket(row->absence_id, row->version)),
		.ticket_id = i == 0 ? "tickets" : arena_printf(r->arena, "tickets-%zu", i),
		.can_confirm = rules_may_confirm(row->state),
		.corrected = row->has_corrected_at,
		.phoned = row->has_phoned_at,
		.over = !rules_living(row->state),
		.has_number = row->has_attendance_number,
		.number = row->attendance_number,
		.name = words_person(r, row->family_name, row->given_name),
		.class_name = row->class_name,
		.kind = words_kind(r, row->kind),
		.reason = words_reason(r, row->reason),
		.symptoms = words_symptoms(r, row->symptoms),
		.at = msg_minute(r->arena, row->has_at_minute, row->at_minute),
		.note = row->note,
		.staff_note = row->staff_note,
		.state = words_state(r, row->state),
		.entry = url_entry_show(r, &(struct absence_query){ .has_id = true, .id = row->absence_id }),
	};
}

static void
rows_fill(struct req *r, struct board_view *v, const struct q_board_list *rows, size_t n)
{
	struct board_row	*out = arena_array(r->arena, n + 1, sizeof *out);

	for (size_t i = 0; i < n; i++) {
		out[i] = board_row(r, &rows[i], i);
		v->nreports += !out[i].over;
		v->nwaiting += out[i].can_confirm;
	}
	v->rows = out;
	v->nrows = n;
	v->cut = n == BOARD_MAX;
	v->can_confirm = v->nwaiting != 0;
}

/* The same board on another day; the counts of a confirmation are not carried on. */
static struct url
board_url(struct req *r, const struct board_query *in, struct date day)
{
	struct board_query	 q = *in;

	q.has_on = date_compare(day, r->today) != 0;
	q.on = staff_iso(r->arena, day);
	q.has_done = q.has_already = false;
	return url_board_show(r, &q);
}

static struct url
refresh_url(struct req *r, const struct board_query *in, bool refreshing)
{
	struct board_query	 q = *in;

	q.has_refresh = true;
	q.refresh = refreshing;		/* 0 on, 1 off */
	q.has_done = q.has_already = false;
	return url_board_show(r, &q);
}

static const char *
done_text(struct req *r, const struct board_query *in)
{
	if (!in->has_done || !in->has_already)
		return NULL;
	if (in->done == 0 && in->already == 0)
		return msg_text(r->lang, MSG_ABSENCE_ASK_TICKETS);
	return msg_format(r->arena, r->lang,
	    in->already == 0 ? MSG_ABSENCE_CONFIRMED : MSG_ABSENCE_CONFIRMED_SOME,
	    words_number(r->arena, (uint64_t)in->done), words_number(r->arena, (uint64_t)in->already), NULL);
}

/* What leads back to the same board after confirming. */
static void
form_fill(struct req *r, struct board_view *v, const struct board_query *in)
{
	struct absence_confirm_fields	*f = absence_confirm_show(r);

	f->class_id.value = in->has_class_id ? words_number(r->arena, in->class_id) : "";
	f->on.value = v->is_today ? "" : staff_iso(r->arena, v->on_date);
	f->all.value = in->has_all ? "1" : "";
	f->refresh.value = v->refreshing ? "" : "off";
	v->f = *f;
	v->post = url_board_confirm(r, NULL);
}

static void
filter_fill(struct req *r, struct board_view *v, const struct board_query *in,
    const struct staff_classes *classes)
{
	struct board_query_fields	*q = board_query_show(r);

	v->on_date = staff_day(r, in->has_on ? in->on : NULL, &q->on);
	v->is_today = date_compare(v->on_date, r->today) == 0;
	v->show_all = classes->has_own && !access_holds(r, PERM_ABSENCE_APPROVE);
	staff_class_options(r, &q->class_id, classes,
	    v->show_all ? MSG_ABSENCE_OWN_CLASSES : MSG_ABSENCE_ALL_CLASSES);
	q->all.value = "1";
	q->all.checked = in->has_all;
	v->refreshing = !(in->has_refresh && in->refresh == 1);
	q->refresh.value = v->refreshing ? "" : "off";
	v->q = *q;
	v->filter = url_board_show(r, NULL);
	v->previous = board_url(r, in, date_add(v->on_date, -1));
	v->next = board_url(r, in, date_add(v->on_date, 1));
	v->now = board_url(r, in, r->today);
	v->refresh = refresh_url(r, in, v->refreshing);
}

/* GET /absences/board: the reports of a day, those that nobody confirmed first. */
enum page
board_show(struct req *r, const struct board_query *in)
{
	struct staff_classes	 classes;
	struct board_view	 v = { 0 };
	struct q_board_list	*rows;
	struct cover		 cover;
	size_t			 n;
	enum db_rc		 rc;

	rc = staff_classes(r, in->has_class_id, in->class_id, &classes);
	if (rc != DB_OK)
		return page_of(r, rc);
	filter_fill(r, &v, in, &classes);
	cover = cover_of(r, in, &classes);
	rc = q_board_list(r->db, &r->scope, &rows, &n, &(struct q_board_list_in){
		.on_date = v.on_date,
		.has_class_id = cover.one != NULL,
		.class_id = cover.one != NULL ? cover.one->class_id : 0,
		.mine = cover.mine,
	});
	if (rc != DB_OK)
		return page_of(r, rc);
	rows_fill(r, &v, rows, n);
	cover_fill(r, &v, &cover, &classes);
	form_fill(r, &v, in);
	v.frame = frame_of(r, v.nwaiting == 0 ? msg_text(r->lang, MSG_ABSENCE_BOARD_TITLE) :
	    msg_format(r->arena, r->lang, MSG_ABSENCE_BOARD_TITLE_N, words_number(r->arena, v.nwaiting), NULL));
	v.frame.refresh = v.refreshing;
	v.frame.done = done_text(r, in);
	t_absences_board(r->html, &v);
	return PAGE_OK;
}

/* Confirms one report in the version that was seen; adds to done or already. */
static enum db_rc
confirm_one(struct tx *tx, struct req *r, uint64_t ticket, int64_t *done, int64_t *already)
{
	uint64_t	 n;
	enum db_rc	 rc;

	rc = q_absence_confirm(tx, &r->scope, &n, &(struct q_absence_confirm_in){
		.absence_id = rules_ticket_id(ticket),
		.version = rules_ticket_version(ticket),
		.now = r->now,
	});
	if (rc != DB_OK)
		return rc;
	if (n == 0) {
		(*already)++;
		return DB_OK;
	}
	(*done)++;
	return steps_record(tx, r, rules_ticket_id(ticket), RULES_DID_CONFIRM, NULL);
}

/* POST /absences/confirm: one or many; who was faster wins once. */
enum page
board_confirm(struct req *r, const struct absence_confirm *in)
{
	const char		*on = staff_on(r, in->on);
	struct board_query	 back = {
		.class_id = in->class_id, .has_class_id = in->has_class_id,
		.on = on, .has_on = on != NULL,
		.all = in->all, .has_all = in->has_all,
		.refresh = in->refresh, .has_refresh = in->has_refresh,
		.has_done = true, .has_already = true,
	};
	const struct id_list	 tickets = staff_tickets(r, in->tickets);
	struct url		 result;
	struct tx		*tx = db_begin(r->db);
	enum db_rc		 rc = DB_OK;

	for (size_t i = 0; rc == DB_OK && i < tickets.n; i++)
		rc = confirm_one(tx, r, tickets.v[i], &back.done, &back.already);
	result = in->has_entry_id ? url_entry_show(r, &(struct absence_query){
		.has_id = true, .id = in->entry_id }) : url_board_show(r, &back);
	if (rc == DB_OK)
		rc = once_store(tx, r, result);
	rc = db_end(tx, rc);
	if (rc != DB_OK)
		return page_of(r, rc);
	return page_redirect(r, result);
}
