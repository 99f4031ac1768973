/* csrf.h -- guard 4: every POST carries the token of its browser. */
#ifndef CSRF_H
#define CSRF_H

#include "req.h"

/*
 * The token of this browser: a hash of its session cookie, or of its visitor
 * cookie, which is set when there is none yet; masked anew in each page.
 */
const char	*csrf_token(struct req *);

/*
 * Whether a POST may pass: the token fits, and neither Sec-Fetch-Site nor
 * Origin says that it came from elsewhere (they can only veto; NULL: not sent).
 */
bool		 csrf_passes(struct req *, const char *token, const char *fetch_site, const char *origin);

#endif
