/* demo.h -- what the files of "renrakuctl demo" say to each other. */
#ifndef DEMO_H
#define DEMO_H

#include <stdio.h>

#include "ctl.h"
#include "demo_gen.h"
#include "q_demo.h"

#define DEMO_PASSWORD "hiyori-no-asa-2026"
#define DEMO_LISTED_PARENTS 10
#define DEMO_SHEETS 4

/* A household as it stands in the database. */
struct demo_family {
	const struct demo_household	*household;
	uint64_t			 account_id[DEMO_MAX_GUARDIANS];
	const struct q_demo_pupils	*child[DEMO_MAX_CHILDREN];
	bool				 listed;	/* its guardians have the demonstration's password */
};

struct demo_sheet { const char *code; const struct q_demo_pupils *pupil; const struct q_demo_staff *staff; };

/* The municipality once it is stored; everything in the arena. */
struct demo_city {
	const struct conf	*conf;
	struct arena		*arena;
	struct q_demo_staff	*staff;
	size_t			 nstaff;
	bool			*staff_listed;		/* for each of staff */
	struct q_demo_pupils	*pupils;
	size_t			 npupil;
	struct demo_family	*families;
	size_t			 nfamily;
	struct demo_sheet	 sheets[DEMO_SHEETS], staff_sheets[2];
	size_t			 nsheet, nstaff_sheet;
};

/* Passwords for the listed staff, accounts for the families, telephone numbers, sheets, reports of today. */
enum db_rc	 demo_people(struct tx *, struct demo_city *, const struct demo *) MUST_USE;
enum db_rc	 demo_reports(struct tx *, const struct demo_city *) MUST_USE;

/* The addresses and listed accounts as JSON. */
void		 demo_json(FILE *, const struct demo_city *);

#endif
