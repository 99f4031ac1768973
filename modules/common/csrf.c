/*
 * csrf.c -- no state: the token is a hash of a secret that only the browser and
 * we see, under another mask in each page, so that compressed pages do not
 * give it away by their length (BREACH).
 */

#include <string.h>

#include "crypto.h"
#include "csrf.h"
#include "str.h"

#define MASKED_CHARS (4 * CRYPTO_HASH_BYTES)	/* mask and masked token, hexadecimal */

/* The secret of this browser; sets the visitor cookie when there is no cookie yet. */
static void
secret_of(struct req *r, unsigned char secret[CRYPTO_HASH_BYTES])
{
	if (r->session != NULL && r->cookie_session != NULL) {
		crypto_hash_text(secret, "csrf-session", r->cookie_session);
		return;
	}
	if (r->cookie_visitor == NULL) {
		r->cookie_visitor = crypto_token(r->arena);
		r->set_visitor = true;
	}
	crypto_hash_text(secret, "csrf-visitor", r->cookie_visitor);
}

static void
mask_over(unsigned char text[CRYPTO_HASH_BYTES], const unsigned char mask[CRYPTO_HASH_BYTES])
{
	for (size_t i = 0; i < CRYPTO_HASH_BYTES; i++)
		text[i] ^= mask[i];
}

const char *
csrf_token(struct req *r)
{
	unsigned char	 both[2 * CRYPTO_HASH_BYTES];

	crypto_random(both, CRYPTO_HASH_BYTES);
	secret_of(r, both + CRYPTO_HASH_BYTES);
	mask_over(both + CRYPTO_HASH_BYTES, both);
	return str_hex(r->arena, both, sizeof both);
}

bool
csrf_passes(struct req *r, const char *token, const char *fetch_site, const char *origin)
{
	unsigned char	 both[2 * CRYPTO_HASH_BYTES], secret[CRYPTO_HASH_BYTES];

	if (fetch_site != NULL && strcmp(fetch_site, "same-origin") != 0 && strcmp(fetch_site, "none") != 0)
		return false;
	if (origin != NULL && strcmp(origin, r->conf->public_url) != 0)
		return false;
	if (token == NULL || (r->session == NULL && r->cookie_visitor == NULL) ||
	    strlen(token) != MASKED_CHARS || !str_unhex(token, both, sizeof both))
		return false;
	mask_over(both + CRYPTO_HASH_BYTES, both);
	secret_of(r, secret);
	return crypto_equal(both + CRYPTO_HASH_BYTES, secret, sizeof secret);
}
