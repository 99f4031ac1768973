/* str.c -- bounded text; what Unicode means is left to utf8proc. */

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "arena.h"
#include "log.h"
#include "str.h"

struct str
str_new(struct arena *a, size_t max_bytes)
{
	return (struct str){ .p = arena_array(a, max_bytes + 1, 1), .max = max_bytes };
}

void
str_add_n(struct str *s, const char *text, size_t n)
{
	if (s->failed || n > s->max - s->len) {
		s->failed = true;
		return;
	}
	if (n > 0)
		memcpy(s->p + s->len, text, n);
	s->len += n;
	s->p[s->len] = '\0';
}

void
str_add(struct str *s, const char *text)
{
	if (text != NULL)
		str_add_n(s, text, strlen(text));
}

void
str_add_u64(struct str *s, uint64_t v)
{
	char	 digits[24];
	int	 n = snprintf(digits, sizeof digits, "%" PRIu64, v);

	str_add_n(s, digits, (size_t)n);
}

bool
str_utf8(const char *text, size_t n_bytes)
{
	const utf8proc_uint8_t	*p = (const utf8proc_uint8_t *)text;
	utf8proc_int32_t	 c;
	utf8proc_ssize_t	 step;

	while (n_bytes > 0) {
		/* utf8proc reads at most four bytes; a length near SSIZE_MAX is never needed. */
		step = utf8proc_iterate(p, n_bytes < 4 ? (utf8proc_ssize_t)n_bytes : 4, &c);
		if (step < 1 || c == 0)
			return false;
		p += step;
		n_bytes -= (size_t)step;
	}
	return true;
}

size_t
str_chars(const char *text)
{
	size_t n = 0;

	for (; *text != '\0'; text++)
		n += ((unsigned char)*text & 0xc0) != 0x80;
	return n;
}

/* NULL: not UTF-8. */
static char *
nfkc(struct arena *a, const char *text)
{
	const utf8proc_option_t	 how = (utf8proc_option_t)(UTF8PROC_NULLTERM | UTF8PROC_STABLE
	    | UTF8PROC_COMPOSE | UTF8PROC_COMPAT);
	utf8proc_uint8_t	*made;
	utf8proc_ssize_t	 n;
	char			*copy;

	n = utf8proc_map((const utf8proc_uint8_t *)text, 0, &made, how);
	if (n == UTF8PROC_ERROR_INVALIDUTF8)
		return NULL;
	if (n < 0)
		log_fatal("utf8proc: %s", utf8proc_errmsg(n));
	copy = arena_copy(a, made, (size_t)n);
	explicit_bzero(made, (size_t)n);
	free(made);
	return copy;
}

char *
str_nfkc(struct arena *a, const char *text)
{
	char *made = nfkc(a, text);

	if (made == NULL)
		log_fatal("text that nobody checked: not UTF-8");
	return made;
}

/* The full-width katakana character for one of a kana field, 0 when it does not belong there. */
static utf8proc_int32_t
kana_of(utf8proc_int32_t c)
{
	if (c >= 0x3041 && c <= 0x3096)		/* hiragana */
		return c + 0x60;
	if (c >= 0x30a1 && c <= 0x30fa)		/* katakana */
		return c;
	switch (c) {
	case ' ':
	case 0x3000:	/* ideographic space; NFKC has made it a plain one */
	case 0x30fb:	/* middle dot */
	case 0x30fc:	/* long vowel mark */
	case 0xff1d:	/* full-width equals sign */
		return c;
	case '=':	/* NFKC has made it so */
		return 0xff1d;
	default:
		return 0;
	}
}

char *
str_kana(struct arena *a, const char *text)
{
	const char		*from = nfkc(a, text);
	const utf8proc_uint8_t	*p = (const utf8proc_uint8_t *)from;
	utf8proc_uint8_t	 out[4];
	utf8proc_int32_t	 c;
	utf8proc_ssize_t	 n;
	struct str		 s;

	if (from == NULL)
		return NULL;
	s = str_new(a, 3 * strlen(from));
	while (*p != '\0') {
		p += utf8proc_iterate(p, -1, &c);
		c = kana_of(c);
		if (c == 0)
			return NULL;
		n = utf8proc_encode_char(c, out);
		str_add_n(&s, (const char *)out, (size_t)n);
	}
	return s.p;
}

char *
str_hex(struct arena *a, const unsigned char *from, size_t n_bytes)
{
	static const char	 digits[] = "0123456789abcdef";
	char			*p = arena_array(a, n_bytes + 1, 2);

	for (size_t i = 0; i < n_bytes; i++) {
		p[2 * i] = digits[from[i] >> 4];
		p[2 * i + 1] = digits[from[i] & 15];
	}
	return p;
}

static int
hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool
str_unhex(const char *text, unsigned char *out, size_t n_bytes)
{
	int high, low;

	for (size_t i = 0; i < n_bytes; i++) {
		high = hex_value(text[2 * i]);
		low = high < 0 ? -1 : hex_value(text[2 * i + 1]);
		if (low < 0)
			return false;
		out[i] = (unsigned char)(high * 16 + low);
	}
	return text[2 * n_bytes] == '\0';
}

bool
str_equal(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return a == b;
	return strcmp(a, b) == 0;
}

bool
str_begins(const char *s, const char *prefix)
{
	return strncmp(s, prefix, strlen(prefix)) == 0;
}

static bool
is_unreserved(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
	    || c == '-' || c == '.' || c == '_' || c == '~';
}

char *
str_url_encode(struct arena *a, const char *text)
{
	static const char	 digits[] = "0123456789ABCDEF";
	char			*p = arena_array(a, strlen(text) + 1, 3), *out = p;

	for (; *text != '\0'; text++) {
		const unsigned char c = (unsigned char)*text;

		if (is_unreserved(*text)) {
			*out++ = *text;
			continue;
		}
		*out++ = '%';
		*out++ = digits[c >> 4];
		*out++ = digits[c & 15];
	}
	return p;
}
