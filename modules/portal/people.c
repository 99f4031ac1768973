/* people.c -- names, initials, relationships and codes as people read them. */

#include <inttypes.h>
#include <string.h>

#include "portal/people.h"

#include "common/str.h"

#define PHONE_DIGITS_MIN 9
#define PHONE_DIGITS_MAX 11
#define PHONE_MAX_BYTES 20	/* school.phone */

const char *
people_name(struct arena *a, const char *family, const char *given)
{
	if (family[0] == '\0' || given[0] == '\0')
		return family[0] == '\0' ? given : family;
	return arena_printf(a, "%s %s", family, given);
}

static size_t
character_bytes(const char *s)
{
	size_t	 n = s[0] == '\0' ? 0 : 1;

	while (n > 0 && ((unsigned char)s[n] & 0xc0) == 0x80)
		n++;
	return n;
}

/* U+E0100 to U+E01EF: which form of the character before is meant. */
static bool
is_selector(const char *s)
{
	return strncmp(s, "\363\240", 2) == 0;
}

const char *
people_initial(struct arena *a, const char *kana, const char *given)
{
	const char	*s = kana[0] != '\0' ? kana : given;
	size_t		 n = character_bytes(s);

	if (is_selector(s + n))
		n += character_bytes(s + n);
	return arena_copy(a, s, n);
}

const char *
people_relation(const struct req *r, int relationship)
{
	for (int i = 0; relationships[i].value != NULL; i++)
		if (i == relationship)
			return msg_text(r->lang, relationships[i].label);
	return "";
}

const char *
people_roles(struct req *r, unsigned roles)
{
	static const enum msg	 labels[ROLE_COUNT] = {
		[ROLE_PARENT] = MSG_ROLE_PARENT,
		[ROLE_TEACHER] = MSG_ROLE_TEACHER,
		[ROLE_SCHOOL_MANAGER] = MSG_ROLE_SCHOOL_MANAGER,
		[ROLE_BOARD_OFFICER] = MSG_ROLE_BOARD_OFFICER,
	};
	const char		*all = NULL, *one;

	for (size_t i = ROLE_COUNT; i-- > 0;) {
		if ((roles & ROLE_BIT(i)) == 0)
			continue;
		one = msg_text(r->lang, labels[i]);
		all = all == NULL ? one : msg_format(r->arena, r->lang, MSG_PEOPLE_LIST, all, one, NULL);
	}
	return all == NULL ? "" : all;
}

const char *
people_phone(struct arena *a, const char *typed)
{
	char	*s = str_nfkc(a, typed);
	size_t	 digits = 0;

	for (const char *c = s; *c != '\0'; c++)
		digits += *c >= '0' && *c <= '9';
	if (strspn(s, "0123456789-() ") != strlen(s) || strlen(s) > PHONE_MAX_BYTES || s[0] == '-' ||
	    digits < PHONE_DIGITS_MIN || digits > PHONE_DIGITS_MAX)
		return NULL;
	return s;
}

const char *
people_cut(struct arena *a, const char *text, size_t max_chars)
{
	const char	*end = text;

	for (size_t i = 0; i < max_chars && *end != '\0'; i++)
		end += character_bytes(end);
	return arena_copy(a, text, (size_t)(end - text));
}

const char *
people_digits(struct arena *a, uint64_t n)
{
	return arena_printf(a, "%" PRIu64, n);
}

struct digit_groups
people_groups(struct arena *a, const char *digits)
{
	const size_t		 n = strlen(digits) / 4;
	struct digit_group	*parts = arena_array(a, n + 1, sizeof *parts);

	for (size_t i = 0; i < n; i++)
		parts[i].text = arena_copy(a, digits + 4 * i, 4);
	return (struct digit_groups){ parts, n };
}

struct bytes
people_code_hash(unsigned char hash[CRYPTO_HASH_BYTES], const char *digits)
{
	crypto_sha256(hash, digits, strlen(digits));
	return (struct bytes){ hash, CRYPTO_HASH_BYTES };
}
