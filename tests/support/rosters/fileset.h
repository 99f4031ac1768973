/* fileset.h -- a roster in memory that a test spoils before it is packed. */
#ifndef FILESET_H
#define FILESET_H

#include <stddef.h>

#define FILESET_MAX 40

enum fileset_kind { FILESET_FILE, FILESET_DIRECTORY, FILESET_LINK };

struct fileset_file {
	enum fileset_kind	 kind;
	char			*name, *text;
	size_t			 n_bytes;
};

struct fileset {
	struct fileset_file	 file[FILESET_MAX];
	size_t			 n;
};

/* The eight CSV files of a folder; ends the process when one is not there. */
void		 fileset_load(struct fileset *, const char *folder);
void		 fileset_free(struct fileset *);

/* Adds an entry, whether or not one of that name is there. */
void		 fileset_add(struct fileset *, enum fileset_kind, const char *name,
		    const char *text, size_t n_bytes);

/* Takes the file out; ends the process when it is not there. */
void		 fileset_drop(struct fileset *, const char *name);

/* Replaces the first (edit) or every (edit_all) from; ends the process when there is none. */
void		 fileset_edit(struct fileset *, const char *name, const char *from, const char *to);
void		 fileset_edit_all(struct fileset *, const char *name, const char *from, const char *to);

/* The text of a file, and more text behind it. */
const char	*fileset_text(const struct fileset *, const char *name);
void		 fileset_append(struct fileset *, const char *name, const char *text);

/*
 * Packs them, deflated, or encrypted with a password when that is not NULL.
 * The caller frees the result.
 */
unsigned char	*fileset_zip(const struct fileset *, const char *password, size_t *n_bytes);

#endif
