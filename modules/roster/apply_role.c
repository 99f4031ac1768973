/* apply_role.c -- what the accounts of staff may do where, and the classes that they teach. */

#include <stdlib.h>

#include "../common/access.h"
#include "../common/arena.h"
#include "apply_plan.h"

int
apply_role_of(const struct apply_plan *p, const struct roster_role *role)
{
	const bool	 at_school = apply_org_school(p, role->org) != SIZE_MAX;

	if (role->user->person != ROSTER_STAFF || !role->user->enabled || apply_over(p, role->end_on))
		return 0;
	switch (role->kind) {
	case ROSTER_TEACHER:
		return at_school ? ROLE_TEACHER : 0;
	case ROSTER_MANAGER:
		return at_school ? ROLE_SCHOOL_MANAGER : 0;
	case ROSTER_OFFICER:
		return role->org == p->district ? ROLE_BOARD_OFFICER : 0;
	case ROSTER_STUDENT:
	case ROSTER_ROLE_OTHER:
		break;
	}
	return 0;
}

/* ---- teachers of classes ---- */

static int
compare_teachers(const void *va, const void *vb)
{
	const struct apply_teacher	*a = va, *b = vb;

	if (a->class != b->class)
		return a->class < b->class ? -1 : 1;
	return a->staff < b->staff ? -1 : a->staff > b->staff;
}

static void
collect_file_teachers(struct apply_plan *p)
{
	const struct roster_enrol	*e;
	size_t				 class, staff;

	for (size_t i = 0; i < p->roster->n_enrols; i++) {
		e = &p->roster->enrols[i];
		class = apply_file_class(p, e->class);
		staff = p->staff_of_user[e->user - p->roster->users];
		if (e->kind == ROSTER_ENROL_TEACHER && class != SIZE_MAX && staff != SIZE_MAX &&
		    !apply_over(p, e->end_on))
			p->teachers[p->n_teachers++] = (struct apply_teacher){ class, staff, true, NULL, e->primary };
	}
}

/* Entries of the same teacher and class become one. */
static void
merge_teachers(struct apply_plan *p)
{
	struct apply_teacher	*t = p->teachers;
	size_t			 n = 0;

	if (p->n_teachers > 1)
		qsort(t, p->n_teachers, sizeof t[0], compare_teachers);
	for (size_t i = 0; i < p->n_teachers; i++) {
		if (n == 0 || compare_teachers(&t[n - 1], &t[i]) != 0) {
			t[n++] = t[i];
			continue;
		}
		t[n - 1].in_file = t[n - 1].in_file || t[i].in_file;
		t[n - 1].main = t[n - 1].main || t[i].main;
		if (t[i].row != NULL)
			t[n - 1].row = t[i].row;
	}
	p->n_teachers = n;
}

static bool
teacher_differs(const struct apply_plan *p, const struct apply_teacher *t)
{
	if (p->classes[t->class].school >= p->n_zip_schools)
		return false;
	if (t->row == NULL || !t->in_file)
		return t->in_file || t->row->active;
	return !t->row->active || t->row->main != t->main;
}

static enum db_rc
plan_teachers(struct apply_plan *p)
{
	struct q_apply_teachers	*rows = NULL;
	size_t			 n = 0, class, staff;
	enum db_rc		 rc;

	if (p->board_id != 0) {
		rc = q_apply_teachers(p->db, &rows, &n, &(struct q_apply_teachers_in){ .board_id = p->board_id });
		if (rc != DB_OK)
			return rc;
	}
	p->teachers = arena_array(p->arena, n + p->roster->n_enrols, sizeof p->teachers[0]);
	collect_file_teachers(p);
	for (size_t i = 0; i < n; i++) {
		class = apply_index_find(&p->class_ids, rows[i].class_id, "");
		staff = apply_index_find(&p->account_ids, rows[i].account_id, "");
		if (class != SIZE_MAX && staff != SIZE_MAX)
			p->teachers[p->n_teachers++] = (struct apply_teacher){ class, staff, false, &rows[i], false };
	}
	merge_teachers(p);
	return DB_OK;
}

/* ---- roles ---- */

static int
compare_roles(const void *va, const void *vb)
{
	const struct apply_role	*a = va, *b = vb;

	if (a->staff != b->staff)
		return a->staff < b->staff ? -1 : 1;
	if (a->school != b->school)
		return a->school < b->school ? -1 : 1;
	return a->role - b->role;
}

static void
add_role(struct apply_plan *p, size_t staff, size_t school, int role, bool in_file, const struct q_apply_roles *row)
{
	if (staff != SIZE_MAX)
		p->roles[p->n_roles++] = (struct apply_role){ staff, school, role, in_file, row, false, false };
}

static void
collect_roles(struct apply_plan *p, const struct q_apply_roles *rows, size_t n)
{
	const struct roster_role	*role;
	int				 number;

	for (size_t i = 0; i < p->roster->n_roles; i++) {
		role = &p->roster->roles[i];
		number = apply_role_of(p, role);
		if (number != 0)
			add_role(p, p->staff_of_user[role->user - p->roster->users],
			    number == ROLE_BOARD_OFFICER ? APPLY_NO_SCHOOL : apply_org_school(p, role->org),
			    number, true, NULL);
	}
	for (size_t i = 0; i < n; i++)
		add_role(p, apply_index_find(&p->account_ids, rows[i].account_id, ""),
		    rows[i].has_school_id ? apply_index_find(&p->school_ids, rows[i].school_id, "") : APPLY_NO_SCHOOL,
		    rows[i].role, false, &rows[i]);
	for (size_t i = 0; i < p->n_teachers; i++)
		if (teacher_differs(p, &p->teachers[i]))
			add_role(p, p->teachers[i].staff, p->classes[p->teachers[i].class].school, 0, false, NULL);
}

static void
merge_roles(struct apply_plan *p)
{
	struct apply_role	*r = p->roles;
	size_t			 n = 0;

	if (p->n_roles > 1)
		qsort(r, p->n_roles, sizeof r[0], compare_roles);
	for (size_t i = 0; i < p->n_roles; i++) {
		if (n == 0 || compare_roles(&r[n - 1], &r[i]) != 0) {
			r[n++] = r[i];
			continue;
		}
		r[n - 1].in_file = r[n - 1].in_file || r[i].in_file;
		/* NULL school_ids are all different to the unique key: one in force counts. */
		if (r[i].row != NULL && (r[n - 1].row == NULL || r[i].row->active))
			r[n - 1].row = r[i].row;
	}
	p->n_roles = n;
}

/* Whether the ZIP speaks for the board itself: see apply.h. */
static bool
speaks_for_board(const struct apply_plan *p)
{
	bool	 officer = false;

	for (size_t i = 0; i < p->n_roles; i++)
		officer = officer || (p->roles[i].in_file && p->roles[i].role == ROLE_BOARD_OFFICER);
	for (size_t i = p->n_zip_schools; i < p->n_schools; i++)
		if (p->schools[i].row->active)
			return false;
	return officer;
}

static void
decide_roles(struct apply_plan *p)
{
	const bool		 board = speaks_for_board(p);
	const struct apply_staff *s;
	struct apply_role	*r;
	bool			 judged;

	for (size_t i = 0; i < p->n_roles; i++) {
		r = &p->roles[i];
		s = &p->staff[r->staff];
		judged = r->school == APPLY_NO_SCHOOL ? board : r->school < p->n_zip_schools;
		if (s->row != NULL && s->row->sourced_id == NULL && s->row->master_id == NULL)
			judged = false;
		r->had = r->row != NULL && r->row->active;
		r->has = r->in_file || (r->had && !judged);
	}
}

/* All that one person has at one place: roles n from *r on. */
static void
count_member(struct apply_plan *p, const struct apply_role *r, size_t n)
{
	struct apply_count	*count;
	bool			 before = false, after = false, differs;

	if (r->school != APPLY_NO_SCHOOL && r->school >= p->n_zip_schools)
		return;
	differs = p->staff[r->staff].act == APPLY_CHANGE;
	for (size_t i = 0; i < n; i++) {
		before = before || r[i].had;
		after = after || r[i].has;
		differs = differs || r[i].had != r[i].has || r[i].role == 0;
	}
	count = r->school == APPLY_NO_SCHOOL ? &p->board_staff : &p->schools[r->school].staff;
	if (before != after)
		apply_tally(count, after ? APPLY_ADD : APPLY_REMOVE);
	else if (after && differs)
		apply_tally(count, APPLY_CHANGE);
}

enum db_rc
apply_plan_roles(struct apply_plan *p)
{
	struct q_apply_roles	*rows = NULL;
	size_t			 n = 0, from, to;
	enum db_rc		 rc;

	rc = plan_teachers(p);
	if (rc == DB_OK && p->board_id != 0)
		rc = q_apply_roles(p->db, &rows, &n, &(struct q_apply_roles_in){ .board_id = p->board_id });
	if (rc != DB_OK)
		return rc;
	p->roles = arena_array(p->arena, p->roster->n_roles + n + p->n_teachers, sizeof p->roles[0]);
	collect_roles(p, rows, n);
	merge_roles(p);
	decide_roles(p);
	for (from = 0; from < p->n_roles; from = to) {
		for (to = from + 1; to < p->n_roles && p->roles[to].staff == p->roles[from].staff &&
		    p->roles[to].school == p->roles[from].school; to++)
			continue;
		count_member(p, &p->roles[from], to - from);
	}
	return DB_OK;
}

static enum db_rc
store_role(struct apply_plan *p, const struct apply_role *r)
{
	if (r->had == r->has)
		return DB_OK;
	if (r->row != NULL)
		return q_apply_role_update(p->tx, &(struct q_apply_role_update_in){
			.account_role_id = r->row->account_role_id, .active = r->has,
		});
	return q_apply_role_insert(p->tx, &(struct q_apply_role_insert_in){
		.account_id = p->staff[r->staff].account_id,
		.role = r->role,
		.board_id = p->board_id,
		.has_school_id = r->school != APPLY_NO_SCHOOL,
		.school_id = r->school == APPLY_NO_SCHOOL ? 0 : p->schools[r->school].school_id,
	});
}

static enum db_rc
store_teacher(struct apply_plan *p, const struct apply_teacher *t)
{
	const uint64_t	 class_id = p->classes[t->class].class_id, account_id = p->staff[t->staff].account_id;

	if (!teacher_differs(p, t))
		return DB_OK;
	if (t->row == NULL)
		return q_apply_teacher_insert(p->tx, &(struct q_apply_teacher_insert_in){
			.class_id = class_id, .account_id = account_id, .main = t->main,
		});
	return q_apply_teacher_update(p->tx, &(struct q_apply_teacher_update_in){
		.class_id = class_id, .account_id = account_id,
		.main = t->in_file ? t->main : t->row->main, .active = t->in_file,
	});
}

enum db_rc
apply_store_roles(struct apply_plan *p)
{
	enum db_rc	 rc = DB_OK;

	for (size_t i = 0; i < p->n_roles && rc == DB_OK; i++)
		rc = store_role(p, &p->roles[i]);
	for (size_t i = 0; i < p->n_teachers && rc == DB_OK; i++)
		rc = store_teacher(p, &p->teachers[i]);
	return rc;
}
