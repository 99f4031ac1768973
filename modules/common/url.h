/* url.h -- addresses of this site.  A struct url comes from here or from url_PAGE(). */
#ifndef URL_H
#define URL_H

#include "types.h"

struct req;
struct form_spec;

/* Path plus the set members of in as a query; in may be NULL.  url_PAGE() of routes.h calls it. */
struct url	 url_make(struct req *, const char *path, const struct form_spec *, const void *in);

/* u with "#id" at its end. */
struct url	 url_at(struct req *, struct url, const char *id);

/* This GET page with its query in another language; for the language links. */
struct url	 url_here_in(struct req *, enum lang);

/* The absolute address for mails and printed sheets: conf->public_url + path. */
const char	*url_absolute(struct req *, struct url);

/*
 * Entrances that several modules link to, one line each in links.def:
 * url_link(LINK_SIGN_IN).  Static.
 */
#define LINK(name_, path_) name_,
enum link {
#include "links.def"
	LINK_COUNT
};
#undef LINK
struct url	 url_link(enum link);

/* The first page of this person: children for a parent, board for a teacher ... */
struct url	 url_first_page(const struct req *);

/*
 * A "next" path from a form: a path of this site without "//", "\\" or control
 * characters, of at most URL_NEXT_MAX_BYTES, else the first page.
 */
#define URL_NEXT_MAX_BYTES 500
struct url	 url_next(struct req *, const char *path);

#endif
