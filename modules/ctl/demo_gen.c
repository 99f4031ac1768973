/* demo_gen.c -- the schools of the municipality, its classes and its staff. */

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "demo_city.h"

#define MAX_CLASSES (DEMO_SCHOOLS * DEMO_GRADES * DEMO_MAX_CLASSES)
#define MAX_STAFF (MAX_CLASSES + 20)
#define MAX_USERS (MAX_CLASSES * DEMO_MAX_PUPILS + MAX_STAFF)

/* splitmix64 (Steele, Lea and Flood 2014) */
static uint64_t
next_random(struct demo_city *c)
{
	uint64_t z;

	z = c->random += UINT64_C(0x9e3779b97f4a7c15);
	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

size_t
demo_random(struct demo_city *c, size_t n)
{
	return next_random(c) % n;
}

const char *
demo_uuid(struct demo_city *c)
{
	uint64_t a, b;

	a = (next_random(c) & ~UINT64_C(0xf000)) | UINT64_C(0x4000);
	b = (next_random(c) & ~(UINT64_C(3) << 62)) | UINT64_C(2) << 62;
	return demo_text(c, "%08x-%04x-%04x-%04x-%012llx", (unsigned)(a >> 32), (unsigned)(a >> 16 & 0xffff),
	    (unsigned)(a & 0xffff), (unsigned)(b >> 48), (unsigned long long)(b & UINT64_C(0xffffffffffff)));
}

const char *
demo_text(struct demo_city *c, const char *fmt, ...)
{
	char text[300];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	return mem_copy(c->mem, text, strlen(text));
}

const struct demo_entry *
demo_pick(struct demo_city *c, const char *section)
{
	const struct demo_section *s = demo_names_section(&c->names, section);

	return &s->entry[demo_random(c, s->n)];
}

struct roster_user *
demo_add_user(struct demo_city *c, const struct demo_entry *family, const struct demo_entry *given)
{
	struct roster_user *u;

	u = &c->roster->users[c->roster->n_users++];
	u->enabled = true;
	u->sourced_id = demo_uuid(c);
	u->master_id = demo_uuid(c);
	u->family_name = family->field[0];
	u->family_kana = family->field[1];
	u->given_name = given->field[0];
	u->given_kana = given->field[1];
	u->middle_name = u->email = u->grade = u->username = "";
	return u;
}

void
demo_add_role(struct demo_city *c, const struct roster_user *u, const char *role,
    enum roster_role_kind kind, bool primary, const struct roster_org *org)
{
	struct roster_role *o;

	o = &c->roster->roles[c->roster->n_roles++];
	o->kind = kind;
	o->primary = primary;
	o->sourced_id = demo_uuid(c);
	o->role = role;
	o->user = u;
	o->org = org;
}

static void
add_enrol(struct demo_city *c, const struct roster_user *u, const struct roster_class *class,
    enum roster_enrol_kind kind, bool primary, int number)
{
	struct roster_enrol *e;

	e = &c->roster->enrols[c->roster->n_enrols++];
	e->kind = kind;
	e->primary = primary;
	e->sourced_id = demo_uuid(c);
	e->role = kind == ROSTER_ENROL_STUDENT ? "student" : "teacher";
	e->attendance_number = number;
	e->begin_on = c->roster->years[0].begin_on;
	e->user = u;
	e->class = class;
}

static void
add_orgs(struct demo_city *c)
{
	const struct demo_section *s = demo_names_section(&c->names, "org");
	struct roster *r = c->roster;
	struct roster_org *o;

	r->orgs = mem_alloc(c->mem, 1 + DEMO_SCHOOLS, sizeof(*r->orgs));
	for (; r->n_orgs < 1 + DEMO_SCHOOLS; r->n_orgs++) {
		o = &r->orgs[r->n_orgs];
		o->kind = r->n_orgs == 0 ? ROSTER_DISTRICT : ROSTER_SCHOOL;
		o->sourced_id = demo_uuid(c);
		o->name = s->entry[r->n_orgs].field[1];
		o->identifier = s->entry[r->n_orgs].field[2];
		o->parent = r->n_orgs == 0 ? NULL : &r->orgs[0];
	}
}

static void
add_year(struct demo_city *c)
{
	struct roster *r = c->roster;
	int16_t year = (int16_t)c->school_year;

	r->years = mem_alloc(c->mem, 1, sizeof(*r->years));
	r->n_years = 1;
	r->years[0].sourced_id = demo_uuid(c);
	r->years[0].title = demo_text(c, "%d%s", year, demo_names_word(&c->names, "year"));
	r->years[0].school_year = year;
	r->years[0].begin_on = (struct date){ year, 4, 1 };
	r->years[0].end_on = (struct date){ (int16_t)(year + 1), 3, 31 };
}

static void
add_courses(struct demo_city *c)
{
	struct roster *r = c->roster;
	struct roster_course *o;

	r->courses = mem_alloc(c->mem, DEMO_SCHOOLS, sizeof(*r->courses));
	for (; r->n_courses < DEMO_SCHOOLS; r->n_courses++) {
		o = &r->courses[r->n_courses];
		o->sourced_id = demo_uuid(c);
		o->title = demo_text(c, "%d%s", c->school_year, demo_names_word(&c->names, "course"));
		o->year = &r->years[0];
		o->org = &r->orgs[1 + r->n_courses];
	}
}

/* Two classes of about the same size; the junior high school may have three. */
static void
plan_grades(struct demo_city *c)
{
	struct demo_grade *g;
	size_t school, grade, size;
	bool junior;

	for (school = 0; school < DEMO_SCHOOLS; school++) {
		for (grade = 0; grade < DEMO_GRADES; grade++) {
			junior = school == DEMO_SCHOOLS - 1;
			if (junior != (grade >= 6))
				continue;
			g = &c->grade[school][grade];
			size = DEMO_MIN_PUPILS + demo_random(c, DEMO_MAX_PUPILS - DEMO_MIN_PUPILS);
			g->n_classes = junior ? 2 + demo_random(c, 2) : 2;
			g->n_wanted = g->n_classes * size + demo_random(c, g->n_classes + 1);
		}
	}
	/* the smallest and the largest class are always there */
	c->grade[0][0].n_wanted = c->grade[0][0].n_classes * DEMO_MIN_PUPILS;
	c->grade[1][5].n_wanted = c->grade[1][5].n_classes * DEMO_MAX_PUPILS;
}

static const char *
slug(const struct demo_city *c, size_t org)
{
	return demo_names_section(&c->names, "org")->entry[org].field[0];
}

static struct roster_user *
add_staff(struct demo_city *c, size_t org, size_t number)
{
	struct roster_user *u;
	const struct demo_entry *family;

	family = demo_pick(c, "family");
	u = demo_add_user(c, family, demo_pick(c, demo_random(c, 2) == 0 ? "woman" : "man"));
	u->person = ROSTER_STAFF;
	u->username = demo_text(c, "%s-%02zu", slug(c, org), number);
	u->email = demo_text(c, "%s@example.jp", u->username);
	demo_add_role(c, u, "teacher", ROSTER_TEACHER, true, &c->roster->orgs[org]);
	return u;
}

static struct roster_class *
add_class(struct demo_city *c, size_t school, size_t grade, size_t number)
{
	struct roster *r = c->roster;
	struct roster_class *o;
	size_t shown;

	shown = grade < 6 ? grade + 1 : grade - 5;
	o = &r->classes[r->n_classes++];
	o->kind = ROSTER_HOMEROOM;
	o->sourced_id = demo_uuid(c);
	o->title = demo_text(c, "%zu%s%zu%s", shown, demo_names_word(&c->names, "grade"), number,
	    demo_names_word(&c->names, "class"));
	o->grades = demo_text(c, "%c%zu", grade < 6 ? 'P' : 'J', shown);
	o->course = &r->courses[school];
	o->school = &r->orgs[1 + school];
	o->year = &r->years[0];
	return o;
}

/* By reading, as in a class register. */
static int
by_kana(const void *left, const void *right)
{
	const struct roster_user *a = *(struct roster_user *const *)left;
	const struct roster_user *b = *(struct roster_user *const *)right;
	int order;

	order = strcmp(a->family_kana, b->family_kana);
	if (order == 0)
		order = strcmp(a->given_kana, b->given_kana);
	return order == 0 ? strcmp(a->sourced_id, b->sourced_id) : order;
}

static void
shuffle(struct demo_city *c, struct demo_grade *g)
{
	struct roster_user *u;
	size_t i, k;

	for (i = g->n; i > 1; i--) {
		k = demo_random(c, i);
		u = g->pupil[k];
		g->pupil[k] = g->pupil[i - 1];
		g->pupil[i - 1] = u;
	}
}

static void
fill_class(struct demo_city *c, struct roster_class *class, struct roster_user **pupils, size_t n)
{
	size_t i;

	qsort(pupils, n, sizeof(struct roster_user *), by_kana);
	for (i = 0; i < n; i++) {
		pupils[i]->home_class = class;
		pupils[i]->attendance_number = (int)i + 1;
		demo_add_role(c, pupils[i], "student", ROSTER_STUDENT, true, class->school);
		add_enrol(c, pupils[i], class, ROSTER_ENROL_STUDENT, false, (int)i + 1);
	}
}

static void
add_classes(struct demo_city *c, size_t school, size_t grade, size_t *n_staff)
{
	struct demo_grade *g = &c->grade[school][grade];
	struct roster_class *class;
	size_t i, from, to;

	if (g->n_classes == 0)
		return;
	shuffle(c, g);
	for (i = from = 0; i < g->n_classes; i++, from = to) {
		to = g->n * (i + 1) / g->n_classes;
		class = add_class(c, school, grade, i + 1);
		fill_class(c, class, g->pupil + from, to - from);
		add_enrol(c, add_staff(c, 1 + school, ++*n_staff), class, ROSTER_ENROL_TEACHER, true, 0);
	}
}

/* The head, the deputy, the homeroom teachers, and one who helps in the first class. */
static void
add_school(struct demo_city *c, size_t school)
{
	const struct roster_org *org = &c->roster->orgs[1 + school];
	const struct roster_class *first;
	size_t grade, n_staff;

	first = &c->roster->classes[c->roster->n_classes];
	n_staff = 2;
	demo_add_role(c, add_staff(c, 1 + school, 1), "principal", ROSTER_MANAGER, false, org);
	demo_add_role(c, add_staff(c, 1 + school, 2), "siteAdministrator", ROSTER_MANAGER, false, org);
	for (grade = 0; grade < DEMO_GRADES; grade++)
		add_classes(c, school, grade, &n_staff);
	add_enrol(c, add_staff(c, 1 + school, n_staff + 1), first, ROSTER_ENROL_TEACHER, false, 0);
}

static void
add_officers(struct demo_city *c)
{
	const struct roster_org *board = &c->roster->orgs[0];
	size_t i;

	for (i = 1; i <= 2; i++)
		demo_add_role(c, add_staff(c, 0, i), "districtAdministrator", ROSTER_OFFICER, false, board);
}

static void
make_city(struct demo_city *c)
{
	struct roster *r = c->roster;
	size_t school;

	r->users = mem_alloc(c->mem, MAX_USERS, sizeof(*r->users));
	r->classes = mem_alloc(c->mem, MAX_CLASSES, sizeof(*r->classes));
	r->roles = mem_alloc(c->mem, MAX_USERS + MAX_STAFF, sizeof(*r->roles));
	r->enrols = mem_alloc(c->mem, MAX_USERS + MAX_STAFF, sizeof(*r->enrols));
	r->mem = c->mem;
	r->dialect = ROSTER_K12_1;
	r->version = "1.2_JP";
	r->source_system = demo_names_word(&c->names, "source");
	r->source_code = "";
	add_orgs(c);
	add_year(c);
	add_courses(c);
	plan_grades(c);
	demo_add_households(c);
	for (school = 0; school < DEMO_SCHOOLS; school++)
		add_school(c, school);
	add_officers(c);
}

struct demo *
demo_generate(uint64_t seed, int school_year, const char *names_path, const char **wrong)
{
	struct demo_city city;
	struct mem *m;

	memset(&city, 0, sizeof(city));
	m = city.mem = mem_new();
	city.demo = mem_alloc(m, 1, sizeof(*city.demo));
	city.roster = mem_alloc(m, 1, sizeof(*city.roster));
	city.demo->mem = m;
	city.demo->roster = city.roster;
	city.random = seed;
	city.school_year = school_year;
	*wrong = demo_names_read(&city.names, m, names_path);
	if (*wrong == NULL) {
		make_city(&city);
		if (!roster_write(city.roster, &city.demo->zip, &city.demo->zip_bytes))
			*wrong = "the ZIP could not be written";
	}
	if (*wrong == NULL)
		return city.demo;
	mem_free(m);
	return NULL;
}

void
demo_free(struct demo *d)
{
	if (d != NULL)
		mem_free(d->mem);
}
