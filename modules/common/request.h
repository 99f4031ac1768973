/* request.h -- from FastCGI variables and body to struct req; server.c alone. */
#ifndef REQUEST_H
#define REQUEST_H

#include <fcgiapp.h>

#include "req.h"

/* The variables that nginx sets; nothing else of the environment is read. */
struct request_raw {
	const char	*method, *path, *query, *content_type, *cookie;
	const char	*fetch_site, *origin, *accept_language;
	int64_t		 content_length;	/* -1: not a number */
};

/*
 * Fills the part of r that needs no body: method, path, cookies, language,
 * address, request number.  PAGE_OK, PAGE_BAD_REQUEST or PAGE_METHOD.
 */
enum page	 request_head(struct req *, FCGX_Request *, struct request_raw *);

/*
 * Reads exactly content_length bytes and decodes them into r->pairs (and
 * r->upload).  PAGE_OK; PAGE_TOO_LARGE: over max_bytes, nothing read;
 * PAGE_BAD_REQUEST: cut short, malformed, not UTF-8, or of another type.
 */
enum page	 request_body(struct req *, FCGX_Request *, const struct request_raw *, int64_t max_bytes);

/* How large a body the form may have: bounded by its params. */
int64_t		 request_limit(const struct form_spec *);

#endif
