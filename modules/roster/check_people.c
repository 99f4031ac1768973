/* check_people.c -- the rules of users, roles and enrollments. */

#include <stdint.h>
#include <string.h>

#include "reader.h"

#define MAX_NUMBER 999

static bool
is(const struct row *row, int column, const char *word)
{
	return strcmp(row->cell[column], word) == 0;
}

static const struct row *
row_of(const struct table *t, const struct index *index, size_t at)
{
	return &t->rows[index->keys[at].row];
}

/* Where the rows end that have the same value as the one at start. */
static size_t
group_end(const struct index *index, size_t start)
{
	size_t at;

	for (at = start + 1; at < index->n; at++)
		if (strcmp(index->keys[at].value, index->keys[start].value) != 0)
			break;
	return at;
}

static void
check_masters(struct reader *r)
{
	const struct table *t = &r->tables[FILE_USERS];
	struct index masters;
	size_t i;

	masters = table_index(r->mem, t, USER_MASTER);
	for (i = 1; i < masters.n; i++)
		if (*masters.keys[i].value != '\0' &&
		    strcmp(masters.keys[i - 1].value, masters.keys[i].value) == 0)
			table_finding(r, t, row_of(t, &masters, i), USER_MASTER, RULE_MASTER_TWICE);
}

static void
check_role(struct reader *r, const struct table *t, const struct row *row)
{
	const struct row *org;

	if (is(row, ROLE_ROLE, "parent") || is(row, ROLE_ROLE, "relative"))
		table_finding(r, t, row, ROLE_ROLE, RULE_ROLE_PARENT);
	org = table_row(r, FILE_ORGS, row->cell[ROLE_ORG]);
	if (is(row, ROLE_ROLE, "student") && org != NULL && !is(org, ORG_TYPE, "school"))
		table_finding(r, t, row, ROLE_ORG, RULE_ROLE_ORG);
	if (*row->cell[ROLE_BEGIN] != '\0' && *row->cell[ROLE_END] != '\0' &&
	    strcmp(row->cell[ROLE_BEGIN], row->cell[ROLE_END]) > 0)
		table_finding(r, t, row, ROLE_END, RULE_VALUE_PERIOD);
}

static void
check_secondary(struct reader *r, const struct table *t, const struct index *by_user)
{
	bool primary;
	size_t i, at, end;

	for (at = 0; at < by_user->n; at = end) {
		end = group_end(by_user, at);
		for (i = at, primary = false; i < end; i++)
			primary = primary || is(row_of(t, by_user, i), ROLE_TYPE, "primary");
		for (i = at; i < end && !primary; i++)
			if (is(row_of(t, by_user, i), ROLE_TYPE, "secondary"))
				table_finding(r, t, row_of(t, by_user, i), ROLE_TYPE, RULE_ROLE_SECONDARY);
	}
}

static bool
is_student(const struct table *roles, const struct index *by_user, size_t start)
{
	size_t i, end;

	for (i = start, end = group_end(by_user, start); i < end; i++)
		if (is(row_of(roles, by_user, i), ROLE_ROLE, "student"))
			return true;
	return false;
}

static void
check_users(struct reader *r, const struct index *roles_by_user)
{
	const struct table *t = &r->tables[FILE_USERS], *roles = &r->tables[FILE_ROLES];
	const struct row *row;
	size_t i, at;

	if (!roles->whole)
		return;
	for (i = 0; i < t->n; i++) {
		row = &t->rows[i];
		at = table_find(roles_by_user, row->cell[USER_ID]);
		if (at == SIZE_MAX)
			table_finding(r, t, row, USER_ID, RULE_ROLE_NONE);
		else if (is_student(roles, roles_by_user, at) && value_count(row->cell[USER_GRADES]) != 1)
			table_finding(r, t, row, USER_GRADES, RULE_PUPIL_GRADE);
	}
}

static void
check_enrolment(struct reader *r, const struct table *t, const struct row *row)
{
	const struct row *class;

	if (is(row, ENROL_ROLE, "student") && is(row, ENROL_PRIMARY, "true"))
		table_finding(r, t, row, ENROL_PRIMARY, RULE_ENROL_PRIMARY);
	class = table_row(r, FILE_CLASSES, row->cell[ENROL_CLASS]);
	if (class != NULL && *row->cell[ENROL_SCHOOL] != '\0' &&
	    !is(class, CLASS_SCHOOL, row->cell[ENROL_SCHOOL]))
		table_finding(r, t, row, ENROL_SCHOOL, RULE_ENROL_SCHOOL);
	if (value_number(row->cell[ENROL_NUMBER], 9999) > MAX_NUMBER)
		table_finding(r, t, row, ENROL_NUMBER, RULE_VALUE_NUMBER);
	if (*row->cell[ENROL_BEGIN] != '\0' && *row->cell[ENROL_END] != '\0' &&
	    strcmp(row->cell[ENROL_BEGIN], row->cell[ENROL_END]) > 0)
		table_finding(r, t, row, ENROL_END, RULE_VALUE_PERIOD);
}

static bool
overlap(const struct row *a, const struct row *b)
{
	const char *a_end = a->cell[ENROL_END], *b_end = b->cell[ENROL_END];

	return (*a_end == '\0' || strcmp(a_end, b->cell[ENROL_BEGIN]) > 0) &&
	    (*b_end == '\0' || strcmp(b_end, a->cell[ENROL_BEGIN]) > 0);
}

static bool
ends_later(const struct row *a, const struct row *b)
{
	if (*b->cell[ENROL_END] == '\0')
		return false;
	return *a->cell[ENROL_END] == '\0' || strcmp(a->cell[ENROL_END], b->cell[ENROL_END]) > 0;
}

/* Main teachers and attendance numbers of one class, the rows from at to end. */
static void
check_members(struct reader *r, const struct table *t, const struct index *by_class, size_t at, size_t end)
{
	bool taken[MAX_NUMBER + 1] = { false };
	const struct row *row, *main_teacher;
	int number;

	for (main_teacher = NULL; at < end; at++) {
		row = row_of(t, by_class, at);
		if (is(row, ENROL_ROLE, "teacher") && is(row, ENROL_PRIMARY, "true")) {
			if (main_teacher != NULL && overlap(main_teacher, row))
				table_finding(r, t, row, ENROL_PRIMARY, RULE_ENROL_TEACHERS);
			if (main_teacher == NULL || ends_later(row, main_teacher))
				main_teacher = row;
		}
		number = value_number(row->cell[ENROL_NUMBER], MAX_NUMBER);
		if (number == 0 || *row->cell[ENROL_END] != '\0' || !is(row, ENROL_ROLE, "student"))
			continue;
		if (taken[number])
			table_finding(r, t, row, ENROL_NUMBER, RULE_ENROL_NUMBER);
		taken[number] = true;
	}
}

void
check_people(struct reader *r)
{
	const struct table *roles = &r->tables[FILE_ROLES], *enrolments = &r->tables[FILE_ENROLMENTS];
	struct index index;
	size_t i, end;

	check_masters(r);
	for (i = 0; i < roles->n; i++)
		check_role(r, roles, &roles->rows[i]);
	index = table_index(r->mem, roles, ROLE_USER);
	if (roles->whole)
		check_secondary(r, roles, &index);
	check_users(r, &index);
	for (i = 0; i < enrolments->n; i++)
		check_enrolment(r, enrolments, &enrolments->rows[i]);
	index = table_index(r->mem, enrolments, ENROL_CLASS);
	for (i = 0; i < index.n; i = end) {
		end = group_end(&index, i);
		check_members(r, enrolments, &index, i, end);
	}
}
