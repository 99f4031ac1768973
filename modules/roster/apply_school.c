/* apply_school.c -- the board of a roster, its schools and its homerooms. */

#include "../common/arena.h"
#include "apply_plan.h"
#include "findings.h"
#include "schema.h"

static void
refuse_org(struct apply_plan *p, enum roster_rule rule, const char *column, const char *value)
{
	findings_add(p->findings, rule, FILE_ORGS, schemas[FILE_ORGS].name, 0, column, value);
}

static enum db_rc
find_board(struct apply_plan *p, struct q_apply_board *row)
{
	struct q_apply_board_lock	 locked;
	enum db_rc			 rc;

	if (!p->options->store)
		return q_apply_board(p->db, row, &(struct q_apply_board_in){ .sourced_id = p->district->sourced_id });
	rc = q_apply_board_lock(p->tx, &locked,
	    &(struct q_apply_board_lock_in){ .sourced_id = p->district->sourced_id });
	*row = (struct q_apply_board){ locked.board_id, locked.name, locked.identifier };
	return rc;
}

enum db_rc
apply_plan_board(struct apply_plan *p)
{
	struct q_apply_board	 row;
	enum db_rc		 rc;

	for (size_t i = 0; i < p->roster->n_orgs; i++)
		if (p->roster->orgs[i].kind == ROSTER_DISTRICT)
			p->district = &p->roster->orgs[i];
	if (p->district == NULL) {
		refuse_org(p, RULE_DISTRICT_NONE, "type", "");
		return DB_OK;
	}
	rc = find_board(p, &row);
	if (rc != DB_OK && rc != DB_NONE)
		return rc;
	if (p->options->board_id != 0 && (rc == DB_NONE || row.board_id != p->options->board_id)) {
		refuse_org(p, RULE_BOARD_OTHER, "sourcedId", p->district->sourced_id);
	} else if (rc == DB_OK) {
		p->board_id = row.board_id;
		if (!apply_same(row.name, p->district->name) ||
		    !apply_same(row.identifier, apply_code(p->district->identifier)))
			p->board_act = APPLY_CHANGE;
	} else if (p->options->create_board) {
		p->board_act = APPLY_ADD;
	} else {
		refuse_org(p, RULE_BOARD_UNKNOWN, "sourcedId", p->district->sourced_id);
	}
	return DB_OK;
}

static void
add_zip_school(struct apply_plan *p, const struct roster_org *org, const struct q_apply_schools *row)
{
	struct apply_school	*s = &p->schools[p->n_schools];

	if (row != NULL && row->board_id != p->board_id) {
		refuse_org(p, RULE_SCHOOL_OTHER, "sourcedId", org->sourced_id);
		return;
	}
	s->org = org;
	s->row = row;
	s->name = org->name;
	s->act = row == NULL ? APPLY_ADD : row->active && apply_same(row->name, org->name) &&
	    apply_same(row->identifier, apply_code(org->identifier)) ? APPLY_SAME : APPLY_CHANGE;
	s->school_id = row == NULL ? 0 : row->school_id;
	p->school_of_org[org - p->roster->orgs] = p->n_schools++;
}

static void
index_schools(struct apply_plan *p)
{
	apply_index_init(p->arena, &p->school_ids, p->n_schools);
	for (size_t i = 0; i < p->n_schools; i++)
		if (p->schools[i].row != NULL)
			apply_index_add(&p->school_ids, p->schools[i].row->school_id, "", i);
	apply_index_sort(&p->school_ids);
}

enum db_rc
apply_plan_schools(struct apply_plan *p)
{
	const struct roster	*r = p->roster;
	struct q_apply_schools	*rows;
	struct apply_index	 known;
	size_t			 n, at;
	enum db_rc		 rc;

	rc = q_apply_schools(p->db, &rows, &n);
	if (rc != DB_OK)
		return rc;
	apply_index_init(p->arena, &known, n);
	for (size_t i = 0; i < n; i++)
		apply_index_add(&known, 0, rows[i].sourced_id, i);
	apply_index_sort(&known);
	p->schools = arena_array(p->arena, r->n_orgs + n, sizeof p->schools[0]);
	p->school_of_org = arena_array(p->arena, r->n_orgs, sizeof p->school_of_org[0]);
	for (size_t i = 0; i < r->n_orgs; i++) {
		p->school_of_org[i] = SIZE_MAX;
		if (r->orgs[i].kind != ROSTER_SCHOOL)
			continue;
		at = apply_index_find(&known, 0, r->orgs[i].sourced_id);
		add_zip_school(p, &r->orgs[i], at == SIZE_MAX ? NULL : &rows[at]);
	}
	p->n_zip_schools = p->n_schools;
	index_schools(p);
	for (size_t i = 0; i < n; i++)
		if (rows[i].board_id == p->board_id &&
		    apply_index_find(&p->school_ids, rows[i].school_id, "") == SIZE_MAX)
			p->schools[p->n_schools++] = (struct apply_school){
				.row = &rows[i], .school_id = rows[i].school_id, .name = rows[i].name,
			};
	index_schools(p);
	return DB_OK;
}

static int64_t
school_year(const struct roster_class *c)
{
	return c->year != NULL ? c->year->school_year : c->course->year != NULL ? c->course->year->school_year : 0;
}

static void
add_zip_class(struct apply_plan *p, const struct roster_class *file, const struct q_apply_classes *row)
{
	struct apply_class	*c = &p->classes[p->n_classes];

	c->file = file;
	c->row = row;
	c->school = apply_org_school(p, file->school);
	c->name = file->title;
	c->school_year = school_year(file);
	c->class_id = row == NULL ? 0 : row->class_id;
	if (row == NULL)
		c->act = APPLY_ADD;
	else if (!row->active || row->school_year != c->school_year || !apply_same(row->name, file->title) ||
	    !apply_same(row->grades, file->grades) || row->special_needs != file->special_needs)
		c->act = APPLY_CHANGE;
	p->class_of_file[file - p->roster->classes] = p->n_classes++;
}

/* The classes that the ZIP does not have; those of its schools end. */
static void
add_other_class(struct apply_plan *p, const struct q_apply_classes *row)
{
	const size_t	 school = apply_index_find(&p->school_ids, row->school_id, "");

	p->classes[p->n_classes++] = (struct apply_class){
		.act = row->active && school < p->n_zip_schools ? APPLY_REMOVE : APPLY_SAME,
		.row = row, .class_id = row->class_id, .school = school, .name = row->name,
	};
}

static void
index_classes(struct apply_plan *p)
{
	apply_index_init(p->arena, &p->class_ids, p->n_classes);
	for (size_t i = 0; i < p->n_classes; i++)
		if (p->classes[i].row != NULL)
			apply_index_add(&p->class_ids, p->classes[i].row->class_id, "", i);
	apply_index_sort(&p->class_ids);
}

static void
match_classes(struct apply_plan *p, const struct q_apply_classes *rows, size_t n)
{
	const struct roster	*r = p->roster;
	struct apply_index	 known;
	size_t			 at, school;

	apply_index_init(p->arena, &known, n);
	for (size_t i = 0; i < n; i++)
		apply_index_add(&known, rows[i].school_id, rows[i].sourced_id, i);
	apply_index_sort(&known);
	for (size_t i = 0; i < r->n_classes; i++) {
		p->class_of_file[i] = SIZE_MAX;
		if (r->classes[i].kind != ROSTER_HOMEROOM)
			continue;
		school = apply_org_school(p, r->classes[i].school);
		at = apply_index_find(&known, p->schools[school].school_id, r->classes[i].sourced_id);
		add_zip_class(p, &r->classes[i], at == SIZE_MAX ? NULL : &rows[at]);
	}
}

enum db_rc
apply_plan_classes(struct apply_plan *p)
{
	const struct roster	*r = p->roster;
	struct q_apply_classes	*rows = NULL;
	size_t			 n = 0;
	enum db_rc		 rc;

	if (p->board_id != 0) {
		rc = q_apply_classes(p->db, &rows, &n, &(struct q_apply_classes_in){ .board_id = p->board_id });
		if (rc != DB_OK)
			return rc;
	}
	p->classes = arena_array(p->arena, r->n_classes + n, sizeof p->classes[0]);
	p->class_of_file = arena_array(p->arena, r->n_classes, sizeof p->class_of_file[0]);
	match_classes(p, rows, n);
	index_classes(p);
	for (size_t i = 0; i < n; i++)
		if (apply_index_find(&p->class_ids, rows[i].class_id, "") == SIZE_MAX)
			add_other_class(p, &rows[i]);
	index_classes(p);
	return DB_OK;
}

static enum db_rc
store_board(struct apply_plan *p)
{
	const char	*code = apply_code(p->district->identifier);

	if (p->board_act == APPLY_ADD)
		return q_apply_board_insert(p->tx, &p->board_id, &(struct q_apply_board_insert_in){
			.sourced_id = p->district->sourced_id, .name = p->district->name, .identifier = code,
		});
	if (p->board_act == APPLY_CHANGE)
		return q_apply_board_update(p->tx, &(struct q_apply_board_update_in){
			.board_id = p->board_id, .name = p->district->name, .identifier = code,
		});
	return DB_OK;
}

static enum db_rc
store_school(struct apply_plan *p, struct apply_school *s)
{
	const char	*code = apply_code(s->org->identifier);

	if (s->act == APPLY_ADD)
		return q_apply_school_insert(p->tx, &s->school_id, &(struct q_apply_school_insert_in){
			.board_id = p->board_id, .sourced_id = s->org->sourced_id, .name = s->name, .identifier = code,
		});
	if (s->act == APPLY_CHANGE)
		return q_apply_school_update(p->tx, &(struct q_apply_school_update_in){
			.school_id = s->school_id, .name = s->name, .identifier = code,
		});
	return DB_OK;
}

enum db_rc
apply_store_schools(struct apply_plan *p)
{
	enum db_rc	 rc = store_board(p);

	for (size_t i = 0; i < p->n_zip_schools && rc == DB_OK; i++)
		rc = store_school(p, &p->schools[i]);
	return rc;
}

static enum db_rc
store_class(struct apply_plan *p, struct apply_class *c)
{
	switch (c->act) {
	case APPLY_SAME:
		break;
	case APPLY_ADD:
		return q_apply_class_insert(p->tx, &c->class_id, &(struct q_apply_class_insert_in){
			.school_id = p->schools[c->school].school_id, .sourced_id = c->file->sourced_id,
			.school_year = c->school_year, .name = c->name, .grades = c->file->grades,
			.special_needs = c->file->special_needs,
		});
	case APPLY_CHANGE:
		return q_apply_class_update(p->tx, &(struct q_apply_class_update_in){
			.class_id = c->class_id, .school_year = c->school_year, .name = c->name,
			.grades = c->file->grades, .special_needs = c->file->special_needs,
		});
	case APPLY_REMOVE:
		return q_apply_class_remove(p->tx, &(struct q_apply_class_remove_in){ .class_id = c->class_id });
	}
	return DB_OK;
}

enum db_rc
apply_store_classes(struct apply_plan *p)
{
	enum db_rc	 rc = DB_OK;

	for (size_t i = 0; i < p->n_classes && rc == DB_OK; i++)
		rc = store_class(p, &p->classes[i]);
	return rc;
}
