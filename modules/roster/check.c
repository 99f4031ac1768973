/* check.c -- references, and the rules of schools, years, courses and classes. */

#include <stdint.h>
#include <string.h>

#include "reader.h"

static bool
can_be_searched(const struct table *t)
{
	return t->present && t->whole && t->has[0];
}

static void
check_one(struct reader *r, const struct table *t, const struct row *row, int column, const char *id)
{
	const struct column *c = &schemas[t->file].columns[column];

	if (*id != '\0' && table_row(r, c->target, id) != NULL)
		return;
	findings_add(r->findings, RULE_ID_UNKNOWN, (int)t->file, schemas[t->file].name, row->line,
	    c->name, id);
}

static void
check_column(struct reader *r, const struct table *t, int column)
{
	const struct column *c = &schemas[t->file].columns[column];
	const char *list, *id;
	size_t i;

	for (i = 0; i < t->n; i++) {
		list = t->rows[i].cell[column];
		if (*list == '\0')
			continue;
		if (c->kind != KIND_REFS) {
			check_one(r, t, &t->rows[i], column, list);
			continue;
		}
		while (value_next(r->mem, &list, &id))
			check_one(r, t, &t->rows[i], column, id);
	}
}

static void
check_twice(struct reader *r, const struct table *t)
{
	const struct key *keys = t->ids.keys;
	size_t i;

	for (i = 1; i < t->ids.n; i++)
		if (*keys[i].value != '\0' && strcmp(keys[i - 1].value, keys[i].value) == 0)
			table_finding(r, t, &t->rows[keys[i].row], 0, RULE_ID_TWICE);
}

void
check_references(struct reader *r)
{
	enum roster_file file, target;
	const struct table *t;
	size_t i;

	for (file = FILE_SESSIONS; file < FILE_COUNT; file++) {
		t = &r->tables[file];
		if (!t->present || schemas[file].columns == NULL)
			continue;
		check_twice(r, t);
		for (i = 0; i < schemas[file].n_columns; i++) {
			target = schemas[file].columns[i].target;
			if (target != FILE_COUNT && can_be_searched(&r->tables[target]))
				check_column(r, t, (int)i);
		}
	}
}

static bool
fits(const char *s, const char *pattern)
{
	size_t i;

	for (i = 0; pattern[i] != '\0'; i++) {
		if (s[i] == '\0')
			return false;
		if (pattern[i] == '#' ? s[i] < '0' || s[i] > '9' :
		    pattern[i] == '4' ? s[i] < '0' || s[i] > '4' :
		    pattern[i] == '3' ? s[i] < '1' || s[i] > '3' :
		    pattern[i] == '2' ? s[i] < '1' || s[i] > '2' : s[i] < 'A' || s[i] > 'H')
			return false;
	}
	return s[i] == '\0';
}

static void
check_district(struct reader *r, const struct table *t, const struct row *row, size_t n_before)
{
	if (*row->cell[ORG_PARENT] != '\0')
		table_finding(r, t, row, ORG_PARENT, RULE_DISTRICT_PARENT);
	if (n_before > 0)
		table_finding(r, t, row, ORG_NAME, RULE_DISTRICT_TWICE);
	if (*row->cell[ORG_IDENTIFIER] != '\0' && !fits(row->cell[ORG_IDENTIFIER], "4#####"))
		table_finding(r, t, row, ORG_IDENTIFIER, RULE_ORG_CODE);
}

static void
check_school(struct reader *r, const struct table *t, const struct row *row)
{
	const struct row *parent;

	parent = table_row(r, FILE_ORGS, row->cell[ORG_PARENT]);
	if (*row->cell[ORG_PARENT] != '\0' && parent != NULL &&
	    strcmp(parent->cell[ORG_TYPE], "district") != 0)
		table_finding(r, t, row, ORG_PARENT, RULE_SCHOOL_PARENT);
	if (*row->cell[ORG_IDENTIFIER] != '\0' && !fits(row->cell[ORG_IDENTIFIER], "A24#3########"))
		table_finding(r, t, row, ORG_IDENTIFIER, RULE_ORG_CODE);
}

static void
check_orgs(struct reader *r)
{
	const struct table *t = &r->tables[FILE_ORGS];
	size_t i, n_districts;

	for (i = n_districts = 0; i < t->n; i++) {
		if (strcmp(t->rows[i].cell[ORG_TYPE], "district") == 0)
			check_district(r, t, &t->rows[i], n_districts++);
		else if (strcmp(t->rows[i].cell[ORG_TYPE], "school") == 0)
			check_school(r, t, &t->rows[i]);
	}
}

/* Four digits and "nendo" (school year), exactly or at the beginning. */
static bool
is_year_title(const char *s, bool exactly)
{
	static const char nendo[] = "\345\271\264\345\272\246";
	size_t n;

	n = strspn(s, "0123456789");
	if (n != 4 || strncmp(s + 4, nendo, sizeof(nendo) - 1) != 0)
		return false;
	return !exactly || s[4 + sizeof(nendo) - 1] == '\0';
}

static void
check_year(struct reader *r, const struct table *t, const struct row *row)
{
	struct date from, to;

	if (!is_year_title(row->cell[SESSION_TITLE], true))
		table_finding(r, t, row, SESSION_TITLE, RULE_YEAR_TITLE);
	if (!value_date(row->cell[SESSION_START], &from) || !value_date(row->cell[SESSION_END], &to))
		return;
	if (strcmp(row->cell[SESSION_START], row->cell[SESSION_END]) >= 0)
		table_finding(r, t, row, SESSION_END, RULE_VALUE_PERIOD);
	if (from.month != 4 || from.day != 1)
		table_finding(r, t, row, SESSION_START, RULE_YEAR_DATES);
	if (to.month != 3 || to.day != 31 || to.year != from.year + 1)
		table_finding(r, t, row, SESSION_END, RULE_YEAR_DATES);
	/* the base specification counts by the year of the end, Japan by that of the beginning */
	if (value_number(row->cell[SESSION_YEAR], 9999) != from.year - (from.month < 4))
		table_finding(r, t, row, SESSION_YEAR, RULE_YEAR_NUMBER);
}

static void
check_courses(struct reader *r)
{
	const struct table *t = &r->tables[FILE_COURSES];
	const struct row *row;
	size_t i;

	for (i = 0; i < t->n; i++) {
		row = &t->rows[i];
		if (!is_year_title(row->cell[COURSE_TITLE], false))
			table_finding(r, t, row, COURSE_TITLE, RULE_YEAR_TITLE);
		if (value_count(row->cell[COURSE_SUBJECTS]) != value_count(row->cell[COURSE_SUBJECT_CODES]))
			table_finding(r, t, row, COURSE_SUBJECT_CODES, RULE_SUBJECTS);
	}
}

static void
check_classes(struct reader *r)
{
	const struct table *t = &r->tables[FILE_CLASSES];
	const struct row *row, *school;
	size_t i;

	for (i = 0; i < t->n; i++) {
		row = &t->rows[i];
		school = table_row(r, FILE_ORGS, row->cell[CLASS_SCHOOL]);
		if (school != NULL && strcmp(school->cell[ORG_TYPE], "school") != 0)
			table_finding(r, t, row, CLASS_SCHOOL, RULE_CLASS_SCHOOL);
		if (value_count(row->cell[CLASS_SUBJECTS]) != value_count(row->cell[CLASS_SUBJECT_CODES]))
			table_finding(r, t, row, CLASS_SUBJECT_CODES, RULE_SUBJECTS);
	}
}

void
check_schools(struct reader *r)
{
	const struct table *t = &r->tables[FILE_SESSIONS];
	size_t i;

	check_orgs(r);
	for (i = 0; i < t->n; i++)
		check_year(r, t, &t->rows[i]);
	check_courses(r);
	check_classes(r);
}
