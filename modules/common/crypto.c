/* crypto.c -- the only file that calls libsodium. */

#include <string.h>

#include <sodium.h>

#include "arena.h"
#include "crypto.h"
#include "crypto_common.h"
#include "log.h"
#include "str.h"

#define PASSWORD_PASSES		2
#define PASSWORD_MEMORY_BYTES	((size_t)19 * 1024 * 1024)	/* design.md 7 */
#define PASSWORD_MIN_CHARS	10
#define PASSWORD_MAX_BYTES	200

_Static_assert(CRYPTO_HASH_BYTES == crypto_hash_sha256_BYTES, "SHA-256");
_Static_assert(CRYPTO_TOKEN_CHARS + 1 == sodium_base64_ENCODED_LEN(CRYPTO_TOKEN_BYTES,
    sodium_base64_VARIANT_URLSAFE_NO_PADDING), "base64url without padding");

/* Costs as much as a real one and fits no password. */
static const char nobody[] = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA"
    "$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

void
crypto_init(void)
{
	if (sodium_init() == -1)
		log_fatal("libsodium does not start");
}

void
crypto_random(void *out, size_t n_bytes)
{
	randombytes_buf(out, n_bytes);
}

uint64_t
crypto_random_id(void)
{
	uint64_t id;

	do {
		randombytes_buf(&id, sizeof id);
		id &= INT64_MAX;
	} while (id == 0);
	return id;
}

void
crypto_sha256(unsigned char out[CRYPTO_HASH_BYTES], const void *p, size_t n_bytes)
{
	crypto_hash_sha256(out, p, n_bytes);
}

void
crypto_hash_text(unsigned char out[CRYPTO_HASH_BYTES], const char *label, const char *text)
{
	crypto_hash_sha256_state state;

	crypto_hash_sha256_init(&state);
	crypto_hash_sha256_update(&state, (const unsigned char *)label, strlen(label) + 1);
	crypto_hash_sha256_update(&state, (const unsigned char *)text, strlen(text));
	crypto_hash_sha256_final(&state, out);
	sodium_memzero(&state, sizeof state);
}

bool
crypto_equal(const void *a, const void *b, size_t n_bytes)
{
	return sodium_memcmp(a, b, n_bytes) == 0;
}

char *
crypto_token(struct arena *a)
{
	unsigned char	 raw[CRYPTO_TOKEN_BYTES];
	char		*text = arena_alloc(a, CRYPTO_TOKEN_CHARS + 1);

	randombytes_buf(raw, sizeof raw);
	sodium_bin2base64(text, CRYPTO_TOKEN_CHARS + 1, raw, sizeof raw,
	    sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	sodium_memzero(raw, sizeof raw);
	return text;
}

/* Luhn's sum of n digits, the last of which counts once. */
static unsigned
luhn_sum(const char *digits, size_t n)
{
	unsigned sum = 0, v;

	for (size_t i = 0; i < n; i++) {
		v = (unsigned)(digits[i] - '0');
		if ((n - i) % 2 == 0)
			v = v < 5 ? v * 2 : v * 2 - 9;
		sum += v;
	}
	return sum % 10;
}

char *
crypto_digits(struct arena *a, size_t n_digits)
{
	char *text = arena_array(a, n_digits + 1, 1);

	if (n_digits < 2)
		log_fatal("no room for a check digit in %zu digits", n_digits);
	for (size_t i = 0; i < n_digits - 1; i++)
		text[i] = (char)('0' + randombytes_uniform(10));
	text[n_digits - 1] = '0';
	text[n_digits - 1] = (char)('0' + (10 - luhn_sum(text, n_digits)) % 10);
	return text;
}

bool
crypto_digits_check(const char *text)
{
	const size_t n = strlen(text);

	return n >= 2 && strspn(text, "0123456789") == n && luhn_sum(text, n) == 0;
}

char *
crypto_password_hash(struct arena *a, const char *password)
{
	char hash[crypto_pwhash_STRBYTES];

	if (crypto_pwhash_str_alg(hash, password, strlen(password), PASSWORD_PASSES,
	    PASSWORD_MEMORY_BYTES, crypto_pwhash_ALG_ARGON2ID13) != 0)
		log_fatal("no memory to hash a password");
	return arena_strdup(a, hash);
}

bool
crypto_password_check(const char *hash, const char *password)
{
	const bool fits = crypto_pwhash_str_verify(hash == NULL ? nobody : hash,
	    password, strlen(password)) == 0;

	return fits && hash != NULL;
}

/* text in small ASCII letters, as far as it fits. */
static void
small_letters(char *out, size_t max_bytes, const char *text)
{
	size_t i;

	for (i = 0; i + 1 < max_bytes && text[i] != '\0'; i++)
		out[i] = text[i] >= 'A' && text[i] <= 'Z' ? (char)(text[i] - 'A' + 'a') : text[i];
	out[i] = '\0';
}

/* One character over and over; period is its length in bytes. */
static bool
is_repeated(const char *s, size_t n)
{
	size_t period = 1;

	while (period < n && ((unsigned char)s[period] & 0xc0) == 0x80)
		period++;
	for (size_t i = period; i < n; i++)
		if (s[i] != s[i - period])
			return false;
	return true;
}

/* Whether s walks along row, step places at a time, and round its end. */
static bool
walks(const char *s, size_t n, const char *row, size_t step)
{
	const size_t	 length = strlen(row);
	const char	*start = strchr(row, s[0]);
	size_t		 at;

	if (start == NULL)
		return false;
	at = (size_t)(start - row);
	for (size_t i = 0; i < n; i++, at = (at + step) % length)
		if (s[i] != row[at])
			return false;
	return true;
}

/* Runs of the keyboard or the alphabet, forwards and backwards. */
static bool
is_run(const char *s, size_t n)
{
	static const char *const rows[] = { "1234567890", "abcdefghijklmnopqrstuvwxyz",
		"qwertyuiop", "asdfghjkl", "qwertyuiopasdfghjklzxcvbnm" };

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		if (walks(s, n, rows[i], 1) || walks(s, n, rows[i], strlen(rows[i]) - 1))
			return true;
	return false;
}

enum password_fault
crypto_password_fault(const char *password, const char *login_id)
{
	const size_t	n = strlen(password);
	char		small[PASSWORD_MAX_BYTES + 1], id[PASSWORD_MAX_BYTES + 1] = "";
	bool		common;

	if (n > PASSWORD_MAX_BYTES)
		return PASSWORD_LONG;
	if (str_chars(password) < PASSWORD_MIN_CHARS)
		return PASSWORD_SHORT;
	small_letters(small, sizeof small, password);
	if (login_id != NULL)
		small_letters(id, sizeof id, login_id);
	common = strcmp(small, id) == 0 || crypto_is_common(small)
	    || is_repeated(small, n) || is_run(small, n);
	sodium_memzero(small, sizeof small);
	return common ? PASSWORD_COMMON : PASSWORD_GOOD;
}
