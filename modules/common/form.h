/* form.h -- server.c and reply.c alone: the reserved names that every form carries. */
#ifndef FORM_H
#define FORM_H

#include "req.h"

/* The key of the next sending of this form: the one that came, or a new one; hex. */
const char	*form_request_key(struct req *);

/*
 * Reads csrf, request_key, draft and switch_language from the pairs of a POST.
 * False: a request key that is not 32 hexadecimal characters.
 */
bool		 form_reserved(struct req *, const char **csrf, bool *switch_language);

/* The value of a name in pairs, or NULL. */
const char	*form_value(const struct pairs *, const char *name);

/* "ja", "en", "ja-easy" to a language; false: none of them. */
bool		 form_language(const char *, enum lang *);

#endif
