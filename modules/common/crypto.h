/* crypto.h -- random numbers, hashes and passwords, all from libsodium. */
#ifndef CRYPTO_H
#define CRYPTO_H

#include "types.h"

struct arena;

#define CRYPTO_HASH_BYTES 32
#define CRYPTO_TOKEN_BYTES 32
#define CRYPTO_TOKEN_CHARS 43		/* base64url without padding */

void	 crypto_init(void);
void	 crypto_random(void *, size_t n_bytes);
uint64_t crypto_random_id(void);		/* 1 .. INT64_MAX */

/* SHA-256.  (crypto_hash() is a function of libsodium: SHA-512.) */
void	 crypto_sha256(unsigned char out[CRYPTO_HASH_BYTES], const void *, size_t n_bytes);
/* SHA-256 over label, NUL, text: keys of different uses never meet. */
void	 crypto_hash_text(unsigned char out[CRYPTO_HASH_BYTES], const char *label, const char *text);

bool	 crypto_equal(const void *, const void *, size_t n_bytes);	/* constant time */

/* A new random token as 43 base64url characters, in the arena. */
char	*crypto_token(struct arena *);

/* n random decimal digits, the last one a Luhn check digit; in the arena. */
char	*crypto_digits(struct arena *, size_t n_digits);
bool	 crypto_digits_check(const char *);	/* digits only and the check digit fits */

/*
 * Passwords: argon2id, 19 MiB, 2 passes (design.md 7), tagged text of at most 128
 * characters in the arena.
 */
char	*crypto_password_hash(struct arena *, const char *password);
/* hash NULL: does the same work and says no. */
bool	 crypto_password_check(const char *hash, const char *password);

/* Whether it is too short (under 10 characters), too long (over 200 bytes) or on the list of common ones. */
enum password_fault { PASSWORD_GOOD, PASSWORD_SHORT, PASSWORD_LONG, PASSWORD_COMMON };
enum password_fault crypto_password_fault(const char *password, const char *login_id);

#endif
