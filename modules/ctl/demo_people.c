/* demo_people.c -- households: children, and the guardians of most. */

#include <string.h>

#include "demo_city.h"

#define CENT 100

/* How often each special family name comes, before the common ones. */
#define SPECIAL_TIMES 3

/* A household whose children are being placed. */
struct family {
	struct demo_household		*household;
	const struct demo_entry		*name;
	size_t				 primary_school;
	size_t				 grade[DEMO_MAX_CHILDREN];
};

static size_t
school_of(const struct family *f, size_t grade)
{
	return grade < 6 ? f->primary_school : DEMO_SCHOOLS - 1;
}

static bool
has_room(const struct demo_city *c, size_t school, size_t grade)
{
	return c->grade[school][grade].n < c->grade[school][grade].n_wanted;
}

static bool
name_taken(const struct demo_household *h, const char *given)
{
	size_t i;

	for (i = 0; i < h->n_children; i++)
		if (strcmp(h->child[i]->given_name, given) == 0)
			return true;
	return false;
}

static const struct demo_entry *
given_name(struct demo_city *c, const struct family *f)
{
	const struct demo_entry *given;
	const char *section;
	int tries;

	for (tries = 0;; tries++) {
		section = *f->name->field[2] != '\0' ? f->name->field[2] :
		    demo_random(c, 2) == 0 ? "boy" : "girl";
		given = demo_pick(c, section);
		if (tries == CENT || !name_taken(f->household, given->field[0]))
			return given;
	}
}

static void
add_child(struct demo_city *c, struct family *f, size_t grade)
{
	struct demo_grade *g = &c->grade[school_of(f, grade)][grade];
	struct demo_household *h = f->household;
	struct roster_user *u;
	size_t at;

	u = demo_add_user(c, f->name, given_name(c, f));
	u->person = ROSTER_PUPIL;
	u->username = demo_text(c, "m%06zu", c->roster->n_users);
	u->grade = demo_text(c, "%c%zu", grade < 6 ? 'P' : 'J', grade < 6 ? grade + 1 : grade - 5);
	u->school = &c->roster->orgs[1 + school_of(f, grade)];
	g->pupil[g->n++] = u;
	for (at = h->n_children++; at > 0 && f->grade[at - 1] < grade; at--) {
		h->child[at] = h->child[at - 1];
		f->grade[at] = f->grade[at - 1];
	}
	h->child[at] = u;
	f->grade[at] = grade;
}

/* One to four years apart from the first child, where a place is left; seldom a twin. */
static void
add_sibling(struct demo_city *c, struct family *f, size_t first)
{
	size_t tries, apart, grade;

	for (tries = 0; tries < 4; tries++) {
		apart = demo_random(c, 40) == 0 ? 0 : 1 + demo_random(c, 4);
		if (demo_random(c, 2) == 0) {
			if (first < apart)
				continue;
			grade = first - apart;
		} else {
			grade = first + apart;
		}
		if (grade < DEMO_GRADES && has_room(c, school_of(f, grade), grade)) {
			add_child(c, f, grade);
			return;
		}
	}
}

static void
add_guardian(struct demo_city *c, struct family *f, enum demo_relationship relationship)
{
	struct demo_household *h = f->household;
	struct demo_guardian *g = &h->guardian[h->n_guardians++];
	const char *section;
	bool woman;

	woman = relationship == DEMO_MOTHER || (relationship == DEMO_GRANDPARENT && demo_random(c, 2) == 0);
	section = *f->name->field[2] != '\0' ? f->name->field[2] : woman ? "woman" : "man";
	g->relationship = relationship;
	g->family_name = relationship == DEMO_GRANDPARENT && demo_random(c, 2) == 0 ?
	    demo_pick(c, "family")->field[0] : h->family_name;
	g->given_name = demo_pick(c, section)->field[0];
	g->lang = *f->name->field[2] == '\0' ? LANG_JA : h->n_guardians == 1 ? LANG_EN : LANG_JA_EASY;
	g->mail = demo_text(c, "parent%04u%s@example.%s", h->household_id,
	    h->n_guardians == 1 ? "" : "b", demo_random(c, 2) == 0 ? "jp" : "com");
}

/* About one in ten has not registered anybody, one in three has registered two. */
static void
add_guardians(struct demo_city *c, struct family *f)
{
	size_t luck;

	luck = demo_random(c, CENT);
	if (luck < 10)
		return;
	if (luck >= 45) {
		luck = demo_random(c, CENT);
		add_guardian(c, f, luck < 75 ? DEMO_MOTHER : luck < 95 ? DEMO_FATHER : DEMO_GRANDPARENT);
		return;
	}
	add_guardian(c, f, DEMO_MOTHER);
	add_guardian(c, f, demo_random(c, 10) == 0 ? DEMO_GRANDPARENT : DEMO_FATHER);
}

static size_t
places_left(const struct demo_city *c)
{
	size_t school, grade, n;

	for (school = n = 0; school < DEMO_SCHOOLS; school++)
		for (grade = 0; grade < DEMO_GRADES; grade++)
			n += c->grade[school][grade].n_wanted - c->grade[school][grade].n;
	return n;
}

/* The place of that number among those left. */
static void
find_place(const struct demo_city *c, size_t number, size_t *school, size_t *grade)
{
	const struct demo_grade *g;

	for (*school = 0; *school < DEMO_SCHOOLS; ++*school) {
		for (*grade = 0; *grade < DEMO_GRADES; ++*grade) {
			g = &c->grade[*school][*grade];
			if (number < g->n_wanted - g->n)
				return;
			number -= g->n_wanted - g->n;
		}
	}
}

static const struct demo_entry *
family_name(struct demo_city *c)
{
	const struct demo_section *special = demo_names_section(&c->names, "special");
	size_t n = c->demo->n_households;

	if (n < special->n * SPECIAL_TIMES)
		return &special->entry[n % special->n];
	return demo_pick(c, "family");
}

static void
add_household(struct demo_city *c, size_t n_left)
{
	struct family f = { 0 };
	size_t school, grade, luck, n_more;

	f.name = family_name(c);
	c->demo->households = mem_grow(c->mem, c->demo->households, c->demo->n_households,
	    &c->max_households, sizeof(*c->demo->households));
	f.household = &c->demo->households[c->demo->n_households++];
	f.household->household_id = (unsigned)c->demo->n_households;
	f.household->family_name = f.name->field[0];
	school = grade = 0;
	find_place(c, demo_random(c, n_left), &school, &grade);
	f.primary_school = school < DEMO_PRIMARY_SCHOOLS ? school : demo_random(c, DEMO_PRIMARY_SCHOOLS);
	add_child(c, &f, grade);
	luck = demo_random(c, CENT);
	n_more = luck < 50 ? 0 : luck < 85 ? 1 : luck < 97 ? 2 : 3;
	while (n_more-- > 0)
		add_sibling(c, &f, grade);
	add_guardians(c, &f);
}

void
demo_add_households(struct demo_city *c)
{
	size_t n;

	while ((n = places_left(c)) > 0)
		add_household(c, n);
}
