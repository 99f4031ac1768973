/* build.c -- tables without an error into the structures of oneroster.h. */

#include <stdint.h>
#include <string.h>

#include "reader.h"

/* Users by the row of their table; guardians have none in the roster. */
struct builder {
	struct reader		 *r;
	struct roster		 *out;
	struct roster_user	**user_of_row;
};

static const struct table *
table(const struct builder *b, enum roster_file file)
{
	return &b->r->tables[file];
}

static size_t
row_number(const struct builder *b, enum roster_file file, const char *id)
{
	const struct index *ids = &b->r->tables[file].ids;
	size_t at;

	at = table_find(ids, id);
	return at == SIZE_MAX ? SIZE_MAX : ids->keys[at].row;
}

static const struct roster_org *
org(const struct builder *b, const char *id)
{
	size_t row;

	row = row_number(b, FILE_ORGS, id);
	return row == SIZE_MAX ? NULL : &b->out->orgs[row];
}

static const struct roster_class *
class_of(const struct builder *b, const char *id)
{
	size_t row;

	row = row_number(b, FILE_CLASSES, id);
	return row == SIZE_MAX ? NULL : &b->out->classes[row];
}

static const struct roster_year *
year_of(const struct builder *b, const char *id)
{
	size_t row;

	row = row_number(b, FILE_SESSIONS, id);
	return row == SIZE_MAX ? NULL : &b->out->years[row];
}

static struct roster_user *
user_of(const struct builder *b, const char *id)
{
	size_t row;

	row = row_number(b, FILE_USERS, id);
	return row == SIZE_MAX ? NULL : b->user_of_row[row];
}

static bool
is(const char *a, const char *b)
{
	return strcmp(a, b) == 0;
}

static void
build_orgs(struct builder *b)
{
	const struct table *t = table(b, FILE_ORGS);
	const char *const *cell;
	struct roster_org *o;
	size_t i;

	b->out->orgs = mem_alloc(b->r->mem, t->n, sizeof(*b->out->orgs));
	b->out->n_orgs = t->n;
	for (i = 0; i < t->n; i++) {
		cell = t->rows[i].cell;
		o = &b->out->orgs[i];
		o->kind = is(cell[ORG_TYPE], "district") ? ROSTER_DISTRICT :
		    is(cell[ORG_TYPE], "school") ? ROSTER_SCHOOL : ROSTER_ORG_OTHER;
		o->sourced_id = cell[ORG_ID];
		o->name = cell[ORG_NAME];
		o->identifier = cell[ORG_IDENTIFIER];
		o->parent = org(b, cell[ORG_PARENT]);
	}
}

static void
build_years(struct builder *b)
{
	const struct table *t = table(b, FILE_SESSIONS);
	const char *const *cell;
	struct roster_year *y;
	size_t i;

	b->out->years = mem_alloc(b->r->mem, t->n, sizeof(*b->out->years));
	b->out->n_years = t->n;
	for (i = 0; i < t->n; i++) {
		cell = t->rows[i].cell;
		y = &b->out->years[i];
		y->sourced_id = cell[SESSION_ID];
		y->title = cell[SESSION_TITLE];
		value_date(cell[SESSION_START], &y->begin_on);
		value_date(cell[SESSION_END], &y->end_on);
		y->school_year = (int16_t)(y->begin_on.year - (y->begin_on.month < 4));
	}
}

static void
build_courses(struct builder *b)
{
	const struct table *t = table(b, FILE_COURSES);
	const char *const *cell;
	struct roster_course *c;
	size_t i;

	b->out->courses = mem_alloc(b->r->mem, t->n, sizeof(*b->out->courses));
	b->out->n_courses = t->n;
	for (i = 0; i < t->n; i++) {
		cell = t->rows[i].cell;
		c = &b->out->courses[i];
		c->sourced_id = cell[COURSE_ID];
		c->title = cell[COURSE_TITLE];
		c->year = year_of(b, cell[COURSE_YEAR]);
		c->org = org(b, cell[COURSE_ORG]);
	}
}

static void
build_classes(struct builder *b)
{
	const struct table *t = table(b, FILE_CLASSES);
	const char *const *cell;
	const char *terms, *term;
	struct roster_class *c;
	size_t i;

	b->out->classes = mem_alloc(b->r->mem, t->n, sizeof(*b->out->classes));
	b->out->n_classes = t->n;
	for (i = 0; i < t->n; i++) {
		cell = t->rows[i].cell;
		c = &b->out->classes[i];
		c->kind = is(cell[CLASS_TYPE], "homeroom") ? ROSTER_HOMEROOM :
		    is(cell[CLASS_TYPE], "scheduled") ? ROSTER_SCHEDULED : ROSTER_CLASS_OTHER;
		c->sourced_id = cell[CLASS_ID];
		c->title = cell[CLASS_TITLE];
		c->grades = cell[CLASS_GRADES];
		c->special_needs = is(cell[CLASS_SPECIAL], "true");
		c->course = &b->out->courses[row_number(b, FILE_COURSES, cell[CLASS_COURSE])];
		c->school = org(b, cell[CLASS_SCHOOL]);
		terms = cell[CLASS_TERMS];
		if (value_next(b->r->mem, &terms, &term))
			c->year = year_of(b, term);
	}
}

static enum roster_role_kind
role_kind(const char *role)
{
	if (is(role, "student"))
		return ROSTER_STUDENT;
	if (is(role, "teacher"))
		return ROSTER_TEACHER;
	if (is(role, "principal") || is(role, "siteAdministrator"))
		return ROSTER_MANAGER;
	if (is(role, "districtAdministrator"))
		return ROSTER_OFFICER;
	return ROSTER_ROLE_OTHER;
}

static bool
is_family(const char *role)
{
	return is(role, "guardian") || is(role, "parent") || is(role, "relative");
}

/* What each user is, by row: a pupil before staff, staff before the rest. */
struct standing { bool pupil, staff, family, other; const char *school; };

static struct standing *
standings(const struct builder *b)
{
	const struct table *t = table(b, FILE_ROLES);
	const char *const *cell;
	struct standing *all, *s;
	size_t i;

	all = mem_alloc(b->r->mem, table(b, FILE_USERS)->n, sizeof(*all));
	for (i = 0; i < t->n; i++) {
		cell = t->rows[i].cell;
		s = &all[row_number(b, FILE_USERS, cell[ROLE_USER])];
		switch (role_kind(cell[ROLE_ROLE])) {
		case ROSTER_STUDENT:
			if (!s->pupil || is(cell[ROLE_TYPE], "primary"))
				s->school = cell[ROLE_ORG];
			s->pupil = true;
			break;
		case ROSTER_TEACHER:
		case ROSTER_MANAGER:
		case ROSTER_OFFICER:
			s->staff = true;
			break;
		case ROSTER_ROLE_OTHER:
			if (is_family(cell[ROLE_ROLE]))
				s->family = true;
			else
				s->other = true;
			break;
		}
	}
	return all;
}

static const char *
preferred(const char *const *cell, int first, int second)
{
	return *cell[first] != '\0' ? cell[first] : cell[second];
}

static void
fill_user(const struct builder *b, struct roster_user *u, const char *const *cell, const struct standing *s)
{
	u->person = s->pupil ? ROSTER_PUPIL : s->staff ? ROSTER_STAFF : ROSTER_PERSON_OTHER;
	u->enabled = is(cell[USER_ENABLED], "true");
	u->sourced_id = cell[USER_ID];
	u->username = cell[USER_USERNAME];
	u->master_id = cell[USER_MASTER];
	u->family_name = preferred(cell, USER_PREFERRED_FAMILY, USER_FAMILY);
	u->given_name = preferred(cell, USER_PREFERRED_GIVEN, USER_GIVEN);
	u->middle_name = preferred(cell, USER_PREFERRED_MIDDLE, USER_MIDDLE);
	u->family_kana = preferred(cell, USER_KANA_PREFERRED_FAMILY, USER_KANA_FAMILY);
	u->given_kana = preferred(cell, USER_KANA_PREFERRED_GIVEN, USER_KANA_GIVEN);
	u->email = cell[USER_EMAIL];
	u->grade = s->pupil ? cell[USER_GRADES] : "";
	if (s->pupil) {
		u->school = org(b, s->school);
		u->home_class = class_of(b, cell[USER_HOME_CLASS]);
		if (u->home_class != NULL && u->home_class->kind != ROSTER_HOMEROOM)
			u->home_class = NULL;
	}
}

static void
build_users(struct builder *b)
{
	const struct table *t = table(b, FILE_USERS);
	const struct standing *all;
	struct roster_user *u;
	size_t i;

	all = standings(b);
	b->out->users = mem_alloc(b->r->mem, t->n, sizeof(*b->out->users));
	b->user_of_row = mem_alloc(b->r->mem, t->n, sizeof(struct roster_user *));
	for (i = 0; i < t->n; i++) {
		if (all[i].family && !all[i].pupil && !all[i].staff && !all[i].other) {
			b->out->n_guardians++;
			continue;
		}
		u = b->user_of_row[i] = &b->out->users[b->out->n_users++];
		fill_user(b, u, t->rows[i].cell, &all[i]);
	}
}

static void
build_roles(struct builder *b)
{
	const struct table *t = table(b, FILE_ROLES);
	const char *const *cell;
	struct roster_role *o;
	size_t i;

	b->out->roles = mem_alloc(b->r->mem, t->n, sizeof(*b->out->roles));
	for (i = 0; i < t->n; i++) {
		cell = t->rows[i].cell;
		if (user_of(b, cell[ROLE_USER]) == NULL)
			continue;
		o = &b->out->roles[b->out->n_roles++];
		o->kind = role_kind(cell[ROLE_ROLE]);
		o->primary = is(cell[ROLE_TYPE], "primary");
		o->sourced_id = cell[ROLE_ID];
		o->role = cell[ROLE_ROLE];
		value_date(cell[ROLE_BEGIN], &o->begin_on);
		value_date(cell[ROLE_END], &o->end_on);
		o->user = user_of(b, cell[ROLE_USER]);
		o->org = org(b, cell[ROLE_ORG]);
	}
}

static int
compare_days(struct date a, struct date b)
{
	int x, y;

	x = a.year * 512 + a.month * 32 + a.day;
	y = b.year * 512 + b.month * 32 + b.day;
	return x < y ? -1 : x > y;
}

/* Of two homerooms of a pupil: the one that has not ended, then the later one. */
static bool
better(const struct roster_enrol *a, const struct roster_enrol *b)
{
	if (b == NULL)
		return true;
	if ((a->end_on.year == 0) != (b->end_on.year == 0))
		return a->end_on.year == 0;
	return compare_days(a->begin_on, b->begin_on) > 0;
}

/* A homeroom for pupils whose file does not name it, and the number there for all. */
static void
set_homerooms(struct builder *b)
{
	const struct roster_enrol **best, *e;
	struct roster_user *u;
	size_t i;

	best = mem_alloc(b->r->mem, b->out->n_users, sizeof(const struct roster_enrol *));
	for (i = 0; i < b->out->n_enrols; i++) {
		e = &b->out->enrols[i];
		u = &b->out->users[e->user - b->out->users];
		if (e->kind != ROSTER_ENROL_STUDENT || u->person != ROSTER_PUPIL ||
		    e->class->kind != ROSTER_HOMEROOM ||
		    (u->home_class != NULL && u->home_class != e->class))
			continue;
		if (better(e, best[u - b->out->users]))
			best[u - b->out->users] = e;
	}
	for (i = 0; i < b->out->n_users; i++) {
		if (best[i] == NULL)
			continue;
		b->out->users[i].home_class = best[i]->class;
		b->out->users[i].attendance_number = best[i]->attendance_number;
	}
}

static void
build_enrols(struct builder *b)
{
	const struct table *t = table(b, FILE_ENROLMENTS);
	const char *const *cell;
	struct roster_enrol *e;
	size_t i;

	b->out->enrols = mem_alloc(b->r->mem, t->n, sizeof(*b->out->enrols));
	for (i = 0; i < t->n; i++) {
		cell = t->rows[i].cell;
		if (user_of(b, cell[ENROL_USER]) == NULL)
			continue;
		e = &b->out->enrols[b->out->n_enrols++];
		e->kind = is(cell[ENROL_ROLE], "student") ? ROSTER_ENROL_STUDENT :
		    is(cell[ENROL_ROLE], "teacher") ? ROSTER_ENROL_TEACHER : ROSTER_ENROL_OTHER;
		e->primary = is(cell[ENROL_PRIMARY], "true");
		e->sourced_id = cell[ENROL_ID];
		e->role = cell[ENROL_ROLE];
		e->attendance_number = value_number(cell[ENROL_NUMBER], 9999);
		value_date(cell[ENROL_BEGIN], &e->begin_on);
		value_date(cell[ENROL_END], &e->end_on);
		e->user = user_of(b, cell[ENROL_USER]);
		e->class = class_of(b, cell[ENROL_CLASS]);
	}
	set_homerooms(b);
}

static enum roster_dialect
dialect(const struct reader *r)
{
	if (r->tables[FILE_USERS].has[USER_RESOURCES])
		return ROSTER_JP_2;
	return r->tables[FILE_ENROLMENTS].old_names ? ROSTER_JP_121 : ROSTER_K12_1;
}

struct roster *
build_roster(struct reader *r)
{
	struct builder b = { r, mem_alloc(r->mem, 1, sizeof(struct roster)), NULL };

	b.out->mem = r->mem;
	b.out->version = r->version;
	b.out->source_system = r->source_system;
	b.out->source_code = r->source_code;
	b.out->no_updates = r->no_updates;
	if (r->no_updates)
		return b.out;
	b.out->dialect = dialect(r);
	build_orgs(&b);
	build_years(&b);
	build_courses(&b);
	build_classes(&b);
	build_users(&b);
	build_roles(&b);
	build_enrols(&b);
	return b.out;
}
