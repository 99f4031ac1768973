/* param.c -- raw pairs to typed values: the only code that touches unchecked bytes. */

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "param.h"
#include "str.h"
#include "time.h"

#define PAIRS_MAX 400

/* One check: what is known while one param is read. */
struct check {
	struct arena			*arena;
	struct date			 today;
	const struct param_spec		*p;
	const struct pairs		*pairs;
	void				*at;
};

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)tolower((unsigned char)c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Percent-decodes n bytes; NULL when malformed or not UTF-8. */
static const char *
decode(struct arena *a, const char *s, size_t n)
{
	char	*out = arena_alloc(a, n + 1);
	size_t	 len = 0;

	for (size_t i = 0; i < n; i++) {
		if (s[i] == '%') {
			int	 hi = i + 2 < n ? hex_digit(s[i + 1]) : -1;
			int	 lo = i + 2 < n ? hex_digit(s[i + 2]) : -1;

			if (hi < 0 || lo < 0)
				return NULL;
			out[len++] = (char)(hi * 16 + lo);
			i += 2;
		} else
			out[len++] = s[i] == '+' ? ' ' : s[i];
	}
	return str_utf8(out, len) ? out : NULL;
}

bool
param_decode(struct arena *a, const char *s, size_t n, struct pairs *out)
{
	struct pair	*v;
	const char	*amp, *eq, *end = s + n;
	size_t		 count = 0, max = 1;

	*out = (struct pairs){ 0 };
	for (size_t i = 0; i < n; i++)
		max += s[i] == '&';
	if (max > PAIRS_MAX)
		return false;
	v = arena_array(a, max, sizeof *v);
	for (; s < end; s = amp + 1) {
		amp = memchr(s, '&', (size_t)(end - s));
		if (amp == NULL)
			amp = end;
		if (amp == s)
			continue;
		eq = memchr(s, '=', (size_t)(amp - s));
		if (eq == NULL)
			eq = amp;
		v[count].name = decode(a, s, (size_t)(eq - s));
		v[count].value = eq == amp ? "" : decode(a, eq + 1, (size_t)(amp - eq - 1));
		if (v[count].name == NULL || v[count].value == NULL)
			return false;
		count++;
	}
	*out = (struct pairs){ v, count };
	return true;
}

static const char *
first(const struct check *c)
{
	for (size_t i = 0; i < c->pairs->n; i++)
		if (strcmp(c->pairs->v[i].name, c->p->name) == 0)
			return c->pairs->v[i].value;
	return NULL;
}

/* Trimmed of ASCII and ideographic spaces at both ends; NULL when nothing is left. */
static char *
trimmed(struct arena *a, const char *s)
{
	static const char	 wide[] = "\xe3\x80\x80";
	size_t			 n;

	if (s == NULL)
		return NULL;
	for (;;) {
		if (isspace((unsigned char)*s))
			s++;
		else if (str_begins(s, wide))
			s += 3;
		else
			break;
	}
	for (n = strlen(s); n > 0;) {
		if (isspace((unsigned char)s[n - 1]))
			n--;
		else if (n >= 3 && memcmp(s + n - 3, wide, 3) == 0)
			n -= 3;
		else
			break;
	}
	return n == 0 ? NULL : arena_copy(a, s, n);
}

static bool
number(const char *s, int64_t min, int64_t max, int64_t *out)
{
	char		*end;
	long long	 v;

	if (!isdigit((unsigned char)s[0]) && s[0] != '-')
		return false;
	errno = 0;
	v = strtoll(s, &end, 10);
	if (errno != 0 || *end != '\0' || v < min || v > max)
		return false;
	*out = v;
	return true;
}

/* Text: control characters but newline refused, CR LF is one newline, counted in characters. */
static bool
text(const struct check *c, const char *value, bool lines)
{
	char	*s = trimmed(c->arena, value), *to;
	size_t	 n;

	if (s == NULL)
		return false;
	to = s;
	for (const char *from = s; *from != '\0'; from++) {
		const unsigned char	 ch = (unsigned char)*from;

		if (ch == '\r' && lines)
			continue;
		if ((ch < ' ' && !(ch == '\n' && lines)) || ch == 0x7f)
			return false;
		*to++ = *from;
	}
	*to = '\0';
	n = str_chars(s);
	if (n < (size_t)c->p->min || n > (size_t)c->p->max)
		return false;
	*(const char **)c->at = s;
	return true;
}

static bool
secret(const struct check *c, const char *value)
{
	const size_t	 n = strlen(value);

	if (n == 0 || n > (size_t)c->p->max)
		return false;
	*(const char **)c->at = arena_strdup(c->arena, value);
	return true;
}

/* One address: no spaces, one @, a dot in the domain; the mail link proves the rest. */
static bool
mail(const struct check *c, const char *value)
{
	char	*s = trimmed(c->arena, str_nfkc(c->arena, value)), *at;

	if (s == NULL || strlen(s) > 190 || (at = strchr(s, '@')) == NULL || at == s ||
	    strchr(at + 1, '@') != NULL || strchr(at + 1, '.') == NULL)
		return false;
	for (char *p = s; *p != '\0'; p++) {
		if ((unsigned char)*p <= ' ' || (unsigned char)*p >= 0x7f || strchr("<>()[]\\,;:\"", *p) != NULL)
			return false;
		*p = (char)tolower((unsigned char)*p);
	}
	if (at[1] == '.' || s[strlen(s) - 1] == '.')
		return false;
	*(const char **)c->at = s;
	return true;
}

static bool
date(const struct check *c, const char *value)
{
	struct date	 d;

	if (!date_parse(value, c->today, &d))
		return false;
	if ((c->p->min != 0 || c->p->max != 0) &&
	    (date_compare(d, date_add(c->today, (int)c->p->min)) < 0 ||
	    date_compare(d, date_add(c->today, (int)c->p->max)) > 0))
		return false;
	*(struct date *)c->at = d;
	return true;
}

static bool
month(const struct check *c, const char *value)
{
	int	 y, m, n = 0;

	if (sscanf(value, "%4d-%2d%n", &y, &m, &n) != 2 || value[n] != '\0' ||
	    y < 1900 || y > 9999 || m < 1 || m > 12)
		return false;
	*(struct date *)c->at = (struct date){ (int16_t)y, (int8_t)m, 1 };
	return true;
}

/* 8:05, 8.05, 0805, 805, and the same in full width. */
static bool
minute(const struct check *c, const char *value)
{
	const char	*s = trimmed(c->arena, str_nfkc(c->arena, value));
	int		 h, m, n = 0;

	if (s == NULL)
		return false;
	if (sscanf(s, "%2d:%2d%n", &h, &m, &n) != 2 || s[n] != '\0') {
		int64_t	 v;

		if (strlen(s) < 3 || strlen(s) > 4 || !number(s, 0, 2359, &v))
			return false;
		h = (int)(v / 100);
		m = (int)(v % 100);
	}
	if (h < 0 || h > 23 || m < 0 || m > 59)
		return false;
	*(int64_t *)c->at = h * 60 + m;
	return true;
}

static int
choice_index(const struct choice *choices, const char *value)
{
	for (int i = 0; choices[i].value != NULL; i++)
		if (strcmp(choices[i].value, value) == 0)
			return i;
	return -1;
}

static bool
choice(const struct check *c, const char *value)
{
	const int	 i = choice_index(c->p->choices, value);

	if (i < 0)
		return false;
	*(int *)c->at = i;
	return true;
}

/* Every pair of the name is one choice; none at all is absent. */
static bool
choices(const struct check *c)
{
	uint64_t	 bits = 0;

	for (size_t i = 0; i < c->pairs->n; i++) {
		int	 k;

		if (strcmp(c->pairs->v[i].name, c->p->name) != 0)
			continue;
		k = choice_index(c->p->choices, c->pairs->v[i].value);
		if (k < 0 || k > 63)
			return false;
		bits |= UINT64_C(1) << k;
	}
	*(uint64_t *)c->at = bits;
	return true;
}

static bool
ids(const struct check *c)
{
	uint64_t	*v = arena_array(c->arena, c->pairs->n + 1, sizeof *v);
	size_t		 n = 0;

	for (size_t i = 0; i < c->pairs->n; i++) {
		int64_t	 id;

		if (strcmp(c->pairs->v[i].name, c->p->name) != 0)
			continue;
		if (!number(c->pairs->v[i].value, 1, INT64_MAX, &id))
			return false;
		for (size_t k = 0; k < n; k++)
			if (v[k] == (uint64_t)id)
				return false;
		v[n++] = (uint64_t)id;
	}
	*(struct id_list *)c->at = (struct id_list){ v, n };
	return n >= (size_t)c->p->min && n <= (size_t)c->p->max;
}

static bool
digits(const struct check *c, const char *value)
{
	char	*s = str_nfkc(c->arena, value), *to = s;

	for (const char *from = s; *from != '\0'; from++) {
		if (isdigit((unsigned char)*from))
			*to++ = *from;
		else if (*from != ' ' && *from != '-' && *from != '\t')
			return false;
	}
	*to = '\0';
	if (strlen(s) < (size_t)c->p->min || strlen(s) > (size_t)c->p->max)
		return false;
	*(const char **)c->at = s;
	return true;
}

static bool
token(const struct check *c, const char *value)
{
	if (strlen(value) != 43)
		return false;
	for (const char *s = value; *s != '\0'; s++)
		if (!isalnum((unsigned char)*s) && *s != '-' && *s != '_')
			return false;
	*(const char **)c->at = arena_strdup(c->arena, value);
	return true;
}

static bool
id(const struct check *c, const char *value)
{
	int64_t	 v;

	if (!number(value, 1, INT64_MAX, &v))
		return false;
	*(uint64_t *)c->at = (uint64_t)v;
	return true;
}

static bool
integer(const struct check *c, const char *value)
{
	const char	*s = trimmed(c->arena, str_nfkc(c->arena, value));

	return s != NULL && number(s, c->p->min, c->p->max, c->at);
}

static bool
single(const struct check *c, const char *value)
{
	switch (c->p->type) {
	case PARAM_ID:
		return id(c, value);
	case PARAM_INT:
		return integer(c, value);
	case PARAM_LINE:
		return text(c, value, false);
	case PARAM_TEXT:
		return text(c, value, true);
	case PARAM_SECRET:
		return secret(c, value);
	case PARAM_MAIL:
		return mail(c, value);
	case PARAM_DATE:
		return date(c, value);
	case PARAM_MINUTE:
		return minute(c, value);
	case PARAM_CHOICE:
		return choice(c, value);
	case PARAM_DIGITS:
		return digits(c, value);
	case PARAM_KEY:
		return str_unhex(value, ((struct draft_key *)c->at)->v, 16);
	case PARAM_TOKEN:
		return token(c, value);
	case PARAM_MONTH:
		return month(c, value);
	case PARAM_FLAG:
		*(bool *)c->at = strcmp(value, "1") == 0;
		return *(bool *)c->at;
	case PARAM_IDS:
	case PARAM_CHOICES:
	case PARAM_FILE:
		break;
	}
	return false;
}

/* Whether the value is good; *has tells whether there was one. */
static bool
param_read(const struct check *c, bool *has)
{
	const char	*value = first(c);

	*has = false;
	if (c->p->type == PARAM_FILE)
		return true;		/* request.c puts the file in */
	if (value == NULL)
		return c->p->need == OPTIONAL;
	if (c->p->type == PARAM_IDS)
		return *has = ids(c);
	if (c->p->type == PARAM_CHOICES)
		return *has = choices(c);
	if (c->p->type != PARAM_SECRET && trimmed(c->arena, value) == NULL)
		return c->p->need == OPTIONAL;
	if (c->p->type == PARAM_SECRET && value[0] == '\0')
		return c->p->need == OPTIONAL;
	return *has = single(c, value);
}

size_t
param_check(struct arena *a, enum lang lang, struct date today, const struct form_spec *spec,
    const struct pairs *pairs, void *in, const char **errors)
{
	size_t	 faults = 0;
	char	*base = in;

	for (size_t i = 0; i < spec->nparam; i++) {
		const struct param_spec	*p = &spec->params[i];
		const struct check	 c = { a, today, p, pairs, base + p->at };

		errors[i] = NULL;
		if (!param_read(&c, (bool *)(base + p->has_at))) {
			errors[i] = msg_text(lang, p->ask);
			faults++;
		}
	}
	return faults;
}

static const struct param_spec *
spec_of(const struct form_spec *spec, const char *name)
{
	for (size_t i = 0; i < spec->nparam; i++)
		if (strcmp(spec->params[i].name, name) == 0)
			return &spec->params[i];
	return NULL;
}

const char *
param_encode(struct arena *a, const struct form_spec *spec, const struct pairs *pairs)
{
	struct str	 s;
	size_t		 max = 1;

	for (size_t i = 0; i < pairs->n; i++)
		max += 3 * (strlen(pairs->v[i].name) + strlen(pairs->v[i].value)) + 2;
	s = str_new(a, max);
	for (size_t i = 0; i < pairs->n; i++) {
		const struct param_spec	*p = spec_of(spec, pairs->v[i].name);

		if (p == NULL || p->type == PARAM_SECRET || p->type == PARAM_FILE)
			continue;
		if (s.len != 0)
			str_add(&s, "&");
		str_add(&s, str_url_encode(a, pairs->v[i].name));
		str_add(&s, "=");
		str_add(&s, str_url_encode(a, pairs->v[i].value));
	}
	return s.p;
}
