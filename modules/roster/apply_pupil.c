/* apply_pupil.c -- pupils: matched, compared, written. */

#include "../common/arena.h"
#include "apply_plan.h"
#include "findings.h"
#include "schema.h"

/* A tenth of a school's pupils may go without being asked about (interchange.md 2.6 c). */
#define REMOVALS_ONE_IN 10

/* The rows of the board and which of them the ZIP has. */
struct known {
	struct q_apply_pupils	*rows;
	size_t			 n;
	bool			*taken;
	struct apply_index	 by_master, by_sourced;	/* sourcedIds within a school */
};

/*
 * The school of each pupil's student role that has not ended, the primary one
 * first; NULL: not enrolled.
 */
static const struct roster_org **
enrolled_schools(struct apply_plan *p)
{
	const struct roster		 *r = p->roster;
	const struct roster_role	 *role;
	const struct roster_org		**schools;
	size_t				  at;

	schools = arena_array(p->arena, r->n_users, sizeof schools[0]);
	for (size_t i = 0; i < r->n_roles; i++) {
		role = &r->roles[i];
		if (role->kind != ROSTER_STUDENT || apply_over(p, role->end_on))
			continue;
		at = (size_t)(role->user - r->users);
		if (schools[at] == NULL || role->primary)
			schools[at] = role->org;
	}
	return schools;
}

static void
collect_pupils(struct apply_plan *p)
{
	const struct roster_org	**schools = enrolled_schools(p);
	const struct roster	 *r = p->roster;
	struct apply_pupil	 *pupil;
	size_t			  class;

	p->pupils = arena_array(p->arena, r->n_users, sizeof p->pupils[0]);
	for (size_t i = 0; i < r->n_users; i++) {
		if (r->users[i].person != ROSTER_PUPIL || schools[i] == NULL)
			continue;
		pupil = &p->pupils[p->n_pupils++];
		pupil->user = &r->users[i];
		pupil->school = &p->schools[apply_org_school(p, schools[i])];
		pupil->master_id = apply_or_null(r->users[i].master_id);
		class = apply_file_class(p, r->users[i].home_class);
		if (class != SIZE_MAX && &p->schools[p->classes[class].school] == pupil->school)
			pupil->class = &p->classes[class];
	}
}

static enum db_rc
read_known(struct apply_plan *p, struct known *k)
{
	enum db_rc	 rc;

	*k = (struct known){ 0 };
	if (p->board_id != 0) {
		rc = q_apply_pupils(p->db, &k->rows, &k->n, &(struct q_apply_pupils_in){ .board_id = p->board_id });
		if (rc != DB_OK)
			return rc;
	}
	k->taken = arena_array(p->arena, k->n, sizeof k->taken[0]);
	apply_index_init(p->arena, &k->by_master, k->n);
	apply_index_init(p->arena, &k->by_sourced, k->n);
	for (size_t i = 0; i < k->n; i++) {
		apply_index_add(&k->by_master, 0, k->rows[i].master_id, i);
		apply_index_add(&k->by_sourced, k->rows[i].school_id, k->rows[i].sourced_id, i);
	}
	apply_index_sort(&k->by_master);
	apply_index_sort(&k->by_sourced);
	return DB_OK;
}

static void
take(struct known *k, struct apply_pupil *pupil, size_t at)
{
	k->taken[at] = true;
	pupil->row = &k->rows[at];
	if (pupil->master_id == NULL)
		pupil->master_id = pupil->row->master_id;
}

static void
match_pupils(struct apply_plan *p, struct known *k)
{
	struct apply_pupil	*pupil;
	size_t			 at;

	for (size_t i = 0; i < p->n_pupils; i++) {
		at = apply_index_find(&k->by_master, 0, p->pupils[i].master_id);
		if (at != SIZE_MAX)
			take(k, &p->pupils[i], at);
	}
	for (size_t i = 0; i < p->n_pupils; i++) {
		pupil = &p->pupils[i];
		if (pupil->row != NULL)
			continue;
		at = apply_index_find(&k->by_sourced, pupil->school->school_id, pupil->user->sourced_id);
		if (at == SIZE_MAX || k->taken[at])
			continue;
		/* Another lasting identifier is another child: its guardians must not see this one. */
		if (pupil->master_id == NULL || k->rows[at].master_id == NULL)
			take(k, pupil, at);
	}
}

static bool
ids_differ(const struct apply_pupil *pupil)
{
	return pupil->row->school_id != pupil->school->school_id ||
	    !apply_same(pupil->row->sourced_id, pupil->user->sourced_id) ||
	    !apply_same(pupil->row->master_id, pupil->master_id);
}

static bool
place_differs(const struct apply_pupil *pupil)
{
	const struct q_apply_pupils	*row = pupil->row;
	const struct apply_class	*c = pupil->class;

	return row->has_class_id != (c != NULL) || (c != NULL && row->class_id != c->class_id) ||
	    (row->has_attendance_number ? row->attendance_number : 0) != pupil->user->attendance_number ||
	    !apply_same(row->grade, pupil->user->grade);
}

static bool
names_differ(const struct q_apply_pupils *row, const struct roster_user *u)
{
	return !apply_same(row->family_name, u->family_name) || !apply_same(row->given_name, u->given_name) ||
	    !apply_same(row->family_kana, u->family_kana) || !apply_same(row->given_kana, u->given_kana);
}

static void
compare_pupil(struct apply_plan *p, struct apply_pupil *pupil)
{
	const struct q_apply_pupils	*row = pupil->row;
	size_t				 before;

	if (row == NULL || !row->active)
		pupil->act = APPLY_ADD;
	else if (ids_differ(pupil) || place_differs(pupil) || names_differ(row, pupil->user))
		pupil->act = APPLY_CHANGE;
	apply_tally(pupil->class != NULL ? &pupil->class->pupils : &pupil->school->no_class, pupil->act);
	if (row == NULL || !row->active || row->school_id == pupil->school->school_id)
		return;
	/* A school that is not in the ZIP loses a pupil to one that is. */
	before = apply_index_find(&p->school_ids, row->school_id, "");
	if (before >= p->n_zip_schools)
		p->schools[before].n_leaving++;
}

static void
leave(struct apply_plan *p, const struct apply_index *claimed, const struct q_apply_pupils *row)
{
	struct apply_school	*s = &p->schools[apply_index_find(&p->school_ids, row->school_id, "")];
	const bool		 is_claimed = apply_index_find(claimed, row->school_id, row->sourced_id) != SIZE_MAX;
	size_t			 class;

	if (s->org == NULL || (!row->active && !is_claimed))
		return;
	p->leavers[p->n_leavers++] = (struct apply_leaver){ row, is_claimed };
	if (!row->active)
		return;
	s->n_leaving++;
	class = row->has_class_id ? apply_index_find(&p->class_ids, row->class_id, "") : SIZE_MAX;
	apply_tally(class == SIZE_MAX ? &s->no_class : &p->classes[class].pupils, APPLY_REMOVE);
}

static void
collect_leavers(struct apply_plan *p, const struct known *k)
{
	struct apply_index	 claimed;

	apply_index_init(p->arena, &claimed, p->n_pupils);
	for (size_t i = 0; i < p->n_pupils; i++)
		if (p->pupils[i].school->school_id != 0)
			apply_index_add(&claimed, p->pupils[i].school->school_id, p->pupils[i].user->sourced_id, i);
	apply_index_sort(&claimed);
	p->leavers = arena_array(p->arena, k->n, sizeof p->leavers[0]);
	for (size_t i = 0; i < k->n; i++) {
		if (k->rows[i].active)
			p->schools[apply_index_find(&p->school_ids, k->rows[i].school_id, "")].n_active++;
		if (!k->taken[i])
			leave(p, &claimed, &k->rows[i]);
	}
	for (size_t i = 0; i < p->n_schools; i++)
		if (p->schools[i].n_leaving * REMOVALS_ONE_IN > p->schools[i].n_active)
			p->result->needs_removals = true;
}

/* A pupil of another board is not ours to take. */
static enum db_rc
refuse_elsewhere(struct apply_plan *p)
{
	const struct q_apply_pupils_elsewhere_in	 in = { p->board_id != 0, p->board_id };
	struct q_apply_pupils_elsewhere			*rows;
	struct apply_index				 index;
	size_t						 n;
	enum db_rc					 rc;

	rc = q_apply_pupils_elsewhere(p->db, &rows, &n, &in);
	if (rc != DB_OK)
		return rc;
	apply_index_init(p->arena, &index, n);
	for (size_t i = 0; i < n; i++)
		apply_index_add(&index, 0, rows[i].master_id, i);
	apply_index_sort(&index);
	for (size_t i = 0; i < p->n_pupils; i++)
		if (apply_index_find(&index, 0, p->pupils[i].master_id) != SIZE_MAX)
			findings_add(p->findings, RULE_PUPIL_OTHER, FILE_USERS, schemas[FILE_USERS].name, 0,
			    "userMasterIdentifier", p->pupils[i].master_id);
	return DB_OK;
}

enum db_rc
apply_plan_pupils(struct apply_plan *p)
{
	struct known	 k;
	enum db_rc	 rc;

	collect_pupils(p);
	rc = refuse_elsewhere(p);
	if (rc == DB_OK)
		rc = read_known(p, &k);
	if (rc != DB_OK)
		return rc;
	match_pupils(p, &k);
	for (size_t i = 0; i < p->n_pupils; i++)
		compare_pupil(p, &p->pupils[i]);
	collect_leavers(p, &k);
	return DB_OK;
}

static enum db_rc
store_leaver(struct apply_plan *p, const struct apply_leaver *l)
{
	return q_apply_pupil_remove(p->tx, &(struct q_apply_pupil_remove_in){
		.pupil_id = l->row->pupil_id,
		.sourced_id = l->claimed ? arena_printf(p->arena, "#%llu", (unsigned long long)l->row->pupil_id) :
		    l->row->sourced_id,
		.now = p->now,
	});
}

static enum db_rc
insert_pupil(struct apply_plan *p, const struct apply_pupil *pupil)
{
	const struct roster_user	*u = pupil->user;

	return q_apply_pupil_insert(p->tx, &(struct q_apply_pupil_insert_in){
		.school_id = pupil->school->school_id,
		.has_class_id = pupil->class != NULL,
		.class_id = pupil->class == NULL ? 0 : pupil->class->class_id,
		.sourced_id = u->sourced_id,
		.master_id = pupil->master_id,
		.family_name = u->family_name, .given_name = u->given_name,
		.family_kana = u->family_kana, .given_kana = u->given_kana,
		.grade = u->grade,
		.has_attendance_number = u->attendance_number != 0,
		.attendance_number = u->attendance_number,
	});
}

static enum db_rc
update_pupil(struct apply_plan *p, const struct apply_pupil *pupil)
{
	const struct roster_user	*u = pupil->user;

	return q_apply_pupil_update(p->tx, &(struct q_apply_pupil_update_in){
		.pupil_id = pupil->row->pupil_id,
		.school_id = pupil->school->school_id,
		.has_class_id = pupil->class != NULL,
		.class_id = pupil->class == NULL ? 0 : pupil->class->class_id,
		.sourced_id = u->sourced_id,
		.master_id = pupil->master_id,
		.family_name = u->family_name, .given_name = u->given_name,
		.family_kana = u->family_kana, .given_kana = u->given_kana,
		.grade = u->grade,
		.has_attendance_number = u->attendance_number != 0,
		.attendance_number = u->attendance_number,
	});
}

/* Those who go free their identifiers, then those who change, then come the new ones. */
enum db_rc
apply_store_pupils(struct apply_plan *p)
{
	const struct apply_pupil	*pupil;
	enum db_rc			 rc = DB_OK;

	for (size_t i = 0; i < p->n_leavers && rc == DB_OK; i++)
		rc = store_leaver(p, &p->leavers[i]);
	for (size_t i = 0; i < p->n_pupils && rc == DB_OK; i++) {
		pupil = &p->pupils[i];
		if (pupil->row != NULL && pupil->act != APPLY_SAME && ids_differ(pupil))
			rc = q_apply_pupil_park(p->tx,
			    &(struct q_apply_pupil_park_in){ .pupil_id = pupil->row->pupil_id });
	}
	for (size_t i = 0; i < p->n_pupils && rc == DB_OK; i++) {
		pupil = &p->pupils[i];
		if (pupil->row != NULL && pupil->act != APPLY_SAME)
			rc = update_pupil(p, pupil);
	}
	for (size_t i = 0; i < p->n_pupils && rc == DB_OK; i++)
		if (p->pupils[i].row == NULL)
			rc = insert_pupil(p, &p->pupils[i]);
	return rc;
}
