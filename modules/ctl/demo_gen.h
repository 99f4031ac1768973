/* demo_gen.h -- an invented municipality out of a seed, for demonstrations and tests. */
#ifndef DEMO_GEN_H
#define DEMO_GEN_H

#include "../roster/oneroster.h"

#define DEMO_MAX_CHILDREN 4
#define DEMO_MAX_GUARDIANS 2

enum demo_relationship { DEMO_MOTHER, DEMO_FATHER, DEMO_GRANDPARENT, DEMO_RELATIVE, DEMO_OTHER };

struct demo_guardian {
	enum demo_relationship	 relationship;	/* as in the column guardian.relationship */
	enum lang		 lang;
	const char		*family_name, *given_name;
	const char		*mail;		/* at example.jp or example.com, one for each person */
};

/* Brothers and sisters share the family name; eldest first. */
struct demo_household {
	unsigned			 household_id;	/* from 1 */
	const char			*family_name;
	struct demo_guardian		 guardian[DEMO_MAX_GUARDIANS];
	size_t				 n_guardians;	/* 0: not registered */
	const struct roster_user	*child[DEMO_MAX_CHILDREN];
	size_t				 n_children;
};

struct demo {
	struct mem		*mem;
	const struct roster	*roster;	/* what the ZIP holds */
	const unsigned char	*zip;		/* dialect 1.2_JP, bulk */
	size_t			 zip_bytes;
	struct demo_household	*households;
	size_t			 n_households;
};

/*
 * Makes a board, two primary schools and a junior high school in the school
 * year given, their staff, pupils and households: the same for the same seed,
 * year and file of names (demo_names.txt, at names_path).  The caller gives it
 * back with demo_free().  NULL with *wrong a static sentence for the operator
 * when the file cannot be used or the ZIP cannot be written.
 */
struct demo	*demo_generate(uint64_t seed, int school_year, const char *names_path,
		    const char **wrong) MUST_USE;

/* NULL is fine. */
void		 demo_free(struct demo *);

#endif
