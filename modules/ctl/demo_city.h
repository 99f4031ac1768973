/* demo_city.h -- the municipality while it is being made; private to demo_*.c. */
#ifndef DEMO_CITY_H
#define DEMO_CITY_H

#include "demo_gen.h"
#include "demo_names.h"
#include "../roster/mem.h"

#define DEMO_PRIMARY_SCHOOLS 2
#define DEMO_SCHOOLS 3			/* two primary schools, then the junior high school */
#define DEMO_GRADES 9			/* P1 to P6, J1 to J3 */
#define DEMO_MAX_CLASSES 3		/* of a grade */
#define DEMO_MIN_PUPILS 12		/* of a class */
#define DEMO_MAX_PUPILS 35

/* A grade of a school: how many pupils it is to have, and those it has. */
struct demo_grade {
	size_t			 n_classes, n_wanted, n;
	struct roster_user	*pupil[DEMO_MAX_CLASSES * DEMO_MAX_PUPILS];
};

struct demo_city {
	struct demo		*demo;
	struct mem		*mem;
	struct roster		*roster;
	struct demo_names	 names;
	uint64_t		 random;
	int			 school_year;
	struct demo_grade	 grade[DEMO_SCHOOLS][DEMO_GRADES];
	size_t			 max_households;
};

/* A number from 0 to n - 1. */
size_t			 demo_random(struct demo_city *, size_t n);

/* A UUID of version 4, out of the seed. */
const char		*demo_uuid(struct demo_city *);

const char		*demo_text(struct demo_city *, const char *fmt, ...)
			    __attribute__((format(printf, 2, 3)));

/* Any entry of a section. */
const struct demo_entry	*demo_pick(struct demo_city *, const char *section);

/* A person of this name, added to the roster. */
struct roster_user	*demo_add_user(struct demo_city *, const struct demo_entry *family,
			    const struct demo_entry *given);

/* A role of a person, added to the roster. */
void			 demo_add_role(struct demo_city *, const struct roster_user *, const char *role,
			    enum roster_role_kind, bool primary, const struct roster_org *);

/* --- demo_people.c --- */

/* Fills every grade with the children of households. */
void			 demo_add_households(struct demo_city *);

#endif
