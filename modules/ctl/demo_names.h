/* demo_names.h -- the words and names that the demonstration municipality is made of. */
#ifndef DEMO_NAMES_H
#define DEMO_NAMES_H

#include <stddef.h>

struct mem;

/* A line of the file; fields that are not there are "". */
struct demo_entry { const char *field[3]; };

struct demo_section {
	const char		*name;
	struct demo_entry	*entry;
	size_t			 n, max;
};

#define DEMO_MAX_SECTIONS 16

struct demo_names {
	struct demo_section	 section[DEMO_MAX_SECTIONS];
	size_t			 n;
};

/*
 * Reads the file at path (demo_names.txt) into the memory given.  NULL, or
 * what is wrong as a sentence for the operator; static.
 */
const char	*demo_names_read(struct demo_names *, struct mem *, const char *path);

/* The section of that name, or NULL. */
const struct demo_section *demo_names_section(const struct demo_names *, const char *name);

/* The text of an entry of [word], "" when there is none. */
const char	*demo_names_word(const struct demo_names *, const char *what);

#endif
