/* csrf.c -- no state: the token is a hash of a secret that only the browser and we see. */

#include <string.h>

#include "crypto.h"
#include "csrf.h"
#include "str.h"

static const char *
token_of(struct req *r, const char *label, const char *cookie)
{
	unsigned char	 hash[CRYPTO_HASH_BYTES];

	crypto_hash_text(hash, label, cookie);
	return str_hex(r->arena, hash, sizeof hash);
}

const char *
csrf_token(struct req *r)
{
	if (r->session != NULL && r->cookie_session != NULL)
		return token_of(r, "csrf-session", r->cookie_session);
	if (r->cookie_visitor == NULL) {
		r->cookie_visitor = crypto_token(r->arena);
		r->set_visitor = true;
	}
	return token_of(r, "csrf-visitor", r->cookie_visitor);
}

bool
csrf_passes(struct req *r, const char *token, const char *fetch_site, const char *origin)
{
	const char	*want;

	if (fetch_site != NULL && strcmp(fetch_site, "same-origin") != 0 && strcmp(fetch_site, "none") != 0)
		return false;
	if (origin != NULL && strcmp(origin, r->conf->public_url) != 0)
		return false;
	if (token == NULL || (r->session == NULL && r->cookie_visitor == NULL))
		return false;
	want = csrf_token(r);
	return strlen(token) == strlen(want) && crypto_equal(token, want, strlen(want));
}
