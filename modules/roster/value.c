/* value.c -- the forms of single values. */

#include <string.h>

#include <utf8proc.h>

#include "reader.h"

static int
digits(const char *s, size_t n)
{
	size_t i;
	int value;

	for (i = 0, value = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			return -1;
		value = value * 10 + (s[i] - '0');
	}
	return value;
}

static int
days_of_month(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	if (month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0))
		return 29;
	return days[month - 1];
}

bool
value_date(const char *s, struct date *d)
{
	int year, month, day;

	memset(d, 0, sizeof(*d));
	if (strlen(s) != 10 || s[4] != '-' || s[7] != '-')
		return false;
	year = digits(s, 4);
	month = digits(s + 5, 2);
	day = digits(s + 8, 2);
	if (year < 1900 || month < 1 || month > 12 || day < 1 || day > days_of_month(year, month))
		return false;
	d->year = (int16_t)year;
	d->month = (int8_t)month;
	d->day = (int8_t)day;
	return true;
}

int
value_number(const char *s, int max_value)
{
	size_t n = strlen(s);
	int value;

	if (n == 0 || n > 6)
		return 0;
	value = digits(s, n);
	return value < 1 || value > max_value ? 0 : value;
}

bool
value_next(struct mem *m, const char **at, const char **element)
{
	size_t n;

	if (*at == NULL || **at == '\0')
		return false;
	n = strcspn(*at, ",");
	*element = mem_copy(m, *at, n);
	*at = (*at)[n] == ',' ? *at + n + 1 : NULL;
	return true;
}

size_t
value_count(const char *s)
{
	size_t n;

	if (*s == '\0')
		return 0;
	for (n = 1; *s != '\0'; s++)
		n += *s == ',';
	return n;
}

bool
value_grade(const char *s)
{
	if (strlen(s) != 2 || s[1] < '1')
		return false;
	return s[0] == 'P' ? s[1] <= '6' : strchr("JHE", s[0]) != NULL && s[1] <= '3';
}

bool
value_uuid(const char *s, bool *v4)
{
	size_t i;

	if (strlen(s) != 36)
		return false;
	for (i = 0; i < 36; i++) {
		if (i == 8 || i == 13 || i == 18 || i == 23) {
			if (s[i] != '-')
				return false;
		} else if (strchr("0123456789abcdefABCDEF", s[i]) == NULL) {
			return false;
		}
	}
	*v4 = s[14] == '4' && strchr("89abAB", s[19]) != NULL;
	return true;
}

/* The character at *at of valid UTF-8, which moves on; 0 at the end. */
static utf8proc_int32_t
next_char(const char **at)
{
	utf8proc_int32_t c;
	utf8proc_ssize_t n;

	if (**at == '\0')
		return 0;
	n = utf8proc_iterate((const utf8proc_uint8_t *)*at, -1, &c);
	if (n < 1)
		return 0;
	*at += n;
	return c;
}

bool
value_half_kana(const char *s)
{
	utf8proc_int32_t c;

	while ((c = next_char(&s)) != 0)
		if (c >= 0xff61 && c <= 0xff9f)
			return true;
	return false;
}

static bool
is_hiragana(utf8proc_int32_t c)
{
	return (c >= 0x3041 && c <= 0x3096) || c == 0x309d || c == 0x309e;
}

static bool
has_hiragana(const char *s)
{
	utf8proc_int32_t c;

	while ((c = next_char(&s)) != 0)
		if (is_hiragana(c))
			return true;
	return false;
}

/* Hiragana and katakana take three bytes alike. */
static const char *
from_hiragana(struct mem *m, const char *s)
{
	const char *from = s;
	utf8proc_int32_t c;
	char *copy, *to;

	copy = to = mem_copy(m, s, strlen(s));
	while ((c = next_char(&from)) != 0)
		to += utf8proc_encode_char(is_hiragana(c) ? c + 0x60 : c, (utf8proc_uint8_t *)to);
	return copy;
}

/* NFKC; the same pointer for what utf8proc does not take. */
static const char *
full_width(struct mem *m, const char *s)
{
	const utf8proc_option_t how = (utf8proc_option_t)(UTF8PROC_STABLE | UTF8PROC_COMPOSE |
	    UTF8PROC_COMPAT | UTF8PROC_NULLTERM);
	utf8proc_ssize_t n;
	utf8proc_int32_t *chars;

	n = utf8proc_decompose((const utf8proc_uint8_t *)s, 0, NULL, 0, how);
	if (n < 0)
		return s;
	chars = mem_alloc(m, (size_t)n + 1, sizeof(*chars));
	n = utf8proc_decompose((const utf8proc_uint8_t *)s, 0, chars, n, how);
	if (n < 0 || utf8proc_reencode(chars, n, how) < 0)
		return s;
	return (const char *)chars;
}

const char *
value_kana(struct mem *m, const char *s)
{
	if (value_half_kana(s))
		s = full_width(m, s);
	return has_hiragana(s) ? from_hiragana(m, s) : s;
}

bool
value_is_kana(const char *s)
{
	utf8proc_int32_t c;

	while ((c = next_char(&s)) != 0)
		if (!((c >= 0x30a1 && c <= 0x30fe) || c == 0xff1d || c == 0x3000 || c == ' '))
			return false;
	return true;
}

size_t
value_chars(const char *s)
{
	size_t n;

	for (n = 0; *s != '\0'; s++)
		n += ((unsigned char)*s & 0xc0) != 0x80;
	return n;
}

bool
value_utf8(const char *s)
{
	utf8proc_ssize_t len;
	utf8proc_int32_t c;
	size_t n, at;

	for (at = 0, n = strlen(s); at < n; at += (size_t)len) {
		len = utf8proc_iterate((const utf8proc_uint8_t *)s + at,
		    (utf8proc_ssize_t)(n - at), &c);
		if (len < 1)
			return false;
	}
	return true;
}
